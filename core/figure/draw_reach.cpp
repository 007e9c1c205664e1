// Hovering an input cell: every window that reads it, the outputs that it reaches, and where it decides.
#include <algorithm>

#include "core/base/number.h"
#include "core/figure/draw.h"
#include "core/ops/selection.h"

namespace pw {

namespace {

constexpr std::size_t most_outlines = 12;

// Of a sentence: each with whether it stands out.
using Pieces = std::vector<std::pair<std::string, bool>>;

// Along one axis: how many of the windows that read `own` read each cell, too.
std::vector<int> shared_along(const Axis& a, std::int64_t own) {
    std::vector<int> shared(static_cast<std::size_t>(a.input()), 0);
    for (std::int64_t o : a.readers(own)) {
        const Axis::Range real = a.real_taps(o);
        for (std::int64_t j = real.begin; j < real.end; ++j) ++shared[static_cast<std::size_t>(a.at(o, j))];
    }
    return shared;
}

// The input calmed down: cells that share windows with the hovered one stand out by how many.
void draw_calm_input(Kit& kit, const Facts& f, const FigureLayout& l, const Reach& reach) {
    const GridBox& g = l.input;
    const Shape s = f.input->shape();
    const Position own = reach.cell;
    const std::vector<int> rows = shared_along(f.window().rows, own.y),
                           columns = shared_along(f.window().columns, own.x);
    std::vector<std::pair<Position, Colour>> numbers;
    for (std::int64_t y = -g.ring_top; y < g.rows - g.ring_top; ++y)
        for (std::int64_t x = -g.ring_left; x < g.columns - g.ring_left; ++x) {
            const Rect r = g.at(static_cast<double>(y), static_cast<double>(x));
            if (y < 0 || x < 0 || y >= s.h || x >= s.w) {
                kit.cell(padding_cell(r, g.radius, kit));
                continue;
            }
            if (Position{y, x} == own) continue;
            const int n = rows[static_cast<std::size_t>(y)] * columns[static_cast<std::size_t>(x)];
            Paint p{kit.tok.sheet, kit.tok.text3, mix(kit.tok.sheet, kit.tok.ink, .12)};
            if (n > 0) {
                p.fill = mix(kit.tok.sheet, Colour::hex(0x5B7FA6), std::min(.75, .06 + .07 * n));
                p.ink = kit.dark() ? kit.tok.ink : Colour::hex(0x16181D);
                p.edge = mix(p.fill, kit.tok.ink, .14);
            }
            kit.cell(cell_of(r, g.radius, p, kit));
            numbers.push_back({{y, x}, p.ink});
        }
    for (const auto& [p, ink] : numbers) number_in(kit, g.at(p), kit.show(f.left(p)), l.input_number, ink);
}

void outline(Kit& kit, const Rect& outer, double radius, Colour colour) {
    kit.ring(outer.outset(1.5), radius + 1.5, kit.tok.halo.alpha(.9), 5.5);
    kit.ring(outer, radius, colour, 2.5);
}

void draw_outlines(Kit& kit, const Facts& f, const FigureLayout& l, const Reach& reach) {
    const GridBox& g = l.input;
    const double n = static_cast<double>(reach.outputs.size()), radius = g.radius + 5;
    if (reach.outputs.size() > most_outlines) {
        const Rect a = l.window(f.window(), reach.outputs.front().at),
                   b = l.window(f.window(), reach.outputs.back().at);
        outline(kit, Rect{a.x, a.y, b.right() - a.x, b.bottom() - a.y}.outset(g.gap / 2 - .5), radius,
                kit.tok.line2);
        return;
    }
    double rank = 0;
    for (const Reach::Output& r : reach.outputs) {
        const double inset = rank++ * std::min(4., .2 * g.cell / n);
        const Rect cells = l.window(f.window(), r.at).outset(g.gap / 2 - 1.5 - inset);
        outline(kit, cells, radius, region_hue(f.region(r.at), kit.look).outline);
    }
}

void draw_own(Kit& kit, const Facts& f, const FigureLayout& l, Position p) {
    const Rect r = l.input.at(p);
    Cell c;
    c.rect = r;
    c.radius = l.input.radius;
    c.fill = kit.tok.ink;
    c.shadow_y = 4;
    c.shadow_sigma = 6;
    c.shadow_alpha = kit.look.theme == Theme::print ? 0 : .25;
    kit.cell(c);
    number_in(kit, r, kit.show(f.left(p)), l.input_number, kit.tok.sheet);
    kit.ring(r.outset(2), l.input.radius + 2, kit.tok.halo, 3);
    kit.ring(r.outset(6), l.input.radius + 6, kit.tok.accent, 4);
}

// Trunk through the gap above the cell, one branch a row of outputs, a dot on each reached cell.
void draw_trunk(Kit& kit, const FigureLayout& l, const Reach& reach) {
    if (l.kind == FigureLayout::Kind::column || reach.outputs.empty()) return;
    const GridBox &in = l.input, &out = l.output;
    const Position p = reach.cell;
    const Rect own = in.at(p);
    const Vec2 knee{in.bounds().right() + in.gap / 2 + 6, own.y - in.gap / 2};
    const auto stroke = [&](Path path, double width) {
        path.stroke = kit.tok.accent;
        path.width = width;
        kit.path(std::move(path));
    };
    std::int64_t row = -1;
    // The last of a row first: one branch to it.
    for (auto it = reach.outputs.rbegin(); it != reach.outputs.rend(); ++it) {
        if (it->at.y == row) continue;
        row = it->at.y;
        const Rect cell = out.at(static_cast<double>(row), static_cast<double>(it->at.x));
        const double y = cell.y - out.gap / 2, left = out.x - 6, x = (knee.x + left) / 2;
        Path branch;
        branch.move(knee).cubic({x, knee.y}, {x, y}, {left, y}).line({cell.middle().x, y});
        stroke(std::move(branch), 2);
    }
    Path trunk;
    trunk.move({own.middle().x, knee.y}).line(knee);
    stroke(std::move(trunk), 3.5);
}

void draw_dots(Kit& kit, const FigureLayout& l, const Reach& reach) {
    if (l.kind == FigureLayout::Kind::column) return;
    for (const Reach::Output& r : reach.outputs) {
        const Rect cell = l.output.at(r.at);
        Cell dot;
        dot.rect = Rect{cell.middle().x, cell.y - l.output.gap / 2, 0, 0}.outset(7.5);
        dot.radius = 7.5;
        dot.fill = kit.tok.sheet;
        dot.edge = kit.tok.accent;
        dot.edge_width = 3;
        kit.cell(dot);
    }
}

void draw_reached_cell(Kit& kit, const Facts& f, const FigureLayout& l, Position o,
                       const Reach::Output* reached) {
    const GridBox& g = l.output;
    const Rect r = g.at(o);
    const Hue& hue = region_hue(f.region(o), kit.look);
    if (!f.passed(o)) return kit.ring(r, g.radius, reached ? hue.outline : kit.tok.slot, reached ? 2.5 : 1.5);
    Paint p{kit.tok.sheet, kit.tok.text3, kit.tok.line};
    if (reached) {
        constexpr Colour dark_ink = Colour::hex(0x16181D);
        p.fill = reached->decides ? hue.fill : mix(kit.tok.sheet, hue.fill, .42);
        p.ink = contrast(dark_ink, p.fill) > 4.5 ? dark_ink : kit.tok.ink;
        p.edge = hue.outline;
    }
    Cell c = cell_of(r, g.radius, p, kit);
    if (reached) c.edge_width = 2.5;
    kit.cell(c);
    number_in(kit, r, kit.show(f.right(o)), l.output_number, p.ink);
}

void draw_reached_output(Kit& kit, const Facts& f, const FigureLayout& l, const Reach& reach) {
    const GridBox& g = l.output;
    auto next = reach.outputs.begin();  // both go in reading order
    for (std::int64_t y = 0; y < g.rows; ++y)
        for (std::int64_t x = 0; x < g.columns; ++x) {
            const bool reached = next != reach.outputs.end() && next->at == Position{y, x};
            output_spot(kit, f, g, {y, x});
            draw_reached_cell(kit, f, l, {y, x}, reached ? &*next : nullptr);
            if (reached) ++next;
        }
    if (f.step.how != Reduction::select) return;
    for (const Reach::Output& r : reach.outputs) {
        if (!r.shown || !r.decides) continue;
        const Rect cell = g.at(r.at);
        draw_output_ring(kit, cell, g.radius);
    }
}

void draw_reach_legend(Kit& kit, const Facts& f, const FigureLayout& l, const Reach& reach) {
    if (f.step.how != Reduction::select) return;
    const std::string value = kit.show(f.in(reach.cell.y, reach.cell.x));
    const std::string decides_text = f.back
                                         ? kit.word("back.reach.sent")
                                         : kit.word(draws(f.step) ? "reach.drawn" : "reach.decides", {value}),
                      reads_text =
                          f.back ? kit.word("back.reach.elsewhere") : kit.word("reach.reads", {value});
    const double widest =
        std::max(kit.width(decides_text, 15, Weight::medium), kit.width(reads_text, 15, Weight::medium));
    const double x = std::min(l.output.x + 1, l.room_width - 24 - 31 - widest);
    double y = l.output.bounds().bottom() + 44;
    const auto any = [&](bool decides) {
        return std::any_of(reach.outputs.begin(), reach.outputs.end(),
                           [&](const Reach::Output& r) { return r.shown && r.decides == decides; });
    };
    if (any(true) && y < l.room_height - 12) {
        kit.ring({x, y - 9, 18, 18}, 5, kit.tok.accent, 3);
        kit.text(x + 31, y, decides_text, 15, Weight::medium, kit.tok.text2);
        y += 32;
    }
    if (any(false) && y < l.room_height - 12) {
        const Hue& hue = region_hue(1, kit.look);
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

// "6 of 9 windows read it, it decides 2".
Pieces pieces_of(const Kit& kit, const Facts& f, const Reach& reach) {
    if (reach.outputs.empty()) return {{kit.word("reach.never"), false}};
    const auto decided =
        std::ranges::count_if(reach.outputs, [](const Reach::Output& r) { return r.shown && r.decides; });
    const bool selects = f.step.how == Reduction::select;
    Pieces pieces{{show_int(static_cast<std::int64_t>(reach.outputs.size())), true},
                  {kit.word("reach.of", {f.steps}), false},
                  {kit.word(selects ? "reach.it_decides" : "reach.takes_part"), false}};
    if (selects) pieces.emplace_back(show_int(decided), true);
    return pieces;
}

// The cell that a window draws.
std::optional<Position> drawn(const Facts& f, Position out) {
    const Step step =
        explain(*f.evaluation, f.stage->id, f.step_of(out), f.batch, f.out_channel, f.in_channel);
    if (step.winner < 0) return std::nullopt;
    return step.taps[static_cast<std::size_t>(step.winner)].at;
}

}  // namespace

std::optional<Reach> reach_of(const Facts& f) {
    if (f.scatters()) return std::nullopt;  // its one way is the step's own picture
    // A selected cell shows one window instead, where that says enough: see now_of.
    const View& v = f.pane->view;
    const bool outlines = v.edit && f.overlapping && !(f.stage && f.stage->op->has(Param::weight));
    const std::optional<Focus> h = v.hover ? v.hover : outlines ? std::optional(v.edit->at) : std::nullopt;
    const bool hovers = h && f.result && !f.pane->playing && h->grid == Focus::Grid::input &&
                        h->at.y < f.input->shape().h && h->at.x < f.input->shape().w;
    if (!hovers) return std::nullopt;
    Reach reach{h->at, {}};
    const auto decides = [&](Position out) {
        if (f.back)
            return std::ranges::any_of(f.back->parts_to(h->at), [&](const BackwardWalk::Part& part) {
                return part.step == f.step_of(out);
            });
        if (draws(f.step)) return drawn(f, out) == h->at;
        const Wins wins = f.stage->op->smallest ? Wins::smallest : Wins::largest;
        return f.step.how != Reduction::select || selects(wins, f.result->plan, *f.input, f.out(out.y, out.x),
                                                          f.batch, f.out_channel, out, h->at);
    };
    for (std::int64_t y : f.window().rows.readers(h->at.y))
        for (std::int64_t x : f.window().columns.readers(h->at.x)) {
            reach.outputs.push_back({{y, x}, f.passed({y, x}), decides({y, x})});
        }
    return reach;
}

void draw_reach(Kit& kit, const Facts& f, const FigureLayout& l, const Reach& reach) {
    kit.group("connectors");
    draw_trunk(kit, l, reach);
    kit.group("input");
    draw_calm_input(kit, f, l, reach);
    input_spots(kit, f, l.input);
    kit.group("output");
    draw_reached_output(kit, f, l, reach);
    kit.group("window");
    draw_outlines(kit, f, l, reach);
    draw_own(kit, f, l, reach.cell);
    draw_dots(kit, l, reach);
    draw_reach_legend(kit, f, l, reach);
}

namespace {

// What the cell's gradient is the sum of.
Pieces received_pieces(const Kit& kit, const Facts& f, Position p) {
    Pieces pieces;
    std::size_t count = 0;
    const auto& parts = f.back->parts_to(p);
    const auto all = static_cast<std::size_t>(
        std::ranges::count_if(parts, [&](const BackwardWalk::Part& part) { return part.step <= f.sent(); }));
    if (all == 0) return {{kit.word("back.reach.nothing"), false}};
    for (; count < all; ++count) {
        if (all > most_chips && count == 2) pieces.emplace_back(" + …", false);
        if (all > most_chips && count >= 2 && count + 1 < all) continue;
        if (count > 0) pieces.emplace_back(" + ", false);
        pieces.emplace_back(kit.show(parts[count].value), true);
    }
    const double sum = f.gained(p);
    pieces.emplace_back(kit.rounded(sum) ? " ≈ " : " = ", false);
    pieces.emplace_back(kit.show(sum), true);
    return pieces;
}

}  // namespace

void draw_reach_strip(Kit& kit, const Facts& f, const Reach& reach, double top) {
    kit.group("formula");
    const Position p = reach.cell;
    const double x = kit.look.narrow ? 32 : 40;
    kit.line({24, top + .5}, {kit.look.width - 24, top + .5}, kit.tok.line, 1);
    const bool low = is_low(kit.look);
    const std::string place = "[" + std::to_string(p.y) + ", " + std::to_string(p.x) + "]";
    if (!low) {
        const std::string head =
            kit.word(f.back ? "back.reach.cell" : "reach.cell", {place, show_full(f.left(p))});
        const double w = kit.text(x, top + 28, head, 15, Weight::semibold, kit.tok.ink);
        kit.text(x + w + 20, top + 28, kit.word(f.back ? "back.reach.what" : "reach.what"), 15,
                 Weight::medium, kit.tok.text2);
    }
    const Pieces pieces = f.back ? received_pieces(kit, f, p) : pieces_of(kit, f, reach);
    const auto weight = [](bool strong) { return strong ? Weight::semibold : Weight::regular; };
    const double room = kit.look.width - size_formula_width(kit, f) - x - 16;
    double size = 28;
    const auto total = [&] {
        double sum = 0;
        for (const auto& [text, strong] : pieces) sum += kit.width(text, size, weight(strong));
        return sum;
    };
    while (size > 15 && total() > room) size -= 1;
    const double middle = top + (low ? 32 : kit.look.narrow ? 72 : 76);
    double at = x;
    for (const auto& [text, strong] : pieces)
        at += kit.text(at, middle, text, size, weight(strong), strong ? kit.tok.ink : kit.tok.text2);
    draw_size_formula(kit, f, top);
}

std::string reach_text(const Kit& kit, const Facts& f, const Reach& reach) {
    std::string text;
    for (const auto& piece : pieces_of(kit, f, reach)) text += piece.first;
    return text;
}

void draw_reached(Kit& kit, const FigureLayout& l, const Reach& reach) {
    kit.group("hover");
    const Rect own = l.input.at(reach.cell);
    kit.ring(own.outset(1.5), l.input.radius + 1.5, kit.tok.ink, 3);
    for (const Reach::Output& r : reach.outputs) {
        const Rect cell = l.output.at(r.at);
        if (r.shown && r.decides)
            draw_output_ring(kit, cell, l.output.radius);
        else
            kit.ring(cell, l.output.radius, kit.tok.accent, 2.5);
    }
}

void draw_tip(Kit& kit, const Facts& f, const FigureLayout& l) {
    const auto& hover = f.pane->view.hover;
    if (!hover || !f.result || f.pictured) return;
    const bool output = hover->grid == Focus::Grid::output;
    if (!output && hover->grid != Focus::Grid::input) return;
    const Tensor& t = output ? *f.output : *f.input;
    const Position p = hover->at;
    if (p.y >= t.shape().h || p.x >= t.shape().w || (output && !f.back && !f.revealed(p))) return;
    const double v = output ? f.right(p) : f.left(p);
    if (!f.pane->playing && !(output && kit.rounded(v))) return;
    const GridBox& g = output ? l.output : l.input;
    const Rect cell = g.at(p);
    const std::string text = show_full(v);
    const double half = kit.width(text, 15, Weight::semibold) / 2 + 12;
    kit.group("hover");
    kit.pill({std::clamp(cell.middle().x, half + 4, kit.look.width - half - 4), std::max(19., cell.y - 23)},
             30, 12, text, kit.tok.ink, kit.tok.sheet);
}

}  // namespace pw
