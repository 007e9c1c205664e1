// NumPy's .npy, versions 1 to 3. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
#pragma once

#include <string>
#include <string_view>

#include "core/tensor/tensor.h"

namespace pw {

// Whether the bytes begin as a .npy file does.
bool is_npy(std::string_view bytes);

// float32, float64, bool and all integers, either byte order, C or Fortran order. 4-D is (N, C, H, W), 3-D
// (C, H, W), 2-D (H, W); `fewest_dimensions` 1 allows a vector, which becomes (1, 1, 1, n). Values are
// rounded to float32; a finite one beyond its range is refused. `name` only goes into messages.
Expected<Tensor> read_npy(std::string_view name, std::string_view bytes, int fewest_dimensions = 2);

// Whole numbers only, as they are.
Expected<Indices> read_npy_indices(std::string_view name, std::string_view bytes);

// What the first bytes of a file say about the rest: "3 × 42 × 56, float32" without reading it.
struct NpyHead {
    std::vector<std::int64_t> sizes;  // as the file has them
    std::string type;                 // as NumPy calls it
};
Expected<NpyHead> read_npy_head(std::string_view name, std::string_view bytes);

// Version 1, little endian, C order, always 4-D: float32 and int64.
std::string write_npy(const Tensor& tensor);
std::string write_npy(const Indices& indices);

}  // namespace pw
