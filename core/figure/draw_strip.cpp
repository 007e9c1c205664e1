// The strip under the canvas: the step in one sentence, its formula in chips, the output size's formula.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/number.h"
#include "core/figure/draw.h"
#include "core/ops/unpool.h"

namespace pw {

namespace {

constexpr std::size_t most_chips = 9;  // more: the first two, …, the last
constexpr double chip_height = 42, chip_padding = 10, chip_least = 40, winner_room = 6;

struct Token {
    std::string text;
    bool chip = false;
    Paint paint{};
    bool hollow = false;
    double ring = 0;
    bool strong = false;  // a number that stands out among the words
    std::string later{};  // what a hollow chip of a sum is going to hold: the row's size is chosen for it
};

Token plain(std::string text) {
    Token t;
    t.text = std::move(text);
    return t;
}

Paint pixel_paint(const Facts& f, const Tensor& t, Position p) {
    const Colour fill = pixel_colour(f, t, p);
    return {fill, number_on(fill), fill.alpha(0)};
}

// Fill and ink of a tap's chip; padding has its own look.
Paint chip_paint(const Kit& kit, const Facts& f, double value, const Tap& tap) {
    const bool real = tap.kind == TapKind::real;
    if (real && f.pictured) return pixel_paint(f, *f.input, tap.at);
    if (real) return paint_of(f, kit.look, value, f.region(f.step.out));
    return {kit.tok.well, kit.tok.text2, kit.tok.line};
}

double chip_value(const Facts& f, std::size_t q) { return addend(f.step, f.step.taps[q]); }

Token tap_chip(const Kit& kit, const Facts& f, std::size_t q) {
    const Tap& tap = f.step.taps[q];
    const TileMotion& m = f.motion.tiles[q];
    Token t;
    t.chip = true;
    const bool sum = turns(f.step);
    t.hollow = sum ? !m.product : m.flight < 1;
    if (!sum || m.product) t.text = kit.show(chip_value(f, q));
    if (sum) t.later = kit.show(chip_value(f, q));
    t.paint = chip_paint(kit, f, chip_value(f, q), tap);
    const bool wins = static_cast<int>(q) == f.step.winner && f.step.how == Reduction::select;
    if (static_cast<int>(q) == f.motion.current) t.ring = 1;
    if (m.beaten > 0 && !wins) t.paint = mix(t.paint, faded(t.paint, kit.tok.sheet, kit.tok), m.beaten);
    if (wins) t.ring = f.motion.chosen;
    return t;
}

Token result_chip(const Kit& kit, const Facts& f) {
    Token t;
    t.chip = true;
    t.hollow = f.motion.chosen < .5;
    if (!t.hollow) t.text = kit.show(f.step.result);
    if (turns(f.step)) t.later = kit.show(f.step.result);
    t.paint = f.pictured ? pixel_paint(f, *f.output, f.step.lands)
                         : paint_of(f, kit.look, f.step.result, f.region(f.step.out));
    return t;
}

struct Around {
    std::string open, between, close;
};
Around words_of(const Kit& kit, const Facts& f) {
    const char* equals = kit.rounded(f.step.result) ? " ≈ " : " = ";
    std::string plus;
    if (f.step.others != 0) plus += " + …";
    if (f.step.bias != 0) plus += (f.step.bias < 0 ? " − " : " + ") + kit.show(std::abs(f.step.bias));
    switch (f.step.how) {
        case Reduction::select:
            return {f.stage->op->smallest ? "min( " : "max( ", " , ", std::string("  )") + equals};
        case Reduction::mean:
            return {"( ", " + ", " ) / " + kit.show(f.step.divisor) + equals};
        case Reduction::sum:
            return {"", " + ", plus + equals};
        case Reduction::norm: {
            const std::string scaled = f.step.scale == 1 ? "" : " · " + kit.show(f.step.scale);
            const std::string root = f.step.norm_type == 1 ? "" : root_sign(f.step.norm_type);
            return {root + "( ", " + ", " )" + scaled + equals};
        }
        case Reduction::map:
            return {"max( 0 , ", "", std::string("  )") + equals};
        case Reduction::place:
            break;  // no arithmetic: see place_tokens
    }
    return {};
}

// 6 to index 13 = row 3, column 1; where that is only when it has been found.
std::vector<Token> place_tokens(const Kit& kit, const Facts& f) {
    const Position o = f.step.lands;
    Token index = plain(show_int(o.y * f.out_shape().w + o.x));
    index.strong = true;
    std::vector<Token> row{tap_chip(kit, f, 0), plain(" " + kit.word("strip.to_index") + " "), index,
                           plain(" = ")};
    if (f.motion.chosen >= .5) {
        row.push_back(plain(kit.word("figure.place", {o.y, o.x})));
    } else {
        row.emplace_back();
        row.back().chip = row.back().hollow = true;
    }
    return row;
}

std::vector<Token> tokens_of(const Kit& kit, const Facts& f, bool elide) {
    if (f.step.how == Reduction::place) return place_tokens(kit, f);
    const std::vector<std::size_t> taps = gathered(f.step);
    const Around w = words_of(kit, f);
    std::vector<Token> row;
    if (!w.open.empty()) row.push_back(plain(w.open));
    for (std::size_t k = 0; k < taps.size(); ++k) {
        const bool kept = k < 2 || k + 1 == taps.size() || static_cast<int>(taps[k]) == f.motion.current;
        if (elide && k == 2) row.push_back(plain(w.between + "…"));
        if (elide && !kept) continue;
        if (k > 0) row.push_back(plain(w.between));
        row.push_back(tap_chip(kit, f, taps[k]));
    }
    row.push_back(plain(w.close));
    row.push_back(result_chip(kit, f));
    return row;
}

double chip_width(const Kit& kit, const std::string& text, double size) {
    const double k = size / 28;
    return std::max(chip_least * k, kit.width(text, size, Weight::semibold) + 2 * chip_padding * k);
}

double width_of(const Kit& kit, const std::vector<Token>& row, double size) {
    double w = 0;
    for (const Token& t : row)
        w += t.chip ? chip_width(kit, t.later.empty() ? t.text : t.later, size) + winner_room * t.ring
                    : kit.width(t.text, size, t.strong ? Weight::semibold : Weight::regular);
    return w;
}

void draw_chip(Kit& kit, const Token& t, const Rect& r, double size) {
    if (t.hollow) {
        kit.ring(r, 8, kit.tok.slot, 1.5);
        kit.text(r.middle().x, r.middle().y, t.text, size, Weight::semibold, kit.tok.text2, Align::middle);
        return;
    }
    kit.cell(cell_of(r, 8, t.paint, kit));
    kit.text(r.middle().x, r.middle().y, t.text, size, Weight::semibold, t.paint.ink, Align::middle);
    if (t.ring > 0) kit.ring(r.outset(4), 11, kit.tok.accent.alpha(t.ring), 3);
}

std::string list_of(const Kit& kit, const Step& s) {
    std::string text;
    for (std::size_t q : gathered(s)) text += (text.empty() ? "" : ", ") + kit.show(s.taps[q].value);
    return text;
}

// "9 · −1 = −9" while a product has just been made, else nothing.
std::string product_of(const Kit& kit, const Facts& f) {
    if (f.motion.current < 0) return {};
    const Tap& tap = f.step.taps[static_cast<std::size_t>(f.motion.current)];
    const double product = addend(f.step, tap);
    if (f.step.how == Reduction::norm)
        return powered(kit.show(tap.value), f.step.norm_type) +
               (kit.rounded(tap.value) || kit.rounded(product) ? " ≈ " : " = ") + kit.show(product);
    const bool rounded = kit.rounded(tap.value) || kit.rounded(tap.weight) || kit.rounded(product);
    return kit.show(tap.value) + " · " + kit.show(tap.weight) + (rounded ? " ≈ " : " = ") + kit.show(product);
}

// First the products one by one, then their sum.
std::string products(const Kit& kit, const Facts& f, bool known) {
    const auto n = static_cast<std::int64_t>(f.step.taps.size()) * f.input->shape().c;
    const std::string result = kit.show(f.step.result);
    if (known && f.step.bias != 0) return kit.word("strip.sum_bias_is", {n, result});
    if (known) return kit.word("strip.sum_is", {n, result});
    const std::string now = product_of(kit, f);
    if (!now.empty()) return kit.word("strip.weighs_now", {now});
    return f.motion.tiles.back().product ? kit.word("strip.sum", {n}) : kit.word("strip.weighs");
}

// First the powers one by one, then the root of their sum.
std::string powers(const Kit& kit, const Facts& f, const std::string& what, bool known) {
    if (known && std::isnan(f.step.result)) return kit.word("strip.norm_none");
    if (known) return kit.word("strip.norm_is", {f.step.norm_type, what, kit.show(f.step.result)});
    const std::string now = product_of(kit, f);
    return now.empty() ? kit.word("strip.norm", {f.step.norm_type}) : kit.word("strip.norm_now", {now});
}

std::string selects(const Kit& kit, const Facts& f, const std::string& what, bool known) {
    const std::string result = kit.show(f.step.result);
    if (f.stage->op->smallest)
        return known ? kit.word("strip.smallest_is", {what, result}) : kit.word("strip.smallest", {what});
    return known ? kit.word("strip.largest_is", {what, result}) : kit.word("strip.largest", {what});
}

// Whether the value lands where it was when the indices were made: the width they count in is the same.
bool goes_back(const Facts& f, Position& from) {
    const Shape& made_of = f.evaluation->input_of(f.result->indices_from).shape();
    const std::int64_t index = f.step.lands.y * f.out_shape().w + f.step.lands.x;
    from = {index / made_of.w, index % made_of.w};
    return from == f.step.lands;
}

std::string places(const Kit& kit, const Facts& f, const std::string& value) {
    const Position o = f.step.lands;
    Position from;
    if (!goes_back(f, from)) return kit.word("strip.place_moved", {value, from.y, from.x, f.out_shape().w});
    const std::int64_t cell = o.y * f.out_shape().w + o.x;
    const std::int64_t before =
        f.pictured ? 0 : writer_of(f.result->plan, f.batch, f.out_channel, cell, f.step_of(f.step.out) - 1);
    if (before == 0) return kit.word("strip.place_back", {value});
    const Position other = f.window_of(before);
    return kit.word("strip.place_again", {value, kit.show(f.in(other.y, other.x))});
}

// A step of an unpooling has no window to speak of.
std::vector<std::string> place_texts(const Kit& kit, const Facts& f) {
    const auto& hover = f.pane->view.hover;
    const Shape& s = f.out_shape();
    if (hover && hover->grid == Focus::Grid::output && hover->at.y < s.h && hover->at.x < s.w &&
        f.writer(hover->at) == 0)
        return {kit.word("strip.place_none", {hover->at.y, hover->at.x})};
    const std::string value = kit.show(f.step.result), what = places(kit, f, value);
    Position from;
    if (goes_back(f, from)) return {kit.word("strip.place_rest", {what}), what};
    return {what, kit.word("strip.place_from", {value, from.y, from.x})};
}

std::string sentence(const Kit& kit, const Facts& f) {
    const Step& s = f.step;
    const auto n = static_cast<std::int64_t>(gathered(s).size());
    const bool known = f.motion.chosen >= .5, many = n > static_cast<std::int64_t>(most_chips);
    const std::string what = many ? kit.word("strip.values", {n}) : list_of(kit, s),
                      result = kit.show(s.result);
    if (s.how == Reduction::select && s.winner < 0) return kit.word("strip.empty");
    if (!known && !f.window().even()) return kit.word("strip.here_it_is", {shape_text(s.rows, s.columns)});
    switch (s.how) {
        case Reduction::select:
            return selects(kit, f, what, known);
        case Reduction::mean:
            return known ? kit.word("strip.average_is", {what, result}) : kit.word("strip.average", {what});
        case Reduction::sum:
            return products(kit, f, known);
        case Reduction::norm:
            return powers(kit, f, what, known);
        case Reduction::map:
            return kit.word("strip.relu", {what});
        case Reduction::place:
            return places(kit, f, result);
    }
    return {};
}

std::string sees(const Kit& kit, const Facts& f) {
    const Window &own = f.window(), &up = f.evaluation->find(f.context->id)->plan.window;
    const auto side = [](const Axis& a, std::int64_t o, const Axis& b) {
        return (a.effective(o) - 1) * b.stride() + b.effective();
    };
    const Position o = f.step.out;
    return kit.word("strip.sees",
                    {shape_text(side(own.rows, o.y, up.rows), side(own.columns, o.x, up.columns))});
}

std::string status(const Kit& kit, const Facts& f, double room) {
    const Window& w = f.window();
    const std::string rows = range_text(w.rows, f.step.out.y), columns = range_text(w.columns, f.step.out.x);
    const bool one = w.rows.effective(f.step.out.y) == 1 && w.columns.effective(f.step.out.x) == 1;
    const char* window = f.step.how == Reduction::sum ? "strip.window_short" : "strip.window";
    const std::string place = kit.word(one ? "strip.cell" : window, {rows, columns});
    const std::string then = kit.word("strip.then"), product = product_of(kit, f);
    std::vector<std::string> texts;  // the fullest first
    const bool places = f.step.how == Reduction::place;
    if (places) texts = place_texts(kit, f);
    if (!kit.look.narrow && !places) texts = {place + then + (f.context ? sees(kit, f) : sentence(kit, f))};
    if (!product.empty()) texts.insert(texts.end(), {place + then + product, product});
    if (!kit.look.narrow) texts.push_back(place);
    if (!places) texts.push_back(kit.word("strip.window_short", {rows, columns}));
    for (const std::string& s : texts)
        if (kit.width(s, 15, Weight::medium) <= room) return s;
    return {};
}

std::string step_text(const Kit& kit, const Facts& f) {
    return kit.word("strip.step", {f.now.rest ? 0 : f.now.step, f.steps});
}

struct SizeFormula {
    std::vector<Term> terms;
    std::string title, short_title;
};

// Where the window's columns begin and end; its rows where the columns are all of one size.
SizeFormula adaptive_terms(const Kit& kit, const Facts& f) {
    const Window& w = f.window();
    const bool rows = w.columns.even() && !w.rows.even();
    const Axis& axis = rows ? w.rows : w.columns;
    const std::int64_t o = rows ? f.step.out.y : f.step.out.x, first = axis.start(o);
    std::vector<Term> terms = adaptive_formula(axis, o);
    for (Term& t : terms)
        if (t.text == "…") t.text = kit.word("strip.to");
    return {
        std::move(terms),
        kit.word(rows ? "strip.adaptive_rows" : "strip.adaptive_columns", {o, first, first + axis.taps(o)}),
        kit.word(rows ? "strip.adaptive_row" : "strip.adaptive_column", {o})};
}

// What the window alone gives, whatever size was asked for.
SizeFormula unpool_terms(const Kit& kit, const Facts& f) {
    const Params& p = f.stage->params;
    const auto terms = [&](int axis) { return unpool_formula(p, f.input->shape(), axis); };
    const bool both = terms(0) == terms(1);
    const std::string title = p.unpool_size ? kit.word("strip.own_width", {p.unpool_size->w})
                                            : kit.word(both ? "strip.output_both" : "strip.output_width");
    return {terms(1), title, title};
}

SizeFormula size_terms(const Kit& kit, const Facts& f) {
    if (f.stage->op->reads_indices) return unpool_terms(kit, f);
    if (!f.stage->op->use) return adaptive_terms(kit, f);
    WindowSpec spec = f.stage->params.window;
    spec.kernel = {f.window().rows.max_taps(), f.window().columns.max_taps()};
    const WindowUse use = *f.stage->op->use;
    const auto terms = [&](int axis) { return size_formula(spec, use, f.input->shape(), f.window(), axis); };
    const std::string title = kit.word(terms(0) == terms(1) ? "strip.output_both" : "strip.output_width");
    return {terms(1), title, title};
}

double term_width(const Kit& kit, const Term& t, double size, bool named) {
    const bool value = t.kind != Term::Kind::symbol;
    const double w = kit.width(t.text, size, value ? Weight::semibold : Weight::regular);
    return named && t.kind == Term::Kind::value && !t.name.empty() ? std::max(48., w + 8) : w;
}

std::string superscript(std::int64_t v) {
    static constexpr const char* digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string text;
    for (const char c : std::to_string(v)) text += digits[c - '0'];
    return text;
}

bool is_symbol(const Term& t) { return t.kind == Term::Kind::symbol; }
bool is_unnamed(const Term& t) { return !is_symbol(t) && t.name.empty(); }

// A symbol whose neighbour has no name under it, and so no air around it.
bool beside_unnamed(const std::vector<Term>& terms, std::size_t i) {
    if (!is_symbol(terms[i])) return false;
    const bool before = i > 0 && is_unnamed(terms[i - 1]);
    return before ||
           (i + 1 < terms.size() && terms[i + 1].kind == Term::Kind::value && is_unnamed(terms[i + 1]));
}

// Symbols of a formula that is set tight: "floor((4 + 2·0 − 2)/2) + 1 = 2".
std::string spaced(const std::vector<Term>& terms, std::size_t i, bool named) {
    const Term& t = terms[i];
    if (named && beside_unnamed(terms, i))
        return i > 0 && is_symbol(terms[i - 1]) ? t.text + " " : " " + t.text + " ";
    if (named) return i + 1 < terms.size() && terms[i + 1].kind == Term::Kind::result ? t.text + " " : t.text;
    if (t.kind != Term::Kind::symbol || t.text.ends_with("(")) return t.text;
    if (t.text == "·" || t.text == "/") return t.text;
    std::string text = t.text;
    for (const char* tight : {" ·", " /"})
        if (text.ends_with(tight)) text.erase(text.size() - std::strlen(tight), 1);
    const bool closes = text.starts_with(")");
    const bool opens = text.ends_with("·") || text.ends_with("/");
    return (closes ? "" : " ") + text + (opens ? "" : " ");
}

}  // namespace

std::string powered(const std::string& base, std::int64_t power) {
    const std::string raised = power == 1 ? "" : superscript(power);
    return base.starts_with("−") && power != 1 ? "(" + base + ")" + raised : base + raised;
}

std::string root_sign(std::int64_t power) { return (power == 2 ? "" : superscript(power)) + "√"; }

void draw_formula(Kit& kit, const Facts& f, double x, double middle, double room) {
    const bool many = gathered(f.step).size() > most_chips;
    const double large = kit.look.measures.formula, small = large * 20 / 28;
    const double full = turns(f.step) ? small : large;  // products are many
    double size = full;
    std::vector<Token> row = tokens_of(kit, f, many);
    if (width_of(kit, row, size) > room) size = small;
    // Rather smaller products than a gap among them.
    while (full == small && !many && width_of(kit, row, size) > room && size > 13) size -= 1;
    if (width_of(kit, row, size) > room && !many) row = tokens_of(kit, f, true), size = full;
    if (width_of(kit, row, size) > room) size = small;
    while (width_of(kit, row, size) > room && size > 11) size -= 1;
    const double height = chip_height * size / 28;
    for (const Token& t : row) {
        if (!t.chip) {
            const double w = kit.text(x, middle, t.text, size, t.strong ? Weight::semibold : Weight::regular,
                                      t.strong ? kit.tok.accent_text : kit.tok.text2);
            if (t.text.ends_with("…")) kit.spot("formula/all", {x, middle - height / 2, w, height}, "…");
            x += w;
            continue;
        }
        x += winner_room * t.ring;
        const double w = chip_width(kit, t.text, size);
        draw_chip(kit, t, {x, middle - height / 2, w, height}, size);
        x += w;
    }
}

namespace {

double width_of(const Kit& kit, const std::vector<Term>& terms, double size, bool named) {
    double w = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        Term t = terms[i];
        t.text = spaced(terms, i, named);
        w += term_width(kit, t, size, named);
    }
    return w;
}

// A long formula takes more of a wide sheet, so that its numbers keep their names.
double size_block(const Kit& kit, const Facts& f) {
    constexpr double usual = 440, narrow = 240, largest_share = .45, air = 12;
    if (kit.look.narrow) return narrow;
    const double needed = width_of(kit, size_terms(kit, f).terms, 20, true) + air;
    return needed <= largest_share * kit.look.width ? std::max(usual, needed) : usual;
}

}  // namespace

double size_formula_width(const Kit& kit, const Facts& f) {
    constexpr double least_sheet = 680;  // narrower ones have no room for the block
    const bool sized =
        f.result && (f.stage->op->use || f.stage->op->has(Param::output_size) || f.stage->op->reads_indices);
    if (!sized || kit.look.width < least_sheet || is_low(kit.look)) return 24;
    return size_block(kit, f) + (kit.look.narrow ? 24 : 32);
}

void draw_size_formula(Kit& kit, const Facts& f, double top) {
    if (size_formula_width(kit, f) <= 24) return;
    const SizeFormula formula = size_terms(kit, f);
    const double block = size_block(kit, f), x0 = kit.look.width - block;
    kit.line({x0 - (kit.look.narrow ? 24 : 32), top + 24},
             {x0 - (kit.look.narrow ? 24 : 32), top + (kit.look.narrow ? 92 : 104)}, kit.tok.line, 1);
    const bool whole = kit.width(formula.title, 15, Weight::medium) <= block - 12;
    kit.text(x0, top + 28, whole ? formula.title : formula.short_title, 15, Weight::medium, kit.tok.text3);
    const double room = block - 12;
    const bool named = !kit.look.narrow && width_of(kit, formula.terms, 20, true) <= room;
    double size = named ? 20 : 15;
    if (width_of(kit, formula.terms, size, named) > room) size = 13;
    const double middle = top + 72;
    double x = x0;
    for (std::size_t i = 0; i < formula.terms.size(); ++i) {
        Term t = formula.terms[i];
        t.text = spaced(formula.terms, i, named);
        const double w = term_width(kit, t, size, named);
        const bool strong =
            t.kind == Term::Kind::result || (named && t.kind == Term::Kind::value && !t.name.empty());
        kit.text(x + w / 2, middle, t.text, size, strong ? Weight::semibold : Weight::regular,
                 strong ? kit.tok.ink : kit.tok.text2, Align::middle);
        if (named && !t.name.empty())
            kit.text(x + w / 2, middle + 26, kit.word(t.name), 13, Weight::medium, kit.tok.text3,
                     Align::middle);
        if (!t.name.empty() && t.name.starts_with("term."))
            kit.spot("formula/" + t.name.substr(5), {x, middle - 16, w, named ? 54. : 32.}, t.text);
        x += w;
    }
}

namespace {

// One line: the formula, and which step it is.
void draw_low_strip(Kit& kit, const Facts& f, double x, double top) {
    const std::string head = step_text(kit, f);
    const double w = kit.width(head, 15, Weight::semibold), right = kit.look.width - 32;
    kit.text(right - w, top + 32, head, 15, Weight::semibold, kit.tok.ink);
    kit.spot("strip/step", {right - w, top + 20, w, 24}, head);
    draw_formula(kit, f, x, top + 32, right - w - 24 - x);
}

}  // namespace

void draw_all_taps(Kit& kit, const Facts& f, double top) {
    constexpr double margin = 16, above = 12;
    const double columns = static_cast<double>(f.step.columns), rows = static_cast<double>(f.step.rows);
    const double pitch =
        std::floor(std::min({44., (kit.look.width - 4 * margin) / columns, (top - 4 * margin) / rows}));
    if (pitch < 20) return;  // too many to be read: the magnifier has them
    GridBox g = GridBox::make(pitch, f.step.rows, f.step.columns);
    g.x = kit.look.narrow ? 32 : 40;
    g.y = top - above - margin - g.bounds().h;
    kit.group("hover");
    Cell card;
    card.rect = g.bounds().outset(margin);
    card.radius = 16;
    card.fill = kit.tok.sheet;
    card.edge = kit.tok.line;
    card.edge_width = 1;
    card.shadow_y = 12, card.shadow_sigma = 16, card.shadow_alpha = kit.dark() ? .60 : .16;
    kit.cell(card);
    const auto place = [&](std::size_t q) {
        const auto i = static_cast<std::int64_t>(q);
        return g.at(static_cast<double>(i / f.step.columns), static_cast<double>(i % f.step.columns));
    };
    const auto taps = gathered(f.step);
    for (std::size_t q : taps) kit.cell(cell_of(place(q), g.radius, tap_chip(kit, f, q).paint, kit));
    for (std::size_t q : taps)
        number_in(kit, place(q), tap_chip(kit, f, q).text, 15, tap_chip(kit, f, q).paint.ink);
}

void draw_strip(Kit& kit, const Facts& f, double top) {
    kit.group("formula");
    const double x = kit.look.narrow ? 32 : 40;
    kit.line({24, top + .5}, {kit.look.width - 24, top + .5}, kit.tok.line, 1);
    if (!f.result) {
        kit.text(x, top + 28, kit.word("strip.no_stage"), 15, Weight::medium, kit.tok.text2);
        return;
    }
    if (is_low(kit.look)) return draw_low_strip(kit, f, x, top);
    const double block = size_formula_width(kit, f);
    const double room = kit.look.width - block - x - 16;
    if (f.pane->view.edit) {
        draw_edit_head(kit, f, x, top + 28, room);
    } else if (!draw_rules_head(kit, f, x, top + 28, room)) {
        const std::string head = step_text(kit, f);
        const double w =
            kit.text(x, top + 28, head, 15, Weight::semibold, kit.tok.ink, Align::left, "strip/step");
        kit.spot("strip/step", {x, top + 16, w, 24}, head);
        kit.text(x + w + 20, top + 28, status(kit, f, room - w - 20), 15, Weight::medium, kit.tok.text2);
    }
    draw_formula(kit, f, x, top + (kit.look.narrow ? 72 : 76), room);
    draw_size_formula(kit, f, top);
}

}  // namespace pw
