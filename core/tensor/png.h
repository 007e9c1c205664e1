// PNG, all of it: http://www.libpng.org/pub/png/spec/1.2/
#pragma once

#include <string>
#include <string_view>

#include "core/tensor/picture.h"

namespace pw {

// Whether the bytes begin as a PNG does.
bool is_png(std::string_view bytes);

// Any depth and kind of PNG; 16-bit values are divided by 257, palettes become colours, chunks that have
// nothing to do with the values are passed over unread. `name` only goes into messages.
Expected<Picture> read_png(std::string_view name, std::string_view bytes, int reduce = 1,
                           const ReadProgress& progress = {});
Expected<Shape> read_png_size(std::string_view name, std::string_view bytes);

struct PngBytes {
    std::string bytes;
    bool changed = false;  // some value was rounded or clipped to 0-255
};

// 8 bits; one channel is grey, three are colour, anything else is refused. The same tensor gives the same
// bytes.
Expected<PngBytes> write_png(const Tensor& tensor);

}  // namespace pw
