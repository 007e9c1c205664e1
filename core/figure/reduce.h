// Pictures on fewer pixels than they have.
#pragma once

#include "core/figure/scene.h"

namespace pw {

// Premultiplied; each pixel the average of the area that it covers. Sizes of at least 1.
Image reduced(const Image& image, int width, int height);

}  // namespace pw
