#include "core/tensor/exif.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace pw {

namespace {

// Numbers of a TIFF file, which says in its first bytes in which order theirs are.
class Tiff {
  public:
    explicit Tiff(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}

    std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
        if (at > bytes_.size() || bytes_.size() - at < size) return std::nullopt;
        std::uint32_t n = 0;
        for (std::size_t i = 0; i < size; ++i)
            n = n << 8 | static_cast<unsigned char>(bytes_[at + (little_ ? size - 1 - i : i)]);
        return n;
    }

  private:
    std::string_view bytes_;
    bool little_;
};

// The tag of the first directory; nothing when there is none or the bytes are none of Exif's.
std::optional<std::uint32_t> orientation_tag(std::string_view bytes) {
    constexpr std::uint32_t tag = 0x0112, short_type = 3;
    constexpr std::size_t entry = 12;
    const Tiff tiff(bytes);
    if (!bytes.starts_with("II") && !bytes.starts_with("MM")) return std::nullopt;
    if (tiff.number(2, 2) != 42u) return std::nullopt;
    const auto directory = tiff.number(4, 4);
    if (!directory) return std::nullopt;
    const auto count = tiff.number(*directory, 2);
    if (!count) return std::nullopt;
    for (std::size_t i = 0; i < *count; ++i) {
        const std::size_t at = *directory + 2 + i * entry;
        const auto found = tiff.number(at, 2);
        if (!found) return std::nullopt;
        if (found == tag) return tiff.number(at + 2, 2) == short_type ? tiff.number(at + 8, 2) : std::nullopt;
    }
    return std::nullopt;
}

void mirror(float* plane, const Shape& s, Orientation how) {
    if (how.right)
        for (std::int64_t y = 0; y < s.h; ++y) std::reverse(plane + y * s.w, plane + (y + 1) * s.w);
    if (how.bottom)
        for (std::int64_t y = 0; y < s.h / 2; ++y)
            std::swap_ranges(plane + y * s.w, plane + (y + 1) * s.w, plane + (s.h - 1 - y) * s.w);
}

// In squares that stay in the processor's nearest memory.
void transpose(const float* from, float* to, std::int64_t h, std::int64_t w) {
    constexpr std::int64_t square = 32;
    for (std::int64_t y0 = 0; y0 < h; y0 += square)
        for (std::int64_t x0 = 0; x0 < w; x0 += square) {
            const std::int64_t y1 = std::min(h, y0 + square), x1 = std::min(w, x0 + square);
            for (std::int64_t x = x0; x < x1; ++x)
                for (std::int64_t y = y0; y < y1; ++y) to[x * h + y] = from[y * w + x];
        }
}

}  // namespace

Orientation exif_orientation(std::string_view segment) {
    constexpr std::string_view begin("Exif\0\0", 6);
    if (!segment.starts_with(begin)) return {};
    switch (orientation_tag(segment.substr(begin.size())).value_or(1)) {
        case 2:
            return {true, false, false};
        case 3:
            return {true, true, false};
        case 4:
            return {false, true, false};
        case 5:
            return {false, false, true};
        case 6:
            return {false, true, true};
        case 7:
            return {true, true, true};
        case 8:
            return {true, false, true};
        default:
            return {};
    }
}

Buffer<float> upright(Buffer<float> values, Shape& shape, Orientation how) {
    const auto plane = static_cast<std::size_t>(shape.plane());
    Buffer<float> turned(how.across ? plane : 0);
    for (std::int64_t c = 0; c < shape.n * shape.c; ++c) {
        float* at = values.data() + c * shape.plane();
        mirror(at, shape, how);
        if (!how.across) continue;
        transpose(at, turned.data(), shape.h, shape.w);
        std::copy_n(turned.data(), plane, at);
    }
    if (how.across) std::swap(shape.h, shape.w);
    return values;
}

}  // namespace pw
