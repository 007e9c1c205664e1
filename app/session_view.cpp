// What is watched, how it looks, what the pointer is over.
#include <algorithm>
#include <cmath>

#include "app/session_state.h"
#include "core/figure/easing.h"

namespace pw {

void Session::Impl::on(const action::WatchStage& a) {
    if (!shown.asked.find(a.stage)) return;
    const StageId id = stage_to_watch(shown.asked, a.stage);
    if (id == watch.stage) return;
    const bool sides = shown.asked.compares(id) && shown.asked.compares(watch.stage);  // on one clock
    times[watch.stage] = clock.t;
    watch.stage = id;
    if (sides) return settle_view();
    set_clock(times.contains(id) ? times[id] : 0);
    hover.reset();
    selected.reset();
    settle_view();
}

void Session::Impl::on(const action::SetDirection& a) {
    if (a.direction == watch.direction || shown.asked.compares(watch.stage)) return;
    select(std::nullopt);
    watch.direction = a.direction;
    settle_view();
}

void Session::Impl::on(const action::SetColour& a) { watch.colour = a.colour; }
void Session::Impl::on(const action::SetMap& a) { watch.map = a.map; }

void Session::Impl::on(const action::Channel& a) {
    const StageResult* result = watched_result();
    if (!result) return;
    const std::int64_t count = result->plan.out.c;
    watch.channel = ((watch.channel + a.by) % count + count) % count;
}

void Session::Impl::on(const action::Hover& a) {
    hover = a.at;
    settle_view();
}
void Session::Impl::on(const action::Select& a) { select(a.at); }

void Session::Impl::on(const action::ShowField&) {
    if (field()) return select(std::nullopt);
    const StageResult* result = watched_result();
    if (!result || shown.problem) return;
    const std::int64_t columns = result->plan.columns(), steps = result->plan.steps();
    const std::int64_t step = std::clamp<std::int64_t>(moment_at(clock.t, steps).step, 1, steps) - 1;
    clock.playing = false;
    const Position at = result->plan.lands(watch.batch, watch.channel, {step / columns, step % columns});
    select(Focus{Focus::Grid::stage, at, result->id});
}

std::optional<Focus> Session::Impl::field() const {
    if (!selected || shown.problem) return std::nullopt;
    if (selected->grid == Focus::Grid::stage) return selected;
    // The output of a chain: its window alone doesn't say where it comes from.
    const StageResult* result = watched_result();
    const bool chain = shown.picture->done.size() > 1 && result && !shown.picture->of.compares(result->id);
    if (selected->grid != Focus::Grid::output || !chain) return std::nullopt;
    return Focus{Focus::Grid::stage, selected->at, result->id};
}

// Through the values of a grid, and from grid to grid along the chain.
void Session::Impl::on(const action::MoveField& a) {
    std::optional<Focus> at = field();
    if (!at) return;
    hover.reset();  // the keys have the word until the pointer moves
    const auto shape_of = [&](StageId id) {
        const StageResult* r = shown.picture->find(id);
        return r ? r->plan.out : shown.picture->of.input.tensor.shape();
    };
    Shape s = shape_of(at->stage);
    if (!a.onwards) {
        at->at.y = std::clamp<std::int64_t>(at->at.y + a.dy, 0, s.h - 1);
        at->at.x = std::clamp<std::int64_t>(at->at.x + a.dx, 0, s.w - 1);
        return select(at);
    }
    std::int64_t i = at->at.y * s.w + at->at.x + a.dx;
    if (i < 0 || i >= s.plane()) {
        std::vector<StageId> grids{input_stage};
        for (const StageResult& r : shown.picture->done) grids.push_back(r.id);
        const auto n = static_cast<std::ptrdiff_t>(grids.size());
        const std::ptrdiff_t here = std::ranges::find(grids, at->stage) - grids.begin();
        at->stage = grids[static_cast<std::size_t>((here + (i < 0 ? -1 : 1) + n) % n)];
        s = shape_of(at->stage);
        i = i < 0 ? s.plane() - 1 : 0;
    }
    at->at = {i / s.w, i % s.w};
    select(at);
}

void Session::Impl::on(const action::ZoomPicture& a) {
    zoom_from = a.from.pitch;
    zoom = a.from;
    zoom->pitch = std::min(a.pitch, limits::zoom);
    zoom_out = a.whole;
    zoom_seconds = settings.reduced_motion || zoom->pitch == zoom_from ? zooms : 0;
    if (zoom_out && zoom_seconds >= zooms) zoom.reset();
    hover.reset();
}

// Each step of a zoom enlarges by as much: the pitch's logarithm is eased.
std::optional<Zoom> Session::Impl::zoom_now() const {
    std::optional<Zoom> z = zoom;
    if (z && zoom_seconds < zooms)
        z->pitch = zoom_from * std::pow(z->pitch / zoom_from, ease::in_out(zoom_seconds / zooms));
    return z;
}

void Session::Impl::on(const action::MoveSplit& a) { split = std::clamp(a.to, 0., 1.); }
void Session::Impl::on(const action::ShowUnder& a) {
    under = a.what;
    fetch_clean();
}

void Session::Impl::on(const action::SetTheme& a) { settings.theme = a.theme; }
void Session::Impl::on(const action::SetLanguage& a) { settings.language = a.language; }
void Session::Impl::on(const action::SetScale& a) {
    if (!std::isnan(a.scale)) settings.scale = std::clamp(a.scale, .75, 3.);
}
void Session::Impl::on(const action::SetNumbers& a) {
    settings.numbers = {a.format.fractions, std::clamp(a.format.digits, 0, 6)};
}
void Session::Impl::on(const action::ToggleIndices&) { settings.indices = !settings.indices; }
void Session::Impl::on(const action::ToggleHelp&) { help = !help; }

// One thing at a time, the topmost first.
void Session::Impl::on(const action::Escape&) {
    if (code)
        code.reset();
    else if (help)
        help = false;
    else if (text)
        give_back();
    else if (resize)
        resize.reset();
    else if (notice)
        notice.reset();
    else if (selected)
        select(std::nullopt);
    else if (zoom)
        zoom.reset();
    else
        painting = false;
}

// What the picture has of the watched stage: an experiment that was never valid ends before it.
const StageResult* Session::Impl::watched_result() const {
    if (const StageResult* r = shown.picture->find(watch.stage)) return r;
    return shown.picture->done.empty() ? nullptr : &shown.picture->done.back();
}

bool Session::Impl::exists(const Focus& f) const {
    const StageResult* result = watched_result();
    Pair size = size_of(f.grid);
    const std::optional<StageResult>& other = shown.picture->branch;
    if (f.grid == Focus::Grid::other && other) size = {other->plan.out.h, other->plan.out.w};
    if (f.grid == Focus::Grid::stage) {
        const StageResult* own = shown.picture->find(f.stage);
        if (!own && f.stage != input_stage) return false;
        const Shape& s = own ? own->plan.out : shown.picture->of.input.tensor.shape();
        size = {s.h, s.w};
    }
    if (f.grid == Focus::Grid::output || f.grid == Focus::Grid::difference)
        size = result ? Pair{result->plan.out.h, result->plan.out.w} : Pair{0, 0};
    if (f.grid == Focus::Grid::input) {
        const Shape& s = shown.picture->input_of(result ? result->id : input_stage).shape();
        size = {s.h, s.w};
    }
    return f.at.y >= 0 && f.at.x >= 0 && f.at.y < size.h && f.at.x < size.w;
}

void Session::Impl::settle_view() {
    for (const Stage& s : shown.asked.stages)
        if (const Pair kernel = kernel_of(*s.op, s.params); kernel.h != kernel.w) untied.insert(s.id);
    const StageResult* result = watched_result();
    const Shape shape = result ? result->plan.out : shown.picture->of.input.tensor.shape();
    watch.channel = std::clamp<std::int64_t>(watch.channel, 0, std::max<std::int64_t>(shape.c - 1, 0));
    watch.batch = std::clamp<std::int64_t>(watch.batch, 0, std::max<std::int64_t>(shape.n - 1, 0));
    if (hover && !exists(*hover)) hover.reset();
    if (selected && !exists(*selected)) select(std::nullopt);
}

Pane Session::Impl::pane_at_rest() const {
    Pane p;
    p.shown = shown;
    p.watch = watch;
    p.watch.t = clock.t;
    const StageResult* result = watched_result();
    p.watch.stage = result ? result->id : input_stage;
    p.back = back;
    p.back = back = back_of(p);
    p.images = images;
    return p;
}

Pane Session::Impl::pane() const {
    Pane p = pane_at_rest();
    // Paused, the whole step can be looked at, however fast it was played.
    p.pace = clock.playing ? pace_of(clock) : Pace::phases;
    p.playing = clock.playing;
    p.view.edit = cell_edit();
    // The pointer mostly rests on the cell that it has selected: that is no other one. Of other grids, only
    // an output's window is worth leaving the edited cell for.
    const bool near =
        hover && selected && (hover->grid == selected->grid || hover->grid == Focus::Grid::output);
    const bool other = near && hover != selected && !text;
    p.view.hover = p.view.edit ? (other ? hover : std::nullopt) : hover ? hover : selected;
    p.view.field = field();
    if (p.view.field && !clock.playing) {
        p.watch.direction = Direction::forward;
        if (hover && hover->grid == Focus::Grid::stage) p.view.field = hover;
        p.view.hover.reset();
    }
    p.view.resize = resize;
    p.view.corner = near_corner;
    p.view.compared = compared;
    p.view.zoom = zoom_now();
    p.view.split = split;
    p.view.under = under;
    p.view.settling = settling;
    p.view.settled = settle_seconds / settles;
    if (painting) p.view.brush = brush;
    p.view.card = card();
    p.view.waiting = waiting();
    p.view.hot = hot;
    p.view.focused = focused;
    p.view.show_focus = show_focus;
    return p;
}

}  // namespace pw
