// Layers that the text makes, what goes through them, and the numbers that it gives them.
#include <algorithm>

#include "core/code/reader.h"

namespace pw::code {

namespace {

constexpr std::size_t most_layers = 4096;

}  // namespace

Value Reader::new_layer(const Signature& signature, const Arguments& a) {
    auto made = make_layer(signature, a, s_.budget);
    if (!made || s_.layers.size() >= most_layers) {
        facts().unread.emplace_back(signature.name);
        const Value other = other_layer(signature.name);
        facts().others.pop_back();
        return other;
    }
    const int index = static_cast<int>(s_.layers.size());
    const bool then_relu = made->relu;
    Layer layer;
    layer.made = std::move(*made);
    layer.dialect = signature.dialect;
    layer.lines.insert(line());
    s_.layers.push_back(std::move(layer));
    facts().makes.push_back(index);
    const Value own = indexed_value(Value::Kind::layer, index);
    if (!then_relu) return own;
    Value both = list_value({own, new_relu(signature.dialect)});
    both.kind = Value::Kind::sequence;
    return both;
}

Value Reader::new_relu(Dialect dialect) {
    Signature signature;
    signature.name = "ReLU";
    signature.op = find_op("relu");
    signature.dialect = dialect;
    return new_layer(signature, {});
}

Value Reader::other_layer(std::string_view name) {
    facts().others.emplace_back(name);
    if (s_.layers.size() >= most_layers) return {};
    Layer layer;
    layer.other = name;
    layer.lines.insert(line());
    s_.layers.push_back(std::move(layer));
    return indexed_value(Value::Kind::layer, static_cast<int>(s_.layers.size()) - 1);
}

// Layers one after another, or a list of them; of pairs (name, layer) the layers.
Value Reader::sequence_of(const Arguments& a) {
    std::vector<Value> items;
    const auto add = [&](const auto& self, const Value& value, int depth) -> void {
        if (value.is(Value::Kind::layer)) items.push_back(value);
        const bool many = value.is(Value::Kind::list) || value.is(Value::Kind::sequence);
        if (!many || depth > 3) return;
        for (const Value& item : *value.items)
            if (items.size() < most_layers) self(self, item, depth + 1);
    };
    for (const Value& value : a.placed) add(add, value, 0);
    for (const auto& [name, value] : a.named)
        if (name == "layers") add(add, value, 0);
    Value all = list_value(std::move(items));
    all.kind = Value::Kind::sequence;
    return all;
}

// What goes in: on its way already, a tensor, or something that the text doesn't say.
Value Reader::flow_of(const Value& input) {
    if (input.is(Value::Kind::flow)) return input;
    int index = static_cast<int>(s_.nodes.size());
    if (input.is(Value::Kind::numbers)) {
        const auto [at, fresh] = inputs_.emplace(input.numbers.values.get(), index);
        if (fresh) {
            s_.nodes.emplace_back();
            s_.nodes.back().input = input.numbers;
        }
        index = at->second;
    } else {
        if (unknown_input_ < 0) {
            unknown_input_ = index;
            s_.nodes.emplace_back();
        }
        index = unknown_input_;
    }
    return indexed_value(Value::Kind::flow, index);
}

Value Reader::apply(const Value& layer, const Value& input) {
    if (layer.is(Value::Kind::layer)) return apply_one(layer.index, input);
    if (layer.is(Value::Kind::sequence)) {
        Value value = flow_of(input);
        for (const Value& one : *layer.items) value = apply_one(one.index, value);
        return value;
    }
    if (!layer.is(Value::Kind::net)) return {};
    const Net& net = nets_[static_cast<std::size_t>(layer.index)];
    facts().needs.insert(net.line);
    if (!net.gives.is(Value::Kind::flow)) return {};
    // The function read what it is given here.
    if (input.is(Value::Kind::numbers) && unknown_input_ >= 0) {
        Node& open = s_.nodes[static_cast<std::size_t>(unknown_input_)];
        if (!open.input) open.input = input.numbers;
    }
    facts().applies = true;
    s_.nodes[static_cast<std::size_t>(net.gives.index)].lines.insert(line());
    return net.gives;
}

Value Reader::apply_one(int layer, const Value& input) {
    Value from = flow_of(input);
    const Layer& own = s_.layers[static_cast<std::size_t>(layer)];
    if (!own.other.empty()) {
        const bool known = std::ranges::find(facts().unread, own.other) != facts().unread.end() ||
                           std::ranges::find(facts().others, own.other) != facts().others.end();
        if (!known) facts().others.push_back(own.other);
        from.ended = from.ended || ends_planes(own.other);
        return from;
    }
    if (from.ended) {
        facts().ended = true;
        return from;
    }
    facts().applies = true;
    facts().orders = facts().orders || std::ranges::find(facts().makes, layer) == facts().makes.end();
    if (from.negative) facts().left_out.emplace_back("-");
    const auto [at, fresh] =
        children_.emplace(std::pair(from.index, layer), static_cast<int>(s_.nodes.size()));
    if (fresh) {
        Node node;
        node.layer = layer;
        node.parent = from.index;
        node.turned = from.negative;
        s_.nodes.push_back(std::move(node));
    }
    s_.nodes[static_cast<std::size_t>(at->second)].lines.insert(line());
    return indexed_value(Value::Kind::flow, at->second);
}

bool Reader::set_weight(int layer, const Value& value, const std::vector<Index>& at) {
    Layer& own = s_.layers[static_cast<std::size_t>(layer)];
    const auto n = numbers_of(value, s_.budget);
    if (!own.made.stage.op || !n) return false;
    const bool one_plane = at.size() >= 2 && at[0].kind == Index::Kind::one && at[1].kind == Index::Kind::one;
    const bool whole = std::ranges::all_of(at, [](const Index& i) {
        return i.kind == Index::Kind::rest || (i.kind == Index::Kind::range && !i.from && !i.to);
    });
    if (one_plane)
        own.planes.push_back({*at[0].from, *at[1].from, *n});
    else if (whole)
        own.made.weight = *n, own.planes.clear(), own.fill.reset();
    else
        return false;
    own.lines.insert(line());
    facts().weights_of = layer;
    return true;
}

bool Reader::set_bias(int layer, const Value& value) {
    Layer& own = s_.layers[static_cast<std::size_t>(layer)];
    if (!own.made.stage.op) return false;
    if (value.is(Value::Kind::none)) {
        own.no_bias = true;
    } else {
        const auto n = numbers_of(value, s_.budget);
        if (!n) return false;
        own.made.bias = *n;
    }
    own.lines.insert(line());
    facts().bias_of = layer;
    return true;
}

}  // namespace pw::code
