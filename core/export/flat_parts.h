// What stands in for blurs and patterns in formats that have none that every reader draws alike.
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/figure/scene.h"

namespace pw {

struct ShadowBox {
    Rect rect;
    double radius = 0, alpha = 0;
};
// Nested boxes in place of a blur, the smallest first; none without a shadow.
inline std::vector<ShadowBox> shadow_boxes(const Cell& c) {
    constexpr int count = 6;
    std::vector<ShadowBox> boxes;
    if (c.shadow_alpha <= 0 || c.shadow_sigma <= 0) return boxes;
    const Rect base = c.rect.moved({0, c.shadow_y});
    for (int i = 0; i < count; ++i) {
        const double grow = (i - (count - 1) / 2.) * c.shadow_sigma / 3;
        boxes.push_back({base.outset(grow), std::max(0., c.radius + grow), c.shadow_alpha / count});
    }
    return boxes;
}

// The lines of a hatch, to be clipped to the cell: their ends, and lines of which only the edge shows, lie
// outside. Where x + y (rising) or x - y (falling) is a whole number of periods, so that neighbours join.
inline std::vector<std::pair<Vec2, Vec2>> hatch_lines(const Cell& c) {
    std::vector<std::pair<Vec2, Vec2>> lines;
    if (c.hatch == Hatch::none || c.hatch_colour.a <= 0 || !(c.hatch_period > 0)) return lines;
    const Rect r = c.rect.outset(c.hatch_width);
    const bool rising = c.hatch == Hatch::rising;
    const double low = rising ? r.x + r.y : r.x - r.bottom(),
                 high = rising ? r.right() + r.bottom() : r.right() - r.y;
    for (double k = std::ceil(low / c.hatch_period) * c.hatch_period; k <= high; k += c.hatch_period)
        lines.push_back(rising ? std::pair(Vec2{k - r.bottom(), r.bottom()}, Vec2{k - r.y, r.y})
                               : std::pair(Vec2{k + r.y, r.y}, Vec2{k + r.bottom(), r.bottom()}));
    return lines;
}

}  // namespace pw
