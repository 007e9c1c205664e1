// Convolution (without flipping, as in every framework): products of all input channels, summed in double,
// plus a bias, rounded once. The kernel's size is the weight's shape; a size that no weights can have is
// refused as it was asked, and the weights wait.
#include <fmt/format.h>

#include "core/ops/check.h"
#include "core/ops/code.h"
#include "core/ops/gradient.h"
#include "core/ops/registry.h"
#include "core/ops/rows.h"
#include "core/ops/taps.h"

namespace pw {

namespace {

WindowSpec spec_of(const Params& params) {
    WindowSpec spec = params.window;
    spec.kernel = kernel_of(conv, params);
    return spec;
}

Problem wrong_channels(const Shape& weight, const Shape& input) {
    Problem p(Message("problem.conv.channels", {weight.c, input.c}));
    p.framework = fmt::format(
        "Given groups=1, weight of size {}, expected input{} to have {} channels, but got {} channels "
        "instead",
        python(weight), python(input), weight.c, input.c);
    p.verdict = fmt::format("{} ≠ {}", weight.c, input.c);
    p.parameter = "weight";
    return p;
}

Problem wrong_bias(const Shape& weight, const Shape& bias) {
    const bool flat = bias.n == 1 && bias.c == 1 && bias.h == 1;
    Problem p(Message("problem.conv.bias", {weight.n, bias.count()}));
    p.framework = fmt::format(
        "Given weight of size {0}, expected bias to be 1-dimensional with {1} elements, but got bias of size "
        "{2} instead",
        python(weight), weight.n, flat ? fmt::format("[{}]", bias.w) : python(bias));
    p.verdict = fmt::format("{} ≠ {}", bias.count(), weight.n);
    p.parameter = "bias";
    return p;
}

Expected<Plan> plan(const Params& params, const Shape& input) {
    if (params.weight.empty()) return fail("problem.conv.no_weight");
    const Shape& weight = params.weight.shape();
    // The limits are those of the output, which has the weight's channels.
    const WindowSpec spec = spec_of(params);
    const Shape sized{input.n, weight.n, input.h, input.w};
    // The framework looks at padding and stride, then at channels and bias, then at the sizes.
    if (!refuse_conv_signs(asked(spec, WindowUse::conv, sized))) {
        if (weight.c != input.c) return fail(wrong_channels(weight, input));
        if (!params.bias.empty() && params.bias.shape() != Shape{1, 1, 1, weight.n})
            return fail(wrong_bias(weight, params.bias.shape()));
    }
    const auto window = resolve(spec, WindowUse::conv, sized);
    if (!window) return tl::unexpected(window.error());
    if (spec.kernel != Pair{weight.h, weight.w})
        return fail("problem.window.taps", {spec.kernel.h, spec.kernel.w, limits::taps});
    return Plan{*window, {input.n, weight.n, window->out_h(), window->out_w()}};
}

// Value of a cell, 0 in the padding. The padding takes part: 0 times an infinite weight is NaN, as in the
// frameworks.
double cell(const Window& window, std::span<const float> plane, std::int64_t y, std::int64_t x) {
    if (window.rows.kind(y) != TapKind::real || window.columns.kind(x) != TapKind::real) return 0;
    return plane[static_cast<std::size_t>(y * window.columns.input() + x)];
}

double channel_sum(const Window& window, std::span<const float> plane, std::span<const float> kernel,
                   Position out) {
    double sum = 0;
    std::size_t at = 0;
    for (std::int64_t i = 0; i < window.rows.taps(); ++i) {
        const std::int64_t y = window.rows.at(out.y, i);
        for (std::int64_t j = 0; j < window.columns.taps(); ++j)
            sum += cell(window, plane, y, window.columns.at(out.x, j)) * kernel[at++];
    }
    return sum;
}

double bias_of(const Params& params, std::int64_t c) {
    return params.bias.empty() ? 0 : params.bias.at(0, 0, 0, c);
}

float value_at(const Params& params, const Window& window, const Tensor& input, std::int64_t n,
               std::int64_t c, Position out) {
    double sum = 0;
    for (std::int64_t in = 0; in < input.shape().c; ++in)
        sum += channel_sum(window, input.plane(n, in), params.weight.plane(c, in), out);
    return static_cast<float>(sum + bias_of(params, c));
}

Forward forward(const Params& params, const Plan& plan, const Tensor& input, const Wanted& wanted) {
    Buffer<float> values(static_cast<std::size_t>(plan.out.count()));
    const std::int64_t taps = taps_of_a_row(plan) * input.shape().c;
    each_row(plan.out, taps, wanted, [&](std::int64_t n, std::int64_t c, std::int64_t y, std::int64_t at) {
        float* const row = values.data() + at;
        for (std::int64_t x = 0; x < plan.out.w; ++x)
            row[x] = value_at(params, plan.window, input, n, c, {y, x});
    });
    return {Tensor(plan.out, std::move(values)), {}};
}

// The transposed convolution: each output sends its gradient times the weights back to the cells that it
// read. What falls into the padding is lost.
Tensor backward(const Params& params, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    const Window& window = plan.window;
    return received(input.shape(), [&](std::int64_t n, std::int64_t in, std::span<double> sums) {
        for (std::int64_t c = 0; c < plan.out.c; ++c) {
            const auto kernel = params.weight.plane(c, in);
            for (std::int64_t y = 0; y < plan.out.h; ++y) {
                for (std::int64_t x = 0; x < plan.out.w; ++x) {
                    const double sent = gradient.at(n, c, y, x);
                    each_real_cell(window, y, x, [&](std::size_t cell, std::int64_t i, std::int64_t j) {
                        sums[cell] += sent * kernel[static_cast<std::size_t>(i * window.columns.taps() + j)];
                    });
                }
            }
        }
    });
}

Step explain(const Params& params, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
             Position out, std::int64_t in_channel) {
    Step step = begin_step(plan.window, input, n, in_channel, out, 0, true);
    step.c = c;
    step.how = Reduction::sum;
    const auto kernel = params.weight.plane(c, in_channel);
    double sum = 0;
    step.running.reserve(step.taps.size());
    for (std::size_t i = 0; i < step.taps.size(); ++i) {
        step.taps[i].weight = kernel[i];
        sum += step.taps[i].value * step.taps[i].weight;
        step.running.push_back(sum);
    }
    for (std::int64_t in = 0; in < input.shape().c; ++in)
        if (in != in_channel)
            step.others += channel_sum(plan.window, input.plane(n, in), params.weight.plane(c, in), out);
    step.bias = bias_of(params, c);
    step.result = value_at(params, plan.window, input, n, c, out);
    return step;
}

std::string code(const Params& params) {
    const WindowSpec& w = params.window;
    const Shape& s = params.weight.shape();
    return fmt::format("nn.Conv2d({}, {}, {}{}{}{}{})", s.c, s.n, python(Pair{s.h, s.w}),
                       keyword("stride", w.stride.value_or(Pair{1, 1}), {1, 1}),
                       keyword("padding", w.padding, {0, 0}), keyword("dilation", w.dilation, {1, 1}),
                       params.bias.empty() ? ", bias=False" : "");
}

constexpr Param params[] = {Param::stride,   Param::padding, Param::dilation,
                            Param::auto_pad, Param::weight,  Param::bias};

}  // namespace

const OpInfo conv{.name = "conv",
                  .word = "op.conv",
                  .family = Family::around,
                  .how = Reduction::sum,
                  .use = WindowUse::conv,
                  .params = params,
                  .plan = plan,
                  .forward = forward,
                  .backward = backward,
                  .explain = explain,
                  .code = code,
                  .onnx = "Conv",
                  .keras = "Conv2D"};

}  // namespace pw
