// The numbers of a window that are easily mixed up, each with its own name.
#pragma once

#include <algorithm>

namespace pw {

struct Measure {
    double window_w = 1280, window_h = 800;  // window px: the pointer's and Dear ImGui's units
    int fb_w = 1280, fb_h = 800;             // framebuffer px
    double content = 1;                      // the display's scale, as the system has it
    double user = 1;                         // the user's own

    bool operator==(const Measure&) const = default;
    // Framebuffer px in a window px: 2 on a display whose window px are scaled by the system itself.
    double ratio() const { return window_w > 0 ? fb_w / window_w : 1; }
    // What of the content scale the system leaves to us.
    double system_scale() const { return content / ratio(); }
    // S: window px in a px at 100 %. Held back so that 640x400 of those remain.
    double scale() const {
        const double room = std::min(window_w / 640, window_h / 400);
        return std::max(.25, std::min(system_scale() * user, room));
    }
    // Framebuffer px in a px at 100 %.
    double device() const { return scale() * ratio(); }
    double width() const { return window_w / scale(); }
    double height() const { return window_h / scale(); }
};

}  // namespace pw
