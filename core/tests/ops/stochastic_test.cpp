#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/ops/op.h"

namespace pw {
namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float inf = std::numeric_limits<float>::infinity();

const OpInfo& op = *find_op("stochastic_pool");

Params seeded(std::int64_t seed, Pair kernel = {2, 2}) {
    Params p;
    p.window.kernel = kernel;
    p.seed = seed;
    return p;
}

Tensor grid(std::int64_t h, std::int64_t w, std::vector<float> values) {
    return Tensor({1, 1, h, w}, std::move(values));
}

struct One {
    float value;
    std::int64_t cell;
};
One drawn(const Tensor& x, std::int64_t seed) {
    const Params p = seeded(seed, {x.shape().h, x.shape().w});
    const Forward f = op.forward(p, *op.plan(p, x.shape()), x, {.indices = true});
    return {f.values.data()[0], f.indices.data()[0]};
}

TEST(Stochastic, DrawsEachCellAsOftenAsItIsLarge) {
    const Tensor x = grid(2, 3, {1, 3, 0, 6, -4, 2});
    constexpr int draws = 12000;
    std::vector<double> counts(6);
    for (int seed = 0; seed < draws; ++seed) ++counts[static_cast<std::size_t>(drawn(x, seed).cell)];
    EXPECT_EQ(counts[2], 0);
    EXPECT_EQ(counts[4], 0);
    double squares = 0;
    for (const std::size_t i : {0u, 1u, 3u, 5u}) {
        const double expected = draws * x.data()[i] / 12.;
        squares += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    // Three degrees of freedom: above 16.3 in one of a thousand sequences.
    EXPECT_LT(squares, 16.3);
    EXPECT_GT(squares, .02);  // and not as even as no chance is
}

// One seed, many windows: neighbours, channels and batches draw apart from each other.
TEST(Stochastic, WindowsDrawApart) {
    std::vector<float> values;
    for (int i = 0; i < 2 * 3 * 64 * 64; ++i) values.push_back(static_cast<float>(1 + i % 2));
    const Tensor x({2, 3, 64, 64}, std::move(values));
    const Params p = seeded(5);
    const Forward f = op.forward(p, *op.plan(p, x.shape()), x, {});
    const auto drawn = f.values.data();
    const double n = static_cast<double>(drawn.size());
    double large = 0, both = 0;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        large += drawn[i] == 2 ? 1 : 0;
        both += drawn[i] == 2 && drawn[(i + 1) % drawn.size()] == 2 ? 1 : 0;
    }
    const auto near = [&](double count, double part) {
        return std::abs(count - n * part) < 4 * std::sqrt(n * part * (1 - part));
    };
    EXPECT_TRUE(near(large, 2 / 3.)) << large / n;
    EXPECT_TRUE(near(both, 4 / 9.)) << both / n;
}

TEST(Stochastic, IsTheSameOnEveryMachine) {
    const Tensor x = grid(4, 4, {1, 3, 2, 1, 2, 9, 1, 1, 1, 4, 2, 3, 5, 6, 1, 2});
    const auto all = [&](std::int64_t seed) {
        const Params p = seeded(seed);
        const auto values = op.forward(p, *op.plan(p, x.shape()), x, {}).values;
        return std::vector<float>(values.data().begin(), values.data().end());
    };
    EXPECT_EQ(all(0), (std::vector<float>{9, 1, 4, 2}));
    EXPECT_EQ(all(1), (std::vector<float>{3, 2, 6, 3}));
    EXPECT_EQ(all(2), (std::vector<float>{9, 1, 4, 2}));
    EXPECT_EQ(all(-1), (std::vector<float>{2, 2, 6, 3}));
}

TEST(Stochastic, WhereNothingIsAboveZeroTheResultIsZero) {
    for (const auto& values : {std::vector<float>{0, 0, 0}, {-1, -2, -3}, {-inf, 0, -0.f}}) {
        const Tensor x = grid(1, 3, values);
        const One one = drawn(x, 3);
        EXPECT_EQ(one.value, 0);
        EXPECT_EQ(one.cell, 0);
        const Params p = seeded(3, {1, 3});
        const Tensor dx = *backward(op, p, *op.plan(p, x.shape()), x, grid(1, 1, {5}));
        for (const float v : dx.data()) EXPECT_EQ(v, 0);
    }
}

TEST(Stochastic, NanAndInfinityLeaveNothingToBeDrawn) {
    for (std::int64_t seed = 0; seed < 20; ++seed) {
        EXPECT_EQ(drawn(grid(1, 4, {1, inf, 5, inf}), seed).cell, 1);
        EXPECT_EQ(drawn(grid(1, 4, {nan, inf, nan, 5}), seed).cell, 2);
        EXPECT_TRUE(std::isnan(drawn(grid(1, 4, {nan, inf, nan, 5}), seed).value));
    }
    const Params p = seeded(0, {1, 4});
    const Tensor x = grid(1, 4, {1, inf, 5, inf});
    const Step s = op.explain(p, *op.plan(p, x.shape()), x, 0, 0, {0, 0}, 0);
    EXPECT_EQ(s.winner, 1);
    EXPECT_EQ(s.taps[1].chance, 1);
    EXPECT_EQ(s.taps[2].chance, 0);
}

TEST(Stochastic, TheSmallestAndTheLargestNumbersCanBeDrawn) {
    constexpr float least = std::numeric_limits<float>::denorm_min(),
                    most = std::numeric_limits<float>::max();
    std::vector<int> counts(2);
    for (std::int64_t seed = 0; seed < 200; ++seed) {
        EXPECT_EQ(drawn(grid(1, 2, {0, least}), seed).value, least);
        ++counts[static_cast<std::size_t>(drawn(grid(1, 2, {most, most}), seed).cell)];
    }
    EXPECT_GT(counts[0], 60);
    EXPECT_GT(counts[1], 60);
}

TEST(Stochastic, ExplainsItsChances) {
    const Tensor x = grid(2, 3, {1, 3, 0, 6, -4, 2});
    const Params p = seeded(0, {2, 3});
    const Step s = op.explain(p, *op.plan(p, x.shape()), x, 0, 0, {0, 0}, 0);
    EXPECT_EQ(s.how, Reduction::select);
    EXPECT_EQ(s.divisor, 12);
    const double chances[] = {1, 3, 0, 6, 0, 2};
    for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(s.taps[i].chance, chances[i] / 12);
    EXPECT_NEAR(s.running.back(), 1, 1e-15);
    ASSERT_GE(s.winner, 0);
    const auto winner = static_cast<std::size_t>(s.winner);
    EXPECT_EQ(s.result, s.taps[winner].value);
    // The draw lies in the winner's part of 0 … 1.
    EXPECT_LE(s.running[winner] - s.taps[winner].chance, s.draw);
    EXPECT_GT(s.running[winner], s.draw);
}

TEST(Stochastic, EverythingGoesBackToWhatWasDrawn) {
    const Tensor x = grid(2, 4, {1, 3, 0, 6, 2, 2, 1, 0});
    const Params p = seeded(9);
    const auto plan = op.plan(p, x.shape());
    const Forward f = op.forward(p, *plan, x, {.indices = true});
    const Tensor dx = *backward(op, p, *plan, x, grid(1, 2, {5, 7}));
    std::vector<float> expected(8);
    expected[static_cast<std::size_t>(f.indices.data()[0])] += 5;
    expected[static_cast<std::size_t>(f.indices.data()[1])] += 7;
    EXPECT_EQ(std::vector<float>(dx.data().begin(), dx.data().end()), expected);
}

TEST(Stochastic, NoFrameworkHasWordsForIt) {
    const auto plan = op.plan(seeded(0, {5, 5}), {1, 1, 4, 4});
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().framework, "");
    EXPECT_FALSE(plan.error().fixes.empty());
    EXPECT_EQ(code_line(op, seeded(0)), "# PyTorch: no such operation");
}

}  // namespace
}  // namespace pw
