// The worked and golden values, the rules for NaN, ties and minus infinity, and the lines of code.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/ops/op.h"

namespace pw {
namespace {

constexpr float inf = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

Tensor grid(std::int64_t h, std::int64_t w, std::vector<float> values) {
    return Tensor({1, 1, h, w}, std::move(values));
}
Tensor counted(std::int64_t h, std::int64_t w) {
    std::vector<float> v(static_cast<std::size_t>(h * w));
    std::iota(v.begin(), v.end(), 1.f);
    return grid(h, w, std::move(v));
}
Forward run(std::string_view op, const Params& p, const Tensor& input) {
    const OpInfo* info = find_op(op);
    const auto plan = info->plan(p, input.shape());
    EXPECT_TRUE(plan);
    const Forward f = info->forward(p, *plan, input, {.indices = true});
    EXPECT_EQ(f.values.shape(), plan->out);
    return f;
}
std::vector<float> values(std::string_view op, const Params& p, const Tensor& input) {
    const Forward f = run(op, p, input);
    return {f.values.data().begin(), f.values.data().end()};
}
std::vector<std::int64_t> indices(const Params& p, const Tensor& input) {
    const Forward f = run("max_pool", p, input);
    return {f.indices.data().begin(), f.indices.data().end()};
}
Params window(Pair k, std::optional<Pair> s = {}, Pair p = {0, 0}, Pair d = {1, 1}, bool ceil = false) {
    Params params;
    params.window = {k, s, p, d, ceil};
    return params;
}
void expect_near(const std::vector<float>& got, const std::vector<float>& wanted) {
    ASSERT_EQ(got.size(), wanted.size());
    for (std::size_t i = 0; i < got.size(); ++i) EXPECT_NEAR(got[i], wanted[i], 5e-5) << i;
}

using V = std::vector<float>;
using I = std::vector<std::int64_t>;

const Tensor worked = grid(4, 4, {1, 3, 2, 1, 2, 9, 1, 1, 1, 4, 2, 3, 5, 6, 1, 2});
// Ones on both diagonals.
const Tensor cross = grid(5, 5, {1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1});

Params anti_diagonal() {
    Params p = window({1, 1}, {}, {1, 1});
    p.weight = grid(3, 3, {0, 0, 1, 0, 1, 0, 1, 0, 0});
    p.bias = grid(1, 1, {0});
    return p;
}

TEST(WorkedValues, FourByFour) {
    EXPECT_EQ(values("max_pool", {}, worked), (V{9, 2, 6, 3}));
    EXPECT_EQ(indices({}, worked), (I{5, 2, 13, 11}));
    EXPECT_EQ(values("avg_pool", {}, worked), (V{3.75, 1.25, 4, 2}));
}

TEST(WorkedValues, ConvolutionThenPooling) {
    const Forward c = run("conv", anti_diagonal(), cross);
    EXPECT_EQ(V(c.values.data().begin(), c.values.data().end()),
              (V{1, 0, 1, 0, 2, 0, 1, 0, 3, 0, 1, 0, 3, 0, 1, 0, 3, 0, 1, 0, 2, 0, 1, 0, 1}));
    EXPECT_EQ(values("max_pool", window({2, 2}, Pair{3, 3}), c.values), (V{1, 3, 3, 1}));
    EXPECT_EQ(values("avg_pool", window({2, 2}, Pair{3, 3}), c.values), (V{.5, 1.25, 1.25, .5}));
}

TEST(WorkedValues, CeilModeWithAndWithoutPadding) {
    Params p = window({3, 3}, Pair{2, 2}, {1, 1}, {1, 1}, true);
    expect_near(values("avg_pool", p, counted(4, 4)), {1.5556f, 3.3333f, 2, 6.3333f, 11, 6, 4.5f, 7.5f, 4});
    p.count_include_pad = false;
    expect_near(values("avg_pool", p, counted(4, 4)), {3.5f, 5, 6, 9.5f, 11, 12, 13.5f, 15, 16});
}

TEST(Average, DividesByWhatIsAskedFor) {
    Params p;
    p.divisor_override = -2;
    EXPECT_EQ(values("avg_pool", p, worked), (V{-7.5, -2.5, -8, -4}));
    p.divisor_override = 1;
    EXPECT_EQ(values("avg_pool", p, worked), (V{15, 5, 16, 8}));
}

TEST(Average, SumsInDoubleAndRoundsOnce) {
    // In float32 the ones would be lost: 1e9 + 1 = 1e9.
    EXPECT_EQ(values("avg_pool", {}, grid(2, 2, {1e9f, 1, -1e9f, 1})), (V{.5}));
    EXPECT_EQ(values("avg_pool", {}, grid(2, 2, {3e38f, 3e38f, 3e38f, 3e38f})), (V{3e38f}));
}

TEST(Average, SpecialValuesStayInTheirWindows) {
    const V v = values("avg_pool", {}, grid(2, 6, {inf, 1, 1, 1, nan, 1, 1, 1, 1, 1, 1, 1}));
    EXPECT_EQ(v[0], inf);
    EXPECT_EQ(v[1], 1);
    EXPECT_TRUE(std::isnan(v[2]));
    EXPECT_TRUE(std::isnan(values("avg_pool", {}, grid(2, 2, {inf, -inf, 0, 0}))[0]));
}

TEST(Max, PaddingIsMinusInfinityNotZero) {
    EXPECT_EQ(values("max_pool", window({2, 2}, {}, {1, 1}), grid(2, 2, {-1, -2, -3, -4})),
              (V{-1, -2, -3, -4}));
}

TEST(Max, TheFirstOfEqualValuesWins) {
    EXPECT_EQ(indices({}, grid(2, 2, {7, 7, 7, 7})), I{0});
    EXPECT_EQ(indices({}, grid(2, 2, {1, 7, 7, 7})), I{1});
    EXPECT_EQ(indices({}, grid(2, 2, {-0.f, 0.f, 0.f, 0.f})), I{0});  // equal by value
}

TEST(Max, NanWinsAndTheLastOfThem) {
    const Tensor t = grid(2, 2, {nan, inf, nan, 3});
    EXPECT_TRUE(std::isnan(values("max_pool", {}, t)[0]));
    EXPECT_EQ(indices({}, t), I{2});
}

TEST(Max, AllMinusInfinityIsTheFirstRealTap) {
    const Tensor t = grid(2, 2, {-inf, -inf, -inf, -inf});
    EXPECT_EQ(indices({}, t), I{0});
    EXPECT_EQ(indices(window({2, 2}, {}, {1, 1}), t), (I{0, 1, 2, 3}));
}

TEST(Max, DilationCanStepOverEveryCell) {
    // n = 2, k = 2, s = 1, p = 1, d = 3: the taps of the first window lie at -1 and 2.
    const Params p = window({2, 1}, Pair{1, 1}, {1, 0}, {3, 1});
    EXPECT_EQ(values("max_pool", p, grid(2, 1, {5, 6})), (V{-inf}));
    EXPECT_EQ(indices(p, grid(2, 1, {5, 6})), I{-1});
}

TEST(Max, EveryChannelAlone) {
    const Tensor t({2, 2, 2, 2}, {1, 2, 3, 4, 8, 7, 6, 5, 0, 0, 1, 0, -1, -2, -3, -4});
    EXPECT_EQ(values("max_pool", {}, t), (V{4, 8, 1, -1}));
    EXPECT_EQ(indices({}, t), (I{3, 0, 2, 0}));  // within the plane
}

TEST(Convolution, SumsItsInputChannelsAndAddsItsBias) {
    Params p;
    p.weight = Tensor({2, 2, 1, 2}, {1, 2, 3, 4, 0, 0, 0, -1});
    p.bias = Tensor({1, 1, 1, 2}, {.5f, 10});
    const Tensor x({1, 2, 1, 3}, {1, 2, 3, 4, 5, 6});
    EXPECT_EQ(values("conv", p, x), (V{1 + 4 + 12 + 20 + .5f, 2 + 6 + 15 + 24 + .5f, 5, 4}));
    p.window.stride = Pair{1, 2};
    EXPECT_EQ(values("conv", p, x), (V{37.5f, 5}));
}

TEST(Convolution, ItsKernelIsTheWeightsShape) {
    Params p;
    p.window.kernel = {9, 9};  // of no meaning here
    p.weight = grid(1, 1, {2});
    EXPECT_EQ(values("conv", p, grid(1, 2, {3, 4})), (V{6, 8}));
}

TEST(Convolution, ZeroPaddingTimesAnInfiniteWeightIsNan) {
    Params p = window({1, 1}, {}, {0, 1});
    p.weight = grid(1, 2, {inf, 1});
    const V v = values("conv", p, grid(1, 2, {1, 1}));
    EXPECT_TRUE(std::isnan(v[0]));
    EXPECT_EQ(v[1], inf);
}

TEST(Relu, KeepsNanAndPositiveValues) {
    const V v = values("relu", {}, grid(1, 6, {-1, 0, 2, -inf, inf, nan}));
    EXPECT_EQ(V(v.begin(), v.begin() + 5), (V{0, 0, 2, 0, inf}));
    EXPECT_TRUE(std::isnan(v[5]));
}

TEST(Code, IsALineThatCanBeTyped) {
    const auto code = [](std::string_view op, const Params& p) { return find_op(op)->code(p); };
    EXPECT_EQ(code("max_pool", {}), "nn.MaxPool2d(2)");
    EXPECT_EQ(code("max_pool", window({2, 2}, Pair{2, 2})), "nn.MaxPool2d(2)");
    EXPECT_EQ(code("max_pool", window({2, 2}, Pair{3, 3})), "nn.MaxPool2d(2, stride=3)");
    EXPECT_EQ(code("max_pool", window({2, 2}, {}, {2, 2})), "nn.MaxPool2d(2, padding=2)");
    EXPECT_EQ(code("max_pool", window({2, 3}, Pair{1, 2}, {0, 0}, {1, 1}, true)),
              "nn.MaxPool2d((2, 3), stride=(1, 2), ceil_mode=True)");
    EXPECT_EQ(code("max_pool", window({2, 2}, {}, {0, 1}, {2, 2})),
              "nn.MaxPool2d(2, padding=(0, 1), dilation=2)");
    Params average;
    EXPECT_EQ(code("avg_pool", average), "nn.AvgPool2d(2)");
    average.count_include_pad = false;
    EXPECT_EQ(code("avg_pool", average), "nn.AvgPool2d(2, count_include_pad=False)");
    average.divisor_override = 3;
    average.window.dilation = {4, 4};  // it has none
    EXPECT_EQ(code("avg_pool", average), "nn.AvgPool2d(2, count_include_pad=False, divisor_override=3)");
    EXPECT_EQ(code("conv", anti_diagonal()), "nn.Conv2d(1, 1, 3, padding=1)");
    Params bare;
    bare.weight = Tensor({4, 2, 3, 1}, V(24));
    EXPECT_EQ(code("conv", bare), "nn.Conv2d(2, 4, (3, 1), bias=False)");
    EXPECT_EQ(code("relu", {}), "nn.ReLU()");
    EXPECT_EQ(code("min_pool", window({2, 2}, Pair{3, 3})), "-nn.MaxPool2d(2, stride=3)(-x)");
    EXPECT_EQ(code("global_max_pool", {}), "nn.AdaptiveMaxPool2d(1)");
    EXPECT_EQ(code("global_avg_pool", {}), "nn.AdaptiveAvgPool2d(1)");
    Params other;
    EXPECT_EQ(code("adaptive_max_pool", other), "nn.AdaptiveMaxPool2d(3)");
    other.output_size = {3, 2};
    EXPECT_EQ(code("adaptive_avg_pool", other), "nn.AdaptiveAvgPool2d((3, 2))");
    other.norm_type = 3;
    other.window = window({2, 3}, Pair{1, 1}).window;
    other.window.ceil_mode = true;
    EXPECT_EQ(code("lp_pool", other), "nn.LPPool2d(3, (2, 3), stride=1, ceil_mode=True)");
}

// ------------------------------------------------------------------------------------------ relatives

Tensor negative(const Tensor& t) {
    std::vector<float> v(t.data().begin(), t.data().end());
    for (float& x : v) x = -x;
    return Tensor(t.shape(), std::move(v));
}

TEST(MinPool, KeepsTheSmallest) {
    EXPECT_EQ(values("min_pool", {}, worked), (V{1, 1, 1, 1}));
    const Forward f = run("min_pool", window({2, 2}, {}, {1, 1}), grid(2, 2, {-inf, 3, nan, inf}));
    EXPECT_EQ(f.values.at(0, 0, 0, 0), -inf);
    EXPECT_EQ(f.values.at(0, 0, 0, 1), 3);  // the ring is plus infinity
    EXPECT_TRUE(std::isnan(f.values.at(0, 0, 1, 0)));
    EXPECT_EQ(f.indices.data()[3], 3);  // infinite itself, but a real cell
    EXPECT_EQ(find_op("min_pool")->padding_value, inf);
}

TEST(MinPool, IsTheNegatedMaxOfTheNegated) {
    for (const Params& p : {window({2, 2}), window({3, 2}, Pair{1, 2}, {1, 1}, {1, 2}, true)})
        for (const Tensor& t : {worked, counted(5, 4), grid(4, 4, V(16, 2))}) {
            const Forward min = run("min_pool", p, t), max = run("max_pool", p, negative(t));
            const Tensor back = negative(max.values);
            EXPECT_TRUE(std::ranges::equal(min.values.data(), back.data()));
            EXPECT_TRUE(std::ranges::equal(min.indices.data(), max.indices.data()));
        }
}

TEST(GlobalPool, IsOneWindow) {
    const Tensor two({1, 2, 2, 3}, {1, 2, 3, 4, 5, 6, -1, -1, -7, -1, -1, -1});
    EXPECT_EQ(values("global_max_pool", {}, two), (V{6, -1}));
    EXPECT_EQ(values("global_avg_pool", {}, two), (V{3.5, -2}));
    EXPECT_EQ(run("global_max_pool", {}, two).indices.data()[1], 0);
    Params one;
    one.output_size = {1, 1};
    EXPECT_EQ(values("adaptive_avg_pool", one, two), values("global_avg_pool", {}, two));
    EXPECT_EQ(values("adaptive_max_pool", one, two), values("global_max_pool", {}, two));
}

TEST(AdaptivePool, TheWorkedFiveByFive) {
    const Tensor x = grid(5, 5, {1, 5, 2, 0, 3, 4, 2, 8, 1, 1, 0, 3, 6, 7, 2, 2, 1, 4, 2, 5, 6, 0, 1, 3, 2});
    expect_near(values("adaptive_avg_pool", {}, x), {3, 3, 1.25, 2, 34.f / 9, 3, 2.25, 11.f / 6, 3});
    EXPECT_EQ(values("adaptive_max_pool", {}, x), (V{5, 8, 3, 4, 8, 7, 6, 4, 5}));
}

TEST(AdaptivePool, MoreOutputsThanCellsRepeatThem) {
    Params p;
    p.output_size = {1, 5};
    EXPECT_EQ(values("adaptive_max_pool", p, grid(1, 2, {3, 4})), (V{3, 3, 4, 4, 4}));
}

// Where the sizes divide, it is the plain pooling.
TEST(AdaptivePool, IsPlainPoolingWhereTheSizesDivide) {
    Params p = window({2, 3});
    p.output_size = {3, 2};
    EXPECT_EQ(values("adaptive_avg_pool", p, counted(6, 6)), values("avg_pool", p, counted(6, 6)));
    EXPECT_EQ(values("adaptive_max_pool", p, counted(6, 6)), values("max_pool", p, counted(6, 6)));
}

Params norm(std::int64_t p, Params window_of) {
    window_of.norm_type = p;
    return window_of;
}

TEST(LpPool, RootOfTheSumOfPowers) {
    EXPECT_EQ(values("lp_pool", norm(2, window({1, 2})), grid(1, 4, {3, 4, -5, 12})), (V{5, 13}));
    EXPECT_EQ(values("lp_pool", norm(1, window({1, 2})), grid(1, 4, {3, 4, -5, 1})), (V{7, -4}));
    // Signed, so that an odd power of negative numbers has no root.
    EXPECT_TRUE(std::isnan(values("lp_pool", norm(3, window({1, 4})), grid(1, 4, {-3, -4, 0, 1}))[0]));
    expect_near(values("lp_pool", norm(3, window({1, 2})), grid(1, 2, {1, 2})), {2.080084f});
}

TEST(LpPool, AWindowThatIsCutOffCountsAsAFullOne) {
    const Params p = norm(2, window({1, 2}, {}, {0, 0}, {1, 1}, true));
    expect_near(values("lp_pool", p, grid(1, 3, {3, 4, 2})), {5, 2.828427f});
    Params padded = p;
    padded.window.padding = {1, 1};  // it has none
    EXPECT_EQ(values("lp_pool", padded, grid(1, 3, {3, 4, 2})), values("lp_pool", p, grid(1, 3, {3, 4, 2})));
}

// With a growing norm it nears the maximum of what isn't negative.
TEST(LpPool, LiesBetweenSumAndMaximum) {
    const V max = values("max_pool", {}, worked);
    V before = values("lp_pool", norm(1, {}), worked);
    for (std::int64_t p = 2; p <= 16; ++p) {
        const V now = values("lp_pool", norm(p, {}), worked);
        for (std::size_t i = 0; i < now.size(); ++i) {
            EXPECT_LE(now[i], before[i] * 1.00001f);
            EXPECT_GE(now[i], max[i]);
        }
        before = now;
    }
    for (std::size_t i = 0; i < max.size(); ++i) EXPECT_NEAR(before[i], max[i], .12 * max[i]);
}

TEST(Registry, DescribesEveryOperation) {
    ASSERT_EQ(all_ops().size(), 14u);
    for (const OpInfo* op : all_ops()) {
        EXPECT_EQ(find_op(op->name), op);
        EXPECT_TRUE(op->plan && op->forward && op->explain && op->code) << op->name;
        EXPECT_EQ(op->word, "op." + std::string(op->name));
    }
    EXPECT_EQ(find_op("nothing"), nullptr);
    EXPECT_TRUE(find_op("max_pool")->has(Param::dilation));
    EXPECT_FALSE(find_op("avg_pool")->has(Param::dilation));
    EXPECT_EQ(find_op("max_pool")->padding_value, -inf);
    EXPECT_EQ(find_op("conv")->padding_value, 0);
}

TEST(Registry, KnowsTheStrideInForce) {
    const Params p = window({3, 2});
    EXPECT_EQ(stride_of(*find_op("avg_pool"), p), (Pair{3, 2}));
    EXPECT_EQ(stride_of(*find_op("conv"), p), (Pair{1, 1}));
    EXPECT_EQ(stride_of(*find_op("conv"), window({3, 2}, Pair{4, 4})), (Pair{4, 4}));
}

TEST(Params, AreTheSameByValueAndByTensor) {
    const Params a = anti_diagonal();
    Params b = a;
    EXPECT_TRUE(same(a, b));
    b.weight = grid(3, 3, {0, 0, 1, 0, 1, 0, 1, 0, 0});
    EXPECT_FALSE(same(a, b));
    b = a;
    b.unpool_size = Pair{3, 3};
    EXPECT_FALSE(same(a, b));
    b = a;
    b.indices = Indices({1, 1, 1, 1}, {0});
    EXPECT_FALSE(same(a, b));
    b = a;
    b.divisor_override = 1;
    EXPECT_FALSE(same(a, b));
    b = a;
    b.norm_type = 3;
    EXPECT_FALSE(same(a, b));
    b = a;
    b.output_size = {1, 2};
    EXPECT_FALSE(same(a, b));
    b = a;
    b.seed = 1;
    EXPECT_FALSE(same(a, b));
    b = a;
    b.samples.w = .25f;
    EXPECT_FALSE(same(a, b));
    b = a;
    b.window.ceil_mode = true;
    EXPECT_FALSE(same(a, b));
}

}  // namespace
}  // namespace pw
