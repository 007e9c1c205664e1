// The bench: a tray of the kernel's shape where values gather, are compared or added, and leave as one.
#include <algorithm>

#include "core/base/number.h"
#include "core/figure/bench.h"
#include "core/figure/easing.h"

namespace pw {

// A window smaller than the largest one lies in the middle of its place.
Rect bench_place(const Facts& f, const FigureLayout& l, int q) {
    const double down = static_cast<double>(l.bench.rows - f.step.rows) / 2,
                 right = static_cast<double>(l.bench.columns - f.step.columns) / 2;
    return l.bench.at(static_cast<double>(q / f.step.columns) + down,
                      static_cast<double>(q % f.step.columns) + right);
}

Rect sum_place(const FigureLayout& l) {
    const Vec2 m = l.tray_middle();
    return {m.x - l.bench.cell / 2, m.y - l.bench.cell / 2, l.bench.cell, l.bench.cell};
}

void shade(Cell& c, const Kit& kit, double y, double sigma, double alpha) {
    if (kit.look.theme == Theme::print) return;
    c.shadow_y = y;
    c.shadow_sigma = sigma;
    c.shadow_alpha = (kit.dark() ? .60 : alpha);
}

void draw_slot(Kit& kit, const FigureLayout& l, const Rect& r, const Tap& tap, double alpha) {
    if (tap.kind == TapKind::outside) {
        kit.cell(outside_cell(r, l.bench.radius, kit));
    } else if (!tap.gathered) {
        kit.cell(padding_cell(r, l.bench.radius, kit));
    } else if (alpha > 0) {
        kit.ring(r, l.bench.radius, kit.tok.slot.alpha(alpha), 1.5);
    }
}

void draw_tray(Kit& kit, const FigureLayout& l) {
    Cell tray;
    tray.rect = l.tray;
    tray.radius = l.bench.radius + kit.look.measures.tray;
    tray.fill = kit.tok.well;
    tray.edge = kit.tok.line;
    tray.edge_width = 1;
    kit.cell(tray);
}

void draw_trail(Kit& kit, double way, const std::function<Vec2(double)>& at, double length) {
    const double from = std::max(.16, way - length);
    if (way <= from) return;
    Path p;
    constexpr int pieces = 16;
    p.move(at(from));
    for (int i = 1; i <= pieces; ++i) p.line(at(lerp(from, way, double(i) / pieces)));
    p.stroke = kit.tok.accent.alpha(.60 * clamp01((1 - way) / .12));  // gone when the tile has landed
    p.width = 3;
    kit.path(std::move(p));
}

void draw_pill(Kit& kit, const FigureLayout& l, const std::string& text, double there, double filled) {
    if (there <= 0 || text.empty()) return;
    kit.pill(
        {l.tray_middle().x, l.tray.y}, 28, 13, text, mix(kit.tok.sheet, kit.tok.accent, filled).alpha(there),
        mix(kit.tok.accent_text, kit.tok.on_accent, filled).alpha(there), kit.tok.accent.alpha(there), 2);
}

namespace {

double tile_value(const Facts& f, int q) {
    const Tap& tap = f.step.taps[static_cast<std::size_t>(q)];
    return f.motion.tiles[static_cast<std::size_t>(q)].product ? addend(f.step, tap) : tap.value;
}

std::string factors(const Kit& kit, const Step& step, const Tap& tap) {
    if (draws(step)) return chance_text(kit, tap.chance);
    if (step.how == Reduction::norm) return powered(kit.show(tap.value), step.norm_type);
    return kit.show(tap.value) + " · " + kit.show(tap.weight);
}

// What a product or a power is made of, and how likely a lot is, stands over it where all of them have the
// room.
bool has_captions(const Kit& kit, const Facts& f, const FigureLayout& l) {
    constexpr double least = 56;
    if ((!turns(f.step) && !draws(f.step)) || l.bench.pitch < least) return false;
    return std::ranges::all_of(f.step.taps, [&](const Tap& tap) {
        return kit.width(factors(kit, f.step, tap), 12, Weight::semibold) <= .94 * l.bench.cell;
    });
}

struct TileLook {
    double beaten = 0, shadow = 0;
    double caption = 0;  // alpha of a product's factors
};

// One value's tile with its number; padding keeps its hatch.
void draw_tile(Kit& kit, const Facts& f, const FigureLayout& l, int q, const Rect& r, const TileLook& look) {
    const Tap& tap = f.step.taps[static_cast<std::size_t>(q)];
    const TileMotion& t = f.motion.tiles[static_cast<std::size_t>(q)];
    const double size = lerp(l.input_number, l.bench_number, t.flight);
    const double value = tile_value(f, q);
    if (tap.kind != TapKind::real) {
        const std::string sign = kit.show(value);
        const double small = std::max(12., size * .75);
        kit.cell(padding_cell(r, l.bench.radius, kit));
        clear_disc(kit, r, kit.tok.well, .25, kit.width(sign, small, Weight::semibold));
        number_in(kit, r, sign, small, kit.tok.text2);
        return;
    }
    Paint paint = paint_of(f, kit.look, value, f.region(f.step.out));
    paint = mix(paint, faded(paint, kit.tok.well, kit.tok), look.beaten);
    Cell c = cell_of(r, l.bench.radius, paint, kit);
    const double shadow = look.shadow;
    if (shadow > 0) shade(c, kit, 10 * shadow, 10, .25 * shadow);
    if (shadow > 0 && f.by_value)
        c.edge = Colour{1, 1, 1, static_cast<float>(.35 * shadow)}, c.edge_width = 1.5;
    kit.cell(c);
    const double caption = t.product ? look.caption : 0;
    number_in(kit, r.moved({0, 7 * caption}), kit.show(value), size, paint.ink);
    if (caption > 0)
        kit.text(r.middle().x, r.y + 13, factors(kit, f.step, tap), 12, Weight::semibold,
                 paint.ink.alpha(caption), Align::middle);
}

// The one that leads lies above the others.
void draw_tiles(Kit& kit, const Facts& f, const FigureLayout& l) {
    const BenchMotion& m = f.motion;
    const int top = m.ring_to;
    const bool captions = has_captions(kit, f, l);
    const auto draw_one = [&](int q) {
        const TileMotion& t = m.tiles[static_cast<std::size_t>(q)];
        if (!t.shown || t.flight < 1 || t.alpha <= 0) return;
        if (m.dropping && q == top) return;
        Rect r = bench_place(f, l, q).scaled(1 - .12 * t.beaten);
        if (q == top) r = r.scaled(m.winner_scale);
        if (t.merged > 0) {
            const Rect sum = sum_place(l);
            r = r.moved((sum.middle() - r.middle()) * t.merged).scaled(1 - .2 * t.merged);
        }
        const double before = kit.fade;
        kit.fade *= t.alpha;
        draw_tile(kit, f, l, q, r,
                  {t.beaten, q == top ? .6 * m.ring : 0, captions ? 1 - clamp01(3 * t.merged) : 0});
        kit.fade = before;
    };
    const int n = static_cast<int>(m.tiles.size());
    for (int q = 0; q < n; ++q)
        if (q != top) draw_one(q);
    if (top >= 0 && top < n) draw_one(top);
}

// Taps equal to the winner: the first of them was taken.
void draw_ties(Kit& kit, const Facts& f, const FigureLayout& l) {
    if (f.motion.chosen <= 0 || f.motion.dropping) return;
    for (int q : f.step.ties) {
        const Rect r = bench_place(f, l, q).scaled(.88);
        const double size = std::clamp(l.bench.cell * .22, 12., 18.);
        kit.text(r.right() - size * .75, r.y + size * .8, "=", size, Weight::semibold,
                 kit.tok.accent_text.alpha(f.motion.chosen), Align::middle);
    }
}

void draw_sum(Kit& kit, const Facts& f, const FigureLayout& l) {
    const BenchMotion& m = f.motion;
    const Rect r = sum_place(l).scaled(m.sum_scale);
    const double value = m.settled > 0 ? f.step.result : m.sum_value;
    Paint paint = paint_of(f, kit.look, f.step.result, f.region(f.step.out));
    if (f.by_value) {
        const Paint open{kit.tok.ctl, kit.tok.ink, kit.tok.line2};
        paint = mix(open, paint, m.settled);
    }
    kit.ring(r.outset(3), l.bench.radius + 3, kit.tok.sheet, 4);
    Cell c = cell_of(r, l.bench.radius, paint, kit);
    shade(c, kit, 6, 10, .22);
    kit.cell(c);
    number_in(kit, r, kit.show(value), l.bench_number, paint.ink);
    if (m.settled > 0) draw_ring(kit, r, l.bench.radius, m.settled);
}

std::string pill_text(const Kit& kit, const Step& s) {
    if (s.how == Reduction::mean || s.divisor != 1) return "÷ " + kit.show(s.divisor);
    if (s.how == Reduction::norm) {
        const std::string scaled = s.scale == 1 ? "" : "· " + kit.show(s.scale) + "  ";
        return s.norm_type == 1 ? scaled : scaled + root_sign(s.norm_type);
    }
    std::string text;
    if (s.others != 0) text = kit.word("bench.others");
    if (s.bias != 0)
        text +=
            (text.empty() ? "" : "  ") + std::string(s.bias < 0 ? "− " : "+ ") + kit.show(std::abs(s.bias));
    return text;
}

// relu: the value turns into its result where it lies.
void draw_mapped(Kit& kit, const Facts& f, const FigureLayout& l) {
    const BenchMotion& m = f.motion;
    const Rect r = bench_place(f, l, 0).scaled(m.winner_scale);
    const Paint paint = mix(paint_of(f, kit.look, f.step.taps[0].value, f.region(f.step.out)),
                            paint_of(f, kit.look, f.step.result, f.region(f.step.out)), m.settled);
    kit.cell(cell_of(r, l.bench.radius, paint, kit));
    const double shown = m.settled < .5 ? f.step.taps[0].value : f.step.result;
    number_in(kit, r, kit.show(shown), l.bench_number, paint.ink);
    draw_ring(kit, r, l.bench.radius, m.ring);
}

void draw_copies(Kit& kit, const Facts& f, const FigureLayout& l) {
    const int n = static_cast<int>(f.motion.tiles.size());
    const auto flying = [&](int q) {
        const TileMotion& t = f.motion.tiles[static_cast<std::size_t>(q)];
        return t.shown && t.flight > 0 && t.flight < 1;
    };
    const auto at = [&](int q, double way) {
        const Tap& tap = f.step.taps[static_cast<std::size_t>(q)];
        const Rect from = l.input.at(tap.at);
        return lerp(from, bench_place(f, l, q), way).moved({0, -.30 * l.input.pitch * ease::pop(way)});
    };
    if (!kit.look.reduced_motion)
        for (int q = 0; q < n; ++q)
            if (flying(q))
                draw_trail(kit, f.motion.tiles[static_cast<std::size_t>(q)].flight,
                           [&](double way) { return at(q, way).middle(); });
    for (int q = 0; q < n; ++q) {
        if (!flying(q)) continue;
        const double way = f.motion.tiles[static_cast<std::size_t>(q)].flight, lift = ease::pop(way);
        draw_tile(kit, f, l, q, at(q, way).scaled(1 + .05 * lift), {.shadow = lift});
    }
}

void draw_result_flight(Kit& kit, const Facts& f, const FigureLayout& l) {
    const BenchMotion& m = f.motion;
    const bool from_tile = f.step.how == Reduction::select
                               ? f.step.winner >= 0
                               : f.step.how == Reduction::map || f.step.how == Reduction::place;
    const Rect from = from_tile ? bench_place(f, l, std::max(0, f.step.winner)) : sum_place(l);
    const Rect to = l.output.at(f.step.lands);
    const auto at = [&](double way) {
        return lerp(from, to, way).moved({0, -.22 * l.output.pitch * ease::pop(way)});
    };
    // Short, where it would lie on the rows' numbers.
    if (!kit.look.reduced_motion)
        draw_trail(
            kit, m.drop, [&](double way) { return at(way).middle(); }, f.scatters() ? .22 : .42);
    const Rect r = at(m.drop).scaled(m.landing_scale);
    const Paint paint = paint_of(f, kit.look, f.step.result, f.region(f.step.out));
    Cell c = cell_of(r, l.output.radius, paint, kit);
    shade(c, kit, 10, 10, .25);
    c.shadow_alpha *= std::max(m.drop_lift, .4 * m.drop_ring);
    kit.cell(c);
    number_in(kit, r, kit.show(f.step.result), lerp(l.bench_number, l.output_number, m.drop), paint.ink);
    draw_ring(kit, r, l.output.radius, m.drop_ring);
}

}  // namespace

void draw_ring(Kit& kit, const Rect& tile, double radius, double alpha) {
    if (alpha <= 0) return;
    kit.ring(tile.outset(3), radius + 3, kit.tok.sheet.alpha(alpha), 4);
    kit.ring(tile.outset(7), radius + 7, kit.tok.accent.alpha(alpha), 5);
}

void draw_bench(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("tray");
    const BenchMotion& m = f.motion;
    draw_tray(kit, l);
    const int n = static_cast<int>(m.tiles.size());
    for (int q = 0; q < n; ++q) {
        const TileMotion& t = m.tiles[static_cast<std::size_t>(q)];
        const bool away = !t.shown || t.flight < 1 || t.merged > 0 || (m.dropping && q == m.ring_to);
        draw_slot(kit, l, bench_place(f, l, q), f.step.taps[static_cast<std::size_t>(q)],
                  away ? 1 : smoothstep(.6, 1, 1 - t.alpha));
    }
    if (f.step.how == Reduction::map && f.now.part == Phase::reduce && m.tiles[0].shown) {
        draw_mapped(kit, f, l);
        return;
    }
    draw_tiles(kit, f, l);
    draw_ties(kit, f, l);
    const bool chooses = f.step.how == Reduction::select || f.step.how == Reduction::place;
    if (chooses && m.ring > 0 && !m.dropping && m.ring_to >= 0) {
        Rect r = lerp(bench_place(f, l, m.ring_from), bench_place(f, l, m.ring_to), m.ring_way);
        draw_ring(kit, r.scaled(m.winner_scale), l.bench.radius, m.ring);
    }
    if (m.current >= 0) {
        const Rect r = bench_place(f, l, m.current);
        const double clear = std::min(2., l.bench.gap), stroke = l.bench.pitch < 32 ? 2 : 4;
        kit.ring(r.outset(clear), l.bench.radius + clear, kit.tok.sheet, clear + 1);
        kit.ring(r.outset(clear + stroke), l.bench.radius + clear + stroke, kit.tok.accent, stroke);
    }
    if (m.sum && !m.dropping) draw_sum(kit, f, l);
    draw_pill(kit, l, pill_text(kit, f.step), m.pill, m.pill_filled);
}

void draw_flight(Kit& kit, const Facts& f, const FigureLayout& l) {
    if (f.now.still) return;
    kit.group("flight");
    if (f.now.part == Phase::gather) draw_copies(kit, f, l);
    if (f.motion.dropping && !f.motion.landed) draw_result_flight(kit, f, l);
}

}  // namespace pw
