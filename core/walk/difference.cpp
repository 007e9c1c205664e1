#include "core/walk/difference.h"

#include <algorithm>

#include "core/base/number.h"

namespace pw {

namespace {

std::string size_text(const Shape& s) { return shape_text(s.h, s.w); }

Message from_to(Arg from, Arg to) { return Message("history.from_to", {std::move(from), std::move(to)}); }

// Two tensors of one shape: the cell when only one differs, else how many do.
Note cells(const Tensor& a, const Tensor& b, const std::string& one, const std::string& many) {
    std::int64_t count = 0;
    std::size_t last = 0;
    const auto x = a.data(), y = b.data();
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!same_bits(x[i], y[i])) ++count, last = i;
    if (count != 1) return {Message(many, {count}), {}};
    const auto in_plane = static_cast<std::int64_t>(last) % a.shape().plane();
    return {Message(one, {in_plane / a.shape().w, in_plane % a.shape().w}),
            from_to(static_cast<double>(x[last]), static_cast<double>(y[last]))};
}

Note input(const Source& a, const Source& b) {
    const Shape &x = a.tensor.shape(), &y = b.tensor.shape();
    if (x != y) return {Message("history.size"), from_to(size_text(x), size_text(y))};
    return cells(a.tensor, b.tensor, "history.cell", "history.cells");
}

Message kind_name(Noise::Kind kind) {
    static constexpr const char* names[] = {"noise.none", "noise.salt_and_pepper", "noise.gaussian"};
    return Message(names[static_cast<std::size_t>(kind)]);
}

// A shift is always along one axis, or none.
Message direction_name(Shift s) {
    if (s == Shift{}) return Message("noise.none");
    if (s.dx != 0) return Message(s.dx > 0 ? "shift.right" : "shift.left");
    return Message(s.dy > 0 ? "shift.down" : "shift.up");
}

Note disturbance(const Disturbance& a, const Disturbance& b) {
    const auto word = [](const Message& m) { return Arg(Word{m.key}); };
    if (a.noise.kind != b.noise.kind)
        return {Message("history.noise"),
                from_to(word(kind_name(a.noise.kind)), word(kind_name(b.noise.kind)))};
    if (a.noise.amount != b.noise.amount)
        return {Message("history.noise"),
                from_to(show_percent(a.noise.amount), show_percent(b.noise.amount))};
    if (a.noise.seed != b.noise.seed)
        return {Message("history.seed"),
                from_to(static_cast<std::int64_t>(a.noise.seed), static_cast<std::int64_t>(b.noise.seed))};
    return {Message("history.shift"), from_to(word(direction_name(a.shift)), word(direction_name(b.shift)))};
}

Note weights(const Tensor& a, const Tensor& b) {
    if (a.shape() == b.shape()) return cells(a, b, "history.weight", "history.weights");
    return {Message("history.kernel_size"), from_to(size_text(a.shape()), size_text(b.shape()))};
}

// The gradient that is sent: ones, or own numbers.
Note sent(const Tensor& a, const Tensor& b) {
    if (!a.empty() && a.shape() == b.shape()) return cells(a, b, "history.gradient", "history.gradients");
    return {Message("history.send"), Message(b.empty() ? "history.send.ones" : "history.send.own")};
}

std::string dialect_name(Dialect d) {
    static constexpr const char* names[] = {"PyTorch", "ONNX", "TensorFlow"};
    return names[static_cast<std::size_t>(d)];
}

Note pairs(const char* key, std::optional<Pair> a, std::optional<Pair> b) {
    const auto text = [](std::optional<Pair> p) -> Arg {
        return p ? Arg(pair_text(*p)) : Arg(Word{"history.default"});
    };
    return {Message(key), from_to(text(a), text(b))};
}

Note switched(const char* key, bool on) { return {Message(key), Message(on ? "history.on" : "history.off")}; }

Note samples(const Samples& a, const Samples& b) {
    const auto text = [](const Samples& s) { return show(s.w) + ", " + show(s.h); };
    return {Message("history.samples"), from_to(text(a), text(b))};
}

double value_of(const Tensor& bias) { return bias.empty() ? 0 : static_cast<double>(bias.data().front()); }

Note parameters(const Params& a, const Params& b) {
    const WindowSpec &x = a.window, &y = b.window;
    if (!a.weight.same(b.weight)) return weights(a.weight, b.weight);
    if (x.kernel != y.kernel) return pairs("history.kernel_size", x.kernel, y.kernel);
    if (x.stride != y.stride) return pairs("history.stride", x.stride, y.stride);
    if (x.auto_pad != y.auto_pad) return {Message("history.auto_pad"), {}};
    if (x.padding != y.padding) return pairs("history.padding", x.padding, y.padding);
    if (x.padding_end != y.padding_end) return {Message("history.padding"), {}};
    if (x.dilation != y.dilation) return pairs("history.dilation", x.dilation, y.dilation);
    if (x.ceil_mode != y.ceil_mode) return switched("history.ceil_mode", y.ceil_mode);
    if (a.count_include_pad != b.count_include_pad)
        return switched("history.count_include_pad", counts_padding(b));
    if (a.norm_type != b.norm_type) return {Message("history.norm_type"), from_to(a.norm_type, b.norm_type)};
    if (a.seed != b.seed) return {Message("history.seed"), from_to(a.seed, b.seed)};
    if (a.samples != b.samples) return samples(a.samples, b.samples);
    if (a.output_size != b.output_size) return pairs("history.output_size", a.output_size, b.output_size);
    if (a.unpool_size != b.unpool_size) return pairs("history.output_size", a.unpool_size, b.unpool_size);
    if (!a.bias.same(b.bias)) return {Message("history.bias"), from_to(value_of(a.bias), value_of(b.bias))};
    return {Message("history.divisor_override"), {}};
}

const Stage* not_among(const std::vector<Stage>& some, const Experiment& e) {
    for (const Stage& s : some)
        if (!e.find(s.id)) return &s;
    return nullptr;
}

Note stage(const Stage& a, const Stage& b) {
    const auto name = [](const Stage& s) { return std::string(s.op->name); };
    if (a.op != b.op) return {Message("history.op"), from_to(name(a), name(b))};
    if (a.muted != b.muted) return {Message(b.muted ? "history.mute" : "history.unmute", {name(b)}), {}};
    return parameters(a.params, b.params);
}

}  // namespace

std::string pair_text(Pair p) { return p.h == p.w ? show_int(p.h) : shape_text(p.h, p.w); }

Note difference(const Experiment& before, const Experiment& after) {
    if (same(before, after)) return {};
    if (const Stage* added = not_among(after.stages, before))
        return {Message("history.add", {std::string(added->op->name)}), {}};
    if (const Stage* gone = not_among(before.stages, after))
        return {Message("history.remove", {std::string(gone->op->name)}), {}};
    for (std::size_t i = 0; i < after.stages.size(); ++i)
        if (before.stages[i].id != after.stages[i].id) return {Message("history.move"), {}};
    if (!before.input.tensor.same(after.input.tensor)) return input(before.input, after.input);
    if (before.input.disturbance != after.input.disturbance)
        return disturbance(before.input.disturbance, after.input.disturbance);
    if (before.dialect != after.dialect)
        return {Message("history.dialect"),
                from_to(dialect_name(before.dialect), dialect_name(after.dialect))};
    const auto differ = [](const Stage& a, const Stage& b) {
        return a.op != b.op || a.muted != b.muted || !same(a.params, b.params);
    };
    for (std::size_t i = 0; i < after.stages.size(); ++i)
        if (differ(before.stages[i], after.stages[i])) return stage(before.stages[i], after.stages[i]);
    if (before.branch.has_value() != after.branch.has_value())
        return {Message(after.branch ? "history.compare" : "history.compare_no_more"), {}};
    if (after.branch && differ(before.branch->stage, after.branch->stage))
        return stage(before.branch->stage, after.branch->stage);
    if (!before.sent.same(after.sent)) return sent(before.sent, after.sent);
    return {Message("history.name"), {}};
}

}  // namespace pw
