#include <algorithm>

#include "app/ui/keys.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double slide_seconds = .12, letter_room = 32;

// Arrows choose the neighbour, as long as the group shows the focus ring.
int arrow_choice(Kit& kit, std::string_view id, int chosen, int count) {
    int choice = -1;
    if (kit.hand.take(id, key::left) || kit.hand.take(id, key::up)) choice = std::max(0, chosen - 1);
    if (kit.hand.take(id, key::right) || kit.hand.take(id, key::down))
        choice = std::min(count - 1, chosen + 1);
    return choice == chosen ? -1 : choice;
}

// Where each begins, and the end: equal parts, unless a name needs more than its own.
std::vector<double> parts_of(Kit& kit, Rect r, std::span<const Segment> segments, double size) {
    constexpr double chevron = 16, least_room = 16;

    const double n = static_cast<double>(segments.size()), room = r.w - 4;
    std::vector<double> needs;
    double all = 0, widest = 0;
    for (const Segment& s : segments) {
        needs.push_back(kit.pen.width(s.text, Weight::semibold, size) + (s.chevron ? chevron : 0) +
                        (s.side < 0 ? 0 : letter_room));
        all += needs.back();
        widest = std::max(widest, needs.back());
    }
    const bool equal = widest + least_room <= room / n;
    std::vector<double> x{r.x + 2};
    for (double need : needs) x.push_back(x.back() + (equal ? room / n : need + (room - all) / n));
    return x;
}

}  // namespace

int segmented(Kit& kit, std::string_view id, Rect r, std::span<const Segment> segments, double size,
              bool enabled) {
    Pen& pen = kit.pen;
    const Faded faded(pen, !enabled, kit.t.desk);
    const int n = static_cast<int>(segments.size());
    const std::vector<double> x0 = parts_of(kit, r, segments, size);
    const auto part_of = [&](int i) {
        const auto at = static_cast<std::size_t>(i);
        return Rect{x0[at], r.y, x0[at + 1] - x0[at], r.h};
    };
    pen.fill(r, 10, kit.t.track);
    int chosen = -1, result = -1;
    for (int i = 0; i < n; ++i)
        if (segments[static_cast<std::size_t>(i)].chosen) chosen = i;

    // The chosen segment holds the focus of all: also when it was chosen by other means.
    const std::string& stop_id = segments[static_cast<std::size_t>(std::max(0, chosen))].id;
    for (const Segment& s : segments)
        if (s.id != stop_id && kit.hand.focused() == s.id) kit.hand.focus(stop_id, kit.hand.ring());

    std::vector<Touch> touches;
    bool ring = false;
    for (int i = 0; i < n; ++i) {
        const Segment& s = segments[static_cast<std::size_t>(i)];
        const Rect part = part_of(i);
        const bool stop = i == std::max(0, chosen);
        Touch t = kit.hand.touch(pen, s.id, part, enabled, stop);
        if (stop && t.ring) {
            ring = true;
            result = arrow_choice(kit, s.id, i, n);
        }
        if (t.clicked && (!s.chosen || s.chevron)) result = i;
        if (!s.chosen && t.warm > 0)
            pen.fill({part.x, r.y + 2, part.w, r.h - 4}, 8,
                     mix(kit.t.track, kit.t.ink, t.held ? .11 : .06 * t.warm));
        kit.says(s.id, part, s.text, enabled, s.chosen ? "on" : "off");
        touches.push_back(t);
    }
    if (chosen >= 0) {
        const double place = kit.hand.glide(std::string(id) + "/thumb", chosen, slide_seconds);
        const int from = std::clamp(static_cast<int>(place), 0, n - 1);
        const Rect between = lerp(part_of(from), part_of(std::min(from + 1, n - 1)), place - from);
        const Rect thumb{between.x, r.y + 2, between.w, r.h - 4};
        if (!kit.dark) pen.shadow(thumb, 8, 1, 2, .14);
        pen.fill(thumb, 8, kit.t.thumb);
    }
    for (int i = 0; i < n; ++i) {
        const Segment& s = segments[static_cast<std::size_t>(i)];
        const double middle = part_of(i).middle().x;
        const Weight weight = s.chosen ? Weight::semibold : Weight::medium;
        const Colour colour =
            mix(s.chosen ? kit.t.ink : kit.t.text2, kit.t.ink, touches[static_cast<std::size_t>(i)].warm);
        double x = middle;
        if (s.chevron) {
            // A long name makes room for the chevron.
            const double over = middle + pen.width(s.text, weight, size) / 2 - (r.right() - 28);
            if (over > 0) x -= over;
            pen.icon(icons::chevron(), {r.right() - 18, r.y + r.h / 2}, colour);
        }
        if (s.side >= 0) {
            const double left = middle - (pen.width(s.text, weight, size) + letter_room) / 2;
            letter(kit, {left, r.y + r.h / 2 - 12}, s.side, s.chosen);
            x += letter_room / 2;
        }
        pen.text({x, r.y + r.h / 2}, s.text, weight, size, colour, Align::middle);
    }
    if (ring) kit.ring(Touch{false, false, false, true}, r, 10);
    return result;
}

}  // namespace pw
