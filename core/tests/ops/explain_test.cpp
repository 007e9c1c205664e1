// One step explained: against the forward pass over random configurations, and the worked steps in detail.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "core/ops/op.h"
#include "core/tests/ops/dice.h"

namespace pw {
namespace {

constexpr float inf = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

Tensor grid(std::int64_t h, std::int64_t w, std::vector<float> values) {
    return Tensor({1, 1, h, w}, std::move(values));
}

const Tensor worked = grid(4, 4, {1, 3, 2, 1, 2, 9, 1, 1, 1, 4, 2, 3, 5, 6, 1, 2});

Step step_of(std::string_view op, const Params& p, const Tensor& input, Position out, std::int64_t c = 0,
             std::int64_t in_channel = 0) {
    const OpInfo* info = find_op(op);
    return info->explain(p, *info->plan(p, input.shape()), input, 0, c, out, in_channel);
}

using D = std::vector<double>;

TEST(Explain, TheMaxOfTheWorkedWindow) {
    const Step s = step_of("max_pool", {}, worked, {1, 0});
    EXPECT_EQ(s.how, Reduction::select);
    ASSERT_EQ(s.taps.size(), 4u);
    EXPECT_EQ(s.taps[1].at, (Position{2, 1}));
    EXPECT_EQ(s.taps[1].value, 4);
    EXPECT_EQ(s.running, (D{1, 4, 5, 6}));
    EXPECT_EQ(s.winner, 3);
    EXPECT_TRUE(s.ties.empty());
    EXPECT_EQ(s.result, 6);
}

TEST(Explain, TiesAreTheEqualOnesAfterTheWinner) {
    const Step s = step_of("max_pool", {}, grid(2, 2, {1, 7, 7, 7}), {0, 0});
    EXPECT_EQ(s.winner, 1);
    EXPECT_EQ(s.ties, (std::vector<int>{2, 3}));
    const Step n = step_of("max_pool", {}, grid(2, 2, {nan, 7, nan, 7}), {0, 0});
    EXPECT_EQ(n.winner, 2);
    EXPECT_EQ(n.ties, (std::vector<int>{0}));
    EXPECT_TRUE(std::isnan(n.running[1]));
}

TEST(Explain, MaxShowsItsPadding) {
    Params p;
    p.window.padding = {1, 1};
    const Step s = step_of("max_pool", p, grid(2, 2, {-inf, -2, -3, -4}), {0, 0});
    EXPECT_EQ(s.taps[0].at, (Position{-1, -1}));
    EXPECT_EQ(s.taps[0].kind, TapKind::padding);
    EXPECT_TRUE(s.taps[0].gathered);
    EXPECT_EQ(s.taps[0].value, -inf);
    EXPECT_EQ(s.winner, 3);  // minus infinity too, but a real cell
    EXPECT_TRUE(s.ties.empty());
}

TEST(Explain, TheMinOfTheWorkedWindow) {
    const Step s = step_of("min_pool", {}, worked, {1, 0});
    EXPECT_EQ(s.how, Reduction::select);
    EXPECT_EQ(s.running, (D{1, 1, 1, 1}));
    EXPECT_EQ(s.winner, 0);
    EXPECT_EQ(s.result, 1);
}

TEST(Explain, AdaptiveWindowsDifferInSize) {
    Tensor x = grid(5, 5, std::vector<float>(25, 1));
    const Step s = step_of("adaptive_avg_pool", {}, x, {1, 2});
    EXPECT_EQ(s.rows, 3);
    EXPECT_EQ(s.columns, 2);
    EXPECT_EQ(s.taps.front().at, (Position{1, 3}));
    EXPECT_EQ(s.taps.back().at, (Position{3, 4}));
    EXPECT_EQ(s.divisor, 6);
}

TEST(Explain, ANormTakesPowersTheirSumAndItsRoot) {
    Params p;
    p.window.ceil_mode = true;
    const Step s = step_of("lp_pool", p, grid(3, 3, {1, 2, 3, 4, 5, 6, 7, 8, -6}), {0, 1});
    EXPECT_EQ(s.how, Reduction::norm);
    EXPECT_EQ(s.norm_type, 2);
    EXPECT_EQ(s.scale, 2);  // two of four cells are there
    EXPECT_EQ(s.taps[0].power, 9);
    EXPECT_FALSE(s.taps[1].gathered);
    EXPECT_EQ(s.running.back(), 45);
    EXPECT_FLOAT_EQ(s.result, std::sqrt(90.f));
}

TEST(Explain, AnEmptyWindowHasNoWinner) {
    Params p;
    p.window = {{2, 1}, Pair{1, 1}, {1, 0}, {3, 1}, false};
    const Step s = step_of("max_pool", p, grid(2, 1, {5, 6}), {0, 0});
    EXPECT_EQ(s.winner, -1);
    EXPECT_EQ(s.result, -inf);
    EXPECT_EQ(s.running, (D{-inf, -inf}));
}

TEST(Explain, TheAverageOfACornerOfCeilMode) {
    Params p;
    p.window = {{3, 3}, Pair{2, 2}, {1, 1}, {1, 1}, true};
    std::vector<float> v(16);
    for (std::size_t i = 0; i < 16; ++i) v[i] = static_cast<float>(i + 1);
    const Step s = step_of("avg_pool", p, grid(4, 4, v), {2, 2});
    EXPECT_EQ(s.taps[0].value, 16);
    EXPECT_EQ(s.taps[1].kind, TapKind::padding);
    EXPECT_TRUE(s.taps[1].gathered);
    EXPECT_EQ(s.taps[2].kind, TapKind::outside);
    EXPECT_FALSE(s.taps[2].gathered);
    EXPECT_EQ(s.taps[5].kind, TapKind::outside);  // outside wins over padding
    EXPECT_EQ(s.divisor, 4);                      // the overhang is never counted
    EXPECT_EQ(s.result, 4);
    p.count_include_pad = false;
    const Step real = step_of("avg_pool", p, grid(4, 4, v), {2, 2});
    EXPECT_FALSE(real.taps[1].gathered);
    EXPECT_EQ(real.divisor, 1);
    EXPECT_EQ(real.result, 16);
    p.divisor_override = -8;
    EXPECT_EQ(step_of("avg_pool", p, grid(4, 4, v), {2, 2}).divisor, -8);
}

TEST(Explain, AConvolutionsChannelsAndBias) {
    Params p;
    p.weight = Tensor({1, 2, 1, 2}, {1, 2, 3, 4});
    p.bias = grid(1, 1, {.5});
    const Tensor x({1, 2, 1, 3}, {1, 2, 3, 4, 5, 6});
    const Step s = step_of("conv", p, x, {0, 1}, 0, 1);
    EXPECT_EQ(s.running, (D{15, 39}));
    EXPECT_EQ(s.taps[1].weight, 4);
    EXPECT_EQ(s.others, 2 + 6);
    EXPECT_EQ(s.bias, .5);
    EXPECT_EQ(s.result, 47.5f);
    EXPECT_EQ(s.in_channel, 1);
}

TEST(Explain, ReluIsAWindowOfOneCell) {
    const Step s = step_of("relu", {}, grid(1, 2, {-3, 4}), {0, 0});
    EXPECT_EQ(s.how, Reduction::map);
    ASSERT_EQ(s.taps.size(), 1u);
    EXPECT_EQ(s.taps[0].value, -3);
    EXPECT_EQ(s.result, 0);
}

// ------------------------------------------------------------------------------------------ random
// configurations

using test::Dice;

Tensor any_tensor(Dice& dice, Shape shape) {
    std::vector<float> v(static_cast<std::size_t>(shape.count()));
    const std::int64_t kind = dice.roll(0, 3);
    for (float& x : v) {
        x = static_cast<float>(dice.roll(-3, 3));
        if (kind == 1) x *= 1.1f * std::ldexp(1.f, static_cast<int>(dice.roll(-20, 20)));
        if (kind == 2 && dice.roll(0, 5) == 0)
            x = std::vector<float>{nan, inf, -inf}[static_cast<std::size_t>(dice.roll(0, 2))];
        if (kind == 3) x = -inf;
    }
    return Tensor(shape, std::move(v));
}

Params any_params(Dice& dice, const Shape& input) {
    Params p;
    const auto pair = [&](std::int64_t low, std::int64_t high) {
        return Pair{dice.roll(low, high), dice.roll(low, high)};
    };
    p.window = {pair(1, 4), pair(1, 3), pair(0, 2), pair(1, 3), dice.roll(0, 1) == 1};
    p.count_include_pad = dice.roll(0, 1) == 1;
    if (dice.roll(0, 3) == 0) p.divisor_override = dice.roll(1, 9);
    p.norm_type = dice.roll(1, 4);
    p.output_size = pair(1, 7);
    p.samples = {static_cast<float>(dice.roll(0, 99)) / 100, static_cast<float>(dice.roll(0, 99)) / 100};
    p.seed = dice.roll(0, 1000);
    const std::int64_t out = dice.roll(1, 3);
    p.weight = any_tensor(dice, {out, input.c, p.window.kernel.h, p.window.kernel.w});
    if (dice.roll(0, 1)) p.bias = any_tensor(dice, {1, 1, 1, out});
    return p;
}

bool same_bits(float a, float b) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b) ||
           (std::isnan(a) && std::isnan(b));
}

// What the figure relies on, whatever the operation.
void expect_sound(const OpInfo& op, const Step& s, const Tensor& input, const Forward& f,
                  std::int64_t index) {
    ASSERT_EQ(static_cast<std::int64_t>(s.taps.size()), s.rows * s.columns);
    ASSERT_EQ(s.running.size(), s.taps.size());
    EXPECT_EQ(s.how, op.how);
    for (const Tap& t : s.taps) {
        if (t.kind == TapKind::outside) {
            EXPECT_FALSE(t.gathered);
        }
        if (t.kind == TapKind::padding) {
            EXPECT_EQ(t.value, op.padding_value);
        }
        if (t.kind == TapKind::real) {
            EXPECT_TRUE(t.gathered);
            EXPECT_TRUE(same_bits(static_cast<float>(t.value), input.at(s.n, s.in_channel, t.at.y, t.at.x)));
        }
    }
    if (op.has_indices) {
        const Position at = s.winner < 0 ? Position{} : s.taps[static_cast<std::size_t>(s.winner)].at;
        EXPECT_EQ(f.indices.data()[static_cast<std::size_t>(index)],
                  s.winner < 0 ? -1 : at.y * input.shape().w + at.x);
    }
    if (op.how == Reduction::norm && s.scale == 1 && s.norm_type == 1) {
        EXPECT_TRUE(same_bits(s.result, static_cast<float>(s.running.back())));
    }
    if (op.how == Reduction::sum && !op.has(Param::weight)) {
        EXPECT_TRUE(same_bits(s.result, static_cast<float>(s.running.back() / s.divisor)));
    }
    if (op.how == Reduction::mean) {
        EXPECT_TRUE(same_bits(s.result, static_cast<float>(s.running.back() / s.divisor)));
    }
}

// Every value to a cell of its own.
Indices own_cells(const Shape& s) {
    std::vector<std::int64_t> cells;
    for (std::int64_t i = 0; i < s.count(); ++i) cells.push_back(s.plane() - 1 - i % s.plane());
    return Indices(s, std::move(cells));
}

TEST(Explain, IsTheForwardPassToTheBit) {
    Dice dice(7);
    int steps = 0;
    for (int i = 0; i < 1500; ++i) {
        const Tensor input =
            any_tensor(dice, {dice.roll(1, 2), dice.roll(1, 3), dice.roll(1, 6), dice.roll(1, 6)});
        Params p = any_params(dice, input.shape());
        p.indices = own_cells(input.shape());
        for (const OpInfo* op : all_ops()) {
            const auto plan = op->plan(p, input.shape());
            if (!plan) continue;
            const Forward f = op->forward(p, *plan, input, {.indices = true});
            const std::int64_t n = dice.roll(0, plan->out.n - 1), c = dice.roll(0, plan->out.c - 1),
                               step = dice.roll(0, plan->steps() - 1);
            const Position out{step / plan->columns(), step % plan->columns()};
            const std::int64_t in = op->has(Param::weight) ? dice.roll(0, input.shape().c - 1) : c;
            const Step s = op->explain(p, *plan, input, n, c, out, in);
            const std::int64_t index =
                ((n * plan->out.c + c) * plan->out.h + s.lands.y) * plan->out.w + s.lands.x;
            ASSERT_TRUE(same_bits(s.result, f.values.data()[static_cast<std::size_t>(index)]))
                << op->name << " " << i;
            expect_sound(*op, s, input, f, index);
            ++steps;
        }
    }
    EXPECT_GT(steps, 3000);
}

}  // namespace
}  // namespace pw
