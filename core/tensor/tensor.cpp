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

Tensor resized(const Tensor& tensor, std::int64_t h, std::int64_t w) {
    const Shape from = tensor.shape(), to{from.n, from.c, h, w};
    std::vector<float> values(static_cast<std::size_t>(to.count()));
    const std::int64_t rows = std::min(from.h, h);
    const auto columns = static_cast<std::size_t>(std::min(from.w, w));
    for (std::int64_t plane = 0; plane < from.n * from.c; ++plane)
        for (std::int64_t y = 0; y < rows; ++y)
            std::copy_n(tensor.data().begin() + (plane * from.h + y) * from.w, columns,
                        values.begin() + (plane * h + y) * w);
    return Tensor(to, std::move(values));
}

}  // namespace pw
