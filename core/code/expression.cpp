// What an expression is worth.
#include <algorithm>
#include <limits>

#include "core/code/reader.h"

namespace pw::code {

std::string Reader::dotted(const Expr& e) {
    Path path;
    if (!path_of(e, path)) return {};
    std::string all;
    for (const std::string_view part : path) all += (all.empty() ? "" : ".") + std::string(part);
    return all;
}

bool Reader::path_of(const Expr& e, Path& path) {
    const bool whole =
        e.kind == Expr::Kind::name || (e.kind == Expr::Kind::attribute && path_of(e.parts.front(), path));
    if (whole) path.push_back(e.text);
    return whole;
}

// A tensor, and a fact of its line.
Value Reader::numbers(std::optional<Numbers> n) {
    if (!n) return {};
    facts().numbers = *n;
    return numbers_value(std::move(*n));
}

Value Reader::value_of(const Expr& e) {
    switch (e.kind) {
        case Expr::Kind::number:
            return number_value(e.number, e.whole);
        case Expr::Kind::text: {
            Value value;
            value.kind = Value::Kind::text;
            value.text = e.text;
            return value;
        }
        case Expr::Kind::constant: {
            Value value;
            const bool truth = e.text == "True" || e.text == "False";
            value.kind = truth              ? Value::Kind::truth
                         : e.text == "None" ? Value::Kind::none
                                            : Value::Kind::unknown;
            value.number = e.text == "True" ? 1 : 0;
            return value;
        }
        case Expr::Kind::name: {
            const Value* known = find(e.text);
            return known ? *known : constant_of(e);
        }
        case Expr::Kind::list:
        case Expr::Kind::tuple:
            return list_of(e);
        case Expr::Kind::attribute:
            return attribute_of(e);
        case Expr::Kind::call:
            return call_of(e);
        case Expr::Kind::item:
            return item_of(e);
        case Expr::Kind::star:
            return value_of(e.parts.front());
        case Expr::Kind::negative:
            return negative_of(e);
        case Expr::Kind::binary:
            return combination_of(e);
        case Expr::Kind::slice:
        case Expr::Kind::none:
            return {};
    }
    return {};
}

// math.inf, np.nan, or inf by itself when it was imported.
Value Reader::constant_of(const Expr& e) {
    if (e.text != "inf" && e.text != "nan") return {};
    Path path;
    if (!path_of(e, path)) return {};
    const auto imported = imports_.find(path.front());
    const bool from_math = path.front() == "math" || is_framework(path);
    if (imported == imports_.end() && !(path.size() == 2 && from_math)) return {};
    constexpr double inf = std::numeric_limits<double>::infinity();
    return number_value(e.text == "inf" ? inf : std::numeric_limits<double>::quiet_NaN(), false);
}

Value Reader::list_of(const Expr& e) {
    std::vector<Value> items;
    items.reserve(e.parts.size());
    for (const Expr& part : e.parts) items.push_back(value_of(part));
    return list_value(std::move(items));
}

Value Reader::attribute_of(const Expr& e) {
    if (const std::string whole = dotted(e); !whole.empty())
        if (const Value* known = find(whole)) return *known;
    if (const Value constant = constant_of(e); !constant.is(Value::Kind::unknown)) return constant;
    const Value base = value_of(e.parts.front());
    switch (base.kind) {
        case Value::Kind::layer:
            if (e.text == "weight" || e.text == "kernel")
                return indexed_value(Value::Kind::weight, base.index);
            if (e.text == "bias") return indexed_value(Value::Kind::bias, base.index);
            return {};
        case Value::Kind::weight:
        case Value::Kind::bias:
        case Value::Kind::flow:
            return e.text == "data" ? base : Value();
        case Value::Kind::numbers: {
            if (e.text == "data") return base;
            if (e.text == "T") return numbers_method(base.numbers, "t", {});
            if (e.text != "shape") return {};
            std::vector<Value> sides;
            for (const std::int64_t side : base.numbers.shape)
                sides.push_back(number_value(static_cast<double>(side), true));
            return list_value(std::move(sides));
        }
        default:
            return {};
    }
}

std::optional<std::vector<Index>> Reader::indices_of(const Expr& e) {
    std::vector<Index> all;
    const auto add = [&](const Expr& part) {
        const bool fresh =
            (part.kind == Expr::Kind::constant && part.text == "None") || part.text == "newaxis";
        if (fresh) {
            all.push_back({Index::Kind::new_axis, {}, {}});
        } else if (part.kind == Expr::Kind::constant) {
            all.push_back({Index::Kind::rest, {}, {}});
        } else if (part.kind == Expr::Kind::slice) {
            Index range{Index::Kind::range, {}, {}};
            range.from = whole_of(value_of(part.parts[0]));
            if (part.parts.size() > 1) range.to = whole_of(value_of(part.parts[1]));
            if (part.parts.size() > 2 && part.parts[2].kind != Expr::Kind::none) return false;
            all.push_back(range);
        } else {
            const auto one = whole_of(value_of(part));
            if (!one) return false;
            all.push_back({Index::Kind::one, one, {}});
        }
        return true;
    };
    for (std::size_t i = 1; i < e.parts.size(); ++i) {
        if (e.parts[i].kind != Expr::Kind::tuple) {
            if (!add(e.parts[i])) return {};
            continue;
        }
        for (const Expr& part : e.parts[i].parts)
            if (!add(part)) return {};
    }
    return all;
}

Value Reader::item_of(const Expr& e) {
    const Value base = value_of(e.parts.front());
    if (base.is(Value::Kind::flow)) return base;
    const auto at = indices_of(e);
    if (!at) return {};
    if (base.is(Value::Kind::numbers)) return numbers(picked(base.numbers, *at, s_.budget));
    if (base.is(Value::Kind::weight) || base.is(Value::Kind::bias)) return base;
    const bool many = base.is(Value::Kind::list) || base.is(Value::Kind::sequence);
    if (!many || at->size() != 1 || at->front().kind != Index::Kind::one) return {};
    const auto count = static_cast<std::int64_t>(base.items->size());
    const std::int64_t i = *at->front().from < 0 ? *at->front().from + count : *at->front().from;
    return i >= 0 && i < count ? (*base.items)[static_cast<std::size_t>(i)] : Value();
}

// Of what goes through layers: -max_pool(-x) is min_pool(x).
Value Reader::negative_of(const Expr& e) {
    Value value = value_of(e.parts.front());
    if (value.is(Value::Kind::number)) return number_value(-value.number, value.whole);
    if (value.is(Value::Kind::numbers)) {
        auto negative = negated(value.numbers, s_.budget);
        if (negative) negative->turned = value.numbers.values;
        return numbers(std::move(negative));
    }
    if (value.is(Value::Kind::unknown)) value = flow_of(value);
    if (!value.is(Value::Kind::flow)) return {};
    if (!turn_back(value.index)) value.negative = !value.negative;
    return value;
}

// Whether it was a largest value of -x, and is a smallest one of x now.
bool Reader::turn_back(int node) {
    const auto at = [&](int i) -> Node& { return s_.nodes[static_cast<std::size_t>(i)]; };
    if (at(node).layer < 0) return false;
    Stage& stage = s_.layers[static_cast<std::size_t>(at(node).layer)].made.stage;
    const std::optional<Numbers> input = at(at(node).parent).input;
    const bool tensor = input && input->turned;
    if (stage.op != find_op("max_pool") || (!tensor && !at(node).turned)) return false;
    if (tensor) {
        const int parent = flow_of(numbers_value({input->shape, input->turned, {}, false})).index;
        at(node).parent = parent;
    }
    at(node).turned = false;
    stage.op = find_op("min_pool");
    std::erase(facts().left_out, "-");
    return true;
}

Value Reader::combination_of(const Expr& e) {
    const Value a = value_of(e.parts[0]), b = value_of(e.parts[1]);
    if (const auto both = combined(a, e.text, b)) return *both;
    if (a.is(Value::Kind::numbers) && b.is(Value::Kind::number))
        return numbers(combined(a.numbers, e.text, b.number, false, s_.budget));
    if (a.is(Value::Kind::number) && b.is(Value::Kind::numbers))
        return numbers(combined(b.numbers, e.text, a.number, true, s_.budget));
    // What else is done to it on the way is passed over.
    const Value& flow = a.is(Value::Kind::flow) ? a : b;
    if (!flow.is(Value::Kind::flow)) return {};
    facts().left_out.emplace_back(e.text);
    return flow;
}

}  // namespace pw::code
