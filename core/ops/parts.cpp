#include "core/ops/parts.h"

namespace pw {

namespace {

// To the winner alone; a draw that nothing could win sends nothing.
bool wins(const Step& step, std::size_t q) {
    return static_cast<int>(q) == step.winner && (step.draw < 0 || step.taps[q].chance > 0);
}

double part_of(const Params& params, const Step& step, std::size_t q, double gradient) {
    const Tap& tap = step.taps[q];
    switch (step.how) {
        case Reduction::select:
            return wins(step, q) ? gradient : 0;
        case Reduction::mean:
            return gradient / step.divisor;
        case Reduction::sum:
            return gradient / step.divisor * tap.weight;
        case Reduction::norm:
            return gradient * lp_slope(params, step, tap);
        case Reduction::map:
            return tap.value <= 0 ? 0 : gradient;
        case Reduction::place:
            return gradient;
    }
    return 0;
}

}  // namespace

std::vector<double> parts_of(const Params& params, const Step& step, double gradient) {
    std::vector<double> parts(step.taps.size(), 0);
    for (std::size_t q = 0; q < parts.size(); ++q)
        if (step.taps[q].gathered) parts[q] = part_of(params, step, q, gradient);
    return parts;
}

}  // namespace pw
