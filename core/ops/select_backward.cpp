#include "core/ops/gradient.h"

namespace pw {

Tensor select_backward(const Shape& input, const Indices& winners, const Tensor& gradient) {
    return received(input, [&](std::int64_t n, std::int64_t c, std::span<double> sums) {
        const auto places = winners.plane(n, c);
        const auto sent = gradient.plane(n, c);
        for (std::size_t i = 0; i < sent.size(); ++i)
            if (places[i] >= 0) sums[static_cast<std::size_t>(places[i])] += sent[i];
    });
}

}  // namespace pw
