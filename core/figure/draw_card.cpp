// The error card: the plain sentence, the framework's own words, the arithmetic, and changes that work.
#include <algorithm>

#include "core/base/number.h"
#include "core/figure/card.h"
#include "core/figure/easing.h"
#include "core/text/wrap.h"
#include "core/walk/difference.h"

namespace pw {

namespace {

std::vector<std::string> lines_of(const Kit& kit, const std::string& text, double size, Weight w,
                                  double room) {
    return wrapped(text, room, [&](const std::string& line) { return kit.width(line, size, w); });
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
    if (p.fixes.empty()) return;
    x += kit.text(x, y + 22, kit.word("card.make_valid"), 15, Weight::semibold, kit.tok.text2) + 22;
    for (std::size_t i = 0; i < p.fixes.size(); ++i) {
        const Fix& fix = p.fixes[i];
        const FixButton button{"card/fix/" + std::to_string(i), (*kit.look.words)(fix.label),
                               leads_to(fix.out_h, fix.out_w), i == 0};
        const double w = button.width(kit);
        if (x + w > right) break;
        draw_fix(kit, pane, button, x, y);
        x += w + 12;
    }
}

// "padding 0": the blamed parameter as the picture still shows it; of a stage that isn't in it, what is.
std::string shown_value(const Kit& kit, const Pane& pane, const Facts& f) {
    const Stage* s = f.evaluation->of.find(pane.shown.problem->stage);
    const std::string& name = pane.shown.problem->problem.parameter;
    if (!s) return f.stage ? std::string(f.stage->op->name) : kit.word("figure.input");
    const WindowSpec& w = s->params.window;
    if (name == "padding") return kit.word("term.padding") + " " + pair_text(w.padding);
    const StageResult* r = f.evaluation->find(s->id);
    const Pair kernel =
        r && s->op->use ? Pair{r->plan.window.rows.max_taps(), r->plan.window.columns.max_taps()} : w.kernel;
    if (name == "kernel_size") return kit.word("term.kernel") + " " + pair_text(kernel);
    if (name == "stride") return kit.word("term.stride") + " " + pair_text(stride_of(*s->op, s->params));
    if (name == "dilation") return kit.word("term.dilation") + " " + pair_text(w.dilation);
    return std::string(s->op->name);
}

// The picture up to `top` isn't what is asked for.
void draw_veil(Kit& kit, double top, double how) {
    Cell veil;
    veil.rect = {1, 1, kit.look.width - 2, top - 1};
    veil.radius = 15;
    veil.fill = kit.tok.sheet.alpha(.68 * how);
    kit.cell(veil);
}

void draw_tag(Kit& kit, const char* id, const std::string& text) {
    const double half = kit.width(text, 15, Weight::semibold) / 2 + 16;
    const Rect tag = kit.pill({kit.look.width - 24 - half, 42}, 36, 16, text, kit.tok.ink, kit.tok.sheet);
    kit.spot(id, tag, text);
}

}  // namespace

std::string leads_to(std::int64_t h, std::int64_t w) { return h > 0 ? "→ " + shape_text(h, w) : ""; }

double FixButton::width(const Kit& kit) const {
    const double end = leads.empty() ? 0 : gap + kit.width(leads, 15, Weight::medium);
    return 2 * padding + kit.width(label, 15, Weight::semibold) + end;
}

void draw_fix(Kit& kit, const Pane& pane, const FixButton& fix, double x, double y) {
    const double middle = y + 22;
    const bool hot = pane.view.hot == fix.id;
    Cell c;
    c.rect = {x, y, fix.width(kit), 44};
    c.radius = 10;
    c.fill = fix.primary ? kit.tok.ink : hot ? kit.tok.hover : kit.tok.ctl;
    if (fix.primary && hot) c.fill = mix(kit.tok.ink, kit.tok.sheet, .14);
    c.edge = fix.primary ? c.fill : kit.tok.line2;
    c.edge_width = 1;
    kit.cell(c);
    const bool focused = pane.view.focused.empty() ? fix.primary : pane.view.focused == fix.id;
    if (focused) kit.ring(c.rect.outset(4), 13, kit.tok.focus, 2);
    x += fix.padding;
    x += kit.text(x, middle, fix.label, 15, Weight::semibold, fix.primary ? kit.tok.sheet : kit.tok.ink);
    kit.text(x + fix.gap, middle, fix.leads, 15, Weight::medium,
             fix.primary ? mix(kit.tok.sheet, kit.tok.ink, .23) : kit.tok.text2);
    kit.spot(fix.id, c.rect, fix.label + (fix.leads.empty() ? "" : " " + fix.leads));
}

void draw_undo(Kit& kit, const Pane& pane, double x, double middle) {
    const std::string label = kit.word("card.undo");
    const double w = kit.width(label, 15, Weight::medium);
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

namespace {

constexpr double plain_height = 280, below = 24;

// Where the card's texts lie: the same for its height and its drawing.
class CardText {
  public:
    double inset, left, right;  // of the card; of its text
    std::vector<std::string> sentence, framework;
    std::string head;   // "PyTorch says:"
    double says = 0;    // its width
    double bottom = 0;  // from the card's top
    std::string what;

    CardText(const Kit& kit, const Pane& pane) {
        const StageProblem& stopped = *pane.shown.problem;
        what = stopped.chain ? chain_sentence(kit, pane) : (*kit.look.words)(stopped.problem.what);
        head = kit.word("card.says", {stopped.problem.speaker});
        measure(kit, stopped.problem.framework);
        // Where the sheet is too low for all, the framework's words go first.
        const double low = stopped.chain ? chain_room : 0;
        if (bottom + low > kit.look.height - 8 - below) measure(kit, "");
    }

  private:
    static constexpr double chain_room = 130;  // of the least that a chain needs below them

    void measure(const Kit& kit, const std::string& words) {
        const bool narrow = kit.look.narrow;
        inset = narrow ? 16 : 24;
        left = inset + (narrow ? 52 : 64);
        right = kit.look.width - inset - 24;
        sentence = lines_of(kit, what, 20, Weight::semibold, right - left);
        framework.clear();
        bottom = 40 + 28 * static_cast<double>(sentence.size()) + (words.empty() ? 0 : 8);
        if (words.empty()) return;
        says = kit.width(head, 15, Weight::semibold) + 12;
        framework = lines_of(kit, words, 15, Weight::medium, right - left - says);
        bottom += 22 * static_cast<double>(framework.size());
    }
};

void draw_sentences(Kit& kit, const CardText& t, double top) {
    double y = top + 40;
    for (const std::string& line : t.sentence) {
        kit.text(t.left, y, line, 20, Weight::semibold, kit.tok.ink);
        y += 28;
    }
    y += 8;
    if (!t.framework.empty()) kit.text(t.left, y, t.head, 15, Weight::semibold, kit.tok.text2);
    for (const std::string& line : t.framework) {
        kit.text(t.left + t.says, y, line, 15, Weight::medium, kit.tok.ink);
        y += 22;
    }
}

}  // namespace

void draw_waiting(Kit& kit, double how, double top) {
    kit.group("waiting");
    draw_veil(kit, top, how);
    kit.fade = how;
    draw_tag(kit, "waiting", kit.word("figure.waiting"));
    kit.fade = 1;
}

double card_height(const Kit& kit, const Pane& pane) {
    const StageProblem& stopped = *pane.shown.problem;
    if (!stopped.chain) return plain_height + below;
    const CardText t(kit, pane);
    const double most = kit.look.height - 8 - below - t.bottom;
    return t.bottom + chain_height(kit, pane, t.left, t.right, most) + below;
}

void draw_card(Kit& kit, const Pane& pane, const Facts& f, double top) {
    const StageProblem& stopped = *pane.shown.problem;
    const Problem& p = stopped.problem;
    const CardText t(kit, pane);
    const double open = ease::in_out(pane.view.card);
    kit.group("card");
    draw_veil(kit, top, open);
    kit.fade = open;
    const std::string what = stopped.chain ? chain_shown(kit, pane) : shown_value(kit, pane, f);
    draw_tag(kit, "card/tag", kit.word("card.last_valid", {what}));
    const bool narrow = kit.look.narrow;
    Cell card;
    card.rect = {t.inset, top, kit.look.width - 2 * t.inset, card_height(kit, pane) - below};
    card.radius = 12;
    card.fill = kit.tok.err_soft;
    card.edge = kit.tok.err;
    card.edge_width = 1.5;
    kit.cell(card);
    kit.spot("card", card.rect, t.what);
    badge(kit, {t.inset + (narrow ? 32 : 40), top + 40});
    draw_sentences(kit, t, top);
    if (stopped.chain) {
        draw_chain(kit, pane, {t.left, t.right, t.inset + 24, t.right, top + t.bottom, card.rect.bottom()});
    } else {
        draw_arithmetic(kit, p, t.left, std::max(top + 132, top + t.bottom + 16), t.right - t.left);
        const double undo = card.rect.right() - (narrow ? 40 : 64);
        draw_fixes(kit, pane, p, t.left, top + 204, undo - 90);
        draw_undo(kit, pane, undo - kit.width(kit.word("card.undo"), 15, Weight::medium), top + 226);
    }
    kit.fade = 1;
}

}  // namespace pw
