// Blur pooling (Zhang, "Making convolutional networks shift-invariant again", 2019): each channel is blurred
// with binomial weights and thinned out by the stride in one go, so that a shift of the input changes less.
// Sums in double, divided and rounded once. Padding is zeros, and counts. The stride is the kernel unless it
// is given, as of every pooling here, although 2 is what people use: with it the windows overlap.
#include "core/ops/blur.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/ops/code.h"
#include "core/ops/gradient.h"
#include "core/ops/means.h"
#include "core/ops/plans.h"
#include "core/ops/registry.h"

namespace pw {

namespace {

Expected<Plan> plan(const Params& params, const Shape& input) {
    return windowed(params, WindowUse::blur_pool, input);
}

// The weight of a tap: the outer product of whole numbers.
class Weights {
  public:
    explicit Weights(const Window& window)
        : rows_(binomial_weights(window.rows.max_taps())),
          columns_(binomial_weights(window.columns.max_taps())) {}
    double at(std::int64_t i, std::int64_t j) const {
        return rows_[static_cast<std::size_t>(i)] * columns_[static_cast<std::size_t>(j)];
    }

  private:
    std::vector<double> rows_, columns_;
};

double divisor_of(const Window& window) {
    return blur_divisor(window.rows.max_taps(), window.columns.max_taps());
}

Forward forward(const Params&, const Plan& plan, const Tensor& input, const Wanted& wanted) {
    const Weights weights(plan.window);
    const double divisor = divisor_of(plan.window);
    return each_window(
        plan, input, wanted, [&](std::span<const float> plane, std::int64_t y, std::int64_t x) {
            double sum = 0;
            each_real_cell(plan.window, y, x, [&](std::size_t cell, std::int64_t i, std::int64_t j) {
                sum += plane[cell] * weights.at(i, j);
            });
            return sum / divisor;
        });
}

Tensor backward(const Params&, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    const Weights weights(plan.window);
    const double divisor = divisor_of(plan.window);
    return received(input.shape(), [&](std::int64_t n, std::int64_t c, std::span<double> sums) {
        for (std::int64_t y = 0; y < plan.out.h; ++y) {
            for (std::int64_t x = 0; x < plan.out.w; ++x) {
                const double sent = gradient.at(n, c, y, x) / divisor;
                each_real_cell(plan.window, y, x, [&](std::size_t cell, std::int64_t i, std::int64_t j) {
                    sums[cell] += sent * weights.at(i, j);
                });
            }
        }
    });
}

Step explain(const Params&, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
             Position out, std::int64_t) {
    Step step = begin_step(plan.window, input, n, c, out, 0, true);
    step.c = c;
    step.how = Reduction::sum;
    step.divisor = divisor_of(plan.window);
    const Weights weights(plan.window);
    double sum = 0;
    step.running.reserve(step.taps.size());
    for (Tap& tap : step.taps) {
        const auto q = static_cast<std::int64_t>(&tap - step.taps.data());
        tap.weight = weights.at(q / step.columns, q % step.columns);
        sum += tap.value * tap.weight;
        step.running.push_back(sum);
    }
    step.result = static_cast<float>(sum / step.divisor);
    return step;
}

// "torch.tensor([1., 2., 1.])"; dots where there are no such weights.
std::string weight_list(std::int64_t k) {
    if (k < 1 || k > limits::blur_kernel) return "torch.tensor([...])";
    std::string text;
    for (const double w : binomial_weights(k)) text += fmt::format("{}{:.0f}.", text.empty() ? "" : ", ", w);
    return "torch.tensor([" + text + "])";
}

// A convolution of each channel alone; len(x[0]) is how many there are.
std::string code(const Params& params) {
    const Pair k = params.window.kernel;
    return fmt::format(
        "F.conv2d(x, torch.outer({}, {}).expand(len(x[0]), 1, {}, {}) / {:.0f}{}{}, groups=len(x[0]))",
        weight_list(k.h), weight_list(k.w), k.h, k.w, blur_divisor(k.h, k.w),
        keyword("stride", stride_of(blur_pool, params), {1, 1}),
        keyword("padding", params.window.padding, {0, 0}));
}

constexpr Param params[] = {Param::kernel_size, Param::stride, Param::padding};

}  // namespace

std::vector<double> binomial_weights(std::int64_t k) {
    std::vector<double> row{1};
    for (std::int64_t i = 1; i < k; ++i)
        row.push_back(row.back() * static_cast<double>(k - i) / static_cast<double>(i));
    return row;
}

double blur_divisor(std::int64_t kh, std::int64_t kw) {
    const auto power = [](std::int64_t k) {
        return static_cast<int>(std::clamp<std::int64_t>(k, 1, limits::blur_kernel)) - 1;
    };
    return std::ldexp(1., power(kh) + power(kw));
}

const OpInfo blur_pool{.name = "blur_pool",
                       .word = "op.blur_pool",
                       .family = Family::other,
                       .how = Reduction::sum,
                       .use = WindowUse::blur_pool,
                       .params = params,
                       .plan = plan,
                       .forward = forward,
                       .backward = backward,
                       .explain = explain,
                       .code = code};

}  // namespace pw
