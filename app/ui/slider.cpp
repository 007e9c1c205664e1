#include <algorithm>
#include <cmath>

#include "app/ui/keys.h"
#include "app/ui/widgets.h"

namespace pw {

std::optional<std::int64_t> slider(Kit& kit, const std::string& id, Rect r, std::int64_t step,
                                   std::int64_t last, const std::string& text) {
    constexpr double track = 6, knob = 18, edge = 2;
    Pen& pen = kit.pen;
    Hand& hand = kit.hand;
    const Touch touch = hand.touch(pen, id, r.outset(6));
    std::int64_t to = step;
    while (hand.take(id, key::right) || hand.take(id, key::up)) ++to;
    while (hand.take(id, key::left) || hand.take(id, key::down)) --to;
    if (touch.held) {
        // The press is the drag's beginning: it jumps there.
        if (!hand.dragged) ++hand.drags;
        hand.dragged = true;
        const double place = clamp01((hand.pointer(pen).x - r.x) / r.w);
        to = std::llround(place * static_cast<double>(last));
    }
    to = std::clamp<std::int64_t>(to, 0, last);
    const double middle = r.middle().y, x = r.x + r.w * static_cast<double>(to) / static_cast<double>(last);
    pen.fill({r.x, middle - track / 2, r.w, track}, track / 2, kit.t.track);
    if (x > r.x) pen.fill({r.x, middle - track / 2, x - r.x, track}, track / 2, kit.t.ink);
    const double grown = knob + 2 * touch.warm;
    pen.disc({x, middle}, grown / 2 + edge / 2, kit.t.ink);
    pen.disc({x, middle}, grown / 2 - edge / 2, kit.t.thumb);
    if (touch.ring) pen.circle({x, middle}, grown / 2 + 5, 2, kit.t.focus);
    kit.says(id, r, text, true, std::to_string(to));
    return to != step ? std::optional(to) : std::nullopt;
}

}  // namespace pw
