// The pictures of the samples "edge-map" and "texture": like what a layer of a network hands on, where the
// largest of a window and its average differ.
#pragma once

#include "core/tensor/tensor.h"

namespace pw {

// 1 x 1 x 336 x 448, whole values 0-255: the edges of the sample "low-pixel", a pixel wide, on black.
Tensor edge_map();

// 1 x 1 x 256 x 256, whole values: a disc, a triangle and a diamond, told from the ground by their textures
// alone. Each 4 x 4 block has the mean 60, and its texture's own largest value: 100, 120, 240 or 255.
Tensor texture_map();

}  // namespace pw
