// How a camera was held. https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, section 4.6.
#pragma once

#include <string_view>

#include "core/tensor/buffer.h"
#include "core/tensor/tensor.h"

namespace pw {

// What is done to a picture's rows and columns so that it stands upright.
struct Orientation {
    bool right = false, bottom = false;  // the file's right column, its lower row comes first …
    bool across = false;                 // … and then rows become columns
    bool operator==(const Orientation&) const = default;
};

// From an APP1 segment without its length: upright unless it is Exif with an orientation of 2 to 8.
Orientation exif_orientation(std::string_view segment);

// The planes set upright, one after the other; `shape` becomes that of the result.
Buffer<float> upright(Buffer<float> values, Shape& shape, Orientation how);

}  // namespace pw
