// Stochastic pooling (Zeiler and Fergus, "Stochastic pooling for regularization of deep convolutional neural
// networks", 2013): each window draws one of its values, a value a with probability a / sum. Its windows are
// LP pooling's. Negative values count as 0, as after a ReLU; where nothing is above 0 the result is 0, the
// first cell stands for it, and nothing is sent back. NaN wins, the last one of all, as in max pooling; else
// the first infinity.
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/ops/gradient.h"
#include "core/ops/plans.h"
#include "core/ops/registry.h"

namespace pw {

namespace {

Expected<Plan> plan(const Params& params, const Shape& input) {
    // No framework has it, and so none has words for it.
    return windowed(params, WindowUse::lp_pool, input).map_error([](Problem problem) {
        problem.framework.clear();
        return problem;
    });
}

// splitmix64's mixing (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014; public
// domain code: Vigna, prng.di.unimi.it/splitmix64.c).
std::uint64_t mixed(std::uint64_t z) {
    z += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

// A number in [0, 1) of a window's own, whatever is asked for before it.
double number_of(const Params& params, std::int64_t n, std::int64_t c, Position out) {
    auto hash = static_cast<std::uint64_t>(params.seed);
    for (const std::int64_t v : {n, c, out.y, out.x}) hash = mixed(hash) ^ static_cast<std::uint64_t>(v);
    return std::ldexp(static_cast<double>(mixed(hash) >> 11), -53);
}

double counted(float v) { return v > 0 ? v : 0; }

struct Drawn {
    float value = 0;
    std::size_t cell = 0;
    double total = 0;   // of what can be drawn
    bool sure = false;  // NaN or an infinity: nothing is drawn
};

// What decides before any draw; else the total, and the first cell.
Drawn looked_over(const Window& window, std::span<const float> plane, Position out) {
    Drawn d;
    bool first = true;
    each_real_cell(window, out.y, out.x, [&](std::size_t cell, auto, auto) {
        const float v = plane[cell];
        if (std::exchange(first, false)) d.cell = cell;
        if (std::isnan(v) || (std::isinf(v) && v > 0 && !d.sure)) d = {v, cell, 0, true};
        if (!d.sure) d.total += counted(v);
    });
    return d;
}

Drawn drawn_of(const Window& window, std::span<const float> plane, Position out, double number) {
    Drawn d = looked_over(window, plane, out);
    if (d.sure || d.total == 0) return d;
    const double until = number * d.total;  // less than the total, even when it is rounded
    double sum = 0;
    each_real_cell(window, out.y, out.x, [&](std::size_t cell, auto, auto) {
        if (sum > until || !(plane[cell] > 0)) return;
        sum += counted(plane[cell]);
        d.value = plane[cell], d.cell = cell;
    });
    return d;
}

double chance_of(const Drawn& d, std::size_t cell, float v) {
    if (d.sure) return cell == d.cell ? 1 : 0;
    return d.total > 0 ? counted(v) / d.total : 0;
}

// visit(n, c, window, what it draws), in the output's order.
template <class Visit>
void each_draw(const Params& params, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
               const Visit& visit) {
    const auto plane = input.plane(n, c);
    for (std::int64_t y = 0; y < plan.out.h; ++y)
        for (std::int64_t x = 0; x < plan.out.w; ++x)
            visit(Position{y, x}, drawn_of(plan.window, plane, {y, x}, number_of(params, n, c, {y, x})));
}

Forward forward(const Params& params, const Plan& plan, const Tensor& input, const Wanted& wanted) {
    std::vector<float> values;
    std::vector<std::int64_t> indices;
    values.reserve(static_cast<std::size_t>(plan.out.count()));
    for (std::int64_t n = 0; n < plan.out.n; ++n)
        for (std::int64_t c = 0; c < plan.out.c; ++c)
            each_draw(params, plan, input, n, c, [&](Position, const Drawn& d) {
                values.push_back(d.value);
                if (wanted.indices) indices.push_back(static_cast<std::int64_t>(d.cell));
            });
    return {Tensor(plan.out, std::move(values)),
            wanted.indices ? Indices(plan.out, std::move(indices)) : Indices()};
}

// The draw is done: everything goes to what was drawn, as in max pooling.
Tensor backward(const Params& params, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    return received(input.shape(), [&](std::int64_t n, std::int64_t c, std::span<double> sums) {
        each_draw(params, plan, input, n, c, [&](Position out, const Drawn& d) {
            if (d.sure || d.total > 0) sums[d.cell] += gradient.at(n, c, out.y, out.x);
        });
    });
}

Step explain(const Params& params, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
             Position out, std::int64_t) {
    Step step = begin_step(plan.window, input, n, c, out, 0, false);
    step.c = c;
    step.how = Reduction::select;
    step.draw = number_of(params, n, c, out);
    const Drawn d = drawn_of(plan.window, input.plane(n, c), out, step.draw);
    step.divisor = d.total;
    double sum = 0;
    step.running.reserve(step.taps.size());
    for (Tap& tap : step.taps) {
        if (tap.kind == TapKind::real) {
            const auto cell = static_cast<std::size_t>(tap.at.y * input.shape().w + tap.at.x);
            tap.chance = chance_of(d, cell, static_cast<float>(tap.value));
            if (cell == d.cell) step.winner = static_cast<int>(&tap - step.taps.data());
        }
        sum += tap.chance;
        step.running.push_back(sum);
    }
    step.result = d.value;
    return step;
}

std::string code(const Params&) { return "# PyTorch: no such operation"; }

constexpr Param params[] = {Param::kernel_size, Param::stride, Param::ceil_mode, Param::seed};

}  // namespace

const OpInfo stochastic_pool{.name = "stochastic_pool",
                             .word = "op.stochastic_pool",
                             .family = Family::other,
                             .how = Reduction::select,
                             .use = WindowUse::lp_pool,
                             .has_indices = true,
                             .params = params,
                             .plan = plan,
                             .forward = forward,
                             .backward = backward,
                             .explain = explain,
                             .code = code};

}  // namespace pw
