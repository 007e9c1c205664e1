// The numbers that people quote about a pooling: how much is left to store and to calculate with.
#pragma once

#include <cstdint>

#include "core/tensor/tensor.h"

namespace pw {

// Of one tensor on its way.
struct Counts {
    std::int64_t numbers = 0;
    std::int64_t bytes = 0;     // as float32
    std::int64_t products = 0;  // that the next convolution takes
    bool operator==(const Counts&) const = default;
};

// The next convolution: 3 x 3 with padding 1, to 16 channels. Each of its outputs, as many as the tensor has
// places, takes 9 · C products.
inline constexpr std::int64_t next_kernel = 3, next_channels = 16;
Counts counts_of(const Shape& shape);

// Before for each after: 16 numbers become 1.
double reduction(const Shape& before, const Shape& after);

}  // namespace pw
