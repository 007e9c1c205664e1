#include <gtest/gtest.h>

#include "assets/samples/feature_maps.h"
#include "assets/samples/low_pixel.h"
#include "core/base/asset.h"
#include "core/walk/document.h"

namespace pw {
namespace {

std::vector<float> output_of(const std::string& name, const char* other_op = nullptr) {
    Experiment e = load_sample(name)->experiment;
    if (other_op) e.stages.back().op = find_op(other_op);
    const auto evaluation = evaluate(e);
    const auto values = evaluation->done.back().out.values.data();
    return {values.begin(), values.end()};
}

TEST(Samples, GiveTheirKnownValues) {
    EXPECT_EQ(output_of("max-4x4"), (std::vector<float>{9, 2, 6, 3}));
    EXPECT_EQ(output_of("average-4x4"), (std::vector<float>{3.75, 1.25, 4, 2}));
    EXPECT_EQ(output_of("conv-then-pool"), (std::vector<float>{1, 3, 3, 1}));
    EXPECT_EQ(output_of("conv-then-pool", "avg_pool"), (std::vector<float>{.5, 1.25, 1.25, .5}));
    EXPECT_EQ(output_of("overlapping"), (std::vector<float>{8, 8, 8, 8, 8, 8, 6, 7, 7}));
    // Were the ring 0 for max, no result could be negative; for the average it counts as 0: -4 / 4.
    EXPECT_EQ(output_of("padding"), (std::vector<float>{-4, -2, -6, -2, 8, -4, -8, -3, -1}));
    EXPECT_EQ(output_of("padding", "avg_pool"),
              (std::vector<float>{-1, -2.5, -1.5, -2, 5, -3, -2, -2, -.25}));
    EXPECT_EQ(output_of("adaptive-5x5", "adaptive_max_pool"),
              (std::vector<float>{5, 8, 3, 4, 8, 7, 6, 4, 5}));
    EXPECT_EQ(output_of("three-stages"), (std::vector<float>{2, 5, 3, 3}));
    EXPECT_EQ(output_of("unpool-4x4"), (std::vector<float>{0, 0, 2, 0, 0, 9, 0, 0, 0, 0, 0, 3, 0, 6, 0, 0}));
    EXPECT_EQ(output_of("sobel-edges"),
              (std::vector<float>{32, 31, -32, -32, 33, 29, -31, -32, 33, 28, -31, -31, 32, 29, -31, -31}));
    const Experiment chain = load_sample("conv-then-pool")->experiment;
    const auto evaluation = evaluate(chain);
    EXPECT_EQ(evaluation->done.back().plan.window.never_read(), 9);
}

void expect_drawn(const char* sample, const Tensor& drawn) {
    const Source input = load_sample(sample)->experiment.input;
    EXPECT_TRUE(input.picture) << sample;
    EXPECT_FALSE(input.alpha_dropped) << sample;
    ASSERT_EQ(input.tensor.shape(), drawn.shape()) << sample;
    std::size_t different = 0;
    for (std::size_t i = 0; i < drawn.data().size(); ++i)
        different += drawn.data()[i] != input.tensor.data()[i];
    EXPECT_EQ(different, 0u) << sample;
    EXPECT_LT(asset("assets/samples/" + std::string(sample) + ".png")->size(), 300'000u);
}

TEST(Samples, ThePicturesAreWhatTheCodeDraws) {
    expect_drawn("low-pixel", low_pixel_picture());
    expect_drawn("edge-map", edge_map());
    expect_drawn("texture", texture_map());
}

// What the two feature maps are there for.
TEST(Samples, MaxKeepsWhatTheAverageLoses) {
    const auto range = [](const std::string& name, const char* op) {
        Experiment e = load_sample(name)->experiment;
        e.stages.back().op = find_op(op);
        return evaluate(e)->done.back().range;
    };
    EXPECT_EQ(range("texture", "avg_pool"), (Range{60, 60, true}));
    EXPECT_EQ(range("texture", "max_pool"), (Range{100, 255, true}));
    EXPECT_EQ(range("edge-map", "max_pool").high, 255);
    EXPECT_LT(range("edge-map", "avg_pool").high, 160);
}

}  // namespace
}  // namespace pw
