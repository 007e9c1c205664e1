// The input's cells with their ring, the output's cells and outlines, the window over the input.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/draw.h"
#include "core/figure/easing.h"

namespace pw {

namespace {

TapKind kind_at(const Window& w, Position p) {
    const TapKind r = w.rows.kind(p.y), c = w.columns.kind(p.x);
    if (r == TapKind::outside || c == TapKind::outside) return TapKind::outside;
    return r == TapKind::real && c == TapKind::real ? TapKind::real : TapKind::padding;
}

bool reads(const Axis& a, std::int64_t o, std::int64_t i) {
    const std::int64_t d = i - a.start(o);
    return d >= 0 && d % a.dilation() == 0 && d / a.dilation() < a.taps(o);
}

int tap_at(const Facts& f, Position p) {
    const Window& w = f.window();
    const Position o = f.step.out;
    if (!reads(w.rows, o.y, p.y) || !reads(w.columns, o.x, p.x)) return -1;
    const auto i = (p.y - w.rows.start(o.y)) / w.rows.dilation();
    const auto j = (p.x - w.columns.start(o.x)) / w.columns.dilation();
    return static_cast<int>(i * f.step.columns + j);
}

// How lit a region is: 0 not yet read, 1 in full colour.
double lit(const Facts& f, Position o) {
    const std::int64_t step = o.y * f.window().out_w() + o.x + 1;
    if (f.now.still && step == f.now.step) return 1;
    if (step < f.now.started) return 1;
    return step == f.now.started ? f.now.lit : 0;
}

Paint input_paint(const Kit& kit, const Facts& f, Position p) {
    const double v = f.in(p.y, p.x);
    if (!f.result) return paint_of(f, kit.look, v, -1);
    const Window& w = f.window();
    Paint paint;
    if (f.by_value) {
        paint = paint_of(f, kit.look, v, -1);
    } else if (f.overlapping) {
        const bool current = tap_at(f, p) >= 0 && !f.now.rest;
        const Paint calm = paint_of(f, kit.look, v, -1);
        paint = current
                    ? mix(calm, paint_of(f, kit.look, v, f.region(f.step.out)), f.now.still ? 1 : f.now.lit)
                    : calm;
    } else {
        const auto ry = w.rows.readers(p.y), rx = w.columns.readers(p.x);
        if (ry.empty() || rx.empty()) return paint_of(f, kit.look, v, -1);
        const Position o{ry.front(), rx.front()};
        const Paint full = paint_of(f, kit.look, v, f.region(o));
        paint = mix(unlit(full, kit.look), full, lit(f, o));
    }
    if (const int q = tap_at(f, p); q >= 0) {
        const double copied = f.motion.tiles[static_cast<std::size_t>(q)].copied;
        paint = mix(paint, faded(paint, kit.tok.sheet, kit.tok), copied);
    }
    return paint;
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
struct Later {
    std::vector<Disc> discs;
    std::vector<Number> numbers;
    void draw(Kit& kit) const {
        for (const Disc& d : discs) clear_disc(kit, d.cell, d.fill, d.share, d.width);
        for (const Number& n : numbers) number_in(kit, n.rect, n.text, n.size, n.ink);
    }
};

struct InputDrawing {
    Kit& kit;
    const Facts& f;
    const FigureLayout& l;
    double size;
    double small;
    Later later;

    void outside(const Rect& r) {
        Cell c;
        c.rect = r;
        c.radius = l.input.radius;
        c.edge = kit.tok.slot;
        c.edge_width = 1;
        c.dash_on = 4;
        c.dash_off = 4;
        kit.cell(c);
    }
    void padding(const Rect& r) {
        kit.cell(padding_cell(r, l.input.radius, kit));
        const bool counted = f.stage->op->how != Reduction::mean || f.stage->params.count_include_pad;
        if (!counted) return;
        const std::string sign = padding_sign(*f.stage->op);
        later.discs.push_back({r, kit.tok.well, .25, kit.width(sign, small, Weight::semibold)});
        later.numbers.push_back({r, sign, small, kit.tok.text2});
    }
    void real(const Rect& r, Position p, bool unread) {
        const std::string text = show(f.in(p.y, p.x));
        const Paint paint = input_paint(kit, f, p);
        if (unread) {
            const Cell c = unread_cell(r, l.input.radius, f.by_value ? paint.fill : kit.tok.hatch, kit);
            kit.cell(c);
            later.discs.push_back({r, c.fill, .28, kit.width(text, small, Weight::semibold)});
            later.numbers.push_back({r, text, small, kit.tok.text2});
            return;
        }
        kit.cell(cell_of(r, l.input.radius, paint, kit));
        if (paint.falling || paint.nan)
            later.discs.push_back({r, paint.fill, .28, kit.width(text, small, Weight::semibold)});
        later.numbers.push_back({r, text, size, paint.ink});
    }
    void one(Position p, const std::vector<bool>& row_read, const std::vector<bool>& column_read) {
        const Rect r = l.input.at(static_cast<double>(p.y), static_cast<double>(p.x));
        const TapKind kind = f.result ? kind_at(f.window(), p) : TapKind::real;
        if (kind == TapKind::outside) return outside(r);
        if (kind == TapKind::padding) return padding(r);
        const bool unread = f.result && !(row_read[static_cast<std::size_t>(p.y)] &&
                                          column_read[static_cast<std::size_t>(p.x)]);
        real(r, p, unread);
    }
};

InputDrawing input_drawing(Kit& kit, const Facts& f, const FigureLayout& l) {
    return {kit, f, l, l.input_number, std::max(12., std::floor(l.input_number * .75)), {}};
}

// The frame's place in cells: between the step's window and the one before it while it slides.
Rect frame_cells(const Facts& f, const FigureLayout& l) {
    const Rect to = l.window(f.window(), f.step.out);
    if (f.now.part != Phase::slide || f.now.still) return to;
    return lerp(l.window(f.window(), f.output_of(f.now.previous)), to, ease::in_out(f.now.u));
}

// Cells that the frame covers at least partly, as tensor positions.
struct Span {
    std::int64_t y0, y1, x0, x1;
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

void draw_cells(InputDrawing& d, const Span& span, const Span* without) {
    std::vector<bool> rows, columns;
    if (d.f.result) {
        rows = d.f.window().rows.read_mask();
        columns = d.f.window().columns.read_mask();
    }
    for (std::int64_t y = span.y0; y < span.y1; ++y)
        for (std::int64_t x = span.x0; x < span.x1; ++x) {
            if (without && y >= without->y0 && y < without->y1 && x >= without->x0 && x < without->x1)
                continue;
            d.one({y, x}, rows, columns);
        }
    d.later.draw(d.kit);
}

// The winner's place in the input: the index of max pooling.
void draw_index_ring(Kit& kit, const Facts& f, const FigureLayout& l) {
    const Step& s = f.step;
    if (f.motion.chosen <= 0 || s.winner < 0 || s.how != Reduction::select) return;
    const Tap& tap = s.taps[static_cast<std::size_t>(s.winner)];
    if (tap.kind != TapKind::real) return;
    const Rect r = l.input.at(static_cast<double>(tap.at.y), static_cast<double>(tap.at.x));
    kit.ring(r.outset(-std::min(5., r.w * .08)), std::max(2., l.input.radius - 4),
             kit.tok.accent.alpha(f.motion.chosen), 3);
}

}  // namespace

void draw_frame(Kit& kit, const Rect& cells, double gap, double radius, double pitch) {
    const double outset = pitch < 24 ? 2 : gap / 2 + 3, stroke = pitch < 24 ? 3 : 4;
    const Rect outer = cells.outset(outset);
    kit.ring(outer.outset(2), radius + outset + 2, kit.tok.halo, stroke + 4);
    kit.ring(outer, radius + outset, kit.tok.accent, stroke);
}

void draw_input(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("input");
    InputDrawing d = input_drawing(kit, f, l);
    const GridBox& g = l.input;
    const Span all{-g.ring_top, g.rows - g.ring_top, -g.ring_left, g.columns - g.ring_left};
    if (f.result) {
        const Span lifted = covered(frame_cells(f, l), g);
        draw_cells(d, all, &lifted);
    } else {
        draw_cells(d, all, nullptr);
    }
    const Shape s = f.input->shape();
    for (std::int64_t y = 0; y < s.h; ++y)
        for (std::int64_t x = 0; x < s.w; ++x)
            kit.spot("input/cell/" + std::to_string(y) + "," + std::to_string(x),
                     g.at(static_cast<double>(y), static_cast<double>(x)).outset(g.gap / 2),
                     show(f.in(y, x)));
}

void draw_window(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("window");
    const GridBox& g = l.input;
    const Rect cells = frame_cells(f, l);
    const double outset = g.pitch < 24 ? 2 : g.gap / 2 + 3;
    Cell ground;
    ground.rect = cells.outset(outset);
    ground.radius = g.radius + outset;
    ground.fill = kit.tok.accent_soft;
    if (kit.look.theme != Theme::print) {
        ground.shadow_y = 8;
        ground.shadow_sigma = 12;
        ground.shadow_alpha = kit.dark() ? .60 : .20;
    }
    kit.cell(ground);
    InputDrawing d = input_drawing(kit, f, l);
    draw_cells(d, covered(cells, g), nullptr);
    draw_frame(kit, cells, g.gap, g.radius, g.pitch);
    draw_index_ring(kit, f, l);
}

void draw_output(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("output");
    const GridBox& g = l.output;
    const bool outline = !(f.now.part == Phase::slide && f.now.u < .5 && f.now.step > 1) && !f.motion.landed;
    Later later;
    for (std::int64_t y = 0; y < g.rows; ++y)
        for (std::int64_t x = 0; x < g.columns; ++x) {
            const Rect r = g.at(static_cast<double>(y), static_cast<double>(x));
            const Position o{y, x};
            const bool shown = f.revealed(o);
            kit.spot("output/cell/" + std::to_string(y) + "," + std::to_string(x), r.outset(g.gap / 2),
                     shown ? show(f.out(y, x)) : "");
            if (shown) {
                const Paint paint = paint_of(f, kit.look, f.out(y, x), f.region(o));
                kit.cell(cell_of(r, g.radius, paint, kit));
                later.numbers.push_back({r, show(f.out(y, x)), l.output_number, paint.ink});
                if (paint.falling || paint.nan) later.discs.push_back({r, paint.fill, .28, 0});
            } else if (outline && o == f.step.out) {
                Cell c;
                c.rect = r;
                c.radius = g.radius;
                c.fill = kit.tok.accent_soft;
                c.edge = kit.tok.accent;
                c.edge_width = 2.5;
                kit.cell(c);
            } else {
                kit.ring(r, g.radius, kit.tok.slot, 1.5);
            }
        }
    later.draw(kit);
    if (f.now.still && f.revealed(f.step.out)) {
        const Rect r = g.at(static_cast<double>(f.step.out.y), static_cast<double>(f.step.out.x));
        draw_ring(kit, r, g.radius, 1);
    }
}

}  // namespace pw
