// What can't be: the framework's words in its order, the arithmetic, and changes that really work.
#include <gtest/gtest.h>

#include <limits>

#include "core/ops/op.h"

namespace pw {
namespace {

constexpr Shape four{1, 1, 4, 4};
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

Problem refused(const WindowSpec& spec, WindowUse use, Shape input = four) {
    const auto w = resolve(spec, use, input);
    EXPECT_FALSE(w);
    return w ? Problem() : w.error();
}
std::string pool_words(const WindowSpec& spec, Shape input = four) {
    return refused(spec, WindowUse::max_pool, input).framework;
}

std::string written(const std::vector<Term>& terms) {
    std::string s;
    for (const Term& t : terms) s += (s.empty() ? "" : " ") + t.text;
    return s;
}

// "padding 1 -> 3 x 3"
std::string told(const Fix& f) {
    std::string s = f.changes.at(0).parameter;
    for (const std::int64_t v : f.changes.at(0).values) s += " " + std::to_string(v);
    return s + " -> " + std::to_string(f.out_h) + " x " + std::to_string(f.out_w);
}
std::vector<std::string> told(const std::vector<Fix>& fixes) {
    std::vector<std::string> out;
    for (const Fix& f : fixes) out.push_back(told(f));
    return out;
}
using Fixes = std::vector<std::string>;

TEST(Refusal, TheErrorCard) {
    const Problem p = refused({{2, 2}, {}, {2, 2}, {1, 1}, false}, WindowUse::max_pool);
    EXPECT_EQ(p.what,
              Message("problem.window.padding_half", {std::int64_t{2}, std::int64_t{2}, std::int64_t{2}}));
    EXPECT_EQ(
        p.framework,
        "pad should be at most half of effective kernel size, but got pad=2, kernel_size=2 and dilation=1");
    EXPECT_EQ(written(p.arithmetic), "2 ≤ floor( 2 / 2 ) = 1");
    std::vector<std::string> names;
    for (const Term& t : p.arithmetic)
        if (!t.name.empty()) names.push_back(t.name);
    EXPECT_EQ(names, (std::vector<std::string>{"term.padding", "term.kernel", "term.at_most"}));
    EXPECT_TRUE(p.arithmetic[0].wrong);
    EXPECT_EQ(p.verdict, "2 > 1");
    EXPECT_EQ(p.parameter, "padding");
    EXPECT_EQ(told(p.fixes), (Fixes{"padding 1 -> 3 x 3", "kernel_size 4 -> 2 x 2"}));
    EXPECT_EQ(p.fixes[0].label, Message("fix.padding", {std::int64_t{1}}));
}

TEST(Refusal, PoolingFollowsTheFrameworksOrder) {
    // Each line repairs the wrong number that the line above is about; the later ones wait their turn.
    const auto words = [](Pair k, Pair s, Pair p, Pair d) { return pool_words({k, s, p, d, false}); };
    EXPECT_EQ(words({0, 0}, {0, 0}, {-1, -1}, {0, 0}), "stride should not be zero");
    EXPECT_EQ(words({0, 0}, {-1, 0}, {-1, -1}, {0, 0}), "pad must be non-negative, but got pad: -1");
    EXPECT_EQ(
        words({0, 0}, {-1, 0}, {2, -3}, {0, 0}),
        "pad should be at most half of effective kernel size, but got pad=2, kernel_size=0 and dilation=0");
    EXPECT_EQ(words({0, 0}, {-1, 0}, {0, -3}, {0, 0}), "stride should not be zero");  // now the width
    EXPECT_EQ(words({0, 0}, {-1, 1}, {0, -3}, {0, 0}), "pad must be non-negative, but got pad: -3");
    EXPECT_EQ(words({0, 0}, {-1, 1}, {0, 0}, {0, 0}),
              "kernel size should be greater than zero, but got kH: 0 kW: 0");
    EXPECT_EQ(words({1, 1}, {-1, 1}, {0, 0}, {0, 0}),
              "stride should be greater than zero, but got dH: -1 dW: 1");
    EXPECT_EQ(words({1, 1}, {1, 1}, {0, 0}, {0, 2}),
              "dilation should be greater than zero, but got dilationH: 0 dilationW: 2");
    EXPECT_EQ(words({5, 1}, {1, 1}, {0, 0}, {1, 2}),
              "Given input size: (1x4x4). Calculated output size: (1x0x4). Output size is too small");
}

TEST(Refusal, KernelZeroWithTheDefaultStrideSaysStride) {
    const Problem p = refused({{0, 0}, {}, {0, 0}, {1, 1}, false}, WindowUse::max_pool);
    EXPECT_EQ(p.framework, "stride should not be zero");
    EXPECT_EQ(p.what.key, "problem.window.stride_linked");
    EXPECT_EQ(p.parameter, "kernel_size");
    EXPECT_EQ(told(p.fixes), (Fixes{"kernel_size 1 -> 4 x 4"}));
}

TEST(Refusal, TooSmallAnInput) {
    const Problem p = refused({}, WindowUse::max_pool, {2, 3, 1, 1});
    EXPECT_EQ(p.framework,
              "Given input size: (3x1x1). Calculated output size: (3x0x0). Output size is too small");
    EXPECT_EQ(written(p.arithmetic), "floor(( 1 + 2 · 0 − 2 ) / 2 ) + 1 = 0");
    EXPECT_EQ(p.verdict, "0 < 1");
    EXPECT_EQ(told(p.fixes), (Fixes{"padding 1 -> 1 x 1", "kernel_size 1 -> 1 x 1", "ceil_mode 1 -> 1 x 1"}));
    EXPECT_EQ(refused({{2, 2}, {}, {1, 0}, {1, 1}, false}, WindowUse::max_pool, {1, 1, 4, 1}).what.key,
              "problem.window.too_small_padded");
}

TEST(Refusal, AveragesHaveNoDilation) {
    const Problem p = refused({{2, 2}, {}, {2, 2}, {9, 9}, false}, WindowUse::avg_pool);
    EXPECT_EQ(
        p.framework,
        "pad should be at most half of effective kernel size, but got pad=2, kernel_size=2 and dilation=1");
    EXPECT_EQ(written(p.arithmetic), "2 ≤ floor( 2 / 2 ) = 1");
    EXPECT_EQ(told(p.fixes), (Fixes{"padding 1 -> 3 x 3", "kernel_size 4 -> 2 x 2"}));
    EXPECT_TRUE(resolve({{2, 2}, {}, {1, 1}, {-7, 0}, false}, WindowUse::avg_pool, four));
}

// The dilation gives no right to more padding, which is looked at late, though.
TEST(Refusal, HalfOfTheKernelIsAllowedWithoutItsDilation) {
    EXPECT_TRUE(resolve({{2, 2}, {}, {1, 1}, {3, 3}, false}, WindowUse::max_pool, four));
    EXPECT_EQ(
        pool_words({{2, 2}, {}, {1, 2}, {3, 3}, false}),
        "pad should be smaller than or equal to half of kernel size, but got padW = 2, padH = 1, kW = 2, "
        "kH = 2");
    EXPECT_EQ(pool_words({{2, 2}, Pair{1, -1}, {1, 2}, {3, 3}, false}),
              "stride should be greater than zero, but got dH: 1 dW: -1");
    const Problem p = refused({{2, 2}, {}, {2, 2}, {3, 3}, false}, WindowUse::max_pool);
    EXPECT_EQ(p.what.key, "problem.window.padding_half_dilated");
    EXPECT_EQ(p.verdict, "2 > 1");
    EXPECT_EQ(
        pool_words({{2, 2}, {}, {3, 3}, {3, 3}, false}),
        "pad should be at most half of effective kernel size, but got pad=3, kernel_size=2 and dilation=3");
}

TEST(Refusal, OneWrongSideKeepsTheOther) {
    const Problem p = refused({{2, 2}, {}, {2, 0}, {1, 1}, false}, WindowUse::max_pool);
    EXPECT_EQ(told(p.fixes).at(0), "padding 1 0 -> 3 x 2");
    EXPECT_EQ(p.fixes.at(0).label, Message("fix.padding_pair", {std::int64_t{1}, std::int64_t{0}}));
}

TEST(Refusal, EveryFixWorks) {
    int count = 0;
    for (const WindowUse use : {WindowUse::max_pool, WindowUse::avg_pool, WindowUse::conv})
        for (std::int64_t k = -1; k <= 6; ++k)
            for (std::int64_t s = -1; s <= 2; ++s)
                for (std::int64_t p = -1; p <= 4; ++p)
                    for (std::int64_t d = 0; d <= 2; ++d) {
                        WindowSpec spec{{k, 3}, Pair{s, 1}, {p, 1}, {d, 1}, false};
                        const auto w = resolve(spec, use, {1, 2, 4, 3});
                        if (w) continue;
                        EXPECT_LE(w.error().fixes.size(), 3u);
                        for (const Fix& f : w.error().fixes) {
                            WindowSpec fixed = spec;
                            const Change& c = f.changes.at(0);
                            const Pair v{c.values.front(), c.values.back()};
                            if (c.parameter == "padding") fixed.padding = v;
                            if (c.parameter == "kernel_size") fixed.kernel = v;
                            if (c.parameter == "dilation") fixed.dilation = v;
                            if (c.parameter == "stride") fixed.stride = v;
                            if (c.parameter == "ceil_mode") fixed.ceil_mode = true;
                            const auto good = resolve(fixed, use, {1, 2, 4, 3});
                            ASSERT_TRUE(good) << told(f);
                            EXPECT_EQ(good->out_h(), f.out_h);
                            EXPECT_EQ(good->out_w(), f.out_w);
                            ++count;
                        }
                    }
    EXPECT_GT(count, 500);
}

TEST(Refusal, HostileNumbersAreRefusedBeforeAnyArithmetic) {
    const std::int64_t hostile[] = {
        most, least, most / 2, 1LL << 31, limits::parameter + 1, -limits::parameter - 1};
    for (const WindowUse use : {WindowUse::max_pool, WindowUse::avg_pool, WindowUse::conv})
        for (const std::int64_t v : hostile)
            for (int which = 0; which < 8; ++which) {
                WindowSpec spec;
                spec.stride = Pair{1, 1};
                Pair* const pairs[] = {&spec.kernel, &*spec.stride, &spec.padding, &spec.dilation};
                (which % 2 ? pairs[which / 2]->w : pairs[which / 2]->h) = v;
                if (use == WindowUse::avg_pool && which / 2 == 3) continue;  // it has no dilation
                EXPECT_EQ(refused(spec, use).what.key, "problem.window.huge");
            }
}

TEST(Refusal, TheFrameworkKeepsNumbersIn32Bits) {
    EXPECT_EQ(pool_words({{2, 1LL << 31}, {}, {0, 0}, {1, 1}, false}), "integer out of range");
    EXPECT_EQ(pool_words({{2, limits::parameter + 1}, {}, {0, 0}, {1, 1}, false}), "");  // our own limit
}

TEST(Refusal, TheLargestNumbersStayExact) {
    const std::int64_t big = limits::parameter;
    const Problem p = refused({{big, big}, Pair{1, 1}, {0, 0}, {big, big}, false}, WindowUse::max_pool);
    EXPECT_EQ(p.framework,
              "Given input size: (1x4x4). Calculated output size: "
              "(1x-1152921503533105148x-1152921503533105148). Output size is too small");
    EXPECT_TRUE(resolve({{1, 1}, Pair{big, big}, {0, 0}, {1, 1}, true}, WindowUse::max_pool, four));
}

TEST(Refusal, WhatWouldNotFitInMemory) {
    const Problem taps =
        refused({{5000, 5000}, {}, {0, 0}, {1, 1}, false}, WindowUse::avg_pool, {1, 1, 8192, 8192});
    EXPECT_EQ(taps.what.key, "problem.window.taps");
    EXPECT_EQ(told(taps.fixes), (Fixes{"kernel_size 4096 -> 2 x 2"}));
    // Smaller than half of it no padding of 10000 can be: nothing single helps.
    EXPECT_TRUE(
        refused({{20000, 20000}, {}, {10000, 10000}, {1, 1}, false}, WindowUse::max_pool).fixes.empty());
    const Problem side = refused({{3, 3}, {}, {100000, 1}, {1, 1}, false}, WindowUse::conv);
    EXPECT_EQ(side.what.key, "problem.window.output_limit");
    ASSERT_FALSE(side.fixes.empty());
    EXPECT_EQ(told(side.fixes)[0], "stride 13 -> 15385 x 1");
    EXPECT_EQ(refused({{3, 3}, {}, {8000, 8000}, {1, 1}, false}, WindowUse::conv).what.key,
              "problem.window.output_limit");
}

// ------------------------------------------------------------------------------------------ averages and
// convolutions

Params conv_params(Shape weight, std::int64_t bias = 0) {
    Params p;
    p.weight = Tensor(weight, std::vector<float>(static_cast<std::size_t>(weight.count()), 1.f));
    if (bias) p.bias = Tensor({1, 1, 1, bias}, std::vector<float>(static_cast<std::size_t>(bias), 1.f));
    return p;
}
Problem conv_refused(const Params& p, Shape input) {
    const auto plan = find_op("conv")->plan(p, input);
    EXPECT_FALSE(plan);
    return plan ? Problem() : plan.error();
}

TEST(Refusal, DivisorComesFirst) {
    Params p;
    p.divisor_override = 0;
    p.window.padding = {9, 9};
    const auto wrong = find_op("avg_pool")->plan(p, four);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().framework, "divisor must be not zero");
    EXPECT_TRUE(wrong.error().fixes.empty());  // nothing single makes that valid
    p.window.padding = {0, 0};
    EXPECT_EQ(told(find_op("avg_pool")->plan(p, four).error().fixes),
              (Fixes{"divisor_override 1 -> 2 x 2", "divisor_override 4 -> 2 x 2"}));
    p.divisor_override = -4;
    EXPECT_TRUE(find_op("avg_pool")->plan(p, four));
}

TEST(Refusal, ConvolutionFollowsTheFrameworksOrder) {
    Params p = conv_params({1, 2, 7, 7}, 3);
    p.window = {{2, 2}, Pair{0, 1}, {0, -1}, {1, 0}, false};
    const Shape five{1, 1, 5, 5};
    EXPECT_EQ(conv_refused(p, five).framework, "negative padding is not supported");
    p.window.padding = {0, 0};
    EXPECT_EQ(conv_refused(p, five).framework, "non-positive stride is not supported");
    p.window.stride = {};
    const Problem channels = conv_refused(p, five);
    EXPECT_EQ(channels.framework,
              "Given groups=1, weight of size [1, 2, 7, 7], expected input[1, 1, 5, 5] to have 2 channels, "
              "but got 1 "
              "channels instead");
    EXPECT_EQ(channels.verdict, "2 ≠ 1");
    EXPECT_EQ(channels.parameter, "weight");
    EXPECT_EQ(conv_refused(p, {1, 2, 5, 5}).framework,
              "Given weight of size [1, 2, 7, 7], expected bias to be 1-dimensional with 1 elements, but got "
              "bias of "
              "size [3] instead");
    p = conv_params({1, 1, 7, 7}, 1);
    p.window.dilation = {1, 0};
    EXPECT_EQ(conv_refused(p, five).framework,
              "Calculated padded input size per channel: (5 x 5). Kernel size: (7 x 1). Kernel size can't be "
              "greater "
              "than actual input size");
    p.window.padding = {1, 1};
    EXPECT_EQ(conv_refused(p, five).framework, "dilation should be greater than zero, but got [1, 0]");
    // A 7 x 7 kernel fits the 7 x 7 that padding leaves only with dilation 1.
    EXPECT_EQ(told(conv_refused(p, five).fixes), (Fixes{"dilation 1 -> 1 x 1"}));
}

TEST(Refusal, AKernelLargerThanItsInput) {
    const Problem p = conv_refused(conv_params({1, 1, 7, 7}), {1, 1, 5, 5});
    EXPECT_EQ(written(p.arithmetic), "7 ≤ 5 + 2 · 0 = 5");
    EXPECT_EQ(p.verdict, "7 > 5");
    EXPECT_EQ(told(p.fixes), (Fixes{"padding 1 -> 1 x 1", "kernel_size 5 -> 1 x 1"}));
    Params dilated = conv_params({1, 1, 3, 3});
    dilated.window.dilation = {3, 3};
    EXPECT_EQ(written(conv_refused(dilated, {1, 1, 5, 5}).arithmetic), "3 · ( 3 − 1 ) + 1 ≤ 5 + 2 · 0 = 5");
    EXPECT_EQ(told(conv_refused(dilated, {1, 1, 5, 5}).fixes),
              (Fixes{"padding 1 -> 1 x 1", "kernel_size 2 -> 2 x 2", "dilation 2 -> 1 x 1"}));
    EXPECT_EQ(conv_refused(Params{}, {1, 1, 5, 5}).what.key, "problem.conv.no_weight");
}

TEST(Refusal, TheOutputsChannelsCountTowardsTheLimit) {
    Params p = conv_params({20000, 1, 1, 1});
    EXPECT_EQ(conv_refused(p, {1, 1, 64, 64}).what.key, "problem.window.output_limit");
}

TEST(Refusal, MinSaysWhatMaxSays) {
    Params p;
    p.window.padding = {2, 2};
    const auto min = find_op("min_pool")->plan(p, four), max = find_op("max_pool")->plan(p, four);
    ASSERT_FALSE(min);
    EXPECT_EQ(min.error().framework, max.error().framework);
    EXPECT_EQ(told(min.error().fixes), told(max.error().fixes));
}

TEST(Refusal, LpHasNoPaddingToBlame) {
    Params p;
    p.window = {{5, 5}, {}, {9, 9}, {0, 0}, false};
    const auto wrong = find_op("lp_pool")->plan(p, four);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().framework,
              "Given input size: (1x4x4). Calculated output size: (1x0x0). Output size is too small");
    EXPECT_EQ(told(wrong.error().fixes), (Fixes{"kernel_size 4 -> 1 x 1", "ceil_mode 1 -> 1 x 1"}));
    p = {};
    p.norm_type = 0;
    const auto norm = find_op("lp_pool")->plan(p, four);
    ASSERT_FALSE(norm);
    EXPECT_EQ(norm.error().parameter, "norm_type");
    EXPECT_EQ(written(norm.error().arithmetic), "0 ≥ 1");
    EXPECT_EQ(told(norm.error().fixes), (Fixes{"norm_type 2 -> 2 x 2"}));
}

TEST(Refusal, AnAdaptiveOutputHasCells) {
    Params p;
    p.output_size = {-1, 2};
    const Problem avg = find_op("adaptive_avg_pool")->plan(p, four).error();
    EXPECT_EQ(avg.framework,
              "adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 but received "
              "{-1, 2}");
    EXPECT_EQ(written(avg.arithmetic), "−1 ≥ 1");
    EXPECT_EQ(avg.parameter, "output_size");
    ASSERT_EQ(avg.fixes.size(), 1u);
    EXPECT_EQ(avg.fixes[0].changes[0], (Change{"output_size", {1, 2}}));
    p.output_size = {3, 0};  // legal in the framework, but empty
    EXPECT_EQ(find_op("adaptive_max_pool")->plan(p, four).error().framework, "");
    p.output_size = {20000, 1};
    EXPECT_EQ(find_op("adaptive_max_pool")->plan(p, four).error().what.key, "problem.window.output_limit");
    p.output_size = {64, 64};
    EXPECT_TRUE(find_op("adaptive_max_pool")->plan(p, four));
}

TEST(Refusal, ReluTakesEverythingButNothing) {
    EXPECT_TRUE(find_op("relu")->plan({}, {2, 3, 1, 7}));
    EXPECT_FALSE(find_op("relu")->plan({}, {1, 1, 0, 4}));
}

}  // namespace
}  // namespace pw
