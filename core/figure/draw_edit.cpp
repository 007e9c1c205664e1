// What the hand does to cells: selected, typed into, painted, resized. Blue is the hand, accent is the clock.
#include <algorithm>

#include "core/base/number.h"
#include "core/figure/draw.h"
#include "core/figure/editable.h"

namespace pw {

namespace {

using Grid = Focus::Grid;
constexpr double focus_width = 2.5;

const GridBox& grid_of(const FigureLayout& l, Grid grid) {
    switch (grid) {
        case Grid::output:
            return l.output;
        case Grid::kernel:
            return l.kernel;
        case Grid::context:
            return l.context;
        case Grid::input:
        case Grid::other:
        case Grid::difference:
        case Grid::stage:
            break;
    }
    return l.input;
}

// Whether the layout has the grid at all.
bool drawn(const FigureLayout& l, Grid grid) {
    const bool context = l.kind == FigureLayout::Kind::context;
    if (grid == Grid::kernel) return context || l.kind == FigureLayout::Kind::kernel;
    if (grid == Grid::other || grid == Grid::difference || grid == Grid::stage) return false;
    return grid != Grid::context || context;
}

Rect cell_at(const FigureLayout& l, const Focus& f) { return grid_of(l, f.grid).at(f.at); }

double number_of(const FigureLayout& l, Grid grid) {
    if (grid == Grid::input) return l.input_number;
    if (grid == Grid::output) return l.output_number;
    return l.kind == FigureLayout::Kind::kernel ? l.bench_number : 14;
}

// Around a cell, `gap` outside it.
void hand_ring(Kit& kit, const Rect& r, double radius, double gap) {
    kit.ring(r.outset(gap), radius + gap, kit.tok.halo, gap + .5);
    kit.ring(r.outset(gap + focus_width), radius + gap + focus_width, kit.tok.focus, focus_width);
}

// The text with its caret, centred together; smaller when it is long.
void draw_typing(Kit& kit, const CellEdit& e, const Rect& r, double radius, double largest) {
    Cell ground;
    ground.rect = r;
    ground.radius = radius;
    ground.fill = e.wrong ? kit.tok.err_soft : kit.tok.sheet;
    ground.edge = e.wrong ? kit.tok.err : kit.tok.focus;
    ground.edge_width = focus_width;
    kit.cell(ground);
    const std::string text = *e.text;
    constexpr double before_caret = 4.5, caret = 2.5;
    double size = largest;
    const auto wide = [&] { return kit.width(text, size, Weight::semibold) + before_caret + caret; };
    while (size > 9 && wide() > r.w - 10) size -= 1;
    const double w = kit.width(text, size, Weight::semibold),
                 x = r.middle().x - (w + before_caret + caret) / 2;
    const double middle = r.middle().y, high = 1.04 * size;
    if (e.fresh && !text.empty()) {
        Cell mark;
        mark.rect = {x - 4, middle - high / 2, w + 8, high};
        mark.radius = 4;
        mark.fill = kit.tok.focus.alpha(.22);
        kit.cell(mark);
    }
    kit.text(x, middle, text, size, Weight::semibold, e.wrong ? kit.tok.err : kit.tok.ink);
    if (e.fresh) return;
    Cell line;
    line.rect = {x + w + before_caret, middle - high / 2, caret, high};
    line.radius = 1.2;
    line.fill = kit.tok.ink;
    kit.cell(line);
}

void draw_hints(Kit& kit, const FigureLayout& l, const GridBox& g) {
    const double middle = g.bounds().bottom() + 52;
    if (middle + 14 > l.room_height) return;
    double x = g.x;
    for (const auto& [cap, word] : {std::pair{"Tab", "edit.next"}, std::pair{"Esc", "edit.done"}}) {
        const double w = kit.width(cap, 13, Weight::semibold) + 16;
        Cell key;
        key.rect = {x, middle - 12, w, 24};
        key.radius = 8;
        key.fill = kit.tok.well;
        key.edge = kit.tok.line2;
        key.edge_width = 1.25;
        kit.cell(key);
        kit.text(x + w / 2, middle, cap, 13, Weight::semibold, kit.tok.text2, Align::middle);
        x += w + 8;
        x += kit.text(x, middle, kit.word(word), 13, Weight::medium, kit.tok.text3) + 16;
    }
}

// A quarter of a frame outside the grid's lower right corner.
void draw_handle(Kit& kit, const Rect& grid, Colour colour) {
    constexpr double out = 12, leg = 12, bend = 6, curve = bend * .5523;
    const double x = grid.right() + out, y = grid.bottom() + out;
    Path p;
    p.move({x, y - bend - leg})
        .line({x, y - bend})
        .cubic({x, y - bend + curve}, {x - bend + curve, y}, {x - bend, y})
        .line({x - bend - leg, y});
    p.stroke = colour;
    p.width = 3;
    kit.path(std::move(p));
}

// What letting go would give: new cells, dropped ones, the frame with its knob, the size.
void draw_resizing(Kit& kit, const Facts& f, const FigureLayout& l, Pair to) {
    constexpr std::int64_t most_cells = 4096;
    const GridBox& g = l.input;
    const Shape s = f.input->shape();
    const auto place = [&](std::int64_t y, std::int64_t x) {
        return g.at(static_cast<double>(y), static_cast<double>(x));
    };
    const std::int64_t rows = std::max(s.h, to.h), columns = std::max(s.w, to.w);
    for (std::int64_t y = 0; y < rows && rows * columns <= most_cells; ++y)
        for (std::int64_t x = 0; x < columns; ++x) {
            const bool now = y < s.h && x < s.w, then = y < to.h && x < to.w;
            if (now == then) continue;
            Cell c;
            c.rect = place(y, x);
            c.radius = g.radius;
            c.fill = kit.tok.sheet;
            c.edge = then ? kit.tok.focus : kit.tok.line;
            c.edge_width = then ? 1.5 : 1;
            if (then) c.dash_on = 5, c.dash_off = 4;
            kit.cell(c);
            number_in(kit, c.rect, then ? "0" : kit.show(f.in(y, x)), l.input_number, kit.tok.text3);
        }
    const Rect frame = g.block(0, 0, static_cast<double>(to.h), static_cast<double>(to.w)).outset(7);
    kit.ring(frame.outset(focus_width), g.radius + 9, kit.tok.focus, focus_width);
    Cell knob;
    knob.rect = Rect{frame.right(), frame.bottom(), 0, 0}.outset(9);
    knob.radius = 9;
    knob.fill = kit.tok.sheet;
    knob.edge = kit.tok.focus;
    knob.edge_width = focus_width;
    kit.cell(knob);
    const std::string text = shape_text(to.h, to.w);
    const double half = kit.width(text, 15, Weight::semibold) / 2 + 14;
    kit.pill({std::min(frame.right() + 20 + half, kit.look.width - half - 8), frame.bottom() + 18}, 36, 14,
             text, kit.tok.ink, kit.tok.sheet);
}

Path brush_path(Vec2 m) {
    const auto at = [&](double x, double y) { return Vec2{m.x + x, m.y + y}; };
    Path p;
    p.move(at(7, -7)).line(at(-1.5, 1.5)).move(at(-1.5, 1.5));
    p.cubic(at(-3.1, .3), at(-5.5, 1.1), at(-5.8, 3.3))
        .cubic(at(-6, 4.9), at(-6.5, 6), at(-7.5, 6.7))
        .cubic(at(-4.8, 7.5), at(-1.1, 7), at(-.3, 4.5))
        .cubic(at(0, 3.3), at(-.5, 2.2), at(-1.5, 1.5));
    return p;
}

void draw_brush(Kit& kit, const Facts& f, const FigureLayout& l, const Brush& brush) {
    for (const Focus& cell : brush.painted) {
        const GridBox& g = grid_of(l, cell.grid);
        const bool inside = cell.at.y >= 0 && cell.at.x >= 0 && cell.at.y < g.rows && cell.at.x < g.columns;
        if (inside) hand_ring(kit, cell_at(l, cell), g.radius, 1);
    }
    const std::string text = "= " + kit.show(brush.value);
    const double w = kit.width(text, 15, Weight::semibold) + 46;
    // Over the first grid that can be painted.
    const auto* grid =
        std::ranges::find_if(editable_grids, [&](Grid g) { return drawn(l, g) && editable_plane(f, g); });
    if (grid == std::end(editable_grids)) return;
    const GridBox& g = grid_of(l, *grid);
    const bool indexed = *grid == Grid::input && kit.look.indices && !is_low(kit.look);
    const double middle = *grid == Grid::output ? g.bounds().bottom() + 28
                                                : g.y - (indexed                ? 56
                                                         : *grid == Grid::input ? 44
                                                                                : 28);
    const Rect pill{g.bounds().right() - w, middle - 14, w, 28};
    Cell c;
    c.rect = pill;
    c.radius = 14;
    c.fill = kit.tok.ink;
    kit.cell(c);
    Path p = brush_path({pill.x + 20, middle});
    p.stroke = kit.tok.sheet;
    p.width = 1.75;
    kit.path(std::move(p));
    kit.text(pill.x + 33, middle, text, 15, Weight::semibold, kit.tok.sheet);
}

void draw_selected(Kit& kit, const Facts& f, const FigureLayout& l, const CellEdit& e) {
    const GridBox& g = grid_of(l, e.at.grid);
    const Rect r = cell_at(l, e.at);
    for (const ChangedCell& c : changed_outputs(f, e.before.get()))
        if (!(f.now.still && c.at == f.step.lands))
            draw_output_ring(kit, cell_at(l, {Grid::output, c.at}), l.output.radius);
    if (e.text)
        draw_typing(kit, e, r, g.radius, number_of(l, e.at.grid));
    else
        hand_ring(kit, r, g.radius, 2);
    if (e.at.grid == Grid::input || (e.at.grid == Grid::output && !f.by_value)) draw_hints(kit, l, g);
}

}  // namespace

void draw_edit(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("edit");
    const View& v = f.pane->view;
    if (v.hover && v.hover->grid != Grid::output && v.hover->grid != Grid::input && !f.pane->playing)
        kit.ring(cell_at(l, *v.hover), grid_of(l, v.hover->grid).radius, kit.tok.ink, 1.5);
    if (v.brush) draw_brush(kit, f, l, *v.brush);
    if (v.edit && drawn(l, v.edit->at.grid)) draw_selected(kit, f, l, *v.edit);
    if (f.pane->shown.problem || !editable_plane(f, Grid::input)) return;
    // The ring of padding is no part of the input.
    const Shape s = f.input->shape();
    const Rect cells = l.input.block(0, 0, static_cast<double>(s.h), static_cast<double>(s.w));
    kit.spot("input/corner", Rect{cells.right() + 3, cells.bottom() + 3, 0, 0}.outset(12));
    if (v.resize) return draw_resizing(kit, f, l, *v.resize);
    const bool hot = v.hot == "input/corner";
    if (hot || v.corner || (v.edit && v.edit->at.grid == Grid::input))
        draw_handle(kit, cells, hot ? kit.tok.ink : kit.tok.line2);
}

namespace {

std::string place_text(Position p) { return "[" + std::to_string(p.y) + ", " + std::to_string(p.x) + "]"; }

// What the edit has done to the outputs that can be seen; the fullest first, as there may be little room.
std::vector<std::string> consequences(const Kit& kit, const Facts& f) {
    const CellEdit& e = *f.pane->view.edit;
    if (e.wrong)
        return {kit.word("edit.wrong", {kit.show(e.was)}), kit.word("edit.wrong_short", {kit.show(e.was)})};
    if (!e.before) return {kit.word("edit.how")};
    if (e.at.grid == Grid::output) return {kit.word("edit.gradient.was", {kit.show(e.was)})};
    const std::string was = kit.word("edit.was", {kit.show(e.was)});
    const auto changed = changed_outputs(f, e.before.get());
    std::string what = kit.word("edit.same");
    if (changed.size() > 1) what = kit.word("edit.outputs", {static_cast<std::int64_t>(changed.size())});
    if (changed.size() == 1) {
        const ChangedCell& c = changed.front();
        what = kit.word("edit.output", {place_text(c.at), kit.show(c.was), kit.show(c.now)});
    }
    return {was + what, what};
}

}  // namespace

void draw_edit_head(Kit& kit, const Facts& f, double x, double middle, double room) {
    const CellEdit& e = *f.pane->view.edit;
    const auto plane = editable_plane(f, e.at.grid);
    if (!plane) return;
    const Tensor t = tensor_of(f.evaluation->of, *plane);
    const std::string name = kit.word(e.at.grid == Grid::kernel   ? "figure.kernel"
                                      : e.at.grid == Grid::output ? "edit.gradient"
                                                                  : "figure.input");
    constexpr NumberFormat close{false, 4};
    const double v = t.at(plane->n, plane->c, e.at.at.y, e.at.at.x);
    const std::string value =
        e.wrong ? " = " + *e.text : (is_rounded(v, close) ? " ≈ " : " = ") + pw::show(v, close);
    const std::string head = name + " " + place_text(e.at.at) + value;
    const double w = kit.text(x, middle, head, 15, Weight::semibold, e.wrong ? kit.tok.err : kit.tok.ink);
    kit.spot("strip/edit", {x, middle - 12, w, 24}, head);
    for (const std::string& rest : consequences(kit, f)) {
        if (w + 20 + kit.width(rest, 15, Weight::medium) > room) continue;
        kit.text(x + w + 20, middle, rest, 15, Weight::medium, kit.tok.text2);
        return;
    }
}

}  // namespace pw
