// What the pointer's buttons did since the last frame, handed out one a frame and each where it was done: a
// slow frame neither misses a click nor takes it for one elsewhere. Dear ImGui does so itself from 1.87 on.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <optional>

#include "core/base/geometry.h"

namespace pw {

class Presses {
  public:
    static constexpr int buttons = 3;

    void moved(Vec2 to) { at_ = to; }
    // `down`: pressed, or let go.
    void button(int which, bool down) {
        if (which >= 0 && which < buttons) waiting_.push_back({which, down, at_});
    }
    // A frame begins: where the pointer is for it, if not where the system says.
    std::optional<Vec2> next() {
        if (waiting_.empty()) return std::nullopt;
        const Press press = waiting_.front();
        waiting_.pop_front();
        down_[static_cast<std::size_t>(press.which)] = press.down;
        return press.at;
    }
    bool down(int which) const { return down_[static_cast<std::size_t>(which)]; }
    bool more() const { return !waiting_.empty(); }

  private:
    struct Press {
        int which;
        bool down;
        Vec2 at;
    };
    std::deque<Press> waiting_;
    std::array<bool, buttons> down_{};
    Vec2 at_;
};

}  // namespace pw
