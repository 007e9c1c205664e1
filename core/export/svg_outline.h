// Texts as shapes.
#pragma once

#include <string>

#include "core/figure/scene.h"

namespace pw {

// The `d` of one path: every glyph where core/text puts it. Empty when nothing of it is to be seen.
std::string outline_path(const Text& text, const Fonts& fonts);

}  // namespace pw
