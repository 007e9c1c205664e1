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

}  // namespace

void set_parameter(Params& p, const Change& change) {
    const auto& name = change.parameter;
    const auto& values = change.values;
    if (values.empty()) {
        if (name == "stride") p.window.stride.reset();
        if (name == "unpool_size") p.unpool_size.reset();
        if (name == "divisor_override") p.divisor_override.reset();
        return;
    }
    if (name == "kernel_size") p.window.kernel = pair_of(values);
    if (name == "stride") p.window.stride = pair_of(values);
    if (name == "padding") p.window.padding = pair_of(values);
    if (name == "dilation") p.window.dilation = pair_of(values);
    if (name == "ceil_mode") p.window.ceil_mode = values.front() != 0;
    if (name == "count_include_pad") p.count_include_pad = values.front() != 0;
    if (name == "divisor_override") p.divisor_override = bounded(values.front());
    if (name == "norm_type") p.norm_type = bounded(values.front());
    if (name == "output_size") p.output_size = pair_of(values);
    if (name == "unpool_size") p.unpool_size = pair_of(values);
}

}  // namespace pw
