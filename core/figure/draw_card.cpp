// The error card: the plain sentence, the framework's own words, the arithmetic, and changes that work.
#include <algorithm>

#include "core/base/number.h"
#include "core/figure/draw.h"
#include "core/figure/easing.h"

namespace pw {

namespace {

// Lines of at most `room`, broken at spaces (anywhere in text without them).
std::vector<std::string> wrapped(const Kit& kit, const std::string& text, double size, Weight w,
                                 double room) {
    std::vector<std::string> lines{""};
    std::string word;
    const auto flush = [&] {
        const std::string longer = lines.back() + word;
        if (!lines.back().empty() && kit.width(longer, size, w) > room) {
            while (lines.back().ends_with(' ')) lines.back().pop_back();
            lines.push_back("");
        }
        lines.back() += word;
        word.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        word += text[i];
        const bool next_starts =
            i + 1 == text.size() || (static_cast<unsigned char>(text[i + 1]) & 0xC0) != 0x80;
        const bool wide = static_cast<unsigned char>(text[i]) >= 0x80;
        if (next_starts && (text[i] == ' ' || wide)) flush();
    }
    flush();
    return lines;
}

void badge(Kit& kit, Vec2 m) {
    Cell disc;
    disc.rect = {m.x - 11, m.y - 11, 22, 22};
    disc.radius = 11;
    disc.fill = kit.tok.err;
    kit.cell(disc);
    Cell bar = disc;
    bar.rect = {m.x - 1.25, m.y - 6, 2.5, 7.5};
    bar.radius = 1.25;
    bar.fill = kit.tok.err_soft;
    kit.cell(bar);
    bar.rect = {m.x - 1.6, m.y + 3.1, 3.2, 3.2};
    bar.radius = 1.6;
    kit.cell(bar);
}

// The rule with these numbers, names under the values, and the verdict's pill.
void draw_arithmetic(Kit& kit, const Problem& p, double x, double middle, double room) {
    const auto width_of = [&](const Term& t, double size) {
        const bool value = t.kind != Term::Kind::symbol;
        double w = kit.width(t.text, size, value ? Weight::semibold : Weight::regular);
        if (!t.name.empty())
            w = std::max({48. * size / 20, w + 16, kit.width(kit.word(t.name), 13, Weight::medium) + 8});
        return value ? w : w + .6 * size;
    };
    double size = 20, total = 0;
    for (const Term& t : p.arithmetic) total += width_of(t, 20);
    if (total + 120 > room) size = 15;
    for (const Term& t : p.arithmetic) {
        const double w = width_of(t, size);
        const bool value = t.kind != Term::Kind::symbol;
        kit.text(x + w / 2, middle, t.text, size, value ? Weight::semibold : Weight::regular,
                 t.wrong ? kit.tok.err
                 : value ? kit.tok.ink
                         : kit.tok.text2,
                 Align::middle);
        if (!t.name.empty())
            kit.text(x + w / 2, middle + 26, kit.word(t.name), 13, Weight::medium, kit.tok.text3,
                     Align::middle);
        x += w;
    }
    if (p.verdict.empty()) return;
    const double half = kit.width(p.verdict, 15, Weight::semibold) / 2 + 12;
    kit.pill({x + 20 + half, middle}, 28, 12, p.verdict, kit.tok.err, kit.tok.err_soft);
}

void draw_fixes(Kit& kit, const Pane& pane, const Problem& p, double x, double y, double right) {
    const double middle = y + 22;
    x += kit.text(x, middle, kit.word("card.make_valid"), 15, Weight::semibold, kit.tok.text2) + 22;
    for (std::size_t i = 0; i < p.fixes.size(); ++i) {
        const Fix& fix = p.fixes[i];
        const std::string id = "card/fix/" + std::to_string(i), label = (*kit.look.words)(fix.label);
        const std::string leads = fix.out_h > 0 ? "→ " + shape_text(fix.out_h, fix.out_w) : "";
        const double wl = kit.width(label, 15, Weight::semibold), wr = kit.width(leads, 15, Weight::medium);
        const double w = wl + wr + (leads.empty() ? 40 : 52);
        if (x + w > right) break;
        const bool primary = i == 0, hot = pane.view.hot == id;
        Cell c;
        c.rect = {x, y, w, 44};
        c.radius = 10;
        c.fill = primary ? kit.tok.ink : hot ? kit.tok.hover : kit.tok.ctl;
        if (primary && hot) c.fill = mix(kit.tok.ink, kit.tok.sheet, .14);
        c.edge = primary ? c.fill : kit.tok.line2;
        c.edge_width = 1;
        kit.cell(c);
        const bool focused = pane.view.focused.empty() ? primary : pane.view.focused == id;
        if (focused) kit.ring(c.rect.outset(4), 13, kit.tok.focus, 2);
        kit.text(x + 20, middle, label, 15, Weight::semibold, primary ? kit.tok.sheet : kit.tok.ink);
        kit.text(x + 32 + wl, middle, leads, 15, Weight::medium,
                 primary ? mix(kit.tok.sheet, kit.tok.ink, .23) : kit.tok.text2);
        kit.spot(id, c.rect, label + (leads.empty() ? "" : " " + leads));
        x += w + 12;
    }
}

void draw_undo(Kit& kit, const Pane& pane, double right, double middle) {
    const std::string label = kit.word("card.undo");
    const double w = kit.width(label, 15, Weight::medium), x = right - w;
    const Rect hit{x - 36, middle - 18, w + 52, 36};
    if (pane.view.hot == "card/undo") {
        Cell c;
        c.rect = hit;
        c.radius = 10;
        c.fill = mix(kit.tok.err_soft, kit.tok.ink, .08);
        kit.cell(c);
    }
    Path arrow;
    const double ax = x - 22, ay = middle - 2;
    arrow.move({ax, ay})
        .line({ax + 8, ay})
        .cubic({ax + 14, ay}, {ax + 14, ay + 9}, {ax + 8, ay + 9})
        .line({ax + 5, ay + 9});
    arrow.move({ax + 3.5, ay - 3.5}).line({ax, ay}).line({ax + 3.5, ay + 3.5});
    arrow.stroke = kit.tok.text2;
    arrow.width = 1.75;
    kit.path(std::move(arrow));
    kit.text(x, middle, label, 15, Weight::medium, kit.tok.text2);
    kit.spot("card/undo", hit, label);
}

// "padding 0": the blamed parameter as the picture still shows it.
std::string shown_value(const Kit& kit, const Pane& pane, const Facts& f) {
    const Stage* s = f.evaluation->of.find(pane.shown.problem->stage);
    const std::string& name = pane.shown.problem->problem.parameter;
    if (!s) return {};
    const WindowSpec& w = s->params.window;
    const auto pair = [](Pair p) { return p.h == p.w ? show_int(p.h) : shape_text(p.h, p.w); };
    if (name == "padding") return kit.word("term.padding") + " " + pair(w.padding);
    const StageResult* r = f.evaluation->find(s->id);
    const Pair kernel =
        r ? Pair{r->plan.window.rows.max_taps(), r->plan.window.columns.max_taps()} : w.kernel;
    if (name == "kernel_size") return kit.word("term.kernel") + " " + pair(kernel);
    if (name == "stride") return kit.word("term.stride") + " " + pair(stride_of(*s->op, s->params));
    if (name == "dilation") return kit.word("term.dilation") + " " + pair(w.dilation);
    return std::string(s->op->name);
}

void draw_tag(Kit& kit, const Pane& pane, const Facts& f) {
    const std::string text = kit.word("card.last_valid", {shown_value(kit, pane, f)});
    const double half = kit.width(text, 15, Weight::semibold) / 2 + 16;
    const Rect tag = kit.pill({kit.look.width - 24 - half, 42}, 36, 16, text, kit.tok.ink, kit.tok.sheet);
    kit.spot("card/tag", tag, text);
}

}  // namespace

void draw_card(Kit& kit, const Pane& pane, const Facts& f, double top) {
    const Problem& p = pane.shown.problem->problem;
    const double open = ease::in_out(pane.view.card);
    kit.group("card");
    Cell veil;  // the last valid picture at 32 %
    veil.rect = {1, 1, kit.look.width - 2, top - 1};
    veil.radius = 15;
    veil.fill = kit.tok.sheet.alpha(.68 * open);
    kit.cell(veil);
    kit.fade = open;
    draw_tag(kit, pane, f);
    const bool narrow = kit.look.narrow;
    const double inset = narrow ? 16 : 24, text_x = inset + (narrow ? 52 : 64);
    Cell card;
    card.rect = {inset, top, kit.look.width - 2 * inset, 280};
    card.radius = 12;
    card.fill = kit.tok.err_soft;
    card.edge = kit.tok.err;
    card.edge_width = 1.5;
    kit.cell(card);
    kit.spot("card", card.rect, (*kit.look.words)(p.what));
    badge(kit, {inset + (narrow ? 32 : 40), top + 40});
    const double room = card.rect.right() - text_x - 24;
    double y = top + 40;
    for (const std::string& line : wrapped(kit, (*kit.look.words)(p.what), 20, Weight::semibold, room)) {
        kit.text(text_x, y, line, 20, Weight::semibold, kit.tok.ink);
        y += 28;
    }
    y += 8;
    if (!p.framework.empty()) {
        const std::string says = kit.word("card.says");
        const double w = kit.text(text_x, y, says, 15, Weight::semibold, kit.tok.text2) + 12;
        for (const std::string& line : wrapped(kit, p.framework, 15, Weight::medium, room - w)) {
            kit.text(text_x + w, y, line, 15, Weight::medium, kit.tok.ink);
            y += 22;
        }
    }
    draw_arithmetic(kit, p, text_x, std::max(top + 132, y + 16), room);
    const double undo = card.rect.right() - (narrow ? 40 : 64);
    draw_fixes(kit, pane, p, text_x, top + 204, undo - 90);
    draw_undo(kit, pane, undo, top + 226);
    kit.fade = 1;
}

}  // namespace pw
