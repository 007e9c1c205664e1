#include "core/walk/fill.h"

#include <algorithm>
#include <cmath>

#include "core/walk/random.h"

namespace pw {

namespace {

struct Scale {
    std::int64_t most;   // the largest value, in steps
    std::int64_t noise;  // the largest noise, in steps
    double steps;        // in 1: 1 for whole numbers, 100 for two decimals

    float value(std::int64_t step) const { return static_cast<float>(static_cast<double>(step) / steps); }
};

Scale scale_of(const Tensor& now, bool picture) {
    if (picture) return {255, 32, 1};
    const auto whole = [](float v) { return !std::isfinite(v) || v == std::trunc(v); };
    const bool fractions = !std::ranges::all_of(now.data(), whole);
    return fractions ? Scale{900, 200, 100} : Scale{9, 2, 1};
}

// Position i of n, on the way along m cells; of two equally near ones the one towards the middle.
std::int64_t along(std::int64_t i, std::int64_t n, std::int64_t m) {
    if (n < 2) return 0;
    if (2 * i >= n) return m - 1 - along(n - 1 - i, n, m);
    return std::llround(static_cast<double>(i * (m - 1)) / static_cast<double>(n - 1));
}

// Both diagonals: a cell in each column of a wide shape, in each row of a high one.
bool on_cross(const Shape& s, std::int64_t y, std::int64_t x) {
    if (s.w >= s.h) {
        const std::int64_t down = along(x, s.w, s.h);
        return y == down || y == s.h - 1 - down;
    }
    const std::int64_t across = along(y, s.h, s.w);
    return x == across || x == s.w - 1 - across;
}

// From 0 in the upper left corner to the largest value in the lower right one.
std::int64_t gradient(const Shape& s, const Scale& scale, std::int64_t y, std::int64_t x) {
    const std::int64_t way = s.h + s.w - 2;
    if (way == 0) return 0;
    const double v = static_cast<double>((y + x) * scale.most) / static_cast<double>(way);
    return static_cast<std::int64_t>(std::ceil(v - .5));
}

float with_noise(float now, const Scale& scale, bool picture, Random& random) {
    const std::int64_t noise = random.upto(2 * scale.noise) - scale.noise;
    if (!std::isfinite(now)) return now;
    const double sum = std::round(now * scale.steps + static_cast<double>(noise)) / scale.steps;
    return static_cast<float>(picture ? std::clamp(sum, 0., 255.) : sum);
}

}  // namespace

std::string_view id_of(Fill fill) {
    constexpr std::string_view ids[] = {"random", "gradient", "checker", "cross", "bright", "noise"};
    return ids[static_cast<std::size_t>(fill)];
}

Message name_of(Fill fill) {
    constexpr const char* keys[] = {"fill.random", "fill.gradient", "fill.checker",
                                    "fill.cross",  "fill.bright",   "fill.noise"};
    return Message(keys[static_cast<std::size_t>(fill)]);
}

bool is_seeded(Fill fill) { return fill == Fill::random || fill == Fill::noise; }

Tensor filled(const Tensor& now, Fill fill, std::uint64_t seed, bool picture) {
    const Shape& s = now.shape();
    const Scale scale = scale_of(now, picture);
    Random random(seed);
    std::vector<float> values;
    values.reserve(now.data().size());
    const auto value = [&](std::int64_t y, std::int64_t x) {
        switch (fill) {
            case Fill::random:
                return scale.value(random.upto(scale.most));
            case Fill::gradient:
                return scale.value(gradient(s, scale, y, x));
            case Fill::checker:
                return scale.value((y + x) % 2 ? scale.most : 0);
            case Fill::cross:
                return scale.value(on_cross(s, y, x) ? scale.most : 0);
            case Fill::bright:
                return scale.value(y == s.h / 2 && x == s.w / 2 ? scale.most : 0);
            case Fill::noise:
                return with_noise(now.data()[values.size()], scale, picture, random);
        }
        return 0.f;
    };
    for (std::int64_t plane = 0; plane < s.n * s.c; ++plane)
        for (std::int64_t y = 0; y < s.h; ++y)
            for (std::int64_t x = 0; x < s.w; ++x) values.push_back(value(y, x));
    return Tensor(s, std::move(values));
}

}  // namespace pw
