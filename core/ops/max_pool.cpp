// Max pooling. Padding is minus infinity; the first of equal values wins; NaN wins over everything, the last
// NaN of all.
#include <fmt/format.h>

#include <limits>

#include "core/ops/code.h"
#include "core/ops/plans.h"
#include "core/ops/registry.h"
#include "core/ops/selection.h"

namespace pw {

namespace {

Expected<Plan> plan(const Params& params, const Shape& input) {
    return windowed(params, WindowUse::max_pool, input);
}

std::string code(const Params& params) {
    const WindowSpec& w = params.window;
    return fmt::format("nn.MaxPool2d({}{}{}{}{})", python(w.kernel),
                       keyword("stride", w.stride.value_or(w.kernel), w.kernel),
                       keyword("padding", w.padding, {0, 0}), keyword("dilation", w.dilation, {1, 1}),
                       w.ceil_mode ? ", ceil_mode=True" : "");
}

constexpr Param params[] = {Param::kernel_size, Param::stride,    Param::padding,
                            Param::dilation,    Param::ceil_mode, Param::auto_pad};

}  // namespace

const OpInfo max_pool{.name = "max_pool",
                      .word = "op.max_pool",
                      .how = Reduction::select,
                      .use = WindowUse::max_pool,
                      .has_indices = true,
                      .params = params,
                      .plan = plan,
                      .forward = SelectsLargest::forward,
                      .backward = SelectsLargest::backward,
                      .explain = SelectsLargest::explain,
                      .code = code,
                      .onnx = "MaxPool",
                      .keras = "MaxPooling2D",
                      .padding_value = -std::numeric_limits<double>::infinity()};

}  // namespace pw
