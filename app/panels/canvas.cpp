// The sheet: composes the figure, and turns the pointer over it into hover, selection and the card's actions.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "app/panels/cells.h"
#include "app/panels/frame.h"
#include "app/panels/picture_hand.h"
#include "app/ui/keys.h"
#include "core/figure/editable.h"
#include "core/figure/layout.h"
#include "core/figure/picture_view.h"

namespace pw {

namespace {

// The stepper that a value of the size formula stands for; "" when it has none.
std::string stepper_of(std::string_view id) {
    if (id == "formula/kernel" || id == "formula/stride" || id == "formula/dilation" ||
        id == "formula/padding")
        return "controls/" + std::string(id.substr(8)) + "/value";
    return id == "formula/pad" ? "controls/padding/value" : "";
}

bool is_button(std::string_view id) {
    return id.starts_with("card/fix/") || id == "card/undo" || id.starts_with("channel/") ||
           id == "formula/all" || id == "formula/output" || !stepper_of(id).empty() ||
           (is_scene_control(id) && id != "picture/split");
}

// The one that is drawn as the first choice.
std::string first_fix(const StageProblem& stopped) {
    std::size_t n = 0;
    if (stopped.chain)
        while (n + 1 < stopped.chain->fixes.size() && !stopped.chain->fixes[n].primary) ++n;
    return "card/fix/" + std::to_string(n);
}

void press(Frame& f, const Scene& scene, const std::string& id) {
    Session& session = f.session;
    if (is_scene_control(id)) return press_picture(f, scene, id);
    if (id.starts_with("card/fix/")) {
        std::size_t n = 0;
        std::from_chars(id.data() + 9, id.data() + id.size(), n);
        session.apply(action::TakeFix{n});
    } else if (id == "card/undo") {
        session.apply(action::Undo{});
    } else if (id == "channel/next") {
        session.apply(action::Channel{1});
    } else if (id == "channel/previous") {
        session.apply(action::Channel{-1});
    } else if (id == "formula/output") {
        open_size(f.session, f.memory);
    } else {
        f.memory.focus_next = stepper_of(id);
    }
}

// A click selects an editable cell, a second one takes its number as a whole; it pins any other, or lets go.
void click(Frame& f, const std::optional<Focus>& cell) {
    const bool again = cell && f.session.selected() == cell;
    if (again && f.session.editing())
        f.session.apply(action::EditCell{.replace = true});
    else
        f.session.apply(action::Select{again ? std::nullopt : cell});
}

// The first fix has the focus as soon as the card is there, unless a control has the keyboard.
void focus_card(Frame& f, const Scene& scene) {
    const std::optional<StageProblem>& problem = f.session.shown().problem;
    if (problem && !f.memory.had_problem && !f.kit.hand.ring() && !f.kit.hand.typing) {
        if (const Spot* first = scene.find(first_fix(*problem))) f.kit.hand.focus(first->id, true);
    }
    f.memory.had_problem = problem.has_value();
}

void keys_on_buttons(Frame& f, const Scene& scene) {
    Hand& hand = f.kit.hand;
    for (const Spot& spot : scene.spots) {
        if (!is_button(spot.id) || !spot.enabled) continue;
        hand.stop(spot.id);
        if (hand.focused() != spot.id || !hand.ring()) continue;
        if (hand.take(spot.id, key::space) || hand.take(spot.id, key::enter)) return press(f, scene, spot.id);
    }
}

Look look_of(const Frame& f) {
    Look look = f.session.look();
    look.width = f.layout.sheet.w;
    look.height = f.layout.sheet.h;
    look.narrow = f.layout.narrow;
    look.words = &f.words;
    look.fonts = &f.fonts;
    return look;
}

}  // namespace

Scene canvas_scene(Frame& f) { return compose({&f.pane, 1}, look_of(f)); }

double strip_top(const Frame& f, const Scene& scene) {
    if (const Spot* card = scene.find("card")) return card->rect.y;
    return f.layout.sheet.h - strip_height(look_of(f), 0);
}

void canvas_pane(Frame& f, const Scene& scene) {
    Kit& kit = f.kit;
    const Rect sheet = f.layout.sheet;
    const Touch touch = kit.hand.touch(kit.pen, "canvas", sheet, true, false);
    const Vec2 origin{sheet.x, sheet.y}, pointer = kit.hand.pointer(kit.pen) - origin;
    const Spot* spot = touch.hovered ? scene.hit(pointer) : nullptr;
    const std::string over = spot && spot->enabled ? spot->id : "";
    const bool drags_picture = drag_picture(f, scene, touch, pointer, over);
    const bool dragging = drag_cells(f, scene, touch, pointer, over) || drags_picture;
    zoom_picture(f, scene, touch.hovered, pointer);

    // A chain that comes under a pointer at rest isn't pointed at.
    const bool rests = pointer == f.memory.pointer && over.starts_with("stage/");
    f.memory.pointer = pointer;
    const std::optional<Focus> picture = picture_cell(scene, over, pointer);
    const std::string here = picture ? spot_id(*picture) : over;
    if (here != f.memory.sent_hover && !dragging && !rests) {
        f.memory.sent_hover = here;
        f.session.apply(action::Hover{picture ? picture : cell_of(over)});
        f.session.view_hot(is_button(over) || over == input_corner ? over : "");
    }
    if (is_button(over)) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (touch.clicked && !dragging) {
        if (is_button(over))
            press(f, scene, over);
        else if (!f.session.brush() && over != input_corner)
            click(f, cell_of(over));
    }
    draw_brush(f, origin);
    focus_card(f, scene);
    keys_on_buttons(f, scene);
    for (const Focus::Grid grid : editable_grids)
        f.session.view_grid(grid, scene.find(spot_id({grid, {}})) != nullptr);
    f.memory.pictured = !scene.find(spot_id({}));
    const std::string& focused = kit.hand.focused();
    f.session.view_focused(is_button(focused) || focused == "picture/split" ? focused : "", kit.hand.ring());
    if (!kit.report.wanted) return;
    for (const Spot& s : scene.spots) kit.says(s.id, s.rect.moved(origin), s.text, s.enabled);
}

}  // namespace pw
