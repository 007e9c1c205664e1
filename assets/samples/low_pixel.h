// The picture of the sample "low-pixel": an evening lake with a sailing boat.
#pragma once

#include "core/tensor/tensor.h"

namespace pw {

// 1 x 3 x 336 x 448, whole values 0-255. assets/samples/low-pixel.png holds exactly these pixels.
Tensor low_pixel_picture();

}  // namespace pw
