// What blur pooling weighs its cells with.
#pragma once

#include <cstdint>
#include <vector>

namespace pw {

// Row k - 1 of Pascal's triangle: 1 2 1 for three cells. `k` from 1 to limits::blur_kernel.
std::vector<double> binomial_weights(std::int64_t k);
// What the weights of a window sum up to: 2^(kh - 1) * 2^(kw - 1).
double blur_divisor(std::int64_t kh, std::int64_t kw);

}  // namespace pw
