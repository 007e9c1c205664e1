#include "core/walk/preset.h"

#include <gtest/gtest.h>

#include <map>

namespace pw {
namespace {

// The side of what a preset makes of a square.
std::int64_t side(const Preset& preset, std::int64_t n) {
    const Shape input{1, 64, n, n};
    const auto plan = preset.op->plan(preset.params(input), input);
    EXPECT_TRUE(plan) << preset.id << " " << n;
    if (!plan) return 0;
    EXPECT_EQ(plan->out.h, plan->out.w);
    EXPECT_EQ(plan->out.c, 64);
    return plan->out.h;
}

TEST(Preset, GivesThePapersSizes) {
    std::map<std::string_view, std::vector<std::int64_t>> out;
    std::vector<std::string_view> order;
    for (const Preset& preset : presets()) {
        order.push_back(preset.id);
        for (const std::int64_t n : {224, 112, 28, 7}) out[preset.id].push_back(side(preset, n));
    }
    using Sides = std::vector<std::int64_t>;
    EXPECT_EQ(order,
              (std::vector<std::string_view>{"vgg", "resnet-stem", "lenet", "inception", "global-average"}));
    EXPECT_EQ(out["vgg"], (Sides{112, 56, 14, 3}));
    EXPECT_EQ(out["resnet-stem"], (Sides{112, 56, 14, 4}));
    EXPECT_EQ(out["lenet"], (Sides{112, 56, 14, 3}));
    EXPECT_EQ(out["inception"], (Sides{224, 112, 28, 7}));
    EXPECT_EQ(out["global-average"], (Sides{1, 1, 1, 1}));
}

TEST(Preset, IsWhatPyTorchUsersWrite) {
    std::vector<std::string> code;
    for (const Preset& preset : presets()) code.push_back(preset.op->code(preset.params({1, 1, 7, 5})));
    EXPECT_EQ(code, (std::vector<std::string>{"nn.MaxPool2d(2)", "nn.MaxPool2d(3, stride=2, padding=1)",
                                              "nn.AvgPool2d(2)", "nn.MaxPool2d(3, stride=1, padding=1)",
                                              "nn.AvgPool2d((7, 5))"}));
}

}  // namespace
}  // namespace pw
