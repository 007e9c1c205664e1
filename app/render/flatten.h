// Curves as straight pieces in device px, fine enough that no eye sees the difference.
#pragma once

#include <vector>

#include "core/figure/scene.h"

namespace pw {

struct Polyline {
    std::vector<Vec2> points;  // neighbours differ; a single one is a dot
    bool closed = false;       // the last point leads back to the first, which isn't repeated
};

// From px at 100 % to device px.
struct ToDevice {
    double scale = 1;
    Vec2 offset;
    Vec2 operator()(Vec2 p) const { return p * scale + offset; }
    Rect operator()(const Rect& r) const {
        return {r.x * scale + offset.x, r.y * scale + offset.y, r.w * scale, r.h * scale};
    }
};

// Appends the curve without its start.
void flatten_cubic(const Vec2 (&p)[4], std::vector<Vec2>& out);
std::vector<Polyline> flatten(const Path& path, const ToDevice& to_device);
// Clockwise from the end of the upper left corner, as SVG walks a rectangle.
Polyline rounded_box(const Rect& rect, double radius);
// The parts of a line that are drawn; lengths in device px.
std::vector<Polyline> dashed(const Polyline& line, double on, double off);

}  // namespace pw
