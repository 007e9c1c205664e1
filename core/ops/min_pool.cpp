// Min pooling. No framework has it: it is -max_pool(-x), with max pooling's windows, rules and refusals.
#include <limits>

#include "core/ops/gradient.h"
#include "core/ops/registry.h"
#include "core/ops/selection.h"

namespace pw {

namespace {

Expected<Plan> plan(const Params& params, const Shape& input) { return max_pool.plan(params, input); }

Forward forward(const Params&, const Plan& plan, const Tensor& input, const Wanted& wanted) {
    return select_forward(Wins::smallest, plan, input, wanted);
}

Tensor backward(const Params& params, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    return select_backward(input.shape(), forward(params, plan, input, {.indices = true}).indices, gradient);
}

Step explain(const Params&, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
             Position out, std::int64_t) {
    return select_step(Wins::smallest, plan, input, n, c, out);
}

std::string code(const Params& params) { return "-" + max_pool.code(params) + "(-x)"; }

constexpr Param params[] = {Param::kernel_size, Param::stride,    Param::padding,
                            Param::dilation,    Param::ceil_mode, Param::auto_pad};

}  // namespace

const OpInfo min_pool{.name = "min_pool",
                      .word = "op.min_pool",
                      .family = Family::other,
                      .how = Reduction::select,
                      .smallest = true,
                      .use = WindowUse::max_pool,
                      .has_indices = true,
                      .params = params,
                      .plan = plan,
                      .forward = forward,
                      .backward = backward,
                      .explain = explain,
                      .code = code,
                      .padding_value = std::numeric_limits<double>::infinity()};

}  // namespace pw
