// One output's gradient on its way back: what each tap of its window gets of it. An operation's `backward` is
// the sum of these over all windows.
#pragma once

#include <vector>

#include "core/ops/op.h"

namespace pw {

// In scan order, one a tap; a tap in the padding has what is lost there. `step` is the output explained.
std::vector<double> parts_of(const Params& params, const Step& step, double gradient);

// Lp pooling: how fast the result grows with a tap's value. 0 where the sum of powers is 0, as the framework
// has it.
double lp_slope(const Params& params, const Step& step, const Tap& tap);

}  // namespace pw
