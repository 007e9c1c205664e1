// Two configurations of one stage on one clock: the same input, two lanes, and what differs (visual2.md,
// section 6).
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/figure/layout.h"

namespace pw {

struct Compared {
    Pane panes[2];  // what the facts point to
    Facts facts[2];
    FigureLayout lanes[2];  // with the same input
    GridBox difference;     // A − B; of no cell where the outputs' sizes differ
    bool one_frame = true;  // both have the same windows
    bool pictured = false;  // cells too small for two lanes, and images: one picture with a line between both

    const Facts& a() const { return facts[0]; }
    const Facts& b() const { return facts[1]; }
    bool same_size() const { return difference.rows > 0; }
    int outer = 0;  // the side that pads more: it knows all of the input's cells

    Compared() = default;
    Compared(const Compared&) = delete;
    Compared& operator=(const Compared&) = delete;
};

// A pane for either side: the stage itself, then the one beside it. Empty unless the watched stage is one of
// the two.
std::vector<Pane> sides_of(const Pane& pane);

// Nothing when no comparison is watched.
std::unique_ptr<Compared> compared_of(const Pane& pane, const Look& look, double strip);

// How many cells are known on both sides, and how many of those differ.
struct Differing {
    std::int64_t known = 0, differ = 0;
};
Differing differing(const Compared& c);

}  // namespace pw
