#include "core/walk/stage.h"

#include <algorithm>

namespace pw {

namespace {

constexpr std::int64_t largest_value = 1'000'000;

std::int64_t bounded(std::int64_t v) { return std::clamp(v, -largest_value, largest_value); }

// One value counts for both sides.
Pair pair_of(const std::vector<std::int64_t>& values) {
    return {bounded(values.front()), bounded(values.back())};
}

// Top, left, bottom, right, or alike on both sides.
void set_padding(WindowSpec& w, const std::vector<std::int64_t>& values) {
    w.padding_end.reset();
    if (values.size() < 4) {
        w.padding = pair_of(values);
        return;
    }
    w.padding = {bounded(values[0]), bounded(values[1])};
    const Pair end{bounded(values[2]), bounded(values[3])};
    if (end != w.padding) w.padding_end = end;
}

}  // namespace

void set_parameter(Params& p, const Change& change) {
    const auto& name = change.parameter;
    const auto& values = change.values;
    if (values.empty()) {
        if (name == "stride") p.window.stride.reset();
        if (name == "unpool_size") p.unpool_size.reset();
        if (name == "divisor_override") p.divisor_override.reset();
        if (name == "count_include_pad") p.count_include_pad.reset();
        return;
    }
    if (name == "kernel_size") p.window.kernel = pair_of(values);
    if (name == "stride") p.window.stride = pair_of(values);
    if (name == "padding") set_padding(p.window, values);
    if (name == "auto_pad")
        p.window.auto_pad = static_cast<AutoPad>(std::clamp<std::int64_t>(values.front(), 0, 3));
    if (name == "dilation") p.window.dilation = pair_of(values);
    if (name == "ceil_mode") p.window.ceil_mode = values.front() != 0;
    if (name == "count_include_pad") p.count_include_pad = values.front() != 0;
    if (name == "divisor_override") p.divisor_override = bounded(values.front());
    if (name == "norm_type") p.norm_type = bounded(values.front());
    if (name == "seed") p.seed = bounded(values.front());
    // In hundredths, width first.
    if (name == "samples")
        p.samples = {static_cast<float>(bounded(values.front())) / 100,
                     static_cast<float>(bounded(values.back())) / 100};
    if (name == "output_size") p.output_size = pair_of(values);
    if (name == "unpool_size") p.unpool_size = pair_of(values);
}

bool alike(const Stage& a, const Stage& b, Param parameter) {
    if (!a.op->has(parameter) || !b.op->has(parameter)) return true;
    const Params &p = a.params, &q = b.params;
    switch (parameter) {
        case Param::kernel_size:
            return kernel_of(*a.op, p) == kernel_of(*b.op, q);
        case Param::stride:
            return stride_of(*a.op, p) == stride_of(*b.op, q);
        case Param::padding:
            return p.window.padding == q.window.padding &&
                   end_of_padding(p.window) == end_of_padding(q.window);
        case Param::dilation:
            return p.window.dilation == q.window.dilation;
        case Param::ceil_mode:
            return p.window.ceil_mode == q.window.ceil_mode;
        case Param::auto_pad:
            return p.window.auto_pad == q.window.auto_pad;
        case Param::count_include_pad:
            return counts_padding(p) == counts_padding(q);
        case Param::divisor_override:
            return p.divisor_override == q.divisor_override;
        case Param::norm_type:
            return p.norm_type == q.norm_type;
        case Param::seed:
            return p.seed == q.seed;
        case Param::output_size:
            return p.output_size == q.output_size;
        case Param::samples:
            return p.samples == q.samples;
        case Param::unpool_size:
            return p.unpool_size == q.unpool_size;
        case Param::weight:
            return p.weight.same(q.weight);
        case Param::bias:
            return p.bias.same(q.bias);
    }
    return true;
}

}  // namespace pw
