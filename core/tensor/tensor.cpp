#include "core/tensor/tensor.h"

#include <algorithm>
#include <array>
#include <limits>

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

// Several lanes at once, so that the compiler makes vectors of them.
Range finite_range(const Tensor& tensor) {
    constexpr std::size_t lanes = 16;
    constexpr float infinity = std::numeric_limits<float>::infinity();
    std::array<float, lanes> low, high;
    low.fill(infinity), high.fill(-infinity);
    const std::span<const float> all = tensor.data();
    const auto take = [&](float v, std::size_t lane) {
        const bool finite = v - v == 0;
        low[lane] = finite && v < low[lane] ? v : low[lane];
        high[lane] = finite && v > high[lane] ? v : high[lane];
    };
    const std::size_t whole = all.size() / lanes * lanes;
    for (std::size_t i = 0; i < whole; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) take(all[i + lane], lane);
    for (std::size_t i = whole; i < all.size(); ++i) take(all[i], 0);
    const float least = *std::ranges::min_element(low), most = *std::ranges::max_element(high);
    return least <= most ? Range{least, most, true} : Range{};
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
