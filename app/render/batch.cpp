#include "app/render/batch.h"

#include "core/figure/reduce.h"
#include "core/text/quarters.h"

namespace pw {

namespace {

void put(float (&to)[4], Colour c) {
    to[0] = c.r * c.a;
    to[1] = c.g * c.a;
    to[2] = c.b * c.a;
    to[3] = c.a;
}
void put(float (&to)[4], double a, double b, double c, double d) {
    to[0] = static_cast<float>(a);
    to[1] = static_cast<float>(b);
    to[2] = static_cast<float>(c);
    to[3] = static_cast<float>(d);
}

bool meets(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

class Maker {
  public:
    Maker(const ToDevice& to_device, const Rect& seen, const Fonts& fonts, Atlas& atlas, Batch& batch)
        : to_device_(to_device), seen_(seen), fonts_(fonts), atlas_(atlas), batch_(batch) {}

    bool operator()(const Cell& c) {
        const double s = to_device_.scale;
        const Rect r = to_device_(c.rect);
        const double reach = c.shadow_alpha > 0 ? 1 + (3 * c.shadow_sigma + std::abs(c.shadow_y)) * s : 1;
        if (!meets(r.outset(reach), seen_) || r.w <= 0 || r.h <= 0) return true;
        const bool dashes = c.dash_on > 0 && c.dash_off > 0 && c.edge_width > 0;
        const double edge = c.edge.a > 0 && !dashes ? c.edge_width * s : 0;
        const double radius = std::min({c.radius * s, r.w / 2, r.h / 2});
        CellQuad quad;
        put(quad.rect, r.x, r.y, r.w, r.h);
        put(quad.shape, radius, edge, c.hatch_width * s, c.hatch_period * s);
        put(quad.shadow, c.shadow_y * s, std::max(c.shadow_sigma * s, .01), c.shadow_alpha, 0);
        if (c.shadow_alpha > 0)
            add_shadow(quad, r.outset(reach), c.fill.a < 1 ? Rect{} : r.outset(-radius - 1));

        const int direction = c.hatch == Hatch::none ? 0 : c.hatch == Hatch::rising ? 1 : 2;
        put(quad.shadow, 0, 1, 0, direction);
        put(quad.fill, c.fill);
        put(quad.edge, c.edge);
        put(quad.hatch, c.hatch_colour);
        add_quad(quad, r.outset(1));
        if (dashes) dash_edge(c, r);
        return true;
    }

    bool operator()(const Heatmap& h) {
        const Rect r = to_device_(seen_of(h));
        if (!h.image || h.image->width <= 0 || h.image->height <= 0 || r.w <= 0 || r.h <= 0 ||
            !meets(r, seen_))
            return true;
        const double radius = std::min({h.radius * to_device_.scale, r.w / 2, r.h / 2});
        batch_.pictures.push_back({h.image, to_device_(h.rect), r, radius, h.alpha});
        drew(Draw::Kind::picture, batch_.pictures.size() - 1, 1);
        return true;
    }

    bool operator()(const Path& path) {
        const std::size_t first = batch_.paths.indices.size();
        const double s = to_device_.scale;
        for (const Polyline& line : flatten(path, to_device_)) {
            add_area(batch_.paths, line, path.fill);
            for (const Polyline& part : dashed(line, path.dash_on * s, path.dash_off * s))
                add_stroke(batch_.paths, part, path.width * s, path.butt, path.stroke);
        }
        drew(Draw::Kind::paths, first, batch_.paths.indices.size() - first);
        return true;
    }

    bool operator()(const Band& b) {
        const std::size_t first = batch_.paths.indices.size();
        const auto d = to_device_;
        add_band(batch_.paths, {d(b.upper[0]), d(b.upper[1]), d(b.upper[2]), d(b.upper[3])},
                 {d(b.lower[0]), d(b.lower[1]), d(b.lower[2]), d(b.lower[3])}, b.fill);
        drew(Draw::Kind::paths, first, batch_.paths.indices.size() - first);
        return true;
    }

    bool operator()(const Text& t) {
        if (t.colour.a < 1.f / 512) return true;
        const Shaped& shaped = fonts_.shape(t.text, t.weight, t.size);
        const Vec2 start = to_device_(Vec2{t.at.x + start_of(t, shaped.width), t.at.y});
        const Vec2 at = to_device_(t.at);
        const double s = to_device_.scale, px = t.size * s;
        if (!t.turned && !meets({start.x - px, start.y - 2 * px, shaped.width * s + 2 * px, 3 * px}, seen_))
            return true;

        const std::size_t first = batch_.glyphs.size();
        const int quarter_px = quarter_size(px);
        for (const Glyph& g : shaped.glyphs) {
            const QuarterPlace x = quarter_place(start.x + g.x * s);
            const AtlasGlyph* placed = atlas_.place(g.face, g.id, quarter_px, x.shift);
            if (!placed) return false;
            if (placed->width == 0) continue;
            GlyphQuad quad;
            const Vec2 corner{static_cast<double>(x.whole + placed->left),
                              std::floor(start.y + g.y * s + .5) - placed->top};
            if (t.turned)
                put(quad.rect, std::round(2 * at.x) - corner.x, std::round(2 * at.y) - corner.y,
                    -placed->width, -placed->height);
            else
                put(quad.rect, corner.x, corner.y, placed->width, placed->height);
            quad.texel[0] = static_cast<float>(placed->x);
            quad.texel[1] = static_cast<float>(placed->y);
            put(quad.colour, t.colour);
            batch_.glyphs.push_back(quad);
        }
        drew(Draw::Kind::glyphs, first, batch_.glyphs.size() - first);
        return true;
    }

  private:
    void add_quad(CellQuad& quad, const Rect& area) {
        if (area.w <= 0 || area.h <= 0) return;
        put(quad.area, area.x, area.y, area.w, area.h);
        batch_.cells.push_back(quad);
        drew(Draw::Kind::cells, batch_.cells.size() - 1, 1);
    }

    // Only where it can be seen: around the part that the box hides, which for the sheet is nearly
    // everything.
    void add_shadow(CellQuad quad, const Rect& area, const Rect& hidden) {
        put(quad.fill, Colour{0, 0, 0, 0});
        put(quad.edge, Colour{0, 0, 0, 0});
        put(quad.hatch, Colour{0, 0, 0, 0});
        if (hidden.w <= 0 || hidden.h <= 0) return add_quad(quad, area);
        add_quad(quad, {area.x, area.y, area.w, hidden.y - area.y});
        add_quad(quad, {area.x, hidden.y, hidden.x - area.x, hidden.h});
        add_quad(quad, {hidden.right(), hidden.y, area.right() - hidden.right(), hidden.h});
        add_quad(quad, {area.x, hidden.bottom(), area.w, area.bottom() - hidden.bottom()});
    }

    void dash_edge(const Cell& c, const Rect& r) {
        const double s = to_device_.scale, width = c.edge_width * s;
        const std::size_t first = batch_.paths.indices.size();
        const Polyline box = rounded_box(r.outset(-width / 2), std::max(0.0, c.radius * s - width / 2));
        for (const Polyline& part : dashed(box, c.dash_on * s, c.dash_off * s))
            add_stroke(batch_.paths, part, width, true, c.edge);
        drew(Draw::Kind::paths, first, batch_.paths.indices.size() - first);
    }

    void drew(Draw::Kind kind, std::size_t first, std::size_t count) {
        if (count == 0) return;
        if (!batch_.draws.empty() && batch_.draws.back().kind == kind && kind != Draw::Kind::picture)
            batch_.draws.back().count += count;
        else
            batch_.draws.push_back({kind, first, count});
    }

    ToDevice to_device_;
    Rect seen_;
    const Fonts& fonts_;
    Atlas& atlas_;
    Batch& batch_;
};

}  // namespace

bool make_batch(const Scene& scene, const ToDevice& to_device, const Rect& seen, const Fonts& fonts,
                Atlas& atlas, Batch& batch) {
    batch.cells.clear();
    batch.glyphs.clear();
    batch.paths.vertices.clear();
    batch.paths.indices.clear();
    batch.pictures.clear();
    batch.draws.clear();
    Maker make(to_device, seen, fonts, atlas, batch);
    for (const Group& group : scene.groups)
        for (const Item& item : group.items)
            if (!std::visit(make, item)) return false;
    return true;
}

}  // namespace pw
