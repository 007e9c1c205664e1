#include "core/export/png.h"

#include <algorithm>

namespace pw {

namespace {

void opaque_row(const std::uint32_t* from, int width, std::uint8_t* to) {
    for (int x = 0; x < width; ++x) {
        to[3 * x] = static_cast<std::uint8_t>(from[x] >> 16);
        to[3 * x + 1] = static_cast<std::uint8_t>(from[x] >> 8);
        to[3 * x + 2] = static_cast<std::uint8_t>(from[x]);
    }
}

// PNG's colours are not premultiplied.
void clear_row(const std::uint32_t* from, int width, std::uint8_t* to) {
    for (int x = 0; x < width; ++x, to += 4) {
        const std::uint32_t a = from[x] >> 24;
        const auto part = [&](int shift) {
            return static_cast<std::uint8_t>(a ? std::min(255u, ((from[x] >> shift & 255) * 255 + a / 2) / a)
                                               : 0);
        };
        to[0] = part(16);
        to[1] = part(8);
        to[2] = part(0);
        to[3] = static_cast<std::uint8_t>(a);
    }
}

}  // namespace

Expected<std::string> to_png(const Raster& raster, const PngOptions& options) {
    const PngSheet sheet{raster.width, raster.height, !raster.opaque,
                         false,        options.share, options.pixels_per_px};
    auto bytes = encode_png(sheet, [&](int y, std::uint8_t* row) {
        const std::uint32_t* from = raster.pixels.data() + std::ptrdiff_t{y} * raster.width;
        (raster.opaque ? opaque_row : clear_row)(from, raster.width, row);
    });
    if (!bytes) return fail("problem.memory", {std::string("PNG")});
    return std::move(*bytes);
}

}  // namespace pw
