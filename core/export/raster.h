// A Scene as pixels.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/expected.h"
#include "core/export/cairo_painter.h"

namespace pw {

struct Raster {
    int width = 0, height = 0;
    bool opaque = true;
    std::vector<std::uint32_t>
        pixels;  // row by row, premultiplied: alpha, red, green, blue from the top bits
};

// `scale`: pixels per scene px, 1 to 8. `transparent`: without the page. Memory of `into` is used again.
Expected<void> rasterise(CairoPainter& painter, const Scene& scene, double scale, bool transparent,
                         Raster& into);
Expected<Raster> rasterise(CairoPainter& painter, const Scene& scene, double scale = 1,
                           bool transparent = false);

// The page's colour as a pixel.
std::uint32_t pixel_of(Colour opaque);

}  // namespace pw
