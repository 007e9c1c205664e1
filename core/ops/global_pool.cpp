// Global pooling: the whole plane is one window, so one number remains of each channel.
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

}  // namespace

const OpInfo global_max_pool{.name = "global_max_pool",
                             .word = "op.global_max_pool",
                             .family = Family::one_size,
                             .how = Reduction::select,
                             .has_indices = true,
                             .params = {},
                             .plan = plan,
                             .forward = SelectsLargest::forward,
                             .backward = SelectsLargest::backward,
                             .explain = SelectsLargest::explain,
                             .code = [](const Params&) -> std::string { return "nn.AdaptiveMaxPool2d(1)"; },
                             .onnx = "GlobalMaxPool",
                             .keras = "GlobalMaxPooling2D"};

const OpInfo global_avg_pool{.name = "global_avg_pool",
                             .word = "op.global_avg_pool",
                             .family = Family::one_size,
                             .how = Reduction::mean,
                             .params = {},
                             .plan = plan,
                             .forward = RealMeans::forward,
                             .backward = RealMeans::backward,
                             .explain = RealMeans::explain,
                             .repeats = rounded_once,
                             .code = [](const Params&) -> std::string { return "nn.AdaptiveAvgPool2d(1)"; },
                             .onnx = "GlobalAveragePool",
                             .keras = "GlobalAveragePooling2D"};

}  // namespace pw
