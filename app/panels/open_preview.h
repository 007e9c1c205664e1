// A file's input, what becomes of it, its title: on the dialog's well.
#pragma once

#include "app/panels/file_looks.h"
#include "app/panels/frame.h"

namespace pw {

// Cells close to each other are a picture; few have gaps between them.
void draw_cells(Kit& kit, const Thumb& thumb, Vec2 corner, double pitch);
void draw_preview(Frame& f, const FileLook& look, Rect r);
// The two readings of an array, at the well's top: the one that was clicked.
std::optional<Channels> choose_reading(Frame& f, const ReadingChoice& choice, Rect well);

}  // namespace pw
