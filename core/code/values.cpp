#include "core/code/values.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/tensor/tensor.h"
#include "core/walk/random.h"

namespace pw::code {

namespace {

constexpr std::size_t most_axes = 8;
constexpr double most_whole = 1e9;  // beyond, sizes and counts mean nothing here

Numbers with(std::vector<std::int64_t> shape, std::vector<float> values) {
    return {std::move(shape), std::make_shared<const std::vector<float>>(std::move(values))};
}

// Nothing when there is nothing in it, or far too much.
std::optional<std::int64_t> count_of(std::span<const std::int64_t> shape) {
    if (shape.size() > most_axes) return {};
    std::int64_t count = 1;
    for (const std::int64_t side : shape) {
        if (side < 1 || side > limits::elements / count) return {};
        count *= side;
    }
    return count;
}

template <class Next>
std::optional<Numbers> made(const std::vector<std::int64_t>& shape, Budget& budget, const Next& next) {
    const auto count = count_of(shape);
    if (!count || !budget.take(*count)) return {};
    std::vector<float> values(static_cast<std::size_t>(*count));
    for (float& v : values) v = next();
    return with(shape, std::move(values));
}

// Appends what the value holds; its shape must be `shape` from `axis` on, which grows with the first branch.
class Flattened {
  public:
    explicit Flattened(Budget& budget) : budget_(budget) {}

    bool add(const Value& value, std::size_t axis) {
        switch (value.kind) {
            case Value::Kind::number:
            case Value::Kind::truth:
                return ends(axis) && put(static_cast<float>(value.number));
            case Value::Kind::numbers:
                return add(value.numbers, axis);
            case Value::Kind::list:
                return add(*value.items, axis);
            default:
                return false;
        }
    }
    Numbers take() { return with(std::move(shape_), std::move(values_)); }

  private:
    bool side(std::size_t axis, std::int64_t length) {
        if (length < 1 || axis >= most_axes) return false;
        if (known_ || axis < shape_.size()) return axis < shape_.size() && shape_[axis] == length;
        shape_.push_back(length);
        return true;
    }
    bool ends(std::size_t axis) {
        known_ = true;
        return axis == shape_.size();
    }
    bool put(float v) {
        if (!budget_.take(1)) return false;
        values_.push_back(v);
        return true;
    }
    bool add(const std::vector<Value>& items, std::size_t axis) {
        if (!side(axis, static_cast<std::int64_t>(items.size()))) return false;
        return std::ranges::all_of(items, [&](const Value& v) { return add(v, axis + 1); });
    }
    bool add(const Numbers& n, std::size_t axis) {
        for (const std::int64_t length : n.shape)
            if (!side(axis++, length)) return false;
        if (!ends(axis) || !budget_.take(n.count())) return false;
        values_.insert(values_.end(), n.values->begin(), n.values->end());
        return true;
    }

    Budget& budget_;
    std::vector<std::int64_t> shape_;
    std::vector<float> values_;
    bool known_ = false;  // a number has been met: no more axes
};

std::optional<double> arithmetic(double a, std::string_view op, double b) {
    double result = 0;
    if (op == "+") result = a + b;
    if (op == "-") result = a - b;
    if (op == "*") result = a * b;
    if (op == "/") result = a / b;
    if (op == "//") result = std::floor(a / b);
    if (op == "%") result = a - b * std::floor(a / b);
    if (op == "**") result = std::pow(a, b);
    return std::isfinite(result) ? std::optional(result) : std::nullopt;
}

// Where an index leads along an axis of this length; those from the end are negative.
std::optional<std::int64_t> place(std::int64_t at, std::int64_t length) {
    if (at < 0) at += length;
    return at >= 0 && at < length ? std::optional(at) : std::nullopt;
}

// One axis of what is picked: `count` cells, `step` apart, from `first` on.
struct Way {
    std::int64_t first = 0, count = 1, step = 0;
    bool stays = true;  // an axis of the result
};

std::optional<std::vector<Way>> ways(const Numbers& n, std::span<const Index> indices) {
    std::vector<std::int64_t> steps(n.shape.size(), 1);
    for (std::size_t i = n.shape.size(); i-- > 1;) steps[i - 1] = steps[i] * n.shape[i];
    const auto taken = static_cast<std::size_t>(std::ranges::count_if(
        indices, [](const Index& i) { return i.kind == Index::Kind::one || i.kind == Index::Kind::range; }));
    if (taken > n.shape.size()) return {};
    std::vector<Way> all;
    std::size_t axis = 0;
    const auto whole_axes = [&](std::size_t count) {
        for (; count > 0; --count, ++axis) all.push_back({0, n.shape[axis], steps[axis]});
    };
    bool rested = false;
    for (const Index& index : indices) {
        if (index.kind == Index::Kind::new_axis) {
            all.push_back({});
        } else if (index.kind == Index::Kind::rest) {
            if (std::exchange(rested, true)) return {};
            whole_axes(n.shape.size() - taken);
        } else if (index.kind == Index::Kind::one) {
            const auto at = place(*index.from, n.shape[axis]);
            if (!at) return {};
            all.push_back({*at * steps[axis++], 1, 0, false});
        } else {
            const std::int64_t length = n.shape[axis];
            const auto edge = [&](std::int64_t at) {
                return std::clamp<std::int64_t>(at < 0 ? at + length : at, 0, length);
            };
            const std::int64_t from = edge(index.from.value_or(0)), to = edge(index.to.value_or(length));
            if (to <= from) return {};
            all.push_back({from * steps[axis], to - from, steps[axis]});
            ++axis;
        }
    }
    whole_axes(n.shape.size() - axis);
    return all;
}

// Goes over the cells along these axes, the last one fastest.
class Walk {
  public:
    explicit Walk(std::span<const Way> ways) : ways_(ways), at_(ways.size(), 0) {
        for (const Way& way : ways) cell_ += way.first;
    }
    std::size_t cell() const { return static_cast<std::size_t>(cell_); }
    // False after the last one.
    bool next() {
        for (std::size_t axis = ways_.size(); axis-- > 0;) {
            cell_ += ways_[axis].step;
            if (++at_[axis] < ways_[axis].count) return true;
            cell_ -= ways_[axis].step * ways_[axis].count;
            at_[axis] = 0;
        }
        return false;
    }

  private:
    std::span<const Way> ways_;
    std::vector<std::int64_t> at_;
    std::int64_t cell_ = 0;
};

std::optional<Numbers> gathered(const Numbers& n, std::span<const Way> all, Budget& budget) {
    std::vector<std::int64_t> shape;
    for (const Way& way : all)
        if (way.stays) shape.push_back(way.count);
    Walk walk(all);
    return made(shape, budget, [&] {
        const float value = (*n.values)[walk.cell()];
        walk.next();
        return value;
    });
}

}  // namespace

Value number_value(double v, bool whole) {
    Value value;
    value.kind = Value::Kind::number;
    value.number = v;
    value.whole = whole;
    return value;
}

Value numbers_value(Numbers n) {
    Value value;
    value.kind = Value::Kind::numbers;
    value.numbers = std::move(n);
    return value;
}

Value list_value(std::vector<Value> items) {
    Value value;
    value.kind = Value::Kind::list;
    value.items = std::make_shared<const std::vector<Value>>(std::move(items));
    return value;
}

Value indexed_value(Value::Kind kind, int index) {
    Value value;
    value.kind = kind;
    value.index = index;
    return value;
}

std::optional<std::int64_t> whole_of(const Value& value) {
    const bool number = value.is(Value::Kind::number) || value.is(Value::Kind::truth);
    if (!number || std::abs(value.number) > most_whole || value.number != std::floor(value.number)) return {};
    return static_cast<std::int64_t>(value.number);
}

std::optional<std::vector<std::int64_t>> wholes_of(const Value& value) {
    std::vector<std::int64_t> all;
    if (!value.is(Value::Kind::list)) {
        if (const auto one = whole_of(value)) return all = {*one};
        return {};
    }
    for (const Value& item : *value.items) {
        const auto one = whole_of(item);
        if (!one) return {};
        all.push_back(*one);
    }
    return all;
}

std::optional<Numbers> numbers_of(const Value& value, Budget& budget) {
    if (value.is(Value::Kind::numbers)) return value.numbers;
    Flattened flat(budget);
    if (!flat.add(value, 0)) return {};
    return flat.take();
}

std::optional<Numbers> filled_with(const std::vector<std::int64_t>& shape, float value, Budget& budget) {
    return made(shape, budget, [&] { return value; });
}

std::optional<Numbers> random_numbers(const std::vector<std::int64_t>& shape, Budget& budget) {
    Random random(7);
    auto numbers = made(shape, budget, [&] { return static_cast<float>(random.upto(9)); });
    if (numbers) numbers->random = true;
    return numbers;
}

std::optional<Numbers> eye(std::int64_t n, Budget& budget) {
    std::int64_t i = 0;
    return made({n, n}, budget, [&] { return i++ % (n + 1) == 0 ? 1.f : 0.f; });
}

std::optional<Numbers> arange(double from, double to, double step, Budget& budget) {
    const double count = std::ceil((to - from) / step);
    if (!(count >= 1 && count <= most_whole)) return {};
    double i = 0;
    return made({static_cast<std::int64_t>(count)}, budget,
                [&] { return static_cast<float>(from + step * i++); });
}

std::optional<Numbers> outer(const Numbers& a, const Numbers& b, Budget& budget) {
    if (a.shape.size() != 1 || b.shape.size() != 1) return {};
    std::size_t i = 0;
    const std::size_t w = b.values->size();
    return made({a.shape[0], b.shape[0]}, budget, [&] {
        const std::size_t at = i++;
        return (*a.values)[at / w] * (*b.values)[at % w];
    });
}

std::optional<Numbers> reshaped(const Numbers& n, std::vector<std::int64_t> shape) {
    const auto open = std::ranges::find(shape, -1);
    if (open != shape.end()) {
        *open = 1;
        const auto others = count_of(shape);
        if (!others || n.count() % *others != 0) return {};
        *open = n.count() / *others;
    }
    if (count_of(shape) != n.count()) return {};
    return Numbers{std::move(shape), n.values, {}, n.random};
}

std::optional<Numbers> unsqueezed(const Numbers& n, std::int64_t axis) {
    const auto axes = static_cast<std::int64_t>(n.shape.size());
    if (axis < 0) axis += axes + 1;
    if (axis < 0 || axis > axes || n.shape.size() >= most_axes) return {};
    Numbers more = n;
    more.shape.insert(more.shape.begin() + axis, 1);
    return more;
}

Numbers squeezed(const Numbers& n) {
    Numbers less = n;
    std::erase(less.shape, 1);
    return less;
}

std::optional<Numbers> repeated(Numbers n, const std::vector<std::int64_t>& times, Budget& budget) {
    if (times.size() < n.shape.size()) return {};
    n.shape.insert(n.shape.begin(), times.size() - n.shape.size(), 1);
    std::int64_t inner = 1;  // values below the axis
    for (std::size_t axis = times.size(); axis-- > 0;) {
        inner *= n.shape[axis];
        const std::int64_t t = times[axis];
        if (t == 1) continue;
        constexpr std::int64_t most = 1 << 20;
        if (t < 1 || t > most || n.count() > most || !budget.take(n.count() * t)) return {};
        std::vector<float> all;
        for (auto at = n.values->begin(); at != n.values->end(); at += inner)
            for (std::int64_t k = 0; k < t; ++k) all.insert(all.end(), at, at + inner);
        n.values = std::make_shared<const std::vector<float>>(std::move(all));
        n.shape[axis] *= t;
        inner *= t;
    }
    return n;
}

std::optional<Numbers> transposed(const Numbers& n, std::span<const std::size_t> order, Budget& budget) {
    std::vector<Way> all;
    const std::vector<Index> whole;
    const auto own = ways(n, whole);
    for (const std::size_t axis : order) {
        if (axis >= own->size()) return {};
        all.push_back((*own)[axis]);
    }
    if (all.size() != n.shape.size()) return {};
    return gathered(n, all, budget);
}

std::optional<Numbers> negated(const Numbers& n, Budget& budget) {
    std::size_t i = 0;
    return made(n.shape, budget, [&] { return -(*n.values)[i++]; });
}

std::optional<Numbers> combined(const Numbers& n, std::string_view op, double other, bool other_first,
                                Budget& budget) {
    std::size_t i = 0;
    bool fits = true;
    auto result = made(n.shape, budget, [&] {
        const double own = static_cast<double>((*n.values)[i++]);
        const auto value = other_first ? arithmetic(other, op, own) : arithmetic(own, op, other);
        fits = fits && value;
        return static_cast<float>(value.value_or(0));
    });
    return fits ? result : std::nullopt;
}

std::optional<Value> combined(const Value& a, std::string_view op, const Value& b) {
    if (!a.is(Value::Kind::number) || !b.is(Value::Kind::number)) return {};
    const auto result = arithmetic(a.number, op, b.number);
    if (!result) return {};
    return number_value(*result, a.whole && b.whole && op != "/");
}

std::optional<Numbers> picked(const Numbers& n, std::span<const Index> indices, Budget& budget) {
    if (indices.size() > 2 * most_axes) return {};
    const auto all = ways(n, indices);
    return all ? gathered(n, *all, budget) : std::nullopt;
}

std::optional<Numbers> replaced(const Numbers& n, std::span<const Index> indices, float value,
                                Budget& budget) {
    const auto all = indices.size() > 2 * most_axes ? std::nullopt : ways(n, indices);
    if (!all || !budget.take(n.count())) return {};
    std::vector<float> values = *n.values;
    Walk walk(*all);
    do values[walk.cell()] = value;
    while (walk.next());
    return with(n.shape, std::move(values));
}

}  // namespace pw::code
