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
Forward select_plainly(Wins wins, const Plan& plan, const Tensor& input, const Wanted& wanted = {});
// Whether a cell is the one that a window selects, whose result is known.
bool selects(Wins wins, const Plan& plan, const Tensor& input, float result, std::int64_t n, std::int64_t c,
             Position out, Position cell);
// Everything goes to the winner. A window without a real cell sends nothing: PyTorch's index points beside
// the plane there, and its backward writes out of bounds.
Tensor select_backward(Wins wins, const Plan& plan, const Tensor& input, const Tensor& gradient);
Step select_step(Wins wins, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
                 Position out);

// The same as an operation is described.
template <Wins wins>
struct Selects {
    static Forward forward(const Params&, const Plan& plan, const Tensor& input, const Wanted& wanted) {
        return select_forward(wins, plan, input, wanted);
    }
    static Tensor backward(const Params&, const Plan& plan, const Tensor& input, const Tensor& gradient) {
        return select_backward(wins, plan, input, gradient);
    }
    static Step explain(const Params&, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
                        Position out, std::int64_t) {
        return select_step(wins, plan, input, n, c, out);
    }
};
using SelectsLargest = Selects<Wins::largest>;
using SelectsSmallest = Selects<Wins::smallest>;

}  // namespace pw
