#include "core/ops/registry.h"

#include <algorithm>

#include "core/ops/kernels.h"

namespace pw {

namespace {

const OpInfo* const ops[] = {&max_pool,
                             &avg_pool,
                             &min_pool,
                             &lp_pool,
                             &adaptive_max_pool,
                             &adaptive_avg_pool,
                             &global_max_pool,
                             &global_avg_pool,
                             &max_unpool,
                             &conv,
                             &relu};

}  // namespace

std::span<const OpInfo* const> all_ops() { return ops; }

const OpInfo* find_op(std::string_view name) {
    const auto found = std::ranges::find(ops, name, [](const OpInfo* op) { return op->name; });
    return found == std::end(ops) ? nullptr : *found;
}

bool OpInfo::has(Param p) const { return std::ranges::find(params, p) != params.end(); }

Pair stride_of(const OpInfo& op, const Params& p) {
    return p.window.stride.value_or(op.has(Param::kernel_size) ? p.window.kernel : Pair{1, 1});
}

Pair kernel_of(const OpInfo& op, const Params& p) {
    const bool made = op.has(Param::weight) && !p.weight.empty() && can_resize(p.weight, p.window.kernel);
    return made ? Pair{p.weight.shape().h, p.weight.shape().w} : p.window.kernel;
}

bool same(const Params& a, const Params& b) {
    return a.window == b.window && a.count_include_pad == b.count_include_pad &&
           a.divisor_override == b.divisor_override && a.norm_type == b.norm_type &&
           a.output_size == b.output_size && a.unpool_size == b.unpool_size && a.indices.same(b.indices) &&
           a.weight.same(b.weight) && a.bias.same(b.bias);
}

}  // namespace pw
