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

}  // namespace pw
