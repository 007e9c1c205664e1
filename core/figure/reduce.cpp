#include "core/figure/reduce.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace pw {

namespace {

// What one pixel of the result takes of a side: from `first` on, so much of each.
struct Share {
    std::size_t first;
    std::vector<float> parts;
};

std::vector<Share> shares(int from, int to) {
    std::vector<Share> out;
    const double ratio = static_cast<double>(from) / to;
    for (int i = 0; i < to; ++i) {
        const double low = i * ratio, high = std::min<double>((i + 1) * ratio, from);
        Share s{static_cast<std::size_t>(low), {}};
        for (double at = std::floor(low); at < high; ++at)
            if (const double part = std::min(at + 1, high) - std::max(at, low); part > 1e-9)
                s.parts.push_back(static_cast<float>(part));
        out.push_back(std::move(s));
    }
    return out;
}

int side(int pixels, double wanted) {
    return std::clamp(static_cast<int>(std::lround(std::ceil(wanted - 1e-6))), 1, pixels);
}

// Red, green and blue times alpha, and alpha: clear pixels don't colour their neighbours.
using Sum = std::array<float, 4>;

void add_row(std::vector<Sum>& sums, const std::uint8_t* row, const std::vector<Share>& columns, float part) {
    for (std::size_t x = 0; x < sums.size(); ++x) {
        const std::uint8_t* pixel = row + 4 * columns[x].first;
        Sum& sum = sums[x];
        for (const float along : columns[x].parts) {
            const float a = part * along * static_cast<float>(pixel[3]);
            for (std::size_t k = 0; k < 3; ++k) sum[k] += a * static_cast<float>(pixel[k]);
            sum[3] += a;
            pixel += 4;
        }
    }
}

std::uint8_t byte(float v) { return static_cast<std::uint8_t>(std::clamp(v + .5f, 0.f, 255.f)); }

}  // namespace

Image reduced(const Image& image, double width_px, double height_px) {
    const int width = side(image.width, width_px), height = side(image.height, height_px);
    if (width == image.width && height == image.height) return image;
    Image out{width, height, {}};
    out.rgba.reserve(4u * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const auto columns = shares(image.width, width), rows = shares(image.height, height);
    const float area = static_cast<float>(image.width) / static_cast<float>(width) *
                       static_cast<float>(image.height) / static_cast<float>(height);
    const std::size_t stride = 4u * static_cast<std::size_t>(image.width);
    std::vector<Sum> sums(static_cast<std::size_t>(width));
    for (const Share& share : rows) {
        std::fill(sums.begin(), sums.end(), Sum{});
        for (std::size_t i = 0; i < share.parts.size(); ++i)
            add_row(sums, image.rgba.data() + (share.first + i) * stride, columns, share.parts[i]);
        for (const Sum& sum : sums) {
            for (std::size_t k = 0; k < 3; ++k) out.rgba.push_back(sum[3] > 0 ? byte(sum[k] / sum[3]) : 0);
            out.rgba.push_back(byte(sum[3] / area));
        }
    }
    return out;
}

Image premultiplied(Image image) {
    for (std::size_t at = 0; at < image.rgba.size(); at += 4) {
        const int alpha = image.rgba[at + 3];
        if (alpha == 255) continue;
        for (std::size_t k = 0; k < 3; ++k)
            image.rgba[at + k] = static_cast<std::uint8_t>((image.rgba[at + k] * alpha + 127) / 255);
    }
    return image;
}

Image repeated(const Image& image, int times) {
    Image out{image.width * times, image.height * times, {}};
    const auto width = static_cast<std::size_t>(image.width), height = static_cast<std::size_t>(image.height),
               n = static_cast<std::size_t>(times);
    out.rgba.resize(4 * width * n * height * n);
    std::uint8_t* to = out.rgba.data();
    const std::size_t stride = 4 * width * n;
    for (std::size_t y = 0; y < height; ++y) {
        const std::uint8_t* row = to;
        for (std::size_t x = 0; x < width; ++x)
            for (std::size_t i = 0; i < n; ++i, to += 4) std::memcpy(to, &image.rgba[4 * (y * width + x)], 4);
        for (std::size_t i = 1; i < n; ++i, to += stride) std::memcpy(to, row, stride);
    }
    return out;
}

}  // namespace pw
