// The strip of a walk backward: what the step sends and to whom, the sum of one cell, and whether all that
// was sent has been received.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/formula.h"

namespace pw {

namespace {

std::string place_text(Position p) { return "[" + std::to_string(p.y) + ", " + std::to_string(p.x) + "]"; }

// A winner's place, with the index that PyTorch returns for it.
std::string winner_text(const Kit& kit, const Facts& f, Position p, bool with_index) {
    if (!with_index || !f.stage->op->has_indices) return place_text(p);
    return kit.word("back.at_index", {place_text(p), p.y * f.input->shape().w + p.x});
}

std::vector<std::string> to_winner(const Kit& kit, const Facts& f, const std::string& out,
                                   const std::string& g) {
    const Step& s = f.step;
    if (s.winner < 0) return {kit.word("back.nobody", {out})};
    const Position at = s.taps[static_cast<std::size_t>(s.winner)].at;
    const auto won = static_cast<std::int64_t>(std::ranges::count_if(
        f.back->parts_to(at), [&](const BackwardWalk::Part& part) { return part.step <= f.now.step; }));
    std::string wins;
    if (won > 1) wins = won == f.steps ? kit.word("back.won_all", {won}) : kit.word("back.won", {won});
    const auto sentence = [&](bool index) {
        return kit.word("back.winner", {out, g, winner_text(kit, f, at, index)});
    };
    const std::string tie = tie_text(kit, f);
    std::vector<std::string> texts;
    if (!tie.empty())
        texts = {sentence(true) + kit.word("strip.then_why") + tie,
                 sentence(false) + kit.word("strip.then_why") + tie};
    texts.insert(texts.end(),
                 {sentence(true) + wins, sentence(false) + wins, sentence(true), sentence(false)});
    return texts;
}

std::vector<std::string> to_all(const Kit& kit, const Facts& f, const std::string& out,
                                const std::string& g) {
    const auto n = static_cast<std::int64_t>(gathered(f.step).size());
    const auto lost = static_cast<std::int64_t>(std::ranges::count_if(
        f.step.taps, [](const Tap& t) { return t.gathered && t.kind != TapKind::real; }));
    const double part = std::ranges::max(f.parts(), {}, [](double v) { return std::abs(v); });
    const std::string each = kit.show(part);
    const std::string text = kit.word("back.spreads", {out, g, each, n});
    if (lost == 0) return {text};
    return {text + kit.word("back.into_padding", {lost}), text};
}

std::vector<std::string> sharing(const Kit& kit, const Facts& f) {
    const Step& s = f.step;
    const std::string out = place_text(s.lands), g = kit.show(f.gradient(s.lands));
    switch (s.how) {
        case Reduction::select:
            return to_winner(kit, f, out, g);
        case Reduction::mean:
            return to_all(kit, f, out, g);
        case Reduction::sum:
            return {kit.word("back.weighs", {out, g}), kit.word("back.weighs_short", {out, g})};
        case Reduction::norm:
            return {kit.word("back.slopes", {out, g}), kit.word("back.weighs_short", {out, g})};
        case Reduction::map: {
            const bool passes = !(s.taps.front().value <= 0);
            return {
                kit.word(passes ? "back.passes" : "back.stops", {out, g, kit.show(s.taps.front().value)})};
        }
        case Reduction::place:
            return {kit.word("back.returns", {out, g, place_text(s.out)})};
    }
    return {};
}

// What a part of a cell's sum comes from, in that window's colour.
Token part_chip(const Kit& kit, const Facts& f, const BackwardWalk::Part& part) {
    Token t;
    t.chip = true;
    const bool here = part.step == f.now.step;
    t.hollow = here && part.step > f.sent() && !f.now.still;
    t.paint = paint_of(f, kit.look, part.value, f.region(f.window_of(part.step)));
    t.later = kit.show(part.value);
    if (!t.hollow) t.text = t.later;
    if (here) t.ring = f.back_motion.chosen;
    return t;
}

// 1 / 4 = 0.25: what each cell gets.
std::vector<Token> sharing_tokens(const Kit& kit, const Facts& f) {
    const double sends = f.gradient(f.step.lands);
    const auto chip = [&](double value, bool hollow) {
        Token t;
        t.chip = true;
        t.hollow = hollow;
        t.later = kit.show(value);
        if (!hollow) t.text = t.later;
        t.paint = paint_of(f, kit.look, value, f.region(f.step.out));
        return t;
    };
    std::vector<Token> row{chip(sends, f.back_motion.lift < 1 && !f.now.still)};
    const bool known = f.back_motion.chosen >= .5;
    if (f.step.how == Reduction::mean) {
        const double each = sends / f.step.divisor;
        row.push_back(plain(" / " + kit.show(f.step.divisor) + (kit.rounded(each) ? " ≈ " : " = ")));
        row.push_back(chip(each, !known));
    }
    return row;
}

struct Kept {
    double sent = 0, received = 0;
    std::string_view why;  // key of what the block is called
};

bool equal(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max({1., std::abs(a), std::abs(b)}); }

Kept kept_of(const Facts& f) {
    Kept k{f.back->sent_by(f.sent()), f.back->received_by(f.sent()), "back.kept"};
    if (!std::isfinite(k.sent) || !std::isfinite(k.received))
        k.why = "back.sums";
    else if (f.step.how == Reduction::norm)
        k.why = "back.why.slope";
    else if (f.stage->op->has(Param::weight))
        k.why = "back.why.weights";
    else if (equal(k.sent, k.received))
        k.why = "back.kept";
    else if (f.step.how == Reduction::map)
        k.why = "back.why.relu";
    else if (f.step.how == Reduction::select)
        k.why = "back.why.empty";
    else if (f.stage->params.divisor_override && f.step.how == Reduction::mean)
        k.why = "back.why.divisor";
    else
        k.why = "back.why.padding";
    return k;
}

}  // namespace

std::vector<std::string> back_sentences(const Kit& kit, const Facts& f) {
    const std::string out = place_text(f.step.lands), g = kit.show(f.gradient(f.step.lands));
    if (f.back_motion.chosen < .5) return {kit.word("back.takes", {out, g})};
    return sharing(kit, f);
}

std::string tie_text(const Kit& kit, const Facts& f) {
    const Step& s = f.step;
    if (s.how != Reduction::select || s.winner < 0 || s.ties.empty() || draws(s)) return {};
    const auto n = static_cast<std::int64_t>(s.ties.size()) + 1;
    const double value = s.taps[static_cast<std::size_t>(s.winner)].value;
    const std::string shown = kit.show(value);
    if (std::isnan(value)) return kit.word("strip.tie.nan", {n});
    return n == 2 ? kit.word("strip.tie.two", {shown}) : kit.word("strip.tie", {shown, n});
}

std::size_t back_parts(const Facts& f) {
    const auto cell = f.summed();
    if (!cell) return 0;
    return static_cast<std::size_t>(std::ranges::count_if(
        f.back->parts_to(*cell), [&](const BackwardWalk::Part& part) { return part.step <= f.now.step; }));
}

std::vector<Token> back_tokens(const Kit& kit, const Facts& f, bool elide) {
    const std::size_t count = back_parts(f);
    const bool shares = f.step.how == Reduction::mean && f.now.part < Phase::drop && !f.now.still;
    if (f.back_motion.chosen < .5 || count == 0 || shares) return sharing_tokens(kit, f);
    const Position cell = *f.summed();
    std::vector<Token> row;
    const auto& parts = f.back->parts_to(cell);
    for (std::size_t i = 0; i < count; ++i) {
        if (elide && i == 2) row.push_back(plain(" + …"));
        if (elide && i >= 2 && i + 1 < count) continue;
        if (i > 0) row.push_back(plain(" + "));
        row.push_back(part_chip(kit, f, parts[i]));
    }
    const double sum = f.back->held(cell, f.now.step);
    row.push_back(plain(kit.rounded(sum) ? "  ≈ " : "  = "));
    Token total = plain(kit.show(sum));
    total.strong = true;
    if (f.sent() < f.now.step && !f.now.still) total = Token{"", true, {}, true, 0, false, total.text};
    row.push_back(std::move(total));
    return row;
}

std::string back_kept_title(const Kit& kit, const Facts& f) { return kit.word(kept_of(f).why); }

std::vector<Term> back_terms(const Kit& kit, const Facts& f) {
    const Kept k = kept_of(f);
    const std::string sent = kit.show(k.sent), received = kit.show(k.received);
    const bool same = equal(k.sent, k.received) || (std::isnan(k.sent) && std::isnan(k.received));
    return {{Term::Kind::value, sent, "term.sent"},
            {Term::Kind::symbol, same ? "  =  " : "  ≠  ", ""},
            {Term::Kind::value, received, "term.received"}};
}

}  // namespace pw
