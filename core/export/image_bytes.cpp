#include "core/export/image_bytes.h"

#include <algorithm>

#include "core/export/png_encoder.h"

namespace pw {

namespace {

bool all_opaque(const Image& image) {
    for (std::size_t i = 3; i < image.rgba.size(); i += 4)
        if (image.rgba[i] != 255) return false;
    return true;
}

}  // namespace

std::string image_bytes(const Image& image) {
    const PngSheet sheet{image.width, image.height, !all_opaque(image), true, {}, 0};
    const std::size_t channels = sheet.alpha ? 4 : 3, width = static_cast<std::size_t>(image.width);
    const auto fill = [&](int y, std::uint8_t* row) {
        const std::uint8_t* rgba = image.rgba.data() + 4 * width * static_cast<std::size_t>(y);
        for (std::size_t i = 0; i < channels * width; ++i) row[i] = rgba[i / channels * 4 + i % channels];
    };
    return encode_png(sheet, fill).value_or("");
}

std::string base64(std::string_view bytes) {
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned v = 0;
        const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t k = 0; k < 3; ++k)
            v = v << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k) out += k <= n ? digits[v >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

}  // namespace pw
