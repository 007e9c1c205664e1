// Cells of the canvas under the pointer: painting, and the corner that resizes the input.
#pragma once

#include <optional>
#include <string_view>

#include "app/panels/frame.h"

namespace pw {

inline constexpr std::string_view input_corner = "input/corner";

// True while the pointer paints or resizes. `pointer`: on the sheet; `over`: the spot's id under it.
bool drag_cells(Frame& f, const Scene& scene, const Touch& touch, Vec2 pointer, std::string_view over);
// In paint mode the brush stands in for the pointer. `sheet`: its corner.
void draw_brush(const Frame& f, Vec2 sheet);

}  // namespace pw
