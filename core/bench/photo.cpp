#include "core/bench/photo.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>

#include "core/tests/tensor/jpegs.h"
#include "core/tests/tensor/pngs.h"

namespace pw {

namespace {

using test::big_endian, test::chunk;

struct Size {
    unsigned h, w;
};
Size size_of(std::int64_t pixels) {
    const auto h = std::floor(std::sqrt(static_cast<double>(pixels) * 3 / 4));
    return {static_cast<unsigned>(h), static_cast<unsigned>(static_cast<double>(pixels) / h)};
}

int sample(int c, int y, int x) {
    const double soft = 90 * std::sin(x * .004 + c) * std::cos(y * .006 - c);
    const auto grain = static_cast<int>(
        (static_cast<unsigned>(x * 73856093) ^ static_cast<unsigned>(y * 19349663)) >> 8 & 7);
    return std::clamp(120 + static_cast<int>(soft) + grain, 0, 255);
}

}  // namespace

std::string photo_jpeg(std::int64_t pixels, const PhotoLook& look) {
    const Size s = size_of(pixels);
    test::JpegSpec spec{s.h, s.w, 3, look.progressive};
    spec.quality = 90;
    spec.subsampling = 2;
    if (look.orientation != 1) spec.app1 = test::exif(look.orientation, true);
    return test::jpeg(spec, sample);
}

// Each row as the difference from the one above, which suits photos.
std::string photo_png(std::int64_t pixels) {
    const auto [h, w] = size_of(pixels);
    std::string raw;
    for (unsigned y = 0; y < h; ++y) {
        raw += y == 0 ? '\0' : '\2';
        for (unsigned i = 0; i < 3 * w; ++i) {
            const auto at = [&](unsigned row) {
                return sample(static_cast<int>(i % 3), static_cast<int>(row), static_cast<int>(i / 3));
            };
            raw += static_cast<char>(y == 0 ? at(0) : at(y) - at(y - 1));
        }
    }
    uLongf size = compressBound(raw.size());
    std::string packed(size, '\0');
    compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(raw.data()),
              raw.size(), 3);
    packed.resize(size);
    const std::string header = big_endian(w) + big_endian(h) + '\x08' + '\x02' + std::string(3, '\0');
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + chunk("IDAT", packed) + chunk("IEND", "");
}

}  // namespace pw
