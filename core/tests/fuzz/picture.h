// What holds for a picture of any format.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/tensor/picture.h"

namespace pw::fuzz {

inline void expect(bool fact) {
    if (!fact) std::abort();
}

inline void check_values(const Picture& picture) {
    const Shape s = picture.tensor.shape();
    expect(s.n == 1 && (s.c == 1 || s.c == 3) && s.count() > 0);
    expect(static_cast<std::size_t>(s.count()) == picture.tensor.data().size());
    for (const float v : picture.tensor.data()) expect(v >= 0 && v <= 255);
}

// `read`: read_png or read_jpeg.
template <class Read>
void check_picture(Read read, const std::string& bytes) {
    const auto whole = read("fuzz", bytes, 1, {});
    const auto reduced = read("fuzz", bytes, 3, {});
    if (whole) {
        check_values(*whole);
        expect(reduced.has_value());
    } else {
        expect(!whole.error().what.key.empty());
    }
    if (!reduced) return;
    check_values(*reduced);
    if (whole) expect(reduced->tensor.shape() == reduced_shape(whole->tensor.shape(), 3));
}

}  // namespace pw::fuzz
