// The figure on a page: for slides, handouts and animations (visual2.md, section 11). Pure, as compose is.
#pragma once

#include <cstdint>

#include "core/figure/figure.h"

namespace pw {

struct PageLook : Look {
    PageLook() {
        width = 1600;
        height = 1000;
        card = false;
    }
    // A slide's composition with type that the last row can read; else the window's canvas at 100 %.
    bool large_type = true;
    bool title = false, formula = true, code = false;
    bool operator==(const PageLook&) const = default;
};

// What the pane shows at its time; nothing of the hand that edits it. A problem's last valid picture.
Scene moment_page(const Pane& pane, const PageLook& look);

namespace limits {
inline constexpr std::int64_t sheet_steps = 256;
inline constexpr double least_sheet_pitch = 14;  // px: smaller cells can't be read
}  // namespace limits

// Every step on one page, at its end. Refused when there are too many steps to be read.
Expected<Scene> contact_sheet(const Pane& pane, const PageLook& look);

// The four phases of the step that the pane's time is in (at 0: the first), each with what happens in it.
Scene storyboard(const Pane& pane, const PageLook& look);

// How many steps the watched stage has; 0 without one.
std::int64_t steps_of(const Pane& pane);

}  // namespace pw
