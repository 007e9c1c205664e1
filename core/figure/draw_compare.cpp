// A comparison: two lanes from one input, what differs between their outputs, and both formulas.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/compare.h"
#include "core/figure/draw.h"
#include "core/figure/noise_words.h"

namespace pw {

namespace {

constexpr double after_badge = 34;  // from a badge's left edge to what it names
constexpr const char* letters[] = {"A", "B"};

// A badge, then name and shape as far as there is room.
void draw_lane_title(Kit& kit, double x, double middle, int side, const std::string& name,
                     const std::string& shape, double end) {
    constexpr double apart = 8;
    const auto fits = [&](const std::string& s) {
        return x + after_badge + title_width(kit.look, name, s) + apart <= end;
    };
    draw_badge(kit, x, middle, side);
    if (fits(shape))
        draw_title(kit, x + after_badge, middle, name, shape);
    else if (fits(""))
        draw_title(kit, x + after_badge, middle, name, "");
}

void draw_titles(Kit& kit, const Compared& c) {
    kit.group("labels");
    const double above = is_low(kit.look) ? 24 : 44, edge = kit.look.width - 16;
    for (int i = 0; i < 2; ++i) {
        const Facts& f = c.facts[i];
        const FigureLayout& l = c.lanes[i];
        const double middle = std::min(l.tray.y + kit.look.measures.tray, l.output.y) - above;
        draw_lane_title(kit, l.tray.x, middle, i, bench_name(kit, f), bench_shape(f), l.output.x);
        draw_lane_title(kit, l.output.x, middle, i, kit.word("figure.output"),
                        shape_text(f.out_shape().h, f.out_shape().w),
                        c.same_size() ? c.difference.x - 24 : edge);
    }
    if (c.same_size()) draw_title(kit, c.difference.x, c.difference.y - above + 8, "A − B", "");
}

// From both outputs to their difference.
void draw_arrow(Kit& kit, const Compared& c) {
    kit.group("difference");
    const double to = c.difference.x - 12, y = c.difference.bounds().middle().y;
    const auto stroke = [&](Path p, double width) {
        p.stroke = kit.tok.line2;
        p.width = width;
        kit.path(std::move(p));
    };
    for (const FigureLayout& l : c.lanes) {
        const Rect out = l.output.bounds();
        const double from = out.right() + 12, middle = (from + to) / 2;
        Path p;
        p.move({from, out.middle().y}).cubic({middle, out.middle().y}, {middle, y}, {to, y});
        stroke(std::move(p), 1.5);
    }
    Path head;
    head.move({to - 3, y - 4}).line({to + 1, y}).line({to - 3, y + 4});
    stroke(std::move(head), 1.75);
}

// Both signs have their own colours, whatever the canvas is coloured by.
Domain difference_domain(const Compared& c) {
    double most = 0;
    const auto a = c.a().output->plane(c.a().batch, c.a().out_channel),
               b = c.b().output->plane(c.b().batch, c.b().out_channel);
    for (std::size_t i = 0; i < a.size(); ++i)
        if (const double d = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
            std::isfinite(d))
            most = std::max(most, d);
    return {-most, most, true};
}

// What isn't a number has no difference, but a sign that it isn't.
void draw_difference(Kit& kit, const Compared& c) {
    const GridBox& g = c.difference;
    const Domain domain = difference_domain(c);
    const auto difference = [&](Position o) {
        const double a = static_cast<double>(c.a().shown(o)), b = static_cast<double>(c.b().shown(o));
        return a == b ? 0 : a - b;
    };
    std::vector<float> all;
    for (std::int64_t y = 0; y < g.rows; ++y)
        for (std::int64_t x = 0; x < g.columns; ++x) all.push_back(static_cast<float>(difference({y, x})));
    const double size = number_size(kit.look, g.cell, all);
    for (std::int64_t y = 0; y < g.rows; ++y)
        for (std::int64_t x = 0; x < g.columns; ++x) {
            const Position o{y, x};
            const Rect r = g.at(o);
            const bool known = c.a().revealed(o) && c.b().revealed(o);
            const double d = difference(o);
            kit.spot(spot_id({Focus::Grid::difference, o}), r.outset(g.gap / 2), known ? kit.show(d) : "");
            if (!known) {
                kit.ring(r, g.radius, kit.tok.slot, 1.5);
                continue;
            }
            const Paint paint = value_paint(kit.look, domain, Map::viridis, d);
            kit.cell(cell_of(r, g.radius, paint, kit));
            number_in(kit, r, kit.show(d), size, paint.ink);
        }
}

// Under the difference, or under the outputs whose sizes forbid one.
void draw_count(Kit& kit, const Compared& c) {
    const Differing d = differing(c);
    const auto size = [](const Facts& f) { return shape_text(f.out_shape().h, f.out_shape().w); };
    const std::string text = c.same_size() ? kit.word("compare.differ", {d.differ, d.known})
                                           : kit.word("compare.sizes", {size(c.a()), size(c.b())});
    const Rect over = c.same_size() ? c.difference.bounds() : c.lanes[1].output.bounds();
    const double w = kit.width(text, 15, Weight::medium);
    const double x = std::min(over.x, kit.look.width - 24 - w);
    // Beside the arrow's curve only where it doesn't reach it.
    const Rect& under = x < over.x ? c.lanes[1].output.bounds() : over;
    const double y = under.bottom() + 38;
    if (y + 8 > c.lanes[0].room_height) return;
    kit.text(x, y, text, 15, Weight::medium, kit.tok.text2);
    kit.spot("compare/count", {x, y - 12, w, 24}, text);
}

// One frame, or where the windows differ one for each, with its letter.
void draw_windows(Kit& kit, const Compared& c) {
    if (c.one_frame) {
        draw_window(kit, c.a(), c.lanes[0]);
        return draw_winner_place(kit, c.b(), c.lanes[1]);
    }
    draw_two_windows(kit, c.facts, c.lanes);
    constexpr double least = 56;  // a letter at a smaller cell's corner would lie on its number
    if (c.lanes[0].input.pitch < least) return;
    for (int i = 0; i < 2; ++i) {
        const Facts& f = c.facts[i];
        const FigureLayout& l = c.lanes[i];
        const Rect r = framed(f, [&](Position o) { return l.window(f.window(), o); });
        const Vec2 at = i ? Vec2{r.right() - 10, r.bottom() - 2} : Vec2{r.x - 8, r.y - 18};
        kit.pill({at.x + 9, at.y + 9}, 20, 6, letters[i], kit.tok.accent, kit.tok.on_accent);
    }
}

}  // namespace

void draw_badge(Kit& kit, double x, double middle, int side, double size) {
    Cell ground;
    ground.rect = {x, middle - size / 2, size, size};
    ground.radius = 6;
    ground.fill = kit.tok.ink;
    kit.cell(ground);
    kit.text(x + size / 2, middle, letters[side], 15, Weight::semibold, kit.tok.sheet, Align::middle);
}

void draw_compared(Kit& kit, const Compared& c) {
    if (c.pictured) return draw_compared_pictures(kit, c);
    const bool between = c.lanes[0].input.gap >= 4;
    const auto input_beams = [&] {
        for (int i = 0; i < 2; ++i) draw_input_beams(kit, c.facts[i], c.lanes[i]);
    };
    if (between) input_beams();
    for (int i = 0; i < 2; ++i) draw_output_beams(kit, c.facts[i], c.lanes[i]);
    draw_shared_input(kit, c.facts, c.lanes, c.outer);
    if (!between) input_beams();
    for (int i = 0; i < 2; ++i) draw_output(kit, c.facts[i], c.lanes[i]);
    if (c.same_size()) {
        draw_arrow(kit, c);
        draw_difference(kit, c);
    }
    draw_windows(kit, c);
    for (int i = 0; i < 2; ++i) draw_bench(kit, c.facts[i], c.lanes[i]);
    for (int i = 0; i < 2; ++i) draw_flight(kit, c.facts[i], c.lanes[i]);
    kit.group("labels");
    draw_input_labels(kit, c.facts[c.outer], c.lanes[c.outer]);
    if (kit.look.names) draw_titles(kit, c);
    if (kit.look.legend) draw_count(kit, c);
    for (int i = 0; i < 2; ++i)
        if (const auto reach = reach_of(c.facts[i])) draw_reached(kit, c.lanes[i], *reach);
    draw_edit(kit, c.a(), c.lanes[0]);
    for (int i = 0; i < 2; ++i) draw_tip(kit, c.facts[i], c.lanes[i]);
}

void draw_compared_strip(Kit& kit, const Compared& c, double top) {
    kit.group("formula");
    const bool low = is_low(kit.look), narrow = kit.look.narrow;
    const double x = narrow ? 32 : 40, middle = std::floor(kit.look.width / 2 - 32), other = middle + 32;
    const double first = top + 28, second = top + (low ? 32 : narrow ? 72 : 76), big = 28;
    kit.line({24, top + .5}, {kit.look.width - 24, top + .5}, kit.tok.line, 1);
    kit.line({middle + .5, top + (low ? 12 : 24)},
             {middle + .5, top + (low      ? 52
                                  : narrow ? 96
                                           : 104)},
             kit.tok.line, 1);
    const double from[] = {x, other}, to[] = {middle - 16, kit.look.width - 24};
    for (int i = 0; i < 2; ++i) {
        draw_badge(kit, from[i], second, i, big);
        draw_formula(kit, c.facts[i], from[i] + big + 16, second, to[i] - from[i] - big - 16);
    }
    if (low) return;
    const auto line = [&](double at, double room, const std::string& text) {
        if (kit.width(text, 15, Weight::medium) <= room)
            kit.text(at, first, text, 15, Weight::medium, kit.tok.text2);
    };
    const bool disturbed = c.a().evaluation->of.input.disturbance.any();
    const auto reach = reach_of(c.a()), reach_b = reach_of(c.b());
    if (c.a().pane->view.edit) {
        draw_edit_head(kit, c.a(), x, first, to[0] - x);
    } else if (reach && reach_b) {
        line(x, to[0] - x, reach_text(kit, c.a(), *reach));
        return line(other, to[1] - other, reach_text(kit, c.b(), *reach_b));
    } else {
        const std::string head = step_text(kit, c.a().steps >= c.b().steps ? c.a() : c.b());
        const double w = kit.text(x, first, head, 15, Weight::semibold, kit.tok.ink);
        kit.spot("strip/step", {x, top + 16, w, 24}, head);
        line(x + w + 20, to[0] - x - w - 20,
             disturbed ? window_noise_text(kit, c.a()) : window_place(kit, c.a()));
    }
    const std::string without = clean_result_text(kit, c.b());
    line(other, to[1] - other,
         !without.empty() ? without
         : c.one_frame    ? step_sentence(kit, c.b())
                          : window_place(kit, c.b()));
}

}  // namespace pw
