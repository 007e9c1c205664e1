// What noise and shift change in an output, as a picture in its place: the larger the change, the brighter.
#pragma once

#include "core/figure/facts.h"
#include "core/figure/scene.h"

namespace pw {

// Whether this is the output of which only the changes are shown.
inline bool as_changes(const Facts& f, const Tensor& t) { return f.clean && &t == f.output; }

// Of a cell of the output, 0 or more: in its channel, or of channels that make one colour the largest.
double change_at(const Facts& f, std::int64_t y, std::int64_t x);
// Grey, of the largest change on either side.
Colour change_colour(const Facts& f, double change);
// All of it, a pixel a cell.
Image change_image(const Facts& f);

}  // namespace pw
