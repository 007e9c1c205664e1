// The controls of visual.md, section 8. Each draws itself, answers with what the person did, and reports
// itself.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ui/kit.h"

namespace pw {

struct Segment {
    std::string id, text;
    bool chosen = false;
    bool chevron = false;
    int side = -1;  // of a comparison: its letter stands before the name
};
// The clicked (or reached with the arrows) segment, else -1.
int segmented(Kit& kit, std::string_view id, Rect r, std::span<const Segment> segments, double size = 15,
              bool enabled = true);

struct StepperLook {
    std::int64_t least = 0;  // at it, the minus is hatch-coloured, but still works
    bool invalid = false;
    bool enabled = true;
};
// The new value when it was changed by sign, typing, arrows or a sideways drag.
std::optional<std::int64_t> stepper(Kit& kit, const std::string& id, Rect r, std::int64_t value,
                                    const StepperLook& look);

// The same for a real number of either sign: decimals can be typed, signs and drags count in ones.
std::optional<double> number_stepper(Kit& kit, const std::string& id, Rect r, double value,
                                     bool enabled = true);

// A knob on a track of steps 0 … `last`: the new step while it is dragged, or after an arrow. `text`: the
// value in words.
std::optional<std::int64_t> slider(Kit& kit, const std::string& id, Rect r, std::int64_t step,
                                   std::int64_t last, const std::string& text);

// Without signs: typed, by arrows or a sideways drag.
std::optional<double> number_field(Kit& kit, const std::string& id, Rect r, double value);

// All true when clicked.
bool link_toggle(Kit& kit, const std::string& id, Rect r, bool linked, const std::string& tip,
                 bool enabled = true);
bool toggle(Kit& kit, const std::string& id, Rect r, bool on, const std::string& text, bool enabled = true);
bool button(Kit& kit, const std::string& id, Rect r, const std::string& text, bool primary = false,
            bool enabled = true, const Icon* icon = nullptr);

struct GhostLook {
    bool enabled = true;
    bool on = false;       // a tool that is on is filled with ink
    bool spent = false;    // nothing to do: hatch-coloured
    std::string tip, key;  // tooltip and its key cap
};
bool ghost(Kit& kit, const std::string& id, Rect r, const Icon& icon, const GhostLook& look);
// The same, without a tooltip, for those that do more than answer to a click.
Touch ghost_touch(Kit& kit, const std::string& id, Rect r, const Icon& icon, const GhostLook& look);

// The badge of a comparison's side, 24 x 24: ink when it is the chosen one.
void letter(Kit& kit, Vec2 corner, int side, bool chosen);
// A key cap; returns its width.
double key_cap(Kit& kit, Vec2 left_middle, const std::string& text);
// What lies under something that can be pressed: nothing at rest, lit while hovered, pressed.
void ground(Kit& kit, const Touch& touch, Rect r, double radius, Colour rest);
// Dims the window behind a dialog.
void scrim(Kit& kit, double width, double height);
// Scrolls by the wheel over the area; `at` stays within 0 … most.
void wheel(Kit& kit, Rect area, double& at, double most);
// What the keyboard has reached among the controls of this prefix comes into view.
void bring_into_view(Kit& kit, std::string_view prefix, Rect area, double& at);
// Beside the area: how far down it is (0 … 1), and how much of it is seen.
void scroll_thumb(Kit& kit, Rect area, double place, double share);
// White card with line and shadows: popovers and dialogs.
void shell(Kit& kit, Rect r);
void tooltip(Kit& kit, double window_width);

}  // namespace pw
