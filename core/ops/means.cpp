#include "core/ops/means.h"

#include "core/ops/fast/fast.h"
#include "core/ops/gradient.h"

namespace pw {

namespace {

constexpr std::int64_t exact_up_to = 1 << 18;  // taps of all windows

}  // namespace

std::int64_t real_area(const Window& window, std::int64_t y, std::int64_t x) {
    return window.rows.real_taps(y).size() * window.columns.real_taps(x).size();
}

double window_sum(const Window& window, std::span<const float> plane, std::int64_t oy, std::int64_t ox) {
    return window_sum(window, plane, oy, ox, [](float v) { return static_cast<double>(v); });
}

bool rounded_once(const Plan& plan) {
    const std::int64_t taps = plan.window.rows.max_taps() * plan.window.columns.max_taps();
    return plan.out.count() < exact_up_to / taps;
}

Forward divided_sums(const Plan& plan, const Tensor& input, std::span<const double> row_divisors,
                     std::span<const double> column_divisors, const Wanted& wanted) {
    if (rounded_once(plan)) return divided_sums_plainly(plan, input, row_divisors, column_divisors, wanted);
    Buffer<float> values(static_cast<std::size_t>(plan.out.count()));
    if (fast::divided_sums(plan, input, row_divisors, column_divisors, values.values(), wanted))
        return {Tensor(plan.out, std::move(values)), {}};
    return divided_sums_plainly(plan, input, row_divisors, column_divisors, wanted);
}

Forward divided_sums_plainly(const Plan& plan, const Tensor& input, std::span<const double> row_divisors,
                             std::span<const double> column_divisors, const Wanted& wanted) {
    return each_window(
        plan, input, wanted, [&](std::span<const float> plane, std::int64_t y, std::int64_t x) {
            return window_sum(plan.window, plane, y, x) /
                   (row_divisors[static_cast<std::size_t>(y)] * column_divisors[static_cast<std::size_t>(x)]);
        });
}

std::vector<double> real_counts(const Axis& axis) {
    std::vector<double> counts;
    for (std::int64_t o = 0; o < axis.outputs(); ++o)
        counts.push_back(static_cast<double>(axis.real_taps(o).size()));
    return counts;
}

Step mean_step(const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c, Position out,
               bool padding_counts, double divisor) {
    Step step = begin_step(plan.window, input, n, c, out, 0, padding_counts);
    step.c = c;
    step.how = Reduction::mean;
    step.divisor = divisor;
    double sum = 0;
    step.running.reserve(step.taps.size());
    for (const Tap& tap : step.taps) {
        if (tap.gathered) sum += tap.value;
        step.running.push_back(sum);
    }
    step.result = static_cast<float>(sum / step.divisor);
    return step;
}

Forward RealMeans::forward(const Params&, const Plan& plan, const Tensor& input, const Wanted& wanted) {
    return divided_sums(plan, input, real_counts(plan.window.rows), real_counts(plan.window.columns), wanted);
}

Tensor RealMeans::backward(const Params&, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    return mean_backward(plan, input.shape(), gradient, [&](std::int64_t y, std::int64_t x) {
        return static_cast<double>(real_area(plan.window, y, x));
    });
}

Step RealMeans::explain(const Params&, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
                        Position out, std::int64_t) {
    return mean_step(plan, input, n, c, out, false,
                     static_cast<double>(real_area(plan.window, out.y, out.x)));
}

}  // namespace pw
