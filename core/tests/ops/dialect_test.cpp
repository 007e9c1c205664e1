// The rules of ONNX and TensorFlow beside PyTorch's: defaults, padding by side and by size, divisors,
// refusals.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/ops/op.h"
#include "core/tests/ops/dice.h"

namespace pw {

namespace {

Tensor counted(std::int64_t h, std::int64_t w) {
    std::vector<float> v(static_cast<std::size_t>(h * w));
    std::iota(v.begin(), v.end(), 1.f);
    return Tensor({1, 1, h, w}, std::move(v));
}

Params pool(Dialect dialect, Pair kernel, std::optional<Pair> stride = std::nullopt) {
    Params p;
    p.window.kernel = kernel;
    p.window.stride = stride;
    p.window.dialect = dialect;
    return p;
}

std::vector<float> values(const char* op, const Params& p, const Tensor& input) {
    const auto plan = find_op(op)->plan(p, input.shape());
    EXPECT_TRUE(plan);
    if (!plan) return {};
    const Forward f = find_op(op)->forward(p, *plan, input, {});
    return {f.values.data().begin(), f.values.data().end()};
}

using Values = std::vector<float>;

}  // namespace

TEST(Dialect, StrideIsOneInOnnxAndTheKernelElsewhere) {
    const auto size = [](Dialect d) {
        return find_op("max_pool")->plan(pool(d, {2, 2}), {1, 1, 4, 4})->out.h;
    };
    EXPECT_EQ(size(Dialect::torch), 2);
    EXPECT_EQ(size(Dialect::tf), 2);
    EXPECT_EQ(size(Dialect::onnx), 3);
}

// 1 … 25 as 5 x 5, k = 2, s = 2 (semantics.md).
TEST(Dialect, SamePutsTheOddCellAtTheEndOrAtTheStart) {
    Params p = pool(Dialect::onnx, {2, 2}, Pair{2, 2});
    p.window.auto_pad = AutoPad::same_upper;
    EXPECT_EQ(values("max_pool", p, counted(5, 5)), (Values{7, 9, 10, 17, 19, 20, 22, 24, 25}));
    p.window.auto_pad = AutoPad::same_lower;
    EXPECT_EQ(values("max_pool", p, counted(5, 5)), (Values{1, 3, 5, 11, 13, 15, 21, 23, 25}));
    p.window.auto_pad = AutoPad::valid;
    EXPECT_EQ(values("max_pool", p, counted(5, 5)), (Values{7, 9, 17, 19}));
    p.window.auto_pad = AutoPad::none;
    p.window.padding_end = Pair{1, 1};
    EXPECT_EQ(values("max_pool", p, counted(5, 5)), (Values{7, 9, 10, 17, 19, 20, 22, 24, 25}));
}

// Against the frameworks' formulas written out: o = ceil(n / s); TensorFlow's padding by the remainder.
TEST(Dialect, SameFollowsTheFormulas) {
    for (std::int64_t n = 1; n <= 12; ++n)
        for (std::int64_t k = 1; k <= 5; ++k)
            for (std::int64_t s = 1; s <= 4; ++s) {
                Params p = pool(Dialect::tf, {k, k}, Pair{s, s});
                p.window.auto_pad = AutoPad::same_upper;
                const auto plan = find_op("max_pool")->plan(p, {1, 1, n, n});
                ASSERT_TRUE(plan) << n << " " << k << " " << s;
                EXPECT_EQ(plan->out.h, (n + s - 1) / s);
                const std::int64_t all = std::max<std::int64_t>(k - (n % s ? n % s : s), 0);
                EXPECT_EQ(plan->window.rows.pad_begin(), all / 2);
                EXPECT_EQ(plan->window.rows.pad_end(), all - all / 2);
                p.window.auto_pad = AutoPad::valid;
                const auto valid = find_op("max_pool")->plan(p, {1, 1, n, n});
                ASSERT_EQ(valid.has_value(), n >= k);
                if (!valid) continue;
                EXPECT_EQ(valid->out.h, (n - k + s) / s);  // ceil((n - k + 1) / s)
            }
}

TEST(Dialect, PaddingCountsInPyTorchOnly) {
    Params p = pool(Dialect::torch, {2, 2}, Pair{2, 2});
    p.window.padding = {1, 1};
    const Tensor x = counted(2, 2);
    EXPECT_EQ(values("avg_pool", p, x), (Values{.25f, .5f, .75f, 1}));
    p.window.dialect = Dialect::onnx;
    EXPECT_EQ(values("avg_pool", p, x), (Values{1, 2, 3, 4}));
    p.count_include_pad = true;
    EXPECT_EQ(values("avg_pool", p, x), (Values{.25f, .5f, .75f, 1}));
    p.window.dialect = Dialect::tf;  // has no such switch
    EXPECT_EQ(values("avg_pool", p, x), (Values{1, 2, 3, 4}));
    p.divisor_override = 2;  // PyTorch's alone
    EXPECT_EQ(values("avg_pool", p, x), (Values{1, 2, 3, 4}));
    p.window.dialect = Dialect::torch;
    EXPECT_EQ(values("avg_pool", p, x), (Values{.5f, 1, 1.5f, 2}));
}

TEST(Dialect, TensorFlowHasNoCeilModeAndNoDilation) {
    Params p = pool(Dialect::tf, {2, 2});
    p.window.ceil_mode = true;
    p.window.dilation = {2, 2};
    EXPECT_EQ(find_op("max_pool")->plan(p, {1, 1, 5, 5})->out.h, 2);
}

TEST(Dialect, OnnxTakesPowersOfWhatIsWithoutSign) {
    Params p = pool(Dialect::onnx, {2, 2});
    p.norm_type = 3;
    const Tensor x({1, 1, 2, 2}, {-3, -4, 0, 1});
    EXPECT_NEAR(values("lp_pool", p, x)[0], 4.5144f, 5e-5);
    p.window.dialect = Dialect::torch;
    EXPECT_TRUE(std::isnan(values("lp_pool", p, x)[0]));
}

TEST(Dialect, OnnxNumbersTheWholeTensor) {
    const Indices in_plane({1, 2, 1, 2}, {1, 5, 0, 3});
    const Indices rows = onnx_indices(in_plane, {1, 2, 2, 3}, false),
                  columns = onnx_indices(in_plane, {1, 2, 2, 3}, true);
    EXPECT_TRUE(std::ranges::equal(rows.data(), std::vector<std::int64_t>{1, 5, 6, 9}));
    EXPECT_TRUE(std::ranges::equal(columns.data(), std::vector<std::int64_t>{2, 5, 6, 7}));
}

TEST(Dialect, RefusesInEachFrameworksWords) {
    const auto refused = [](const Params& p) {
        const auto plan = find_op("max_pool")->plan(p, {1, 1, 4, 4});
        return plan ? Problem() : plan.error();
    };
    Params p = pool(Dialect::onnx, {2, 2});
    p.window.padding_end = Pair{2, 0};
    EXPECT_EQ(refused(p).framework, "Pad should be smaller than kernel.");
    EXPECT_EQ(refused(p).speaker, "ONNX Runtime");
    p.window.dialect = Dialect::torch;
    EXPECT_EQ(refused(p).what.key, "problem.window.padding_sides");
    p.window.padding_end.reset();
    p.window.auto_pad = AutoPad::valid;
    EXPECT_EQ(refused(p).what.key, "problem.window.auto_pad");
    EXPECT_EQ(refused(pool(Dialect::tf, {5, 2})).framework,
              "Negative dimension size caused by subtracting 5 from 4");
}

// Every offered change leads to a valid configuration of the size that it promises.
TEST(Dialect, FixesWork) {
    test::Dice dice(20);
    int tried = 0;
    for (int i = 0; i < 3000; ++i) {
        const auto roll = [&] { return Pair{dice.roll(-1, 6), dice.roll(-1, 6)}; };
        Params p = pool(static_cast<Dialect>(dice.roll(0, 2)), roll(), roll());
        p.window.padding = roll();
        if (dice.one_in(2)) p.window.padding_end = roll();
        if (dice.one_in(3)) p.window.auto_pad = static_cast<AutoPad>(dice.roll(1, 3));
        const OpInfo* op = find_op(dice.one_in(2) ? "max_pool" : "avg_pool");
        const Shape input{1, 1, dice.roll(1, 9), dice.roll(1, 9)};
        const auto plan = op->plan(p, input);
        if (plan) continue;
        for (const Fix& fix : plan.error().fixes) {
            Params fixed = p;
            for (const Change& c : fix.changes) {
                const std::int64_t h = c.values.front(), w = c.values.back();
                if (c.parameter == "kernel_size") fixed.window.kernel = {h, w};
                if (c.parameter == "stride") fixed.window.stride = Pair{h, w};
                if (c.parameter == "padding") fixed.window.padding = {h, w}, fixed.window.padding_end.reset();
                if (c.parameter == "dilation") fixed.window.dilation = {h, w};
                if (c.parameter == "ceil_mode") fixed.window.ceil_mode = h != 0;
                if (c.parameter == "auto_pad") fixed.window.auto_pad = static_cast<AutoPad>(h);
            }
            const auto again = op->plan(fixed, input);
            ASSERT_TRUE(again) << i << " " << fix.label.key;
            EXPECT_EQ(again->out.h, fix.out_h);
            EXPECT_EQ(again->out.w, fix.out_w);
            ++tried;
        }
    }
    EXPECT_GT(tried, 1000);
}

TEST(Dialect, LinesOfCode) {
    const auto line = [](const char* op, const Params& p) { return code_line(*find_op(op), p); };
    Params p = pool(Dialect::onnx, {2, 2}, Pair{2, 2});
    EXPECT_EQ(line("max_pool", p), "MaxPool <kernel_shape = [2, 2], strides = [2, 2]> (x)");
    p.window.auto_pad = AutoPad::same_upper;
    EXPECT_EQ(line("avg_pool", p),
              "AveragePool <kernel_shape = [2, 2], strides = [2, 2], auto_pad = \"SAME_UPPER\"> (x)");
    EXPECT_EQ(line("adaptive_max_pool", p), "# ONNX: no such operation");
    EXPECT_EQ(line("relu", p), "Relu (x)");
    p.window.dialect = Dialect::tf;
    EXPECT_EQ(line("max_pool", p), "layers.MaxPooling2D(2, padding=\"same\")");
    p.window.auto_pad = AutoPad::none;
    p.window.padding = {1, 0};
    EXPECT_EQ(line("avg_pool", p), "tf.nn.avg_pool2d(x, 2, 2, [[0, 0], [1, 1], [0, 0], [0, 0]])");
}

// A convolution's padding by words and by side: 1 … 6 in a row of 3, weights 1 1.
TEST(Dialect, ConvolutionsPadByWordsAndBySide) {
    const OpInfo& conv = *find_op("conv");
    const Tensor x({1, 1, 2, 3}, {1, 2, 3, 4, 5, 6});
    Params p;
    p.weight = Tensor({1, 1, 1, 2}, {1, 1});
    const auto values = [&] {
        const Plan plan = conv.plan(p, x.shape()).value();
        const Forward out = conv.forward(p, plan, x, {});
        return std::vector<float>(out.values.data().begin(), out.values.data().end());
    };
    p.window.dialect = Dialect::tf;
    p.window.auto_pad = AutoPad::same_upper;  // the odd cell at the end
    EXPECT_EQ(values(), (std::vector<float>{3, 5, 3, 9, 11, 6}));
    EXPECT_EQ(code_line(conv, p), "tf.nn.conv2d(x, w, 1, \"SAME\")");
    p.window.dialect = Dialect::onnx;
    p.window.auto_pad = AutoPad::same_lower;
    EXPECT_EQ(values(), (std::vector<float>{1, 3, 5, 4, 9, 11}));
    p.window.auto_pad = AutoPad::none;
    p.window.padding = {0, 1}, p.window.padding_end = Pair{1, 0};
    EXPECT_EQ(values(), (std::vector<float>{1, 3, 5, 4, 9, 11, 0, 0, 0}));
    EXPECT_EQ(code_line(conv, p), "Conv <pads = [0, 1, 1, 0]> (x, w)");

    p.window.dialect = Dialect::torch;
    EXPECT_EQ(conv.plan(p, x.shape()).error().parameter, "padding");
    p.window.padding_end.reset();
    p.window.auto_pad = AutoPad::same_upper;
    const auto refused = conv.plan(p, x.shape());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().framework, "Conv2d.__init__() got an unexpected keyword argument 'auto_pad'");
    EXPECT_FALSE(refused.error().fixes.empty());
}

}  // namespace pw
