// What the operations' plans have in common: sizes that follow from a window, and what is refused alike.
#pragma once

#include "core/ops/op.h"

namespace pw {

// One value a window, each channel alone.
Expected<Plan> windowed(const Params& params, WindowUse use, const Shape& input);
// Windows of one cell that visit every cell.
Window cell_by_cell(const Shape& input);

// An output of that size would be above the limits.
Problem too_large(Pair size, std::string parameter);
// "Output size 3": sets that parameter.
Fix size_fix(const char* parameter, Pair size);

}  // namespace pw
