#include "core/walk/fill.h"

#include <algorithm>

namespace pw {

Tensor resized(const Tensor& tensor, std::int64_t h, std::int64_t w) {
    const Shape& from = tensor.shape();
    const Shape to{from.n, from.c, h, w};
    std::vector<float> values(static_cast<std::size_t>(to.count()), 0.f);
    const std::int64_t rows = std::min(from.h, h), columns = std::min(from.w, w);
    const auto data = tensor.data();
    for (std::int64_t plane = 0; plane < from.n * from.c; ++plane)
        for (std::int64_t y = 0; y < rows; ++y)
            std::copy_n(data.begin() + plane * from.plane() + y * from.w, columns,
                        values.begin() + plane * to.plane() + y * w);
    return Tensor(to, std::move(values));
}

}  // namespace pw
