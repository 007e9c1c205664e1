// Scene -> a TikZ picture for LaTeX: compiles by itself (pdflatex, lualatex, xelatex) and can be \input where
// the `standalone` package is loaded. Texts are set in the document's own sans serif.
#pragma once

#include <string>

#include "core/base/expected.h"
#include "core/figure/scene.h"

namespace pw {

struct TikzOptions {
    std::string share_line = {};            // in a comment; may be empty
    double width_mm = 140, height_mm = 70;  // as large as fits: below the title of a 16:9 slide of Beamer
    bool transparent = false;               // no page
};

namespace limits {
inline constexpr int tikz_cells = 64;  // a side of a picture, after it was reduced to the page's pixels
}

// Refuses pictures that are larger than that: each of their cells becomes a rectangle.
Expected<std::string> to_tikz(const Scene& scene, const TikzOptions& options = {});

}  // namespace pw
