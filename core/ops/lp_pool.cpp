// LP pooling: the root of the sum of powers. Signed, as in PyTorch: an odd power of negative numbers may sum
// to less than 0, whose root is NaN. A window that ceil_mode cuts off counts as a full one.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/ops/check.h"
#include "core/ops/code.h"
#include "core/ops/means.h"
#include "core/ops/registry.h"
#include "core/ops/taps.h"

namespace pw {

namespace {

// The framework would take any number; below 1 it is no norm.
Problem norm_too_low(std::int64_t norm) {
    Problem p(Message("problem.lp.norm", {norm}));
    p.arithmetic = {value(norm, "term.norm", true), symbol("≥"), outcome(1, "term.at_least")};
    p.verdict = fmt::format("{} < 1", show_int(norm));
    p.parameter = "norm_type";
    return p;
}

Expected<Plan> plan(const Params& params, const Shape& input) {
    const auto window = resolve(params.window, WindowUse::lp_pool, input);
    if (!window) return tl::unexpected(window.error());
    if (params.norm_type < 1) {
        Problem p = norm_too_low(params.norm_type);
        p.fixes.push_back(
            {Message("fix.norm", {std::int64_t{2}}), {{"norm_type", {2}}}, window->out_h(), window->out_w()});
        return fail(std::move(p));
    }
    return Plan{*window, {input.n, input.c, window->out_h(), window->out_w()}};
}

double power_of(double v, std::int64_t norm) {
    if (norm == 1) return v;
    return norm == 2 ? v * v : std::pow(v, static_cast<double>(norm));
}

double root_of(double v, std::int64_t norm) {
    if (norm == 1) return v;
    return norm == 2 ? std::sqrt(v) : std::pow(v, 1 / static_cast<double>(norm));
}

// Full area over the real one.
double scale_of(const Window& window, std::int64_t y, std::int64_t x) {
    const std::int64_t full = window.rows.max_taps() * window.columns.max_taps();
    return static_cast<double>(full) / static_cast<double>(real_area(window, y, x));
}

Forward forward(const Params& params, const Plan& plan, const Tensor& input, const Wanted&) {
    const std::int64_t norm = params.norm_type;
    const auto power = [&](float v) { return power_of(v, norm); };
    return each_window(plan, input, [&](std::span<const float> plane, std::int64_t y, std::int64_t x) {
        return root_of(window_sum(plan.window, plane, y, x, power) * scale_of(plan.window, y, x), norm);
    });
}

Step explain(const Params& params, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
             Position out, std::int64_t) {
    Step step = begin_step(plan.window, input, n, c, out, 0, false);
    step.c = c;
    step.how = Reduction::norm;
    step.norm_type = params.norm_type;
    step.scale = scale_of(plan.window, out.y, out.x);
    double sum = 0;
    step.running.reserve(step.taps.size());
    for (Tap& tap : step.taps) {
        tap.power = power_of(tap.value, step.norm_type);
        if (tap.gathered) sum += tap.power;
        step.running.push_back(sum);
    }
    step.result = static_cast<float>(root_of(sum * step.scale, step.norm_type));
    return step;
}

std::string code(const Params& params) {
    const WindowSpec& w = params.window;
    return fmt::format("nn.LPPool2d({}, {}{}{})", params.norm_type, python(w.kernel),
                       keyword("stride", w.stride.value_or(w.kernel), w.kernel),
                       w.ceil_mode ? ", ceil_mode=True" : "");
}

constexpr Param params[] = {Param::norm_type, Param::kernel_size, Param::stride, Param::ceil_mode};

}  // namespace

const OpInfo lp_pool{.name = "lp_pool",
                     .word = "op.lp_pool",
                     .how = Reduction::norm,
                     .use = WindowUse::lp_pool,
                     .params = params,
                     .plan = plan,
                     .forward = forward,
                     .explain = explain,
                     .code = code};

}  // namespace pw
