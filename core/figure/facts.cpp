#include "core/figure/facts.h"

#include "core/ops/unpool.h"
#include "core/walk/clean.h"

namespace pw {

namespace {

// A step too short for four phases: the frame slides, the result drops.
void shorten(Now& now, double phase) {
    now.short_step = true;
    now.part = phase < .5 ? Phase::slide : Phase::drop;
    now.u = phase < .5 ? phase * 2 : phase * 2 - 1;
}

Now at_moment(const Pane& pane, std::int64_t steps, bool reduced_motion) {
    const Moment m = moment_at(pane.watch.t, steps);
    Now now;
    now.rest = m.step == 0;
    now.step = std::max<std::int64_t>(m.step, 1);
    now.previous = std::max<std::int64_t>(now.step - 1, 1);
    now.started = m.step;
    now.part = m.part;
    now.u = now.rest ? 0 : m.u;
    if (!now.rest && m.phase < 1) {
        if (pane.pace == Pace::slide_drop) shorten(now, m.phase);
        if (pane.pace == Pace::jump) now.part = Phase::drop, now.u = 1, now.short_step = true;
        if (reduced_motion) now.u = 1;
    }
    const bool ended = now.part == Phase::drop && now.u >= 1;
    now.lit = now.part == Phase::slide ? ease::in_out(now.u) : 1;
    now.revealed = now.rest ? 0 : ended ? now.step : now.step - 1;
    return now;
}

// The range of what a stage reads: the input's, or that of the result before it.
Range range_before(const Evaluation& e, StageId stage) {
    Range range = e.input_range;
    const int place = e.of.place_of(stage);
    for (int i = 0; i < place; ++i)
        if (const StageResult* r = e.find(e.of.stages[static_cast<std::size_t>(i)].id)) range = r->range;
    return range;
}

// A convolution's products: between the extremes of what it reads, each times the extremes of its weights.
void add_products(DomainOf& d, const Facts& f) {
    const Range in = range_before(*f.evaluation, f.stage->id);
    if (!in.any) return;
    for (float w : f.stage->params.weight.plane(f.out_channel, f.in_channel))
        for (float x : {in.low, in.high}) d.add(static_cast<double>(x) * static_cast<double>(w));
}

Domain domain_of(const Facts& f) {
    DomainOf d;
    d.add(f.result ? range_before(*f.evaluation, f.stage->id) : f.evaluation->input_range);
    if (f.result) d.add(f.result->range);
    if (f.result && f.stage->op->has(Param::weight)) add_products(d, f);
    if (f.context) {
        d.add(range_before(*f.evaluation, f.context->id));
        for (float v : f.context->params.weight.plane(f.in_channel, 0)) d.add(v);
    }
    return d.result();
}

// Of gradients, with 0 in the middle.
Domain back_domain_of(const BackwardWalk& back) {
    DomainOf d;
    const auto add = [&](double v) { d.add(v), d.add(-v); };
    for (const Tensor& t : {back.of_output, back.of_input}) {
        const Range range = finite_range(t);
        if (range.any) add(range.low), add(range.high);
    }
    for (const std::vector<double>& parts : back.parts)
        for (const double part : parts) add(part);
    return d.result();
}

// Both sides of a comparison have the same colours.
Domain joint_domain(const Facts& f) {
    const Evaluation& e = *f.evaluation;
    const Domain own = domain_of(f);
    if (!f.result || !e.branch || !e.of.compares(f.stage->id)) return own;
    const StageId beside = e.of.branch->beside;
    Facts other = f;
    other.stage = e.of.find(f.stage->id == beside ? e.branch->id : beside);
    other.result = e.find(other.stage->id);
    const Domain its = domain_of(other);
    DomainOf joint;
    for (const Domain& d : {own, its}) joint.add(d.low), joint.add(d.high);
    return joint.result();
}

// Of a whole chain that is shown at once.
Domain whole_domain(const Evaluation& e) {
    DomainOf d;
    d.add(e.input_range);
    for (const StageResult& r : e.done) d.add(r.range);
    return d.result();
}

// A hovered output that isn't computed yet: its window, and nothing that gives the answer away. Where a value
// goes back to is none.
BenchMotion only_beams(const Step& step) {
    BenchMotion m;
    m.tiles.resize(step.taps.size());
    m.beam_in = 1;
    m.beam_out = .45;
    m.found = m.chosen = step.how == Reduction::place ? 1 : 0;
    return m;
}

// A convolution right before the watched pooling is shown as its context.
const Stage* context_of(const Evaluation& e, const Stage& watched) {
    const int at = e.of.place_of(watched.id);
    if (at <= 0) return nullptr;
    const Stage& before = e.of.stages[static_cast<std::size_t>(at - 1)];
    return before.op->has(Param::weight) && !before.muted ? &before : nullptr;
}

// A convolution keeps its kernel and its bench in sight while its input is edited.
bool outlines_all(const Pane& pane, const Window& window) {
    const Stage* stage = pane.shown.picture->of.find(pane.watch.stage);
    return window.overlaps() && !(stage && stage->op->has(Param::weight));
}

// The window that is shown instead of the walk's: the one that the hovered output has its value from, or the
// first that reads the selected cell. Where windows overlap, all of them are outlined instead: see reach_of.
std::optional<Position> looked_at(const Facts& f) {
    const Pane& pane = *f.pane;
    const Window& window = f.window();
    const View& v = pane.view;
    if (pane.playing) return std::nullopt;
    const auto over = [&](Focus::Grid grid, const Shape& s) {
        return v.hover && v.hover->grid == grid && v.hover->at.y < s.h && v.hover->at.x < s.w;
    };
    if (over(Focus::Grid::output, f.out_shape())) {
        const std::int64_t step = f.writer(v.hover->at);
        return step > 0 ? std::optional(f.window_of(step)) : std::nullopt;
    }
    if (f.scatters() && over(Focus::Grid::input, f.input->shape())) return v.hover->at;
    if (f.back && v.edit && v.edit->at.grid == Focus::Grid::output) {
        const std::int64_t step = f.writer(v.edit->at.at);
        return step > 0 ? std::optional(f.window_of(step)) : std::nullopt;
    }
    if (v.hover || !v.edit || v.edit->at.grid != Focus::Grid::input || outlines_all(pane, window))
        return std::nullopt;
    const auto rows = window.rows.readers(v.edit->at.at.y), columns = window.columns.readers(v.edit->at.at.x);
    if (rows.empty() || columns.empty()) return std::nullopt;
    return Position{rows.front(), columns.front()};
}

}  // namespace

double addend(const Step& step, const Tap& tap) {
    if (step.how == Reduction::sum) return tap.value * tap.weight;
    return step.how == Reduction::norm ? tap.power : tap.value;
}

std::int64_t Facts::writer(Position o) const {
    if (!scatters()) return step_of(o);
    const std::int64_t cell = number_of(o);
    return writers.empty() ? writer_of(result->plan, batch, out_channel, cell, steps)
                           : writers[static_cast<std::size_t>(cell)];
}

std::int64_t Facts::writer_so_far(Position o) const {
    if (!scatters()) return step_of(o) <= now.revealed ? step_of(o) : 0;
    const std::int64_t cell = number_of(o);
    return written.empty() ? writer_of(result->plan, batch, out_channel, cell, now.revealed)
                           : written[static_cast<std::size_t>(cell)];
}

// A value that another one is going to replace is shown until then.
float Facts::shown(Position o) const {
    const std::int64_t step_ = writer_so_far(o);
    if (!scatters() || step_ == 0) return out(o.y, o.x);
    const Position from = window_of(step_);
    return in(from.y, from.x);
}

int Facts::region_at(Position o) const {
    const std::int64_t step_ = scatters() ? writer_so_far(o) : step_of(o);
    return step_ > 0 ? region(window_of(step_)) : -1;
}

Now now_of(const Facts& f, bool reduced_motion) {
    Now now = at_moment(*f.pane, f.steps, reduced_motion);
    if (const auto at = looked_at(f)) {
        now.step = f.step_of(*at);
        now.previous = now.step;
        now.rest = false;
        now.still = true;
        now.part = Phase::reduce;
        now.u = 1;
    }
    return now;
}

std::optional<Position> Facts::summed() const {
    const std::vector<double>& all = parts();
    if (step.how == Reduction::select)
        return step.winner < 0 ? std::nullopt
                               : std::optional(step.taps[static_cast<std::size_t>(step.winner)].at);
    std::optional<Position> most;
    std::size_t count = 0;
    for (std::size_t q = 0; q < all.size(); ++q) {
        const Tap& tap = step.taps[q];
        if (tap.kind != TapKind::real || all[q] == 0) continue;
        const auto& parts_ = back->parts_to(tap.at);
        const auto so_far = static_cast<std::size_t>(std::ranges::count_if(
            parts_, [&](const BackwardWalk::Part& part) { return part.step <= now.step; }));
        if (so_far > count) most = tap.at, count = so_far;
    }
    return most;
}

std::array<std::string_view, 4> phases_of(const OpInfo* op, bool back) {
    if (back) return {"slide", "take", "route", "add"};
    return op ? op->phases : OpInfo().phases;
}

std::shared_ptr<const BackwardWalk> back_of(const Pane& pane) {
    if (pane.watch.direction != Direction::backward || !pane.shown.picture) return nullptr;
    const Evaluation& e = *pane.shown.picture;
    const StageId id = pane.watch.stage == 0 && !e.done.empty() ? e.done.back().id : pane.watch.stage;
    const auto& kept = pane.back;
    if (kept && kept->of == pane.shown.picture && kept->stage == id && kept->n == pane.watch.batch &&
        kept->c == pane.watch.channel)
        return kept;
    return walk_backward(pane.shown.picture, id, pane.watch.batch, pane.watch.channel);
}

namespace {

void show_changes(Facts& f) {
    const Evaluation& e = *f.evaluation;
    if (!f.pane->watch.changes || !e.clean || !f.result) return;
    f.clean = e.clean->output(f.stage->id);
    for (const auto& [stage, effect] : e.clean->effects)
        if (stage == f.stage->id || (e.of.compares(stage) && e.of.compares(f.stage->id)))
            f.most_changed = std::max(f.most_changed, effect.largest);
}

}  // namespace

Facts still_facts(const Pane& pane, const Tokens& tok, bool turned) {
    Facts f;
    f.pane = &pane;
    f.tok = &tok;
    f.evaluation = pane.shown.picture.get();
    const Evaluation& e = *f.evaluation;
    f.stage = e.of.find(pane.watch.stage);
    if (!f.stage && pane.watch.stage == 0 && !e.done.empty()) f.stage = e.of.find(e.done.back().id);
    f.result = f.stage ? e.find(f.stage->id) : nullptr;
    f.input = f.result ? &e.input_of(f.stage->id) : &e.input;
    f.batch = std::clamp<std::int64_t>(pane.watch.batch, 0, f.input->shape().n - 1);
    if (f.result) {
        f.output = &f.result->out.values;
        f.out_channel = std::clamp<std::int64_t>(pane.watch.channel, 0, f.output->shape().c - 1);
        const bool mixes = f.stage->op->has(Param::weight);
        f.in_channel = mixes ? 0 : std::min(f.out_channel, f.input->shape().c - 1);
        f.overlapping = f.window().overlaps();
        f.context = context_of(e, *f.stage);
        f.steps = f.result->plan.steps();
        show_changes(f);
    } else {
        f.in_channel = std::clamp<std::int64_t>(pane.watch.channel, 0, f.input->shape().c - 1);
    }
    if (turned) f.back = back_of(pane);
    f.context_domain = domain_of(f);
    f.domain = f.back                             ? back_domain_of(*f.back)
               : pane.view.field && !pane.playing ? whole_domain(e)
                                                  : joint_domain(f);
    f.by_value = pane.watch.colour == ColourBy::value;
    return f;
}

Facts facts_of(const Pane& pane, const Look& look, bool turned) {
    Facts f = still_facts(pane, tokens_of(look), turned);
    if (!f.result) return f;
    constexpr std::int64_t most_cells = 1 << 16;
    const bool kept = f.scatters() && f.out_shape().plane() <= most_cells;
    const auto writers = [&](std::int64_t steps) {
        return writers_of(f.result->plan, f.batch, f.out_channel, steps);
    };
    if (kept) f.writers = writers(f.steps);
    f.now = now_of(f, look.reduced_motion);
    if (kept) f.written = writers(f.now.revealed);
    f.step = explain(*f.evaluation, f.stage->id, f.now.step, f.batch, f.out_channel, f.in_channel);
    if (f.back) {
        f.motion = back_beams_of(f.step, f.now);
        f.back_motion = back_motion_of(f.step, f.now, f.parts());
        return f;
    }
    const bool unknown = f.now.still && f.now.step > f.now.revealed;
    f.motion = unknown ? only_beams(f.step) : motion_of(f.step, f.now);
    return f;
}

std::int64_t framed_step(const Facts& f) {
    const bool before = f.now.part == Phase::slide && f.now.u < .5 && !f.now.still;
    return before ? f.now.previous : f.now.step;
}

std::string range_text(const Axis& axis, std::int64_t o) {
    const std::int64_t first = axis.start(o), last = first + axis.effective(o) - 1;
    if (first == last) return show_int(first);
    return show_int(first) + (first < 0 ? " … " : "–") + show_int(last);
}

}  // namespace pw
