#include "core/tests/oracle/cases.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include "core/ops/unpool.h"

namespace pw::oracle {
namespace {

constexpr float inf = std::numeric_limits<float>::infinity();

float any_value(Dice& dice, std::int64_t kind) {
    switch (kind) {
        case 0:
            return static_cast<float>(dice.real());
        case 1:
            return static_cast<float>(dice.roll(-2, 2));  // ties
        case 2: {
            const float special[] = {std::nanf(""), inf, -inf, 0.f, -0.f};
            return dice.one_in(4) ? special[dice.roll(0, 4)] : static_cast<float>(dice.roll(-3, 3));
        }
        case 3:
            return dice.one_in(6) ? 1.f : -inf;
        case 4:  // sums leave float32
            return static_cast<float>(std::ldexp(dice.real(), dice.one_in(3) ? 124 : 0));
        default:  // cancelling sums of very different sizes
            return static_cast<float>(std::ldexp(dice.real(), static_cast<int>(dice.roll(-30, 30))));
    }
}

Pair any_pair(Dice& dice, std::int64_t low, std::int64_t high) {
    const std::int64_t h = dice.roll(low, high);
    return {h, dice.one_in(2) ? h : dice.roll(low, high)};
}

std::int64_t& component(Dice& dice, Pair& p) { return dice.one_in(2) ? p.h : p.w; }

// One wrong number, or two, so that the order of the checks shows.
void break_window(Dice& dice, WindowSpec& spec) {
    for (std::int64_t i = dice.roll(1, 2); i > 0; --i) {
        switch (dice.roll(0, 4)) {
            case 0:
                component(dice, spec.kernel) = dice.roll(-5, 0);
                break;
            case 1:
                if (!spec.stride) spec.stride = spec.kernel;
                component(dice, *spec.stride) = dice.roll(-2, 0);
                break;
            case 2:
                component(dice, spec.padding) = dice.roll(-2, -1);
                break;
            case 3:
                component(dice, spec.padding) = dice.roll(3, 9);
                break;
            default:
                component(dice, spec.dilation) = dice.roll(-3, 0);
                break;
        }
    }
}

// Up to half of the kernel, or of the dilated one.
Pair half_of(Dice& dice, const WindowSpec& spec) {
    const Pair d = dice.one_in(3) ? spec.dilation : Pair{1, 1};
    return {dice.roll(0, (d.h * (spec.kernel.h - 1) + 1) / 2),
            dice.roll(0, (d.w * (spec.kernel.w - 1) + 1) / 2)};
}

WindowSpec any_window(Dice& dice, bool pool) {
    WindowSpec spec;
    spec.kernel = any_pair(dice, 1, dice.one_in(8) ? 12 : 4);
    if (!dice.one_in(3)) spec.stride = any_pair(dice, 1, 4);
    spec.dilation = dice.one_in(3) ? any_pair(dice, 1, 3) : Pair{1, 1};
    if (dice.one_in(2)) spec.padding = pool ? half_of(dice, spec) : any_pair(dice, 0, 3);
    spec.ceil_mode = pool && dice.one_in(2);
    return spec;
}

void give_weights(Dice& dice, Params& params, const Shape& input, bool broken) {
    const Pair k = params.window.kernel;
    const std::int64_t out = dice.roll(1, 3);
    const std::int64_t in = broken && dice.one_in(4) ? input.c + 1 : input.c;
    params.weight =
        any_tensor(dice, {out, in, std::max<std::int64_t>(1, k.h), std::max<std::int64_t>(1, k.w)});
    params.window.kernel = {params.weight.shape().h, params.weight.shape().w};
    if (dice.one_in(2)) params.bias = any_tensor(dice, {1, 1, 1, broken && dice.one_in(3) ? out + 1 : out});
}

// Indices that name cells of the output, some of them twice; broken: one beside it, or indices of
// another input.
void give_indices(Dice& dice, Params& params, const Shape& input, bool broken) {
    if (const Pair own = unpooled_size(params, input); own.h < 1 || own.w < 1) params.window.padding = {0, 0};
    const Pair own = unpooled_size(params, input),
               stride = params.window.stride.value_or(params.window.kernel);
    const auto beside = [&](std::int64_t side, std::int64_t s) {
        return std::max<std::int64_t>(1, side + dice.roll(1 - s, s - 1));
    };
    if (dice.one_in(3)) params.unpool_size = Pair{beside(own.h, stride.h), beside(own.w, stride.w)};
    const Pair size = params.unpool_size.value_or(own);
    Shape shape = input;
    const bool strange = broken && dice.one_in(2);
    if (strange) shape.w += 1;
    std::vector<std::int64_t> named(static_cast<std::size_t>(shape.count()));
    for (std::int64_t& v : named) v = dice.roll(0, size.h * size.w - 1);
    if (broken && !strange)
        named[static_cast<std::size_t>(dice.roll(0, std::ssize(named) - 1))] =
            dice.one_in(2) ? -dice.roll(1, 5) : size.h * size.w + dice.roll(0, 5);
    params.indices = Indices(shape, std::move(named));
}

// An output that fits; broken: one that doesn't, or has no cells. Samples lie at the ends of their range,
// too.
void give_samples(Dice& dice, Params& params, const Shape& input, bool broken) {
    Pair& k = params.window.kernel;
    k = {std::clamp<std::int64_t>(k.h, 1, input.h), std::clamp<std::int64_t>(k.w, 1, input.w)};
    const Pair most{input.h - k.h + 1, input.w - k.w + 1};
    params.output_size = {dice.roll(1, most.h), dice.roll(1, most.w)};
    if (broken) component(dice, params.output_size) = dice.one_in(2) ? dice.roll(-3, -1) : dice.roll(12, 80);
    const auto sample = [&] {
        const float ends[] = {0, .5f, std::nextafter(1.f, 0.f)};
        if (dice.one_in(4)) return ends[dice.roll(0, 2)];
        return static_cast<float>(dice.roll(0, 9999)) / 10000;
    };
    params.samples.w = sample();
    params.samples.h = sample();
}

// An input can be a single cell, or longer than any vector and its tail.
Shape any_shape(Dice& dice) {
    const std::int64_t side = dice.one_in(6) ? 1 : dice.one_in(10) ? 70 : 11;
    return {dice.roll(1, 2), dice.roll(1, 5), dice.roll(1, side), dice.roll(1, side)};
}

const OpInfo* any_op(Dice& dice, bool broken) {
    for (;;) {
        const OpInfo* op = all_ops()[static_cast<std::size_t>(
            dice.roll(0, static_cast<std::int64_t>(all_ops().size()) - 1))];
        // One value to one has the least to compare; what has no parameters can't be broken.
        if (op->how == Reduction::map && !dice.one_in(4)) continue;
        if (op->has(Param::seed)) continue;  // torch draws other numbers
        if (!broken || !op->params.empty()) return op;
    }
}

}  // namespace

Tensor any_tensor(Dice& dice, Shape shape) {
    const std::int64_t kind = dice.roll(0, 5);
    std::vector<float> values(static_cast<std::size_t>(shape.count()));
    for (float& v : values) v = any_value(dice, kind);
    return Tensor(shape, std::move(values));
}

Case any_case(Dice& dice, bool broken) {
    Case c;
    c.op = any_op(dice, broken);
    c.input = any_tensor(dice, any_shape(dice));
    const bool conv = c.op->has(Param::weight);
    c.params.window = any_window(dice, c.op->how != Reduction::sum);
    c.params.count_include_pad = dice.one_in(2);
    if (dice.one_in(4)) c.params.divisor_override = dice.one_in(4) ? dice.roll(-3, -1) : dice.roll(1, 9);
    c.params.norm_type = dice.roll(1, 5);
    c.params.output_size = any_pair(dice, 1, 12);
    if (c.op->reads_indices) {
        give_indices(dice, c.params, c.input.shape(), broken);
    } else if (broken) {
        break_window(dice, c.params.window);
        component(dice, c.params.output_size) = dice.roll(-3, -1);
        if (dice.one_in(8)) c.params.divisor_override = 0;
    }
    // Neither has weights or windows for a kernel without cells.
    if (c.op->use == WindowUse::blur_pool)
        for (std::int64_t* k : {&c.params.window.kernel.h, &c.params.window.kernel.w})
            *k = std::max<std::int64_t>(1, *k);
    if (c.op->has(Param::samples)) give_samples(dice, c.params, c.input.shape(), broken);
    if (conv) give_weights(dice, c.params, c.input.shape(), broken);
    return c;
}

std::string told(const Case& c) {
    const Shape& s = c.input.shape();
    const WindowSpec& w = c.params.window;
    std::ostringstream out;
    out << c.op->name << ": " << c.op->code(c.params) << " on " << s.n << "x" << s.c << "x" << s.h << "x"
        << s.w << ", dilation " << w.dilation.h << "," << w.dilation.w << ", weight "
        << c.params.weight.shape().c << ", bias " << c.params.bias.shape().w;
    return out.str();
}

}  // namespace pw::oracle
