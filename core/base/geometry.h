// Points and rectangles in px at 100 %, y downwards.
#pragma once

#include <algorithm>
#include <cmath>

namespace pw {

struct Vec2 {
    double x = 0, y = 0;
    bool operator==(const Vec2&) const = default;
    Vec2 operator+(Vec2 o) const { return {x + o.x, y + o.y}; }
    Vec2 operator-(Vec2 o) const { return {x - o.x, y - o.y}; }
    Vec2 operator*(double k) const { return {x * k, y * k}; }
};

struct Rect {
    double x = 0, y = 0, w = 0, h = 0;
    bool operator==(const Rect&) const = default;
    double right() const { return x + w; }
    double bottom() const { return y + h; }
    Vec2 middle() const { return {x + w / 2, y + h / 2}; }
    bool contains(Vec2 p) const { return p.x >= x && p.y >= y && p.x < x + w && p.y < y + h; }
    // Grown by d on every side; negative d shrinks.
    Rect outset(double d) const { return {x - d, y - d, w + 2 * d, h + 2 * d}; }
    Rect moved(Vec2 d) const { return {x + d.x, y + d.y, w, h}; }
    // The smallest around both.
    Rect with(const Rect& o) const {
        const double left = std::min(x, o.x), top = std::min(y, o.y);
        return {left, top, std::max(right(), o.right()) - left, std::max(bottom(), o.bottom()) - top};
    }
    // Scaled about its own middle.
    Rect scaled(double k) const { return {x + w * (1 - k) / 2, y + h * (1 - k) / 2, w * k, h * k}; }
};

inline double clamp01(double x) { return std::clamp(x, 0.0, 1.0); }
inline double lerp(double a, double b, double k) { return a + (b - a) * k; }
inline Vec2 lerp(Vec2 a, Vec2 b, double k) { return {lerp(a.x, b.x, k), lerp(a.y, b.y, k)}; }
inline Rect lerp(const Rect& a, const Rect& b, double k) {
    return {lerp(a.x, b.x, k), lerp(a.y, b.y, k), lerp(a.w, b.w, k), lerp(a.h, b.h, k)};
}
inline double smoothstep(double a, double b, double x) {
    const double t = clamp01((x - a) / (b - a));
    return t * t * (3 - 2 * t);
}

}  // namespace pw
