// The input's cells with their ring, the output's cells and outlines, the window over the input.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/draw.h"

namespace pw {

namespace {

int tap_at(const Facts& f, Position p) {
    const std::int64_t i = f.window().rows.tap(f.step.out.y, p.y),
                       j = f.window().columns.tap(f.step.out.x, p.x);
    return i < 0 || j < 0 ? -1 : static_cast<int>(i * f.step.columns + j);
}

// First window that reads each cell along an axis; -1: none does.
std::vector<std::int64_t> first_readers(const Axis& a) {
    std::vector<std::int64_t> first(static_cast<std::size_t>(a.input()), -1);
    for (std::int64_t o = a.outputs() - 1; o >= 0; --o) {
        const Axis::Range real = a.real_taps(o);
        for (std::int64_t j = real.begin; j < real.end; ++j) first[static_cast<std::size_t>(a.at(o, j))] = o;
    }
    return first;
}

// How lit a region is: 0 not yet read, 1 in full colour.
double lit(const Facts& f, Position o) {
    const std::int64_t step = f.step_of(o);
    if (f.now.still && step == f.now.step) return 1;
    if (step < f.now.started) return 1;
    return step == f.now.started ? f.now.lit : 0;
}

// A number on its cell, waiting until all cells are drawn: painters draw alike things together.
struct Number {
    Rect rect;
    std::string text;
    double size;
    Colour ink;
};
struct Disc {
    Rect cell;
    Colour fill;
    double share, width;
};
struct Foot {
    Rect cell;
    std::string text;
    Colour ink;
};
struct Later {
    std::vector<Disc> discs;
    std::vector<Number> numbers;
    std::vector<Foot> feet;
    void draw(Kit& kit) const {
        for (const Disc& d : discs) clear_disc(kit, d.cell, d.fill, d.share, d.width);
        for (const Number& n : numbers) number_in(kit, n.rect, n.text, n.size, n.ink);
        for (const Foot& foot : feet)
            kit.text(foot.cell.right() - 12, foot.cell.bottom() - std::clamp(.13 * foot.cell.w, 10.5, 14.),
                     foot.text, kit.look.measures.index, Weight::regular, foot.ink, Align::right);
    }
};

// Indices are written where they leave the value alone.
constexpr double least_indexed = 62;

// The index in the foot of an unpooling's input cell; without its name where that has no room.
std::string foot_text(const Kit& kit, const Facts& f, double cell, Position p) {
    if (!f.scatters() || cell < least_indexed) return {};
    const std::string index = show_int(f.result->plan.indices.at(f.batch, f.out_channel, p.y, p.x)),
                      longest = show_int(f.out_shape().plane() - 1);
    const auto fits = [&](const std::string& s) {
        return kit.width(s, kit.look.measures.index, Weight::regular) <= cell - 18;
    };
    if (fits(kit.word("figure.index", {longest}))) return kit.word("figure.index", {index});
    return fits(longest) ? index : std::string();
}

class InputDrawing {
  public:
    InputDrawing(Kit& kit, const Facts& f, const FigureLayout& l)
        : kit_(kit), f_(f), l_(l), small_(std::max(12., std::floor(l.input_number * .75))) {
        if (!f.result) return;
        rows_ = first_readers(f.window().rows);
        columns_ = first_readers(f.window().columns);
    }

    void one(Position p) {
        const Rect r = l_.input.at(p);
        const TapKind kind = f_.result ? f_.window().kind(p) : TapKind::real;
        if (kind == TapKind::outside) return kit_.cell(outside_cell(r, l_.input.radius, kit_));
        if (kind == TapKind::padding) return padding(r);
        if (f_.back) return draw_back_cell(kit_, f_, l_, p);
        real(r, p);
    }
    void finish() { later_.draw(kit_); }

  private:
    // The output whose window reads the cell first; none: it is never read.
    std::optional<Position> reader(Position p) const {
        const Position o{rows_[static_cast<std::size_t>(p.y)], columns_[static_cast<std::size_t>(p.x)]};
        return o.y < 0 || o.x < 0 ? std::nullopt : std::optional(o);
    }

    Paint region_paint(Position p, double v) const {
        const Paint calm = paint_of(f_, kit_.look, v, -1);
        if (f_.overlapping) {
            if (tap_at(f_, p) < 0 || f_.now.rest) return calm;
            const Paint current = paint_of(f_, kit_.look, v, f_.region(f_.step.out));
            return mix(calm, current, f_.now.still ? 1 : f_.now.lit);
        }
        const auto o = reader(p);
        if (!o) return calm;
        const Paint full = paint_of(f_, kit_.look, v, f_.region(*o));
        return mix(unlit(full, kit_.look), full, lit(f_, *o));
    }

    Paint paint(Position p) const {
        const double v = f_.in(p.y, p.x);
        if (!f_.result) return paint_of(f_, kit_.look, v, -1);
        const Paint paint = f_.by_value ? paint_of(f_, kit_.look, v, -1) : region_paint(p, v);
        const int q = tap_at(f_, p);
        const double copied = q < 0 ? 0 : f_.motion.tiles[static_cast<std::size_t>(q)].copied;
        return mix(paint, faded(paint, kit_.tok.sheet, kit_.tok), copied);
    }

    void padding(const Rect& r) {
        kit_.cell(padding_cell(r, l_.input.radius, kit_));
        if (f_.back) return;  // no gradient stays there
        const bool counted = f_.stage->op->how != Reduction::mean || counts_padding(f_.stage->params);
        if (!counted || f_.signless) return;
        const std::string sign = padding_sign(*f_.stage->op);
        later_.discs.push_back({r, kit_.tok.well, .25, kit_.width(sign, small_, Weight::semibold)});
        later_.numbers.push_back({r, sign, small_, kit_.tok.text2});
    }

    void real(const Rect& r, Position p) {
        const std::string text = kit_.show(f_.in(p.y, p.x));
        const Paint look = paint(p);
        const bool unread = f_.result && !reader(p);
        const Cell c = unread
                           ? unread_cell(r, l_.input.radius, f_.by_value ? look.fill : kit_.tok.hatch, kit_)
                           : cell_of(r, l_.input.radius, look, kit_);
        kit_.cell(c);
        if (unread || look.falling || look.nan)
            later_.discs.push_back({r, c.fill, .28, kit_.width(text, small_, Weight::semibold)});
        later_.numbers.push_back(
            {r, text, unread ? small_ : l_.input_number, unread ? kit_.tok.text2 : look.ink});
        if (const std::string foot = foot_text(kit_, f_, r.w, p); !foot.empty())
            later_.feet.push_back({r, foot, look.ink});
    }

    Kit& kit_;
    const Facts& f_;
    const FigureLayout& l_;
    double small_;
    std::vector<std::int64_t> rows_, columns_;
    Later later_;
};

Rect frame_cells(const Facts& f, const FigureLayout& l) {
    return framed(f, [&](Position o) { return l.window(f.window(), o); });
}

// Cells that the frame covers at least partly, as tensor positions.
struct Span {
    std::int64_t y0, y1, x0, x1;
    bool holds(std::int64_t y, std::int64_t x) const { return y >= y0 && y < y1 && x >= x0 && x < x1; }
};
Span covered(const Rect& frame, const GridBox& g) {
    const auto first = [&](double v, double origin) {
        return static_cast<std::int64_t>(std::floor((v - origin + g.gap) / g.pitch));
    };
    const auto last = [&](double v, double origin) {
        return static_cast<std::int64_t>(std::ceil((v - origin) / g.pitch));
    };
    Span s{first(frame.y + .01, g.y), last(frame.bottom() - .01, g.y), first(frame.x + .01, g.x),
           last(frame.right() - .01, g.x)};
    s.y0 = std::max<std::int64_t>(0, s.y0) - g.ring_top;
    s.x0 = std::max<std::int64_t>(0, s.x0) - g.ring_left;
    s.y1 = std::min(g.rows, s.y1) - g.ring_top;
    s.x1 = std::min(g.columns, s.x1) - g.ring_left;
    return s;
}

void draw_cells(Kit& kit, const Facts& f, const FigureLayout& l, const Span& span,
                std::span<const Span> without = {}) {
    InputDrawing drawing(kit, f, l);
    for (std::int64_t y = span.y0; y < span.y1; ++y)
        for (std::int64_t x = span.x0; x < span.x1; ++x)
            if (std::ranges::none_of(without, [&](const Span& s) { return s.holds(y, x); }))
                drawing.one({y, x});
    drawing.finish();
}

Span all_of(const GridBox& g) {
    return {-g.ring_top, g.rows - g.ring_top, -g.ring_left, g.columns - g.ring_left};
}

Span framed_span(const Facts& f, const FigureLayout& l) { return covered(frame_cells(f, l), l.input); }

}  // namespace

void draw_winner_place(Kit& kit, const Facts& f, const FigureLayout& l) {
    const Step& s = f.step;
    const bool wins = s.how == Reduction::select && f.motion.chosen > 0;
    const int q = wins ? s.winner : f.motion.current;
    if (q < 0) return;
    const Tap& tap = s.taps[static_cast<std::size_t>(q)];
    if (wins && tap.kind != TapKind::real) return;
    // The hand's blue lies on this cell.
    const auto& edit = f.pane->view.edit;
    if (edit && edit->at == Focus{Focus::Grid::input, tap.at}) return;
    draw_inner_ring(kit, l.input.at(tap.at), l.input.radius, wins ? f.motion.chosen : 1);
}

namespace {

// What lies under the window's cells.
void draw_ground(Kit& kit, const Facts& f, const FigureLayout& l) {
    const GridBox& g = l.input;
    const double outset = g.pitch < 24 ? 2 : g.gap / 2 + 3;
    Cell ground;
    ground.rect = frame_cells(f, l).outset(outset);
    ground.radius = g.radius + outset;
    ground.fill = kit.tok.accent_soft;
    if (kit.look.theme != Theme::print) {
        ground.shadow_y = 8;
        ground.shadow_sigma = 12;
        ground.shadow_alpha = kit.dark() ? .60 : .20;
    }
    kit.cell(ground);
}

void draw_frame(Kit& kit, const Facts& f, const FigureLayout& l) {
    draw_frame(kit, frame_cells(f, l), l.input.gap, l.input.radius, l.input.pitch);
}

// The cell that the step is going to fill. Where a value goes back to is known once it has been found.
bool outlines_next(const Facts& f) {
    if (f.motion.landed) return false;
    if (f.scatters()) return f.motion.chosen > 0 && f.now.step > f.now.revealed;
    return !(f.now.part == Phase::slide && f.now.u < .5 && f.now.step > 1);
}

// An output's cell by its number, in its corner.
void draw_corner(Kit& kit, const Facts& f, const Rect& cell, Position o, Colour ink, bool next) {
    if (!f.scatters() || cell.w < least_indexed) return;
    const std::string index = show_int(f.number_of(o));
    kit.text(cell.x + 10, cell.y + std::clamp(.14 * cell.w, 11., 15.), index, kit.look.measures.index,
             next ? Weight::semibold : Weight::regular, next ? kit.tok.accent_text : ink);
}

}  // namespace

void draw_inner_ring(Kit& kit, const Rect& cell, double radius, double alpha) {
    kit.ring(cell.outset(-std::min(5., cell.w * .08)), std::max(2., radius - 4), kit.tok.accent.alpha(alpha),
             3);
}

void draw_frame(Kit& kit, const Rect& cells, double gap, double radius, double pitch) {
    const double outset = pitch < 24 ? 2 : gap / 2 + 3, stroke = pitch < 24 ? 3 : 4;
    const Rect outer = cells.outset(outset);
    kit.ring(outer.outset(2), radius + outset + 2, kit.tok.halo, stroke + 4);
    kit.ring(outer, radius + outset, kit.tok.accent, stroke);
}

void input_spots(Kit& kit, const Facts& f, const GridBox& g) {
    const Shape s = f.input->shape();
    for (std::int64_t y = 0; y < s.h; ++y)
        for (std::int64_t x = 0; x < s.w; ++x)
            kit.spot(spot_id({Focus::Grid::input, {y, x}}),
                     g.at(static_cast<double>(y), static_cast<double>(x)).outset(g.gap / 2),
                     kit.show(f.left({y, x})));
}

void output_spot(Kit& kit, const Facts& f, const GridBox& g, Position o) {
    const Focus::Grid grid = f.second ? Focus::Grid::other : Focus::Grid::output;
    kit.spot(spot_id({grid, o}), g.at(o).outset(g.gap / 2),
             f.back || f.revealed(o) ? kit.show(f.right(o)) : "");
}

void draw_input(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("input");
    if (f.result) {
        const Span lifted = framed_span(f, l);
        draw_cells(kit, f, l, all_of(l.input), {&lifted, 1});
    } else {
        draw_cells(kit, f, l, all_of(l.input));
    }
    input_spots(kit, f, l.input);
}

void draw_shared_input(Kit& kit, const Facts (&f)[2], const FigureLayout (&l)[2], int outer) {
    kit.group("input");
    const Span lifted[] = {framed_span(f[0], l[0]), framed_span(f[1], l[1])};
    draw_cells(kit, f[outer], l[outer], all_of(l[outer].input), lifted);
    input_spots(kit, f[outer], l[outer].input);
}

void draw_window(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("window");
    draw_ground(kit, f, l);
    draw_cells(kit, f, l, framed_span(f, l));
    draw_frame(kit, f, l);
    f.back ? draw_back_rings(kit, f, l) : draw_winner_place(kit, f, l);
}

void draw_two_windows(Kit& kit, const Facts (&f)[2], const FigureLayout (&l)[2]) {
    kit.group("window");
    for (int i = 0; i < 2; ++i) draw_ground(kit, f[i], l[i]);
    const Span first = framed_span(f[0], l[0]);
    draw_cells(kit, f[0], l[0], first);
    draw_cells(kit, f[1], l[1], framed_span(f[1], l[1]), {&first, 1});
    for (int i = 0; i < 2; ++i) draw_frame(kit, f[i], l[i]);
    for (int i = 0; i < 2; ++i) draw_winner_place(kit, f[i], l[i]);
}

void draw_output(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("output");
    if (f.back) return draw_back_output(kit, f, l);
    const GridBox& g = l.output;
    const bool outline = outlines_next(f);
    Later later;
    for (std::int64_t y = 0; y < g.rows; ++y)
        for (std::int64_t x = 0; x < g.columns; ++x) {
            const Rect r = g.at(static_cast<double>(y), static_cast<double>(x));
            const Position o{y, x};
            const bool shown = f.revealed(o);
            output_spot(kit, f, g, o);
            if (outline && o == f.step.lands && (!shown || f.scatters())) {
                Cell c;
                c.rect = r;
                c.radius = g.radius;
                c.fill = kit.tok.accent_soft;
                c.edge = kit.tok.accent;
                c.edge_width = 2.5;
                kit.cell(c);
                draw_corner(kit, f, r, o, kit.tok.accent_text, true);
            } else if (shown) {
                Paint paint = paint_of(f, kit.look, f.shown(o), f.region_at(o));
                if (!f.by_value && f.region_at(o) < 0) paint.ink = kit.tok.text2;  // 0: no index names it
                kit.cell(cell_of(r, g.radius, paint, kit));
                later.numbers.push_back({r, kit.show(f.shown(o)), l.output_number, paint.ink});
                if (paint.falling || paint.nan) later.discs.push_back({r, paint.fill, .28, 0});
                draw_corner(kit, f, r, o, paint.ink, false);
            } else {
                kit.ring(r, g.radius, kit.tok.slot, 1.5);
                draw_corner(kit, f, r, o, kit.tok.text2, false);
            }
        }
    later.draw(kit);
    if (f.now.still && f.revealed(f.step.lands)) {
        const Rect r = g.at(f.step.lands);
        draw_output_ring(kit, r, g.radius);
    }
}

void draw_output_ring(Kit& kit, const Rect& cell, double radius) {
    kit.ring(cell.outset(2), radius + 2, kit.tok.sheet, 3);
    kit.ring(cell.outset(6), radius + 6, kit.tok.accent, 4);
}

}  // namespace pw
