// Pictures on fewer or more pixels than they have.
#pragma once

#include "core/figure/scene.h"

namespace pw {

// Reduced to at most so many pixels by averaging the area that each one covers, clear pixels by their alpha.
// A side that is no longer than that stays as it is: enlarging is nearest neighbour, the painter's own.
Image reduced(const Image& image, double width_px, double height_px);

// With its halves, down to where no screen is smaller.
std::shared_ptr<const Image> with_halves(Image image);

// The rectangle that is seen of a heatmap.
Rect seen_of(const Heatmap& heatmap);
// The same with only those of its pixels that are seen: what files hold. Unchanged where all are.
Heatmap cropped(const Heatmap& heatmap);

// Red, green and blue times alpha, as painters blend them.
Image premultiplied(Image image);

// Every pixel `times` times in each direction.
Image repeated(const Image& image, int times);

}  // namespace pw
