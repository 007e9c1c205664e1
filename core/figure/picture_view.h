// Where a picture's cells lie on the sheet: as a whole, or as far as a zoom shows of it.
#pragma once

#include "core/figure/layout.h"

namespace pw {

struct PictureView {
    Plane input, output;
    double pitch = 0;  // px a cell of the input; the smaller one where its sides differ
};

// The output is stretched over its rectangle while the whole is shown. Zoomed, each of its cells lies around
// the middle of its window, a stride large; where windows don't begin a stride apart it is stretched.
PictureView picture_view(const Facts& f, const FigureLayout& l);

// From the first to the last cell (exclusive) that is at least partly seen, along x and y.
struct Seen {
    std::int64_t top, left, bottom, right;
};
Seen seen_cells(const Plane& plane);

// Whether a spot is a button of a picture's canvas, or the line between two of them.
inline bool is_scene_control(std::string_view id) {
    return id.starts_with("picture/") && !id.ends_with("/value");
}

// The part of both that both share; no size where there is none.
Rect common(const Rect& a, const Rect& b);

}  // namespace pw
