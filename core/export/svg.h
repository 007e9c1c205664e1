// Scene -> SVG: real text, named groups, one style block; no filters. The same Scene gives the same bytes.
#pragma once

#include <string>

#include "core/figure/scene.h"

namespace pw {

std::string to_svg(const Scene& scene);

}  // namespace pw
