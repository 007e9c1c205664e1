#include "core/figure/paint.h"

#include <algorithm>
#include <cmath>

#include "core/base/number.h"

namespace pw {

namespace {

constexpr Colour region_ink = Colour::hex(0x16181D);

Colour ink_on(Colour fill, const Look& look) {
    const Colour ink = tokens_of(look).ink;
    return contrast(ink, fill) >= contrast(region_ink, fill) ? ink : region_ink;
}

}  // namespace

Paint value_paint(const Look& look, const Domain& domain, Map map, double value) {
    const Tokens& tok = tokens_of(look);
    Paint p;
    if (std::isnan(value)) {
        p = {tok.well, tok.text2, tok.line};
        p.nan = true;
    } else {
        p.fill = map_colour(map, domain.diverging, domain.place(value));
        p.ink = number_on(p.fill);
        // The diverging map's middle is nearly the sheet's white.
        const bool edged = domain.diverging && look.theme == Theme::light;
        p.edge = edged ? mix(p.fill, tok.ink, .14) : p.fill.alpha(0);
    }
    if (look.theme == Theme::print) p.edge = tok.ink;
    return p;
}

Paint paint_of(const Facts& facts, const Look& look, double value, int region) {
    if (facts.by_value) return value_paint(look, facts.domain, facts.pane->watch.map, value);
    const Tokens& tok = tokens_of(look);
    Paint p{tok.sheet, tok.ink, tok.line};
    if (region >= 0) {
        p.fill = region_hue(region, look).fill;
        p.ink = look.theme == Theme::print ? tok.ink : look.palette ? ink_on(p.fill, look) : region_ink;
        p.edge = look.theme == Theme::light ? mix(p.fill, tok.ink, .14) : p.fill.alpha(0);
        p.falling = region_hatched(region, look.theme);
    }
    if (look.theme == Theme::print) p.edge = tok.ink;
    return p;
}

Paint mix(const Paint& a, const Paint& b, double k) {
    if (k <= 0) return a;
    if (k >= 1) return b;
    Paint p = k < .5 ? a : b;
    p.fill = mix(a.fill, b.fill, k);
    p.ink = mix(a.ink, b.ink, k);
    p.edge = mix(a.edge, b.edge, k);
    return p;
}

Paint faded(const Paint& p, Colour ground, const Tokens& tok) {
    Paint f = p;
    double k = .38;
    while (k > 0 && contrast(mix(ground, p.fill, k), tok.text2) < 4.5) k -= .02;
    f.fill = mix(ground, p.fill, std::max(0., k));
    f.ink = tok.text2;
    f.edge = f.fill.alpha(0);
    return f;
}

Paint unlit(const Paint& p, const Look& look) {
    Paint u = p;
    u.fill = mix(tokens_of(look).sheet, p.fill, .38);
    u.ink = ink_on(u.fill, look);
    if (look.theme == Theme::light) u.edge = mix(u.fill, tokens_of(look).ink, .14);
    return u;
}

Cell cell_of(const Rect& rect, double radius, const Paint& paint, const Kit& kit) {
    Cell c;
    c.rect = rect;
    c.radius = radius;
    c.fill = paint.fill;
    c.edge = paint.edge;
    c.edge_width = paint.edge.a > 0 ? 1 : 0;
    if (paint.falling || paint.nan) {
        c.hatch = paint.nan ? Hatch::rising : Hatch::falling;
        c.hatch_colour = kit.tok.hatch;
        c.hatch_width = 1;
        c.hatch_period = 9;
    }
    return c;
}

Cell outside_cell(const Rect& rect, double radius, const Kit& kit) {
    Cell c;
    c.rect = rect;
    c.radius = radius;
    c.edge = kit.tok.slot;
    c.edge_width = 1;
    c.dash_on = c.dash_off = 4;
    return c;
}

Cell padding_cell(const Rect& rect, double radius, const Kit& kit) {
    const bool large = rect.w >= 44;
    Cell c;
    c.rect = rect;
    c.radius = radius;
    c.fill = kit.tok.well;
    c.hatch = Hatch::rising;
    c.hatch_colour = kit.tok.hatch;
    c.hatch_width = large ? 1.5 : 1.25;
    c.hatch_period = large ? 8 : 7;
    return c;
}

Cell unread_cell(const Rect& rect, double radius, Colour colour, const Kit& kit) {
    const Colour stroke = mix(kit.dark() ? kit.tok.hatch : Colour::hex(0xC4C2BB), colour, .30);
    Cell c;
    c.rect = rect;
    c.radius = radius;
    c.fill = mix(kit.tok.sheet, colour, .12);
    c.edge = stroke;
    c.edge_width = 1.25;
    c.hatch = Hatch::falling;
    c.hatch_colour = stroke;
    c.hatch_width = 1.5;
    c.hatch_period = 9;
    return c;
}

void clear_disc(Kit& kit, const Rect& cell, Colour fill, double share, double text_width) {
    const double r = share * cell.w, half = std::max(r, text_width / 2 + .09 * cell.w);
    Cell c;
    c.rect = {cell.middle().x - half, cell.middle().y - r, 2 * half, 2 * r};
    c.radius = r;
    c.fill = fill;
    kit.cell(c);
}

void number_badge(Kit& kit, Vec2 at, std::int64_t n) {
    Cell badge;
    badge.rect = {at.x, at.y, 36, 36};
    badge.radius = 8;
    badge.fill = kit.tok.ink;
    kit.cell(badge);
    const Vec2 middle = badge.rect.middle();
    kit.text(middle.x, middle.y, show_int(n), 20, Weight::semibold, kit.tok.sheet, Align::middle);
}

void number_in(Kit& kit, const Rect& rect, const std::string& text, double size, Colour ink) {
    double width = kit.width(text, size, Weight::semibold);
    if (width > .84 * rect.w && size > 12) {
        size = std::max(12., size * .84 * rect.w / width);
        width = kit.width(text, size, Weight::semibold);
    }
    const double alpha = number_alpha(width, rect.w);
    if (alpha <= 0) return;
    kit.text(rect.middle().x, rect.middle().y, text, size, Weight::semibold, ink.alpha(alpha), Align::middle);
}

std::string padding_sign(const OpInfo& op) { return show(op.padding_value); }

}  // namespace pw
