// Pictures under the pointer and the keys: zoom, pan, the line between two of them, and what their buttons
// do.
#pragma once

#include <optional>
#include <string_view>

#include "app/panels/frame.h"

namespace pw {

// True while the pointer drags a picture, its overview or the line. `pointer`: on the sheet; `over`: the
// spot's id under it.
bool drag_picture(Frame& f, const Scene& scene, const Touch& touch, Vec2 pointer, std::string_view over);
// The wheel over a picture, the keys that were kept for it, and its window, which stays in sight while it
// walks.
void zoom_picture(Frame& f, const Scene& scene, bool hovered, Vec2 pointer);
void press_picture(Frame& f, const Scene& scene, std::string_view id);
// The cell of a picture's output under the pointer.
std::optional<Focus> picture_cell(const Scene& scene, std::string_view over, Vec2 pointer);
// Whether a key means a picture; it is kept for the next frame then.
bool picture_key(Memory& memory, int key, int mods);

}  // namespace pw
