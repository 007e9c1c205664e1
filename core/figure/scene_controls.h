// Buttons that belong to the canvas: drawn with the figure, answering by their spots' ids.
#pragma once

#include <span>
#include <string>

#include "core/figure/kit.h"

namespace pw {

struct SceneSegment {
    std::string id, text;
    bool chosen = false;
};
// One of several, in parts of equal width.
void scene_segments(Kit& kit, const View& view, const Rect& rect, std::span<const SceneSegment> segments);
void scene_button(Kit& kit, const View& view, const Rect& rect, std::string id, const std::string& text,
                  bool enabled = true);
// A value between its minus and its plus: "ID/minus", "ID/value" and "ID/plus". `more`: it can grow.
void scene_stepper(Kit& kit, const View& view, const Rect& rect, const std::string& id,
                   const std::string& text, bool more);

}  // namespace pw
