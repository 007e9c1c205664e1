// What the figure says before it is drawn: the watched stage, the step, how its parts have moved. No
// coordinates.
#pragma once

#include <optional>
#include <vector>

#include "core/figure/easing.h"
#include "core/figure/figure.h"

namespace pw {

// The step that is drawn, and which outputs are revealed.
struct Now {
    std::int64_t step = 1;      // 1-based; the window that is framed
    std::int64_t previous = 1;  // where the frame comes from
    std::int64_t revealed = 0;  // outputs 1 … revealed are filled
    std::int64_t started = 0;   // steps begun so far (0 at rest): regions up to here are lit
    double lit = 0;             // how far the last begun step's region is, 0..1
    bool rest = false;          // t = 0
    bool still = false;         // a hovered output: its window at once, no motion
    Phase part = Phase::slide;
    double u = 0;             // 0..1 within the part
    bool short_step = false;  // slide and drop only
};
// One tile of the bench.
struct TileMotion {
    double flight = 0;   // 0 in the input, 1 in its place
    bool shown = false;  // gathered: it exists as a tile
    double copied = 0;   // how far its source looks copied
    double beaten = 0;
    double merged = 0;  // way to the sum
    double alpha = 1;
    bool product = false;  // shows x · w, or its power, or its chance
};

struct BenchMotion {
    std::vector<TileMotion> tiles;     // one per tap
    int ring_from = -1, ring_to = -1;  // the ring between two tiles
    double ring_way = 1, ring = 0;     // its way and its alpha
    int current = -1;                  // the tap that has just become a product
    double chosen = 0;                 // the winner is known: rings in input and formula, result chip
    double winner_scale = 1;
    bool sum = false;  // the sum tile is there
    double sum_value = 0, sum_scale = 1;
    double sum_alpha = 0;
    double pill = 0, pill_filled = 0;
    double found = 0;                     // unpooling: the arithmetic of its place
    double settled = 0;                   // the sum has become the result
    double beam_in = 0, beam_in_old = 0;  // alpha factors of the connectors, new and of the step before
    double beam_out = 0;                  // alpha
    bool dropping = false, landed = false;
    double drop = 0, drop_lift = 0, landing_scale = 1, drop_ring = 1;
};
// Of tiles at rest: only the last step's connector, on its way out while the frame slides.
BenchMotion idle_motion(const Step& step, const Now& now);
BenchMotion motion_of(const Step& step, const Now& now);

// One part of a gradient: from the middle of the bench to its tap's place there, and on to the input.
struct PartMotion {
    double spread = 0;    // 0 in the bench's middle, 1 in its place
    bool turned = false;  // it shows what its cell gets, no longer what the output sends
    double flight = 0;    // 1 in the input
    double alpha = 0;
};
// The bench of a walk backward.
struct BackMotion {
    double lift = 0;    // of the output's gradient to the bench's middle; 1: it has arrived
    double copied = 0;  // how far its source looks copied
    double pill = 0, pill_filled = 0;
    double chosen = 0;   // it is known who gets what
    double landing = 1;  // scale of a number that a part has just reached
    bool landed = false;
    std::vector<PartMotion> parts;  // one per tap
};
BackMotion back_motion_of(const Step& step, const Now& now, const std::vector<double>& parts);
// The connectors of a walk backward, in the terms of one forward.
BenchMotion back_beams_of(const Step& step, const Now& now);
// Indices of the taps that the operation reads, in scan order.
std::vector<std::size_t> gathered(const Step& step);

// What a tap adds to a sum: itself, its product or its power.
double addend(const Step& step, const Tap& tap);
// Whether each tap is turned into something else before all are added.
inline bool turns(const Step& step) { return step.how == Reduction::sum || step.how == Reduction::norm; }

// Whether one tap is selected by chance.
inline bool draws(const Step& step) { return step.draw >= 0; }

struct Facts {
    const Pane* pane = nullptr;
    const Tokens* tok = nullptr;
    const Evaluation* evaluation = nullptr;
    const Stage* stage = nullptr;  // nullptr: an experiment without stages
    const StageResult* result = nullptr;
    const Tensor* input = nullptr;
    const Tensor* output = nullptr;  // nullptr without a stage
    // The output without noise and shift, where what they change is shown in its place; and the largest
    // change, of both sides where two are compared.
    const Tensor* clean = nullptr;
    double most_changed = 0;
    std::int64_t batch = 0, in_channel = 0, out_channel = 0;
    Domain domain;
    Domain context_domain;  // of what stands before the watched stage: forward whichever way the walk goes
    bool by_value = false;  // the colour mode in force
    bool overlapping = false;
    bool second = false;    // a comparison's other side
    bool signless = false;  // its padding counts as something else on the other side
    bool pictured = false;  // drawn as pictures: chips take the pixels' colours
    std::int64_t steps = 0;
    Now now;
    Step step;  // of now.step
    BenchMotion motion;
    const Stage* context = nullptr;  // the convolution before the watched stage, shown beside it

    // Unpooling, in cells of the output: the step that has written each last so far, and in the end; 0: none.
    // Not of pictures, which are too large for it.
    std::vector<std::int64_t> written, writers;

    // Walked backward: what the steps send; nullptr: forward.
    std::shared_ptr<const BackwardWalk> back;
    BackMotion back_motion;
    // Steps whose parts have landed.
    std::int64_t sent() const {
        return now.revealed + (back_motion.landed && now.step > now.revealed ? 1 : 0);
    }
    // What a cell of the input has received by now.
    double gained(Position p) const { return back->held(p, sent()); }
    double gradient(Position o) const { return back->of_output.at(batch, out_channel, o.y, o.x); }
    // What the cells of either grid show, whichever way the walk goes.
    double left(Position p) const { return back ? gained(p) : in(p.y, p.x); }
    double right(Position o) const { return back ? gradient(o) : shown(o); }
    // An output's number can be seen: forward once it is computed; backward it has gone on its way.
    bool passed(Position o) const { return back ? writer(o) > 0 && writer(o) <= sent() : revealed(o); }
    const std::vector<double>& parts() const { return back->parts[static_cast<std::size_t>(now.step - 1)]; }
    // The cell whose sum the strip writes out: the winner, else the one of the window that most steps have
    // sent to; nothing when none of it gets anything.
    std::optional<Position> summed() const;

    const Window& window() const { return result->plan.window; }
    const Shape& out_shape() const { return result->plan.out; }
    // Of a cell of the output, as indices count.
    std::int64_t number_of(Position o) const { return o.y * out_shape().w + o.x; }
    float in(std::int64_t y, std::int64_t x) const { return input->at(batch, in_channel, y, x); }
    float out(std::int64_t y, std::int64_t x) const { return output->at(batch, out_channel, y, x); }
    // The window of a step, and the step of a window.
    Position window_of(std::int64_t step_) const {
        return {(step_ - 1) / window().out_w(), (step_ - 1) % window().out_w()};
    }
    std::int64_t step_of(Position w) const { return w.y * window().out_w() + w.x + 1; }
    int region(Position w) const { return region_index(w.y, w.x, window().out_h(), window().out_w()); }

    // A window's value need not go to the output's cell of the same place: unpooling scatters them.
    bool scatters() const { return result && !result->plan.indices.empty(); }
    // The output's cell that a step fills.
    Position lands(std::int64_t step_) const {
        return result->plan.lands(batch, out_channel, window_of(step_));
    }
    // The step that an output's cell has its value from in the end; 0: none, it stays 0.
    std::int64_t writer(Position o) const;
    // The same, so far.
    std::int64_t writer_so_far(Position o) const;
    bool revealed(Position o) const { return writer_so_far(o) > 0 || (scatters() && writer(o) == 0); }
    // What an output's cell shows by now, and whose colour; negative: no region's.
    float shown(Position o) const;
    int region_at(Position o) const;
};
// `turned`: backward where the pane is; a picture too large for that stays forward.
Facts facts_of(const Pane& pane, const Look& look, bool turned = true);
// Without a step and its motion: enough for colours.
Facts still_facts(const Pane& pane, const Tokens& tok, bool turned = true);

// The step whose window is framed: while it slides, at first the one before.
std::int64_t framed_step(const Facts& f);
// The rows or columns of window o: "2–3", "0", "−1 … 1".
std::string range_text(const Axis& axis, std::int64_t o);

// The frame's place: between the step's window and the one before it while it slides. `at`: place of window
// o.
template <class At>
Rect framed(const Facts& f, const At& at) {
    const Rect to = at(f.step.out);
    if (f.now.part != Phase::slide || f.now.still) return to;
    return lerp(at(f.window_of(f.now.previous)), to, ease::in_out(f.now.u));
}

}  // namespace pw
