// Max pooling. Padding is minus infinity; the first of equal values wins; NaN wins over everything, the last
// NaN of all.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "core/ops/code.h"
#include "core/ops/registry.h"
#include "core/ops/taps.h"

namespace pw {

namespace {

constexpr float lowest = -std::numeric_limits<float>::infinity();

bool beats(double v, double best) { return v > best || std::isnan(v); }

Expected<Plan> plan(const Params& params, const Shape& input) {
    const auto window = resolve(params.window, WindowUse::max_pool, input);
    if (!window) return tl::unexpected(window.error());
    return Plan{*window, {input.n, input.c, window->out_h(), window->out_w()}};
}

struct Best {
    float value = lowest;
    std::int64_t index = -1;  // stays when the window has no real tap: dilation can step over all of them
};

Best best_of(const Window& window, std::span<const float> plane, std::int64_t oy, std::int64_t ox) {
    Best best;
    const auto rows = window.rows.real_taps(oy), columns = window.columns.real_taps(ox);
    for (std::int64_t i = rows.begin; i < rows.end; ++i) {
        const std::int64_t y = window.rows.at(oy, i);
        for (std::int64_t j = columns.begin; j < columns.end; ++j) {
            const std::int64_t at = y * window.columns.input() + window.columns.at(ox, j);
            const float v = plane[static_cast<std::size_t>(at)];
            // The first tap is taken even if it is minus infinity.
            if (best.index < 0 || beats(v, best.value)) best = {v, at};
        }
    }
    return best;
}

Forward forward(const Params&, const Plan& plan, const Tensor& input) {
    const auto count = static_cast<std::size_t>(plan.out.count());
    std::vector<float> values;
    std::vector<std::int64_t> indices;
    values.reserve(count);
    indices.reserve(count);
    for (std::int64_t n = 0; n < plan.out.n; ++n) {
        for (std::int64_t c = 0; c < plan.out.c; ++c) {
            const auto plane = input.plane(n, c);
            for (std::int64_t y = 0; y < plan.out.h; ++y) {
                for (std::int64_t x = 0; x < plan.out.w; ++x) {
                    const Best best = best_of(plan.window, plane, y, x);
                    values.push_back(best.value);
                    indices.push_back(best.index);
                }
            }
        }
    }
    return {Tensor(plan.out, std::move(values)), Indices(plan.out, std::move(indices))};
}

bool equal(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

Step explain(const Params&, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
             Position out, std::int64_t) {
    Step step = begin_step(plan.window, input, n, c, out, lowest, true);
    step.c = c;
    step.how = Reduction::select;
    double best = lowest;
    step.running.reserve(step.taps.size());
    for (std::size_t i = 0; i < step.taps.size(); ++i) {
        const Tap& tap = step.taps[i];
        if (tap.kind == TapKind::real && (step.winner < 0 || beats(tap.value, best))) {
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

std::string code(const Params& params) {
    const WindowSpec& w = params.window;
    return fmt::format("nn.MaxPool2d({}{}{}{}{})", python(w.kernel),
                       keyword("stride", w.stride.value_or(w.kernel), w.kernel),
                       keyword("padding", w.padding, {0, 0}), keyword("dilation", w.dilation, {1, 1}),
                       w.ceil_mode ? ", ceil_mode=True" : "");
}

constexpr Param params[] = {Param::kernel_size, Param::stride, Param::padding, Param::dilation,
                            Param::ceil_mode};

}  // namespace

const OpInfo max_pool{.name = "max_pool",
                      .word = "op.max_pool",
                      .how = Reduction::select,
                      .use = WindowUse::max_pool,
                      .has_indices = true,
                      .params = params,
                      .plan = plan,
                      .forward = forward,
                      .explain = explain,
                      .code = code,
                      .padding_value = lowest};

}  // namespace pw
