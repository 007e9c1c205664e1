#include "assets/samples/feature_maps.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "assets/samples/low_pixel.h"

namespace pw {

namespace {

// A plane whose edges repeat.
struct Plane {
    std::int64_t h = 0, w = 0;
    std::vector<double> values;
    double at(std::int64_t y, std::int64_t x) const {
        const std::int64_t row = std::clamp<std::int64_t>(y, 0, h - 1),
                           column = std::clamp<std::int64_t>(x, 0, w - 1);
        return values[static_cast<std::size_t>(row * w + column)];
    }
    template <class Of>
    Plane each(const Of& of) const {
        Plane out{h, w, {}};
        out.values.reserve(values.size());
        for (std::int64_t y = 0; y < h; ++y)
            for (std::int64_t x = 0; x < w; ++x) out.values.push_back(of(y, x));
        return out;
    }
};

Plane grey_of(const Tensor& t) {
    Plane p{t.shape().h, t.shape().w, {}};
    for (std::size_t i = 0; i < static_cast<std::size_t>(t.shape().plane()); ++i)
        p.values.push_back(.299 * static_cast<double>(t.plane(0, 0)[i]) +
                           .587 * static_cast<double>(t.plane(0, 1)[i]) +
                           .114 * static_cast<double>(t.plane(0, 2)[i]));
    return p;
}

// By 1 4 6 4 1 along both axes: the picture's grain makes no edges.
Plane smoothed(const Plane& p) {
    constexpr double weights[] = {1, 4, 6, 4, 1};
    const auto along = [&](const Plane& from, std::int64_t dy, std::int64_t dx) {
        return from.each([&](std::int64_t y, std::int64_t x) {
            double sum = 0;
            for (std::int64_t i = -2; i <= 2; ++i) sum += weights[i + 2] * from.at(y + i * dy, x + i * dx);
            return sum / 16;
        });
    };
    return along(along(p, 0, 1), 1, 0);
}

// Of three rows or columns, the outer ones' difference.
double sobel(const Plane& p, std::int64_t y, std::int64_t x, bool down) {
    const auto at = [&](std::int64_t along, std::int64_t across) {
        return down ? p.at(y + along, x + across) : p.at(y + across, x + along);
    };
    double sum = 0;
    for (const std::int64_t across : {-1, 0, 1})
        sum += (across == 0 ? 2 : 1) * (at(1, across) - at(-1, across));
    return sum / 8;
}

}  // namespace

Tensor edge_map() {
    const Plane p = smoothed(grey_of(low_pixel_picture()));
    const Plane down = p.each([&](std::int64_t y, std::int64_t x) { return sobel(p, y, x, true); }),
                across = p.each([&](std::int64_t y, std::int64_t x) { return sobel(p, y, x, false); });
    const Plane steep =
        p.each([&](std::int64_t y, std::int64_t x) { return std::hypot(down.at(y, x), across.at(y, x)); });
    std::vector<float> values;
    values.reserve(p.values.size());
    for (std::int64_t y = 0; y < p.h; ++y)
        for (std::int64_t x = 0; x < p.w; ++x) {
            // Only where it is steepest along its own direction.
            const double here = steep.at(y, x), way = std::max(here, 1e-9);
            const auto dy = static_cast<std::int64_t>(std::lround(down.at(y, x) / way)),
                       dx = static_cast<std::int64_t>(std::lround(across.at(y, x) / way));
            const bool ridge = here >= steep.at(y + dy, x + dx) && here > steep.at(y - dy, x - dx);
            const double bright = ridge ? std::max(0., here - 2) * 20 : 0;
            values.push_back(static_cast<float>(std::round(std::min(bright, 255.))));
        }
    return Tensor({1, 1, p.h, p.w}, std::move(values));
}

namespace {

constexpr std::int64_t side = 256, block = 4;

// Each with the mean 60 in a block.
float ripples(std::int64_t, std::int64_t x) {
    constexpr float wave[] = {60, 100, 60, 20};
    return wave[x % 4];
}
float checks(std::int64_t y, std::int64_t x) { return (x + y) % 2 ? 120.f : 0.f; }
float dots(std::int64_t y, std::int64_t x) { return y % 2 == 0 && x % 2 == 0 ? 240.f : 0.f; }
float sparks(std::int64_t y, std::int64_t x) { return y % 4 == 1 && x % 4 == 2 ? 255.f : 47.f; }

// Whole blocks are of one texture.
float texture_at(std::int64_t y, std::int64_t x) {
    const double v = static_cast<double>(y / block * block) + block / 2.,
                 u = static_cast<double>(x / block * block) + block / 2.;
    if (std::hypot(u - 84, v - 86) < 52) return dots(y, x);
    if (v > 132 && v < 228 && std::abs(u - 92) < (v - 132) * .6) return checks(y, x);
    if (std::abs(u - 188) + std::abs(v - 138) < 58) return sparks(y, x);
    return ripples(y, x);
}

}  // namespace

Tensor texture_map() {
    std::vector<float> values;
    values.reserve(side * side);
    for (std::int64_t y = 0; y < side; ++y)
        for (std::int64_t x = 0; x < side; ++x) values.push_back(texture_at(y, x));
    return Tensor({1, 1, side, side}, std::move(values));
}

}  // namespace pw
