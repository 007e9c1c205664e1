// The strip under the canvas: which step it is, and what it does in one sentence.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/draw.h"
#include "core/figure/draw_picture.h"
#include "core/figure/pixels.h"
#include "core/ops/unpool.h"

namespace pw {

namespace {

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
    const std::int64_t channels = f.stage->op->has(Param::weight) ? f.input->shape().c : 1;
    const auto n = static_cast<std::int64_t>(f.step.taps.size()) * channels;
    const std::string result = kit.show(f.step.result);
    if (known && f.step.divisor != 1) return kit.word("strip.blur_is", {n, kit.show(f.step.divisor), result});
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

// How likely the drawn value was: a part of all that is above 0.
std::string draw_text(const Kit& kit, const Facts& f, const std::string& what, bool known) {
    const Step& s = f.step;
    if (!known) return kit.word("strip.draw", {what});
    const std::string result = kit.show(s.result);
    if (!(s.divisor > 0))
        return s.result == 0 ? kit.word("strip.draw_none") : kit.word("strip.draw_sure", {result});
    return kit.word("strip.draw_is", {result, result + " / " + kit.show(s.divisor)});
}

std::string selects(const Kit& kit, const Facts& f, const std::string& what, bool known) {
    if (draws(f.step)) return draw_text(kit, f, what, known);
    const std::string result = kit.show(f.step.result);
    if (f.stage->op->smallest)
        return known ? kit.word("strip.smallest_is", {what, result}) : kit.word("strip.smallest", {what});
    return known ? kit.word("strip.largest_is", {what, result}) : kit.word("strip.largest", {what});
}

// Whether the value lands where it was when the indices were made: the width they count in is the same.
bool goes_back(const Facts& f, Position& from) {
    const Shape& made_of = f.evaluation->input_of(f.result->indices_from).shape();
    const std::int64_t index = f.number_of(f.step.lands);
    from = {index / made_of.w, index % made_of.w};
    return from == f.step.lands;
}

std::string places(const Kit& kit, const Facts& f, const std::string& value) {
    const Position o = f.step.lands;
    Position from;
    if (!goes_back(f, from)) return kit.word("strip.place_moved", {value, from.y, from.x, f.out_shape().w});
    const std::int64_t cell = f.number_of(o);
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

std::string sees(const Kit& kit, const Facts& f) {
    const Window &own = f.window(), &up = f.evaluation->find(f.context->id)->plan.window;
    const auto side = [](const Axis& a, std::int64_t o, const Axis& b) {
        return (a.effective(o) - 1) * b.stride() + b.effective();
    };
    const Position o = f.step.out;
    return kit.word("strip.sees",
                    {shape_text(side(own.rows, o.y, up.rows), side(own.columns, o.x, up.columns))});
}

// A draw's indices are no rule: what is hovered says its own.
std::string index_text(const Kit& kit, const Facts& f) {
    const bool known = f.now.still && f.motion.chosen >= .5 && f.stage->op->has_indices && f.step.winner >= 0;
    if (!known) return {};
    const Position at = f.step.taps[static_cast<std::size_t>(f.step.winner)].at;
    return kit.word("strip.index", {at.y * f.input->shape().w + at.x});
}

std::string status(const Kit& kit, const Facts& f, double room) {
    const auto first_that_fits = [&](const std::vector<std::string>& texts) {
        for (const std::string& s : texts)
            if (kit.width(s, 15, Weight::medium) <= room) return s;
        return std::string();
    };
    if (f.back) return first_that_fits(back_sentences(kit, f));
    if (f.pictured && f.pane->watch.direction == Direction::backward)
        return first_that_fits({kit.word("back.too_large"), kit.word("back.too_large_short")});
    const Window& w = f.window();
    const std::string rows = range_text(w.rows, f.step.out.y), columns = range_text(w.columns, f.step.out.x);
    const std::string place = window_place(kit, f);
    const std::string then = kit.word("strip.then"), product = product_of(kit, f);
    std::vector<std::string> texts;  // the fullest first
    const bool places = f.step.how == Reduction::place;
    if (places) texts = place_texts(kit, f);
    if (!kit.look.narrow && !places)
        texts = {place + then + (f.context ? sees(kit, f) : step_sentence(kit, f))};
    const std::string tie = f.motion.chosen >= .5 ? tie_text(kit, f) : "", index = index_text(kit, f);
    if (!texts.empty() && !index.empty()) texts.insert(texts.begin(), texts.front() + index);
    if (!texts.empty() && !tie.empty()) {
        const std::string what = kit.word("strip.then_why") + tie;
        texts.insert(texts.begin(), {texts.front() + what, step_sentence(kit, f) + what, tie});
    }
    if (!product.empty()) texts.insert(texts.end(), {place + then + product, product});
    if (!kit.look.narrow) texts.push_back(place);
    if (!places) texts.push_back(kit.word("strip.window_short", {rows, columns}));
    return first_that_fits(texts);
}

// One line: the formula, and which step it is.
void draw_low_strip(Kit& kit, const Facts& f, double x, double top) {
    const std::string head = step_text(kit, f);
    const double w = kit.width(head, 15, Weight::semibold), right = kit.look.width - 32;
    kit.text(right - w, top + 32, head, 15, Weight::semibold, kit.tok.ink);
    kit.spot("strip/step", {right - w, top + 20, w, 24}, head);
    draw_formula(kit, f, x, top + 32, right - w - 24 - x);
}

}  // namespace

std::string step_sentence(const Kit& kit, const Facts& f) {
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

std::string window_place(const Kit& kit, const Facts& f) {
    const Window& w = f.window();
    const std::string rows = range_text(w.rows, f.step.out.y), columns = range_text(w.columns, f.step.out.x);
    const bool one = w.rows.effective(f.step.out.y) == 1 && w.columns.effective(f.step.out.x) == 1;
    const char* window = f.step.how == Reduction::sum ? "strip.window_short" : "strip.window";
    const std::string place = kit.word(one ? "strip.cell" : window, {rows, columns});
    if (!f.pictured || !in_colour(f, *f.input)) return place;
    return place + kit.word("strip.then") + channel_name(kit, f);
}

std::string step_text(const Kit& kit, const Facts& f) {
    return kit.word("strip.step", {f.now.rest ? 0 : f.now.step, f.steps});
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
