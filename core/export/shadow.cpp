#include "core/export/shadow.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace pw {

namespace {

constexpr double widest_sigma = 16;  // in pixels of the mask
constexpr std::size_t most_masks = 64;

struct Plane {
    int width, height;
    std::vector<float> values;
    float* row(int y) { return values.data() + std::ptrdiff_t{y} * width; }
    const float* row(int y) const { return values.data() + std::ptrdiff_t{y} * width; }
};

// Coverage of a rounded box with its upper left corner at (reach, reach).
Plane box(double width, double height, double radius, int reach) {
    Plane p{
        static_cast<int>(std::ceil(width)) + 2 * reach, static_cast<int>(std::ceil(height)) + 2 * reach, {}};
    p.values.resize(static_cast<std::size_t>(p.width) * p.height);
    for (int y = 0; y < p.height; ++y)
        for (int x = 0; x < p.width; ++x) {
            const double dx = std::abs(x + .5 - reach - width / 2) - width / 2 + radius;
            const double dy = std::abs(y + .5 - reach - height / 2) - height / 2 + radius;
            const double distance =
                std::hypot(std::max(dx, 0.), std::max(dy, 0.)) + std::min(std::max(dx, dy), 0.) - radius;
            p.row(y)[x] = static_cast<float>(std::clamp(.5 - distance, 0., 1.));
        }
    return p;
}

// The weights of a pixel at this distance and beyond, integrated over each pixel.
std::vector<float> gaussian(double sigma, int reach) {
    std::vector<float> k;
    for (int i = -reach; i <= reach; ++i) {
        const auto below = [&](double x) { return .5 * std::erfc(-x / (sigma * std::sqrt(2.))); };
        k.push_back(static_cast<float>(below(i + .5) - below(i - .5)));
    }
    return k;
}

// Along columns; the result is transposed, so that twice blurs both ways.
Plane blurred(const Plane& p, const std::vector<float>& kernel) {
    const int reach = static_cast<int>(kernel.size() / 2);
    Plane out{p.height, p.width, std::vector<float>(p.values.size())};
    std::vector<float> sum(static_cast<std::size_t>(p.width));
    for (int y = 0; y < p.height; ++y) {
        std::fill(sum.begin(), sum.end(), 0.f);
        for (int i = std::max(-reach, -y); i <= std::min(reach, p.height - 1 - y); ++i) {
            const float k = kernel[static_cast<std::size_t>(i + reach)];
            const float* from = p.row(y + i);
            for (int x = 0; x < p.width; ++x) sum[static_cast<std::size_t>(x)] += k * from[x];
        }
        for (int x = 0; x < p.width; ++x) out.row(x)[y] = sum[static_cast<std::size_t>(x)];
    }
    return out;
}

}  // namespace

ShadowMask blurred_box(double width, double height, double radius, double sigma) {
    const double pixel = std::max(1., std::ceil(sigma / widest_sigma));
    const double w = width / pixel, h = height / pixel, s = std::max(sigma / pixel, .05);
    const double r = std::min({radius / pixel, w / 2, h / 2});
    const int reach = static_cast<int>(std::ceil(3 * s)) + 1;

    // Between its corners a side is the same all along: only one pixel of that is computed.
    const int corner = 2 * (static_cast<int>(std::ceil(r)) + reach) + 2;
    const int more_x = std::max(0, static_cast<int>(w) - corner),
              more_y = std::max(0, static_cast<int>(h) - corner);
    const auto kernel = gaussian(s, reach);
    const Plane small = blurred(blurred(box(w - more_x, h - more_y, r, reach), kernel), kernel);

    ShadowMask mask;
    mask.coverage.reset(
        cairo_image_surface_create(CAIRO_FORMAT_A8, small.width + more_x, small.height + more_y));
    mask.reach = reach * pixel;
    mask.pixel = pixel;
    std::uint8_t* data = cairo_image_surface_get_data(mask.coverage.get());
    const int stride = cairo_image_surface_get_stride(mask.coverage.get());
    const auto source = [](int at, int size, int more) {
        return at < size / 2 ? at : std::max(size / 2, at - more);
    };
    for (int y = 0; data && y < small.height + more_y; ++y) {
        const float* row = small.row(source(y, small.height, more_y));
        for (int x = 0; x < small.width + more_x; ++x)
            data[std::ptrdiff_t{y} * stride + x] = static_cast<std::uint8_t>(
                std::lround(std::clamp(row[source(x, small.width, more_x)], 0.f, 1.f) * 255));
    }
    cairo_surface_mark_dirty(mask.coverage.get());
    return mask;
}

const ShadowMask& Shadows::get(double width, double height, double radius, double sigma) {
    // A quarter of a pixel can't be seen in a blur.
    const auto rough = [](double v) { return std::max(.25, std::round(v * 4) / 4); };
    const std::tuple key{rough(width), rough(height), rough(radius), rough(sigma)};
    const auto it = masks_.find(key);
    if (it != masks_.end()) return it->second;
    if (masks_.size() >= most_masks) masks_.clear();
    const auto [w, h, r, s] = key;
    return masks_.emplace(key, blurred_box(w, h, r, s)).first->second;
}

}  // namespace pw
