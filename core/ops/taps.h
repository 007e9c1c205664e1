// The taps of one window in scan order: what the plain loops, the gradients and the explanations go through.
#pragma once

#include "core/ops/op.h"

namespace pw {

// Fills in everything of a step but what the operation does with its taps: positions, kinds and the values of
// real taps of plane (n, plane); padding taps count as `padding_value` and are gathered if
// `padding_gathered`.
Step begin_step(const Window& window, const Tensor& input, std::int64_t n, std::int64_t plane, Position out,
                double padding_value, bool padding_gathered);

// Calls visit(place in the plane, row of the tap, column of the tap) for each real cell of window (y, x).
template <class Visit>
void each_real_cell(const Window& window, std::int64_t y, std::int64_t x, const Visit& visit) {
    const auto rows = window.rows.real_taps(y), columns = window.columns.real_taps(x);
    for (std::int64_t i = rows.begin; i < rows.end; ++i) {
        const std::int64_t row = window.rows.at(y, i) * window.columns.input();
        for (std::int64_t j = columns.begin; j < columns.end; ++j)
            visit(static_cast<std::size_t>(row + window.columns.at(x, j)), i, j);
    }
}

}  // namespace pw
