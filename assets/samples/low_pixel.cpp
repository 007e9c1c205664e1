#include "assets/samples/low_pixel.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>

namespace pw {

namespace {

constexpr int width = 448, height = 336, samples = 4;  // samples x samples points are averaged to a pixel
constexpr double horizon = 201, sun_x = 296, sun_y = 150, sun_radius = 23;
constexpr double boat_x = 138, waterline = 246;

struct Rgb {
    double r = 0, g = 0, b = 0;
    Rgb operator+(Rgb o) const { return {r + o.r, g + o.g, b + o.b}; }
    Rgb operator*(double k) const { return {r * k, g * k, b * k}; }
};
constexpr Rgb hex(unsigned v) {
    return {static_cast<double>(v >> 16 & 255), static_cast<double>(v >> 8 & 255),
            static_cast<double>(v & 255)};
}
Rgb mix(Rgb a, Rgb b, double k) { return a * (1 - k) + b * k; }
double clamp01(double x) { return std::clamp(x, 0.0, 1.0); }
double ease(double a, double b, double x) {
    const double t = clamp01((x - a) / (b - a));
    return t * t * (3 - 2 * t);
}
double bell(double x) { return std::exp(-x * x); }

// 0..1, the same for the same place on every machine.
double random_at(std::int64_t x, std::int64_t y) {
    auto h = static_cast<std::uint64_t>(x) * 0x9e3779b97f4a7c15u ^
             static_cast<std::uint64_t>(y) * 0xc2b2ae3d27d4eb4fu;
    h = (h ^ h >> 29) * 0xbf58476d1ce4e5b9u;
    h = (h ^ h >> 32) * 0x94d049bb133111ebu;
    return static_cast<double>((h ^ h >> 31) >> 11) * 0x1p-53;
}

// Smooth noise along a line, -1..1, and several octaves of it.
double noise(double x, int seed) {
    const double whole = std::floor(x), u = x - whole, k = u * u * (3 - 2 * u);
    const auto i = static_cast<std::int64_t>(whole);
    return 2 * (random_at(i, seed) * (1 - k) + random_at(i + 1, seed) * k) - 1;
}
double ragged(double x, int seed, int octaves) {
    double sum = 0, size = .5;
    for (int i = 0; i < octaves; ++i, x *= 2.03, size *= .5) sum += size * noise(x, seed + i);
    return sum;
}

struct Stop {
    double at;
    Rgb colour;
};
template <std::size_t N>
Rgb gradient(const Stop (&stops)[N], double at) {
    if (at <= stops[0].at) return stops[0].colour;
    for (std::size_t i = 1; i < N; ++i)
        if (at < stops[i].at)
            return mix(stops[i - 1].colour, stops[i].colour,
                       (at - stops[i - 1].at) / (stops[i].at - stops[i - 1].at));
    return stops[N - 1].colour;
}

constexpr Stop dusk[] = {{0, hex(0x262d5e)},   {34, hex(0x363a76)},  {68, hex(0x575092)},
                         {92, hex(0x86599a)},  {112, hex(0xbb6794)}, {130, hex(0xdf7a82)},
                         {150, hex(0xf29a6b)}, {172, hex(0xf8b869)}, {201, hex(0xfbd186)}};

// A wisp follows a slow wave, thins out towards its ends and is streaked along its length.
struct Wisp {
    double x, y, length, sway, thickness, strength;
};
constexpr Wisp wisps[] = {{132, 66, 118, 4, 3.4, .50},  {196, 87, 84, 4, 2.6, .42},
                          {336, 43, 98, 4.5, 3.2, .46}, {88, 121, 70, 3, 2.2, .50},
                          {388, 134, 62, 2.5, 2, .55},  {246, 108, 60, 2, 1.6, .26},
                          {30, 32, 66, 3, 2.4, .22},    {414, 88, 58, 3, 2.2, .30}};

Rgb with_wisps(Rgb colour, double x, double y) {
    int seed = 40;
    for (const Wisp& w : wisps) {
        const double along = (x - w.x) / w.length;
        seed += 7;
        if (std::abs(along) >= 1) continue;
        const double middle = w.y + w.sway * std::sin(along * 3.6 + seed) + 1.2 * noise(along * 6, seed);
        const double taper = std::pow(1 - along * along, 1.5);
        const double across = (y - middle) / (w.thickness * (.35 + taper));
        // Sharper above than below, as if lit from the horizon.
        const double body = bell(across < 0 ? across * 1.5 : across * .8);
        const double streaks = .72 + .28 * ragged(x * .05 + y * .35, seed + 3, 3);
        const Rgb lit = mix(hex(0xe9b4b4), hex(0xffe2ae), ease(50, 150, y));
        colour = mix(colour, lit, clamp01(w.strength * taper * body * streaks));
    }
    return colour;
}

Rgb sky(double x, double y) {
    Rgb colour = gradient(dusk, y + 2.5 * noise(x * .008, 3));
    for (std::int64_t star = 0; y < 84 && star < 26; ++star) {
        const double dx = x - width * random_at(star, 11), dy = y - 78 * random_at(star, 12);
        const double fade = 1 - random_at(star, 12);
        colour = colour + hex(0xfff4e0) * (.5 * fade * random_at(star, 13) * bell(std::hypot(dx, dy) / .62));
    }
    colour = with_wisps(colour, x, y);
    const double distance = std::hypot(x - sun_x, (y - sun_y) * 1.12);
    colour = mix(colour, hex(0xffc982), .62 * bell(distance / 74));
    colour = mix(colour, hex(0xffe0a0), .55 * bell(distance / 38));
    const double disc = std::hypot(x - sun_x, y - sun_y);
    const Rgb sun = mix(hex(0xfff6d8), hex(0xffe9a8), clamp01((y - sun_y + sun_radius) / (2 * sun_radius)));
    return mix(colour, sun, ease(sun_radius + .6, sun_radius - .6, disc));
}

// A range of mountains: its ridge, its own colour at the top and the haze that it stands in.
struct Range {
    double base, relief, period;
    int seed;
    Rgb top, foot, lit;
    double reach;  // how far the sun's light spreads along it
};
constexpr Range ranges[] = {{158, 34, 66, 204, hex(0xa66a94), hex(0xd98a86), hex(0xffb377), 70},
                            {172, 26, 48, 133, hex(0x7d5089), hex(0xa4648c), hex(0xe08b7a), 52},
                            {182, 18, 34, 161, hex(0x543f78), hex(0x6d4a80), hex(0xa0627c), 38}};

double ridge(const Range& range, double x) {
    // Peaks stand where the slow wave is high; the fine octaves carve them.
    return range.base - range.relief * (ragged(x / range.period, range.seed, 6) + .18);
}

Rgb rock(const Range& range, double top, double x, double y) {
    const double depth = clamp01((y - top) / (horizon - top));
    Rgb colour = mix(range.top, range.foot, depth * depth);
    // Slopes that face the sun catch some of it.
    const double under = x + .9 * (y - top) + 5 * ragged(y * .13 + x * .04, range.seed + 20, 3);
    const double slope = (ridge(range, under + 3) - ridge(range, under - 3)) / 6;
    const double facing = clamp01(.5 - slope * std::tanh((sun_x - x) / 60) * .8) * (1 - depth);
    const double near_sun = bell((x - sun_x) / (range.reach * 2.2));
    colour = mix(colour, range.lit, near_sun * (.18 + .30 * facing));
    return colour * (1 + .05 * ragged(x * .11 + y * .23, range.seed + 30, 3));
}

Rgb behind_trees(double x, double y) {
    if (y > 100)  // no peak is higher
        for (std::size_t i = std::size(ranges); i-- > 0;)
            if (const double top = ridge(ranges[i], x); y >= top) return rock(ranges[i], top, x, y);
    return sky(x, y);
}

// Firs on low hills: a saw of uneven teeth on a slow outline that ends in the water.
double tree_tops(double x) {
    const double left = 15 * std::sqrt(std::max(0.0, 1 - std::pow((x + 4) / 62, 2)));
    const double middle = 12 * std::sqrt(std::max(0.0, 1 - std::pow((x - 252) / 104, 2)));
    const double right = 9 * std::sqrt(std::max(0.0, 1 - std::pow((x - 452) / 50, 2)));
    const double hill = std::max({left, middle, right});
    if (hill <= 0) return horizon + 1;
    const double tooth = x / 3.1 + .6 * noise(x * .3, 71), whole = std::floor(tooth);
    const double tip = 1 - 2 * std::abs(tooth - whole - .5);
    const double tall = .35 + .65 * random_at(static_cast<std::int64_t>(whole), 72);
    return horizon - hill * (.72 + .2 * noise(x * .07, 73)) - std::min(1.0, hill / 6) * 4.6 * tip * tall;
}

Rgb land_and_sky(double x, double y) {
    if (const double trees = y > 170 ? tree_tops(x) : horizon + 1; y >= trees)
        return mix(hex(0x2b2755), hex(0x3f3163), .55 * ease(trees, horizon, y) + .3 * bell((x - sun_x) / 60));
    // Evening mist lies on the water's far edge.
    const double mist = ease(horizon - 20, horizon, y) * (.6 + .4 * bell((x - sun_x) / 130));
    return mix(behind_trees(x, y), hex(0xf3b18c), .42 * mist);
}

// The boat: sails with a belly, a mast, a hull. Coverage is 0 or 1; the samples of a pixel smooth it.
bool boat(double x, double y, Rgb& colour) {
    const double u = x - boat_x, v = waterline - y;  // to the right of the mast, above the water
    const auto between = [](double a, double low, double high) { return a >= low && a <= high; };
    if (between(v, 77, 82) && between(u, -9 + .4 * std::sin(v), 0) &&
        std::abs(v - 79.5) < 2.5 * (1 + u / 9)) {
        colour = hex(0xe2604f);
        return true;
    }
    if (between(u, -.8, .8) && between(v, 4, 82)) {
        colour = hex(0x4a3560);
        return true;
    }
    const double main = (v - 13) / 62;  // from the boom to the head
    if (between(main, 0, 1)) {
        const double leech = 31 * (1 - main) + 5.5 * std::sin(main * 3.1416) * (1 - .3 * main);
        if (between(u, 1.5, leech)) {
            colour = mix(hex(0xfff0d2), hex(0xf3c3a6), clamp01(.15 + .6 * (1 - u / 34) * (1 - main)));
            if (std::fmod(main * 62 + .05 * u * u * .4, 13) < .7) colour = colour * .94;  // seams
            return true;
        }
    }
    const double jib = (v - 11) / 56;
    if (between(jib, 0, 1)) {
        const double luff = -25 * (1 - jib) - 2.5 * std::sin(jib * 3.1416),
                     back = -2.5 - 3 * std::sin(jib * 3.1416);
        if (between(u, luff, back)) {
            colour = mix(hex(0xf0a595), hex(0xc9748c), clamp01((u - luff) / 24 + .25 * (1 - jib)));
            return true;
        }
    }
    const double low = 8.5 - .0035 * (u + 4) * (u + 4) + (u > 0 ? .06 : .03) * std::abs(u);
    if (between(v, 0, std::max(low, 6.0)) && between(u, -31 + (8 - v) * .9, 36 - (8 - v) * 1.5)) {
        colour = v > 6.6 ? hex(0xd98d7c) : mix(hex(0x1d1b40), hex(0x3a2c58), v / 7);
        return true;
    }
    return false;
}

Rgb scene(double x, double y) {
    Rgb colour;
    return boat(x, y, colour) ? colour : land_and_sky(x, y);
}

// How far a row of ripples bends what is mirrored in it; nearer rows are larger.
double ripple(double x, double y) {
    const double depth = (y - horizon) / (height - horizon);
    const double row = std::log(1 + depth * 14) * 26;  // rows grow denser towards the horizon
    return (1.2 + 9 * depth) * noise(row, 91) +
           (.6 + 5 * depth) * noise(x * (.05 - .03 * depth) + row * 1.7, 92);
}

Rgb water(double x, double y) {
    const double depth = (y - horizon) / (height - horizon);
    const double bend = ripple(x, y);
    const double mirrored_y = horizon - (y - horizon) * 1.06 - .35 * std::abs(bend);
    Rgb colour = land_and_sky(x + bend, std::max(mirrored_y, 6.0));
    Rgb sail;
    if (y > waterline - 3 && boat(x + bend * .8, 2 * waterline - y + .2 * bend, sail))
        colour = mix(colour, sail, .78 * (1 - ease(waterline, waterline + 70, y)));
    colour = mix(colour, hex(0x3d3a78), .16 + .46 * ease(.25, 1, depth));
    colour = mix(colour, hex(0xffb583), .36 * bell((x - sun_x) / 46) * ease(.02, .3, depth) * (1 - depth));
    // The sun's path: broken glints that widen towards us.
    const double row = std::log(1 + depth * 14) * 26;
    const double glint = noise(row * 1.4, 95) + .6 * noise(x * .045 + 9 * std::floor(row), 96);
    const double path = bell((x - sun_x) / (11 + 34 * depth + 6 * noise(row, 97)));
    colour = mix(colour, hex(0xffe3a6), clamp01(path * (.75 - .35 * depth) * ease(-.05, .75, glint)));
    // Long pale lines of evening wind.
    const double line = noise(row * .9 + 5, 98) * noise(x * .012 + 5 * std::floor(row * .45), 99);
    colour = mix(colour, hex(0xd9a3b4), .22 * ease(.25, .75, line) * (1 - .4 * depth));
    return mix(hex(0xd9977f), colour, .35 + .65 * ease(0, 2, y - horizon));
}

// The near bank, with reeds standing on it.
bool shore(double x, double y) {
    if (y < 280) return false;
    const double bank = 322 + 7 * ragged(x / 90 + 3, 51, 5) - 11 * ease(330, 448, x) - 5 * ease(70, 0, x);
    if (y >= bank) return true;
    for (int i = 0; i < 30; ++i) {
        const bool right = i < 20;
        const double root = right ? 372 + 76 * random_at(i, 61) : 40 * random_at(i, 61);
        const double tall = (right ? 34 : 20) * (.45 + .55 * random_at(i, 62));
        const double up = (bank + 2 - y) / tall;
        if (up < 0 || up > 1) continue;
        const double stem = root + (random_at(i, 63) - .35) * 14 * up * up;
        const bool head = i % 3 == 0 && up > .72 && up < .95;
        if (std::abs(x - stem) < (head ? 1.5 : .85 * (1.05 - up))) return true;
    }
    return false;
}

Rgb colour_at(double x, double y) {
    if (shore(x, y)) return mix(hex(0x1c1a3c), hex(0x0e1024), ease(305, height, y));
    Rgb colour;
    if (y < waterline && boat(x, y, colour)) return colour;
    return y < horizon ? scene(x, y) : water(x, y);
}

}  // namespace

Tensor low_pixel_picture() {
    std::vector<float> values(3 * width * height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            Rgb sum;
            for (int i = 0; i < samples * samples; ++i)
                sum = sum + colour_at(x + (i % samples + .5) / samples, y + (i / samples + .5) / samples);
            const double corner = std::hypot((x - width / 2.) / width, (y - height / 2.) / height);
            const Rgb pixel = sum * (1. / (samples * samples)) * (1 - .16 * ease(.38, .75, corner));
            const double grain = 5 * (random_at(x, y + 1000) + random_at(x, y + 5000) - 1);
            const double channels[] = {pixel.r, pixel.g, pixel.b};
            for (int c = 0; c < 3; ++c)
                values[static_cast<std::size_t>((c * height + y) * width + x)] =
                    static_cast<float>(std::round(std::clamp(channels[c] + grain, 0.0, 255.0)));
        }
    return Tensor(Shape{1, 3, height, width}, std::move(values));
}

}  // namespace pw
