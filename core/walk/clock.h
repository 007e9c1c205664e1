// Time, measured in steps. t = N (N >= 1) is the end of step N; step N + 1 begins at t > N and its phase is t
// - N. t = 0: the window rests on its first place. Pure: time comes in as seconds, nothing here reads a
// clock.
#pragma once

#include <cstdint>

namespace pw {

enum class Phase { slide, gather, reduce, drop };
// How much of a step is drawn: all four phases, slide and drop only (a step under .75 s), or no in-between
// (.15 s).
enum class Pace { phases, slide_drop, jump };

inline constexpr double step_seconds = 3.0;  // at speed 1
inline constexpr double loop_hold_seconds = 1.5;
inline constexpr double phase_ends[] = {.20, .45, .80, 1.0};

struct Moment {
    std::int64_t step = 0;  // 1-based; 0 while the window rests on its first place
    double phase = 0;       // 0..1 within the step
    Phase part = Phase::slide;
    double u = 0;  // 0..1 within that part
    bool operator==(const Moment&) const = default;
};
Moment moment_at(double t, std::int64_t steps);

struct Clock {
    double t = 0;
    std::int64_t steps = 0;
    bool playing = false;
    bool loop = false;
    double speed = 1;          // steps take step_seconds / speed
    bool ten_seconds = false;  // the whole walk in ten seconds, whatever the speed
    double held = 0;           // seconds spent at the end of a looping walk
    double until = -1;         // play up to here and stop (the Right key); -1: to the end
    bool operator==(const Clock&) const = default;
};

double seconds_per_step(const Clock& c);
Pace pace_of(const Clock& c);

// All return the clock afterwards; t stays within [0, steps].
Clock advance(Clock c, double seconds);
Clock toggle_play(Clock c);  // at the end: from 0 again
Clock step_forward(
    Clock c);              // plays the rest of the step and stops; pressed during that, ends the step at once
Clock step_back(Clock c);  // to the end of the step before (or of this step's beginning when inside it)
Clock seek(Clock c, double t);
Clock to_start(Clock c);
Clock to_end(Clock c);
Clock faster(Clock c);  // through 1/4 1/2 1 2 4 10 25 100
Clock slower(Clock c);
// For a changed number of outputs: keeps the window's place (the nearest centre); 0 stays 0, the end stays
// the end. `from` and `to` describe the walk before and after: sizes of the output and window centres in
// input cells.
struct WalkShape {
    std::int64_t out_h = 0, out_w = 0;
    double first_y = 0, first_x = 0;  // centre of the first window
    double stride_y = 1, stride_x = 1;
};
Clock rescaled(Clock c, const WalkShape& from, const WalkShape& to);

}  // namespace pw
