// Glyphs on pixels: in sizes and at places of whole quarters of a pixel, the same on the screen and in files.
#pragma once

#include <algorithm>
#include <cmath>

namespace pw {

inline constexpr int quarters = 4;

// A size, at least one pixel.
inline int quarter_size(double px) {
    return std::max(quarters, static_cast<int>(std::lround(px * quarters)));
}

struct QuarterPlace {
    int whole = 0, shift = 0;  // a pixel, and 0 to 3 quarters of it
};
inline QuarterPlace quarter_place(double x) {
    const double at = std::floor(x * quarters + .5), whole = std::floor(at / quarters);
    return {static_cast<int>(whole), static_cast<int>(at - whole * quarters)};
}

}  // namespace pw
