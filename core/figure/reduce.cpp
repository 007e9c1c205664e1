#include "core/figure/reduce.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "core/base/executor.h"

namespace pw {

namespace {

// What one pixel of the result takes of a side: from `first` on, so much of each.
struct Share {
    std::size_t first;
    std::vector<float> parts;
};

// `from` pixels onto `to`, read from pixels that cover `each` of them (the last one what is left).
std::vector<Share> shares(int from, int to, int each) {
    std::vector<Share> out;
    const double ratio = static_cast<double>(from) / to;
    for (int i = 0; i < to; ++i) {
        const double low = i * ratio, high = std::min<double>((i + 1) * ratio, from);
        Share s{static_cast<std::size_t>(low / each), {}};
        for (double at = std::floor(low / each) * each; at < high; at += each)
            if (const double part = std::min(at + each, high) - std::max(at, low); part > 1e-9)
                s.parts.push_back(static_cast<float>(part));
        out.push_back(std::move(s));
    }
    return out;
}

constexpr int least_half = 256;  // a side

// Four pixels' average, or of the two or one that an odd end has.
Image halved(const Image& image) {
    Image out{(image.width + 1) / 2, (image.height + 1) / 2, {}};
    out.rgba.resize(4u * static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
    const std::size_t stride = 4u * static_cast<std::size_t>(image.width);
    Executor::shared().each(out.height, [&](std::int64_t y) {
        const std::uint8_t* upper = image.rgba.data() + static_cast<std::size_t>(2 * y) * stride;
        const std::uint8_t* lower = 2 * y + 1 < image.height ? upper + stride : upper;
        std::uint8_t* to =
            out.rgba.data() + static_cast<std::size_t>(y) * 4u * static_cast<std::size_t>(out.width);
        const std::size_t pairs = static_cast<std::size_t>(image.width / 2);
        for (std::size_t x = 0; x < pairs; ++x)
            for (std::size_t k = 0; k < 4; ++k)
                to[4 * x + k] = static_cast<std::uint8_t>(
                    (upper[8 * x + k] + upper[8 * x + 4 + k] + lower[8 * x + k] + lower[8 * x + 4 + k] + 2) >>
                    2);
        if (image.width % 2)
            for (std::size_t k = 0; k < 4; ++k)
                to[4 * pairs + k] =
                    static_cast<std::uint8_t>((upper[8 * pairs + k] + lower[8 * pairs + k] + 1) >> 1);
    });
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
    const Image* from = &image;
    int each = 1;
    for (; from->half && from->half->width >= 2 * width && from->half->height >= 2 * height; each *= 2)
        from = from->half.get();
    Image out{width, height, {}};
    out.rgba.reserve(4u * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const auto columns = shares(image.width, width, each), rows = shares(image.height, height, each);
    const float area = static_cast<float>(image.width) / static_cast<float>(width) *
                       static_cast<float>(image.height) / static_cast<float>(height);
    const std::size_t stride = 4u * static_cast<std::size_t>(from->width);
    std::vector<Sum> sums(static_cast<std::size_t>(width));
    for (const Share& share : rows) {
        std::fill(sums.begin(), sums.end(), Sum{});
        for (std::size_t i = 0; i < share.parts.size(); ++i)
            add_row(sums, from->rgba.data() + (share.first + i) * stride, columns, share.parts[i]);
        for (const Sum& sum : sums) {
            for (std::size_t k = 0; k < 3; ++k) out.rgba.push_back(sum[3] > 0 ? byte(sum[k] / sum[3]) : 0);
            out.rgba.push_back(byte(sum[3] / area));
        }
    }
    return out;
}

std::shared_ptr<const Image> with_halves(Image image) {
    if (std::max(image.width, image.height) > least_half) image.half = with_halves(halved(image));
    return std::make_shared<const Image>(std::move(image));
}

Rect seen_of(const Heatmap& h) {
    if (h.clip.w <= 0) return h.rect;
    const double x = std::max(h.rect.x, h.clip.x), y = std::max(h.rect.y, h.clip.y);
    return {x, y, std::max(0., std::min(h.rect.right(), h.clip.right()) - x),
            std::max(0., std::min(h.rect.bottom(), h.clip.bottom()) - y)};
}

Heatmap cropped(const Heatmap& h) {
    if (h.clip.w <= 0 || !h.image) return h;
    const Rect seen = seen_of(h);
    const double w = h.rect.w / h.image->width, height = h.rect.h / h.image->height;
    const auto first = [](double at, int most) {
        return std::clamp(static_cast<int>(std::floor(at)), 0, most - 1);
    };
    const int x = first((seen.x - h.rect.x) / w, h.image->width),
              y = first((seen.y - h.rect.y) / height, h.image->height);
    const auto last = [](double at, int least, int most) {
        return std::clamp(static_cast<int>(std::ceil(at - 1e-9)), least + 1, most);
    };
    const int right = last((seen.right() - h.rect.x) / w, x, h.image->width),
              bottom = last((seen.bottom() - h.rect.y) / height, y, h.image->height);
    auto part = std::make_shared<Image>();
    part->width = right - x;
    part->height = bottom - y;
    part->rgba.reserve(4u * static_cast<std::size_t>(part->width) * static_cast<std::size_t>(part->height));
    for (int row = y; row < bottom; ++row) {
        const auto from = h.image->rgba.begin() + 4 * (static_cast<std::ptrdiff_t>(row) * h.image->width + x);
        part->rgba.insert(part->rgba.end(), from, from + 4 * static_cast<std::ptrdiff_t>(part->width));
    }
    Heatmap out = h;
    out.image = std::move(part);
    out.rect = {h.rect.x + x * w, h.rect.y + y * height, (right - x) * w, (bottom - y) * height};
    out.clip = seen;
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
