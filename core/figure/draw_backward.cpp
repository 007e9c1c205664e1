// The walk turned round: gradients in the places of the values, what each cell has received so far, and the
// bench where an output's gradient is shared out (visual2.md, section 7).
#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/bench.h"

namespace pw {

namespace {

// In parts of a cell of 104, where the picture was drawn.
constexpr double drawn_cell = 104;
constexpr double least_token = 9, least_corner_cell = 44;

int tap_of(const Facts& f, Position p) {
    const std::int64_t i = f.window().rows.tap(f.step.out.y, p.y),
                       j = f.window().columns.tap(f.step.out.x, p.x);
    return i < 0 || j < 0 ? -1 : static_cast<int>(i * f.step.columns + j);
}

// A cell's own number, as it lies there.
struct Middle {
    Vec2 at;
    std::string text;
    double size = 0;
};

// The value on the way forward, in the cell's corner; not where it has no room beside the number.
void draw_corner(Kit& kit, const Rect& r, double value, Colour ink, const Middle& number) {
    if (r.w < least_corner_cell) return;
    const double k = r.w / drawn_cell, size = std::clamp(15 * k, 12., 15.), x = 16 * k;
    const double half = Fonts::cap_height / 2, y = std::max(20 * k, half * size + 4);
    const std::string text = kit.show(value);
    const double end = r.x + x + kit.width(text, size, Weight::medium);
    if (end > r.right() - x / 2) return;
    const double wide = std::min(.84 * r.w, kit.width(number.text, number.size, Weight::semibold));
    const bool beside = end <= number.at.x - wide / 2;
    if (!beside && r.y + y + (half + .1) * size > number.at.y - half * number.size) return;
    kit.text(r.x + x, r.y + y, text, size, Weight::medium, ink);
}

// A number one size larger, where that has the room.
double larger(const Kit& kit, double size, const std::string& text, double cell) {
    constexpr std::array<double, 8> ladder{12, 14, 18, 24, 32, 44, 60, 84};
    const auto* next = std::ranges::upper_bound(ladder, size);
    if (next == ladder.end() || *next > .6 * cell) return size;
    return kit.width(text, *next, Weight::semibold) <= .6 * cell ? *next : size;
}

// The regions whose steps have sent to a cell so far, first to last.
std::vector<int> senders(const Facts& f, Position p) {
    std::vector<int> all;
    for (const BackwardWalk::Part& part : f.back->parts_to(p))
        if (part.step <= f.sent()) all.push_back(f.region(f.window_of(part.step)));
    return all;
}

bool has_tokens(const Rect& r) { return 18 * r.w / drawn_cell >= least_token; }

// At the cell's foot, up to 4, then how many more.
void draw_tokens(Kit& kit, const Facts& f, const Rect& r, const std::vector<int>& regions) {
    if (!has_tokens(r) || regions.empty()) return;
    const double k = r.w / drawn_cell, side = std::round(18 * k), pitch = side + 2, size = 12;
    std::size_t shown = std::min<std::size_t>(4, regions.size());
    std::string more;
    const auto width = [&] {
        return static_cast<double>(shown) * pitch - 2 +
               (more.empty() ? 0 : 4 + kit.width(more, size, Weight::semibold));
    };
    const auto count = [&] {
        more = shown < regions.size() ? "+" + std::to_string(regions.size() - shown) : "";
    };
    for (count(); width() > r.w - 8 && shown > 1; count()) --shown;
    if (width() > r.w - 4) return;
    double x = r.middle().x - width() / 2;
    const double y = r.bottom() - 8 * k - side;
    for (std::size_t i = 0; i < shown; ++i, x += pitch) {
        Paint paint = paint_of(f, kit.look, 0, -1);
        const Hue& hue = region_hue(regions[i], kit.look);
        paint.fill = hue.fill;
        paint.edge = kit.look.theme == Theme::dark ? hue.fill.alpha(0) : mix(hue.fill, kit.tok.ink, .14);
        paint.nan = false;
        kit.cell(cell_of({x, y, side, side}, std::max(2., 4 * k), paint, kit));
    }
    if (!more.empty()) kit.text(x + 2, y + side / 2, more, size, Weight::semibold, kit.tok.text2);
}

// By region: white where several windows may meet and one has sent something, else its window's hue.
Paint region_paint(const Facts& f, const Kit& kit, Position p, bool holds, std::optional<Position> reader) {
    Paint calm = paint_of(f, kit.look, 0, -1);
    calm.ink = holds ? kit.tok.ink : kit.tok.text3;
    const auto of_window = [&](Position w, bool full) {
        Paint paint = paint_of(f, kit.look, 0, f.region(w));
        if (full) return paint;
        const Colour edge = paint.edge;
        paint = unlit(paint, kit.look);
        paint.edge = edge;
        if (!holds) paint.ink = kit.tok.text2;
        return paint;
    };
    const bool here = tap_of(f, p) >= 0 && !f.now.rest;
    const double lit = f.now.still ? 1 : f.now.lit;
    if (!f.overlapping) {
        if (reader && f.step_of(*reader) <= f.sent()) return of_window(*reader, holds);
        return here ? mix(calm, of_window(f.step.out, false), lit) : calm;
    }
    if (!here) return calm;
    Paint current = of_window(f.step.out, false);
    if (holds && has_tokens({0, 0, kit.look.measures.most_pitch, 0})) {
        current.fill = calm.fill;
        current.ink = calm.ink;
    }
    return mix(calm, current, lit);
}

std::optional<Position> first_reader(const Facts& f, Position p) {
    const auto rows = f.window().rows.readers(p.y), columns = f.window().columns.readers(p.x);
    if (rows.empty() || columns.empty()) return std::nullopt;
    return Position{rows.front(), columns.front()};
}

void draw_part(Kit& kit, const Facts& f, const FigureLayout& l, const Rect& r, double value, double size,
               double beaten, double lift) {
    Paint paint = paint_of(f, kit.look, value, f.region(f.step.out));
    paint = mix(paint, faded(paint, kit.tok.well, kit.tok), beaten);
    Cell c = cell_of(r, l.bench.radius, paint, kit);
    if (lift > 0) shade(c, kit, 10 * lift, 10, .25 * lift);
    kit.cell(c);
    number_in(kit, r, kit.show(value), size, paint.ink);
}

// "1 · −1", where every tile of a convolution has the room.
std::string factors(const Kit& kit, const Facts& f, std::size_t q) {
    return kit.show(f.gradient(f.step.lands)) + " · " + kit.show(f.step.taps[q].weight);
}
bool has_captions(const Kit& kit, const Facts& f, const FigureLayout& l) {
    constexpr double least = 56;
    const bool one =
        f.step.how == Reduction::sum && (!f.stage->op->has(Param::weight) || f.out_shape().c == 1);
    if (!one || l.bench.pitch < least) return false;
    for (std::size_t q = 0; q < f.step.taps.size(); ++q)
        if (kit.width(factors(kit, f, q), 12, Weight::semibold) > .94 * l.bench.cell) return false;
    return true;
}

class BackBench {
  public:
    BackBench(Kit& kit, const Facts& f, const FigureLayout& l)
        : kit_(kit), f_(f), l_(l), sends_(f.gradient(f.step.lands)), captions_(has_captions(kit, f, l)) {}

    void draw() {
        kit_.group("tray");
        draw_tray(kit_, l_);
        for (std::size_t q = 0; q < f_.step.taps.size(); ++q) {
            const PartMotion& part = f_.back_motion.parts[q];
            const bool away = part.alpha <= 0 || part.spread < 1 || part.flight > 0;
            draw_slot(kit_, l_, bench_place(f_, l_, static_cast<int>(q)), f_.step.taps[q], away ? 1 : 0);
        }
        for (std::size_t q = f_.step.taps.size(); q-- > 0;)
            if (f_.back_motion.parts[q].flight <= 0) in_tray(q);
        if (f_.step.how == Reduction::select && f_.step.winner < 0) nowhere();
        draw_pill(kit_, l_, pill_text(), f_.back_motion.pill, f_.back_motion.pill_filled);
        if (f_.now.still) return;
        kit_.group("flight");
        lift();
        for (std::size_t q = 0; q < f_.step.taps.size(); ++q) fly(q);
    }

  private:
    double value(std::size_t q) const { return f_.back_motion.parts[q].turned ? f_.parts()[q] : sends_; }

    Rect place(std::size_t q) const {
        const double way = f_.back_motion.parts[q].spread;
        return lerp(sum_place(l_), bench_place(f_, l_, static_cast<int>(q)), way);
    }

    void in_tray(std::size_t q) {
        const PartMotion& part = f_.back_motion.parts[q];
        if (part.alpha <= 0) return;
        const double beaten = f_.step.how == Reduction::select && f_.parts()[q] == 0 && part.turned ? 1 : 0;
        const double before = kit_.fade;
        kit_.fade *= part.alpha;
        const Rect r = place(q).scaled(1 - .12 * beaten);
        const bool caption = captions_ && part.turned;
        if (f_.step.taps[q].kind != TapKind::real) {
            lost(q, r);
        } else if (caption) {
            draw_part(kit_, f_, l_, r, value(q), 0, beaten, 0);
            const Colour ink = paint_of(f_, kit_.look, value(q), f_.region(f_.step.out)).ink;
            kit_.text(r.middle().x, r.y + 13, factors(kit_, f_, q), 12, Weight::semibold, ink, Align::middle);
            number_in(kit_, r.moved({0, 7}), kit_.show(value(q)), l_.bench_number, ink);
        } else {
            draw_part(kit_, f_, l_, r, value(q), l_.bench_number, beaten, 0);
        }
        kit_.fade = before;
    }

    // A part that falls into the padding.
    void lost(std::size_t q, const Rect& r) {
        const std::string text = kit_.show(value(q));
        const double size = std::max(12., l_.bench_number * .75);
        kit_.cell(padding_cell(r, l_.bench.radius, kit_));
        clear_disc(kit_, r, kit_.tok.well, .25, kit_.width(text, size, Weight::semibold));
        number_in(kit_, r, text, size, kit_.tok.text2);
    }

    // A window without a real cell: there is nobody to get it.
    void nowhere() {
        const double before = kit_.fade;
        kit_.fade *= f_.back_motion.lift < 1 ? 0 : 1 - f_.back_motion.chosen;
        if (kit_.fade > 0) draw_part(kit_, f_, l_, sum_place(l_), sends_, l_.bench_number, 0, 0);
        kit_.fade = before;
    }

    void along(const Rect& from, const Rect& to, double way, double shown, double from_size, double to_size) {
        const auto at = [&](double w) {
            return lerp(from, to, w).moved({0, -.22 * l_.output.pitch * ease::pop(w)});
        };
        if (!kit_.look.reduced_motion) draw_trail(kit_, way, [&](double w) { return at(w).middle(); });
        draw_part(kit_, f_, l_, at(way), shown, lerp(from_size, to_size, way), 0, ease::pop(way));
    }

    void lift() {
        const double way = f_.back_motion.lift;
        if (f_.now.part != Phase::gather || way <= 0) return;
        along(l_.output.at(f_.step.lands), sum_place(l_), way, sends_, l_.output_number, l_.bench_number);
    }

    void fly(std::size_t q) {
        const PartMotion& part = f_.back_motion.parts[q];
        if (part.flight <= 0 || part.alpha <= 0) return;
        along(place(q), l_.input.at(f_.step.taps[q].at), part.flight, value(q), l_.bench_number,
              l_.input_number);
    }

    std::string pill_text() const {
        const Step& s = f_.step;
        if (s.how == Reduction::mean || s.divisor != 1) return draws(s) ? "" : "÷ " + kit_.show(s.divisor);
        const bool others = f_.stage->op->has(Param::weight) && f_.out_shape().c > 1;
        return others ? kit_.word("bench.others") : "";
    }

    Kit& kit_;
    const Facts& f_;
    const FigureLayout& l_;
    double sends_;
    bool captions_;
};

}  // namespace

void draw_back_cell(Kit& kit, const Facts& f, const FigureLayout& l, Position p) {
    const Rect r = l.input.at(p);
    const std::vector<int> regions = senders(f, p);
    const auto reader = first_reader(f, p);
    const double value = f.gained(p);
    const bool holds = !regions.empty();
    const Paint paint =
        f.by_value ? paint_of(f, kit.look, value, -1) : region_paint(f, kit, p, holds, reader);
    const Cell c = reader ? cell_of(r, l.input.radius, paint, kit)
                          : unread_cell(r, l.input.radius, f.by_value ? paint.fill : kit.tok.hatch, kit);
    kit.cell(c);
    const std::string text = kit.show(value);
    double size = regions.size() > 1 ? larger(kit, l.input_number, text, r.w) : l.input_number;
    if (c.hatch != Hatch::none) clear_disc(kit, r, c.fill, .28, kit.width(text, size, Weight::semibold));
    const int q = tap_of(f, p);
    if (q >= 0 && f.back_motion.landed && f.parts()[static_cast<std::size_t>(q)] != 0)
        size *= f.back_motion.landing;
    const bool tokens = f.overlapping && !f.by_value && holds && has_tokens(r);
    const Colour ink = reader ? paint.ink : kit.tok.text2;
    const Rect place = tokens ? r.moved({0, -5 * r.w / drawn_cell}) : r;
    number_in(kit, place, text, size, ink);
    draw_corner(kit, r, f.in(p.y, p.x),
                f.by_value                ? ink
                : holds && !f.overlapping ? ink
                                          : kit.tok.text3,
                {place.middle(), text, size});
    if (tokens) draw_tokens(kit, f, r, regions);
}

void draw_back_rings(Kit& kit, const Facts& f, const FigureLayout& l) {
    const auto cell = f.summed();
    if (!cell || f.back_motion.chosen <= 0) return;
    const auto& edit = f.pane->view.edit;
    if (edit && edit->at == Focus{Focus::Grid::input, *cell}) return;
    draw_inner_ring(kit, l.input.at(*cell), l.input.radius, f.back_motion.chosen);
}

void draw_back_output(Kit& kit, const Facts& f, const FigureLayout& l) {
    const GridBox& g = l.output;
    for (std::int64_t y = 0; y < g.rows; ++y)
        for (std::int64_t x = 0; x < g.columns; ++x) {
            const Position o{y, x};
            const Rect r = g.at(o);
            const std::int64_t step = f.writer(o);
            const double value = f.gradient(o);
            output_spot(kit, f, g, o);
            Paint paint = paint_of(f, kit.look, value, step > 0 ? f.region(f.window_of(step)) : -1);
            const bool begun =
                !f.now.rest && step > 0 && step <= std::max(f.now.started, f.now.still ? f.now.step : 0);
            if (!f.by_value && step > 0 && !begun) paint = unlit(paint, kit.look);
            if (!f.by_value && step == 0) paint.ink = kit.tok.text3;
            if (o == f.step.lands)
                paint = mix(paint, faded(paint, kit.tok.sheet, kit.tok), f.back_motion.copied);
            const Cell c = cell_of(r, g.radius, paint, kit);
            kit.cell(c);
            if (c.hatch != Hatch::none) clear_disc(kit, r, c.fill, .28, 0);
            number_in(kit, r, kit.show(value), l.output_number, paint.ink);
            draw_corner(kit, r, f.out(y, x), paint.ink, {r.middle(), kit.show(value), l.output_number});
        }
    const bool before = f.now.part == Phase::slide && f.now.u < .5 && !f.now.still && f.now.step > 1;
    const Rect r = g.at(before ? f.lands(f.now.previous) : f.step.lands);
    const double clear = std::min(2., g.gap / 2);
    kit.ring(r.outset(clear), g.radius + clear, kit.tok.sheet, clear);
    kit.ring(r, g.radius, kit.tok.accent, 2.5);
}

void draw_back_bench(Kit& kit, const Facts& f, const FigureLayout& l) { BackBench(kit, f, l).draw(); }

std::string back_bench_name(const Kit& kit, const Facts& f) {
    static constexpr const char* names[] = {"back.to_winner", "back.evenly",  "back.weighted",
                                            "back.slope",     "back.through", "back.to_value"};
    return kit.word(names[static_cast<std::size_t>(f.step.how)]);
}

void draw_back_legend(Kit& kit, const Facts& f, const FigureLayout& l) {
    if (std::max(l.input.cell, l.output.cell) < least_corner_cell) return;
    if (!f.window().rows.regular()) return;  // its windows' sizes are said there
    const bool column = l.kind == FigureLayout::Kind::column;
    const double below = f.window().never_read() > 0 ? 64 : 44;
    const double middle = l.input.bounds().bottom() + (column ? 24 : below);
    const std::string text = kit.word("back.small");
    const double w = kit.width(text, 15, Weight::medium);
    const double x = column ? l.input.bounds().right() - w : l.input.at(0, 0).x;
    if (middle > l.room_height - 12 || (column && f.window().never_read() > 0)) return;
    kit.text(x, middle, text, 15, Weight::medium, kit.tok.text2);
}

}  // namespace pw
