// Average pooling. Sums in double and rounds once; the divisor is the window's area up to the end of the
// padding, or its real cells only, or what was asked for.
#include <fmt/format.h>

#include "core/ops/check.h"
#include "core/ops/code.h"
#include "core/ops/gradient.h"
#include "core/ops/means.h"
#include "core/ops/plans.h"
#include "core/ops/registry.h"

namespace pw {

namespace {

Problem divisor_zero(const Params& params, const Shape& input) {
    Problem p(Message("problem.divisor_zero"));
    p.framework = "divisor must be not zero";
    p.arithmetic = {value(0, "term.divisor", true), symbol("≠"), outcome(0)};
    p.verdict = "0 = 0";
    p.parameter = "divisor_override";
    const auto window = resolve(params.window, WindowUse::avg_pool, input);
    if (!window) return p;
    const auto offer = [&](std::int64_t divisor) {
        p.fixes.push_back({Message("fix.divisor", {divisor}),
                           {{"divisor_override", {divisor}}},
                           window->out_h(),
                           window->out_w()});
    };
    offer(1);
    const std::int64_t area = params.window.kernel.h * params.window.kernel.w;
    if (area > 1) offer(area);
    return p;
}

// What is asked for in its place; PyTorch's alone.
std::optional<std::int64_t> override_of(const Params& params) {
    return params.window.dialect == Dialect::torch ? params.divisor_override : std::nullopt;
}

Expected<Plan> plan(const Params& params, const Shape& input) {
    if (override_of(params) == 0) return fail(divisor_zero(params, input));
    return windowed(params, WindowUse::avg_pool, input);
}

// What output o of an axis contributes to the divisor.
double share(const Params& params, const Axis& axis, std::int64_t o) {
    if (override_of(params)) return 1;
    return static_cast<double>(counts_padding(params) ? axis.padded_length(o) : axis.real_taps(o).size());
}

double divisor_of(const Params& params, const Window& window, std::int64_t y, std::int64_t x) {
    return static_cast<double>(override_of(params).value_or(1)) * share(params, window.rows, y) *
           share(params, window.columns, x);
}

std::vector<double> shares(const Params& params, const Axis& axis, double times) {
    std::vector<double> all;
    for (std::int64_t o = 0; o < axis.outputs(); ++o) all.push_back(times * share(params, axis, o));
    return all;
}

Forward forward(const Params& params, const Plan& plan, const Tensor& input, const Wanted& wanted) {
    const auto asked = static_cast<double>(override_of(params).value_or(1));
    return divided_sums(plan, input, shares(params, plan.window.rows, asked),
                        shares(params, plan.window.columns, 1), wanted);
}

Tensor backward(const Params& params, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    return mean_backward(plan, input.shape(), gradient, [&](std::int64_t y, std::int64_t x) {
        return divisor_of(params, plan.window, y, x);
    });
}

Step explain(const Params& params, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
             Position out, std::int64_t) {
    return mean_step(plan, input, n, c, out, counts_padding(params),
                     divisor_of(params, plan.window, out.y, out.x));
}

std::string code(const Params& params) {
    const WindowSpec& w = params.window;
    return fmt::format(
        "nn.AvgPool2d({}{}{}{}{}{})", python(w.kernel),
        keyword("stride", w.stride.value_or(w.kernel), w.kernel), keyword("padding", w.padding, {0, 0}),
        w.ceil_mode ? ", ceil_mode=True" : "", counts_padding(params) ? "" : ", count_include_pad=False",
        params.divisor_override ? fmt::format(", divisor_override={}", *params.divisor_override) : "");
}

constexpr Param params[] = {Param::kernel_size,     Param::stride,   Param::padding,
                            Param::ceil_mode,       Param::auto_pad, Param::count_include_pad,
                            Param::divisor_override};

}  // namespace

const OpInfo avg_pool{.name = "avg_pool",
                      .word = "op.avg_pool",
                      .how = Reduction::mean,
                      .use = WindowUse::avg_pool,
                      .params = params,
                      .plan = plan,
                      .forward = forward,
                      .backward = backward,
                      .explain = explain,
                      .repeats = rounded_once,
                      .code = code,
                      .onnx = "AveragePool",
                      .keras = "AveragePooling2D"};

}  // namespace pw
