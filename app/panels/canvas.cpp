// The sheet: composes the figure, and turns the pointer over it into hover, selection and the card's actions.
#include <charconv>

#include "app/panels/frame.h"
#include "app/ui/keys.h"

namespace pw {

namespace {

// "input/cell/2,3" and "output/cell/0,1".
std::optional<Focus> cell_of(std::string_view id) {
    Focus focus;
    if (id.starts_with("input/cell/")) {
        id.remove_prefix(11);
    } else if (id.starts_with("output/cell/")) {
        focus.grid = Focus::Grid::output;
        id.remove_prefix(12);
    } else {
        return std::nullopt;
    }
    const char* end = id.data() + id.size();
    const auto y = std::from_chars(id.data(), end, focus.at.y);
    if (y.ec != std::errc() || y.ptr == end || *y.ptr != ',') return std::nullopt;
    const auto x = std::from_chars(y.ptr + 1, end, focus.at.x);
    return x.ec == std::errc() ? std::optional(focus) : std::nullopt;
}

// The stepper that a value of the size formula stands for; "" when it has none.
std::string stepper_of(std::string_view id) {
    if (id == "formula/kernel" || id == "formula/stride" || id == "formula/dilation" ||
        id == "formula/padding")
        return "controls/" + std::string(id.substr(8)) + "/value";
    return id == "formula/pad" ? "controls/padding/value" : "";
}

bool is_button(std::string_view id) {
    return id.starts_with("card/fix/") || id == "card/undo" || id.starts_with("channel/") ||
           id == "formula/all" || !stepper_of(id).empty();
}

void press(Frame& f, const std::string& id) {
    Session& session = f.session;
    if (id.starts_with("card/fix/") && session.shown().problem) {
        std::size_t n = 0;
        std::from_chars(id.data() + 9, id.data() + id.size(), n);
        const StageProblem& stopped = *session.shown().problem;
        if (n < stopped.problem.fixes.size())
            session.apply(action::Set{stopped.stage, stopped.problem.fixes[n].changes, "fix"});
    } else if (id == "card/undo") {
        session.apply(action::Undo{});
    } else if (id == "channel/next") {
        session.apply(action::Channel{1});
    } else if (id == "channel/previous") {
        session.apply(action::Channel{-1});
    } else {
        f.memory.focus_next = stepper_of(id);
    }
}

// The first fix has the focus as soon as the card is there, unless a control has the keyboard.
void focus_card(Frame& f, const Scene& scene) {
    const bool problem = f.session.shown().problem.has_value();
    if (problem && !f.memory.had_problem && !f.kit.hand.ring() && !f.kit.hand.typing)
        for (const Spot& spot : scene.spots)
            if (spot.id == "card/fix/0") f.kit.hand.focus(spot.id, true);
    f.memory.had_problem = problem;
}

void keys_on_buttons(Frame& f, const Scene& scene) {
    Hand& hand = f.kit.hand;
    for (const Spot& spot : scene.spots) {
        if (!is_button(spot.id) || !spot.enabled) continue;
        hand.stop(spot.id);
        if (hand.focused() != spot.id || !hand.ring()) continue;
        if (hand.take(spot.id, key::space) || hand.take(spot.id, key::enter)) return press(f, spot.id);
    }
}

}  // namespace

Scene canvas_scene(Frame& f) {
    Look look = f.session.look();
    look.width = f.layout.sheet.w;
    look.height = f.layout.sheet.h;
    look.narrow = f.layout.narrow;
    look.words = &f.words;
    look.fonts = &f.fonts;
    return compose({&f.pane, 1}, look);
}

void canvas_pane(Frame& f, const Scene& scene) {
    Kit& kit = f.kit;
    const Rect sheet = f.layout.sheet;
    const Touch touch = kit.hand.touch(kit.pen, "canvas", sheet, true, false);
    const Vec2 corner{sheet.x, sheet.y};
    const Spot* spot = touch.hovered ? scene.hit(kit.hand.pointer(kit.pen) - corner) : nullptr;
    const std::string over = spot && spot->enabled ? spot->id : "";

    if (over != f.memory.sent_hover) {
        f.memory.sent_hover = over;
        f.session.apply(action::Hover{cell_of(over)});
        f.session.view_hot(is_button(over) ? over : "");
    }
    if (is_button(over)) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (touch.clicked) {
        const std::optional<Focus> cell = cell_of(over);
        const bool again = cell && f.session.selected() == cell;  // a second click lets go
        if (is_button(over))
            press(f, over);
        else
            f.session.apply(action::Select{again ? std::nullopt : cell});
    }
    focus_card(f, scene);
    keys_on_buttons(f, scene);
    const std::string& focused = kit.hand.focused();
    f.session.view_focused(is_button(focused) ? focused : "", kit.hand.ring());
    if (!kit.report.wanted) return;
    for (const Spot& s : scene.spots) kit.says(s.id, s.rect.moved(corner), s.text, s.enabled);
}

}  // namespace pw
