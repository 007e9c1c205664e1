// Calls: a framework's functions, layers, methods, and the text's own functions.
#include <algorithm>

#include "core/code/reader.h"

namespace pw::code {

namespace {

bool among(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

// Changes the type, the place or the history of numbers, never the numbers.
bool keeps_numbers(std::string_view name) {
    return among(name, {"float",        "double",
                        "int",          "long",
                        "half",         "to",
                        "cuda",         "cpu",
                        "clone",        "detach",
                        "numpy",        "copy",
                        "astype",       "contiguous",
                        "type",         "requires_grad_",
                        "expand",       "eval",
                        "train",        "cast",
                        "bool",         "byte",
                        "tolist",       "asarray",
                        "as_tensor",    "from_numpy",
                        "array",        "tensor",
                        "Tensor",       "FloatTensor",
                        "constant",     "convert_to_tensor",
                        "Parameter",    "Variable",
                        "DoubleTensor", "matrix",
                        "asanyarray",   "ascontiguousarray",
                        "LongTensor"});
}
// Of what has gone through layers: nothing that is seen here.
bool keeps_flow(std::string_view name) {
    return keeps_numbers(name) || among(name, {"squeeze", "unsqueeze", "item"});
}

// Whole numbers of the arguments: (2, 3) or ((2, 3)).
std::optional<std::vector<std::int64_t>> shape_of(std::span<const Value> values) {
    if (values.size() == 1) return wholes_of(values[0]);
    std::vector<std::int64_t> shape;
    for (const Value& v : values) {
        const auto one = whole_of(v);
        if (!one) return {};
        shape.push_back(*one);
    }
    return shape;
}

const Value* named(const Arguments& a, std::string_view name) {
    for (const auto& [own, value] : a.named)
        if (own == name) return &value;
    return nullptr;
}

// By its place, or by one of these names.
Value argument(const Arguments& a, std::size_t i, std::initializer_list<std::string_view> names = {}) {
    for (const std::string_view name : names)
        if (const Value* value = named(a, name)) return *value;
    return i < a.placed.size() ? a.placed[i] : Value();
}

}  // namespace

Arguments Reader::arguments_of(const Expr& e) {
    Arguments a;
    for (std::size_t i = 1; i < e.parts.size(); ++i) {
        Value value = value_of(e.parts[i]);
        const std::string_view name = e.names[i - 1];
        if (!name.empty()) {
            a.named.emplace_back(name, std::move(value));
        } else if (e.parts[i].kind == Expr::Kind::star && value.is(Value::Kind::list)) {
            a.placed.insert(a.placed.end(), value.items->begin(), value.items->end());
        } else {
            a.placed.push_back(std::move(value));
        }
    }
    return a;
}

// unpool(x, indices, output_size=(4, 4)): what isn't a literal is the size that the window gives.
void Reader::size_unpooling(const Value& layer, const Arguments& a) {
    const Value* size = named(a, "output_size");
    if (!size || !layer.is(Value::Kind::layer)) return;
    Stage& stage = s_.layers[static_cast<std::size_t>(layer.index)].made.stage;
    const auto sides = wholes_of(*size);
    if (stage.op && stage.op->has(Param::unpool_size) && sides && sides->size() >= 2)
        set_parameter(stage.params, {"unpool_size", {(*sides)[sides->size() - 2], sides->back()}});
}

Value Reader::call_of(const Expr& e) {
    const Expr& function = e.parts.front();
    Path path;
    if (path_of(function, path)) {
        const std::string own = dotted(function);
        if (const Value* known = find(own)) {
            const Value layer = *known;
            const Arguments a = arguments_of(e);
            size_unpooling(layer, a);
            const Value flow = apply(layer, a.placed.empty() ? Value() : a.placed.front());
            return flow.is(Value::Kind::unknown) ? unknown_call(path.back(), a) : flow;
        }
        const std::string base = path.size() > 1 ? dotted(function.parts.front()) : "";
        const bool variable = path.size() > 1 && (find(base) || find(path.front()) || !is_library(path));
        if (!variable) return framework_call(path, e);
    }
    if (function.kind == Expr::Kind::attribute) {
        const Value base = value_of(function.parts.front());
        const Arguments a = arguments_of(e);
        if (base.is(Value::Kind::sequence) && among(function.text, {"add", "append"}))
            return grow(function.parts.front(), a), Value();
        return method(base, function.text, a);
    }
    const Value layer = value_of(function);
    const Arguments a = arguments_of(e);
    return apply(layer, a.placed.empty() ? Value() : a.placed.front());
}

// Whose functions are known, or a layer wherever it comes from; everything else is a method of something.
bool Reader::is_library(const Path& path) const {
    return is_framework(path) || imports_.contains(path.front()) || find_signature(path) ||
           is_other_layer(path);
}

void Reader::grow(const Expr& base, const Arguments& a) {
    const std::string own = dotted(base);
    const Value* known = own.empty() ? nullptr : find(own);
    if (!known || a.placed.empty()) return;
    Arguments both;
    both.placed = {*known, a.placed.back()};
    // Long lists grow by one: what is copied counts.
    if (s_.budget.take(static_cast<std::int64_t>(known->items->size()))) name(own, sequence_of(both));
}

Value Reader::framework_call(const Path& written, const Expr& e) {
    Path path = written;
    if (const auto at = imports_.find(written.front()); at != imports_.end()) {
        path = at->second;
        path.insert(path.end(), written.begin() + 1, written.end());
    }
    s_.tensorflow =
        s_.tensorflow || path.front() == "tf" || path.front() == "tensorflow" || path.front() == "keras";
    const Arguments a = arguments_of(e);
    if (const auto net = written.size() == 1 ? net_names_.find(written.front()) : net_names_.end();
        net != net_names_.end()) {
        const Value whole = indexed_value(Value::Kind::net, net->second);
        const Net& own = nets_[static_cast<std::size_t>(net->second)];
        facts().needs.insert(own.line);
        // A function is applied; a class is made first.
        const bool large = written.front()[0] >= 'A' && written.front()[0] <= 'Z';
        return large || a.placed.empty() ? whole : apply(whole, a.placed.front());
    }
    if (auto layer = known_layer(path, a)) return *layer;
    const std::string_view name = path.back();
    if (path.size() == 1 || is_framework(path)) {
        if (auto value = tensor_call(name, a)) return *value;
        if (auto value = initialised(name, a)) return *value;
    }
    return unknown_call(name, a);
}

std::optional<Value> Reader::known_layer(const Path& path, const Arguments& a) {
    const std::string_view name = path.back();
    if (name == "Sequential") return sequence_of(a);
    if (name == "OrderedDict") return a.placed.empty() ? Value() : a.placed.front();
    if (name == "Activation" && argument(a, 0, {"activation"}).text == "relu") return new_relu(Dialect::tf);
    const Signature* signature = find_signature(path);
    if (!signature && name == "make_node" && !a.placed.empty()) {
        const Path node{a.placed.front().text};
        signature = find_signature(node);
        if (!signature) return {};
        Arguments attributes;
        attributes.named = a.named;
        return apply(new_layer(*signature, attributes), {});
    }
    if (!signature) return is_other_layer(path) ? std::optional(other_layer(name)) : std::nullopt;
    if (!signature->function) return new_layer(*signature, a);
    const Value input = argument(a, 0, {"input", "x", "value"});
    Arguments others = a;
    if (!others.placed.empty()) others.placed.erase(others.placed.begin());
    return apply(new_layer(*signature, others), input);
}

// Functions that make tensors, or numbers of them.
std::optional<Value> Reader::tensor_call(std::string_view name, const Arguments& a) {
    if (auto made = made_numbers(name, a)) return made;
    const Value first = argument(a, 0, {"data", "object", "input", "tensor", "value", "initial_value"});
    const bool sized = first.is(Value::Kind::number) && name == "Tensor" && a.placed.size() > 1;
    if (sized) return Value();
    if (first.is(Value::Kind::flow)) return std::nullopt;
    if (keeps_numbers(name) &&
        (first.is(Value::Kind::numbers) || first.is(Value::Kind::list) || first.is(Value::Kind::number))) {
        auto n = numbers_of(first, s_.budget);
        const Value* shape = named(a, "shape");
        const auto sides = shape ? wholes_of(*shape) : std::nullopt;
        if (n && sides) n = reshaped(*n, *sides);
        return numbers(std::move(n));
    }
    if (first.is(Value::Kind::numbers) &&
        among(name, {"reshape", "unsqueeze", "squeeze", "expand_dims", "transpose", "flatten", "stack"})) {
        Arguments others = a;
        if (!others.placed.empty()) others.placed.erase(others.placed.begin());
        return numbers_method(first.numbers, name == "expand_dims" ? "unsqueeze" : name, others);
    }
    if (name == "outer" && first.is(Value::Kind::numbers)) {
        const Value second = argument(a, 1);
        if (second.is(Value::Kind::numbers)) return numbers(outer(first.numbers, second.numbers, s_.budget));
    }
    return {};
}

std::optional<Value> Reader::made_numbers(std::string_view name, const Arguments& a) {
    const auto shape = [&] {
        const Value* size = named(a, "size");
        if (!size) size = named(a, "shape");
        return size ? wholes_of(*size) : shape_of(a.placed);
    };
    Budget& budget = s_.budget;
    if (among(name, {"zeros", "ones", "empty"})) {
        const auto sides = shape();
        return numbers(sides ? filled_with(*sides, name == "ones" ? 1.f : 0.f, budget) : std::nullopt);
    }
    if (among(name, {"randn", "rand", "normal", "uniform", "random"})) {
        const auto sides = shape();
        return numbers(sides ? random_numbers(*sides, budget) : std::nullopt);
    }
    if (name == "randint") {
        const Value size = argument(a, a.placed.size() > 2 ? 2 : 1, {"size"});
        const auto sides = wholes_of(size);
        return numbers(sides ? random_numbers(*sides, budget) : std::nullopt);
    }
    if (among(name, {"full", "fill"})) {
        const auto sides = wholes_of(argument(a, 0, {"size", "shape", "dims"}));
        const Value value = argument(a, 1, {"fill_value", "value"});
        const bool fits = sides && value.is(Value::Kind::number);
        return numbers(fits ? filled_with(*sides, static_cast<float>(value.number), budget) : std::nullopt);
    }
    if (among(name, {"eye", "identity"})) {
        const auto n = whole_of(argument(a, 0, {"n"}));
        return numbers(n && *n > 0 && *n < 4096 ? eye(*n, budget) : std::nullopt);
    }
    if (!among(name, {"arange", "range"})) return {};
    const auto number = [&](std::size_t i, double otherwise) {
        return i < a.placed.size() && a.placed[i].is(Value::Kind::number) ? a.placed[i].number : otherwise;
    };
    const bool one = a.placed.size() < 2;
    return numbers(arange(one ? 0 : number(0, 0), number(one ? 0 : 1, 0), number(2, 1), budget));
}

// nn.init.ones_(conv.weight), nn.init.constant_(conv.bias, 0).
std::optional<Value> Reader::initialised(std::string_view name, const Arguments& a) {
    const Value first = argument(a, 0, {"tensor"});
    if (!first.is(Value::Kind::weight) && !first.is(Value::Kind::bias)) return {};
    Arguments value;
    if (name == "ones_") value.placed = {number_value(1, true)};
    if (name == "zeros_") value.placed = {number_value(0, true)};
    if (name == "constant_") value.placed = {argument(a, 1, {"val"})};
    if (value.placed.empty()) return Value();
    return weight_method(first, "fill_", value);
}

Value Reader::weight_method(const Value& base, std::string_view name, const Arguments& a) {
    Layer& layer = s_.layers[static_cast<std::size_t>(base.index)];
    const bool weight = base.is(Value::Kind::weight);
    if (!layer.made.stage.op) return {};
    const Value value = name == "zero_" ? number_value(0, true) : argument(a, 0);
    if (name == "copy_" || name == "assign") {
        if (weight)
            set_weight(base.index, value, {});
        else
            set_bias(base.index, value);
        return {};
    }
    if ((name != "fill_" && name != "zero_") || !value.is(Value::Kind::number)) return {};
    (weight ? layer.fill : layer.bias_fill) = value.number;
    if (weight)
        layer.made.weight.reset(), layer.planes.clear();
    else
        layer.made.bias.reset();
    layer.lines.insert(line());
    (weight ? facts().weights_of : facts().bias_of) = base.index;
    return {};
}

Value Reader::method(const Value& base, std::string_view name, const Arguments& a) {
    switch (base.kind) {
        case Value::Kind::numbers:
            return numbers_method(base.numbers, name, a);
        case Value::Kind::weight:
        case Value::Kind::bias:
            return weight_method(base, name, a);
        case Value::Kind::layer:
        case Value::Kind::sequence:
        case Value::Kind::net:
            if (among(name, {"forward", "call", "predict", "__call__"})) return apply(base, argument(a, 0));
            if (name == "set_weights" && base.is(Value::Kind::layer) &&
                argument(a, 0).is(Value::Kind::list)) {
                const Value all = argument(a, 0);
                if (!all.items->empty()) set_weight(base.index, all.items->front(), {});
                if (all.items->size() > 1) set_bias(base.index, (*all.items)[1]);
                return {};
            }
            return among(name, {"to", "cuda", "cpu", "eval", "train", "float", "double", "half"}) ? base
                                                                                                  : Value();
        case Value::Kind::flow:
        case Value::Kind::unknown:
            if (name == "relu" || name == "relu_") return apply(new_relu(Dialect::torch), base);
            if (!base.is(Value::Kind::flow)) return unknown_call(name, a);
            return passed_over(base, name);
        default:
            return unknown_call(name, a);
    }
}

Value Reader::numbers_method(const Numbers& n, std::string_view name, const Arguments& a) {
    if (keeps_numbers(name)) return numbers(n);
    if (name == "repeat") {
        const auto times = shape_of(a.placed);
        return times ? numbers(repeated(n, *times, s_.budget))
                     : numbers(n);  // as often as another tensor says
    }
    if (name == "relu" || name == "relu_") return apply(new_relu(Dialect::torch), numbers_value(n));
    if (among(name, {"view", "reshape"})) {
        const Value* size = named(a, "shape");
        const auto shape = size ? wholes_of(*size) : shape_of(a.placed);
        return numbers(shape ? reshaped(n, *shape) : std::nullopt);
    }
    if (name == "unsqueeze") {
        const auto axis = whole_of(argument(a, 0, {"dim", "axis"}));
        return numbers(axis ? unsqueezed(n, *axis) : std::nullopt);
    }
    if (name == "unsqueeze_") return numbers_method(n, "unsqueeze", a);
    if (name == "squeeze") return numbers(squeezed(n));
    if (among(name, {"flatten", "ravel"})) return numbers(reshaped(n, {-1}));
    if (among(name, {"permute", "transpose", "t"})) {
        const auto order = name == "t" || a.placed.empty() ? std::optional(std::vector<std::int64_t>{1, 0})
                                                           : shape_of(a.placed);
        std::vector<std::size_t> axes;
        if (order)
            for (const std::int64_t axis : *order) axes.push_back(static_cast<std::size_t>(axis));
        const std::set<std::size_t> each(axes.begin(), axes.end());
        return each.size() == n.shape.size() ? numbers(transposed(n, axes, s_.budget)) : Value();
    }
    if (name == "size") return {};
    facts().left_out.emplace_back(name);
    return {};
}

// The flow behind a function that isn't a stage.
Value Reader::passed_over(Value flow, std::string_view name) {
    if (!keeps_flow(name)) facts().left_out.emplace_back(name);
    flow.ended = flow.ended || ends_planes(name);
    return flow;
}

// What it does isn't known; what has gone through layers goes on behind it.
Value Reader::unknown_call(std::string_view name, const Arguments& a) {
    for (const Value& value : a.placed)
        if (value.is(Value::Kind::flow)) return passed_over(value, name);
    facts().left_out.emplace_back(name);
    return {};
}

}  // namespace pw::code
