#include <algorithm>

#include "core/code/assemble.h"
#include "core/walk/document_json.h"

namespace pw::code {

namespace {

constexpr auto most_stages = static_cast<std::size_t>(limits::stages) - 1;  // and one beside

bool is_stage(const Script& s, int layer) {
    return layer >= 0 && s.layers[static_cast<std::size_t>(layer)].made.stage.op != nullptr;
}

const Node& node_of(const Script& s, int node) { return s.nodes[static_cast<std::size_t>(node)]; }

// The longest way through layers, the first of equals.
std::vector<int> longest_way(const Script& s) {
    std::vector<int> length(s.nodes.size(), 0);
    int last = -1;
    for (std::size_t i = 0; i < s.nodes.size(); ++i) {
        const Node& node = s.nodes[i];
        if (node.layer < 0) continue;
        length[i] = 1 + length[static_cast<std::size_t>(node.parent)];
        if (last < 0 || length[i] > length[static_cast<std::size_t>(last)]) last = static_cast<int>(i);
    }
    std::vector<int> way;
    for (int at = last; at >= 0 && node_of(s, at).layer >= 0; at = node_of(s, at).parent) way.push_back(at);
    std::ranges::reverse(way);
    if (way.size() > most_stages) way.resize(most_stages);
    return way;
}

// All that these lines need, and they themselves.
std::set<int> with_needs(const Script& s, std::set<int> from) {
    std::vector<int> open(from.begin(), from.end());
    while (!open.empty()) {
        const int line = open.back();
        open.pop_back();
        for (const int need : s.facts[static_cast<std::size_t>(line)].needs)
            if (from.insert(need).second) open.push_back(need);
    }
    return from;
}

void find_beside(const Script& s, Choice& c) {
    for (std::size_t i = 0; i < s.nodes.size(); ++i) {
        const int own = static_cast<int>(i);
        const auto at = std::ranges::find_if(c.nodes, [&](int n) {
            return n != own && s.nodes[i].layer >= 0 && node_of(s, n).parent == s.nodes[i].parent;
        });
        if (at == c.nodes.end() || std::ranges::find(c.nodes, own) != c.nodes.end()) continue;
        if (c.beside >= 0) {
            c.too_many.insert(own);
            continue;
        }
        c.beside = s.nodes[i].layer;
        c.beside_at = static_cast<int>(at - c.nodes.begin());
        c.used.insert(s.nodes[i].lines.begin(), s.nodes[i].lines.end());
    }
}

// The last tensor that is no layer's: what the text means as its input when it doesn't say.
void find_input(const Script& s, Choice& c) {
    for (std::size_t i = s.facts.size(); i-- > 0;) {
        const auto& n = s.facts[i].numbers;
        const int line = static_cast<int>(i);
        if (!n || n->count() == 0 || n->shape.size() < 2 || c.for_weights.contains(line)) continue;
        c.input = n;
        c.used.insert(line);
        return;
    }
}

}  // namespace

Choice choose(const Script& s) {
    Choice c;
    c.nodes = longest_way(s);
    for (const int node : c.nodes) {
        c.layers.push_back(node_of(s, node).layer);
        c.used.insert(node_of(s, node).lines.begin(), node_of(s, node).lines.end());
    }
    if (c.nodes.empty()) {
        for (std::size_t i = 0; i < s.layers.size() && c.layers.size() < most_stages; ++i)
            if (is_stage(s, static_cast<int>(i))) c.layers.push_back(static_cast<int>(i));
    } else {
        find_beside(s, c);
        c.input = node_of(s, node_of(s, c.nodes.front()).parent).input;
    }
    std::set<int> weights;
    std::set<const void*> numbers;
    const auto add_layer = [&](int layer) {
        const Layer& own = s.layers[static_cast<std::size_t>(layer)];
        const auto& lines = own.lines;
        if (own.made.weight) numbers.insert(own.made.weight->values.get());
        if (own.made.bias) numbers.insert(own.made.bias->values.get());
        c.used.insert(lines.begin(), lines.end());
        for (const int line : lines)
            if (s.facts[static_cast<std::size_t>(line)].weights_of >= 0 ||
                s.facts[static_cast<std::size_t>(line)].bias_of >= 0)
                weights.insert(line);
    };
    for (const int layer : c.layers) add_layer(layer);
    if (c.beside >= 0) add_layer(c.beside);
    // Where a function is given its weights, the lines that make them.
    for (std::size_t i = 0; i < s.facts.size(); ++i)
        if (s.facts[i].numbers && !s.facts[i].applies && numbers.contains(s.facts[i].numbers->values.get()))
            weights.insert(static_cast<int>(i));
    c.for_weights = with_needs(s, weights);
    if (!c.input) find_input(s, c);
    c.used = with_needs(s, c.used);
    return c;
}

}  // namespace pw::code
