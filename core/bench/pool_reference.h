// The exact results that every contender is held against before it is timed.
#pragma once

#include "core/bench/pool_case.h"

namespace pw::bench {

struct Reference {
    std::vector<double> values, magnitudes;  // sums and maxima; sums of |x|, divided alike
    std::vector<std::int64_t> indices;
};
// Rows first, then columns, in double.
Reference reference(const Case& c, What what, const Tensor& x);
// Empty: it agrees.
std::string disagreement(const Reference& with, const Contender& contender);

}  // namespace pw::bench
