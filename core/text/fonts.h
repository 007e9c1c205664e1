// Text, measured once and drawn the same by every painter: this room decides each glyph's place.
// FreeType and HarfBuzz; `tnum` on, `calt` off; no hinting; Inter, falling back to a Chinese family per
// character.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/expected.h"
#include "core/base/geometry.h"

namespace pw {

enum class Weight { regular, medium, semibold };

// A face as the operating system has it.
struct FaceFile {
    std::string path;
    int index = 0;
    std::string family;
};

struct Glyph {
    std::uint32_t face = 0;  // index into Fonts::faces()
    std::uint32_t id = 0;    // glyph id within the face
    double x = 0, y = 0;     // origin, px at 100 % from the start of the text's baseline, y downwards
    double advance = 0;
    std::uint32_t character =
        0;  // which of the text's characters (shape.h) it draws, or the first of several
};

struct Shaped {
    std::vector<Glyph> glyphs;
    double width = 0;
};

// 8-bit coverage of one glyph.
struct GlyphBitmap {
    int width = 0, height = 0;
    int left = 0, top = 0;  // of the bitmap's upper left corner from the origin; top upwards
    std::vector<std::uint8_t> coverage;
};

// A glyph's outline in px, y downwards: segments of move, line, cubic (quadratics are raised), closed
// contours.
struct Outline {
    enum class Verb { move, line, cubic };
    struct Segment {
        Verb verb;
        Vec2 p[3];
    };
    std::vector<Segment> segments;
};

// The weight that a text is set in. The Chinese face has no bold: SemiBold beside it would look like two
// texts, so that it becomes Medium.
Weight weight_of(std::string_view utf8, Weight wanted);

// Not thread-safe: one object per thread.
class Fonts {
  public:
    // Finds the families; a missing one falls back to what fontconfig offers and is named by missing().
    // An error only when no usable font is there at all.
    static Expected<std::shared_ptr<Fonts>> load();
    ~Fonts();

    // `size` in px at 100 %; the result is scale-free (positions aren't rounded). SemiBold with Chinese in
    // it is set in Medium. Cached: the reference stays good for the next thousands of calls, not for ever.
    const Shaped& shape(std::string_view utf8, Weight weight, double size) const;
    double width(std::string_view utf8, Weight weight, double size) const;

    // `px`: the size in device pixels; `shift`: the origin's place within the pixel, 0 <= shift < 1, along x.
    GlyphBitmap rasterise(std::uint32_t face, std::uint32_t glyph, double px, double shift = 0) const;
    Outline outline(std::uint32_t face, std::uint32_t glyph, double px) const;

    const std::vector<FaceFile>& faces() const;
    // For the panels: Inter in a weight, and the Chinese family.
    const FaceFile& latin(Weight weight) const;
    const FaceFile* chinese() const;  // nullptr when no family with Chinese is installed
    // Wanted families that aren't installed ("Inter"), for a note that is printed once.
    const std::vector<std::string>& missing() const;

    // Height of capitals over the size, for Inter: centre text by capitals, baseline = middle + .364 * size.
    static constexpr double cap_height = .727;

  private:
    Fonts();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace pw
