#include "core/walk/patch.h"

#include <algorithm>
#include <cstring>

namespace pw {

namespace {

constexpr std::int64_t worth_it = 1 << 18;  // taps; above, the loops over everything are as quick

std::optional<Axis::Range> readers(const Axis& axis, Axis::Range cells) {
    std::optional<Axis::Range> all;
    for (std::int64_t i = cells.begin; i < cells.end; ++i) {
        const std::vector<std::int64_t> some = axis.readers(i);
        if (some.empty()) continue;
        if (!all) all = Axis::Range{some.front(), some.back() + 1};
        all->begin = std::min(all->begin, some.front());
        all->end = std::max(all->end, some.back() + 1);
    }
    return all;
}

// The outputs' planes that the input's reach: their own, or each one of the sample when channels mix.
Region reached(const Stage& stage, const Plan& plan, const Shape& input, const Region& changed) {
    Region out = changed;
    if (stage.op->has(Param::weight)) {
        out.first = changed.first / input.c * plan.out.c;
        out.last = ((changed.last - 1) / input.c + 1) * plan.out.c;
    }
    return out;
}

std::int64_t index_of(const Step& step, std::int64_t width) {
    if (step.winner < 0) return -1;
    const Position at = step.taps[static_cast<std::size_t>(step.winner)].at;
    return at.y * width + at.x;
}

template <class T>
std::vector<T> copied(const Array<T>& all) {
    return {all.data().begin(), all.data().end()};
}

}  // namespace

std::optional<Region> difference(const Tensor& before, const Tensor& after) {
    const Shape& shape = before.shape();
    if (shape != after.shape()) return {};
    Region all;
    const auto width = static_cast<std::size_t>(shape.w);
    for (std::int64_t row = 0; row < shape.n * shape.c * shape.h; ++row) {
        const float* const a = before.data().data() + row * shape.w;
        const float* const b = after.data().data() + row * shape.w;
        if (std::memcmp(a, b, width * sizeof(float)) == 0) continue;
        const std::int64_t plane = row / shape.h, y = row % shape.h;
        std::int64_t from = 0, to = shape.w;
        while (same_bits(a[from], b[from])) ++from;
        while (same_bits(a[to - 1], b[to - 1])) --to;
        if (all.empty()) all = {plane, plane, {y, y}, {from, to}};
        all.last = plane + 1;
        all.rows = {std::min(all.rows.begin, y), std::max(all.rows.end, y + 1)};
        all.columns = {std::min(all.columns.begin, from), std::max(all.columns.end, to)};
    }
    return all;
}

std::optional<Forward> patched(const Stage& stage, const StageResult& before, const Tensor& last,
                               const Tensor& input) {
    const Plan& plan = before.plan;
    const OpInfo& op = *stage.op;
    if (op.how == Reduction::place || (op.repeats && !op.repeats(plan))) return {};
    const std::optional<Region> changed = difference(last, input);
    if (!changed) return {};
    if (changed->empty()) return before.out;
    const auto rows = readers(plan.window.rows, changed->rows),
               columns = readers(plan.window.columns, changed->columns);
    if (!rows || !columns) return before.out;
    const Region out = reached(stage, plan, input.shape(), *changed);
    const std::int64_t taps = plan.window.rows.max_taps() * plan.window.columns.max_taps(),
                       mixed = op.has(Param::weight) ? input.shape().c : 1;
    const std::int64_t windows = (out.last - out.first) * rows->size() * columns->size();
    if (windows > worth_it / std::max<std::int64_t>(1, taps * mixed)) return {};

    std::vector<float> values;
    std::vector<std::int64_t> indices;
    for (std::int64_t plane = out.first; plane < out.last; ++plane) {
        for (std::int64_t y = rows->begin; y < rows->end; ++y) {
            for (std::int64_t x = columns->begin; x < columns->end; ++x) {
                const std::int64_t n = plane / plan.out.c, c = plane % plan.out.c;
                const auto at = static_cast<std::size_t>((plane * plan.out.h + y) * plan.out.w + x);
                const Step step = op.explain(stage.params, plan, input, n, c, {y, x}, 0);
                if (values.empty() && !same_bits(before.out.values.data()[at], step.result))
                    values = copied(before.out.values);
                if (!values.empty()) values[at] = step.result;
                if (before.out.indices.empty()) continue;
                const std::int64_t index = index_of(step, input.shape().w);
                if (indices.empty() && before.out.indices.data()[at] != index)
                    indices = copied(before.out.indices);
                if (!indices.empty()) indices[at] = index;
            }
        }
    }
    Forward result = before.out;
    if (!values.empty()) result.values = Tensor(plan.out, std::move(values));
    if (!indices.empty()) result.indices = Indices(plan.out, std::move(indices));
    return result;
}

}  // namespace pw
