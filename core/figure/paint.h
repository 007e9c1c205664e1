// What a value's cell looks like: fill, ink, edge, hatch. One answer for cells, tiles, chips, scrubber and
// thumbnails.
#pragma once

#include "core/figure/facts.h"
#include "core/figure/grid.h"
#include "core/figure/kit.h"

namespace pw {

struct Paint {
    Colour fill, ink, edge;
    bool falling = false;  // a print hue's second round carries a hatch
    bool nan = false;
};

// By value within a domain, whatever the figure is coloured by.
Paint value_paint(const Look& look, const Domain& domain, Map map, double value);
// In full strength; `region` is the output cell's index of region_index (negative: none).
Paint paint_of(const Facts& facts, const Look& look, double value, int region);
Paint mix(const Paint& a, const Paint& b, double k);
// Fill towards the ground, ink text2: the look of a copied source and of a beaten tile. Keeps 4.5:1.
Paint faded(const Paint& p, Colour ground, const Tokens& tok);
// A region that the walk has not reached yet.
Paint unlit(const Paint& p, const Look& look);
Cell cell_of(const Rect& rect, double radius, const Paint& paint, const Kit& kit);
// Beyond the padding: ceil_mode's overhang.
Cell outside_cell(const Rect& rect, double radius, const Kit& kit);
// The ring's hatch (rising) for a padding cell of this pitch, and a never-read cell's (falling).
Cell padding_cell(const Rect& rect, double radius, const Kit& kit);
Cell unread_cell(const Rect& rect, double radius, Colour colour, const Kit& kit);
// The clear disc (a pill for wide signs) behind a number on a hatch.
void clear_disc(Kit& kit, const Rect& cell, Colour fill, double share, double text_width);

// A number on a dark square of 36, its corner at `at`: what a page counts.
void number_badge(Kit& kit, Vec2 at, std::int64_t n);

// Number in the middle of a rectangle, made smaller when it is wider than the tensor's widest.
void number_in(Kit& kit, const Rect& rect, const std::string& text, double size, Colour ink);
std::string padding_sign(const OpInfo& op);

}  // namespace pw
