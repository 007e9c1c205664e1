// Playing: buttons, the scrubber, the speed.
#include <cmath>

#include "app/panels/frame.h"
#include "app/ui/scrubber.h"
#include "app/ui/widgets.h"
#include "core/base/number.h"

namespace pw {

namespace {

void play_button(Frame& f, Vec2 centre, bool enabled) {
    Kit& kit = f.kit;
    const Faded faded(kit.pen, !enabled, kit.t.desk);
    const Rect r{centre.x - 28, centre.y - 24, 56, 48};
    const Touch touch = kit.hand.touch(kit.pen, "transport/play", r, enabled);
    const bool playing = f.session.clock().playing;
    kit.pen.fill(r, 12, mix(kit.t.ink, kit.t.sheet, touch.held ? .22 : .12 * touch.warm));
    kit.pen.icon(playing ? icons::pause() : icons::play(), centre + Vec2{0, touch.held ? 1.0 : 0.0},
                 kit.t.sheet);
    kit.ring(touch, r, 12);
    const std::string tip = f.say(playing ? "transport.pause" : "transport.play");
    kit.says("transport/play", r, tip, enabled, playing ? "on" : "off");
    if (kit.hand.lingers("transport/play", touch.hovered)) kit.tip = Kit::Tip{r, tip, f.say("key.space")};
    if (touch.clicked) f.session.apply(action::Play{});
}

void buttons(Frame& f, double x, double y, bool enabled) {
    Kit& kit = f.kit;
    const auto at = [&](double dx) { return Rect{x + dx - 20, y - 20, 40, 40}; };
    const auto one = [&](const char* id, double dx, const Icon& icon, const char* tip, const char* key,
                         bool on = false) {
        return ghost(kit, id, at(dx), icon, {.enabled = enabled, .on = on, .tip = f.say(tip), .key = key});
    };
    if (one("transport/first", 20, icons::first(), "transport.first", "Home"))
        f.session.apply(action::ToStart{});
    if (one("transport/back", 64, icons::previous(), "transport.back", "←")) f.session.apply(action::Back{});
    play_button(f, {x + 120, y}, enabled);
    if (one("transport/forward", 176, icons::next(), "transport.forward", "→"))
        f.session.apply(action::Forward{});
    if (one("transport/last", 220, icons::last(), "transport.last", "End")) f.session.apply(action::ToEnd{});
    if (one("transport/loop", 272, icons::loop(), "transport.loop", "", f.session.clock().loop))
        f.session.apply(action::Loop{});
}

// What each step of a stage gives, or sends back, in text; nothing past its last.
std::function<std::string(std::int64_t)> values_of(const Frame& f, const StageResult& result,
                                                   const Watch& watch,
                                                   std::shared_ptr<const BackwardWalk> back) {
    return [&result, watch, back, numbers = f.session.settings().numbers](std::int64_t step) -> std::string {
        if (step > result.plan.steps()) return {};
        const std::int64_t w = result.plan.columns(), n = std::min(watch.batch, result.plan.out.n - 1),
                           c = std::min(watch.channel, result.plan.out.c - 1);
        const Position o = result.plan.lands(n, c, {(step - 1) / w, (step - 1) % w});
        if (back) return show(back->of_output.at(n, c, o.y, o.x), numbers);
        return show(static_cast<double>(result.out.values.at(n, c, o.y, o.x)), numbers);
    };
}

void walk(Frame& f, bool enabled) {
    const Clock& clock = f.session.clock();
    const Watch watch = f.session.watch();  // as it is now: an edit of this frame may have changed it
    const StageResult* result = f.session.shown().picture->find(watch.stage);
    ScrubberLook look;
    look.t = clock.t;
    look.enabled = enabled;
    look.phases = f.pane.pace != Pace::jump;
    look.part = static_cast<int>(moment_at(clock.t, clock.steps).part);
    const Stage* stage = f.session.watched();
    const auto back = f.memory.pictured ? nullptr : back_of(f.session.pane());
    const auto phases = phases_of(stage ? stage->op : nullptr, back != nullptr);
    for (std::size_t i = 0; i < phases.size(); ++i) look.names[i] = f.say("phase." + std::string(phases[i]));
    if (result) {
        const Evaluation& e = *f.session.shown().picture;
        const bool two = e.branch && e.of.compares(watch.stage);
        if (two) result = e.find(e.of.branch->beside);
        look.steps = clock.steps;
        look.columns =
            (two && e.branch->plan.steps() > result->plan.steps() ? *e.branch : *result).plan.columns();
        look.row = [&](std::int64_t row) { return f.words(Message("transport.row", {row})); };
        look.look = [&](std::int64_t step) { return f.memory.colours.step(step); };
        look.text = values_of(f, *result, watch, back);
        if (two) {
            look.other_look = [&](std::int64_t step) { return f.memory.colours.other_step(step); };
            look.other_text = values_of(f, *e.branch, watch, nullptr);
        }
    }
    if (const auto t = scrubber(f.kit, "transport/scrubber", f.layout.segments, look))
        f.session.apply(action::Seek{*t});
}

void speed(Frame& f, bool enabled) {
    Kit& kit = f.kit;
    const Rect r = f.layout.speed;
    const Clock& clock = f.session.clock();
    {
        const Faded faded(kit.pen, !enabled, kit.t.desk);
        kit.pen.text({r.x, r.y + r.h / 2}, f.say("transport.speed"), Weight::medium, 15, kit.t.text2);
    }
    const double speeds[] = {.5, 1, 4};
    const char* names[] = {"0.5×", "1×", "4×"};
    const char* ids[] = {"transport/speed/0.5", "transport/speed/1", "transport/speed/4"};
    std::vector<Segment> segments;
    segments.reserve(4);
    for (int i = 0; i < 3; ++i)
        segments.push_back({ids[i], names[i], !clock.ten_seconds && clock.speed == speeds[i]});
    segments.push_back({"transport/speed/10s", f.say("transport.ten_seconds"), clock.ten_seconds});
    const double label = f.memory.exports.shown ? 120 : f.layout.narrow ? 72 : 80;
    const Rect track{r.x + label, r.y, r.w - label, 36};
    const int choice = segmented(kit, "transport/speed", track, segments, f.layout.narrow ? 13 : 15, enabled);
    if (choice == 3)
        f.session.apply(action::SetSpeed{clock.speed, true});
    else if (choice >= 0)
        f.session.apply(action::SetSpeed{speeds[choice], false});
}

}  // namespace

void transport_pane(Frame& f) {
    const bool enabled = !f.session.shown().problem && f.session.watched();
    const double y = f.layout.segments.y + f.layout.segments.h / 2;
    buttons(f, f.layout.margin, y, enabled);
    walk(f, enabled);
    if (!f.layout.drawer) speed(f, enabled);  // the keys still change it
}

}  // namespace pw
