// Global pooling: the whole plane is one window, so one number remains of each channel.
#include "core/ops/gradient.h"
#include "core/ops/means.h"
#include "core/ops/registry.h"
#include "core/ops/selection.h"

namespace pw {

namespace {

Expected<Plan> plan(const Params&, const Shape& input) {
    if (const auto fits = check_shape(input); !fits) return tl::unexpected(fits.error());
    if (input.plane() > limits::taps) return fail("problem.window.taps", {input.h, input.w, limits::taps});
    const auto axis = [](std::int64_t n) { return Axis::adaptive(n, 1); };
    return Plan{{axis(input.h), axis(input.w)}, {input.n, input.c, 1, 1}};
}

Forward largest(const Params&, const Plan& plan, const Tensor& input, const Wanted& wanted) {
    return select_forward(Wins::largest, plan, input, wanted);
}

Tensor backward_largest(const Params& params, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    return select_backward(input.shape(), largest(params, plan, input, {.indices = true}).indices, gradient);
}

Step explain_largest(const Params&, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
                     Position out, std::int64_t) {
    return select_step(Wins::largest, plan, input, n, c, out);
}

Forward mean(const Params&, const Plan& plan, const Tensor& input, const Wanted& wanted) {
    return real_means(plan, input, wanted);
}

Tensor backward_mean(const Params&, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    return real_mean_backward(plan, input.shape(), gradient);
}

Step explain_mean(const Params&, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
                  Position out, std::int64_t) {
    return real_mean_step(plan, input, n, c, out);
}

}  // namespace

const OpInfo global_max_pool{.name = "global_max_pool",
                             .word = "op.global_max_pool",
                             .family = Family::one_size,
                             .how = Reduction::select,
                             .has_indices = true,
                             .params = {},
                             .plan = plan,
                             .forward = largest,
                             .backward = backward_largest,
                             .explain = explain_largest,
                             .code = [](const Params&) -> std::string { return "nn.AdaptiveMaxPool2d(1)"; },
                             .onnx = "GlobalMaxPool",
                             .keras = "GlobalMaxPooling2D"};

const OpInfo global_avg_pool{.name = "global_avg_pool",
                             .word = "op.global_avg_pool",
                             .family = Family::one_size,
                             .how = Reduction::mean,
                             .params = {},
                             .plan = plan,
                             .forward = mean,
                             .backward = backward_mean,
                             .explain = explain_mean,
                             .code = [](const Params&) -> std::string { return "nn.AdaptiveAvgPool2d(1)"; },
                             .onnx = "GlobalAveragePool",
                             .keras = "GlobalAveragePooling2D"};

}  // namespace pw
