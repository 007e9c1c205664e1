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

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr std::size_t range_strip = 1 << 18;  // values

struct Extremes {
    float low = infinity, high = -infinity;
    void add(const Extremes& o) { low = std::min(low, o.low), high = std::max(high, o.high); }
};

// Without the values that aren't `taken`, and without NaN, which is neither less nor more than anything.
// Several lanes at once, so that the compiler makes vectors of them.
Extremes extremes_of(std::span<const float> all, auto taken) {
    constexpr std::size_t lanes = 16;
    std::array<float, lanes> low, high;
    low.fill(infinity), high.fill(-infinity);
    const auto take = [&](float v, std::size_t lane) {
        low[lane] = taken(v) && v < low[lane] ? v : low[lane];
        high[lane] = taken(v) && v > high[lane] ? v : high[lane];
    };
    const std::size_t whole = all.size() / lanes * lanes;
    for (std::size_t i = 0; i < whole; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) take(all[i + lane], lane);
    for (std::size_t i = whole; i < all.size(); ++i) take(all[i], 0);
    return {*std::ranges::min_element(low), *std::ranges::max_element(high)};
}

// Infinities are rare: looked for only where they were met.
Extremes finite_extremes(std::span<const float> all) {
    const Extremes any = extremes_of(all, [](float) { return true; });
    if (any.low > -infinity && any.high < infinity) return any;
    return extremes_of(all, [](float v) { return v - v == 0; });
}

}  // namespace

Range finite_range(const Tensor& tensor, Executor& on) {
    const std::span<const float> all = tensor.data();
    const std::size_t strips = (all.size() + range_strip - 1) / range_strip;
    std::vector<Extremes> parts(strips);
    on.each(static_cast<std::int64_t>(strips), [&](std::int64_t i) {
        const std::size_t from = static_cast<std::size_t>(i) * range_strip;
        parts[static_cast<std::size_t>(i)] =
            finite_extremes(all.subspan(from, std::min(range_strip, all.size() - from)));
    });
    Extremes of_all;
    for (const Extremes& part : parts) of_all.add(part);
    return of_all.low <= of_all.high ? Range{of_all.low, of_all.high, true} : Range{};
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
