#include "app/layout.h"

#include <algorithm>

namespace pw {

namespace {

constexpr double bar_height = 64;
constexpr double panel_top = 72;
constexpr double transport_buttons = 308;  // from the margin to the scrubber

}  // namespace

Layout layout_for(double width, double height, bool exporting) {
    Layout l;
    l.width = width;
    l.height = height;
    l.narrow = width < 1280;
    l.margin = l.narrow ? 12 : 16;
    const double gap = l.narrow ? 16 : 24;
    const double panel = exporting ? std::min(416., width / 2) : l.narrow ? 260 : width <= 1920 ? 312 : 360;
    const double foot = l.narrow ? 72 : 112;      // below the sheet
    const double to_middle = l.narrow ? 38 : 52;  // from the window's foot to the transport's middle line
    const auto room = [](double v) { return std::max(0.0, v); };

    l.bar = {0, 0, width, bar_height};
    l.panel = {width - l.margin - panel, panel_top, panel, room(height - foot - panel_top)};
    l.sheet = {l.margin, bar_height, room(l.panel.x - gap - l.margin), room(height - foot - bar_height)};
    l.drawer = width < 1024 && !exporting;
    if (l.drawer) {
        l.sheet.w = room(width - 2 * l.margin);
        const double inside = 24;
        l.panel = {l.sheet.right() - inside - panel, l.sheet.y + inside, panel, room(l.sheet.h - 2 * inside)};
    }
    // Narrow windows give the transport all that is left; wide ones leave 12 above and below it.
    const double inset = l.narrow ? 0 : 12;
    l.transport = {l.margin, height - foot + inset, room(width - 2 * l.margin), foot - 2 * inset};
    const double middle = height - to_middle;
    const double left = l.margin + transport_buttons;
    l.segments = {left, middle - 14, room(l.sheet.right() - (l.drawer ? 12 : 0) - left), 28};
    l.speed = {l.panel.x, middle - 18, panel, 36};
    if (exporting) l.speed = {l.panel.x + 32, middle - 18, panel - 64, 36};
    return l;
}

}  // namespace pw
