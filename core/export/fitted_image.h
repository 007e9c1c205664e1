// Pictures with more pixels than the page has for them.
#pragma once

#include "core/figure/scene.h"

namespace pw {

// Reduced to at most so many pixels by averaging the area that each one covers, clear pixels by their alpha.
// A side that is no longer than that stays as it is: enlarging is nearest neighbour, the painter's own.
Image fitted(const Image& image, double width_px, double height_px);

// Every pixel `times` times in each direction.
Image repeated(const Image& image, int times);

}  // namespace pw
