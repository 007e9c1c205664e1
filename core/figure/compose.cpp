// Panes and a look in, a Scene out: the order in which the parts are laid over each other.
#include "core/figure/compare.h"
#include "core/figure/field.h"

namespace pw {

namespace {

constexpr double least_room = 100;  // the card of a very low window covers the rest

// On its way from the picture before a resize.
FigureLayout eased(const Pane& pane, const Look& look, double strip, const FigureLayout& to) {
    if (!pane.view.settling || pane.view.settled >= 1) return to;
    Pane before = pane;
    before.shown.picture = pane.view.settling;
    before.view = {};
    const FigureLayout from = layout_of(facts_of(before, look), look, strip, strip_height(look, 0));
    return from.kind == to.kind ? mix(from, to, ease::in_out(pane.view.settled)) : to;
}

}  // namespace

void draw_sheet(Kit& kit) {
    if (!kit.look.card) return;
    kit.group("sheet");
    Cell sheet;
    sheet.rect = {0, 0, kit.look.width, kit.look.height};
    sheet.radius = 16;
    sheet.fill = kit.tok.sheet;
    sheet.edge = kit.tok.line;
    sheet.edge_width = 1;
    sheet.shadow_y = 3;
    sheet.shadow_sigma = 8;
    sheet.shadow_alpha = kit.dark() ? .30 : .06;
    kit.cell(sheet);
}

void draw_figure(Kit& kit, const Facts& f, const FigureLayout& l, const Reach* reach) {
    if (l.kind == FigureLayout::Kind::picture) return draw_pictures(kit, f, l);
    if (l.kind == FigureLayout::Kind::context) draw_context(kit, f, l);
    if (!f.result) {
        draw_input(kit, f, l);
    } else if (reach) {
        draw_reach(kit, f, l, *reach);
    } else {
        const bool between = l.input.gap >= 4;
        if (f.back) draw_chevrons(kit, f, l);
        if (between) draw_input_beams(kit, f, l);
        draw_output_beams(kit, f, l);
        if (l.kind == FigureLayout::Kind::kernel) draw_kernel(kit, f, l);
        draw_input(kit, f, l);
        if (!between) draw_input_beams(kit, f, l);
        draw_output(kit, f, l);
        draw_window(kit, f, l);
        if (f.back) {
            draw_back_bench(kit, f, l);
        } else {
            draw_bench(kit, f, l);
            draw_flight(kit, f, l);
        }
    }
    draw_labels(kit, f, l, reach);
    draw_rules(kit, f, l);
    draw_edit(kit, f, l);
    draw_tip(kit, f, l);
}

const Tokens& tokens_of(const Look& look) { return look.palette ? look.palette->tokens : tokens(look.theme); }

const Hue& region_hue(int index, const Look& look) {
    return look.palette ? look.palette->hues[static_cast<std::size_t>(index & 7)]
                        : region_hue(index, look.theme);
}

namespace {

// The walk through one stage: what is above the strip, and the strip.
void compose_walk(Kit& kit, const Pane& pane, double strip) {
    const Look& look = kit.look;
    const double top = look.height - strip;
    Facts f = facts_of(pane, look);
    const auto field = pane.shown.problem ? nullptr : field_figure(pane, f, kit, strip);
    if (field) {
        draw_field(kit, f, *field);
        return draw_field_strip(kit, f, *field, top);
    }
    const FigureLayout layout = eased(pane, look, strip, layout_of(f, look, strip, strip_height(look, 0)));
    f.pictured = layout.kind == FigureLayout::Kind::picture;
    if (f.pictured && f.back) {
        f = facts_of(pane, look, false);
        f.pictured = true;
    }
    const auto reach = f.pictured ? std::nullopt : reach_of(f);
    if (top >= least_room) draw_figure(kit, f, layout, reach ? &*reach : nullptr);
    if (pane.shown.problem) return draw_card(kit, pane, f, top);
    if (layout.kind == FigureLayout::Kind::picture && layout.shape == FigureLayout::Shape::sized)
        draw_size_strip(kit, f, top);
    else if (reach && !pane.view.edit)
        draw_reach_strip(kit, f, *reach, top);
    else
        draw_strip(kit, f, top);
    if (f.result && pane.view.hot == "formula/all") draw_all_taps(kit, f, top);
}

void compose_compared(Kit& kit, const Pane& pane, const Compared& c, double strip) {
    const double top = kit.look.height - strip;
    if (top >= least_room) draw_compared(kit, c);
    if (pane.shown.problem)
        draw_card(kit, pane, c.a(), top);
    else
        draw_compared_strip(kit, c, top);
}

}  // namespace

Scene compose(std::span<const Pane> panes, const Look& look) {
    Kit kit(look);
    draw_sheet(kit);
    if (panes.empty() || !panes.front().shown.picture) return std::move(kit.scene);
    const Pane& pane = panes.front();
    const bool problem = pane.shown.problem.has_value();
    const double strip =
        problem ? strip_height(look, pane.view.card, card_height(kit, pane)) : strip_height(look, 0);
    if (const auto compared = compared_of(pane, look, strip))
        compose_compared(kit, pane, *compared, strip);
    else
        compose_walk(kit, pane, strip);
    if (!problem && pane.view.waiting > 0) draw_waiting(kit, pane.view.waiting, look.height - strip);
    return std::move(kit.scene);
}

bool both_signs(const Pane& pane) { return still_facts(pane, tokens(Theme::light)).domain.diverging; }

CellLook output_look(const Pane& pane, Theme theme, std::int64_t step) {
    Look look;
    look.theme = theme;
    const Facts f = still_facts(pane, tokens(theme));
    if (!f.result || step < 1 || step > f.steps) return {};
    const Position w = f.window_of(step), o = f.lands(step);
    const double value = f.back ? f.gradient(o) : f.scatters() ? f.in(w.y, w.x) : f.out(o.y, o.x);
    const Paint p = paint_of(f, look, value, f.region(w));
    return {p.fill, p.ink, p.edge};
}

}  // namespace pw
