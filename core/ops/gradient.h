// Sending gradients back: every input cell sums, in double, what the windows that read it send, and rounds
// once.
#pragma once

#include <algorithm>
#include <functional>

#include "core/ops/taps.h"

namespace pw {

// One plane of the input after another: `send(n, c, sums)` adds what its cells receive.
template <class Send>
Tensor received(const Shape& input, const Send& send) {
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(input.count()));
    std::vector<double> sums(static_cast<std::size_t>(input.plane()));
    for (std::int64_t n = 0; n < input.n; ++n) {
        for (std::int64_t c = 0; c < input.c; ++c) {
            std::ranges::fill(sums, 0.);
            send(n, c, std::span<double>(sums));
            for (const double sum : sums) values.push_back(static_cast<float>(sum));
        }
    }
    return Tensor(input, std::move(values));
}

// Each real cell gets an equal part; the padding's parts are lost.
using Divisor = std::function<double(std::int64_t y, std::int64_t x)>;
Tensor mean_backward(const Plan& plan, const Shape& input, const Tensor& gradient, const Divisor& divisor);

}  // namespace pw
