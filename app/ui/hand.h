// What the pointer and the keyboard do to widgets: hover, press, focus, easing. Widgets ask it by their ids.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/ui/pen.h"

namespace pw {

struct Touch {
    bool hovered = false, held = false, clicked = false;
    bool menu = false;  // a right click
    bool ring = false;  // shows the keyboard's focus
    double warm = 0;    // how far it has become hovered, 0..1, eased
};

class Hand {
  public:
    // Once a frame, before any widget.
    void begin(double seconds, bool reduced_motion);
    void end();

    Touch touch(Pen& pen, std::string_view id, Rect r, bool enabled = true, bool focusable = true);
    // A place in the Tab order for something that isn't a widget (a button drawn by the canvas).
    void stop(std::string id) { order_.push_back(std::move(id)); }
    // From here on only what follows can be reached with Tab: a popover or dialog is open.
    void modal() {
        order_.clear();
        modal_ = true;
    }

    // Moves towards the target within `seconds`, E-eased; at once when first asked.
    double glide(std::string_view id, double target, double seconds);
    bool moving() const { return moving_; }

    Vec2 pointer(const Pen& pen) const { return pen.back(ImGui::GetIO().MousePos); }

    // Focus. The ring shows after keyboard use only; a control that shows it owns Space, Enter and arrows.
    void focus(std::string_view id, bool ring);
    void tab(bool backwards);
    const std::string& focused() const { return focused_; }
    // Where the focused control was last seen; empty when it is new.
    const Rect& focused_at() const { return focused_at_; }
    bool ring() const { return ring_ && !focused_.empty(); }
    void drop_ring() { ring_ = false; }

    // Keys for the focused control, taken by it during the next frame.
    void press(int key) { keys_.push_back(key); }
    bool take(std::string_view id, int key);
    // The next one, whichever it is: for a field, to which their order matters.
    std::optional<int> take_any(std::string_view id);
    std::optional<char32_t> take_character(std::string_view id);

    // The one text field that is being typed in.
    struct Typing {
        std::string id, text;
        bool fresh = true;  // the old text goes with the first character
        bool line = false;  // a line of text, which has a caret, a selection and a clipboard of its own
    };
    std::optional<Typing> typing;

    // A sideways drag over a number: the value where it began, and whether the pointer has moved since.
    double drag_from = 0;
    bool dragged = false;
    std::int64_t drags = 0;  // so far: each is a gesture of its own

    // For one frame's tooltip: shown after half a second over the same id.
    bool lingers(std::string_view id, bool hovered);
    // The button has been held for a moment: once, when that is over.
    bool holds(std::string_view id, bool held);

  private:
    struct Glide {
        double from = 0, to = 0, k = 1;
    };
    std::unordered_map<std::string, Glide> glides_;
    std::vector<std::string> order_, last_order_;
    std::string focused_;
    Rect focused_at_;
    bool ring_ = false, modal_ = false;
    std::vector<int> keys_;
    double seconds_ = 0;
    bool still_ = false, moving_ = false;
    std::string over_;
    double over_for_ = 0;
    bool over_seen_ = false;
    std::string held_;
    double held_for_ = 0;
};

}  // namespace pw
