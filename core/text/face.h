// One open font file: FreeType draws its glyphs, HarfBuzz places them.
#pragma once

#include <hb.h>

#include <memory>

#include "core/text/fonts.h"

struct FT_LibraryRec_;
struct FT_FaceRec_;

namespace pw {

class Library {
  public:
    Library();
    ~Library();
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    FT_LibraryRec_* get() const { return library_; }

  private:
    FT_LibraryRec_* library_ = nullptr;
};

class Face {
  public:
    // nullptr when the file can't be read or has no outlines.
    static std::unique_ptr<Face> open(const Library& library, const FaceFile& file);
    ~Face();
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

    bool has(char32_t character) const;
    hb_font_t* shaper() const { return shaper_; }  // in font units
    double units_per_em() const;

    GlyphBitmap rasterise(std::uint32_t glyph, double px, double shift) const;
    Outline outline(std::uint32_t glyph, double px) const;

  private:
    Face() = default;
    FT_LibraryRec_* library_ = nullptr;
    FT_FaceRec_* face_ = nullptr;
    hb_font_t* shaper_ = nullptr;
};

}  // namespace pw
