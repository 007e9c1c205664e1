#include "core/figure/scene_controls.h"

namespace pw {

namespace {

constexpr double radius = 10;

void ground(Kit& kit, const Rect& r, double round, Colour fill, Colour edge) {
    Cell c;
    c.rect = r;
    c.radius = round;
    c.fill = fill;
    c.edge = edge;
    c.edge_width = edge.a > 0 ? 1 : 0;
    kit.cell(c);
}

void focus_ring(Kit& kit, const View& view, const Rect& r, double round, const std::string& id) {
    if (view.show_focus && view.focused == id) kit.ring(r.outset(4), round + 4, kit.tok.focus, 2);
}

void sign(Kit& kit, Vec2 m, bool plus, bool enabled) {
    const Colour ink = enabled ? kit.tok.ink : kit.tok.text3.alpha(.5f);
    kit.line({m.x - 5.5, m.y}, {m.x + 5.5, m.y}, ink, 1.5);
    if (plus) kit.line({m.x, m.y - 5.5}, {m.x, m.y + 5.5}, ink, 1.5);
}

}  // namespace

void scene_segments(Kit& kit, const View& view, const Rect& rect, std::span<const SceneSegment> segments) {
    ground(kit, rect, radius, kit.tok.track, {0, 0, 0, 0});
    const double w = rect.w / static_cast<double>(segments.size());
    double x = rect.x;
    for (const SceneSegment& s : segments) {
        const Rect r = Rect{x, rect.y, w, rect.h}.outset(-2);
        if (s.chosen) ground(kit, r, radius - 2, kit.tok.thumb, kit.tok.line);
        const bool hot = view.hot == s.id;
        kit.text(r.middle().x, r.middle().y, s.text, 14, s.chosen ? Weight::semibold : Weight::medium,
                 s.chosen || hot ? kit.tok.ink : kit.tok.text2, Align::middle);
        focus_ring(kit, view, r, radius - 2, s.id);
        kit.spot(s.id, {x, rect.y, w, rect.h}, s.text);
        x += w;
    }
}

void scene_button(Kit& kit, const View& view, const Rect& rect, std::string id, const std::string& text,
                  bool enabled) {
    ground(kit, rect, radius, view.hot == id ? kit.tok.hover : kit.tok.ctl, kit.tok.line);
    kit.text(rect.middle().x, rect.middle().y, text, 14, Weight::semibold,
             enabled ? kit.tok.ink : kit.tok.text3, Align::middle);
    focus_ring(kit, view, rect, radius, id);
    kit.spot(std::move(id), rect, text, enabled);
}

void scene_stepper(Kit& kit, const View& view, const Rect& rect, const std::string& id,
                   const std::string& text, bool more) {
    constexpr double end = 36;
    ground(kit, rect, radius, kit.tok.ctl, kit.tok.line);
    const Rect minus{rect.x, rect.y, end, rect.h}, plus{rect.right() - end, rect.y, end, rect.h};
    for (const auto& [r, more_, there] : {std::tuple{minus, false, true}, std::tuple{plus, true, more}}) {
        std::string name = id + (more_ ? "/plus" : "/minus");
        if (there && view.hot == name) ground(kit, r.outset(-2), radius - 2, kit.tok.hover, {0, 0, 0, 0});
        sign(kit, r.middle(), more_, there);
        focus_ring(kit, view, r.outset(-2), radius - 2, name);
        kit.spot(std::move(name), r, more_ ? "+" : "−", there);
    }
    kit.text(rect.middle().x, rect.middle().y, text, 14, Weight::semibold, kit.tok.ink, Align::middle);
    kit.spot(id + "/value", {minus.right(), rect.y, plus.x - minus.right(), rect.h}, text);
}

}  // namespace pw
