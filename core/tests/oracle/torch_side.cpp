#include "core/tests/oracle/torch_side.h"

#include <c10/util/Logging.h>
#include <torch/torch.h>
#include <torch/version.h>

#include <algorithm>
#include <functional>
#include <limits>

namespace pw::oracle {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

torch::Tensor to_torch(const Tensor& t, torch::Dtype type = torch::kDouble) {
    const Shape& s = t.shape();
    return torch::from_blob(const_cast<float*>(t.data().data()), {s.n, s.c, s.h, s.w}, torch::kFloat)
        .to(type, false, true);
}

std::vector<std::int64_t> list(Pair p) { return {p.h, p.w}; }

std::vector<double> to_list(const torch::Tensor& t) {
    const torch::Tensor plain = t.detach().to(torch::kDouble).contiguous();
    return {plain.data_ptr<double>(), plain.data_ptr<double>() + plain.numel()};
}

Pair stride_for(const Case& c) { return stride_of(*c.op, c.params); }

// ------------------------------------------------------------------------------- one function an operation

torch::Tensor avg(const Case& c, const torch::Tensor& x) {
    const WindowSpec& w = c.params.window;
    c10::optional<int64_t> divisor;
    if (c.params.divisor_override) divisor = *c.params.divisor_override;
    return torch::avg_pool2d(x, list(w.kernel), list(stride_for(c)), list(w.padding), w.ceil_mode,
                             counts_padding(c.params), divisor);
}

torch::Tensor convolution(const Case& c, const torch::Tensor& x, bool absolute) {
    const WindowSpec& w = c.params.window;
    const auto part = [&](const torch::Tensor& t) { return absolute ? t.abs() : t; };
    c10::optional<torch::Tensor> bias;
    if (!c.params.bias.empty()) bias = part(to_torch(c.params.bias)).flatten();
    return torch::conv2d(x, part(to_torch(c.params.weight)), bias, list(stride_for(c)), list(w.padding),
                         list(w.dilation));
}

// Pascal's triangle along either axis, each channel alone.
torch::Tensor blur(const Case& c, const torch::Tensor& x) {
    const Pair k = c.params.window.kernel;
    const auto row = [](std::int64_t size) {
        torch::Tensor w = torch::ones({1}, torch::kDouble);
        for (std::int64_t i = 1; i < size; ++i)
            w = torch::constant_pad_nd(w, {0, 1}) + torch::constant_pad_nd(w, {1, 0});
        return w;
    };
    const std::int64_t channels = x.size(1);
    const torch::Tensor weight = torch::outer(row(k.h), row(k.w));
    return torch::conv2d(x, (weight / weight.sum()).expand({channels, 1, k.h, k.w}).contiguous(), {},
                         list(stride_for(c)), list(c.params.window.padding), 1, channels);
}

torch::Tensor lp(const Case& c, const torch::Tensor& x) {
    namespace F = torch::nn::functional;
    const WindowSpec& w = c.params.window;
    return F::lp_pool2d(x, F::LPPool2dFuncOptions(static_cast<double>(c.params.norm_type), list(w.kernel))
                               .stride(list(stride_for(c)))
                               .ceil_mode(w.ceil_mode));
}

// The sum of powers under lp's root; a window cut off by ceil_mode isn't scaled.
torch::Tensor lp_sum(const Case& c, const torch::Tensor& x) {
    const WindowSpec& w = c.params.window;
    return torch::avg_pool2d(x.pow(static_cast<double>(c.params.norm_type)), list(w.kernel),
                             list(stride_for(c)), 0, w.ceil_mode, true, 1);
}

Pair adaptive_size(const Case& c) {
    return c.op->has(Param::output_size) ? c.params.output_size : Pair{1, 1};
}

std::tuple<torch::Tensor, torch::Tensor> fractional(const Case& c, const torch::Tensor& x) {
    const Samples& u = c.params.samples;
    const auto samples =
        torch::tensor({u.w, u.h}).to(x.scalar_type()).expand({x.size(0), x.size(1), 2}).contiguous();
    return torch::fractional_max_pool2d(x, list(c.params.window.kernel), list(c.params.output_size), samples);
}

std::tuple<torch::Tensor, torch::Tensor> largest(const Case& c, const torch::Tensor& x) {
    const WindowSpec& w = c.params.window;
    if (c.op->has(Param::samples)) return fractional(c, x);
    if (!c.op->has(Param::kernel_size)) return torch::adaptive_max_pool2d(x, list(adaptive_size(c)));
    return torch::max_pool2d_with_indices(x, list(w.kernel), list(stride_for(c)), list(w.padding),
                                          list(w.dilation), w.ceil_mode);
}

std::tuple<torch::Tensor, torch::Tensor> selected(const Case& c, const torch::Tensor& x) {
    if (!c.op->smallest) return largest(c, x);
    const auto [values, indices] = largest(c, -x);
    return {-values, indices};
}

// torch's own size where none is asked for; a given one is no use to its C++ interface of 1.13, which takes
// every list for an empty one.
torch::Tensor unpooled(const Case& c, const torch::Tensor& x) {
    namespace F = torch::nn::functional;
    const WindowSpec& w = c.params.window;
    const Shape& s = c.params.indices.shape();
    const auto indices = torch::from_blob(const_cast<std::int64_t*>(c.params.indices.data().data()),
                                          {s.n, s.c, s.h, s.w}, torch::kLong);
    if (c.params.unpool_size) return torch::max_unpool2d(x, indices, list(*c.params.unpool_size));
    return F::max_unpool2d(
        x, indices,
        F::MaxUnpool2dFuncOptions(list(w.kernel)).stride(list(stride_for(c))).padding(list(w.padding)));
}

// Everything that isn't a selection.
torch::Tensor run(const Case& c, const torch::Tensor& x, bool absolute = false) {
    switch (c.op->how) {
        case Reduction::mean:
            return c.op->use ? avg(c, x) : torch::adaptive_avg_pool2d(x, list(adaptive_size(c)));
        case Reduction::sum:
            return c.op->has(Param::weight) ? convolution(c, x, absolute) : blur(c, x);
        case Reduction::norm:
            return lp(c, x);
        case Reduction::map:
            return torch::relu(x);
        case Reduction::place:
            return unpooled(c, x);
        case Reduction::select:
            break;
    }
    return std::get<0>(selected(c, x));
}

// ------------------------------------------------------------------------------- forward

void fill_values(Answer& answer, const torch::Tensor& values) {
    answer.shape = {values.size(0), values.size(1), values.size(2), values.size(3)};
    answer.values = to_list(values);
}

void fill_indices(Answer& answer, const torch::Tensor& indices) {
    const torch::Tensor plain = indices.contiguous();
    answer.indices.assign(plain.data_ptr<std::int64_t>(), plain.data_ptr<std::int64_t>() + plain.numel());
}

void forward(const Case& c, Answer& answer) {
    const torch::NoGradGuard no_grad;
    if (c.op->how == Reduction::select) {
        const auto [values, indices] = selected(c, to_torch(c.input, torch::kFloat));
        fill_values(answer, values);
        fill_indices(answer, indices);
        return;
    }
    const torch::Tensor x = to_torch(c.input);
    fill_values(answer, run(c, x));
    if (c.op->how == Reduction::norm) {
        answer.sum = to_list(lp_sum(c, x));
        answer.scale = to_list(lp_sum(c, x.abs()));
    } else if (c.op->how != Reduction::map && c.op->how != Reduction::place) {
        answer.scale = to_list(run(c, x.abs(), true).abs());
    }
}

// ------------------------------------------------------------------------------- backward

using Function = std::function<torch::Tensor(const torch::Tensor&)>;

torch::Tensor pull_back(const Function& f, const torch::Tensor& input, const torch::Tensor& gradient) {
    const torch::Tensor x = input.detach().requires_grad_();
    return torch::autograd::grad({f(x)}, {x}, {gradient})[0];
}

// Cells that a sum sends to whose parts cancel.
std::vector<bool> reached_by_cancelling(const Case& c, const Answer& answer) {
    std::vector<double> cancels(answer.sum.size());
    for (std::size_t i = 0; i < cancels.size(); ++i)
        cancels[i] = answer.scale[i] > 0 && std::abs(answer.sum[i]) < 1e-4 * answer.scale[i] ? 1 : 0;
    const Shape& s = answer.shape;
    const auto marks = torch::tensor(cancels, torch::kDouble).reshape({s.n, s.c, s.h, s.w});
    const auto x = to_torch(c.input);
    std::vector<bool> out;
    for (const double v : to_list(pull_back([&](const torch::Tensor& t) { return lp_sum(c, torch::relu(t)); },
                                            torch::ones_like(x), marks)))
        out.push_back(v != 0);
    return out;
}

// Where fractional windows lie depends on the type that they are worked out in: float, as in the forward
// pass.
void fractional_backward(const Case& c, const torch::Tensor& x, const torch::Tensor& dy, Answer& answer) {
    const auto indices = std::get<1>(fractional(c, to_torch(c.input, torch::kFloat)));
    const auto back = [&](const torch::Tensor& g) {
        return to_list(torch::fractional_max_pool2d_backward(g, x, list(c.params.window.kernel),
                                                             list(c.params.output_size), indices));
    };
    answer.gradient = back(dy);
    answer.gradient_scale = back(dy.abs());
}

void backward(const Case& c, const Tensor& gradient, Answer& answer) {
    const torch::Tensor x = to_torch(c.input), dy = to_torch(gradient);
    if (c.op->has(Param::samples)) return fractional_backward(c, x, dy, answer);
    answer.gradient = to_list(pull_back([&](const torch::Tensor& t) { return run(c, t); }, x, dy));
    answer.gradient_scale =
        to_list(pull_back([&](const torch::Tensor& t) { return run(c, t, true); }, x, dy.abs()).abs());
    if (c.op->how == Reduction::norm) answer.unsure = reached_by_cancelling(c, answer);
}

Answer answered(const std::function<void(Answer&)>& ask) {
    Answer answer;
    try {
        ask(answer);
    } catch (const c10::Error& e) {
        answer.refusal = e.what_without_backtrace();
        answer.refusal.resize(std::min(answer.refusal.size(), answer.refusal.find('\n')));
    }
    return answer;
}

}  // namespace

void prepare_torch() {
    torch::set_num_threads(1);
    c10::SetStackTraceFetcher([] { return std::string(); });
}

std::string torch_version() { return TORCH_VERSION; }
int torch_major() { return TORCH_VERSION_MAJOR; }

Answer ask_torch(const Case& c, const Tensor& gradient) {
    return answered([&](Answer& answer) {
        forward(c, answer);
        if (!gradient.empty()) backward(c, gradient, answer);
    });
}

Answer ask_chain(const std::vector<Case>& chain, const std::vector<Tensor>& outputs, const Tensor& gradient) {
    const auto through = [&](const torch::Tensor& input, bool absolute) {
        torch::Tensor x = input;
        for (std::size_t i = 0; i < chain.size(); ++i) {
            const torch::Tensor y = run(chain[i], x, absolute);
            x = y + (to_torch(outputs[i]) - y).detach();
        }
        return x;
    };
    return answered([&](Answer& answer) {
        const torch::Tensor x = to_torch(chain.front().input), dy = to_torch(gradient);
        answer.gradient =
            to_list(pull_back([&](const torch::Tensor& t) { return through(t, false); }, x, dy));
        answer.gradient_scale =
            to_list(pull_back([&](const torch::Tensor& t) { return through(t, true); }, x, dy.abs()).abs());
    });
}

bool torch_has_effective_rule() {
    static const bool has = [] {
        try {
            torch::max_pool2d(torch::zeros({1, 1, 6, 6}), {2, 2}, {1, 1}, {2, 2}, {3, 3});
            return true;
        } catch (const c10::Error& e) {
            return std::string_view(e.what_without_backtrace()).starts_with("pad should be smaller");
        }
    }();
    return has;
}

}  // namespace pw::oracle
