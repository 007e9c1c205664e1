// Sending gradients back: every input cell sums, in double, what the windows that read it send, and rounds
// once.
#pragma once

#include <algorithm>
#include <functional>

#include "core/ops/op.h"

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

// Calls visit(place in the plane, row of the tap, column of the tap) for each real cell of window (y, x).
template <class Visit>
void each_real_cell(const Window& window, std::int64_t y, std::int64_t x, const Visit& visit) {
    const auto rows = window.rows.real_taps(y), columns = window.columns.real_taps(x);
    for (std::int64_t i = rows.begin; i < rows.end; ++i) {
        const std::int64_t row = window.rows.at(y, i) * window.columns.input();
        for (std::int64_t j = columns.begin; j < columns.end; ++j)
            visit(static_cast<std::size_t>(row + window.columns.at(x, j)), i, j);
    }
}

// Everything goes to the winner. A window without a real cell sends nothing: PyTorch's index points beside
// the plane there, and its backward writes out of bounds.
Tensor select_backward(const Shape& input, const Indices& winners, const Tensor& gradient);

// Each real cell gets an equal part; the padding's parts are lost.
using Divisor = std::function<double(std::int64_t y, std::int64_t x)>;
Tensor mean_backward(const Plan& plan, const Shape& input, const Tensor& gradient, const Divisor& divisor);
// The same of averages over what each window really holds.
Tensor real_mean_backward(const Plan& plan, const Shape& input, const Tensor& gradient);

}  // namespace pw
