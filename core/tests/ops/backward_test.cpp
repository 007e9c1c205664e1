// Gradients worked by hand: where they go at ties, NaN and infinities, in padding and overlaps.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/ops/op.h"

namespace pw {
namespace {

constexpr float inf = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

using V = std::vector<float>;

Tensor grid(std::int64_t h, std::int64_t w, V values) { return Tensor({1, 1, h, w}, std::move(values)); }
Params window(Pair k, std::optional<Pair> s = {}, Pair p = {0, 0}, Pair d = {1, 1}, bool ceil = false) {
    Params params;
    params.window = {k, s, p, d, ceil};
    return params;
}
// For a gradient of the output given by its values in order.
V pulled_back(std::string_view op, const Params& p, const Tensor& input, V gradient) {
    const OpInfo* info = find_op(op);
    const auto plan = info->plan(p, input.shape());
    if (!plan) return {};
    const auto got = backward(*info, p, *plan, input, Tensor(plan->out, std::move(gradient)));
    return got ? V(got->data().begin(), got->data().end()) : V{};
}

TEST(Backward, OverlappingWindowsAddUp) {
    const Tensor x = grid(3, 3, {1, 2, 3, 4, 9, 5, 6, 7, 8});
    EXPECT_EQ(pulled_back("max_pool", window({2, 2}, Pair{1, 1}), x, {1, 1, 1, 1}),
              (V{0, 0, 0, 0, 4, 0, 0, 0, 0}));
    EXPECT_EQ(pulled_back("min_pool", window({2, 2}, Pair{1, 1}), x, {1, 2, 3, 4}),
              (V{1, 2, 0, 3, 0, 4, 0, 0, 0}));
    EXPECT_EQ(pulled_back("avg_pool", window({2, 2}, Pair{1, 1}), x, {4, 8, 12, 16}),
              (V{1, 3, 2, 4, 10, 6, 3, 7, 4}));
}

TEST(Backward, SumsInDouble) {
    // The same sum in float32 would be 0.
    EXPECT_EQ(
        pulled_back("max_pool", window({1, 3}, Pair{1, 1}), grid(1, 5, {0, 0, 9, 0, 0}), {1e8f, 1, -1e8f}),
        (V{0, 0, 1, 0, 0}));
    EXPECT_EQ(
        pulled_back("avg_pool", window({1, 3}, Pair{1, 1}), grid(1, 5, {0, 0, 0, 0, 0}), {3e8f, 3, -3e8f}),
        (V{1e8f, 1e8f + 1, 1, -1e8f + 1, -1e8f}));
}

TEST(Backward, TheWinnerOfTiesAndNanTakesAll) {
    EXPECT_EQ(pulled_back("max_pool", window({2, 2}), grid(2, 2, {1, 7, 7, 7}), {5}), (V{0, 5, 0, 0}));
    EXPECT_EQ(pulled_back("max_pool", window({2, 2}), grid(2, 2, {nan, 7, nan, inf}), {5}), (V{0, 0, 5, 0}));
    EXPECT_EQ(pulled_back("max_pool", window({2, 2}), grid(2, 2, {-inf, -inf, -inf, -inf}), {5}),
              (V{5, 0, 0, 0}));
    EXPECT_EQ(pulled_back("global_max_pool", {}, grid(2, 2, {0, -0.f, -1, 0}), {5}), (V{5, 0, 0, 0}));
}

TEST(Backward, AnEmptyWindowSendsNothing) {
    EXPECT_EQ(
        pulled_back("max_pool", window({2, 2}, Pair{1, 1}, {1, 1}, {3, 3}), grid(2, 2, {1, 2, 3, 4}), {7}),
        (V{0, 0, 0, 0}));
}

TEST(Backward, AveragesDivideAsForward) {
    const Tensor x = grid(2, 2, {1, 2, 3, 4});
    Params p = window({2, 2}, Pair{2, 2}, {1, 1});
    EXPECT_EQ(pulled_back("avg_pool", p, x, {4, 8, 12, 16}), (V{1, 2, 3, 4}));
    p.count_include_pad = false;
    EXPECT_EQ(pulled_back("avg_pool", p, x, {4, 8, 12, 16}), (V{4, 8, 12, 16}));
    p.divisor_override = -2;
    EXPECT_EQ(pulled_back("avg_pool", p, x, {4, 8, 12, 16}), (V{-2, -4, -6, -8}));
    // ceil_mode's overhang doesn't count.
    EXPECT_EQ(
        pulled_back("avg_pool", window({1, 2}, {}, {0, 0}, {1, 1}, true), grid(1, 3, {1, 2, 3}), {2, 5}),
        (V{1, 1, 5}));
}

TEST(Backward, OneInfinityStaysInItsWindow) {
    const V got = pulled_back("avg_pool", window({1, 2}), grid(1, 4, {1, 2, 3, 4}), {inf, 2});
    EXPECT_EQ(got, (V{inf, inf, 1, 1}));
}

TEST(Backward, AdaptiveWindowsShareCells) {
    Params p;
    p.output_size = {1, 2};
    EXPECT_EQ(pulled_back("adaptive_avg_pool", p, grid(1, 3, {1, 2, 3}), {2, 6}), (V{1, 4, 3}));
    EXPECT_EQ(pulled_back("adaptive_max_pool", p, grid(1, 3, {1, 3, 2}), {2, 6}), (V{0, 8, 0}));
    EXPECT_EQ(pulled_back("global_avg_pool", {}, grid(1, 4, {1, 2, 3, 4}), {8}), (V{2, 2, 2, 2}));
}

TEST(Backward, NormsGoThroughRootAndPower) {
    Params p = window({1, 2});
    p.norm_type = 2;
    EXPECT_EQ(pulled_back("lp_pool", p, grid(1, 2, {3, -4}), {10}), (V{6, -8}));
    EXPECT_EQ(pulled_back("lp_pool", p, grid(1, 2, {0, 0}), {10}), (V{0, 0}));
    p.window.ceil_mode = true;  // the lone last cell counts twice
    EXPECT_EQ(pulled_back("lp_pool", p, grid(1, 3, {3, 4, 2}), {10, 1}), (V{6, 8, std::sqrt(2.f)}));
    p.norm_type = 1;
    EXPECT_EQ(pulled_back("lp_pool", p, grid(1, 4, {nan, 4, -5, 2}), {10, 3}), (V{0, 0, 3, 3}));
    p.norm_type = 3;  // the root of a negative sum
    for (const float v : pulled_back("lp_pool", p, grid(1, 2, {-3, 1}), {10})) EXPECT_TRUE(std::isnan(v));
}

TEST(Backward, ConvolutionsSendTheirWeights) {
    Params p = window({1, 2}, Pair{1, 1}, {0, 1});
    p.weight = Tensor({2, 1, 1, 2}, {1, 2, 10, 20});
    // Outputs at -1, 0 and 1; what goes into the padding is lost.
    EXPECT_EQ(pulled_back("conv", p, grid(1, 2, {5, 6}), {1, 2, 3, 0, 0, 1}),
              (V{1 * 2 + 2 * 1, 2 * 2 + 3 * 1 + 10}));
    p.weight = Tensor({1, 2, 1, 2}, {1, 2, 10, 20});
    EXPECT_EQ(pulled_back("conv", p, Tensor({1, 2, 1, 2}, {5, 6, 7, 8}), {1, 2, 3}), (V{4, 7, 40, 70}));
}

TEST(Backward, ReluLetsNanPass) {
    EXPECT_EQ(pulled_back("relu", {}, grid(1, 5, {-1, 0, nan, 2, -inf}), {1, nan, 3, 4, 5}),
              (V{0, 0, 3, 4, 0}));
}

TEST(Backward, EveryOperationRefusesAnotherShape) {
    const Tensor x({1, 2, 4, 4}, V(32, 1.f));
    Params p;
    p.weight = Tensor({1, 2, 1, 1}, {1, 1});
    p.indices = Indices(x.shape(), std::vector<std::int64_t>(32, 0));
    for (const OpInfo* op : all_ops()) {
        const auto plan = op->plan(p, x.shape());
        ASSERT_TRUE(plan) << op->name;
        const Shape out = plan->out;
        for (const Shape wrong : {Shape{out.n, out.c + 1, out.h, out.w},
                                  Shape{out.n, out.c, out.w + 1, out.h}, Shape{2, out.c, out.h, out.w}}) {
            const Tensor gradient(wrong, V(static_cast<std::size_t>(wrong.count())));
            const auto got = backward(*op, p, *plan, x, gradient);
            ASSERT_FALSE(got) << op->name;
            EXPECT_EQ(got.error().what.key, "problem.gradient.shape");
        }
        EXPECT_FALSE(backward(*op, p, *plan, x, {}));
    }
}

TEST(Backward, WhatHasNoneSaysSo) {
    OpInfo op = *find_op("relu");
    op.backward = nullptr;
    const Tensor x = grid(1, 1, {1});
    EXPECT_EQ(backward(op, {}, *op.plan({}, x.shape()), x, x).error().what.key, "problem.gradient.none");
}

}  // namespace
}  // namespace pw
