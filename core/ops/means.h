// Sums of windows in double, and their averages: what average pooling and its relatives share.
#pragma once

#include "core/ops/rows.h"
#include "core/ops/taps.h"

namespace pw {

// Cells that lie in window (y, x) and in the input.
std::int64_t real_area(const Window& window, std::int64_t y, std::int64_t x);

// One value per window and plane, from its real cells.
template <class Value>
Forward each_window(const Plan& plan, const Tensor& input, const Wanted& wanted, const Value& value) {
    Buffer<float> values(static_cast<std::size_t>(plan.out.count()));
    each_row(plan.out, taps_of_a_row(plan), wanted,
             [&](std::int64_t n, std::int64_t c, std::int64_t y, std::int64_t at) {
                 float* const row = values.data() + at;
                 const auto plane = input.plane(n, c);
                 for (std::int64_t x = 0; x < plan.out.w; ++x)
                     row[x] = static_cast<float>(value(plane, y, x));
             });
    return {Tensor(plan.out, std::move(values)), {}};
}

// The sum over the real cells of a window, each taken through `of`.
template <class Of>
double window_sum(const Window& window, std::span<const float> plane, std::int64_t oy, std::int64_t ox,
                  const Of& of) {
    double sum = 0;
    each_real_cell(window, oy, ox, [&](std::size_t cell, auto, auto) { sum += of(plane[cell]); });
    return sum;
}
double window_sum(const Window& window, std::span<const float> plane, std::int64_t oy, std::int64_t ox);

// Each window's sum divided by the product of what its row and its column say.
Forward divided_sums(const Plan& plan, const Tensor& input, std::span<const double> row_divisors,
                     std::span<const double> column_divisors, const Wanted& wanted);
// Whether they are added up in double and rounded once, as they are explained: where that takes no time.
bool rounded_once(const Plan& plan);
// The definition, window by window.
Forward divided_sums_plainly(const Plan& plan, const Tensor& input, std::span<const double> row_divisors,
                             std::span<const double> column_divisors, const Wanted& wanted = {});
// Per output of an axis, what it really holds.
std::vector<double> real_counts(const Axis& axis);
Step mean_step(const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c, Position out,
               bool padding_counts, double divisor);

// Averages over what each window really holds, as an operation is described.
struct RealMeans {
    static Forward forward(const Params&, const Plan& plan, const Tensor& input, const Wanted& wanted);
    static Tensor backward(const Params&, const Plan& plan, const Tensor& input, const Tensor& gradient);
    static Step explain(const Params&, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
                        Position out, std::int64_t in_channel);
};

}  // namespace pw
