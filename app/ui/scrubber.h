// The walk as a row of segments, ticks or one bar, with the playhead (visual.md, section 8).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/ui/kit.h"
#include "core/figure/figure.h"

namespace pw {

struct ScrubberLook {
    double t = 0;
    std::int64_t steps = 0, columns = 1;  // of the output
    bool enabled = true;
    bool phases = true;  // ticks and names within the current step
    int part = 0;        // the current phase
    std::string names[4];
    // Fill, edge and ink of a step's output cell, and its number.
    std::function<CellLook(std::int64_t step)> look;
    std::function<std::string(std::int64_t step)> text;
    // "row 42": of the output's, where steps are too many to have places of their own.
    std::function<std::string(std::int64_t row)> row;
    // Of a comparison's second side: each segment has two halves then.
    std::function<CellLook(std::int64_t step)> other_look;
    std::function<std::string(std::int64_t step)> other_text;
};

// The new t while it is dragged; Shift snaps to steps.
std::optional<double> scrubber(Kit& kit, const std::string& id, Rect r, const ScrubberLook& look);

}  // namespace pw
