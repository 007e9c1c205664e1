#include "core/walk/clock.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace pw {

namespace {

constexpr double speeds[] = {.25, .5, 1, 2, 4, 10, 25, 100};

double end_of(const Clock& c) { return static_cast<double>(c.steps); }
bool at_end(const Clock& c) { return c.t >= end_of(c); }

Clock stopped(Clock c) {
    c.playing = false;
    c.until = -1;
    c.held = 0;
    return c;
}

// Moves to t; whatever was under way (a single step, a hold) is over.
Clock moved(Clock c, double t) {
    if (c.until >= 0) c.playing = false;  // a single step was under way, not the walk
    c.t = std::clamp(t, 0.0, end_of(c));
    c.until = -1;
    c.held = 0;
    return c;
}

// Seconds go into the walk, the hold at its end and the next round, until none is left.
Clock advance_loop(Clock c, double seconds) {
    const double step = seconds_per_step(c);
    double left = std::fmod(seconds, end_of(c) * step + loop_hold_seconds);
    while (left > 0) {
        if (at_end(c)) {
            const double wait = std::min(left, loop_hold_seconds - c.held);
            c.held += wait;
            left -= wait;
            if (c.held >= loop_hold_seconds) c = moved(c, 0);
        } else {
            const double walk = std::min(left, (end_of(c) - c.t) * step);
            left -= walk;
            c.t = left > 0 ? end_of(c) : std::min(end_of(c), c.t + walk / step);
        }
    }
    return c;
}

// Output row or column whose window's centre is nearest to `centre`; of two equally near ones the first.
std::int64_t nearest(double centre, double first, double stride, std::int64_t count) {
    if (stride <= 0) return 0;
    const double place = std::ceil((centre - first) / stride - .5);
    return static_cast<std::int64_t>(std::clamp(place, 0.0, static_cast<double>(count - 1)));
}

}  // namespace

Moment moment_at(double t, std::int64_t steps) {
    const double now = std::clamp(t, 0.0, static_cast<double>(std::max<std::int64_t>(steps, 0)));
    if (now <= 0) return {};
    Moment m;
    m.step = static_cast<std::int64_t>(std::ceil(now));
    m.phase = now - static_cast<double>(m.step - 1);
    double begin = 0;
    for (int i = 0; i < 4; ++i) {
        const double end = phase_ends[i];
        m.part = static_cast<Phase>(i);
        m.u = std::min(1.0, (m.phase - begin) / (end - begin));
        if (m.phase < end) break;
        begin = end;
    }
    return m;
}

double seconds_per_step(const Clock& c) {
    if (c.ten_seconds && c.steps > 0) return 10.0 / end_of(c);
    return step_seconds / c.speed;
}

Pace pace_of(const Clock& c) {
    const double seconds = seconds_per_step(c);
    if (seconds < .15) return Pace::jump;
    return seconds < .75 ? Pace::slide_drop : Pace::phases;
}

Clock advance(Clock c, double seconds) {
    if (!c.playing || !(seconds > 0)) return c;
    if (c.steps <= 0) return stopped(c);
    if (c.loop && c.until < 0) return advance_loop(c, seconds);
    const double goal = c.until < 0 ? end_of(c) : std::min(c.until, end_of(c));
    c.t += seconds / seconds_per_step(c);
    if (c.t < goal) return c;
    c.t = goal;
    return stopped(c);
}

Clock toggle_play(Clock c) {
    if (c.playing) return stopped(c);
    if (at_end(c)) c = moved(c, 0);
    c.playing = c.steps > 0;
    return c;
}

Clock step_forward(Clock c) {
    if (at_end(c)) return stopped(c);
    if (c.playing && c.until >= 0) return stopped(moved(c, c.until));
    c.until = std::floor(c.t) + 1;
    c.playing = true;
    return c;
}

Clock step_back(Clock c) {
    const double begin = std::floor(c.t);
    return stopped(moved(c, c.t > begin ? begin : begin - 1));
}

Clock seek(Clock c, double t) { return std::isnan(t) ? c : moved(c, t); }

Clock to_start(Clock c) { return moved(c, 0); }

Clock to_end(Clock c) {
    c = moved(c, end_of(c));
    return c.loop ? c : stopped(c);
}

// From the whole walk in ten seconds, too, they go to the next speed of the list.
Clock faster(Clock c) {
    const double now = step_seconds / seconds_per_step(c);
    for (const double s : speeds) {
        if (s <= now * (1 + 1e-9)) continue;
        c.speed = s;
        c.ten_seconds = false;
        break;
    }
    return c;
}

Clock slower(Clock c) {
    const double now = step_seconds / seconds_per_step(c);
    for (auto s = std::rbegin(speeds); s != std::rend(speeds); ++s) {
        if (*s >= now * (1 - 1e-9)) continue;
        c.speed = *s;
        c.ten_seconds = false;
        break;
    }
    return c;
}

Clock rescaled(Clock c, const WalkShape& from, const WalkShape& to) {
    const std::int64_t before = from.out_h * from.out_w;
    const bool ended = before > 0 && c.t >= static_cast<double>(before);
    c.steps = to.out_h * to.out_w;
    if (c.steps <= 0) return stopped(moved(c, 0));
    if (ended) {
        c.t = end_of(c);
        return c;
    }
    c.held = 0;
    if (before <= 0 || c.t <= 0) {
        c.t = 0;
    } else {
        const Moment m = moment_at(c.t, before);
        const double y = from.first_y + from.stride_y * static_cast<double>((m.step - 1) / from.out_w);
        const double x = from.first_x + from.stride_x * static_cast<double>((m.step - 1) % from.out_w);
        const std::int64_t row = nearest(y, to.first_y, to.stride_y, to.out_h);
        const std::int64_t column = nearest(x, to.first_x, to.stride_x, to.out_w);
        c.t = static_cast<double>(row * to.out_w + column) + m.phase;
    }
    if (c.until < 0) return c;
    if (at_end(c)) return stopped(c);
    c.until = std::floor(c.t) + 1;
    return c;
}

}  // namespace pw
