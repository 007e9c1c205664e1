// How the bench's parts stand at a phase of a step (visual.md, section 6).
#include <algorithm>
#include <cmath>

#include "core/figure/easing.h"
#include "core/figure/facts.h"

namespace pw {

namespace {

using ease::in_out;
using ease::pop;
using ease::smooth;

constexpr std::size_t most_hops = 9;

// Nearest column first, so that copies never overtake.
double flight_of(const Step& s, std::size_t tap, double u) {
    const auto q = static_cast<std::int64_t>(tap);
    const double i = static_cast<double>(q / s.columns), j = static_cast<double>(q % s.columns);
    const double kw = static_cast<double>(s.columns), kh = static_cast<double>(s.rows);
    return in_out((u - .34 * (kw - 1 - j) / std::max(1., kw - 1) - .06 * i / std::max(1., kh - 1)) / .58);
}

void gather(const Step& s, double u, BenchMotion& m) {
    for (std::size_t q : gathered(s)) {
        TileMotion& t = m.tiles[q];
        t.flight = flight_of(s, q, u);
        t.shown = t.flight > 0;
        t.copied = t.flight > 0 ? 1 : 0;
    }
    m.beam_in = smooth(u / .3);
}

void all_gathered(const Step& s, double copied, BenchMotion& m) {
    for (std::size_t q : gathered(s)) m.tiles[q] = {.flight = 1, .shown = true, .copied = copied};
    m.beam_in = 1;
}

// Taps that became the best, in scan order, or of a draw those that could be drawn, up to the one that is;
// with many, only the last few hops are shown.
std::vector<int> leaders(const Step& s) {
    std::vector<int> led;
    for (std::size_t q : gathered(s)) {
        const Tap& tap = s.taps[q];
        if (draws(s)) {
            const auto lot = static_cast<int>(q);
            if (lot == s.winner || (tap.chance > 0 && lot < s.winner)) led.push_back(lot);
            continue;
        }
        if (tap.kind != TapKind::real) continue;  // padding never leads
        const double best = led.empty() ? 0 : s.running[static_cast<std::size_t>(led.back())];
        if (led.empty() || std::isnan(tap.value) || (!std::isnan(best) && s.running[q] != best))
            led.push_back(static_cast<int>(q));
    }
    if (led.size() > most_hops) led.erase(led.begin(), led.end() - most_hops);
    return led;
}

void compare(const Step& s, double u, BenchMotion& m) {
    if (s.winner < 0) {
        m.chosen = clamp01((u - .8) / .08);
        return;
    }
    if (draws(s))
        for (std::size_t q : gathered(s)) m.tiles[q].product = true;
    const std::vector<int> led = leaders(s);
    const double slot = .8 / static_cast<double>(s.taps.size());
    const auto way = [&](int q) { return (u - slot * q) / slot; };
    int best = -1;
    for (int q : led) {
        if (way(q) <= 0) break;
        m.ring_from = best < 0 ? q : best;
        m.ring_to = q;
        m.ring_way = best < 0 ? 1 : in_out(way(q));
        m.ring = best < 0 ? smooth(way(q)) : 1;
        best = q;
    }
    for (std::size_t tap : gathered(s)) {
        const int q = static_cast<int>(tap);
        if (q == s.winner) continue;
        // Beaten when the next leader arrives, or at its own turn when it never led.
        double turn = way(q);
        if (const auto it = std::find(led.begin(), led.end(), q); it != led.end() && it + 1 != led.end())
            turn = way(*(it + 1));
        m.tiles[tap].beaten = in_out(turn);
    }
    if (u > .8) m.winner_scale = 1 + .08 * pop((u - .8) / .2);
    m.chosen = clamp01((u - .8) / .08);
}

void add_up(const Step& s, double u, BenchMotion& m) {
    const std::vector<std::size_t> taps = gathered(s);
    const double n = static_cast<double>(taps.size());
    double last_arrival = -1;
    for (std::size_t k = 0; k < taps.size(); ++k) {
        const std::size_t q = taps[k];
        const double start = .70 * static_cast<double>(k) / (n + 1), length = 1.4 / (n + 1);
        const double local = (u - start) / length;
        TileMotion& t = m.tiles[q];
        t.merged = ease::in(local);
        t.alpha = 1 - clamp01((local - .8) / .2);
        if (local < 1) continue;
        t.shown = false;
        last_arrival = start + length;
        m.sum_value = s.running[q];
    }
    m.sum = last_arrival >= 0 || taps.empty();
    m.sum_alpha = m.sum ? 1 : 0;
    m.sum_scale = 1 + .06 * pop((u - last_arrival) / .08);
    m.pill = smooth(u / .15);
    m.pill_filled = smooth((u - .70) / .12);
    m.settled = smooth((u - .82) / .18);
    m.ring = m.settled;
    m.chosen = clamp01((u - .82) / .08);
}

void multiply_and_add(const Step& s, double u, BenchMotion& m) {
    constexpr double weighing = .30;
    const std::vector<std::size_t> taps = gathered(s);
    const double turn = weighing / static_cast<double>(taps.size());
    for (std::size_t k = 0; k < taps.size() && u >= turn * (static_cast<double>(k) + .5); ++k) {
        m.tiles[taps[k]].product = true;
        if (u < weighing) m.current = static_cast<int>(taps[k]);
    }
    if (u >= weighing) add_up(s, (u - weighing) / (1 - weighing), m);
}

void map_one(double u, BenchMotion& m) {
    m.settled = smooth((u - .3) / .3);
    m.ring_from = m.ring_to = 0;
    m.ring = smooth((u - .5) / .2);
    m.chosen = clamp01((u - .6) / .1);
    m.winner_scale = 1 + .08 * pop((u - .6) / .3);
}

// Unpooling: its place is worked out, then known.
void find_place(double u, BenchMotion& m) {
    m.found = clamp01(u / .5);
    m.chosen = clamp01((u - .5) / .15);
    m.ring_from = m.ring_to = 0;
    m.ring = smooth((u - .5) / .2);
    m.winner_scale = 1 + .08 * pop((u - .5) / .3);
    m.beam_out = .45 * smooth((u - .5) / .2);
}

void reduce(const Step& s, double u, BenchMotion& m) {
    all_gathered(s, 1 - clamp01(u / .15), m);
    m.beam_out = .45;
    switch (s.how) {
        case Reduction::select:
            return compare(s, u, m);
        case Reduction::mean:
            return add_up(s, u, m);
        case Reduction::sum:
        case Reduction::norm:
            return multiply_and_add(s, u, m);
        case Reduction::map:
            return map_one(u, m);
        case Reduction::place:
            return find_place(u, m);
    }
}

void drop(const Step& s, double u, bool short_step, BenchMotion& m) {
    reduce(s, 1, m);
    for (TileMotion& t : m.tiles) {
        t.copied = 0;
        t.alpha = short_step ? 0 : t.shown ? 1 - clamp01(u / .6) : 0;
    }
    m.pill *= 1 - clamp01(u / .3);
    m.winner_scale = m.sum_scale = 1;
    m.chosen = 1;
    m.dropping = true;
    m.landed = u >= 1;
    m.drop = in_out(std::min(1., u / .8));
    m.drop_lift = pop(m.drop);
    m.landing_scale = 1 + .06 * pop((u - .8) / .2);
    m.drop_ring = 1 - smooth((u - .8) / .2);
    m.beam_out = m.landed ? .45 : lerp(.45, .60, u);
}

}  // namespace

std::vector<std::size_t> gathered(const Step& step) {
    std::vector<std::size_t> taps;
    for (std::size_t q = 0; q < step.taps.size(); ++q)
        if (step.taps[q].gathered) taps.push_back(q);
    return taps;
}

BenchMotion idle_motion(const Step& step, const Now& now) {
    BenchMotion m;
    m.tiles.resize(step.taps.size());
    const bool leaves = !now.rest && now.part == Phase::slide && now.step > 1;
    m.beam_in_old = leaves ? 1 - clamp01(now.u / .2) : 0;
    return m;
}

BenchMotion motion_of(const Step& step, const Now& now) {
    BenchMotion m = idle_motion(step, now);
    if (now.rest) return m;
    switch (now.part) {
        case Phase::slide:
            break;
        case Phase::gather:
            gather(step, now.u, m);
            if (step.how != Reduction::place) m.beam_out = .35 * smooth(now.u / .3);
            break;
        case Phase::reduce:
            reduce(step, now.u, m);
            break;
        case Phase::drop:
            drop(step, now.u, now.short_step, m);
            break;
    }
    return m;
}

}  // namespace pw
