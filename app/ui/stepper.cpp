#include <algorithm>
#include <cmath>

#include "app/ui/keys.h"
#include "app/ui/widgets.h"
#include "core/base/number.h"
#include "core/tensor/csv.h"

namespace pw {

namespace {

constexpr double lowest = -99, highest = 99999;
constexpr double drag_step = 12;  // px for one more

// What kind of number is in the field.
struct Kind {
    double low = lowest, high = highest;
    bool whole = true;
    std::size_t most_characters = 5;

    std::string typed(double v) const {
        return whole ? std::to_string(static_cast<std::int64_t>(v)) : shortest(static_cast<float>(v));
    }
    std::string shown(double v) const { return whole ? show_int(static_cast<std::int64_t>(v)) : show(v); }
};
constexpr Kind real{-highest, highest, false, 9};

struct Zones {
    Rect minus, value, plus;
};

Zones zones_of(Rect r) {
    const double side = r.w < 110 ? std::min(36.0, r.w / 3) : 36;
    return {
        {r.x, r.y, side, r.h}, {r.x + side, r.y, r.w - 2 * side, r.h}, {r.right() - side, r.y, side, r.h}};
}

void sign(Kit& kit, Rect zone, const Icon& icon, const Touch& touch, bool spent) {
    const Colour rest = spent ? kit.t.hatch : kit.t.text2;
    if (touch.warm > 0 || touch.held) {
        const Colour ground = touch.held ? kit.t.track : mix(kit.t.ctl, kit.t.hover, touch.warm);
        kit.pen.fill(zone.outset(-1), 9, ground);
    }
    kit.pen.icon(icon, zone.middle() + Vec2{0, touch.held ? 1.0 : 0.0},
                 spent ? rest : mix(rest, kit.t.ink, touch.held ? 1 : touch.warm));
}

std::optional<double> number_of(const std::string& text, const Kind& kind) {
    float v = 0;
    if (parse_number(text, v) != Parsed::number) return std::nullopt;
    return std::clamp(static_cast<double>(v), kind.low, kind.high);
}

// Characters typed since the last frame, into the field; true when its text changed.
bool type_into(Hand& hand, const std::string& id, double value, const Kind& kind) {
    bool changed = false;
    const auto ready = [&]() -> Hand::Typing& {
        if (!hand.typing || hand.typing->id != id) hand.typing = Hand::Typing{id, kind.typed(value), true};
        return *hand.typing;
    };
    while (const auto c = hand.take_character(id)) {
        const bool digit = c >= U'0' && c <= U'9', dash = c == U'-',
                   part = !kind.whole && (c == U'.' || c == U'/');
        if (!digit && !dash && !part) continue;
        Hand::Typing& field = ready();
        if (field.fresh) field.text.clear();
        field.fresh = false;
        if (dash && !field.text.empty()) continue;
        if (field.text.size() >= kind.most_characters) continue;
        field.text += static_cast<char>(*c);
        changed = true;
    }
    while (hand.take(id, key::backspace)) {
        Hand::Typing& field = ready();
        field.fresh = false;
        if (!field.text.empty()) field.text.pop_back();
        changed = true;
    }
    return changed;
}

std::optional<double> from_keys(Kit& kit, const std::string& id, double value, const Kind& kind) {
    Hand& hand = kit.hand;
    const bool typing = hand.typing && hand.typing->id == id;
    if (hand.focused() != id || !(typing || hand.ring())) return std::nullopt;
    std::optional<double> typed;  // characters come before the keys of the same frame
    if (type_into(hand, id, value, kind)) typed = number_of(hand.typing->text, kind);
    const double from = typed.value_or(value);
    double v = from;
    while (hand.take(id, key::up) || hand.take(id, key::right)) ++v;
    while (hand.take(id, key::down) || hand.take(id, key::left)) --v;
    const bool field = hand.typing && hand.typing->id == id;
    if (v != from) {
        if (field) hand.typing = Hand::Typing{id, kind.typed(v), true};
        return v;
    }
    if (field && (hand.take(id, key::enter) || hand.take(id, key::escape))) hand.typing.reset();
    return typed;
}

void draw_value(Kit& kit, const std::string& id, Rect zone, const std::string& shown, Colour colour) {
    const Hand& hand = kit.hand;
    if (!hand.typing || hand.typing->id != id) {
        kit.pen.text(zone.middle(), shown, Weight::semibold, 15, colour, Align::middle);
        return;
    }
    const std::string& text = hand.typing->text;
    const double w = kit.pen.width(text, Weight::semibold, 15);
    const Vec2 m = zone.middle();
    if (hand.typing->fresh) kit.pen.fill({m.x - w / 2 - 3, m.y - 11, w + 6, 22}, 4, kit.t.focus.alpha(.22));
    kit.pen.text(m, text, Weight::semibold, 15, colour, Align::middle);
    kit.pen.fill({m.x + w / 2 + 1, m.y - 9, 2, 18}, 0, kit.t.ink);
}

// Sideways: counted from where the value was when the button went down.
std::optional<double> dragged(Kit& kit, const Touch& middle, double value) {
    Hand& hand = kit.hand;
    const double across = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 4).x / kit.pen.window();
    if (middle.held && !hand.dragged && across == 0) hand.drag_from = value;
    if (!middle.held || across == 0) return std::nullopt;
    if (!hand.dragged) ++hand.drags;
    hand.dragged = true;
    return hand.drag_from + std::trunc(across / drag_step);
}

// A click types, a sideways drag counts.
std::optional<double> by_pointer(Kit& kit, const Touch& touch, const std::string& field, double value,
                                 const Kind& kind) {
    if (touch.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (touch.clicked && !kit.hand.dragged) kit.hand.typing = Hand::Typing{field, kind.typed(value), true};
    const auto to = dragged(kit, touch, value);
    return to != value ? to : std::nullopt;
}

std::optional<double> step_number(Kit& kit, const std::string& id, Rect r, double value, const Kind& kind,
                                  const StepperLook& look, bool spent) {
    Pen& pen = kit.pen;
    const Faded faded(pen, !look.enabled, kit.t.desk);
    const Zones z = zones_of(r);
    const std::string field = id + "/value";
    // Before the pointer: while typing, Enter ends it and doesn't begin it anew.
    std::optional<double> changed = look.enabled ? from_keys(kit, field, value, kind) : std::nullopt;
    const Touch minus = kit.hand.touch(pen, id + "/minus", z.minus, look.enabled, false);
    const Touch middle = kit.hand.touch(pen, field, z.value, look.enabled);
    const Touch plus = kit.hand.touch(pen, id + "/plus", z.plus, look.enabled, false);

    const bool typing = kit.hand.typing && kit.hand.typing->id == field;
    const bool held = minus.held || plus.held || middle.held;
    pen.fill(r, 10, look.invalid ? kit.t.err_soft : kit.t.ctl);
    sign(kit, z.minus, icons::minus(), minus, spent);
    sign(kit, z.plus, icons::plus(), plus, false);
    if (look.invalid)
        pen.stroke(r, 10, 2, kit.t.err);
    else if (typing)
        pen.stroke(r, 10, 2.5, kit.t.focus);
    else
        pen.stroke(r, 10, 1, held ? kit.t.line2 : kit.t.line);
    draw_value(kit, field, z.value, kind.shown(value), look.invalid ? kit.t.err : kit.t.ink);
    if (!typing) kit.ring(middle, r, 10);

    kit.says(id + "/minus", z.minus, "−", look.enabled);
    kit.says(field, z.value, kind.shown(value), look.enabled, kind.typed(value));
    kit.says(id + "/plus", z.plus, "+", look.enabled);
    if (!look.enabled) return std::nullopt;

    if (minus.clicked) changed = value - 1;
    if (plus.clicked) changed = value + 1;
    if (const auto to = by_pointer(kit, middle, field, value, kind)) changed = to;
    if (changed) changed = std::clamp(*changed, kind.low, kind.high);
    return changed != value ? changed : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> stepper(Kit& kit, const std::string& id, Rect r, std::int64_t value,
                                    const StepperLook& look) {
    const auto v = step_number(kit, id, r, static_cast<double>(value), Kind{}, look, value <= look.least);
    return v ? std::optional(static_cast<std::int64_t>(*v)) : std::nullopt;
}

std::optional<double> number_stepper(Kit& kit, const std::string& id, Rect r, double value, bool enabled) {
    return step_number(kit, id, r, value, real, {.enabled = enabled}, false);
}

std::optional<double> number_field(Kit& kit, const std::string& id, Rect r, double value) {
    std::optional<double> changed = from_keys(kit, id, value, real);
    const Touch touch = kit.hand.touch(kit.pen, id, r);
    const bool typing = kit.hand.typing && kit.hand.typing->id == id;
    kit.pen.fill(r, 10, mix(kit.t.ctl, kit.t.hover, touch.warm));
    kit.pen.stroke(r, 10, typing ? 2.5 : 1, typing ? kit.t.focus : kit.t.line);
    draw_value(kit, id, r, real.shown(value), kit.t.ink);
    if (!typing) kit.ring(touch, r, 10);
    kit.says(id, r, real.shown(value), true, real.typed(value));
    if (const auto to = by_pointer(kit, touch, id, value, real)) changed = to;
    if (changed) changed = std::clamp(*changed, real.low, real.high);
    return changed != value ? changed : std::nullopt;
}

}  // namespace pw
