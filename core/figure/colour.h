// Colours in sRGB, the themes' tokens, region hues and value maps of the figure.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "core/base/geometry.h"
#include "core/walk/experiment.h"

namespace pw {

struct Colour {
    float r = 0, g = 0, b = 0, a = 1;  // sRGB, 0..1, not premultiplied
    bool operator==(const Colour&) const = default;
    static constexpr Colour hex(std::uint32_t rgb, float alpha = 1) {
        const auto part = [rgb](int shift) { return static_cast<float>((rgb >> shift) & 255u) / 255.f; };
        return {part(16), part(8), part(0), alpha};
    }
    constexpr Colour alpha(double k) const {
        return {r, g, b, static_cast<float>(static_cast<double>(a) * k)};
    }
};
// k parts of b, per channel in sRGB.
Colour mix(Colour a, Colour b, double k);
std::string to_hex(Colour c);  // "#RRGGBB"
double luminance(Colour c);    // relative, WCAG
double contrast(Colour a, Colour b);

enum class Theme { light, dark, print };

struct Tokens {
    Colour desk, sheet, well, line, line2, slot, hatch, ink, text2, text3, ctl, track, hover, thumb, accent,
        accent_text, accent_soft, on_accent, focus, err, err_soft, ok, halo;
};
const Tokens& tokens(Theme theme);

struct Hue {
    Colour fill, outline;
};
// Index of output cell (r, c): at most 8 cells: r * ow + c, else (c + 3 r) mod 8, so that neighbours differ.
int region_index(std::int64_t r, std::int64_t c, std::int64_t oh, std::int64_t ow);
const Hue& region_hue(int index, Theme theme);
// From the fourth print hue on, the fill carries a hatch.
bool region_hatched(int index, Theme theme);

// The finite range of values on one canvas; a constant takes the middle; both signs make it symmetric about
// 0.
struct Domain {
    double low = 0, high = 1;
    bool diverging = false;
    bool operator==(const Domain&) const = default;
    // 0..1; infinities take the ends; NaN is negative: no colour.
    double place(double v) const;
};
class DomainOf {
  public:
    void add(const Range& r) {
        if (r.any) add(r.low), add(r.high);
    }
    void add(double v);
    Domain result() const;

  private:
    double low_ = 0, high_ = 0;
    bool any_ = false;
};

Colour map_colour(Map map, bool diverging, double place);  // place 0..1
Colour number_on(Colour fill);                             // black or white, at least 4.6:1

}  // namespace pw
