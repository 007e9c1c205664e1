// Text that stays text: glyphs of the font files with the characters they stand for, for PDF.
#pragma once

#include <cairo.h>

#include <memory>
#include <vector>

#include "core/figure/scene.h"

namespace pw {

class CairoText {
  public:
    explicit CairoText(const Fonts& fonts);
    ~CairoText();
    CairoText(const CairoText&) = delete;
    CairoText& operator=(const CairoText&) = delete;

    // In scene px, with the text's colour.
    void draw(const Text& text, cairo_t* cr);

  private:
    struct Library;
    cairo_font_face_t* face(std::uint32_t index);  // nullptr when its file can't be opened

    const Fonts& fonts_;
    std::shared_ptr<Library> library_;  // cairo may keep faces for longer than this object lives
    std::vector<cairo_font_face_t*> faces_;
};

}  // namespace pw
