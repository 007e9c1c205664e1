#include "app/panels/menu.h"

#include <algorithm>

#include "app/ui/keys.h"
#include "app/ui/widgets.h"

namespace pw {

void arrows_move(Kit& kit, const std::string& id, const Touch& touch) {
    if (!touch.ring) return;
    if (kit.hand.take(id, key::down)) kit.hand.tab(false);
    if (kit.hand.take(id, key::up)) kit.hand.tab(true);
}

bool menu_row(Frame& f, const MenuRow& row, Rect r) {
    Kit& kit = f.kit;
    const Faded faded(kit.pen, !row.enabled, kit.t.sheet);
    const Touch touch = kit.hand.touch(kit.pen, row.id, r, row.enabled);
    ground(kit, touch, r, 8, kit.t.sheet);
    const double y = r.middle().y;
    kit.pen.text({r.x + 12, y}, row.text, Weight::medium, 15, kit.t.ink);
    double x = r.right() - 12;
    for (auto key = row.keys.rbegin(); key != row.keys.rend(); ++key) {
        const double w = std::max(24.0, kit.pen.width(*key, Weight::semibold, 13) + 16);
        const Rect cap{x - w, y - 12, w, 24};
        kit.pen.fill(cap, 8, kit.t.well);
        kit.pen.stroke(cap, 8, 1.25, kit.t.line2);
        kit.pen.text(cap.middle(), *key, Weight::semibold, 13, kit.t.text2, Align::middle);
        x -= w + 3;
    }
    kit.ring(touch, r.outset(-4), 7);
    kit.says(row.id, r, row.text, row.enabled);
    arrows_move(kit, row.id, touch);
    return touch.clicked;
}

Rect popover_below(const Frame& f, double x, double width, double height) {
    const double most = std::max(8.0, f.layout.width - width - 8);
    return {std::clamp(x, 8.0, most), f.memory.anchor.bottom() + 8, width, height};
}

bool clicked_outside(Frame& f, const std::string& id, Rect inside) {
    f.kit.hand.touch(f.kit.pen, id, inside, true, false);
    return f.kit.hand.touch(f.kit.pen, id + "/outside", {0, 0, f.layout.width, f.layout.height}, true, false)
        .clicked;
}

}  // namespace pw
