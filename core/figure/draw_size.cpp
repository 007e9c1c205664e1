// The output size's formula, with its numbers named where there is room.
#include <algorithm>
#include <cstring>

#include "core/base/number.h"
#include "core/figure/draw.h"
#include "core/ops/unpool.h"

namespace pw {

namespace {

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
    std::vector<Term> terms = axis.fractional() ? fractional_formula(axis, o) : adaptive_formula(axis, o);
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
    if (f.back) {
        const std::string title = back_kept_title(kit, f);
        return {back_terms(kit, f), title, title};
    }
    if (f.stage->op->reads_indices) return unpool_terms(kit, f);
    if (!f.stage->op->use) return adaptive_terms(kit, f);
    WindowSpec spec = f.stage->params.window;
    spec.kernel = {f.window().rows.max_taps(), f.window().columns.max_taps()};
    const WindowUse use = *f.stage->op->use;
    const auto terms = [&](int axis) { return size_formula(spec, use, f.input->shape(), f.window(), axis); };
    const std::string title = kit.word(terms(0) == terms(1) ? "strip.output_both" : "strip.output_width");
    return {terms(1), title, title};
}

bool is_strong(const Term& t, bool named) {
    return t.kind == Term::Kind::result || (named && t.kind == Term::Kind::value && !t.name.empty());
}
double term_width(const Kit& kit, const Term& t, double size, bool named) {
    const double w = kit.width(t.text, size, is_strong(t, named) ? Weight::semibold : Weight::regular);
    return named && t.kind == Term::Kind::value && !t.name.empty() ? std::max(48., w + 8) : w;
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

double width_of(const Kit& kit, const std::vector<Term>& terms, double size, bool named) {
    double w = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        Term t = terms[i];
        t.text = spaced(terms, i, named);
        w += term_width(kit, t, size, named);
    }
    return w;
}

constexpr double right_margin = 24;  // of the sheet's lines

// A long formula takes more of a sheet, so that its numbers keep their names.
double size_block(const Kit& kit, const std::vector<Term>& terms) {
    const bool narrow = kit.look.narrow;
    const double usual = narrow ? 240 : 440, most = kit.look.width * (narrow ? .36 : .45);
    const auto needed = [&](double size) { return width_of(kit, terms, size, !narrow) + right_margin; };
    double w = needed(narrow ? 15 : 20);
    if (narrow && w > most) w = needed(13);
    return w <= most ? std::max(usual, w) : usual;
}

bool has_size_block(const Kit& kit, const Facts& f) {
    constexpr double least_sheet = 680;  // narrower ones have no room for it
    const bool sized = f.result && (f.back || f.stage->op->use || f.stage->op->has(Param::output_size) ||
                                    f.stage->op->reads_indices);
    return sized && kit.look.width >= least_sheet && !is_low(kit.look);
}

}  // namespace

double size_formula_width(const Kit& kit, const Facts& f) {
    if (!has_size_block(kit, f)) return 24;
    return size_block(kit, size_terms(kit, f).terms) + (kit.look.narrow ? 24 : 32);
}

namespace {

// Terms in a row from `x` on, names under them; the values answer to the pointer.
void draw_terms(Kit& kit, const Facts& f, const std::vector<Term>& terms, double x, double middle,
                double size, bool named) {
    // "Which pooling gives that size?"
    const bool pooled = f.stage->op->use && f.stage->op->use != WindowUse::conv;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        Term t = terms[i];
        t.text = spaced(terms, i, named);
        const double w = term_width(kit, t, size, named);
        const bool strong = is_strong(t, named);
        kit.text(x + w / 2, middle, t.text, size, strong ? Weight::semibold : Weight::regular,
                 strong ? kit.tok.ink : kit.tok.text2, Align::middle);
        if (named && !t.name.empty())
            kit.text(x + w / 2, middle + 26, kit.word(t.name), 13, Weight::medium, kit.tok.text3,
                     Align::middle);
        if (!t.name.empty() && t.name.starts_with("term."))
            kit.spot("formula/" + t.name.substr(5), {x, middle - 16, w, named ? 54. : 32.}, t.text);
        if (pooled && t.kind == Term::Kind::result && i + 1 == terms.size())
            kit.spot("formula/output", {x - 6, middle - 20, w + 12, 40}, t.text);
        x += w;
    }
}

}  // namespace

void draw_size_formula(Kit& kit, const Facts& f, double top) {
    if (!has_size_block(kit, f)) return;
    const SizeFormula formula = size_terms(kit, f);
    const double block = size_block(kit, formula.terms), x0 = kit.look.width - block;
    kit.line({x0 - (kit.look.narrow ? 24 : 32), top + 24},
             {x0 - (kit.look.narrow ? 24 : 32), top + (kit.look.narrow ? 92 : 104)}, kit.tok.line, 1);
    const double room = block - right_margin;
    const bool whole = kit.width(formula.title, 15, Weight::medium) <= room;
    kit.text(x0, top + 28, whole ? formula.title : formula.short_title, 15, Weight::medium, kit.tok.text3);
    const bool named = !kit.look.narrow && width_of(kit, formula.terms, 20, true) <= room;
    double size = named ? 20 : 15;
    if (width_of(kit, formula.terms, size, named) > room) size = 13;
    draw_terms(kit, f, formula.terms, x0, top + 72, size, named);
}

void draw_size_strip(Kit& kit, const Facts& f, double top) {
    kit.group("formula");
    const double x = kit.look.narrow ? 32 : 40, room = kit.look.width - x - 24;
    kit.line({24, top + .5}, {kit.look.width - 24, top + .5}, kit.tok.line, 1);
    const std::int64_t before = f.input->shape().count(), after = f.out_shape().count();
    const std::string head = kit.word("strip.numbers_become", {before, after});
    const double first = top + (is_low(kit.look) ? 32 : 28);
    const double w = kit.text(x, first, head, 15, Weight::semibold, kit.tok.ink, Align::left, "strip/step");
    kit.spot("strip/step", {x, first - 12, w, 24}, head);
    const double ratio = static_cast<double>(before) / static_cast<double>(after);
    const std::string to_one =
        kit.word(kit.rounded(ratio) ? "strip.about_to_one" : "strip.to_one", {kit.show(ratio)});
    if (ratio > 1 && w + 20 + kit.width(to_one, 15, Weight::medium) <= room)
        kit.text(x + w + 20, first, to_one, 15, Weight::medium, kit.tok.text2);
    if (is_low(kit.look)) return;
    const std::vector<Term> terms = size_terms(kit, f).terms;
    double size = 28;
    while (size > 13 && width_of(kit, terms, size, true) > room) size -= 1;
    draw_terms(kit, f, terms, x, top + 72, size, width_of(kit, terms, size, true) <= room);
}

}  // namespace pw
