// Draws a Scene with cairo: pixels that look as the screen does, or a page whose text stays text.
#pragma once

#include <cairo.h>

#include <map>
#include <memory>

#include "core/export/cairo_text.h"
#include "core/export/glyph_masks.h"
#include "core/export/shadow.h"
#include "core/figure/scene.h"

namespace pw {

// Keeps glyphs, shadows and reduced pictures between scenes. Not thread-safe: one object per thread, which
// `fonts` must outlive.
class CairoPainter {
  public:
    explicit CairoPainter(const Fonts& fonts) : masks_(fonts), text_(fonts) {}

    // The ground is the caller's to fill. `scale`: device units per scene px, on top of an untransformed
    // target. An image surface of 32 bits a pixel is painted as the screen is, anything else as vectors.
    void paint(const Scene& scene, cairo_t* cr, double scale);

  private:
    struct Picture {
        std::weak_ptr<const Image> of;
        std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface{nullptr,
                                                                                   &cairo_surface_destroy};
        bool used = true;
    };
    struct PictureKey {
        const Image* image;
        int width, height;
        auto operator<=>(const PictureKey&) const = default;
    };

    void add(const Cell& cell);
    void add(const Heatmap& heatmap);
    void add(const Path& path);
    void add(const Band& band);
    void add(const Text& text);

    Rect device(const Rect& r) const { return {r.x * k_, r.y * k_, r.w * k_, r.h * k_}; }
    Vec2 device(Vec2 p) const { return p * k_; }
    void source(Colour c);
    void box(const Rect& r, double radius);
    void dash(double on, double off);
    void shadow(const Cell& cell, const Rect& r, double radius);
    void hatch_pixels(const Cell& cell, const Rect& r, double radius);
    void hatch_lines(const Cell& cell);
    void edge(const Cell& cell, const Rect& r, double radius);
    cairo_surface_t* picture(const Heatmap& heatmap, const Rect& r);

    cairo_t* cr_ = nullptr;
    double k_ = 1;         // cairo's user units per scene px
    bool pixels_ = false;  // the target is an image
    PixelRows rows_;
    GlyphMasks masks_;
    CairoText text_;
    Shadows shadows_;
    std::map<PictureKey, Picture> pictures_;
};

}  // namespace pw
