#include "core/export/raster.h"

#include <algorithm>
#include <cmath>

namespace pw {

namespace {

constexpr double longest_side = 32767;  // cairo's
constexpr double most_pixels = 1 << 28;

}  // namespace

std::uint32_t pixel_of(Colour c) {
    const auto byte = [](float v) { return static_cast<std::uint32_t>(std::lround(clamp01(v) * 255)); };
    return 0xFF000000u | byte(c.r) << 16 | byte(c.g) << 8 | byte(c.b);
}

Expected<void> rasterise(CairoPainter& painter, const Scene& scene, double scale, bool transparent,
                         Raster& into) {
    const double width = std::max(1., std::round(scene.width * scale)),
                 height = std::max(1., std::round(scene.height * scale));
    if (!(width <= longest_side && height <= longest_side && width * height <= most_pixels))
        return fail("export.too_large", {static_cast<std::int64_t>(std::min(width, 1e9)),
                                         static_cast<std::int64_t>(std::min(height, 1e9))});
    into.width = static_cast<int>(width);
    into.height = static_cast<int>(height);
    into.opaque = !transparent;
    into.pixels.assign(static_cast<std::size_t>(width * height), transparent ? 0 : pixel_of(scene.page));
    cairo_surface_t* surface =
        cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(into.pixels.data()),
                                            CAIRO_FORMAT_ARGB32, into.width, into.height, into.width * 4);
    cairo_t* cr = cairo_create(surface);
    painter.paint(scene, cr, scale);
    const cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS)
        return fail("export.cairo", {std::string(cairo_status_to_string(status))});
    return {};
}

Expected<Raster> rasterise(CairoPainter& painter, const Scene& scene, double scale, bool transparent) {
    Raster raster;
    if (auto done = rasterise(painter, scene, scale, transparent, raster); !done)
        return tl::unexpected(done.error());
    return raster;
}

}  // namespace pw
