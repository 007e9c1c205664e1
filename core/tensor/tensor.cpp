#include "core/tensor/tensor.h"

#include <algorithm>
#include <cmath>

namespace pw {

Expected<void> check_shape(const Shape& shape) {
    const std::int64_t sizes[] = {shape.n, shape.c, shape.h, shape.w};
    for (const std::int64_t size : sizes)
        if (size < 1) return fail("problem.shape.empty", {shape.n, shape.c, shape.h, shape.w});
    if (shape.h > limits::side || shape.w > limits::side)
        return fail("problem.shape.side", {shape.h, shape.w, limits::side});
    // Divides instead of multiplying, so that no size can overflow the count.
    std::int64_t room = limits::elements;
    for (const std::int64_t size : sizes) room /= size;
    if (room < 1)
        return fail("problem.shape.elements", {shape.n, shape.c, shape.h, shape.w, limits::elements});
    return {};
}

Range finite_range(const Tensor& tensor) {
    Range r;
    for (const float v : tensor.data()) {
        if (!std::isfinite(v)) continue;
        r = r.any ? Range{std::min(r.low, v), std::max(r.high, v), true} : Range{v, v, true};
    }
    return r;
}

}  // namespace pw
