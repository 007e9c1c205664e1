// The clock of the watched stage, the places of all others, and what a problem does to them.
#include <algorithm>

#include "app/session_state.h"
#include "core/figure/easing.h"

namespace pw {

namespace {

constexpr double card_opens = .18;
constexpr double waits = .15;  // before the picture gives way to what is being worked out
constexpr double toast_stays = 6, toast_comes = .18, toast_goes = .12;

// The middle of window o along one axis, in cells of the stage's input.
double centre(const Axis& axis, std::int64_t o) {
    return static_cast<double>(axis.start(o)) + static_cast<double>(axis.effective(o) - 1) / 2;
}

// From one window's middle to the next one's; on average where they differ.
double stride(const Axis& axis) {
    if (axis.fractional()) return static_cast<double>(axis.alpha());
    return axis.adaptive() ? static_cast<double>(axis.input()) / static_cast<double>(axis.outputs())
                           : static_cast<double>(axis.stride());
}

WalkShape walk_of(const StageResult* r) {
    if (!r) return {};
    const Window& w = r->plan.window;
    return {w.out_h(), w.out_w(), centre(w.rows, 0), centre(w.columns, 0), stride(w.rows), stride(w.columns)};
}

}  // namespace

// While the error card is open, there is nothing to walk: the transport is off.
void Session::Impl::on(const action::Play&) {
    if (!shown.problem) clock = toggle_play(clock);
}
void Session::Impl::on(const action::Forward&) {
    if (!shown.problem) clock = step_forward(clock);
}
void Session::Impl::on(const action::Back&) {
    if (!shown.problem) clock = step_back(clock);
}
void Session::Impl::on(const action::ToStart&) {
    if (!shown.problem) clock = to_start(clock);
}
void Session::Impl::on(const action::ToEnd&) {
    if (!shown.problem) clock = to_end(clock);
}
void Session::Impl::on(const action::Seek& a) {
    if (!shown.problem) clock = seek(clock, a.t);
}

void Session::Impl::on(const action::Faster&) { clock = faster(clock); }
void Session::Impl::on(const action::Slower&) { clock = slower(clock); }
void Session::Impl::on(const action::SetSpeed& a) {
    clock.ten_seconds = a.ten_seconds;
    if (a.speed > 0) clock.speed = std::clamp(a.speed, .25, 100.);
}
void Session::Impl::on(const action::Loop&) { clock.loop = !clock.loop; }

void Session::Impl::tick(double seconds) {
    take(background.take());
    if (!(seconds > 0)) return;
    now += seconds;
    if (background.busy()) waited += seconds;
    clock = advance(clock, seconds);
    if (shown.problem) card_seconds += seconds;
    // Held, it still comes in, but doesn't go.
    if (toast && (!toast_held || toast_seconds < toast_comes)) toast_seconds += seconds;
    if (toast_seconds >= toast_stays) toast.reset();
    zoom_seconds += seconds;
    if (zoom_out && zoom_seconds >= zooms) zoom.reset(), zoom_out = false;
    settle_seconds += seconds;
    if (settle_seconds >= settles) settling.reset();
}

// A toast that waits goes when the next movement begins, never unseen in between.
void Session::Impl::pass(double seconds) {
    now += seconds;
    const double leaves = toast_stays - toast_goes;
    if (toast && !toast_held && toast_seconds < leaves)
        toast_seconds = std::min(toast_seconds + seconds, leaves);
}

bool Session::Impl::moving() const {
    const bool comes = toast && toast_seconds < toast_comes && !settings.reduced_motion;
    const bool goes = toast && !toast_held && toast_seconds >= toast_stays - toast_goes;
    return background.busy() || clock.playing || settling || zoom_seconds < zooms ||
           (shown.problem && card() < 1) || comes || goes;
}

std::optional<double> Session::Impl::due() const {
    if (!toast || toast_held) return {};
    return std::max(0.0, toast_stays - toast_goes - toast_seconds);
}

double Session::Impl::toast_shown() const {
    if (!toast) return 0;
    if (toast_seconds > toast_stays - toast_goes) return (toast_stays - toast_seconds) / toast_goes;
    return settings.reduced_motion ? 1 : std::min(1.0, toast_seconds / toast_comes);
}

double Session::Impl::waiting() const {
    if (!background.busy() || waited < waits) return 0;
    return settings.reduced_motion ? 1 : std::min(1., (waited - waits) / waits);
}

double Session::Impl::card() const {
    if (!shown.problem) return 0;
    return settings.reduced_motion ? 1 : ease::in_out(card_seconds / card_opens);
}

void Session::Impl::interrupt() {
    card_seconds = 0;
    resume = clock.playing;
    clock.playing = false;
}

void Session::Impl::go_on() {
    if (resume) clock.playing = clock.steps > 0;
    resume = false;
}

void Session::Impl::keep_places(const Evaluation& last) {
    clock = rescaled(clock, walk_of(leader(last)), walk_of(leader(*shown.picture)));
    for (auto& [id, t] : times) {
        const StageResult* result = last.find(id);
        Clock c;
        c.steps = result ? result->plan.steps() : 0;
        c.t = t;
        t = rescaled(c, walk_of(result), walk_of(shown.picture->find(id))).t;
    }
}

// Another walk: paused; speed and loop stay as they are.
void Session::Impl::set_clock(double t) {
    const StageResult* result = leader(*shown.picture);
    clock.steps = result ? result->plan.steps() : 0;
    clock.playing = false;
    clock = seek(clock, t);
    resume = false;
}

}  // namespace pw
