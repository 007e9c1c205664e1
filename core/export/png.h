// A Raster as PNG. The same pixels give the same bytes.
#pragma once

#include <string>

#include "core/export/png_encoder.h"
#include "core/export/raster.h"

namespace pw {

struct PngOptions {
    std::string share;         // the experiment's share line; empty: no chunk
    double pixels_per_px = 0;  // the raster's scale, kept as 96 pixels an inch times that; 0: nothing is said
};

Expected<std::string> to_png(const Raster& raster, const PngOptions& options = {});

}  // namespace pw
