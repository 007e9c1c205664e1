// A step's formula in chips: its values, what is done with them, what comes out.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/formula.h"

namespace pw {

namespace {

constexpr double chip_height = 42, chip_padding = 10, chip_least = 40, winner_room = 6;

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
            if (draws(f.step)) return {"draw( ", " , ", "  ) = "};
            return {f.stage->op->smallest ? "min( " : "max( ", " , ", std::string("  )") + equals};
        case Reduction::mean:
            return {"( ", " + ", " ) / " + kit.show(f.step.divisor) + equals};
        case Reduction::sum:
            if (f.step.divisor != 1) return {"( ", " + ", " ) / " + kit.show(f.step.divisor) + equals};
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
    Token index = plain(show_int(f.number_of(o)));
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

std::string chance_of_winner(const Kit& kit, const Step& s) {
    return chance_text(kit, s.taps[static_cast<std::size_t>(s.winner)].chance);
}

std::vector<Token> tokens_of(const Kit& kit, const Facts& f, bool elide) {
    if (f.back) return back_tokens(kit, f, elide);
    if (f.step.how == Reduction::place) return place_tokens(kit, f);
    const std::vector<std::size_t> taps = gathered(f.step);
    const Around w = words_of(kit, f);
    std::vector<Token> row;
    if (!w.open.empty()) row.push_back(plain(w.open));
    // Of a long one the first two, the one that is being worked on, the winner once it is known, and the
    // last.
    const auto kept = [&](std::size_t k) {
        const int tap = static_cast<int>(taps[k]);
        const bool won = f.motion.chosen >= .5 && tap == f.step.winner;
        return !elide || k < 2 || k + 1 == taps.size() || tap == f.motion.current || won;
    };
    for (std::size_t k = 0; k < taps.size(); ++k) {
        if (!kept(k)) {
            if (kept(k - 1)) row.push_back(plain(w.between + "…"));
            continue;
        }
        if (k > 0) row.push_back(plain(w.between));
        row.push_back(tap_chip(kit, f, taps[k]));
    }
    row.push_back(plain(w.close));
    row.push_back(result_chip(kit, f));
    if (draws(f.step) && f.step.divisor > 0 && f.motion.chosen >= .5)
        row.push_back(plain("  " + chance_of_winner(kit, f.step)));
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

std::string superscript(std::int64_t v) {
    static constexpr const char* digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string text;
    for (const char c : std::to_string(v)) text += digits[c - '0'];
    return text;
}

}  // namespace

std::string powered(const std::string& base, std::int64_t power) {
    const std::string raised = power == 1 ? "" : superscript(power);
    return base.starts_with("−") && power != 1 ? "(" + base + ")" + raised : base + raised;
}

std::string chance_text(const Kit& kit, double chance) {
    return (kit.rounded(chance) ? "p ≈ " : "p = ") + kit.show(chance);
}

std::string root_sign(std::int64_t power) { return (power == 2 ? "" : superscript(power)) + "√"; }

void draw_formula(Kit& kit, const Facts& f, double x, double middle, double room) {
    const bool many = (f.back ? back_parts(f) : gathered(f.step).size()) > most_chips;
    const double large = kit.look.measures.formula, small = large * 20 / 28;
    const double full = turns(f.step) && !f.back ? small : large;  // products are many
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
                                      !t.strong ? kit.tok.text2
                                      : f.back  ? kit.tok.ink
                                                : kit.tok.accent_text);
            if (t.text.ends_with("…") && !f.back)
                kit.spot("formula/all", {x, middle - height / 2, w, height}, "…");
            x += w;
            continue;
        }
        x += winner_room * t.ring;
        const double w = chip_width(kit, t.text, size);
        draw_chip(kit, t, {x, middle - height / 2, w, height}, size);
        x += w;
    }
}

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

}  // namespace pw
