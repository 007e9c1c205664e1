// LP pooling: the root of the sum of powers. Signed, as in PyTorch: an odd power of negative numbers may sum
// to less than 0, whose root is NaN. A window that ceil_mode cuts off counts as a full one.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/ops/check.h"
#include "core/ops/code.h"
#include "core/ops/gradient.h"
#include "core/ops/means.h"
#include "core/ops/parts.h"
#include "core/ops/plans.h"
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
    Expected<Plan> plan = windowed(params, WindowUse::lp_pool, input);
    if (!plan || params.norm_type >= 1) return plan;
    Problem p = norm_too_low(params.norm_type);
    p.fixes.push_back(
        {Message("fix.norm", {std::int64_t{2}}), {{"norm_type", {2}}}, plan->out.h, plan->out.w});
    return fail(std::move(p));
}

// PyTorch keeps the sign, ONNX takes |x|.
double base_of(const Params& params, double v) {
    return params.window.dialect == Dialect::onnx ? std::abs(v) : v;
}

double power_of(double v, std::int64_t norm) {
    if (norm <= 1) return norm < 1 ? 1 : v;
    return norm == 2 ? v * v : std::pow(v, static_cast<double>(norm));
}

double root_of(double v, std::int64_t norm) {
    if (norm == 1) return v;
    return norm == 2 ? std::sqrt(v) : std::pow(v, 1 / static_cast<double>(norm));
}

// How fast the root and the power grow. The framework takes the sign of NaN for 0, which shows where no root
// is taken.
double root_slope(double v, std::int64_t norm) {
    if (norm == 1) return std::isnan(v) ? 0 : 1;
    const double part = 1 / static_cast<double>(norm);
    return norm == 2 ? part / std::sqrt(v) : part * std::pow(v, part - 1);
}
double power_slope(double v, std::int64_t norm) { return static_cast<double>(norm) * power_of(v, norm - 1); }

// Of |x|, where that is what counts.
double base_slope(const Params& params, double v) {
    const double base = base_of(params, v);
    return base == v ? power_slope(base, params.norm_type) : -power_slope(base, params.norm_type);
}

// Full area over the real one.
double scale_of(const Window& window, std::int64_t y, std::int64_t x) {
    const std::int64_t full = window.rows.max_taps() * window.columns.max_taps();
    return static_cast<double>(full) / static_cast<double>(real_area(window, y, x));
}

Forward forward(const Params& params, const Plan& plan, const Tensor& input, const Wanted& wanted) {
    const std::int64_t norm = params.norm_type;
    const auto power = [&](float v) { return power_of(base_of(params, v), norm); };
    return each_window(
        plan, input, wanted, [&](std::span<const float> plane, std::int64_t y, std::int64_t x) {
            return root_of(window_sum(plan.window, plane, y, x, power) * scale_of(plan.window, y, x), norm);
        });
}

// The chain rule in the framework's order: back through the root to the sum, then to each power. A sum of 0
// sends nothing, although its root is infinitely steep there.
Tensor backward(const Params& params, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    const std::int64_t norm = params.norm_type;
    const auto power = [&](float v) { return power_of(base_of(params, v), norm); };
    return received(input.shape(), [&](std::int64_t n, std::int64_t c, std::span<double> sums) {
        const auto plane = input.plane(n, c);
        for (std::int64_t y = 0; y < plan.out.h; ++y) {
            for (std::int64_t x = 0; x < plan.out.w; ++x) {
                const double scale = scale_of(plan.window, y, x);
                const double sum = window_sum(plan.window, plane, y, x, power) * scale;
                const double sent = sum == 0 ? 0 : gradient.at(n, c, y, x) * root_slope(sum, norm) * scale;
                each_real_cell(plan.window, y, x, [&](std::size_t cell, auto, auto) { sums[cell] += sent; });
            }
        }
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] *= base_slope(params, plane[i]);
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
        tap.power = power_of(base_of(params, tap.value), step.norm_type);
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

double lp_slope(const Params& params, const Step& step, const Tap& tap) {
    const double sum = step.running.back() * step.scale;
    return sum == 0 ? 0 : root_slope(sum, step.norm_type) * step.scale * base_slope(params, tap.value);
}

const OpInfo lp_pool{.name = "lp_pool",
                     .word = "op.lp_pool",
                     .family = Family::other,
                     .how = Reduction::norm,
                     .use = WindowUse::lp_pool,
                     .params = params,
                     .plan = plan,
                     .forward = forward,
                     .backward = backward,
                     .explain = explain,
                     .code = code,
                     .onnx = "LpPool"};

}  // namespace pw
