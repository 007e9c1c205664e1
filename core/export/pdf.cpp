#include "core/export/pdf.h"

#include <cairo-pdf.h>

#include <memory>

#include "core/export/cairo_painter.h"
#include "core/export/embedded.h"

namespace pw {

namespace {

constexpr double points_per_px = .75;

cairo_status_t append(void* to, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

void draw_page(CairoPainter& painter, const Scene& scene, cairo_surface_t* surface) {
    cairo_pdf_surface_set_size(surface, scene.width * points_per_px, scene.height * points_per_px);
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cr(cairo_create(surface), &cairo_destroy);
    cairo_set_source_rgb(cr.get(), scene.page.r, scene.page.g, scene.page.b);
    cairo_paint(cr.get());
    painter.paint(scene, cr.get(), points_per_px);
    cairo_show_page(cr.get());
}

}  // namespace

Expected<std::string> to_pdf(const Pages& pages, const Fonts& fonts, const PdfOptions& options,
                             const Progress& progress) {
    std::string bytes;
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_pdf_surface_create_for_stream(append, &bytes, 1, 1), &cairo_surface_destroy);
    // Later versions may hide the keywords in compressed streams.
    cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
    const auto describe = [&](cairo_pdf_metadata_t what, const std::string& text) {
        if (!text.empty()) cairo_pdf_surface_set_metadata(surface.get(), what, text.c_str());
    };
    describe(CAIRO_PDF_METADATA_TITLE, options.title);
    describe(CAIRO_PDF_METADATA_KEYWORDS,
             options.share.empty() ? "" : std::string(embedded_keyword) + " " + options.share);
    describe(CAIRO_PDF_METADATA_CREATOR, "Poolwalk");
    // Always the same date: the same pages give the same bytes.
    describe(CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");

    CairoPainter painter(fonts);
    for (std::size_t i = 0; i < pages.count; ++i) {
        draw_page(painter, pages.at(i), surface.get());
        if (progress && !progress(i + 1, pages.count)) return cancelled();
    }
    cairo_surface_finish(surface.get());
    if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
        return fail("export.cairo", {std::string(cairo_status_to_string(status))});
    return bytes;
}

}  // namespace pw
