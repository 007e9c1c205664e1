#include <algorithm>

#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double switch_seconds = .12;

}  // namespace

void ground(Kit& kit, const Touch& touch, Rect r, double radius, Colour rest) {
    if (touch.held)
        kit.pen.fill(r, radius, kit.t.track);
    else if (touch.warm > 0)
        kit.pen.fill(r, radius, mix(rest, kit.t.hover, touch.warm));
}

void scrim(Kit& kit, double width, double height) {
    kit.pen.fill({0, 0, width, height}, 0, kit.dark ? Colour::hex(0, .55f) : Colour::hex(0x16181D, .32f));
}

void wheel(Kit& kit, Rect area, double& at, double most) {
    constexpr double turn = 44;
    if (area.contains(kit.hand.pointer(kit.pen))) at -= ImGui::GetIO().MouseWheel * turn;
    at = std::clamp(at, 0.0, std::max(0.0, most));
}

void bring_into_view(Kit& kit, std::string_view prefix, Rect area, double& at) {
    constexpr double room = 8;
    const Rect& r = kit.hand.focused_at();
    if (!kit.hand.ring() || r.h <= 0 || !kit.hand.focused().starts_with(prefix)) return;
    at += std::max(0., r.bottom() + room - area.bottom()) - std::max(0., area.y + room - r.y);
}

void scroll_thumb(Kit& kit, Rect area, double place, double share) {
    const double h = std::max(24.0, area.h * share);
    kit.pen.fill({area.right() + 6, area.y + (area.h - h) * place, 4, h}, 2, kit.t.line2.alpha(.35f));
}

bool link_toggle(Kit& kit, const std::string& id, Rect r, bool linked, const std::string& tip, bool enabled) {
    const Faded faded(kit.pen, !enabled, kit.t.desk);
    const Touch touch = kit.hand.touch(kit.pen, id, r, enabled);
    ground(kit, touch, r, 10, kit.t.desk);
    kit.pen.icon(linked ? icons::link() : icons::broken_link(), r.middle() + Vec2{0, touch.held ? 1.0 : 0.0},
                 linked ? kit.t.ink : kit.t.text3);
    kit.ring(touch, r, 10);
    kit.says(id, r, tip, enabled, linked ? "on" : "off");
    if (kit.hand.lingers(id, touch.hovered)) kit.tip = Kit::Tip{r, tip, {}};
    return touch.clicked;
}

bool toggle(Kit& kit, const std::string& id, Rect r, bool on, const std::string& text, bool enabled) {
    Pen& pen = kit.pen;
    const Faded faded(pen, !enabled, kit.t.desk);
    const Touch touch = kit.hand.touch(pen, id, r.outset(6), enabled);
    const double k = kit.hand.glide(id + "/knob", on ? 1 : 0, switch_seconds);
    pen.fill(r, r.h / 2, mix(kit.t.track, kit.t.ink, k));
    if (k < 1) pen.stroke(r, r.h / 2, 1.5, mix(mix(kit.t.line2, kit.t.ink, touch.warm), kit.t.ink, k));
    const double squeeze = touch.held ? 4 : 0;
    const Vec2 knob{lerp(r.x + 12, r.right() - 12, k), r.y + r.h / 2};
    const Colour colour = mix(touch.held ? kit.t.ink : kit.t.line2, kit.t.sheet, k);
    pen.fill({knob.x - 8 - (on ? squeeze : 0), knob.y - 8, 16 + squeeze, 16}, 8, colour, true);
    kit.ring(touch, r, r.h / 2);
    kit.says(id, r, text, enabled, on ? "on" : "off");
    return touch.clicked;
}

bool button(Kit& kit, const std::string& id, Rect r, const std::string& text, bool primary, bool enabled,
            const Icon* icon) {
    Pen& pen = kit.pen;
    const Faded faded(pen, !enabled, kit.t.sheet);
    const Touch touch = kit.hand.touch(pen, id, r, enabled);
    if (primary) {
        pen.fill(r, 10, mix(kit.t.ink, kit.t.sheet, touch.held ? .22 : .12 * touch.warm));
    } else {
        pen.fill(r, 10, touch.held ? kit.t.track : mix(kit.t.ctl, kit.t.hover, touch.warm));
        pen.stroke(r, 10, 1, touch.held ? kit.t.line2 : kit.t.line);
    }
    const Colour colour = primary ? kit.t.sheet : kit.t.ink;
    const Vec2 middle = r.middle() + Vec2{0, touch.held ? 1.0 : 0.0};
    if (icon) pen.icon(*icon, middle - Vec2{pen.width(text, Weight::medium, 15) / 2 + 2, 0}, colour);
    pen.text(middle + Vec2{icon ? 12.0 : 0.0, 0}, text, Weight::medium, 15, colour, Align::middle);
    kit.ring(touch, r, 10);
    kit.says(id, r, text, enabled);
    return touch.clicked;
}

Touch ghost_touch(Kit& kit, const std::string& id, Rect r, const Icon& icon, const GhostLook& look) {
    Pen& pen = kit.pen;
    const Faded faded(pen, !look.enabled, kit.t.desk);
    const Touch touch = kit.hand.touch(pen, id, r, look.enabled);
    if (look.on)
        pen.fill(r, 10, kit.t.ink);
    else
        ground(kit, touch, r, 10, kit.t.desk);
    Colour colour = look.spent ? kit.t.hatch : mix(kit.t.text2, kit.t.ink, touch.warm);
    if (look.on) colour = kit.t.sheet;
    pen.icon(icon, r.middle() + Vec2{0, touch.held ? 1.0 : 0.0}, colour);
    kit.ring(touch, r, 10);
    kit.says(id, r, look.tip, look.enabled && !look.spent, look.on ? "on" : "");
    return touch;
}

bool ghost(Kit& kit, const std::string& id, Rect r, const Icon& icon, const GhostLook& look) {
    const Touch touch = ghost_touch(kit, id, r, icon, look);
    if (!look.tip.empty() && kit.hand.lingers(id, touch.hovered)) kit.tip = Kit::Tip{r, look.tip, look.key};
    return touch.clicked;
}

void letter(Kit& kit, Vec2 corner, int side, bool chosen) {
    const Rect r{corner.x, corner.y, 24, 24};
    if (chosen)
        kit.pen.fill(r, 6, kit.t.ink);
    else
        kit.pen.stroke(r, 6, 1.5, kit.t.line2);
    kit.pen.text(r.middle(), side == 0 ? "A" : "B", Weight::semibold, 15, chosen ? kit.t.sheet : kit.t.text2,
                 Align::middle);
}

double key_cap(Kit& kit, Vec2 left_middle, const std::string& text) {
    const double w = std::max(28.0, kit.pen.width(text, Weight::semibold, 13) + 16);
    const Rect r{left_middle.x, left_middle.y - 14, w, 28};
    kit.pen.fill(r, 8, kit.t.well);
    kit.pen.stroke(r, 8, 1.25, kit.t.line2);
    kit.pen.text(r.middle(), text, Weight::semibold, 13, kit.t.text2, Align::middle);
    return w;
}

void shell(Kit& kit, Rect r) {
    kit.pen.shadow(r, 16, 12, 16, kit.dark ? .60 : .16);
    kit.pen.shadow(r, 16, 1, 3, .10);
    kit.pen.fill(r, 16, kit.t.sheet);
    kit.pen.stroke(r, 16, 1, kit.t.line);
}

void tooltip(Kit& kit, double window_width) {
    if (!kit.tip) return;
    Pen& pen = kit.pen;
    const Kit::Tip& tip = *kit.tip;
    const double key_w = tip.key.empty() ? 0 : pen.width(tip.key, Weight::semibold, 13) + 16;
    const double w = 24 + pen.width(tip.text, Weight::medium, 15) + (key_w > 0 ? key_w + 10 : 0);
    const double x = std::clamp(tip.of.middle().x - w / 2, 8.0, std::max(8.0, window_width - 8 - w));
    // Below its control, or above where the window ends.
    const double below = tip.of.bottom() + 8;
    const double limit = ImGui::GetIO().DisplaySize.y / pen.window() - 48;
    const Rect r{x, below > limit ? tip.of.y - 48 : below, w, 40};
    pen.fill(r, 10, kit.t.ink);
    pen.text({r.x + 12, r.y + 20}, tip.text, Weight::medium, 15, kit.t.sheet);
    if (key_w <= 0) return;
    const Rect cap{r.right() - 8 - key_w, r.y + 8, key_w, 24};
    pen.fill(cap, 6, mix(kit.t.ink, kit.t.sheet, .16));
    pen.text(cap.middle(), tip.key, Weight::semibold, 13, kit.t.sheet, Align::middle);
}

}  // namespace pw
