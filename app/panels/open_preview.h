// A file's input, what becomes of it, its title: on the dialog's well.
#pragma once

#include "app/panels/file_looks.h"
#include "app/panels/frame.h"

namespace pw {

void draw_preview(Frame& f, const FileLook& look, Rect r);

}  // namespace pw
