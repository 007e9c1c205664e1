// Scene -> SVG that browsers, Inkscape and presentation programs show alike: attributes rather than styles,
// no filters. Groups and what answers to the pointer keep their names as ids. The same Scene gives the same
// bytes.
#pragma once

#include <string>

#include "core/figure/scene.h"

namespace pw {

struct SvgOptions {
    std::string share_line = {};      // embedded, so that the figure can be opened again; may be empty
    const Fonts* outlines = nullptr;  // given: texts become shapes, for machines without the font
    bool transparent = false;         // no page
};

std::string to_svg(const Scene& scene, const SvgOptions& options = {});

}  // namespace pw
