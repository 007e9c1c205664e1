// Tables of numbers as text: one channel, no header.
#pragma once

#include <string>
#include <string_view>

#include "core/tensor/tensor.h"

namespace pw {

namespace limits {
inline constexpr std::size_t text_bytes = 64u << 20;  // of a CSV or JSON file
}

// Separated by tabs, semicolons, commas or spaces: the first of these that the first line has. With tabs or
// semicolons "1,5" is understood as 1.5, unless the file has points as well. Accepts inf and nan, a byte
// order mark, CRLF and empty lines at the end; refuses anything else with its line and column. `name` only
// goes into messages.
Expected<Tensor> read_csv(std::string_view name, std::string_view text);

// Commas; the shortest digits that read back as the same float32. More than one channel is refused.
Expected<std::string> write_csv(const Tensor& tensor);

// One number as people write it in a table: digits with a point, an exponent, either minus sign, inf or nan;
// or one plain number over another, such as 1/3. Nothing for text that isn't one, for a division by zero, or
// for a finite number that float32 can't hold.
enum class Parsed { number, text, too_large };
Parsed parse_number(std::string_view text, float& value);

}  // namespace pw
