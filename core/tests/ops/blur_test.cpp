#include "core/ops/blur.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/ops/op.h"

namespace pw {
namespace {

using V = std::vector<float>;

const OpInfo& op = *find_op("blur_pool");

Params window(Pair kernel, std::optional<Pair> stride = {}, Pair padding = {0, 0}) {
    Params p;
    p.window = {kernel, stride, padding};
    return p;
}

Tensor grid(std::int64_t h, std::int64_t w, V values) { return Tensor({1, 1, h, w}, std::move(values)); }

V values(const Params& p, const Tensor& x) {
    const Tensor out = op.forward(p, *op.plan(p, x.shape()), x, {}).values;
    return {out.data().begin(), out.data().end()};
}

TEST(Blur, WeightsAreRowsOfPascalsTriangle) {
    using W = std::vector<double>;
    EXPECT_EQ(binomial_weights(1), (W{1}));
    EXPECT_EQ(binomial_weights(2), (W{1, 1}));
    EXPECT_EQ(binomial_weights(3), (W{1, 2, 1}));
    EXPECT_EQ(binomial_weights(4), (W{1, 3, 3, 1}));
    EXPECT_EQ(binomial_weights(7), (W{1, 6, 15, 20, 15, 6, 1}));
    for (std::int64_t k = 1; k <= limits::blur_kernel; ++k) {
        double sum = 0;
        for (const double w : binomial_weights(k)) sum += w;
        EXPECT_EQ(sum, blur_divisor(k, 1)) << k;
    }
    EXPECT_EQ(blur_divisor(3, 4), 32);
}

TEST(Blur, WorkedByHand) {
    const Tensor x = grid(3, 3, {1, 2, 3, 4, 5, 6, 7, 8, 25});
    // (1 + 4 + 3 + 8 + 20 + 12 + 7 + 16 + 25) / 16
    EXPECT_EQ(values(window({3, 3}), x), (V{6}));
    EXPECT_EQ(values(window({1, 2}, Pair{1, 1}), x), (V{1.5f, 2.5f, 4.5f, 5.5f, 7.5f, 16.5f}));
    // Zeros around it count.
    EXPECT_EQ(values(window({3, 3}, Pair{2, 2}, {1, 1}), x),
              (V{21 / 16.f, 33 / 16.f, 57 / 16.f, 133 / 16.f}));
}

TEST(Blur, TwoCellsAreAnAverage) {
    const Tensor x = grid(4, 4, {1, 3, 2, 1, 2, 9, 1, 1, 1, 4, 2, 3, 5, 6, 1, 2});
    EXPECT_EQ(values(window({2, 2}), x), (V{3.75f, 1.25f, 4, 2}));
}

TEST(Blur, KeepsAConstantWherePaddingIsNone) {
    const Tensor x = grid(16, 15, V(240, .3f));
    for (std::int64_t k = 1; k <= 15; ++k)
        for (const float v : values(window({k, k}, Pair{2, 1}), x)) EXPECT_EQ(v, .3f) << k;
}

TEST(Blur, SendsTheGradientBackByWeight) {
    const Params p = window({3, 3});
    const Tensor x = grid(3, 3, V(9, 0));
    const auto dx = backward(op, p, *op.plan(p, x.shape()), x, grid(1, 1, {16}));
    EXPECT_EQ(V(dx->data().begin(), dx->data().end()), (V{1, 2, 1, 2, 4, 2, 1, 2, 1}));
}

TEST(Blur, ExplainsProductsAndTheirDivisor) {
    const Tensor x = grid(3, 3, {1, 2, 3, 4, 5, 6, 7, 8, 25});
    const Params p = window({3, 3}, Pair{2, 2}, {1, 1});
    const Step s = op.explain(p, *op.plan(p, x.shape()), x, 0, 0, {0, 0}, 0);
    EXPECT_EQ(s.how, Reduction::sum);
    EXPECT_EQ(s.divisor, 16);
    EXPECT_EQ(s.taps[0].kind, TapKind::padding);
    EXPECT_TRUE(s.taps[0].gathered);
    EXPECT_EQ(s.taps[4].weight, 4);
    EXPECT_EQ(s.taps[5].weight, 2);
    EXPECT_EQ(s.running, (std::vector<double>{0, 0, 0, 0, 4, 8, 8, 16, 21}));
    EXPECT_EQ(s.result, 21 / 16.f);
}

TEST(Blur, RefusesAsAConvolutionAndAboveFifteenCells) {
    const Shape shape{1, 1, 20, 20};
    const auto large = op.plan(window({16, 3}, Pair{1, 1}), shape);
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().what.key, "problem.blur.kernel");
    EXPECT_EQ(large.error().parameter, "kernel_size");
    ASSERT_FALSE(large.error().fixes.empty());
    EXPECT_EQ(large.error().fixes.front().changes, (std::vector<Change>{{"kernel_size", {15, 3}}}));
    EXPECT_TRUE(op.plan(window({15, 15}, Pair{1, 1}), shape));
    EXPECT_TRUE(op.plan(window({2, 2}, Pair{1, 1}, {9, 9}), shape));  // any padding
    const auto wide = op.plan(window({5, 5}), {1, 1, 4, 4});
    ASSERT_FALSE(wide);
    EXPECT_EQ(wide.error().framework,
              "Calculated padded input size per channel: (4 x 4). Kernel size: (5 x 5). Kernel size can't be "
              "greater than actual input size");
    // The stride follows the kernel: one change mends both.
    const auto none = op.plan(window({0, 0}), shape);
    ASSERT_FALSE(none);
    ASSERT_FALSE(none.error().fixes.empty());
    EXPECT_EQ(none.error().fixes.front().changes, (std::vector<Change>{{"kernel_size", {1}}}));
}

TEST(Blur, IsALineOfPython) {
    EXPECT_EQ(code_line(op, window({2, 3}, Pair{2, 2}, {1, 1})),
              "F.conv2d(x, torch.outer(torch.tensor([1., 1.]), torch.tensor([1., 2., 1.])).expand(len(x[0]), "
              "1, 2, 3) / 8, stride=2, padding=1, groups=len(x[0]))");
    EXPECT_NE(code_line(op, window({99, -1})).find("[...]"), std::string::npos);
    Params elsewhere = window({2, 2});
    elsewhere.window.dialect = Dialect::onnx;
    EXPECT_EQ(code_line(op, elsewhere), "# ONNX: no such operation");
}

}  // namespace
}  // namespace pw
