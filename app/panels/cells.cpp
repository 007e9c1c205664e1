#include "app/panels/cells.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace pw {

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

const Spot* spot_of(const Scene& scene, std::string_view id) {
    const auto at = std::ranges::find(scene.spots, id, &Spot::id);
    return at == scene.spots.end() ? nullptr : &*at;
}

// The size that the corner would give where the pointer is: whole cells, from half a pitch on.
Pair size_at(const Scene& scene, Vec2 pointer, Vec2 held, Pair size) {
    const Spot* first = spot_of(scene, "input/cell/0,0");
    if (!first) return size;
    const auto cells = [&](double way, double pitch, std::int64_t now) {
        return std::max<std::int64_t>(1, now + std::llround(way / pitch));
    };
    return {cells(pointer.y - held.y, first->rect.h, size.h),
            cells(pointer.x - held.x, first->rect.w, size.w)};
}

bool resizes(Frame& f, const Scene& scene, const Touch& touch, Vec2 pointer, std::string_view over) {
    Memory& memory = f.memory;
    const Spot* corner = spot_of(scene, input_corner);
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
