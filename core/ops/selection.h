// One value of each window wins: what max pooling and its relatives share. The first of equal values wins;
// NaN wins over everything, the last NaN of all.
#pragma once

#include "core/ops/op.h"

namespace pw {

enum class Wins { largest, smallest };

// What padding counts as, so that it never wins; also the result of a window without a real cell.
double beaten_by_all(Wins wins);

Forward select_forward(Wins wins, const Plan& plan, const Tensor& input, const Wanted& wanted);
// The definition, window by window.
Forward select_plainly(Wins wins, const Plan& plan, const Tensor& input);
// Whether a cell is the one that a window selects, whose result is known.
bool selects(Wins wins, const Plan& plan, const Tensor& input, float result, std::int64_t n, std::int64_t c,
             Position out, Position cell);
Step select_step(Wins wins, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
                 Position out);

}  // namespace pw
