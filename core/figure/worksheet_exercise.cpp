// One exercise in its place: number, head, hint, grids with blanks or a table.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/draw.h"
#include "core/figure/draw_worksheet.h"
#include "core/ops/blur.h"
#include "core/text/wrap.h"
#include "core/walk/difference.h"

namespace pw::sheet {

namespace {

constexpr double text_left = 52;  // of head and hint, from the exercise's left edge
constexpr double table_column = 196, table_row = 44;

// Operations beyond the four that exercises are drawn of have their page's name.
std::string op_word(const Kit& kit, const OpInfo& op) {
    if (op.smallest || op.how == Reduction::norm || op.use == WindowUse::blur_pool ||
        (!op.use && op.how != Reduction::map))
        return kit.word("page." + std::string(op.word));
    if (op.how == Reduction::select) return kit.word("worksheet.op.max");
    if (op.how == Reduction::mean) return kit.word("worksheet.op.average");
    return kit.word(op.how == Reduction::sum ? "worksheet.op.conv" : "worksheet.op.relu");
}

std::string head_of(const Kit& kit, const Exercise& e) {
    if (e.kind == Exercise::Kind::find) return kit.word("worksheet.find");
    if (e.kind == Exercise::Kind::sizes) return kit.word("worksheet.sizes");
    const OpInfo& op = *e.stage.op;
    const std::string name = op_word(kit, op);
    const Params& p = e.stage.params;
    if (op.has(Param::output_size))
        return kit.word("worksheet.head_size", {name, shape_text(p.output_size.h, p.output_size.w)});
    if (!op.use) return name;
    const Pair kernel = kernel_of(op, p);
    std::string s =
        kit.word("worksheet.head", {name, shape_text(kernel.h, kernel.w), pair_text(stride_of(op, p))});
    if (p.window.padding != Pair{0, 0}) s += kit.word("figure.padding", {pair_text(p.window.padding)});
    return s;
}

// How many cells each window of an average holds, where the padding doesn't count: it differs then.
bool divides_by_real_cells(const Exercise& e) {
    const Params& p = e.stage.params;
    return !p.divisor_override && !counts_padding(p) && p.window.padding != Pair{0, 0};
}

std::string average_hint(const Kit& kit, const Exercise& e) {
    const Params& p = e.stage.params;
    const std::int64_t cells = p.window.kernel.h * p.window.kernel.w;
    if (!e.stage.op->use) return kit.word("worksheet.hint.average_any");
    if (divides_by_real_cells(e)) return kit.word("worksheet.hint.average_real");
    const std::int64_t divisor = p.divisor_override.value_or(cells);
    if (divisor == cells && cells == 4) return kit.word("worksheet.hint.average_four");
    return kit.word("worksheet.hint.average", {cells, divisor});
}

bool any_rounded(const Kit& kit, const Tensor& t) {
    return std::ranges::any_of(t.data(), [&](float v) { return kit.rounded(v); });
}

// The weights along rows and columns, and what all of them are divided by.
std::string blur_hint(const Kit& kit, const Exercise& e) {
    const auto row = [](std::int64_t k) {
        std::string text;
        for (const double w : binomial_weights(k))
            text += (text.empty() ? "" : " ") + show_int(static_cast<std::int64_t>(w));
        return text;
    };
    const Pair k = e.stage.params.window.kernel;
    const auto divisor = static_cast<std::int64_t>(blur_divisor(k.h, k.w));
    if (k.h == k.w) return kit.word("worksheet.hint.blur", {row(k.h), divisor});
    return kit.word("worksheet.hint.blur_both", {row(k.h), row(k.w), divisor});
}

// Where fractional windows lie can't be worked out on paper: it is said.
std::string starts_hint(const Kit& kit, const Exercise& e) {
    const auto starts = [](const Axis& a) {
        std::string text;
        for (std::int64_t o = 0; o < a.outputs(); ++o) text += (o > 0 ? ", " : "") + show_int(a.start(o));
        return text;
    };
    const Window& w = e.plan.window;
    return kit.word("worksheet.hint.starts",
                    {shape_text(w.rows.max_taps(), w.columns.max_taps()), starts(w.rows), starts(w.columns)});
}

std::string operation_hint(const Kit& kit, const Exercise& e) {
    switch (e.stage.op->how) {
        case Reduction::select:
            if (e.stage.op->has(Param::samples)) return starts_hint(kit, e);
            return kit.word(e.stage.op->smallest ? "worksheet.hint.min" : "worksheet.hint.max");
        case Reduction::mean:
            return average_hint(kit, e);
        case Reduction::sum:
            return e.stage.op->has(Param::weight) ? kit.word("worksheet.hint.conv") : blur_hint(kit, e);
        case Reduction::norm:
            return kit.word("worksheet.hint.norm", {e.stage.params.norm_type});
        case Reduction::map:
            return kit.word("worksheet.hint.relu");
        case Reduction::place:
            break;  // no exercise: see exercise_of
    }
    return {};
}

// What else must be known, most important first.
std::vector<std::string> sentences(const Kit& kit, const Exercise& e, bool done) {
    if (e.kind == Exercise::Kind::find) return {kit.word("worksheet.hint.find", {op_word(kit, *e.stage.op)})};
    if (e.kind == Exercise::Kind::sizes) return {kit.word("worksheet.hint.sizes")};
    std::vector<std::string> all{operation_hint(kit, e)};
    const Params& p = e.stage.params;
    const OpInfo& op = *e.stage.op;
    if (op.how == Reduction::sum && !p.bias.empty() && p.bias.at(0, 0, 0, 0) != 0)
        all.push_back(kit.word("worksheet.hint.bias", {kit.show(p.bias.at(0, 0, 0, 0))}));
    if (op.has(Param::padding) && p.window.padding != Pair{0, 0} && !divides_by_real_cells(e))
        all.push_back(
            kit.word(op.how == Reduction::select ? "worksheet.hint.ring_max" : "worksheet.hint.ring"));
    if (op.has(Param::dilation) && p.window.dilation != Pair{1, 1})
        all.push_back(kit.word("worksheet.hint.dilation", {pair_text(p.window.dilation)}));
    if (e.plan.window.rows.overhang() + e.plan.window.columns.overhang() > 0)
        all.push_back(kit.word(op.how == Reduction::mean && !p.divisor_override
                                   ? "worksheet.hint.ceil_average"
                                   : "worksheet.hint.ceil"));
    if (any_rounded(kit, e.output))
        all.push_back(kit.word("worksheet.hint.round", {std::int64_t{kit.look.numbers.digits}}));
    if (done)
        all.push_back(kit.word("worksheet.hint.done"));
    else if (all.size() == 1 && op.how == Reduction::select && !op.smallest && !op.has(Param::samples) &&
             e.plan.window.overlaps())
        all.front() = kit.word("worksheet.hint.overlap");
    return all;
}

std::string hint_of(const Kit& kit, const Exercise& e, bool done) {
    const std::vector<std::string> all = sentences(kit, e, done);
    std::string s = all.front();
    for (std::size_t i = 1; i < all.size(); ++i) s = kit.word("worksheet.hint.two", {s, all[i]});
    return s;
}

// A line, if need be a little smaller, else two of them, as large as fits.
void draw_hint(Kit& kit, const std::string& s, double x, double y, double room) {
    const auto lines_at = [&](double size) {
        return wrapped(s, room, [&](const std::string& t) { return kit.width(t, size, Weight::regular); });
    };
    double size = 20;
    while (size > 18 && lines_at(size).size() > 1) --size;
    if (lines_at(size).size() > 1) size = 20;
    while (size > 14 && lines_at(size).size() > 2) --size;
    const std::vector<std::string> lines = lines_at(size);
    double middle = lines.size() > 1 ? y - 2 : y;
    for (const std::string& line : lines) {
        kit.text(x, middle, line, size, Weight::regular, kit.tok.text2);
        middle += std::round(1.25 * size);
    }
}

void draw_head(Kit& kit, const Exercise& e, int number, const Rect& place, bool done) {
    number_badge(kit, {place.x, place.y}, number);
    const double x = place.x + text_left, room = place.w - text_left;
    fitted(kit, x, place.y + 18, head_of(kit, e), 24, Weight::semibold, kit.tok.ink, room);
    draw_hint(kit, hint_of(kit, e, done), x, place.y + 52, room);
}

void blank(Kit& kit, const Rect& r, double radius) {
    Cell c;
    c.rect = r;
    c.radius = radius;
    c.fill = kit.tok.sheet;
    c.edge = kit.tok.slot;
    c.edge_width = 1.75;
    kit.cell(c);
}

void number_cell(Kit& kit, const Rect& r, double radius, double value, double size, Colour fill,
                 double edge) {
    Cell c;
    c.rect = r;
    c.radius = radius;
    c.fill = fill;
    c.edge = kit.tok.ink;
    c.edge_width = edge;
    kit.cell(c);
    number_in(kit, r, kit.show(value), size, kit.tok.ink);
}

void draw_numbers(Kit& kit, const GridBox& g, const Tensor& t, double size) {
    for (std::int64_t y = 0; y < t.shape().h; ++y)
        for (std::int64_t x = 0; x < t.shape().w; ++x)
            number_cell(kit, g.at(static_cast<double>(y), static_cast<double>(x)), g.radius, t.at(0, 0, y, x),
                        size, kit.tok.sheet, 1);
}

// What lies around the input: the padding with what it counts as, the overhang of ceil_mode.
void draw_around(Kit& kit, const Exercise& e, const GridBox& g) {
    const OpInfo& op = *e.stage.op;
    const bool counted = op.how != Reduction::mean || counts_padding(e.stage.params);
    const double size = std::max(12., std::floor(g.cell * .38));
    const std::string sign = padding_sign(op);
    for (std::int64_t y = -g.ring_top; y < g.rows - g.ring_top; ++y)
        for (std::int64_t x = -g.ring_left; x < g.columns - g.ring_left; ++x) {
            const TapKind kind = e.plan.window.kind({y, x});
            const Rect r = g.at(static_cast<double>(y), static_cast<double>(x));
            if (kind == TapKind::outside) kit.cell(outside_cell(r, g.radius, kit));
            if (kind != TapKind::padding) continue;
            kit.cell(padding_cell(r, g.radius, kit));
            if (!counted) continue;
            clear_disc(kit, r, kit.tok.well, .25, kit.width(sign, size, Weight::semibold));
            number_in(kit, r, sign, size, kit.tok.text2);
        }
}

// 14 long, from its middle.
void draw_arrow(Kit& kit, Vec2 middle, bool down) {
    const auto at = [&](double along, double across) {
        return down ? Vec2{middle.x + across, middle.y + along} : Vec2{middle.x + along, middle.y + across};
    };
    Path p;
    p.move(at(-7, 0)).line(at(7, 0)).move(at(3, -4)).line(at(7, 0)).line(at(3, 4));
    p.stroke = kit.tok.ink;
    p.width = 2;
    kit.path(std::move(p));
}

void draw_arrows(Kit& kit, const Exercise& e, const Grids& g) {
    const Rect from = e.stage.op->has(Param::weight) ? g.kernel.bounds() : g.input.bounds(),
               to = g.output.bounds();
    if (g.stacked)
        draw_arrow(kit, {to.middle().x, (std::max(from.bottom(), g.input.bounds().bottom()) + to.y) / 2},
                   true);
    else
        draw_arrow(kit, {(from.right() + to.x) / 2, to.middle().y}, false);
    if (!e.stage.op->has(Param::weight)) return;
    const Rect in = g.input.bounds();
    kit.text((in.right() + from.x) / 2, from.middle().y, "×", 24, Weight::semibold, kit.tok.ink,
             Align::middle);
}

// The first window in its frame, its answer written.
void draw_done(Kit& kit, const Exercise& e, const Grids& g) {
    const Window& w = e.plan.window;
    const Rect cells =
        g.input.block(static_cast<double>(w.rows.start(0)), static_cast<double>(w.columns.start(0)),
                      static_cast<double>(w.rows.effective()), static_cast<double>(w.columns.effective()));
    draw_frame(kit, cells, g.input.gap, g.input.radius, g.input.pitch);
    number_cell(kit, g.output.at(0, 0), g.output.radius, e.output.at(0, 0, 0, 0), g.number,
                kit.tok.accent_soft, 2.5);
}

void draw_blanks(Kit& kit, const GridBox& g, bool but_the_first) {
    for (std::int64_t y = 0; y < g.rows; ++y)
        for (std::int64_t x = 0; x < g.columns; ++x)
            if (!but_the_first || y + x > 0)
                blank(kit, g.at(static_cast<double>(y), static_cast<double>(x)), g.radius);
}

void draw_window_blanks(Kit& kit, const Rect& place, double top) {
    double x = place.x;
    for (const char* name : {"worksheet.kernel", "worksheet.stride"}) {
        x += kit.text(x, top + 24, kit.word(name), 20, Weight::medium, kit.tok.ink) + 16;
        blank(kit, {x, top, 48, 48}, 6);
        x += 96;
    }
}

void draw_grids(Kit& kit, const Exercise& e, const Grids& g, const Rect& place, bool done) {
    draw_around(kit, e, g.input);
    draw_numbers(kit, g.input, e.input, g.number);
    if (e.stage.op->has(Param::weight)) draw_numbers(kit, g.kernel, e.stage.params.weight, g.number);
    draw_arrows(kit, e, g);
    if (e.kind == Exercise::Kind::find) {
        draw_numbers(kit, g.output, e.output, g.number);
        draw_window_blanks(kit, place, g.input.bounds().bottom() + 24);
        return;
    }
    draw_blanks(kit, g.output, done);
    if (done) draw_done(kit, e, g);
}

void draw_table(Kit& kit, const Exercise& e, const Rect& place) {
    const double x = place.x + text_left;
    const auto at = [&](int i) { return x + i * table_column; };
    int i = 0;
    for (const char* name :
         {"worksheet.input", "worksheet.kernel", "worksheet.stride", "worksheet.padding", "worksheet.output"})
        fitted(kit, at(i++), place.y + 102, kit.word(name), 20, Weight::medium, kit.tok.text2,
               table_column - 16);
    double middle = place.y + 142;
    for (const SizeQuestion& q : e.sizes) {
        if (middle > place.y + 142)
            kit.line({x, middle - table_row / 2}, {place.right(), middle - table_row / 2}, kit.tok.line, 1);
        i = 0;
        for (const std::int64_t v : {q.input, q.kernel, q.stride, q.padding})
            kit.text(at(i++), middle, show_int(v), 24, Weight::semibold, kit.tok.ink);
        blank(kit, {at(4), middle - 18, 88, 36}, 6);
        middle += table_row;
    }
}

}  // namespace

std::vector<std::string> texts_of(const Kit& kit, const Tensor& t) {
    std::vector<std::string> texts;
    for (const float v : t.data()) texts.push_back(kit.show(v));
    return texts;
}

double fitted(Kit& kit, double x, double middle, const std::string& s, double size, Weight w, Colour colour,
              double room, Align align) {
    while (size > 12 && kit.width(s, size, w) > room) --size;
    return kit.text(x, middle, s, size, w, colour, align);
}

void draw_exercise(Kit& kit, const Exercise& e, int number, const Rect& place, const Grids* grids,
                   bool done) {
    kit.group("exercise");
    draw_head(kit, e, number, place, done);
    if (e.kind == Exercise::Kind::sizes)
        draw_table(kit, e, place);
    else if (grids)
        draw_grids(kit, e, *grids, place, done);
}

}  // namespace pw::sheet
