// The sheet: composes the figure, and turns the pointer over it into hover, selection and the card's actions.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "app/panels/frame.h"
#include "app/ui/keys.h"
#include "core/figure/layout.h"

namespace pw {

namespace {

constexpr std::string_view corner = "input/corner";

// "input/cell/2,3", "output/cell/0,1", …
std::optional<Focus> cell_of(std::string_view id) {
    using Grid = Focus::Grid;
    constexpr std::pair<std::string_view, Grid> grids[] = {{"input/cell/", Grid::input},
                                                           {"output/cell/", Grid::output},
                                                           {"kernel/cell/", Grid::kernel},
                                                           {"context/cell/", Grid::context}};
    const auto* grid = std::ranges::find_if(grids, [&](const auto& g) { return id.starts_with(g.first); });
    if (grid == std::end(grids)) return std::nullopt;
    Focus focus;
    focus.grid = grid->second;
    id.remove_prefix(grid->first.size());
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

void take_fix(Session& session, const StageProblem& stopped, std::size_t n) {
    if (!stopped.chain) {
        if (n < stopped.problem.fixes.size())
            session.apply(action::Set{stopped.stage, stopped.problem.fixes[n].changes, "fix"});
        return;
    }
    if (n >= stopped.chain->fixes.size()) return;
    const ChainFix fix = stopped.chain->fixes[n];
    if (fix.kind == ChainFix::Kind::remove) return session.apply(action::RemoveStage{fix.stage});
    if (fix.stage != input_stage) return session.apply(action::Set{fix.stage, fix.changes, "fix"});
    const std::vector<std::int64_t>& size = fix.changes.front().values;
    session.apply(action::Resize{size[0], size[1]});
}

// The one that is drawn as the first choice.
std::string first_fix(const StageProblem& stopped) {
    std::size_t n = 0;
    if (stopped.chain)
        while (n + 1 < stopped.chain->fixes.size() && !stopped.chain->fixes[n].primary) ++n;
    return "card/fix/" + std::to_string(n);
}

void press(Frame& f, const std::string& id) {
    Session& session = f.session;
    if (id.starts_with("card/fix/") && session.shown().problem) {
        std::size_t n = 0;
        std::from_chars(id.data() + 9, id.data() + id.size(), n);
        take_fix(session, *session.shown().problem, n);
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

// A click selects an editable cell, a second one takes its number as a whole; it pins any other, or lets go.
void click(Frame& f, const std::optional<Focus>& cell) {
    const bool again = cell && f.session.selected() == cell;
    if (again && f.session.editing())
        f.session.apply(action::EditCell{.replace = true});
    else
        f.session.apply(action::Select{again ? std::nullopt : cell});
}

// Every cell under the way that the pointer has gone since the last frame: a quick drag leaves no gaps.
std::vector<Focus> cells_between(const Scene& scene, Vec2 from, Vec2 to) {
    constexpr double stride = 4;
    const double steps = std::max(1.0, std::ceil(std::hypot(to.x - from.x, to.y - from.y) / stride));
    std::vector<Focus> cells;
    for (double i = 0; i <= steps; ++i) {
        const Spot* spot = scene.hit(lerp(from, to, i / steps));
        const auto cell = spot ? cell_of(spot->id) : std::nullopt;
        if (cell && (cells.empty() || cells.back() != *cell)) cells.push_back(*cell);
    }
    return cells;
}

// The size that the corner would give where the pointer is: whole cells, from half a pitch on.
Pair size_at(const Scene& scene, Vec2 pointer, Vec2 held, Pair size) {
    const auto rect_of = [&](std::string_view id) -> std::optional<Rect> {
        const auto s = std::ranges::find(scene.spots, id, &Spot::id);
        return s == scene.spots.end() ? std::nullopt : std::optional(s->rect);
    };
    const auto first = rect_of("input/cell/0,0");
    if (!first) return size;
    const auto cells = [&](double way, double pitch, std::int64_t now) {
        return std::max<std::int64_t>(1, now + std::llround(way / pitch));
    };
    return {cells(pointer.y - held.y, first->h, size.h), cells(pointer.x - held.x, first->w, size.w)};
}

// The brush stands in for the pointer: its tip is where it paints.
void draw_brush(Kit& kit, Vec2 tip) {
    const auto stroke = [&](double width, Colour colour) {
        Icon icon = icons::brush();
        for (IconStroke& s : icon) s.width = width;
        kit.pen.icon(icon, tip + Vec2{7, -6}, colour);
    };
    stroke(5, kit.t.halo);
    stroke(2, kit.t.ink);
}

// True while the pointer paints or resizes.
bool drag(Frame& f, const Scene& scene, const Touch& touch, Vec2 pointer, const std::string& over) {
    Memory& memory = f.memory;
    Session& session = f.session;
    const auto at = std::ranges::find(scene.spots, corner, &Spot::id);
    constexpr double near = 48;
    const bool close = at != scene.spots.end() && touch.hovered &&
                       std::hypot(pointer.x - at->rect.middle().x, pointer.y - at->rect.middle().y) < near;
    session.view_corner(close || memory.resizing);
    if (over == corner || memory.resizing) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNWSE);

    const bool pressed = touch.held && ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    if (pressed && over == corner) {
        memory.resizing = true;
        memory.held = pointer;
    }
    if (memory.resizing) {
        const Shape s = session.experiment().input.tensor.shape();
        const Pair to = size_at(scene, pointer, memory.held, {s.h, s.w});
        memory.resizing = touch.held && at != scene.spots.end();
        session.apply(action::Resize{to.h, to.w, memory.resizing});
        return true;
    }
    const auto brush = session.brush();
    if (!brush) return false;
    ImGui::SetMouseCursor(touch.hovered ? ImGuiMouseCursor_None : ImGuiMouseCursor_Arrow);
    memory.brush_at = touch.hovered ? std::optional(pointer) : std::nullopt;
    if (!touch.held) {
        if (std::exchange(memory.painting, false)) session.apply(action::EndGesture{});
        return false;
    }
    const auto cell = cell_of(over);
    if (pressed && ImGui::GetIO().KeyAlt) {
        if (cell) session.apply(action::PickBrush{*cell});
    } else if (pressed || memory.painting) {
        const auto cells = cells_between(scene, pressed ? pointer : memory.held, pointer);
        if (!cells.empty()) session.apply(action::Paint{cells});
        memory.painting = true;
    }
    memory.held = pointer;
    return memory.painting;
}

// The first fix has the focus as soon as the card is there, unless a control has the keyboard.
void focus_card(Frame& f, const Scene& scene) {
    const std::optional<StageProblem>& problem = f.session.shown().problem;
    if (problem && !f.memory.had_problem && !f.kit.hand.ring() && !f.kit.hand.typing) {
        const std::string first = first_fix(*problem);
        for (const Spot& spot : scene.spots)
            if (spot.id == first) f.kit.hand.focus(spot.id, true);
    }
    f.memory.had_problem = problem.has_value();
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
    for (const Spot& spot : scene.spots)
        if (spot.id == "card") return spot.rect.y;
    return f.layout.sheet.h - strip_height(look_of(f), 0);
}

void canvas_pane(Frame& f, const Scene& scene) {
    Kit& kit = f.kit;
    const Rect sheet = f.layout.sheet;
    const Touch touch = kit.hand.touch(kit.pen, "canvas", sheet, true, false);
    const Vec2 origin{sheet.x, sheet.y}, pointer = kit.hand.pointer(kit.pen) - origin;
    const Spot* spot = touch.hovered ? scene.hit(pointer) : nullptr;
    const std::string over = spot && spot->enabled ? spot->id : "";
    const bool dragging = drag(f, scene, touch, pointer, over);

    if (over != f.memory.sent_hover && !dragging) {
        f.memory.sent_hover = over;
        f.session.apply(action::Hover{cell_of(over)});
        f.session.view_hot(is_button(over) || over == corner ? over : "");
    }
    if (is_button(over)) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (touch.clicked && !dragging) {
        f.session.apply(action::EndGesture{});
        if (is_button(over))
            press(f, over);
        else if (!f.session.brush() && over != corner)
            click(f, cell_of(over));
    }
    if (f.memory.brush_at && f.session.brush()) draw_brush(kit, *f.memory.brush_at + origin);
    focus_card(f, scene);
    keys_on_buttons(f, scene);
    const std::string& focused = kit.hand.focused();
    f.session.view_focused(is_button(focused) ? focused : "", kit.hand.ring());
    if (!kit.report.wanted) return;
    for (const Spot& s : scene.spots) kit.says(s.id, s.rect.moved(origin), s.text, s.enabled);
}

}  // namespace pw
