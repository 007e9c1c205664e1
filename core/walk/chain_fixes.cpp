// The smallest change of each kind at each stage that makes the whole chain valid. Found by the window rules,
// then planned by the operations themselves before it is offered.
#include <algorithm>
#include <functional>

#include "core/walk/chain_sizes.h"

namespace pw {

namespace {

constexpr std::size_t most_fixes = 2;  // at one stage

struct Knob {
    const char *parameter, *label, *label_pair;
    std::int64_t direction;
    Pair (*get)(const Stage&);
    // How far it can go along each axis.
    Pair (*room)(const Stage&);
};

// What may have any padding.
bool pads_freely(const Stage& s) { return s.op->use && convolves(*s.op->use); }

Pair above(Pair v, std::int64_t least) {
    const auto room = [&](std::int64_t x) { return std::clamp<std::int64_t>(x - least, 0, limits::side); };
    return {room(v.h), room(v.w)};
}

// A pool of a single cell would be no pool; a convolution of one is a usual layer.
Pair kernel_room(const Stage& s) {
    return above(s.params.window.kernel, s.op->use == WindowUse::conv ? 1 : 2);
}

Pair padding_room(const Stage& s) {
    if (pads_freely(s)) return {limits::side, limits::side};
    const WindowSpec& w = s.params.window;
    const Pair most{w.kernel.h / 2, w.kernel.w / 2};
    return {above(most, w.padding.h).h, above(most, w.padding.w).w};
}

Pair stride_now(const Stage& s) { return stride_of(*s.op, s.params); }

// In the order in which they are offered.
const Knob knobs[] = {
    {"kernel_size", "fix.kernel", "fix.kernel_pair", -1,
     [](const Stage& s) { return s.params.window.kernel; }, kernel_room},
    {"padding", "fix.padding", "fix.padding_pair", 1, [](const Stage& s) { return s.params.window.padding; },
     padding_room},
    {"stride", "fix.stride", "fix.stride_pair", -1, stride_now,
     [](const Stage& s) { return above(stride_now(s), 1); }},
    {"dilation", "fix.dilation", "fix.dilation_pair", -1,
     [](const Stage& s) { return s.params.window.dilation; },
     [](const Stage& s) { return above(s.params.window.dilation, 1); }},
};

bool has(const Stage& s, std::string_view parameter) {
    if (parameter == "kernel_size") return s.op->has(Param::kernel_size) || s.op->has(Param::weight);
    if (parameter == "padding") return s.op->has(Param::padding);
    if (parameter == "stride") return s.op->has(Param::stride);
    return s.op->has(Param::dilation);
}

// A window that lies on more padding than cells needs more input; padding a pool only hides that.
bool helps_itself(const Stage& s, std::string_view parameter) {
    return parameter == "kernel_size" || parameter == "dilation" ||
           (parameter == "padding" && pads_freely(s));
}

using Works = std::function<bool(Pair)>;

// The fewest steps along the two axes; alike on both when the parameter was.
std::optional<Pair> fewest_steps(Pair now, Pair room, const Works& works) {
    for (std::int64_t d = 1; d <= std::max(room.h, room.w); ++d) {
        Pair steps{std::min(d, room.h), std::min(d, room.w)};
        if (!works(steps)) continue;
        if (now.h == now.w && steps.h == steps.w) return steps;
        for (std::int64_t h = 0; h < steps.h; ++h)
            if (works({h, steps.w})) steps.h = h;
        for (std::int64_t w = 0; w < steps.w; ++w)
            if (works({steps.h, w})) steps.w = w;
        return steps;
    }
    return {};
}

std::optional<Shape> planned(const std::vector<Stage>& stages, Shape shape) {
    if (!check_shape(shape)) return {};
    for (const Stage& stage : stages) {
        const auto plan = stage.op->plan(stage.params, shape);
        if (!plan) return {};
        shape = plan->out;
    }
    return shape;
}

class Search {
  public:
    Search(const std::vector<Stage>& stages, const Shape& input) : stages_(stages), input_(input) {}

    std::optional<ChainFix> turn(const Knob& knob, std::size_t at) const {
        std::vector<Stage> tried = stages_;
        // Only what comes from this stage on changes.
        const auto given = size_after(std::span(stages_).first(at), input_);
        if (!given) return {};
        const auto rest = std::span<const Stage>(tried).subspan(at);
        const auto change = [&](Pair v) { return Change{knob.parameter, {v.h, v.w}}; };
        const Pair now = knob.get(stages_[at]);
        const auto value = [&](Pair steps) {
            return Pair{now.h + knob.direction * steps.h, now.w + knob.direction * steps.w};
        };
        const auto works = [&](Pair steps) {
            set_parameter(tried[at].params, change(value(steps)));
            return size_after(rest, *given).has_value();
        };
        const auto steps = fewest_steps(now, knob.room(stages_[at]), works);
        if (!steps) return {};
        const Pair v = value(*steps);
        ChainFix fix;
        fix.stage = stages_[at].id;
        fix.label = v.h == v.w ? Message(knob.label, {v.h}) : Message(knob.label_pair, {v.h, v.w});
        fix.changes = {change(v)};
        tried = stages_;
        set_with_weights(tried[at].params, fix.changes.front());
        return proven(std::move(fix), tried, input_);
    }

    std::optional<ChainFix> grow_input() const {
        const auto sized = [&](std::int64_t h, std::int64_t w) { return Shape{input_.n, input_.c, h, w}; };
        const auto works = [&](std::int64_t h, std::int64_t w) {
            return size_after(stages_, sized(h, w)).has_value();
        };
        const auto both = smallest(std::min(input_.h, input_.w), [&](std::int64_t v) {
            return works(std::max(v, input_.h), std::max(v, input_.w));
        });
        if (!both) return {};
        const auto h =
            smallest(input_.h, [&](std::int64_t v) { return works(v, std::max(*both, input_.w)); });
        if (!h) return {};
        const auto w = smallest(input_.w, [&](std::int64_t v) { return works(*h, v); });
        if (!w) return {};
        ChainFix fix;
        fix.label = Message("fix.input", {*h, *w});
        fix.changes = {{"input_size", {*h, *w}}};
        return proven(std::move(fix), stages_, sized(*h, *w));
    }

    std::optional<ChainFix> remove(std::size_t at) const {
        std::vector<Stage> rest = stages_;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
        ChainFix fix;
        fix.stage = stages_[at].id;
        fix.kind = ChainFix::Kind::remove;
        fix.label = Message("fix.remove");
        return proven(std::move(fix), rest, input_);
    }

  private:
    static std::optional<ChainFix> proven(ChainFix fix, const std::vector<Stage>& stages,
                                          const Shape& input) {
        const auto out = planned(stages, input);
        if (!out) return {};
        fix.out = {out->h, out->w};
        return fix;
    }

    const std::vector<Stage>& stages_;
    const Shape& input_;
};

}  // namespace

std::vector<ChainFix> chain_fixes(const std::vector<Stage>& stages, std::size_t broken, const Shape& input) {
    const Search search(stages, input);
    std::vector<ChainFix> fixes;
    const auto offer = [&](std::optional<ChainFix> fix) {
        if (fix) fixes.push_back(std::move(*fix));
    };
    offer(search.grow_input());
    for (std::size_t at = 0; at <= broken; ++at) {
        const std::size_t before = fixes.size();
        if (at == broken) offer(search.remove(at));
        for (const Knob& knob : knobs)
            if (fixes.size() - before < most_fixes && has(stages[at], knob.parameter) &&
                (at != broken || helps_itself(stages[at], knob.parameter)))
                offer(search.turn(knob, at));
    }
    return fixes;
}

}  // namespace pw
