// PNG pictures as tensors: values 0-255, one channel (grey) or three (colour).
#pragma once

#include <string>
#include <string_view>

#include "core/tensor/tensor.h"

namespace pw {

struct Picture {
    Tensor tensor;
    bool alpha_dropped = false;  // the file had transparency, which isn't part of the values
};

// Whether the bytes begin as a PNG does.
bool is_png(std::string_view bytes);

// Any depth and kind of PNG; 16-bit values are divided by 257, palettes become colours. `name` only goes into
// messages.
Expected<Picture> read_png(std::string_view name, std::string_view bytes);

struct PngBytes {
    std::string bytes;
    bool changed = false;  // some value was rounded or clipped to 0-255
};

// 8 bits; one channel is grey, three are colour, anything else is refused. The same tensor gives the same
// bytes.
Expected<PngBytes> write_png(const Tensor& tensor);

}  // namespace pw
