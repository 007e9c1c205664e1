// The checks that every file of values needs, whatever its format.
#pragma once

#include <string_view>

#include "core/tensor/tensor.h"

namespace pw {

// check_shape with the file's name in the message.
Expected<void> check_file_shape(std::string_view name, const Shape& shape);

// At most 24 characters of a file's text, safe to show: control characters and broken UTF-8 become "?".
std::string excerpt(std::string_view text);

}  // namespace pw
