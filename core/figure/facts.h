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
BenchMotion motion_of(const Step& step, const Now& now);
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
    std::int64_t batch = 0, in_channel = 0, out_channel = 0;
    Domain domain;
    bool by_value = false;  // the colour mode in force
    bool overlapping = false;
    bool second = false;    // a comparison's other side
    bool pictured = false;  // drawn as pictures: chips take the pixels' colours
    std::int64_t steps = 0;
    Now now;
    Step step;  // of now.step
    BenchMotion motion;
    const Stage* context = nullptr;  // the convolution before the watched stage, shown beside it

    // Unpooling, in cells of the output: the step that has written each last so far, and in the end; 0: none.
    // Not of pictures, which are too large for it.
    std::vector<std::int64_t> written, writers;

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
Facts facts_of(const Pane& pane, const Look& look);
// Without a step and its motion: enough for colours.
Facts still_facts(const Pane& pane, const Tokens& tok);

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
