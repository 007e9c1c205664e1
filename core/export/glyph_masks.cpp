#include "core/export/glyph_masks.h"

#include "core/text/quarters.h"

namespace pw {

namespace {

constexpr std::size_t most_bytes = 32u << 20;

std::uint32_t times(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t t = a * b + 128;
    return (t + (t >> 8)) >> 8;
}

// A colour by eight bits of coverage, over what is there.
struct Ink {
    std::uint32_t a, r, g, b;  // premultiplied

    explicit Ink(Colour c) {
        const auto byte = [](float v) { return static_cast<std::uint32_t>(std::lround(clamp01(v) * 255)); };
        a = byte(c.a);
        r = byte(c.r * c.a);
        g = byte(c.g * c.a);
        b = byte(c.b * c.a);
    }
    void over(std::uint32_t& pixel, std::uint32_t coverage) const {
        if (coverage == 0) return;
        const std::uint32_t rest = 255 - times(a, coverage);
        const auto part = [&](std::uint32_t own, int shift) {
            return (times(own, coverage) + times(pixel >> shift & 255, rest)) << shift;
        };
        pixel = part(a, 24) | part(r, 16) | part(g, 8) | part(b, 0);
    }
};

// Upper left corner at (left, top); turned: the bitmap's last pixel comes first.
void blend(const GlyphBitmap& m, int left, int top, bool turned, const Ink& ink, const PixelRows& to) {
    const int x0 = std::max(0, -left), x1 = std::min(m.width, to.width - left);
    const std::ptrdiff_t last = std::ptrdiff_t{m.width} * m.height - 1;
    for (int y = std::max(0, -top); y < std::min(m.height, to.height - top); ++y) {
        std::uint32_t* row = to.pixels + (top + y) * to.stride + left;
        const std::ptrdiff_t first = std::ptrdiff_t{y} * m.width;
        const std::uint8_t* coverage = m.coverage.data();
        if (turned)
            for (int x = x0; x < x1; ++x) ink.over(row[x], coverage[last - first - x]);
        else
            for (int x = x0; x < x1; ++x) ink.over(row[x], coverage[first + x]);
    }
}

}  // namespace

const GlyphBitmap& GlyphMasks::mask(const Glyph& g, int quarter_px, int quarter_shift) {
    const std::uint64_t key = std::uint64_t{g.face} << 48 | std::uint64_t{g.id & 0xFFFFFF} << 24 |
                              static_cast<std::uint64_t>(quarter_px * quarters + quarter_shift);
    const auto it = masks_.find(key);
    if (it != masks_.end()) return it->second;
    if (bytes_ > most_bytes) {
        masks_.clear();
        bytes_ = 0;
    }
    const double px = static_cast<double>(quarter_px) / quarters,
                 shift = static_cast<double>(quarter_shift) / quarters;
    const GlyphBitmap& made = masks_.emplace(key, fonts_.rasterise(g.face, g.id, px, shift)).first->second;
    bytes_ += made.coverage.size() + 128;
    return made;
}

void GlyphMasks::draw(const Text& t, double scale, const PixelRows& to) {
    const Shaped& shaped = fonts_.shape(t.text, t.weight, t.size);
    const double start = start_of(t, shaped.width), way = t.turned ? -1 : 1;
    const int quarter_px = quarter_size(t.size * scale);
    const Ink ink(t.colour);
    for (const Glyph& g : shaped.glyphs) {
        const double x = (t.at.x + way * (start + g.x)) * scale, y = (t.at.y + way * g.y) * scale;
        const int baseline = static_cast<int>(std::floor(y + .5));
        const QuarterPlace at = quarter_place(way * x);  // turned, the shift counts the other way
        const GlyphBitmap& m = mask(g, quarter_px, at.shift);
        if (!t.turned)
            blend(m, at.whole + m.left, baseline - m.top, false, ink, to);
        else
            blend(m, -at.whole - m.left - m.width, baseline + m.top - m.height, true, ink, to);
    }
}

}  // namespace pw
