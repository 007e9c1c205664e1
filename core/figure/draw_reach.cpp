// Hovering an input cell: every window that reads it, the outputs that it reaches, and where it decides.
#include <algorithm>
#include <set>

#include "core/base/number.h"
#include "core/figure/draw.h"

namespace pw {

namespace {

constexpr std::size_t most_outlines = 12;

struct Reached {
    Position out;
    bool shown = false;    // already computed
    bool decides = false;  // max: this cell is its winner
};

std::vector<Reached> reached_by(const Facts& f, Position p) {
    std::vector<Reached> all;
    for (std::int64_t y : f.window().rows.readers(p.y))
        for (std::int64_t x : f.window().columns.readers(p.x)) {
            Reached r{{y, x}, f.revealed({y, x}), true};
            if (f.step.how == Reduction::select)
                r.decides =
                    f.result->out.indices.at(f.batch, f.out_channel, y, x) == p.y * f.input->shape().w + p.x;
            all.push_back(r);
        }
    return all;
}

Position hovered(const Facts& f) { return f.pane->view.hover->at; }

int shared_windows(const std::vector<Reached>& reached, const Window& w, Position p) {
    int n = 0;
    for (const Reached& r : reached) {
        const std::int64_t dy = p.y - w.rows.start(r.out.y), dx = p.x - w.columns.start(r.out.x);
        n += dy >= 0 && dx >= 0 && dy % w.rows.dilation() == 0 && dx % w.columns.dilation() == 0 &&
             dy / w.rows.dilation() < w.rows.taps(r.out.y) &&
             dx / w.columns.dilation() < w.columns.taps(r.out.x);
    }
    return n;
}

// The input calmed down: cells that share windows with the hovered one stand out by how many.
void draw_calm_input(Kit& kit, const Facts& f, const FigureLayout& l, const std::vector<Reached>& reached) {
    const GridBox& g = l.input;
    const Shape s = f.input->shape();
    const Position own = hovered(f);
    std::vector<std::pair<Position, Colour>> numbers;
    for (std::int64_t y = -g.ring_top; y < g.rows - g.ring_top; ++y)
        for (std::int64_t x = -g.ring_left; x < g.columns - g.ring_left; ++x) {
            const Rect r = g.at(static_cast<double>(y), static_cast<double>(x));
            if (y < 0 || x < 0 || y >= s.h || x >= s.w) {
                kit.cell(padding_cell(r, g.radius, kit));
                continue;
            }
            if (Position{y, x} == own) continue;
            const int n = shared_windows(reached, f.window(), {y, x});
            Paint p{kit.tok.sheet, kit.tok.text3, mix(kit.tok.sheet, kit.tok.ink, .12)};
            if (n > 0) {
                p.fill = mix(kit.tok.sheet, Colour::hex(0x5B7FA6), std::min(.75, .06 + .07 * n));
                p.ink = kit.dark() ? kit.tok.ink : Colour::hex(0x16181D);
                p.edge = mix(p.fill, kit.tok.ink, .14);
            }
            kit.cell(cell_of(r, g.radius, p, kit));
            numbers.push_back({{y, x}, p.ink});
        }
    for (const auto& [p, ink] : numbers)
        number_in(kit, g.at(static_cast<double>(p.y), static_cast<double>(p.x)), show(f.in(p.y, p.x)),
                  l.input_number, ink);
}

void outline(Kit& kit, const Rect& outer, double radius, Colour colour) {
    kit.ring(outer.outset(1.5), radius + 1.5, kit.tok.halo.alpha(.9), 5.5);
    kit.ring(outer, radius, colour, 2.5);
}

void draw_outlines(Kit& kit, const Facts& f, const FigureLayout& l, const std::vector<Reached>& reached) {
    const GridBox& g = l.input;
    const double n = static_cast<double>(reached.size()), radius = g.radius + 5;
    if (reached.size() > most_outlines) {
        const Rect a = l.window(f.window(), reached.front().out),
                   b = l.window(f.window(), reached.back().out);
        outline(kit, Rect{a.x, a.y, b.right() - a.x, b.bottom() - a.y}.outset(g.gap / 2 - .5), radius,
                kit.tok.line2);
        return;
    }
    double rank = 0;
    for (const Reached& r : reached) {
        const double inset = rank++ * std::min(4., .2 * g.cell / n);
        const Rect cells = l.window(f.window(), r.out).outset(g.gap / 2 - 1.5 - inset);
        outline(kit, cells, radius, region_hue(f.region(r.out), kit.look.theme).outline);
    }
}

void draw_own(Kit& kit, const Facts& f, const FigureLayout& l) {
    const Position p = hovered(f);
    const Rect r = l.input.at(static_cast<double>(p.y), static_cast<double>(p.x));
    Cell c;
    c.rect = r;
    c.radius = l.input.radius;
    c.fill = kit.tok.ink;
    c.shadow_y = 4;
    c.shadow_sigma = 6;
    c.shadow_alpha = kit.look.theme == Theme::print ? 0 : .25;
    kit.cell(c);
    number_in(kit, r, show(f.in(p.y, p.x)), l.input_number, kit.tok.sheet);
    kit.ring(r.outset(2), l.input.radius + 2, kit.tok.halo, 3);
    kit.ring(r.outset(6), l.input.radius + 6, kit.tok.accent, 4);
}

// Trunk through the gap above the cell, one branch a row of outputs, a dot on each reached cell.
void draw_trunk(Kit& kit, const Facts& f, const FigureLayout& l, const std::vector<Reached>& reached) {
    if (l.kind == FigureLayout::Kind::column || reached.empty()) return;
    const GridBox &in = l.input, &out = l.output;
    const Position p = hovered(f);
    const Rect own = in.at(static_cast<double>(p.y), static_cast<double>(p.x));
    const Vec2 knee{in.bounds().right() + in.gap / 2 + 6, own.y - in.gap / 2};
    const auto stroke = [&](Path path, double width) {
        path.stroke = kit.tok.accent;
        path.width = width;
        kit.path(std::move(path));
    };
    std::int64_t row = -1;
    for (auto it = reached.rbegin(); it != reached.rend();
         ++it) {  // the last of a row first: one branch to it
        if (it->out.y == row) continue;
        row = it->out.y;
        const Rect cell = out.at(static_cast<double>(row), static_cast<double>(it->out.x));
        const double y = cell.y - out.gap / 2, left = out.x - 6, x = (knee.x + left) / 2;
        Path branch;
        branch.move(knee).cubic({x, knee.y}, {x, y}, {left, y}).line({cell.middle().x, y});
        stroke(std::move(branch), 2);
    }
    Path trunk;
    trunk.move({own.middle().x, knee.y}).line(knee);
    stroke(std::move(trunk), 3.5);
}

void draw_dots(Kit& kit, const FigureLayout& l, const std::vector<Reached>& reached) {
    if (l.kind == FigureLayout::Kind::column) return;
    for (const Reached& r : reached) {
        const Rect cell = l.output.at(static_cast<double>(r.out.y), static_cast<double>(r.out.x));
        Cell dot;
        dot.rect = Rect{cell.middle().x, cell.y - l.output.gap / 2, 0, 0}.outset(7.5);
        dot.radius = 7.5;
        dot.fill = kit.tok.sheet;
        dot.edge = kit.tok.accent;
        dot.edge_width = 3;
        kit.cell(dot);
    }
}

void draw_reached_output(Kit& kit, const Facts& f, const FigureLayout& l,
                         const std::vector<Reached>& reached) {
    const GridBox& g = l.output;
    for (std::int64_t y = 0; y < g.rows; ++y)
        for (std::int64_t x = 0; x < g.columns; ++x) {
            const Position o{y, x};
            const Rect r = g.at(static_cast<double>(y), static_cast<double>(x));
            const auto it =
                std::find_if(reached.begin(), reached.end(), [&](const Reached& e) { return e.out == o; });
            const bool is_reached = it != reached.end();
            const bool shown = f.revealed(o);
            kit.spot("output/cell/" + std::to_string(y) + "," + std::to_string(x), r.outset(g.gap / 2),
                     shown ? show(f.out(y, x)) : "");
            const Hue& hue = region_hue(f.region(o), kit.look.theme);
            if (!shown) {
                kit.ring(r, g.radius, is_reached ? hue.outline : kit.tok.slot, is_reached ? 2.5 : 1.5);
                continue;
            }
            Paint p{kit.tok.sheet, kit.tok.text3, kit.tok.line};
            if (is_reached) {
                p.fill = it->decides ? hue.fill : mix(kit.tok.sheet, hue.fill, .42);
                p.ink = contrast(Colour::hex(0x16181D), p.fill) > 4.5 ? Colour::hex(0x16181D) : kit.tok.ink;
                p.edge = hue.outline;
            }
            Cell c = cell_of(r, g.radius, p, kit);
            if (is_reached) c.edge_width = 2.5;
            kit.cell(c);
            number_in(kit, r, show(f.out(y, x)), l.output_number, p.ink);
        }
    if (f.step.how != Reduction::select) return;
    for (const Reached& r : reached) {
        if (!r.shown || !r.decides) continue;
        const Rect cell = g.at(static_cast<double>(r.out.y), static_cast<double>(r.out.x));
        kit.ring(cell.outset(2), g.radius + 2, kit.tok.sheet, 3);
        kit.ring(cell.outset(6), g.radius + 6, kit.tok.accent, 4);
    }
}

void draw_reach_legend(Kit& kit, const Facts& f, const FigureLayout& l, const std::vector<Reached>& reached) {
    if (f.step.how != Reduction::select) return;
    const std::string value = show(f.in(hovered(f).y, hovered(f).x));
    const std::string decides_text = kit.word("reach.decides", {value}),
                      reads_text = kit.word("reach.reads", {value});
    const double widest =
        std::max(kit.width(decides_text, 15, Weight::medium), kit.width(reads_text, 15, Weight::medium));
    const double x = std::min(l.output.x + 1, l.room_width - 24 - 31 - widest);
    double y = l.output.bounds().bottom() + 44;
    const auto any = [&](bool decides) {
        return std::any_of(reached.begin(), reached.end(),
                           [&](const Reached& r) { return r.shown && r.decides == decides; });
    };
    if (any(true) && y < l.room_height - 12) {
        kit.ring({x, y - 9, 18, 18}, 5, kit.tok.accent, 3);
        kit.text(x + 31, y, decides_text, 15, Weight::medium, kit.tok.text2);
        y += 32;
    }
    if (any(false) && y < l.room_height - 12) {
        const Hue& hue = region_hue(1, kit.look.theme);
        Cell c;
        c.rect = {x, y - 9, 18, 18};
        c.radius = 4;
        c.fill = mix(kit.tok.sheet, hue.fill, .42);
        c.edge = hue.outline;
        c.edge_width = 2;
        kit.cell(c);
        kit.text(x + 31, y, reads_text, 15, Weight::medium, kit.tok.text2);
    }
}

}  // namespace

bool hovers_input(const Facts& f) {
    const auto& h = f.pane->view.hover;
    return h && f.result && !f.pane->playing && h->grid == Focus::Grid::input &&
           h->at.y < f.input->shape().h && h->at.x < f.input->shape().w;
}

void draw_reach(Kit& kit, const Facts& f, const FigureLayout& l) {
    const std::vector<Reached> reached = reached_by(f, hovered(f));
    kit.group("connectors");
    draw_trunk(kit, f, l, reached);
    kit.group("input");
    draw_calm_input(kit, f, l, reached);
    const Shape s = f.input->shape();
    for (std::int64_t y = 0; y < s.h; ++y)
        for (std::int64_t x = 0; x < s.w; ++x)
            kit.spot("input/cell/" + std::to_string(y) + "," + std::to_string(x),
                     l.input.at(static_cast<double>(y), static_cast<double>(x)).outset(l.input.gap / 2),
                     show(f.in(y, x)));
    kit.group("output");
    draw_reached_output(kit, f, l, reached);
    kit.group("window");
    draw_outlines(kit, f, l, reached);
    draw_own(kit, f, l);
    draw_dots(kit, l, reached);
    draw_reach_legend(kit, f, l, reached);
}

void draw_reach_strip(Kit& kit, const Facts& f, double top) {
    kit.group("formula");
    const Position p = hovered(f);
    const std::vector<Reached> reached = reached_by(f, p);
    const auto count = static_cast<std::int64_t>(reached.size());
    const auto decided = static_cast<std::int64_t>(
        std::count_if(reached.begin(), reached.end(), [](const Reached& r) { return r.shown && r.decides; }));
    const double x = kit.look.narrow ? 32 : 40;
    kit.line({24, top + .5}, {kit.look.width - 24, top + .5}, kit.tok.line, 1);
    const bool low = is_low(kit.look);
    const std::string place = "[" + std::to_string(p.y) + ", " + std::to_string(p.x) + "]";
    if (!low) {
        const double w = kit.text(x, top + 28, kit.word("reach.cell", {place, show_full(f.in(p.y, p.x))}), 15,
                                  Weight::semibold, kit.tok.ink);
        kit.text(x + w + 20, top + 28, kit.word("reach.what"), 15, Weight::medium, kit.tok.text2);
    }
    std::vector<std::pair<std::string, bool>> pieces;  // text, strong
    if (count == 0) {
        pieces = {{kit.word("reach.never"), false}};
    } else {
        pieces = {{show_int(count), true}, {kit.word("reach.of", {f.steps}), false}};
        const bool selects = f.step.how == Reduction::select;
        pieces.push_back({kit.word(selects ? "reach.it_decides" : "reach.takes_part"), false});
        if (selects) pieces.push_back({show_int(decided), true});
    }
    const auto weight = [](bool strong) { return strong ? Weight::semibold : Weight::regular; };
    const double room = kit.look.width - size_formula_width(kit, f) - x - 16;
    double size = 28;
    const auto total = [&] {
        double sum = 0;
        for (const auto& [text, strong] : pieces) sum += kit.width(text, size, weight(strong));
        return sum;
    };
    while (size > 15 && total() > room) size -= 1;
    double at = x;
    for (const auto& [text, strong] : pieces)
        at += kit.text(at,
                       top + (low               ? 32
                              : kit.look.narrow ? 72
                                                : 76),
                       text, size, weight(strong), strong ? kit.tok.ink : kit.tok.text2);
    draw_size_formula(kit, f, top);
}

void draw_tip(Kit& kit, const Facts& f, const FigureLayout& l) {
    const auto& hover = f.pane->view.hover;
    if (!hover || !f.result || f.pictured) return;
    const bool output = hover->grid == Focus::Grid::output;
    const Tensor& t = output ? *f.output : *f.input;
    const Position p = hover->at;
    if (p.y >= t.shape().h || p.x >= t.shape().w || (output && !f.revealed(p))) return;
    const float v = output ? f.out(p.y, p.x) : f.in(p.y, p.x);
    if (!f.pane->playing && !(output && is_rounded(v))) return;
    const GridBox& g = output ? l.output : l.input;
    const Rect cell = g.at(static_cast<double>(p.y), static_cast<double>(p.x));
    const std::string text = show_full(v);
    const double w = kit.width(text, 15, Weight::semibold) + 24;
    kit.group("hover");
    Cell pill;
    pill.rect = {std::clamp(cell.middle().x - w / 2, 4., kit.look.width - w - 4), std::max(4., cell.y - 38),
                 w, 30};
    pill.radius = 10;
    pill.fill = kit.tok.ink;
    kit.cell(pill);
    kit.text(pill.rect.middle().x, pill.rect.middle().y, text, 15, Weight::semibold, kit.tok.sheet,
             Align::middle);
}

}  // namespace pw
