// Text on pixels: the coverage of each glyph in the size and subpixel place that the screen would show it at.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "core/figure/scene.h"

namespace pw {

// 32 bits a pixel, premultiplied, alpha in the upper eight.
struct PixelRows {
    std::uint32_t* pixels = nullptr;
    int width = 0, height = 0;
    std::ptrdiff_t stride = 0;  // in pixels
};

class GlyphMasks {
  public:
    explicit GlyphMasks(const Fonts& fonts) : fonts_(fonts) {}
    // `scale`: device px per scene px.
    void draw(const Text& text, double scale, const PixelRows& to);

  private:
    const GlyphBitmap& mask(const Glyph& glyph, int quarter_px, int quarter_shift);

    const Fonts& fonts_;
    std::unordered_map<std::uint64_t, GlyphBitmap> masks_;
    std::size_t bytes_ = 0;
};

}  // namespace pw
