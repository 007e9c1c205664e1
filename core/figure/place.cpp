#include "core/figure/place.h"

#include <iterator>

namespace pw {

namespace {

struct Placing {
    Vec2 at;
    double k;

    Vec2 operator()(Vec2 p) const { return at + p * k; }
    Rect operator()(const Rect& r) const { return {at.x + r.x * k, at.y + r.y * k, r.w * k, r.h * k}; }

    void apply(Cell& c) const {
        c.rect = (*this)(c.rect);
        for (double* v : {&c.radius, &c.edge_width, &c.dash_on, &c.dash_off, &c.hatch_width, &c.hatch_period,
                          &c.shadow_y, &c.shadow_sigma})
            *v *= k;
    }
    void apply(Heatmap& h) const {
        h.rect = (*this)(h.rect);
        h.clip = (*this)(h.clip);
        h.radius *= k;
    }
    void apply(Path& p) const {
        for (Path::Segment& s : p.segments)
            for (Vec2& v : s.p) v = (*this)(v);
        for (double* v : {&p.width, &p.dash_on, &p.dash_off}) *v *= k;
    }
    void apply(Band& b) const {
        for (Vec2& v : b.upper) v = (*this)(v);
        for (Vec2& v : b.lower) v = (*this)(v);
    }
    void apply(Text& t) const {
        t.at = (*this)(t.at);
        t.size *= k;
        t.width *= k;
    }
};

}  // namespace

Item placed(Item item, Vec2 at, double scale) {
    const Placing placing{at, scale};
    std::visit([&](auto& i) { placing.apply(i); }, item);
    return item;
}

Scene scaled(Scene scene, double scale) {
    Scene out;
    out.width = scene.width * scale;
    out.height = scene.height * scale;
    out.page = scene.page;
    place(out, std::move(scene), {0, 0}, scale);
    return out;
}

void place(Scene& into, Scene part, Vec2 at, double scale) {
    const Placing placing{at, scale};
    for (Group& g : part.groups)
        for (Item& item : g.items) std::visit([&](auto& i) { placing.apply(i); }, item);
    for (Spot& s : part.spots) s.rect = placing(s.rect);
    for (Plane& p : part.planes) {
        p.view = placing(p.view);
        p.first = placing(p.first);
        p.pitch = p.pitch * scale;
    }
    into.groups.insert(into.groups.end(), std::make_move_iterator(part.groups.begin()),
                       std::make_move_iterator(part.groups.end()));
    into.spots.insert(into.spots.end(), std::make_move_iterator(part.spots.begin()),
                      std::make_move_iterator(part.spots.end()));
    into.planes.insert(into.planes.end(), std::make_move_iterator(part.planes.begin()),
                       std::make_move_iterator(part.planes.end()));
}

}  // namespace pw
