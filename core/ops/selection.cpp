#include "core/ops/selection.h"

#include <cmath>
#include <limits>

#include "core/ops/fast/fast.h"
#include "core/ops/gradient.h"
#include "core/ops/rows.h"

namespace pw {

namespace {

bool beats(Wins wins, double v, double best) {
    return (wins == Wins::largest ? v > best : v < best) || std::isnan(v);
}

bool equal(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

struct Best {
    float value;
    std::int64_t index = -1;  // stays when the window has no real tap: dilation can step over all of them
};

Best best_of(Wins wins, const Window& window, std::span<const float> plane, std::int64_t oy,
             std::int64_t ox) {
    Best best{static_cast<float>(beaten_by_all(wins))};
    each_real_cell(window, oy, ox, [&](std::size_t cell, auto, auto) {
        const float v = plane[cell];
        // The first tap is taken even if it is infinite.
        if (best.index < 0 || beats(wins, v, best.value)) best = {v, static_cast<std::int64_t>(cell)};
    });
    return best;
}

}  // namespace

double beaten_by_all(Wins wins) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return wins == Wins::largest ? -infinity : infinity;
}

Forward select_forward(Wins wins, const Plan& plan, const Tensor& input, const Wanted& wanted) {
    Buffer<float> values(static_cast<std::size_t>(plan.out.count()));
    Buffer<std::int64_t> indices(wanted.indices ? values.size() : 0);
    if (fast::select(wins, plan, input, values.values(), indices.values(), wanted))
        return {Tensor(plan.out, std::move(values)), Indices(plan.out, std::move(indices))};
    Forward all = select_plainly(wins, plan, input, wanted);
    if (!wanted.indices) all.indices = {};
    return all;
}

Forward select_plainly(Wins wins, const Plan& plan, const Tensor& input, const Wanted& wanted) {
    const auto count = static_cast<std::size_t>(plan.out.count());
    Buffer<float> values(count);
    Buffer<std::int64_t> indices(count);
    each_row(plan.out, taps_of_a_row(plan), wanted,
             [&](std::int64_t n, std::int64_t c, std::int64_t y, std::int64_t at) {
                 for (std::int64_t x = 0; x < plan.out.w; ++x) {
                     const Best best = best_of(wins, plan.window, input.plane(n, c), y, x);
                     values.data()[at + x] = best.value;
                     indices.data()[at + x] = best.index;
                 }
             });
    return {Tensor(plan.out, std::move(values)), Indices(plan.out, std::move(indices))};
}

bool selects(Wins wins, const Plan& plan, const Tensor& input, float result, std::int64_t n, std::int64_t c,
             Position out, Position cell) {
    const std::int64_t index = cell.y * plan.window.columns.input() + cell.x;
    const auto plane = input.plane(n, c);
    // Most cells are done with here, and a window is seldom looked through.
    return equal(plane[static_cast<std::size_t>(index)], result) &&
           best_of(wins, plan.window, plane, out.y, out.x).index == index;
}

Tensor select_backward(Wins wins, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    const Indices winners = select_forward(wins, plan, input, {.indices = true}).indices;
    return received(input.shape(), [&](std::int64_t n, std::int64_t c, std::span<double> sums) {
        const auto places = winners.plane(n, c);
        const auto sent = gradient.plane(n, c);
        for (std::size_t i = 0; i < sent.size(); ++i)
            if (places[i] >= 0) sums[static_cast<std::size_t>(places[i])] += sent[i];
    });
}

Step select_step(Wins wins, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
                 Position out) {
    double best = beaten_by_all(wins);
    Step step = begin_step(plan.window, input, n, c, out, best, true);
    step.c = c;
    step.how = Reduction::select;
    step.running.reserve(step.taps.size());
    for (std::size_t i = 0; i < step.taps.size(); ++i) {
        const Tap& tap = step.taps[i];
        if (tap.kind == TapKind::real && (step.winner < 0 || beats(wins, tap.value, best))) {
            best = tap.value;
            step.winner = static_cast<int>(i);
        }
        step.running.push_back(best);
    }
    for (std::size_t i = 0; i < step.taps.size(); ++i) {
        const Tap& tap = step.taps[i];
        if (tap.kind == TapKind::real && static_cast<int>(i) != step.winner && equal(tap.value, best))
            step.ties.push_back(static_cast<int>(i));
    }
    step.result = static_cast<float>(best);
    return step;
}

}  // namespace pw
