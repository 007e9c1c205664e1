// When the next frame is due: none while nothing happens, three after an event (Dear ImGui needs the extras),
// the display's rate while something moves. Reads no clock: `now` is in seconds and only ever grows.
#pragma once

#include <algorithm>

namespace pw {

class Pacer {
  public:
    static constexpr int frames_after_event = 3;

    // A rate of 0 is one that the system doesn't know.
    void rate(double hertz) { period_ = 1 / (hertz > 0 ? hertz : 60); }
    void wake(int frames = frames_after_event) { owed_ = std::max(owed_, frames); }
    bool idle(bool moving) const { return !moving && owed_ == 0; }
    bool due(double now, bool moving) const { return !idle(moving) && now >= next_ - slack; }
    // Seconds until the next frame; negative: until something happens.
    double wait(double now, bool moving) const { return idle(moving) ? -1 : std::max(0.0, next_ - now); }
    // A frame begins. Keeps the beat as long as frames keep up with it.
    void begin(double now) {
        next_ = now - next_ > period_ ? now + period_ : next_ + period_;
        owed_ = std::max(0, owed_ - 1);
    }

  private:
    static constexpr double slack = 2e-4;
    double period_ = 1. / 60, next_ = 0;
    int owed_ = frames_after_event;
};

}  // namespace pw
