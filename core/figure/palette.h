// A school's own colours in place of a theme's.
#pragma once

#include <array>
#include <string_view>

#include "core/base/expected.h"
#include "core/figure/colour.h"

namespace pw {

struct Palette {
    Tokens tokens;
    std::array<Hue, 8> hues;
};

// JSON: names of the theme's colours ("sheet", "ink", "accent" …) and "regions", up to 8 of them; each is
// "#RRGGBB". What isn't named stays the theme's; what follows from another colour (text in the accent, its
// soft ground, outlines) is derived so that it can be read. `name` only goes into messages.
Expected<Palette> read_palette(std::string_view name, std::string_view json, Theme theme);

}  // namespace pw
