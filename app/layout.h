// Where the main screen's parts lie; px at 100 % of a window of the given size (visual.md, section 4).
#pragma once

#include "core/base/geometry.h"

namespace pw {

struct Layout {
    double width = 0, height = 0;
    bool narrow = false;  // below 1280 wide: panel 260, margin 12, strip 112
    bool drawer = false;  // below 1024: the panel comes out over the sheet's right side
    double margin = 16;
    Rect bar, sheet, panel, transport, segments /* the scrubber's */, speed;
};

// `exporting`: the export pane takes the panel's place.
Layout layout_for(double width, double height, bool exporting = false);

}  // namespace pw
