// JPEG, baseline and progressive: https://www.w3.org/Graphics/JPEG/itu-t81.pdf
#pragma once

#include <string_view>

#include "core/tensor/picture.h"

namespace pw {

// Whether the bytes begin as a JPEG does.
bool is_jpeg(std::string_view bytes);

// Grey or colour, set upright as its Exif says. Damage that a decoder could paint over is refused, and so is
// CMYK, which has no values 0-255 of red, green and blue without the printer's profile. `name` only goes into
// messages.
Expected<Picture> read_jpeg(std::string_view name, std::string_view bytes, int reduce = 1,
                            const ReadProgress& progress = {});
Expected<Shape> read_jpeg_size(std::string_view name, std::string_view bytes);

}  // namespace pw
