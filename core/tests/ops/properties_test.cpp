// What must hold for every input, where no framework is there to compare with.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/ops/op.h"

namespace pw {
namespace {

std::int64_t pick(std::int64_t low, std::int64_t high) { return *rc::gen::inRange(low, high + 1); }
bool flip() { return *rc::gen::arbitrary<bool>(); }

Shape pick_shape(std::int64_t most = 9) { return {pick(1, 2), pick(1, 3), pick(1, most), pick(1, most)}; }

// Whole numbers, so that sums are exact.
Tensor pick_tensor(const Shape& shape, std::int64_t low = -9, std::int64_t high = 9) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < shape.count(); ++i) values.push_back(static_cast<float>(pick(low, high)));
    return Tensor(shape, std::move(values));
}

Params pick_params(const OpInfo& op, const Shape& input) {
    Params p;
    p.window.kernel = {pick(1, 4), pick(1, 4)};
    if (flip()) p.window.stride = Pair{pick(1, 4), pick(1, 4)};
    p.window.padding = {pick(0, p.window.kernel.h / 2), pick(0, p.window.kernel.w / 2)};
    p.window.ceil_mode = flip();
    p.count_include_pad = flip();
    if (flip()) p.divisor_override = flip() ? pick(1, 9) : pick(-9, -1);
    p.output_size = {pick(1, 9), pick(1, 9)};
    p.norm_type = pick(1, 3);
    p.seed = pick(0, 1000);
    if (op.has(Param::samples)) {
        p.window.kernel = {pick(1, std::min<std::int64_t>(3, input.h)),
                           pick(1, std::min<std::int64_t>(3, input.w))};
        p.output_size = {pick(1, input.h - p.window.kernel.h + 1), pick(1, input.w - p.window.kernel.w + 1)};
        p.samples = {static_cast<float>(pick(0, 99)) / 100, static_cast<float>(pick(0, 99)) / 100};
    }
    if (!op.has(Param::weight)) return p;
    p.window.dilation = {pick(1, 2), pick(1, 2)};
    p.weight = pick_tensor({pick(1, 3), input.c, p.window.kernel.h, p.window.kernel.w});
    if (flip()) p.bias = pick_tensor({1, 1, 1, p.weight.shape().n});
    return p;
}

const OpInfo& pick_op(const std::vector<std::string_view>& names) {
    return *find_op(names[static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(names.size()) - 1))]);
}

template <class Map>
Tensor mapped(const Tensor& t, const Map& map) {
    std::vector<float> values(t.data().begin(), t.data().end());
    std::ranges::transform(values, values.begin(), map);
    return Tensor(t.shape(), std::move(values));
}
Tensor negative(const Tensor& t) {
    return mapped(t, [](float v) { return -v; });
}

bool equal(const Tensor& a, const Tensor& b) {
    return a.shape() == b.shape() && std::ranges::equal(a.data(), b.data());
}
bool equal(const Indices& a, const Indices& b) {
    return a.shape() == b.shape() && std::ranges::equal(a.data(), b.data());
}

double product(const Tensor& a, const Tensor& b) {
    return std::inner_product(a.data().begin(), a.data().end(), b.data().begin(), 0.);
}

RC_GTEST_PROP(Properties, MaximaCommuteWithMonotoneMaps, ()) {
    const OpInfo& op =
        pick_op({"max_pool", "min_pool", "adaptive_max_pool", "global_max_pool", "fractional_max_pool"});
    const Tensor x = pick_tensor(pick_shape());
    const Params p = pick_params(op, x.shape());
    const auto plan = op.plan(p, x.shape());
    RC_PRE(plan.has_value());
    const auto rising = [](float v) { return v * v * v + 2 * v + 1; };
    const Forward before = op.forward(p, *plan, mapped(x, rising), {.indices = true}),
                  after = op.forward(p, *plan, x, {.indices = true});
    RC_ASSERT(equal(before.values, mapped(after.values, rising)));
    RC_ASSERT(equal(before.indices, after.indices));
    // One that makes ties keeps the values.
    const auto flat = [](float v) { return std::clamp(v, -3.f, 4.f); };
    RC_ASSERT(
        equal(op.forward(p, *plan, mapped(x, flat), {.indices = true}).values, mapped(after.values, flat)));
}

RC_GTEST_PROP(Properties, MinimaAreNegativeMaximaOfTheNegative, ()) {
    const OpInfo &least = *find_op("min_pool"), &largest = *find_op("max_pool");
    const Tensor x = pick_tensor(pick_shape());
    Params p = pick_params(least, x.shape());
    p.window.dilation = {pick(1, 3), pick(1, 3)};  // windows without a real cell, too
    const auto plan = least.plan(p, x.shape());
    RC_PRE(plan.has_value());
    const Forward ours = least.forward(p, *plan, x, {.indices = true}),
                  twin = largest.forward(p, *plan, negative(x), {.indices = true});
    RC_ASSERT(equal(ours.values, negative(twin.values)));
    RC_ASSERT(equal(ours.indices, twin.indices));
    const Tensor dy = pick_tensor(plan->out);
    RC_ASSERT(equal(*backward(least, p, *plan, x, dy), *backward(largest, p, *plan, negative(x), dy)));
}

// Rows added above and columns added on the left, as many as the stride has.
Tensor shifted(const Tensor& x, Pair by) {
    const Shape from = x.shape(), to{from.n, from.c, from.h + by.h, from.w + by.w};
    std::vector<float> values;
    for (std::int64_t n = 0; n < to.n; ++n)
        for (std::int64_t c = 0; c < to.c; ++c)
            for (std::int64_t y = 0; y < to.h; ++y)
                for (std::int64_t i = 0; i < to.w; ++i)
                    values.push_back(y < by.h || i < by.w ? 100.f : x.at(n, c, y - by.h, i - by.w));
    return Tensor(to, std::move(values));
}

RC_GTEST_PROP(Properties, ShiftsByTheStrideShiftTheOutput, ()) {
    const OpInfo& op = pick_op({"max_pool", "min_pool", "avg_pool", "lp_pool", "blur_pool", "conv"});
    const Tensor x = pick_tensor(pick_shape(), 0, 9);
    Params p = pick_params(op, x.shape());
    p.window.padding = {0, 0};
    const Tensor moved = shifted(x, stride_of(op, p));
    const auto plan = op.plan(p, x.shape()), wide = op.plan(p, moved.shape());
    RC_PRE(plan.has_value() && wide.has_value());
    const Tensor a = op.forward(p, *plan, x, {}).values, b = op.forward(p, *wide, moved, {}).values;
    const Shape s = a.shape();
    RC_ASSERT(b.shape() == (Shape{s.n, s.c, s.h + 1, s.w + 1}));
    for (std::int64_t n = 0; n < s.n; ++n)
        for (std::int64_t c = 0; c < s.c; ++c)
            for (std::int64_t y = 0; y < s.h; ++y)
                for (std::int64_t i = 0; i < s.w; ++i) {
                    const float v = a.at(n, c, y, i), w = b.at(n, c, y + 1, i + 1);
                    RC_ASSERT(v == w || (std::isnan(v) && std::isnan(w)));
                }
}

const std::vector<std::string_view> linear{"avg_pool", "blur_pool", "adaptive_avg_pool", "global_avg_pool",
                                           "conv"};

RC_GTEST_PROP(Properties, AveragesAreLinear, ()) {
    const OpInfo& op = pick_op(linear);
    const Tensor x = pick_tensor(pick_shape()), y = pick_tensor(x.shape());
    Params p = pick_params(op, x.shape());
    p.bias = {};
    const auto plan = op.plan(p, x.shape());
    RC_PRE(plan.has_value());
    const auto a = static_cast<float>(pick(-5, 5)), b = static_cast<float>(pick(-5, 5));
    std::vector<float> mixed;
    for (std::size_t i = 0; i < x.data().size(); ++i) mixed.push_back(a * x.data()[i] + b * y.data()[i]);
    const Tensor whole = op.forward(p, *plan, Tensor(x.shape(), mixed), {}).values;
    const Tensor of_x = op.forward(p, *plan, x, {}).values, of_y = op.forward(p, *plan, y, {}).values;
    for (std::size_t i = 0; i < whole.data().size(); ++i) {
        const double u = a * of_x.data()[i], v = b * of_y.data()[i];
        RC_ASSERT(std::abs(whole.data()[i] - (u + v)) <= 1e-6 * (1 + std::abs(u) + std::abs(v)));
    }
}

// <dy, A x> = <Aᵀ dy, x>.
RC_GTEST_PROP(Properties, GradientsOfLinearOnesAreTheirTransposes, ()) {
    const OpInfo& op = pick_op(linear);
    const Tensor x = pick_tensor(pick_shape());
    Params p = pick_params(op, x.shape());
    p.bias = {};
    const auto plan = op.plan(p, x.shape());
    RC_PRE(plan.has_value());
    const Tensor dy = pick_tensor(plan->out);
    const double there = product(dy, op.forward(p, *plan, x, {}).values);
    const double back = product(*backward(op, p, *plan, x, dy), x);
    RC_ASSERT(std::abs(there - back) <= 1e-4 * (1 + std::abs(there)));
}

// Different everywhere, so that a small step changes no winner; none is 0, none is negative for a root.
Tensor pick_distinct(const Shape& shape, bool positive) {
    std::vector<float> values(static_cast<std::size_t>(shape.count()));
    std::iota(values.begin(), values.end(), positive ? 1.f : .5f - static_cast<float>(values.size() / 2));
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(i) - 1))]);
    return Tensor(shape, std::move(values));
}

Tensor with(const Tensor& t, std::size_t i, float v) {
    std::vector<float> values(t.data().begin(), t.data().end());
    values[i] = v;
    return Tensor(t.shape(), std::move(values));
}

RC_GTEST_PROP(Properties, GradientsAreFiniteDifferences, ()) {
    const OpInfo& op =
        *all_ops()[static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(all_ops().size()) - 1))];
    RC_PRE(!op.reads_indices && !op.has(Param::seed));  // a small step may change what is drawn
    const bool root = op.how == Reduction::norm;
    const Tensor x = pick_distinct({1, pick(1, 2), pick(1, 5), pick(1, 5)}, root);
    const Params p = pick_params(op, x.shape());
    const auto plan = op.plan(p, x.shape());
    RC_PRE(plan.has_value());
    const Tensor dy = pick_tensor(plan->out, 1, 5);
    const Tensor dx = *backward(op, p, *plan, x, dy);
    constexpr float step = .125f;
    for (std::size_t i = 0; i < x.data().size(); ++i) {
        const float v = x.data()[i];
        const double up = product(dy, op.forward(p, *plan, with(x, i, v + step), {}).values);
        const double down = product(dy, op.forward(p, *plan, with(x, i, v - step), {}).values);
        const double slope = (up - down) / (2 * step);
        RC_ASSERT(std::abs(slope - dx.data()[i]) <= (root ? 2e-2 : 1e-3) * (1 + std::abs(slope)));
    }
}

RC_GTEST_PROP(Properties, MaximaPassTheWholeGradientOn, ()) {
    const OpInfo& op =
        pick_op({"max_pool", "min_pool", "adaptive_max_pool", "global_max_pool", "fractional_max_pool"});
    const Tensor x = pick_tensor(pick_shape());
    const Params p = pick_params(op, x.shape());
    const auto plan = op.plan(p, x.shape());
    RC_PRE(plan.has_value());
    const Tensor dy = pick_tensor(plan->out), dx = *backward(op, p, *plan, x, dy);
    RC_ASSERT(std::accumulate(dx.data().begin(), dx.data().end(), 0.) ==
              std::accumulate(dy.data().begin(), dy.data().end(), 0.));
}

RC_GTEST_PROP(Properties, GlobalIsAdaptiveToOneCell, ()) {
    const bool average = flip();
    const OpInfo& global = *find_op(average ? "global_avg_pool" : "global_max_pool");
    const OpInfo& adaptive = *find_op(average ? "adaptive_avg_pool" : "adaptive_max_pool");
    const Tensor x = pick_tensor(pick_shape());
    Params p;
    p.output_size = {1, 1};
    const auto a = global.plan(p, x.shape()), b = adaptive.plan(p, x.shape());
    RC_ASSERT(a.has_value() && b.has_value() && a->window == b->window && a->out == b->out);
    const Forward of_a = global.forward(p, *a, x, {.indices = true}),
                  of_b = adaptive.forward(p, *b, x, {.indices = true});
    RC_ASSERT(equal(of_a.values, of_b.values));
    RC_ASSERT(equal(of_a.indices, of_b.indices));
    const Tensor dy = pick_tensor(a->out);
    RC_ASSERT(equal(*backward(global, p, *a, x, dy), *backward(adaptive, p, *b, x, dy)));
}

void check_readers(const Axis& axis) {
    const std::vector<bool> read = axis.read_mask();
    for (std::int64_t i = 0; i < axis.input(); ++i) {
        std::vector<std::int64_t> readers;
        for (std::int64_t o = 0; o < axis.outputs(); ++o) {
            const Axis::Range real = axis.real_taps(o);
            for (std::int64_t j = real.begin; j < real.end; ++j)
                if (axis.at(o, j) == i) {
                    readers.push_back(o);
                    RC_ASSERT(axis.tap(o, i) == j);
                }
        }
        RC_ASSERT(axis.readers(i) == readers);
        RC_ASSERT(read[static_cast<std::size_t>(i)] == !readers.empty());
    }
}

RC_GTEST_PROP(Properties, ReadersAreTheInverseOfTaps, ()) {
    WindowSpec spec;
    spec.kernel = {pick(1, 6), pick(1, 6)};
    spec.stride = Pair{pick(1, 7), pick(1, 7)};
    spec.dilation = {pick(1, 4), pick(1, 4)};
    spec.padding = {pick(0, 9), pick(0, 9)};
    spec.ceil_mode = flip();
    const WindowUse use = flip() ? WindowUse::conv : WindowUse::max_pool;
    const auto window = resolve(spec, use, {1, 1, pick(1, 20), pick(1, 20)});
    RC_PRE(window.has_value());
    check_readers(window->rows);
    check_readers(window->columns);
}

RC_GTEST_PROP(Properties, ReadersOfAdaptiveWindows, ()) {
    check_readers(Axis::adaptive(pick(1, 30), pick(1, 40)));
}

RC_GTEST_PROP(Properties, ReadersOfFractionalWindows, ()) {
    const std::int64_t n = pick(1, 40), k = pick(1, n);
    check_readers(Axis::fractional(n, pick(1, n - k + 1), k, static_cast<float>(pick(0, 999)) / 1000));
}

}  // namespace
}  // namespace pw
