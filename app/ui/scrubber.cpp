#include "app/ui/scrubber.h"

#include <algorithm>
#include <cmath>

#include "app/ui/keys.h"
#include "core/base/number.h"
#include "core/walk/clock.h"

namespace pw {

namespace {

constexpr std::int64_t most_segments = 24, most_ticks = 160;

double step_x(Rect r, double gap, std::int64_t steps, double t) {
    const double w = (r.w + gap) / static_cast<double>(steps) - gap;
    const double whole = std::floor(t);
    if (t >= static_cast<double>(steps)) return r.right();
    // The end of a step is the right edge of its segment, the gap belongs to nothing.
    if (t == whole && t > 0) return r.x + whole * (w + gap) - gap;
    return r.x + whole * (w + gap) + (t - whole) * w;
}

void phase_names(Kit& kit, Rect s, const ScrubberLook& look) {
    double from = 0;
    for (int i = 0; i < 4; ++i) {
        const double to = phase_ends[i], middle = s.x + s.w * (from + to) / 2;
        const bool now = i == look.part;
        const double y = s.y + s.h / 2 + 26;
        if (s.w >= 180)
            kit.pen.text({middle, y}, look.names[i], now ? Weight::semibold : Weight::regular, 13,
                         now ? kit.t.accent_text : kit.t.text3, Align::middle);
        else if (now)
            kit.pen.text({s.x + s.w / 2, y}, look.names[i], Weight::semibold, 13, kit.t.accent_text,
                         Align::middle);
        if (i < 3) kit.pen.fill({s.x + s.w * to - .5, s.y + 5, 1, s.h - 10}, 0, kit.t.line2.alpha(.7));
        from = to;
    }
}

// A step that is done; an outline where its side takes fewer.
void finished(Kit& kit, Rect s, const CellLook& cell, const std::string& text) {
    if (cell.fill.a <= 0) return kit.pen.stroke(s, 7, 1.25, kit.t.slot);
    kit.pen.fill(s, 7, cell.fill);
    if (cell.edge.a > 0) kit.pen.stroke(s, 7, 1, cell.edge);
    if (kit.pen.width(text, Weight::semibold, 15) <= s.w - 6)
        kit.pen.text(s.middle(), text, Weight::semibold, 15, number_on(cell.fill), Align::middle);
}

void segments(Kit& kit, Rect r, const ScrubberLook& look) {
    constexpr double gap = 4;
    const double w = (r.w + gap) / static_cast<double>(look.steps) - gap;
    for (std::int64_t i = 0; i < look.steps; ++i) {
        const Rect s{r.x + static_cast<double>(i) * (w + gap), r.y, w, r.h};
        const double done = look.t - static_cast<double>(i);
        if (done <= 0) {
            kit.pen.stroke(s, 7, 1.25, kit.t.slot);
            continue;
        }
        const CellLook cell = look.look(i + 1);
        const bool two = static_cast<bool>(look.other_look);
        if (done >= 1) {
            const double half = (w - 2) / 2;
            finished(kit, two ? Rect{s.x, s.y, half, s.h} : s, cell, look.text(i + 1));
            if (two)
                finished(kit, {s.right() - half, s.y, half, s.h}, look.other_look(i + 1),
                         look.other_text(i + 1));
            continue;
        }
        kit.pen.fill(s, 7, kit.t.sheet);
        kit.pen.stroke(s, 7, 1, kit.t.line2);
        {
            const Clip clip(kit.pen, {s.x, s.y, s.w * done, s.h});
            kit.pen.fill(s, 7, two ? mix(kit.t.sheet, kit.t.text2, .30) : mix(kit.t.sheet, cell.fill, .55));
        }
        if (look.phases) phase_names(kit, s, look);
    }
}

void ticks(Kit& kit, Rect r, const ScrubberLook& look) {
    constexpr double gap = 2, h = 16;
    const double w = (r.w + gap) / static_cast<double>(look.steps) - gap;
    const bool two = static_cast<bool>(look.other_look);
    for (std::int64_t i = 0; i < look.steps; ++i) {
        const Rect s{r.x + static_cast<double>(i) * (w + gap), r.y + (r.h - h) / 2, w, h};
        const double done = clamp01(look.t - static_cast<double>(i));
        kit.pen.fill(s, 2, kit.t.track, true);
        if (done <= 0) continue;
        const Clip clip(kit.pen, {s.x, s.y, s.w * done, s.h});
        kit.pen.fill({s.x, s.y, s.w, two ? h / 2 - 1 : h}, 2, look.look(i + 1).fill, true);
        if (two) kit.pen.fill({s.x, s.y + h / 2 + 1, s.w, h / 2 - 1}, 2, look.other_look(i + 1).fill, true);
    }
}

// A tick per seventh of the output's rows, at the beginning of a row; the last one says what is counted.
void row_ticks(Kit& kit, Rect s, const ScrubberLook& look) {
    const double columns = static_cast<double>(std::max<std::int64_t>(1, look.columns));
    const double steps = static_cast<double>(look.steps), rows = std::max(1., std::floor(steps / columns));
    const std::string end = look.row(static_cast<std::int64_t>(rows));
    const double y = s.bottom() + 20, last = s.right() - kit.pen.width(end, Weight::regular, 13);
    double before = -1;
    for (int i = 0; i <= 7; ++i) {
        const double row = std::round(rows * i / 7), x = s.x + s.w * std::min(1., row * columns / steps);
        if (row == before) continue;
        before = row;
        kit.pen.fill({std::min(x, s.right() - 1.5), s.bottom() + 4, 1.5, 6}, 0, kit.t.line2);
        const std::string text = show_int(static_cast<std::int64_t>(row));
        const double w = kit.pen.width(text, Weight::regular, 13);
        if (i == 7)
            kit.pen.text({s.right(), y}, end, Weight::regular, 13, kit.t.text3, Align::right);
        else if (x + w / 2 + 12 <= last)
            kit.pen.text({x, y}, text, Weight::regular, 13, kit.t.text3,
                         i == 0 ? Align::left : Align::middle);
    }
}

void bar(Kit& kit, Rect r, const ScrubberLook& look) {
    constexpr double h = 12;
    const Rect s{r.x, r.y + (r.h - h) / 2, r.w, h};
    kit.pen.fill(s, 6, kit.t.track);
    const double k = look.t / static_cast<double>(look.steps);
    {
        const Clip clip(kit.pen, {s.x, s.y, s.w * k, s.h});
        kit.pen.fill(s, 6, kit.t.ink);
    }
    row_ticks(kit, s, look);
}

}  // namespace

std::optional<double> scrubber(Kit& kit, const std::string& id, Rect r, const ScrubberLook& look) {
    const Faded faded(kit.pen, !look.enabled, kit.t.desk);
    const bool active = look.enabled && look.steps > 0;
    const Touch touch = kit.hand.touch(kit.pen, id, {r.x - 8, r.y - 18, r.w + 16, r.h + 28}, active);
    kit.says(id, r, "", active, std::to_string(look.t));
    if (look.steps <= 0) {
        kit.pen.stroke(r, 7, 1.25, kit.t.slot);
        return std::nullopt;
    }
    const bool few = look.steps <= most_segments, some = look.steps <= most_ticks;
    if (few)
        segments(kit, r, look);
    else if (some)
        ticks(kit, r, look);
    else
        bar(kit, r, look);

    const double gap = few ? 4 : some ? 2 : 0, x = step_x(r, gap, look.steps, look.t), y = r.y + r.h / 2;
    kit.pen.fill({x - 1.5, y - 22, 3, 42}, 1.5, kit.t.accent, true);
    kit.pen.disc({x, y - 24}, 9.75, kit.t.accent);
    kit.pen.disc({x, y - 24}, 6.25, look.enabled ? kit.t.sheet : kit.t.desk);
    kit.ring(touch, r, 7);

    if (kit.hand.take(id, key::left)) return std::max(0.0, std::ceil(look.t) - 1);
    if (kit.hand.take(id, key::right))
        return std::min(static_cast<double>(look.steps), std::floor(look.t) + 1);
    if (!touch.held) return std::nullopt;
    const double n = static_cast<double>(look.steps), pitch = (r.w + gap) / n;
    const double place = clamp01((kit.hand.pointer(kit.pen).x - r.x) / r.w) * r.w;
    const double whole = std::min(n - 1, std::floor(place / pitch));
    double t = whole + clamp01((place - whole * pitch) / (pitch - gap));
    if (ImGui::GetIO().KeyShift) t = std::round(t);
    return t != look.t ? std::optional(t) : std::nullopt;
}

}  // namespace pw
