// The parts of the figure, back to front (visual.md, section 10). Each draws from facts and layout only.
#pragma once

#include "core/figure/layout.h"
#include "core/figure/paint.h"

namespace pw {

// What one hovered input cell reaches.
struct Reach {
    struct Output {
        Position at;
        bool shown = false;    // already computed
        bool decides = false;  // max: the cell is its winner
    };
    Position cell;
    std::vector<Output> outputs;  // reading order
};
// Nothing when no cell of the input is hovered, or while it plays.
std::optional<Reach> reach_of(const Facts& f);

struct Compared;
// Two lanes and their difference; their strip.
void draw_compared(Kit& kit, const Compared& c);
void draw_compared_strip(Kit& kit, const Compared& c, double top);
// One output whose parts are A's and B's, for those that are shown as pictures.
void draw_compared_pictures(Kit& kit, const Compared& c);
// A side's letter on a dark square.
void draw_badge(Kit& kit, double x, double middle, int side, double size = 24);
// Numbers before and after, what they take, what noise does to them; of one picture or of two that are
// compared. `band`: the room for it; what has none is left out.
void draw_counts(Kit& kit, std::span<const Facts* const> sides, const Rect& band);

void draw_sheet(Kit& kit);
// Everything above the strip.
void draw_figure(Kit& kit, const Facts& f, const FigureLayout& l, const Reach* reach);
void draw_input_beams(Kit& kit, const Facts& f, const FigureLayout& l);
void draw_output_beams(Kit& kit, const Facts& f, const FigureLayout& l);
// Walked backward: two on each connector, pointing to where the gradient goes.
void draw_chevrons(Kit& kit, const Facts& f, const FigureLayout& l);
// The same places as forward, of a walk backward.
void draw_back_cell(Kit& kit, const Facts& f, const FigureLayout& l, Position p);
void draw_back_rings(Kit& kit, const Facts& f, const FigureLayout& l);
void draw_back_output(Kit& kit, const Facts& f, const FigureLayout& l);
void draw_back_bench(Kit& kit, const Facts& f, const FigureLayout& l);
std::string back_bench_name(const Kit& kit, const Facts& f);
// What the small numbers are, under the input.
void draw_back_legend(Kit& kit, const Facts& f, const FigureLayout& l);
// The strip's sentence, the fullest first.
std::vector<std::string> back_sentences(const Kit& kit, const Facts& f);
// Sent and received by now, and why they differ where they do.
std::string back_kept_title(const Kit& kit, const Facts& f);
std::vector<Term> back_terms(const Kit& kit, const Facts& f);
// What was decided where several values were equal; empty without a tie.
std::string tie_text(const Kit& kit, const Facts& f);
// From the window to the output's cell, where there is no bench.
void draw_straight_beam(Kit& kit, const Facts& f, const FigureLayout& l);
void draw_input(Kit& kit, const Facts& f, const FigureLayout& l);
// The input of two lanes, but for both windows; `outer` knows all of its padding.
void draw_shared_input(Kit& kit, const Facts (&f)[2], const FigureLayout (&l)[2], int outer);
void draw_output(Kit& kit, const Facts& f, const FigureLayout& l);
void draw_window(Kit& kit, const Facts& f, const FigureLayout& l);
// Those of two lanes with one input.
void draw_two_windows(Kit& kit, const Facts (&f)[2], const FigureLayout (&l)[2]);
// The winner's place in the input, which is the index of max pooling; or the value that is being weighted.
void draw_winner_place(Kit& kit, const Facts& f, const FigureLayout& l);
void draw_bench(Kit& kit, const Facts& f, const FigureLayout& l);
void draw_flight(Kit& kit, const Facts& f, const FigureLayout& l);
void draw_labels(Kit& kit, const Facts& f, const FigureLayout& l, const Reach* reach);
// Those of the input alone.
void draw_input_labels(Kit& kit, const Facts& f, const FigureLayout& l);
// What happens on the bench, in a word; what its tray holds: the window's shape, or of an unpooling its
// value's index.
std::string bench_name(const Kit& kit, const Facts& f);
std::string bench_shape(const Facts& f);
// Adaptive windows: brackets in place of the input's indices where there is room, and what they say in words.
bool has_brackets(const Kit& kit, const Facts& f, const GridBox& input);
void draw_brackets(Kit& kit, const Facts& f, const GridBox& input, const Reach* reach);
void draw_window_sizes(Kit& kit, const Facts& f, const FigureLayout& l);
void draw_context(Kit& kit, const Facts& f, const FigureLayout& l);
void draw_kernel(Kit& kit, const Facts& f, const FigureLayout& l);
// What the colours mean, under a convolution's output.
void draw_scale(Kit& kit, const Facts& f, const FigureLayout& l);
void draw_pictures(Kit& kit, const Facts& f, const FigureLayout& l);
// A picture's pixel as it is shown.
Colour pixel_colour(const Facts& f, const Tensor& t, Position p);
void draw_reach(Kit& kit, const Facts& f, const FigureLayout& l, const Reach& reach);
// The same on top of the walk: rings around the cell and the outputs that read it; and in words.
void draw_reached(Kit& kit, const FigureLayout& l, const Reach& reach);
std::string reach_text(const Kit& kit, const Facts& f, const Reach& reach);
void draw_reach_strip(Kit& kit, const Facts& f, const Reach& reach, double top);
// The hovered cell's value in full: while playing, or when its cell shows it rounded.
void draw_tip(Kit& kit, const Facts& f, const FigureLayout& l);
// Selected, typed, painted and resized cells; the corner that resizes.
void draw_edit(Kit& kit, const Facts& f, const FigureLayout& l);
// The strip's sentence while a cell is selected: its value, and what that has changed.
void draw_edit_head(Kit& kit, const Facts& f, double x, double middle, double room);
// What other rules have changed, and the strip's sentence about it; false when there is none.
void draw_rules(Kit& kit, const Facts& f, const FigureLayout& l);
bool draw_rules_head(Kit& kit, const Facts& f, double x, double middle, double room);
void draw_strip(Kit& kit, const Facts& f, double top);
// Which step it is, and what its window reads; what it does with that.
std::string step_text(const Kit& kit, const Facts& f);
std::string window_place(const Kit& kit, const Facts& f);
std::string step_sentence(const Kit& kit, const Facts& f);
// More values than that: the first two, …, the last.
inline constexpr std::size_t most_chips = 9;
// The step's formula alone, from `x` on in this much room.
void draw_formula(Kit& kit, const Facts& f, double x, double middle, double room);
// Every value of a long formula, while its `…` is hovered.
void draw_all_taps(Kit& kit, const Facts& f, double top);
// The block at the strip's right; it takes this much of the width (little where there is no room for it).
void draw_size_formula(Kit& kit, const Facts& f, double top);
double size_formula_width(const Kit& kit, const Facts& f);
// In place of the step, while a size is being looked for: how many numbers become how many, and the formula.
void draw_size_strip(Kit& kit, const Facts& f, double top);
void draw_card(Kit& kit, const Pane& pane, const Facts& f, double top);
// The picture gives way, by 0..1: what is asked for is still being worked out.
void draw_waiting(Kit& kit, double how, double top);
// Of the card with the room below it: what the strip grows to.
double card_height(const Kit& kit, const Pane& pane);

// Frame of the window in the accent, with halo: the same for every kind of picture.
void draw_frame(Kit& kit, const Rect& cells, double gap, double radius, double pitch);
// The winner's ring: clear in the sheet's colour, then accent.
void draw_ring(Kit& kit, const Rect& tile, double radius, double alpha);
// Inside a cell: the winner's place in the input, the factors of the current product.
void draw_inner_ring(Kit& kit, const Rect& cell, double radius, double alpha);
// An output that is looked at, decided or changed: accent 4, gap 2.
void draw_output_ring(Kit& kit, const Rect& cell, double radius);
// "4²"; negative ones in brackets: "(−4)²".
std::string powered(const std::string& base, std::int64_t power);
// "√", "³√".
std::string root_sign(std::int64_t power);
// "p = 0.6".
std::string chance_text(const Kit& kit, double chance);
// ", padding 1"; empty without padding.
std::string padding_text(const Kit& kit, const Axis& rows, const Axis& columns);
// Name and shape, capitals centred on `middle`, moved left where they would leave the sheet; returns their
// end.
double draw_title(Kit& kit, double x, double middle, std::string_view name, std::string_view shape,
                  double size = 0);  // 0: a title's
// What answers to the pointer on the input's cells.
void input_spots(Kit& kit, const Facts& f, const GridBox& g);
void output_spot(Kit& kit, const Facts& f, const GridBox& g, Position o);

}  // namespace pw
