#include "core/figure/facts.h"

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
    for (const Stage& s : e.of.stages) {
        if (s.id == stage) break;
        if (const StageResult* r = e.find(s.id)) range = r->range;
    }
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
    if (f.result && f.stage->op->how == Reduction::sum) add_products(d, f);
    if (f.context) {
        d.add(range_before(*f.evaluation, f.context->id));
        for (float v : f.context->params.weight.plane(f.in_channel, 0)) d.add(v);
    }
    return d.result();
}

// A hovered output that isn't computed yet: its window, and nothing that gives the answer away.
BenchMotion only_beams(const Step& step) {
    BenchMotion m;
    m.tiles.resize(step.taps.size());
    m.beam_in = 1;
    m.beam_out = .45;
    return m;
}

// A convolution right before the watched pooling is shown as its context.
const Stage* context_of(const Evaluation& e, const Stage& watched) {
    const int at = e.of.index_of(watched.id);
    if (at <= 0) return nullptr;
    const Stage& before = e.of.stages[static_cast<std::size_t>(at - 1)];
    return before.op->how == Reduction::sum && !before.muted ? &before : nullptr;
}

// A convolution keeps its kernel and its bench in sight while its input is edited.
bool outlines_all(const Pane& pane, const Window& window) {
    const Stage* stage = pane.shown.picture->of.find(pane.watch.stage);
    return window.overlaps() && !(stage && stage->op->how == Reduction::sum);
}

// The output whose window is shown instead of the walk's: the hovered one, or the first that reads the
// selected cell. Where windows overlap, all of them are outlined instead: see reach_of.
std::optional<Position> looked_at(const Pane& pane, const Window& window) {
    const View& v = pane.view;
    if (pane.playing) return std::nullopt;
    if (v.hover && v.hover->grid == Focus::Grid::output && v.hover->at.y < window.out_h() &&
        v.hover->at.x < window.out_w())
        return v.hover->at;
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

Now now_of(const Pane& pane, std::int64_t steps, const Window& window, bool reduced_motion) {
    Now now = at_moment(pane, steps, reduced_motion);
    if (const auto at = looked_at(pane, window)) {
        now.step = at->y * window.out_w() + at->x + 1;
        now.previous = now.step;
        now.rest = false;
        now.still = true;
        now.part = Phase::reduce;
        now.u = 1;
    }
    return now;
}

Facts still_facts(const Pane& pane, const Tokens& tok) {
    Facts f;
    f.pane = &pane;
    f.tok = &tok;
    f.evaluation = pane.shown.picture.get();
    const Evaluation& e = *f.evaluation;
    f.stage = e.of.find(pane.watch.stage);
    if (!f.stage && pane.watch.stage == 0 && !e.done.empty()) f.stage = e.of.find(e.done.back().id);
    f.result = f.stage ? e.find(f.stage->id) : nullptr;
    f.input = f.result ? &e.input_of(f.stage->id) : &e.of.input.tensor;
    f.batch = std::clamp<std::int64_t>(pane.watch.batch, 0, f.input->shape().n - 1);
    if (f.result) {
        f.output = &f.result->out.values;
        f.out_channel = std::clamp<std::int64_t>(pane.watch.channel, 0, f.output->shape().c - 1);
        const bool mixes = f.stage->op->how == Reduction::sum;
        f.in_channel = mixes ? 0 : std::min(f.out_channel, f.input->shape().c - 1);
        f.overlapping = f.window().overlaps();
        f.context = context_of(e, *f.stage);
        f.steps = f.window().out_h() * f.window().out_w();
    } else {
        f.in_channel = std::clamp<std::int64_t>(pane.watch.channel, 0, f.input->shape().c - 1);
    }
    f.domain = domain_of(f);
    f.by_value = pane.watch.colour == ColourBy::value;
    return f;
}

Facts facts_of(const Pane& pane, const Look& look) {
    Facts f = still_facts(pane, tokens_of(look));
    if (!f.result) return f;
    f.now = now_of(pane, f.steps, f.window(), look.reduced_motion);
    f.step = explain(*f.evaluation, f.stage->id, f.now.step, f.batch, f.out_channel, f.in_channel);
    const bool unknown = f.now.still && !f.revealed(f.step.out);
    f.motion = unknown ? only_beams(f.step) : motion_of(f.step, f.now);
    return f;
}

std::string range_text(const Axis& axis, std::int64_t o) {
    const std::int64_t first = axis.start(o), last = first + axis.effective(o) - 1;
    if (first == last) return show_int(first);
    return show_int(first) + (first < 0 ? " … " : "–") + show_int(last);
}

}  // namespace pw
