#include "core/walk/counts.h"

namespace pw {

Counts counts_of(const Shape& s) {
    const std::int64_t numbers = s.count();
    return {numbers, numbers * static_cast<std::int64_t>(sizeof(float)),
            next_kernel * next_kernel * next_channels * numbers};
}

double reduction(const Shape& before, const Shape& after) {
    return static_cast<double>(before.count()) / static_cast<double>(after.count());
}

}  // namespace pw
