// How the parts of a gradient stand at a phase of a step walked backward (visual2.md, section 7): slide,
// take, route, add, at the times of slide, gather, reduce, drop.
#include <algorithm>

#include "core/figure/easing.h"
#include "core/figure/facts.h"

namespace pw {

namespace {

using ease::in_out;
using ease::pop;
using ease::smooth;

constexpr double lands = .8;  // of the last phase

// To the winner alone, and the others get their 0 where they are; else one after the other to all.
double spread_of(const Step& s, std::size_t q, double u) {
    if (s.how == Reduction::select) return static_cast<int>(q) == s.winner ? in_out((u - .3) / .35) : 1;
    const double turn =
        s.taps.size() > 1 ? .2 * static_cast<double>(q) / static_cast<double>(s.taps.size() - 1) : 0;
    return in_out((u - .1 - turn) / .4);
}

void route(const Step& s, double u, BackMotion& m) {
    m.lift = 1;
    m.copied = 1 - clamp01(u / .15);
    m.chosen = clamp01((u - .65) / .1);
    m.pill = smooth(u / .15);
    m.pill_filled = smooth((u - .5) / .12);
    for (std::size_t q = 0; q < m.parts.size(); ++q) {
        if (!s.taps[q].gathered) continue;
        PartMotion& part = m.parts[q];
        part.spread = spread_of(s, q, u);
        const bool stays = s.how == Reduction::select && static_cast<int>(q) != s.winner;
        part.turned = stays || part.spread >= .5;
        part.alpha = stays ? smooth((u - .2) / .3) : 1;
    }
}

void add(const Step& s, double u, bool short_step, const std::vector<double>& parts, BackMotion& m) {
    route(s, 1, m);
    m.copied = 0;
    m.pill *= 1 - clamp01(u / .3);
    m.landed = u >= lands;
    m.landing = 1 + .06 * pop((u - lands) / (1 - lands));
    for (std::size_t q = 0; q < m.parts.size(); ++q) {
        PartMotion& part = m.parts[q];
        if (part.alpha <= 0) continue;
        if (s.taps[q].kind != TapKind::real)
            part.alpha = 1 - clamp01(u / .6);  // lost
        else if (parts[q] != 0)
            part.flight = in_out(u / lands), part.alpha = m.landed ? 0 : 1;
        else
            part.alpha = short_step ? 0 : 1 - clamp01((u - .88) / .12);
    }
}

}  // namespace

BackMotion back_motion_of(const Step& step, const Now& now, const std::vector<double>& parts) {
    BackMotion m;
    m.parts.resize(step.taps.size());
    if (now.rest) return m;
    switch (now.part) {
        case Phase::slide:
            break;
        case Phase::gather:
            m.lift = in_out((now.u - .1) / .85);
            m.copied = m.lift > 0 ? 1 : 0;
            break;
        case Phase::reduce:
            route(step, now.u, m);
            break;
        case Phase::drop:
            add(step, now.u, now.short_step, parts, m);
            break;
    }
    return m;
}

BenchMotion back_beams_of(const Step& step, const Now& now) {
    BenchMotion m = idle_motion(step, now);
    if (now.rest) return m;
    switch (now.part) {
        case Phase::slide:
            break;
        case Phase::gather:
            m.beam_out = .45 * smooth(now.u / .3);
            break;
        case Phase::reduce:
            m.beam_out = .45;
            m.beam_in = smooth(now.u / .3);
            break;
        case Phase::drop:
            m.beam_out = .45;
            m.beam_in = 1;
            break;
    }
    m.chosen = now.part > Phase::slide ? 1 : 0;
    return m;
}

}  // namespace pw
