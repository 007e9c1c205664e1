#include "core/ops/gradient.h"

namespace pw {

Tensor mean_backward(const Plan& plan, const Shape& input, const Tensor& gradient, const Divisor& divisor) {
    return received(input, [&](std::int64_t n, std::int64_t c, std::span<double> sums) {
        for (std::int64_t y = 0; y < plan.out.h; ++y) {
            for (std::int64_t x = 0; x < plan.out.w; ++x) {
                const double part = gradient.at(n, c, y, x) / divisor(y, x);
                each_real_cell(plan.window, y, x, [&](std::size_t cell, auto, auto) { sums[cell] += part; });
            }
        }
    });
}

}  // namespace pw
