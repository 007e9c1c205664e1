// The curves of motion (visual.md, section 6), over 0..1.
#pragma once

#include <cmath>
#include <numbers>

#include "core/base/geometry.h"

namespace pw::ease {

inline double in_out(double x) {  // E
    x = clamp01(x);
    return x < .5 ? 4 * x * x * x : 1 - std::pow(2 - 2 * x, 3) / 2;
}
inline double in(double x) { return clamp01(x) * clamp01(x); }  // Q
inline double smooth(double x) { return smoothstep(0, 1, x); }  // S
inline double pop(double x) { return x <= 0 || x >= 1 ? 0 : std::sin(std::numbers::pi * x); }

}  // namespace pw::ease
