// Min pooling. No framework has it: it is -max_pool(-x), with max pooling's windows, rules and refusals.
#include <limits>

#include "core/ops/registry.h"
#include "core/ops/selection.h"

namespace pw {

namespace {

Expected<Plan> plan(const Params& params, const Shape& input) { return max_pool.plan(params, input); }

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
                      .forward = SelectsSmallest::forward,
                      .backward = SelectsSmallest::backward,
                      .explain = SelectsSmallest::explain,
                      .code = code,
                      .padding_value = std::numeric_limits<double>::infinity()};

}  // namespace pw
