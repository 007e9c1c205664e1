// The lines of a cell's hatch, longer than the cell: a painter that has no pattern clips them to it.
#pragma once

#include <cmath>
#include <utility>
#include <vector>

#include "core/figure/scene.h"

namespace pw {

// Where x + y (rising) or x - y (falling) is a whole number of periods: neighbours join.
inline std::vector<std::pair<Vec2, Vec2>> hatch_lines(const Cell& c) {
    std::vector<std::pair<Vec2, Vec2>> lines;
    if (c.hatch == Hatch::none || c.hatch_colour.a <= 0 || !(c.hatch_period > 0)) return lines;
    const Rect& r = c.rect;
    const bool rising = c.hatch == Hatch::rising;
    const double low = rising ? r.x + r.y : r.x - r.bottom(),
                 high = rising ? r.right() + r.bottom() : r.right() - r.y;
    for (double k = std::ceil(low / c.hatch_period) * c.hatch_period; k <= high; k += c.hatch_period)
        lines.push_back(rising ? std::pair(Vec2{k - r.bottom(), r.bottom()}, Vec2{k - r.y, r.y})
                               : std::pair(Vec2{k + r.y, r.y}, Vec2{k + r.bottom(), r.bottom()}));
    return lines;
}

}  // namespace pw
