// The taps of one window in scan order, shared by the operations' explanations.
#pragma once

#include "core/ops/op.h"

namespace pw {

// Fills in everything of a step but what the operation does with its taps: positions, kinds and the values of
// real taps of plane (n, plane); padding taps count as `padding_value` and are gathered if
// `padding_gathered`.
Step begin_step(const Window& window, const Tensor& input, std::int64_t n, std::int64_t plane, Position out,
                double padding_value, bool padding_gathered);

}  // namespace pw
