// A value's receptive field back to the input, and what it reaches.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/field.h"

namespace pw {

namespace {

constexpr double frame_out = 7, ring_out = 5;

Rect block(const FieldGrid& g, const CellSet& cells) {
    const CellSet::Box& b = cells.box();
    return g.box.block(static_cast<double>(b.y0), static_cast<double>(b.x0), static_cast<double>(b.h()),
                       static_cast<double>(b.w()));
}

// What is marked strongly: after an unknown value nothing gives the answer away.
const CellSet& deciding(const FieldFigure& figure, const FieldGrid& g) {
    static const CellSet none;
    return figure.known || figure.is_own(g) ? figure.link(g).decide : none;
}

Paint full(const Kit& kit, const Facts& f, const FieldFigure& figure, double value) {
    if (f.by_value) return paint_of(f, kit.look, value, -1);
    const FieldLink& own = figure.field.links[figure.field.own];
    const Shape& s = figure.field.own == 0 ? f.evaluation->of.input.tensor.shape()
                                           : f.evaluation->find(own.stage)->plan.out;
    return paint_of(f, kit.look, value, region_index(own.seen.box().y0, own.seen.box().x0, s.h, s.w));
}

// Cells of the field in full, reached ones outlined, all others calm; unknown ones wait.
void draw_grid(Kit& kit, const Facts& f, const FieldFigure& figure, const FieldGrid& g) {
    const FieldLink& link = figure.link(g);
    const Shape& s = g.values->shape();
    const bool watched = f.stage && link.stage == f.stage->id;
    struct Number {
        Rect rect;
        std::string text;
        Colour ink;
    };
    std::vector<Number> numbers;
    for (std::int64_t y = 0; y < s.h; ++y)
        for (std::int64_t x = 0; x < s.w; ++x) {
            const Position p{y, x};
            const Rect r = g.box.at(p);
            const bool known = !watched || f.revealed(p), seen = link.seen.has(p);
            const float v = g.values->at(link.batch, link.channel, y, x);
            kit.spot(spot_id({Focus::Grid::stage, p, link.stage}), r.outset(g.box.gap / 2),
                     known ? kit.show(v) : "");
            if (!known) {
                kit.ring(r, g.box.radius, seen ? kit.tok.accent : kit.tok.slot, seen ? 2.5 : 1.5);
                continue;
            }
            Paint paint{kit.tok.sheet, kit.tok.text3, kit.tok.line};
            if (seen && figure.after(g)) paint.ink = kit.tok.ink, paint.edge = kit.tok.accent;
            if (seen && !figure.after(g)) paint = full(kit, f, figure, static_cast<double>(v));
            Cell c = cell_of(r, g.box.radius, paint, kit);
            if (seen && figure.after(g)) c.edge_width = 2;
            kit.cell(c);
            numbers.push_back({r, kit.show(v), paint.ink});
        }
    for (const Number& n : numbers) number_in(kit, n.rect, n.text, g.number, n.ink);
}

void dashed_frame(Kit& kit, const Rect& outer, double radius) {
    kit.ring(outer.outset(1.5), radius + 1.5, kit.tok.halo, 5);
    Cell frame;
    frame.rect = outer;
    frame.radius = radius;
    frame.edge = kit.tok.accent;
    frame.edge_width = 2;
    frame.dash_on = 7;
    frame.dash_off = 5;
    kit.cell(frame);
}

// The deciding part: a ring around one cell, a frame around a whole block, else a ring for each.
void draw_deciding(Kit& kit, const FieldFigure& figure, const FieldGrid& g) {
    const CellSet& cells = deciding(figure, g);
    const auto ring = [&](Position p) {
        const Rect r = g.box.at(p);
        kit.ring(r.outset(1.5), g.box.radius + 1.5, kit.tok.halo, 3);
        kit.ring(r.outset(ring_out), g.box.radius + ring_out - 1, kit.tok.accent, 4);
    };
    if (cells.empty()) return;
    if (cells.count() > 1 && cells.full() && !figure.after(g)) {
        const Rect r = block(g, cells);
        kit.ring(r.outset(5), g.box.radius + 4, kit.tok.halo, 8);
        kit.ring(r.outset(3), g.box.radius + 3, kit.tok.accent, 4);
    } else {
        for (const Position p : cells.all()) ring(p);
    }
}

void draw_frames(Kit& kit, const FieldFigure& figure, const FieldGrid& g) {
    const CellSet& seen = figure.link(g).seen;
    if (seen.count() > 1 && !figure.after(g))
        dashed_frame(kit, block(g, seen).outset(frame_out), g.box.radius + frame_out);
    draw_deciding(kit, figure, g);
}

Path curve(Vec2 from, Vec2 knee, Vec2 bend, Vec2 to) {
    const double x = (knee.x + bend.x) / 2;
    Path p;
    p.move(from).line(knee).cubic({x, knee.y}, {x, bend.y}, bend).line(to);
    return p;
}

// From one grid's part to the next one's: two lines through the gaps between rows, and the area between them.
void connect(Kit& kit, const FieldGrid& a, const Rect& from, const FieldGrid& b, const Rect& to, bool solid) {
    const double knee = a.box.bounds().right() + a.box.gap / 2, bend = b.box.x - b.box.gap / 2;
    const double out = solid ? a.box.gap / 2 : frame_out - 1, in = solid ? b.box.gap / 2 : frame_out - 1;
    const double left[] = {from.y - out, from.bottom() + out}, right[] = {to.y - in, to.bottom() + in};
    if (solid) {
        Band band;
        const double x = (knee + bend) / 2;
        for (int i = 0; i < 2; ++i) {
            Vec2* c = i == 0 ? band.upper : band.lower;
            c[0] = {knee, left[i]}, c[1] = {x, left[i]}, c[2] = {x, right[i]}, c[3] = {bend, right[i]};
        }
        band.fill = kit.tok.accent.alpha(.10);
        kit.band(std::move(band));
    }
    for (int i = 0; i < 2; ++i) {
        Path p =
            curve({from.right() + out, left[i]}, {knee, left[i]}, {bend, right[i]}, {to.x - in, right[i]});
        p.stroke = kit.tok.accent.alpha(solid ? .55 : .40);
        p.width = solid ? 1.75 : 1.5;
        if (!solid) p.dash_on = 2, p.dash_off = 5;
        kit.path(std::move(p));
    }
}

void draw_connectors(Kit& kit, const FieldFigure& figure) {
    kit.group("connectors");
    for (std::size_t i = 0; i + 1 < figure.grids.size(); ++i) {
        const FieldGrid &a = figure.grids[i], &b = figure.grids[i + 1];
        const CellSet &from = figure.link(a).seen, &to = figure.link(b).seen;
        if (!from.empty() && !to.empty()) connect(kit, a, block(a, from), b, block(b, to), false);
        const CellSet &firm = deciding(figure, a), &end = deciding(figure, b);
        if (!firm.empty() && !end.empty()) connect(kit, a, block(a, firm), b, block(b, end), true);
        if (b.folded)
            kit.text((a.box.bounds().right() + b.box.x) / 2, b.box.bounds().middle().y, "…", 20,
                     Weight::semibold, kit.tok.text2, Align::middle);
    }
}

void draw_indices(Kit& kit, const FieldFigure& figure, const FieldGrid& g) {
    const Shape& s = g.values->shape();
    const CellSet& seen = figure.link(g).seen;
    const auto label = [&](std::int64_t i, std::int64_t n, bool own, Vec2 at) {
        if (n > 16 && i % 5 != 0) return;
        kit.text(at.x, at.y, std::to_string(i), 13, own ? Weight::semibold : Weight::regular,
                 own ? kit.tok.accent_text : kit.tok.text3, Align::middle);
    };
    const auto row = [&](std::int64_t y) { return !seen.empty() && y >= seen.box().y0 && y < seen.box().y1; };
    const auto column = [&](std::int64_t x) {
        return !seen.empty() && x >= seen.box().x0 && x < seen.box().x1;
    };
    for (std::int64_t x = 0; x < s.w; ++x)
        label(x, s.w, column(x), {g.box.at({0, x}).middle().x, g.box.y - 23});
    for (std::int64_t y = 0; y < s.h; ++y) label(y, s.h, row(y), {g.box.x - 23, g.box.at({y, 0}).middle().y});
}

// "3 × 3 decide", "1 decides", "all decide".
std::string decide_text(const Kit& kit, const CellSet& seen, const CellSet& decide) {
    if (decide == seen && seen.count() > 1) return kit.word("field.all_decide");
    const std::string n = decide.count() > 1 && decide.full() ? box_text(decide) : show_int(decide.count());
    return kit.word(decide.count() == 1 ? "field.decides" : "field.decide", {n});
}

// What the value sees of a grid or reaches in it, as far as there is room.
void draw_size(Kit& kit, const FieldFigure& figure, const FieldGrid& g, double room) {
    const CellSet &seen = figure.link(g).seen, &decide = deciding(figure, g);
    if (figure.is_own(g)) return;
    const double y = g.box.bounds().bottom() + 32, x = g.box.x;
    const std::string size = seen.empty() ? "" : box_text(seen);
    std::string text = kit.word(seen.empty()      ? "field.nothing"
                                : figure.after(g) ? "field.reached"
                                                  : "field.seen");
    std::string more = text;
    if (!seen.full() && !seen.empty()) more = text + kit.word("field.cells", {seen.count()});
    if (figure.known && !seen.empty())
        more += kit.word("field.comma") + (figure.after(g) ? kit.word("field.decided", {decide.count()})
                                                           : decide_text(kit, seen, decide));
    const double w = size.empty() ? 0 : kit.width(size, 15, Weight::semibold) + 8;
    const auto fits = [&](const std::string& s) { return w + kit.width(s, 15, Weight::medium) <= room; };
    kit.spot("field/size/" + std::to_string(figure.link(g).stage), {x, y - 12, room, 24}, size + " " + more);
    if (!fits(text)) return;
    if (!size.empty()) kit.text(x, y, size, 15, Weight::semibold, kit.tok.accent_text);
    kit.text(x + w, y, fits(more) ? more : text, 15, Weight::medium, kit.tok.text2);
}

void draw_legend(Kit& kit, const FieldFigure& figure) {
    constexpr double usual = 92, least = 64, above_strip = 18;
    const double y = std::min(figure.bottom() + usual, figure.room_height - above_strip);
    if (y < figure.bottom() + least) return;
    double x = figure.grids.front().box.x + 1;
    const auto entry = [&](const char* word, Colour edge, double width, bool dashed) {
        Cell c;
        c.rect = {x, y - 9, 18, 18};
        c.radius = 4;
        c.edge = edge;
        c.edge_width = width;
        if (dashed) c.dash_on = 5, c.dash_off = 3;
        kit.cell(c);
        const std::string text = kit.word(word);
        x += 31 + kit.text(x + 31, y, text, 15, Weight::medium, kit.tok.text2) + 34;
    };
    entry("field.legend.decides", kit.tok.accent, 3.5, false);
    entry("field.legend.takes_part", kit.tok.accent, 2, true);
    entry("field.legend.nothing", kit.tok.line, 1.5, false);
}

void draw_titles(Kit& kit, const FieldFigure& figure) {
    kit.group("labels");
    const bool indices = kit.look.indices;
    if (indices) draw_indices(kit, figure, figure.grids.front());
    for (const FieldGrid& g : figure.grids) {
        const bool first = &g == &figure.grids.front();
        if (kit.look.names) draw_title(kit, g.box.x, g.box.y - (first && indices ? 65 : 49), g.name, g.shape);
        if (kit.look.legend)
            draw_size(kit, figure, g,
                      &g == &figure.grids.back() ? kit.look.width - 24 - g.box.x : g.advance - 12);
    }
    if (kit.look.legend) draw_legend(kit, figure);
}

}  // namespace

void draw_field(Kit& kit, const Facts& f, const FieldFigure& figure) {
    draw_connectors(kit, figure);
    for (const FieldGrid& g : figure.grids) {
        kit.group(g.link == 0 ? "input" : "output");
        draw_grid(kit, f, figure, g);
    }
    kit.group("window");
    for (const FieldGrid& g : figure.grids) draw_frames(kit, figure, g);
    draw_titles(kit, figure);
}

}  // namespace pw
