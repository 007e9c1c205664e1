// Pictures of every format as tensors: values 0-255, one channel (grey) or three (colour).
#pragma once

#include <string_view>

#include "core/tensor/reading.h"
#include "core/tensor/tensor.h"

namespace pw {

struct Picture {
    Tensor tensor;
    bool alpha_dropped = false;  // the file had transparency, which isn't part of the values
};

namespace limits {
// Of a picture that is reduced while it is read; what isn't reduced has a tensor's limits.
inline constexpr std::int64_t picture_side = 65535;
inline constexpr std::int64_t picture_pixels = 256LL << 20;
}  // namespace limits

// Whether the bytes begin as a picture's do.
bool is_picture(std::string_view bytes);

// PNG or JPEG, told by the first bytes. `name` only goes into messages.
Expected<Picture> read_picture(std::string_view name, std::string_view bytes, int reduce = 1,
                               const ReadProgress& progress = {});

// Its size as it will be read and its channels, from the beginning of the file alone.
Expected<Shape> read_picture_size(std::string_view name, std::string_view bytes);

// ceil(side / reduce) of both sides.
Shape reduced_shape(Shape shape, int reduce);
// Refuses what is too large for a tensor, with the smallest reduction that fits as the fix
// {"reduce", {factor}}, and what is too large for that as well.
Expected<void> check_picture_shape(std::string_view name, const Shape& shape, int reduce);

}  // namespace pw
