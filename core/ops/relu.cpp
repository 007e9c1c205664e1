// ReLU: negative values become 0. A window of one cell that visits every cell.
#include <cmath>

#include "core/ops/plans.h"
#include "core/ops/registry.h"
#include "core/ops/taps.h"

namespace pw {

namespace {

// NaN stays NaN.
float rectified(float v) { return v > 0 || std::isnan(v) ? v : 0; }

Expected<Plan> plan(const Params&, const Shape& input) {
    if (const auto fits = check_shape(input); !fits) return tl::unexpected(fits.error());
    return Plan{cell_by_cell(input), input};
}

Forward forward(const Params&, const Plan& plan, const Tensor& input, const Wanted&) {
    std::vector<float> values;
    values.reserve(input.data().size());
    for (const float v : input.data()) values.push_back(rectified(v));
    return {Tensor(plan.out, std::move(values)), {}};
}

// 0 where the output is 0; NaN lets it pass.
Tensor backward(const Params&, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    std::vector<float> values(gradient.data().begin(), gradient.data().end());
    for (std::size_t i = 0; i < values.size(); ++i)
        if (input.data()[i] <= 0) values[i] = 0;
    return Tensor(plan.out, std::move(values));
}

Step explain(const Params&, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
             Position out, std::int64_t) {
    Step step = begin_step(plan.window, input, n, c, out, 0, false);
    step.c = c;
    step.how = Reduction::map;
    step.result = rectified(input.at(n, c, out.y, out.x));
    step.running = {step.result};
    return step;
}

std::string code(const Params&) { return "nn.ReLU()"; }

}  // namespace

const OpInfo relu{.name = "relu",
                  .word = "op.relu",
                  .family = Family::around,
                  .how = Reduction::map,
                  .params = {},
                  .plan = plan,
                  .forward = forward,
                  .backward = backward,
                  .explain = explain,
                  .code = code,
                  .onnx = "Relu",
                  .keras = "ReLU"};

}  // namespace pw
