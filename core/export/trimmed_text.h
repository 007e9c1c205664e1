// Readers of SVG and TeX treat spaces at the ends of a text each in their own way.
#pragma once

#include <algorithm>

#include "core/figure/scene.h"

namespace pw {

inline constexpr double space_width = .28;  // of Inter, over the size

// Without them; what is left stays where it stood.
inline Text trimmed(Text t) {
    const std::size_t before = std::min(t.text.find_first_not_of(' '), t.text.size());
    t.text.erase(0, before);
    const std::size_t kept = t.text.find_last_not_of(' ') + 1, after = t.text.size() - kept;
    t.text.resize(kept);
    const double left = static_cast<double>(before) * space_width * t.size,
                 right = static_cast<double>(after) * space_width * t.size;
    const double to_the_right = t.align == Align::left    ? left
                                : t.align == Align::right ? -right
                                                          : (left - right) / 2;
    t.at.x += t.turned ? -to_the_right : to_the_right;
    t.width -= left + right;
    return t;
}

}  // namespace pw
