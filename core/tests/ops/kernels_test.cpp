// Presets as everyone writes them, at the sizes where they exist; weights of another size keep their middle.
#include "core/ops/kernels.h"

#include <gtest/gtest.h>

#include <numeric>

#include "core/ops/registry.h"

namespace pw {
namespace {

using F = std::vector<float>;

F values(const std::optional<Tensor>& t) { return t ? F(t->data().begin(), t->data().end()) : F{}; }
F preset(std::string_view id, Pair kernel) { return values(preset_weight(id, kernel, 1, 1)); }

Tensor counted(Shape s) {
    F v(static_cast<std::size_t>(s.count()));
    std::iota(v.begin(), v.end(), 1.f);
    return {s, v};
}

TEST(Presets, TheirWeightsAndTheirOrder) {
    std::vector<std::string_view> ids;
    for (const KernelPreset& p : kernel_presets()) ids.push_back(p.id);
    EXPECT_EQ(ids, (std::vector<std::string_view>{"identity", "box_blur", "gaussian", "sharpen", "sobel_x",
                                                  "sobel_y", "laplacian", "anti_diagonal"}));
    EXPECT_EQ(preset("identity", {3, 3}), (F{0, 0, 0, 0, 1, 0, 0, 0, 0}));
    EXPECT_EQ(preset("box_blur", {2, 2}), (F{.25, .25, .25, .25}));
    EXPECT_EQ(preset("gaussian", {3, 3}),
              (F{1 / 16.f, 2 / 16.f, 1 / 16.f, 2 / 16.f, 4 / 16.f, 2 / 16.f, 1 / 16.f, 2 / 16.f, 1 / 16.f}));
    EXPECT_EQ(preset("gaussian", {1, 5}), (F{1 / 16.f, 4 / 16.f, 6 / 16.f, 4 / 16.f, 1 / 16.f}));
    EXPECT_EQ(preset("sharpen", {3, 3}), (F{0, -1, 0, -1, 5, -1, 0, -1, 0}));
    EXPECT_EQ(preset("sobel_x", {3, 3}), (F{-1, 0, 1, -2, 0, 2, -1, 0, 1}));
    EXPECT_EQ(preset("sobel_y", {3, 3}), (F{-1, -2, -1, 0, 0, 0, 1, 2, 1}));
    EXPECT_EQ(preset("laplacian", {3, 3}), (F{0, 1, 0, 1, -4, 1, 0, 1, 0}));
    EXPECT_EQ(preset("anti_diagonal", {2, 2}), (F{0, 1, 1, 0}));
}

TEST(Presets, ExistOnlyWhereTheyMeanSomething) {
    EXPECT_TRUE(preset("identity", {2, 3}).empty());
    EXPECT_TRUE(preset("anti_diagonal", {2, 3}).empty());
    for (const char* id : {"sharpen", "sobel_x", "sobel_y", "laplacian"})
        EXPECT_TRUE(preset(id, {5, 5}).empty()) << id;
    for (const Pair none : {Pair{0, 3}, Pair{3, -1}, Pair{32, 3}, Pair{3, 100000}})
        EXPECT_TRUE(preset("box_blur", none).empty());
    EXPECT_TRUE(preset("nonsense", {3, 3}).empty());
}

TEST(Presets, BlursKeepTheBrightness) {
    for (const char* id : {"identity", "box_blur", "gaussian"})
        for (const Pair kernel : {Pair{1, 1}, Pair{3, 3}, Pair{5, 7}, Pair{31, 31}}) {
            const F v = preset(id, kernel);
            EXPECT_NEAR(std::accumulate(v.begin(), v.end(), 0.), 1, 1e-5) << id;
        }
}

TEST(Presets, AreRecognised) {
    for (const Pair kernel : {Pair{3, 3}, Pair{5, 5}, Pair{7, 3}})
        for (const KernelPreset& p : kernel_presets()) {
            const auto w = preset_weight(p.id, kernel, 2, 3);
            EXPECT_TRUE(!w || preset_of(*w, 1) == &p) << p.id;
        }
    EXPECT_EQ(preset_of(Tensor({1, 1, 1, 1}, {1}), 0)->id, "identity");  // the first of those that it is
    EXPECT_EQ(preset_of(counted({1, 1, 3, 3}), 0), nullptr);
    EXPECT_EQ(preset_of(Tensor(), 0), nullptr);
    // Alike for all input channels, or none.
    F mixed = values(preset_weight("sobel_x", {3, 3}, 1, 2));
    mixed[12] = 7;
    EXPECT_EQ(preset_of(Tensor({1, 2, 3, 3}, mixed), 0), nullptr);
}

TEST(Presets, SetOneOutputChannel) {
    const Tensor before = counted({2, 2, 3, 3});
    const Tensor after = with_preset(before, "laplacian", 1);
    EXPECT_EQ(preset_of(after, 1)->id, "laplacian");
    for (int c = 0; c < 2; ++c) EXPECT_TRUE(std::ranges::equal(after.plane(0, c), before.plane(0, c)));
}

TEST(Presets, KeepTheSizeWhenTheyCan) {
    const Tensor five = counted({1, 1, 5, 5});
    EXPECT_EQ(with_preset(five, "gaussian", 0).shape(), (Shape{1, 1, 5, 5}));
    EXPECT_EQ(with_preset(five, "sobel_y", 0).shape(), (Shape{1, 1, 3, 3}));
    EXPECT_EQ(preset_of(with_preset(five, "sobel_y", 0), 0)->id, "sobel_y");
    EXPECT_EQ(with_preset(counted({1, 1, 2, 2}), "identity", 0).shape(), (Shape{1, 1, 3, 3}));
    // The other channels follow about their middle.
    const Tensor two = with_preset(counted({2, 1, 5, 5}), "sobel_x", 0);
    EXPECT_EQ(F(two.plane(1, 0).begin(), two.plane(1, 0).end()), (F{32, 33, 34, 37, 38, 39, 42, 43, 44}));
}

TEST(Resized, KeepsTheMiddle) {
    const Tensor three = counted({1, 1, 3, 3});
    EXPECT_EQ(values(resized_kernel(three, {1, 1})), (F{5}));
    EXPECT_EQ(values(resized_kernel(three, {1, 3})), (F{4, 5, 6}));
    const Tensor five = resized_kernel(three, {5, 5});
    EXPECT_EQ(values(five), (F{0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 4, 5, 6, 0, 0, 7, 8, 9, 0, 0, 0, 0, 0, 0}));
    EXPECT_TRUE(resized_kernel(three, {3, 3}).same(three));
    // There and back again, over odd and even sizes.
    for (const Pair way : {Pair{4, 4}, Pair{5, 3}, Pair{8, 9}})
        EXPECT_EQ(values(resized_kernel(resized_kernel(three, way), {3, 3})), values(three));
    EXPECT_EQ(values(resized_kernel(counted({2, 1, 1, 2}), {1, 1})), (F{2, 4}));
}

TEST(Resized, NotToWhatCannotBe) {
    const Tensor three = counted({2, 3, 3, 3});
    EXPECT_TRUE(can_resize(three, {1, 1}));
    EXPECT_TRUE(can_resize(three, {1000, 1000}));
    for (const Pair none :
         {Pair{0, 3}, Pair{3, -1}, Pair{1'000'000, 1'000'000}, Pair{5000, 5000}, Pair{4000, 4000}})
        EXPECT_FALSE(can_resize(three, none)) << none.h;
}

// A size that no weights can have is refused as it was asked; what could be is the weights' own.
TEST(KernelOf, TheAskedSizeOnlyWhenItCannotBe) {
    Params p;
    p.weight = counted({1, 1, 3, 3});
    p.window.kernel = {2, 2};
    EXPECT_EQ(kernel_of(conv, p), (Pair{3, 3}));
    EXPECT_EQ(kernel_of(max_pool, p), (Pair{2, 2}));
    EXPECT_TRUE(conv.plan(p, {1, 1, 5, 5}));
    p.window.kernel = {0, 3};
    EXPECT_EQ(kernel_of(conv, p), (Pair{0, 3}));
    const auto refused = conv.plan(p, {1, 1, 5, 5});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().what.key, "problem.window.kernel");
    EXPECT_EQ(refused.error().parameter, "kernel_size");
    ASSERT_FALSE(refused.error().fixes.empty());
    EXPECT_EQ(refused.error().fixes[0].changes[0].parameter, "kernel_size");
    // Fits the padded input, but not the memory.
    p.weight = counted({20, 20, 3, 3});
    p.window.kernel = {1000, 1000};
    EXPECT_EQ(conv.plan(p, {1, 20, 2000, 2000}).error().what.key, "problem.window.taps");
}

}  // namespace
}  // namespace pw
