// Fractional max pooling (Graham, "Fractional max-pooling", 2014): windows of one size at steps of two
// lengths, so that the output can be, say, two thirds of the input. Where they lie follows from a sample an
// axis, the same for all planes; PyTorch draws one for each unless it is given them. The middle, 0.5, unless
// they are said.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/number.h"
#include "core/ops/check.h"
#include "core/ops/code.h"
#include "core/ops/plans.h"
#include "core/ops/registry.h"
#include "core/ops/selection.h"

namespace pw {

namespace {

Problem too_low(Message what, const char* parameter, const char* name, Pair given) {
    const std::int64_t wrong = given.h < 1 ? given.h : given.w;
    Problem p(std::move(what));
    p.arithmetic = {value(wrong, name, true), symbol("≥"), outcome(1, "term.at_least")};
    p.verdict = fmt::format("{} < 1", show_int(wrong));
    p.parameter = parameter;
    return p;
}

// An output without cells is legal in the framework, but there would be nothing to show.
Problem too_small(Pair size, const Shape& input) {
    Problem p = too_low(Message("problem.adaptive.size", {size.h, size.w}), "output_size", "term.size", size);
    if (size.h < 0 || size.w < 0)
        p.framework = fmt::format("Trying to create tensor with negative dimension {0}: [{1}, {2}, {3}, {4}]",
                                  size.h < 0 ? size.h : size.w, input.n, input.c, size.h, size.w);
    return p;
}

bool is_sample(float v) { return v >= 0 && v < 1; }

Problem wrong_samples(const Samples& s) {
    Problem p(Message("problem.fractional.samples", {double{s.w}, double{s.h}}));
    p.parameter = "samples";
    return p;
}

// The framework's check, the height's first.
Problem does_not_fit(const Pair& kernel, const Pair& size, const Shape& input) {
    const bool height = size.h > input.h - kernel.h + 1;
    const std::int64_t n = height ? input.h : input.w, k = height ? kernel.h : kernel.w,
                       o = height ? size.h : size.w;
    Problem p(Message("problem.fractional.fits", {size.h, size.w, kernel.h, kernel.w, input.h, input.w}));
    p.framework = fmt::format("fractional_max_pool2d(): pool {0} {1} too large relative to input {0} {2}",
                              height ? "height" : "width", k, n);
    p.arithmetic = {value(o, "term.output", true),
                    symbol("≤"),
                    value(n, "term.input"),
                    symbol("−"),
                    value(k, "term.kernel"),
                    symbol("+ 1 ="),
                    outcome(n - k + 1, "term.at_most")};
    p.verdict = fmt::format("{} > {}", show_int(o), show_int(n - k + 1));
    p.parameter = "output_size";
    return p;
}

Expected<Plan> tried(const Params& params, const Shape& input) {
    if (const auto fits = check_shape(input); !fits) return tl::unexpected(fits.error());
    const Pair kernel = params.window.kernel, size = params.output_size;
    if (kernel.h < 1 || kernel.w < 1)
        return fail(too_low(Message("problem.window.kernel", {kernel.h, kernel.w}), "kernel_size",
                            "term.kernel", kernel));
    if (size.h > input.h - kernel.h + 1 || size.w > input.w - kernel.w + 1)
        return fail(does_not_fit(kernel, size, input));
    if (size.h < 1 || size.w < 1) return fail(too_small(size, input));
    if (!is_sample(params.samples.w) || !is_sample(params.samples.h))
        return fail(wrong_samples(params.samples));
    if (kernel.h * kernel.w > limits::taps)
        return fail("problem.window.taps", {kernel.h, kernel.w, limits::taps});
    const Window window{Axis::fractional(input.h, size.h, kernel.h, params.samples.h),
                        Axis::fractional(input.w, size.w, kernel.w, params.samples.w)};
    return Plan{window, {input.n, input.c, size.h, size.w}};
}

Fix kernel_fix(Pair k) {
    return {k.h == k.w ? Message("fix.kernel", {k.h}) : Message("fix.kernel_pair", {k.h, k.w}),
            {{"kernel_size", {k.h, k.w}}}};
}

// One parameter as near as it can be to what was asked.
std::vector<Fix> fixes_of(const Params& params, const Shape& input) {
    std::vector<Fix> fixes;
    const auto offer = [&](const Params& changed, Fix fix) {
        const auto plan = tried(changed, input);
        if (!plan) return;
        fix.out_h = plan->out.h, fix.out_w = plan->out.w;
        fixes.push_back(std::move(fix));
    };
    const auto room = [](std::int64_t now, std::int64_t n, std::int64_t other) {
        return std::max<std::int64_t>(1, std::min(now, n - std::max<std::int64_t>(1, other) + 1));
    };
    const Pair k = params.window.kernel, o = params.output_size;
    Params sized = params, smaller = params, middle = params;
    sized.output_size = {room(o.h, input.h, k.h), room(o.w, input.w, k.w)};
    offer(sized, size_fix("output_size", sized.output_size));
    smaller.window.kernel = {room(k.h, input.h, o.h), room(k.w, input.w, o.w)};
    offer(smaller, kernel_fix(smaller.window.kernel));
    middle.samples = {};
    offer(middle, {Message("fix.samples"), {{"samples", {50}}}});
    return fixes;
}

Expected<Plan> plan(const Params& params, const Shape& input) {
    return tried(params, input).map_error([&](Problem problem) {
        if (!problem.parameter.empty()) problem.fixes = fixes_of(params, input);
        return problem;
    });
}

std::string code(const Params& p) {
    return fmt::format(
        "F.fractional_max_pool2d(x, {}, {}, _random_samples=torch.tensor([{}, {}]).repeat(*x.shape[:2], 1))",
        python(p.window.kernel), python(p.output_size), shortest(p.samples.w), shortest(p.samples.h));
}

constexpr Param params[] = {Param::kernel_size, Param::output_size, Param::samples};

}  // namespace

const OpInfo fractional_max_pool{.name = "fractional_max_pool",
                                 .word = "op.fractional_max_pool",
                                 .family = Family::other,
                                 .how = Reduction::select,
                                 .has_indices = true,
                                 .params = params,
                                 .plan = plan,
                                 .forward = SelectsLargest::forward,
                                 .backward = SelectsLargest::backward,
                                 .explain = SelectsLargest::explain,
                                 .code = code};

}  // namespace pw
