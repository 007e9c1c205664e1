// Max unpooling: every value goes back to the cell that its index names, all other cells are 0. A step is one
// cell of the input. Where several indices name one cell, the last in reading order stays.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "core/base/number.h"
#include "core/ops/check.h"
#include "core/ops/code.h"
#include "core/ops/plans.h"
#include "core/ops/registry.h"
#include "core/ops/taps.h"
#include "core/ops/unpool.h"

namespace pw {

namespace {

struct Numbers {
    std::int64_t o, k, s, p;
    std::int64_t size() const { return (o - 1) * s - 2 * p + k; }
};

Numbers along(const Params& params, const Shape& input, int axis) {
    const WindowSpec& w = params.window;
    const Pair s = w.stride.value_or(default_stride(w, false));
    if (axis == 0) return {input.h, w.kernel.h, s.h, w.padding.h};
    return {input.w, w.kernel.w, s.w, w.padding.w};
}

bool huge(const Params& params) {
    const WindowSpec& w = params.window;
    const Pair s = w.stride.value_or(default_stride(w, false)), size = params.unpool_size.value_or(Pair{});
    return std::ranges::any_of(
        std::initializer_list<std::int64_t>{w.kernel.h, w.kernel.w, s.h, s.w, w.padding.h, w.padding.w,
                                            size.h, size.w},
        [](std::int64_t v) { return v > limits::parameter || v < -limits::parameter; });
}

// Asked for, but too far from the size that the window gives.
Problem wrong_size(Pair asked, const Numbers& n, int axis, Pair own) {
    const std::int64_t size = axis == 0 ? asked.h : asked.w;
    Problem p(Message("problem.unpool.size", {n.size() - n.s + 1, n.size() + n.s - 1, size}));
    p.framework = fmt::format("invalid output_size \"({}, {})\" (dim {} must be between {} and {})", asked.h,
                              asked.w, axis, n.size() - n.s, n.size() + n.s);
    p.arithmetic = {
        value(n.size(), "term.own_size"), symbol("−"), value(n.s, "term.stride"),        symbol("<"),
        value(size, "term.size", true),   symbol("<"), value(n.size(), "term.own_size"), symbol("+"),
        value(n.s, "term.stride")};
    p.verdict = size <= n.size() - n.s ? fmt::format("{} ≤ {}", show_int(size), show_int(n.size() - n.s))
                                       : fmt::format("{} ≥ {}", show_int(size), show_int(n.size() + n.s));
    p.parameter = "unpool_size";
    if (own.h >= 1 && own.w >= 1) p.fixes.push_back(size_fix("unpool_size", own));
    return p;
}

// The framework takes 0 and stumbles over less, without words for it.
Problem no_cells(Pair size, const Shape& input, const Params& params) {
    const int axis = size.h < 1 ? 0 : 1;
    Problem p(Message("problem.unpool.empty", {size.h, size.w}));
    p.arithmetic = unpool_formula(params, input, axis);
    p.verdict = fmt::format("{} < 1", show_int(axis == 0 ? size.h : size.w));
    p.parameter = params.window.padding != Pair{0, 0} ? "padding" : "kernel_size";
    return p;
}

Problem outside(std::int64_t index, Pair size) {
    Problem p(Message("problem.unpool.index", {index, size.h, size.w, size.h * size.w - 1}));
    p.framework = fmt::format("Found an invalid max index: {} (output volumes are of size {}x{}", index,
                              size.h, size.w);
    p.arithmetic = {value(index, "term.index", true), symbol("<"), value(size.h, "term.height"), symbol("·"),
                    value(size.w, "term.width"),      symbol("="), outcome(size.h * size.w)};
    p.verdict = index < 0 ? fmt::format("{} < 0", show_int(index))
                          : fmt::format("{} ≥ {}", show_int(index), show_int(size.h * size.w));
    p.parameter = "unpool_size";
    return p;
}

Expected<Pair> size_of(const Params& params, const Shape& input) {
    const Pair own = unpooled_size(params, input), asked = params.unpool_size.value_or(own);
    if (params.unpool_size)
        for (int axis = 0; axis < 2; ++axis) {
            const Numbers n = along(params, input, axis);
            if (std::abs((axis == 0 ? asked.h : asked.w) - n.size()) >= n.s)
                return fail(wrong_size(asked, n, axis, own));
        }
    if (asked.h < 1 || asked.w < 1) return fail(no_cells(asked, input, params));
    if (!check_shape({input.n, input.c, asked.h, asked.w}))
        return fail(too_large(asked, params.unpool_size ? "unpool_size" : "stride"));
    return asked;
}

// The framework goes through all of them and names the last one that is wrong.
Expected<void> check_indices(const Indices& indices, const Shape& input, Pair size) {
    if (indices.shape() != input) {
        Problem p(Message("problem.unpool.shape", {indices.shape().h, indices.shape().w, input.h, input.w}));
        p.framework = other_indices_words(input, indices.shape());
        return fail(std::move(p));
    }
    const auto all = indices.data();
    const auto wrong =
        std::find_if(all.rbegin(), all.rend(), [&](std::int64_t v) { return v < 0 || v >= size.h * size.w; });
    if (wrong != all.rend()) return fail(outside(*wrong, size));
    return {};
}

Expected<Plan> plan(const Params& params, const Shape& input) {
    if (const auto fits = check_shape(input); !fits) return tl::unexpected(fits.error());
    if (huge(params)) return fail("problem.unpool.huge", {limits::parameter});
    const auto size = size_of(params, input);
    if (!size) return tl::unexpected(size.error());
    if (!params.indices.empty())
        if (const auto named = check_indices(params.indices, input, *size); !named)
            return tl::unexpected(named.error());
    return Plan{cell_by_cell(input), {input.n, input.c, size->h, size->w}, params.indices};
}

Forward forward(const Params&, const Plan& plan, const Tensor& input, const Wanted&) {
    std::vector<float> values(static_cast<std::size_t>(plan.out.count()));
    if (plan.indices.empty()) return {Tensor(plan.out, std::move(values)), {}};
    const auto from = input.data();
    const auto named = plan.indices.data();
    const auto in_plane = static_cast<std::size_t>(input.shape().plane()),
               out_plane = static_cast<std::size_t>(plan.out.plane());
    for (std::size_t i = 0; i < from.size(); ++i)
        values[i / in_plane * out_plane + static_cast<std::size_t>(named[i])] = from[i];
    return {Tensor(plan.out, std::move(values)), {}};
}

// Each value answers for the cell that it was sent to, even where another one lies on it now: as the
// framework has it.
Tensor backward(const Params&, const Plan& plan, const Tensor& input, const Tensor& gradient) {
    if (plan.indices.empty())
        return Tensor(input.shape(), std::vector<float>(static_cast<std::size_t>(input.shape().count())));
    std::vector<float> received;
    received.reserve(input.data().size());
    const std::int64_t in_plane = input.shape().plane(), out_plane = plan.out.plane();
    for (const std::int64_t named : plan.indices.data()) {
        const auto plane = static_cast<std::int64_t>(received.size()) / in_plane;
        received.push_back(gradient.data()[static_cast<std::size_t>(plane * out_plane + named)]);
    }
    return Tensor(input.shape(), std::move(received));
}

Step explain(const Params&, const Plan& plan, const Tensor& input, std::int64_t n, std::int64_t c,
             Position out, std::int64_t) {
    Step step = begin_step(plan.window, input, n, c, out, 0, false);
    step.c = c;
    step.how = Reduction::place;
    step.result = input.at(n, c, out.y, out.x);
    step.running = {step.result};
    step.lands = plan.lands(n, c, out);
    return step;
}

std::string code(const Params& params) {
    const WindowSpec& w = params.window;
    return fmt::format("nn.MaxUnpool2d({}{}{})", python(w.kernel),
                       keyword("stride", w.stride.value_or(w.kernel), w.kernel),
                       keyword("padding", w.padding, {0, 0}));
}

constexpr Param parameters[] = {Param::kernel_size, Param::stride, Param::padding, Param::unpool_size};

}  // namespace

std::string other_indices_words(const Shape& input, const Shape& indices) {
    return fmt::format(
        "Expected shape of indices to be same as that of the input tensor ({}) but got indices tensor with "
        "shape: {}",
        python(input), python(indices));
}

Pair unpooled_size(const Params& params, const Shape& input) {
    return {along(params, input, 0).size(), along(params, input, 1).size()};
}

std::vector<Term> unpool_formula(const Params& params, const Shape& input, int axis) {
    const Numbers n = along(params, input, axis);
    return {symbol("("),     value(n.o, "term.input"), symbol("− 1 ) ·"), value(n.s, "term.stride"),
            symbol("− 2 ·"), value(n.p, "term.pad"),   symbol("+"),       value(n.k, "term.kernel"),
            symbol("="),     outcome(n.size())};
}

std::int64_t writer_of(const Plan& plan, std::int64_t n, std::int64_t c, std::int64_t cell,
                       std::int64_t steps) {
    if (plan.indices.empty()) return 0;
    const auto first = plan.indices.plane(n, c).first(static_cast<std::size_t>(steps));
    return std::find(first.rbegin(), first.rend(), cell).base() - first.begin();
}

std::vector<std::int64_t> writers_of(const Plan& plan, std::int64_t n, std::int64_t c, std::int64_t steps) {
    std::vector<std::int64_t> last(static_cast<std::size_t>(plan.out.plane()), 0);
    if (plan.indices.empty()) return last;
    const auto named = plan.indices.plane(n, c);
    for (std::int64_t step = 1; step <= steps; ++step)
        last[static_cast<std::size_t>(named[static_cast<std::size_t>(step - 1)])] = step;
    return last;
}

const OpInfo max_unpool{.name = "max_unpool",
                        .word = "op.max_unpool",
                        .family = Family::back,
                        .phases = {"slide", "take", "find", "drop"},
                        .how = Reduction::place,
                        .reads_indices = true,
                        .params = parameters,
                        .plan = plan,
                        .forward = forward,
                        .backward = backward,
                        .explain = explain,
                        .code = code,
                        .onnx = "MaxUnpool"};

}  // namespace pw
