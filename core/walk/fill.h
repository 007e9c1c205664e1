// Making an input: patterns, and another size.
#pragma once

#include <cstdint>

#include "core/tensor/tensor.h"

namespace pw {

// What fits stays, new cells are 0.
Tensor resized(const Tensor& tensor, std::int64_t h, std::int64_t w);

}  // namespace pw
