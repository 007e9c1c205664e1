// Adaptive pooling: the output's size is asked for, and the windows follow from it and the input's.
#include <fmt/format.h>

#include "core/base/number.h"
#include "core/ops/check.h"
#include "core/ops/code.h"
#include "core/ops/means.h"
#include "core/ops/plans.h"
#include "core/ops/registry.h"
#include "core/ops/selection.h"

namespace pw {

namespace {

// An output without cells is legal in the framework, but there would be nothing to show.
Problem too_small(const Pair& size, std::string framework) {
    const std::int64_t wrong = size.h < 1 ? size.h : size.w;
    Problem p(Message("problem.adaptive.size", {size.h, size.w}));
    if (wrong < 0) p.framework = std::move(framework);
    p.arithmetic = {value(wrong, "term.size", true), symbol("≥"), outcome(1, "term.at_least")};
    p.verdict = fmt::format("{} < 1", show_int(wrong));
    p.parameter = "output_size";
    const std::int64_t h = std::max<std::int64_t>(1, size.h), w = std::max<std::int64_t>(1, size.w);
    p.fixes.push_back(size_fix("output_size", {h, w}));
    return p;
}

Expected<Plan> plan(const Pair& size, const Shape& input, std::string framework) {
    if (const auto fits = check_shape(input); !fits) return tl::unexpected(fits.error());
    if (size.h < 1 || size.w < 1) return fail(too_small(size, std::move(framework)));
    const Shape out{input.n, input.c, size.h, size.w};
    if (!check_shape(out)) return fail(too_large(size, "output_size"));
    const Window window{Axis::adaptive(input.h, size.h), Axis::adaptive(input.w, size.w)};
    const std::int64_t h = window.rows.max_taps(), w = window.columns.max_taps();
    if (h * w > limits::taps) return fail("problem.window.taps", {h, w, limits::taps});
    return Plan{window, out};
}

Expected<Plan> plan_max(const Params& params, const Shape& input) {
    const Pair size = params.output_size;
    return plan(size, input,
                fmt::format("Trying to create tensor with negative dimension {0}: [{1}, {2}, {3}, {4}]",
                            size.h < 0 ? size.h : size.w, input.n, input.c, size.h, size.w));
}

Expected<Plan> plan_avg(const Params& params, const Shape& input) {
    const Pair size = params.output_size;
    return plan(size, input,
                fmt::format("adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 "
                            "but received {{{}, {}}}",
                            size.h, size.w));
}

std::string code_max(const Params& p) {
    return fmt::format("nn.AdaptiveMaxPool2d({})", python(p.output_size));
}
std::string code_avg(const Params& p) {
    return fmt::format("nn.AdaptiveAvgPool2d({})", python(p.output_size));
}

constexpr Param params[] = {Param::output_size};

}  // namespace

const OpInfo adaptive_max_pool{.name = "adaptive_max_pool",
                               .word = "op.adaptive_max_pool",
                               .family = Family::one_size,
                               .how = Reduction::select,
                               .has_indices = true,
                               .params = params,
                               .plan = plan_max,
                               .forward = SelectsLargest::forward,
                               .backward = SelectsLargest::backward,
                               .explain = SelectsLargest::explain,
                               .code = code_max};

const OpInfo adaptive_avg_pool{.name = "adaptive_avg_pool",
                               .word = "op.adaptive_avg_pool",
                               .family = Family::one_size,
                               .how = Reduction::mean,
                               .params = params,
                               .plan = plan_avg,
                               .forward = RealMeans::forward,
                               .backward = RealMeans::backward,
                               .explain = RealMeans::explain,
                               .repeats = rounded_once,
                               .code = code_avg};

}  // namespace pw
