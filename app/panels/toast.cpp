// A fact for six seconds, with one thing to do about it (visual2.md, section 3). It keeps clear of the window
// frame and of the cell that is edited.
#include <algorithm>

#include "app/panels/frame.h"
#include "app/ui/widgets.h"
#include "core/figure/easing.h"

namespace pw {

namespace {

constexpr double height = 44, padding = 20, rises = 8;

// Whether the place lies over the frame that walks, or over the cell that is edited.
bool covers(Frame& f, const Scene& scene, Rect r) {
    const auto meets = [&](const Rect& o) {
        return r.x < o.right() && o.x < r.right() && r.y < o.bottom() && o.y < r.bottom();
    };
    for (const Group& group : scene.groups) {
        if (group.name != "window") continue;
        for (const Item& item : group.items)
            if (const auto* cell = std::get_if<Cell>(&item); cell && meets(cell->rect)) return true;
    }
    const auto& selected = f.session.selected();
    const Spot* cell = selected ? scene.find(spot_id(*selected)) : nullptr;
    return cell && meets(cell->rect);
}

struct Parts {
    std::string text, button;
    double text_w = 0, button_w = 0, check_w = 0;
    double width() const {
        return 2 * padding + check_w + text_w + (button.empty() ? 0 : 2 * padding + button_w);
    }
};

Parts parts_of(Frame& f, const Toast& toast) {
    Parts p;
    p.text = f.words(toast.text);
    if (toast.button) p.button = f.words(toast.button);
    p.text_w = f.kit.pen.width(p.text, Weight::medium, 15);
    p.button_w = f.kit.pen.width(p.button, Weight::semibold, 15);
    p.check_w = toast.check ? 28 : 0;
    return p;
}

void act(Frame& f, const Toast& toast) {
    Session& session = f.session;
    const Toast::Does does = toast.does;
    if (does == Toast::Does::copy) f.memory.clipboard = toast.copies;
    session.apply(action::DismissToast{});
    if (does == Toast::Does::undo) session.apply(action::Undo{});
    if (does == Toast::Does::grow) session.apply(action::PasteAll{});
    if (does == Toast::Does::open)
        f.memory.file_request = FileRequest{FileRequest::Kind::open, toast.file, toast.reading};
}

// Where it lies, from the sheet's corner. Once it had to go up it stays there.
Rect place(Frame& f, const Scene& scene, double w) {
    const Rect sheet = f.layout.sheet;
    Rect r{(sheet.w - w) / 2, strip_top(f, scene) - 60 - height / 2, w, height};
    if (f.memory.exports.shown) return r.moved({0, sheet.h - 16 - r.bottom()});  // below the page
    Memory& memory = f.memory;
    if (f.session.toast_seconds() < memory.toast_seconds) memory.toast_up = false;
    memory.toast_seconds = f.session.toast_seconds();
    memory.toast_up = memory.toast_up || r.y < 24 || covers(f, scene, r);
    if (memory.toast_up) r.y = 24;
    return r;
}

}  // namespace

void toast_pane(Frame& f, const Scene& scene) {
    if (!f.session.toast()) return;
    const Toast toast = *f.session.toast();
    Kit& kit = f.kit;
    const Parts p = parts_of(f, toast);
    const double shown = ease::in_out(f.session.toast_shown());
    const bool comes = f.session.toast_seconds() < 1 && !f.session.settings().reduced_motion;
    Rect r = place(f, scene, p.width()).moved({f.layout.sheet.x, f.layout.sheet.y});
    if (comes) r.y += rises * (1 - shown);

    // The button first: what is touched first has the pointer.
    const double line = r.right() - 2 * padding - p.button_w;
    Touch button;
    if (!p.button.empty())
        button = kit.hand.touch(kit.pen, "toast/button", {line, r.y, r.right() - line, r.h});
    const Touch whole = kit.hand.touch(kit.pen, "toast", r, true, false);
    f.session.hold_toast(whole.hovered || button.hovered || button.ring);

    const Colour ground = kit.t.ink.alpha(shown), ink = kit.t.sheet.alpha(shown);
    kit.pen.shadow(r, 12, 6, 8, (kit.dark ? .60 : .22) * shown);
    kit.pen.fill(r, 12, ground, true);
    const double y = r.middle().y;
    if (toast.check) kit.pen.icon(icons::check(), {r.x + padding + 8, y}, ink);
    kit.pen.text({r.x + padding + p.check_w, y}, p.text, Weight::medium, 15, ink);
    kit.says("toast", r, p.text);
    if (p.button.empty()) return;
    if (button.warm > 0 || button.held) {
        const Rect lit{line + 8, r.y + 6, r.right() - line - 14, r.h - 12};
        kit.pen.fill(lit, 8, mix(kit.t.ink, kit.t.sheet, .16).alpha(shown * (button.held ? 1 : button.warm)));
    }
    kit.pen.fill({line, r.y + 12, 1, 20}, 0, mix(kit.t.ink, kit.t.sheet, .35).alpha(shown));
    kit.pen.text({line + padding, y}, p.button, Weight::semibold, 15, ink);
    kit.ring(button, {line + 8, r.y + 6, r.right() - line - 14, r.h - 12}, 8);
    kit.says("toast/button", {line, r.y, r.right() - line, r.h}, p.button);
    if (button.clicked) act(f, toast);
}

}  // namespace pw
