#include "app/panels/cells.h"

#include <algorithm>
#include <cmath>

namespace pw {

namespace {

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
    const Spot* first = scene.find(spot_id({}));
    if (!first) return size;
    const auto cells = [&](double way, double pitch, std::int64_t now) {
        return std::max<std::int64_t>(1, now + std::llround(way / pitch));
    };
    return {cells(pointer.y - held.y, first->rect.h, size.h),
            cells(pointer.x - held.x, first->rect.w, size.w)};
}

bool resizes(Frame& f, const Scene& scene, const Touch& touch, Vec2 pointer, std::string_view over) {
    Memory& memory = f.memory;
    const Spot* corner = scene.find(input_corner);
    constexpr double near = 48;
    const Vec2 way = corner ? pointer - corner->rect.middle() : Vec2{near, near};
    f.session.view_corner(memory.resizing || (touch.hovered && std::hypot(way.x, way.y) < near));
    if (over == input_corner || memory.resizing) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNWSE);

    const bool begins = touch.held && ImGui::IsMouseClicked(ImGuiMouseButton_Left) && over == input_corner;
    // Esc has taken it back.
    if (memory.resizing && !f.pane.view.resize) memory.resizing = false;
    if (begins) memory.held = pointer;
    if (!begins && !memory.resizing) return false;
    memory.resizing = touch.held && corner;
    const Shape s = f.session.experiment().input.tensor.shape();
    const Pair to = size_at(scene, pointer, memory.held, {s.h, s.w});
    f.session.apply(action::Resize{to.h, to.w, memory.resizing});
    return true;
}

bool paints(Frame& f, const Scene& scene, const Touch& touch, Vec2 pointer, std::string_view over) {
    Memory& memory = f.memory;
    memory.brush_at = touch.hovered && f.session.brush() ? std::optional(pointer) : std::nullopt;
    if (!f.session.brush()) return false;
    if (touch.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_None);
    if (!touch.held) {
        if (std::exchange(memory.painting, false)) f.session.apply(action::EndGesture{});
        return false;
    }
    const bool pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    if (pressed && ImGui::GetIO().KeyAlt) {
        if (const auto cell = cell_of(over)) f.session.apply(action::PickBrush{*cell});
    } else if (pressed || memory.painting) {
        const auto cells = cells_between(scene, pressed ? pointer : memory.held, pointer);
        if (!cells.empty()) f.session.apply(action::Paint{cells});
        memory.painting = true;
    }
    memory.held = pointer;
    return memory.painting;
}

}  // namespace

bool drag_cells(Frame& f, const Scene& scene, const Touch& touch, Vec2 pointer, std::string_view over) {
    return resizes(f, scene, touch, pointer, over) || paints(f, scene, touch, pointer, over);
}

void draw_brush(const Frame& f, Vec2 sheet) {
    if (!f.memory.brush_at) return;
    const Kit& kit = f.kit;
    const auto stroke = [&](double width, Colour colour) {
        Icon icon = icons::brush();
        for (IconStroke& s : icon) s.width = width;
        kit.pen.icon(icon, *f.memory.brush_at + sheet + Vec2{7, -6}, colour);
    };
    stroke(5, kit.t.halo);
    stroke(2, kit.t.ink);
}

}  // namespace pw
