#include "core/figure/kit.h"

namespace pw {

void Kit::add(Item item) {
    if (scene.groups.empty()) group("figure");
    scene.groups.back().items.push_back(std::move(item));
}

void Kit::cell(Cell c) {
    c.fill = c.fill.alpha(fade);
    c.edge = c.edge.alpha(fade);
    c.hatch_colour = c.hatch_colour.alpha(fade);
    c.shadow_alpha *= fade;
    add(std::move(c));
}

void Kit::path(Path p) {
    p.fill = p.fill.alpha(fade);
    p.stroke = p.stroke.alpha(fade);
    add(std::move(p));
}

void Kit::line(Vec2 a, Vec2 b, Colour colour, double line_width) {
    Path p;
    p.move(a).line(b);
    p.stroke = colour;
    p.width = line_width;
    p.butt = true;
    path(std::move(p));
}

void Kit::band(Band b) {
    b.fill = b.fill.alpha(fade);
    add(std::move(b));
}

void Kit::heatmap(Heatmap h) {
    h.alpha *= fade;
    add(std::move(h));
}

void Kit::ring(const Rect& outer, double radius, Colour colour, double line_width) {
    Cell c;
    c.rect = outer;
    c.radius = radius;
    c.edge = colour;
    c.edge_width = line_width;
    cell(std::move(c));
}

Rect Kit::pill(Vec2 middle, double height, double padding, std::string_view s, Colour fill, Colour ink,
               Colour edge, double edge_width) {
    const double w = width(s, 15, Weight::semibold) + 2 * padding;
    Cell c;
    c.rect = {middle.x - w / 2, middle.y - height / 2, w, height};
    c.radius = height / 2;
    c.fill = fill;
    c.edge = edge;
    c.edge_width = edge_width;
    const Rect ground = c.rect;
    cell(std::move(c));
    text(middle.x, middle.y, s, 15, Weight::semibold, ink, Align::middle);
    return ground;
}

double Kit::text(double x, double middle_y, std::string_view s, double size, Weight w, Colour colour,
                 Align align, std::string id) {
    Text t;
    t.width = width(s, size, w);
    t.at = {x, middle_y + Fonts::cap_height / 2 * size};
    t.text = std::string(s);
    t.size = size;
    t.weight = w;
    t.colour = colour.alpha(fade);
    t.align = align;
    t.id = std::move(id);
    const double advance = t.width;
    if (t.colour.a > 0 && !t.text.empty()) add(std::move(t));
    return advance;
}

}  // namespace pw
