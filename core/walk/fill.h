// Making an input: patterns.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/message.h"
#include "core/tensor/tensor.h"

namespace pw {

enum class Fill { random, gradient, checker, cross, bright, noise };
inline constexpr Fill all_fills[] = {Fill::random, Fill::gradient, Fill::checker,
                                     Fill::cross,  Fill::bright,   Fill::noise};
std::string_view id_of(Fill fill);  // "random"
Message name_of(Fill fill);
bool is_seeded(Fill fill);

// The same shape, filled. Values go from 0 to 9 and are whole unless `now` holds fractions, then they have
// two decimals; a picture's are whole and go to 255. `noise` adds to what is there (within 0..255 in a
// picture). The same seed gives the same numbers on every machine.
Tensor filled(const Tensor& now, Fill fill, std::uint64_t seed, bool picture = false);

}  // namespace pw
