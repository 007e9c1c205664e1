// The nearest single changes that make a configuration valid; every one is tried before it is offered.
#include <algorithm>
#include <cstdlib>

#include "core/ops/check.h"

namespace pw {

namespace {

struct Knob {
    const char *parameter, *label, *label_pair;
    Pair (*get)(const WindowSpec&, WindowUse);
    void (*set)(WindowSpec&, Pair);
    std::int64_t least;
};

// In the order in which equally near changes are offered.
const Knob knobs[] = {
    {"padding", "fix.padding", "fix.padding_pair", [](const WindowSpec& s, WindowUse) { return s.padding; },
     [](WindowSpec& s, Pair v) {
         s.padding = v;
         s.padding_end.reset();
     },
     0},
    {"kernel_size", "fix.kernel", "fix.kernel_pair", [](const WindowSpec& s, WindowUse) { return s.kernel; },
     [](WindowSpec& s, Pair v) { s.kernel = v; }, 1},
    {"dilation", "fix.dilation", "fix.dilation_pair",
     [](const WindowSpec& s, WindowUse) { return s.dilation; }, [](WindowSpec& s, Pair v) { s.dilation = v; },
     1},
    {"stride", "fix.stride", "fix.stride_pair",
     [](const WindowSpec& s, WindowUse use) { return asked(s, use, {}).stride; },
     [](WindowSpec& s, Pair v) { s.stride = v; }, 1},
};

bool usable(const Knob& knob, const WindowSpec& spec, WindowUse use) {
    const std::string_view name = knob.parameter;
    if (name == "dilation")
        return use == WindowUse::conv || (use == WindowUse::max_pool && spec.dialect != Dialect::tf);
    if (name == "padding")
        return use == WindowUse::blur_pool || (use != WindowUse::lp_pool && spec.auto_pad == AutoPad::none);
    return true;
}

bool works(const WindowSpec& spec, WindowUse use, const Shape& input) {
    return !refuse(asked(spec, use, input));
}

// The same numbers on both axes, so that one axis can be tried alone.
Pair both(std::int64_t v) { return {v, v}; }
std::int64_t side(Pair p, int axis) { return axis == 0 ? p.h : p.w; }
WindowSpec mirrored(WindowSpec s, int axis) {
    s.kernel = both(side(s.kernel, axis));
    if (s.stride) s.stride = both(side(*s.stride, axis));
    s.padding = both(side(s.padding, axis));
    if (s.padding_end) s.padding_end = both(side(*s.padding_end, axis));
    s.dilation = both(side(s.dilation, axis));
    return s;
}

std::int64_t capped(std::int64_t v) { return std::abs(std::clamp(v, -limits::side, limits::side)); }

// No larger value helps: from here on a window, its steps or its padding exceed all that the others span
// together.
std::int64_t useful(const Asked& a) {
    std::int64_t most = 1;
    for (int axis = 0; axis < 2; ++axis) {
        const AxisNumbers x = along(a, axis);
        const std::int64_t effective = std::min(capped(x.k) * capped(x.d), limits::side);
        most = std::max(most, capped(x.n) + 2 * capped(x.p) + effective + capped(x.s) + 1);
    }
    return std::min(most, limits::side);
}

// The value nearest to `now` that works on both axes at once; the smaller one of two that are equally near.
std::optional<std::int64_t> nearest(const Knob& knob, WindowSpec spec, WindowUse use, const Shape& input,
                                    std::int64_t now) {
    const std::int64_t most = useful(asked(spec, use, input));
    const std::int64_t from = std::clamp(now, knob.least, most);
    for (std::int64_t distance = 0; distance <= most; ++distance) {
        for (const std::int64_t v : {from - distance, from + distance}) {
            if (v < knob.least || v > most) continue;
            knob.set(spec, both(v));
            if (works(spec, use, input)) return v;
        }
    }
    return {};
}

std::optional<Pair> nearest_pair(const Knob& knob, const WindowSpec& spec, WindowUse use,
                                 const Shape& input) {
    const Pair now = knob.get(spec, use);
    if (now.h == now.w)
        if (const auto v = nearest(knob, spec, use, input, now.h)) return both(*v);
    const auto h = nearest(knob, mirrored(spec, 0), use, {1, 1, input.h, input.h}, now.h);
    const auto w = nearest(knob, mirrored(spec, 1), use, {1, 1, input.w, input.w}, now.w);
    if (!h || !w) return {};
    return Pair{*h, *w};
}

std::int64_t distance(Pair a, Pair b) {
    const auto gap = [](std::int64_t x, std::int64_t y) {
        const auto bounded = [](std::int64_t v) {
            return std::clamp(v, -limits::parameter, limits::parameter);
        };
        return std::abs(bounded(x) - bounded(y));
    };
    return std::max(gap(a.h, b.h), gap(a.w, b.w));
}

struct Candidate {
    Fix fix;
    std::int64_t distance;
};

std::optional<Candidate> turn(const Knob& knob, WindowSpec spec, WindowUse use, const Shape& input) {
    const Pair now = knob.get(spec, use);
    const auto v = nearest_pair(knob, spec, use, input);
    if (!v) return {};
    knob.set(spec, *v);
    const Asked a = asked(spec, use, input);
    if (refuse(a)) return {};
    Candidate c;
    c.distance = distance(now, *v);
    if (v->h == v->w) {
        c.fix.label = Message(knob.label, {v->h});
        c.fix.changes = {{knob.parameter, {v->h}}};
    } else {
        c.fix.label = Message(knob.label_pair, {v->h, v->w});
        c.fix.changes = {{knob.parameter, {v->h, v->w}}};
    }
    c.fix.out_h = along(a, 0).outputs();
    c.fix.out_w = along(a, 1).outputs();
    return c;
}

std::optional<Candidate> switched(const WindowSpec& spec, WindowUse use, const Shape& input,
                                  const char* label, Change change) {
    const Asked a = asked(spec, use, input);
    if (refuse(a)) return {};
    return Candidate{{Message(label), {std::move(change)}, along(a, 0).outputs(), along(a, 1).outputs()}, 0};
}

std::optional<Candidate> turn_ceil_mode(WindowSpec spec, WindowUse use, const Shape& input) {
    if (convolves(use) || spec.ceil_mode) return {};
    spec.ceil_mode = true;
    return switched(spec, use, input, "fix.ceil_mode", {"ceil_mode", {1}});
}

// PyTorch pads by numbers; elsewhere SAME fits every size.
std::optional<Candidate> turn_auto_pad(WindowSpec spec, WindowUse use, const Shape& input) {
    const bool torch = spec.dialect == Dialect::torch;
    if (use == WindowUse::blur_pool || use == WindowUse::lp_pool) return {};
    if (torch == (spec.auto_pad == AutoPad::none)) return {};
    spec.auto_pad = torch ? AutoPad::none : AutoPad::same_upper;
    return switched(spec, use, input, torch ? "fix.auto_pad" : "fix.same",
                    {"auto_pad", {static_cast<std::int64_t>(spec.auto_pad)}});
}

}  // namespace

std::vector<Fix> find_fixes(const WindowSpec& spec, WindowUse use, const Shape& input) {
    std::vector<Candidate> found;
    for (const Knob& knob : knobs)
        if (usable(knob, spec, use))
            if (auto c = turn(knob, spec, use, input)) found.push_back(std::move(*c));
    std::stable_sort(found.begin(), found.end(),
                     [](const Candidate& a, const Candidate& b) { return a.distance < b.distance; });
    // A switch has no distance: it comes after the numbers.
    if (auto c = turn_ceil_mode(spec, use, input)) found.push_back(std::move(*c));
    if (auto c = turn_auto_pad(spec, use, input)) found.push_back(std::move(*c));
    std::vector<Fix> fixes;
    for (std::size_t i = 0; i < found.size() && i < 3; ++i) fixes.push_back(std::move(found[i].fix));
    return fixes;
}

}  // namespace pw
