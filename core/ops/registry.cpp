#include "core/ops/registry.h"

#include <algorithm>

#include "core/ops/kernels.h"

namespace pw {

namespace {

const OpInfo* const ops[] = {&max_pool,
                             &avg_pool,
                             &min_pool,
                             &lp_pool,
                             &blur_pool,
                             &stochastic_pool,
                             &fractional_max_pool,
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
    return p.window.stride.value_or(default_stride(p.window, !op.has(Param::kernel_size)));
}

Pair kernel_of(const OpInfo& op, const Params& p) {
    const bool made = op.has(Param::weight) && !p.weight.empty() && can_resize(p.weight, p.window.kernel);
    return made ? Pair{p.weight.shape().h, p.weight.shape().w} : p.window.kernel;
}

Indices onnx_indices(const Indices& in_plane, const Shape& input, bool by_columns) {
    std::vector<std::int64_t> out;
    out.reserve(in_plane.data().size());
    const std::int64_t windows = in_plane.shape().plane();
    for (const std::int64_t i : in_plane.data()) {
        const std::int64_t plane = static_cast<std::int64_t>(out.size()) / windows;
        const std::int64_t at = by_columns ? i % input.w * input.h + i / input.w : i;
        out.push_back(i < 0 ? i : plane * input.plane() + at);
    }
    return Indices(in_plane.shape(), std::move(out));
}

bool counts_padding(const Params& p) {
    if (p.window.dialect == Dialect::tf) return false;
    return p.count_include_pad.value_or(p.window.dialect == Dialect::torch);
}

bool same(const Params& a, const Params& b) {
    return a.window == b.window && a.count_include_pad == b.count_include_pad &&
           a.divisor_override == b.divisor_override && a.norm_type == b.norm_type && a.seed == b.seed &&
           a.samples == b.samples && a.output_size == b.output_size && a.unpool_size == b.unpool_size &&
           a.indices.same(b.indices) && a.weight.same(b.weight) && a.bias.same(b.bias);
}

}  // namespace pw
