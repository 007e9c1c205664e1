// Connectors: they run in the gaps between cells and bend only outside the grids.
#include "core/figure/draw.h"

namespace pw {

namespace {

struct Curve {
    Vec2 p[4];
};

Curve level(Vec2 a, Vec2 b) { return {{a, {(a.x + b.x) / 2, a.y}, {(a.x + b.x) / 2, b.y}, b}}; }
Curve upright(Vec2 a, Vec2 b) { return {{a, {a.x, (a.y + b.y) / 2}, {b.x, (a.y + b.y) / 2}, b}}; }

void stroke(Kit& kit, const Curve& c, Vec2 before, Vec2 after, double alpha) {
    Path p;
    p.move(before);
    if (!(before == c.p[0])) p.line(c.p[0]);
    p.cubic(c.p[1], c.p[2], c.p[3]);
    if (!(after == c.p[3])) p.line(after);
    p.stroke = kit.tok.accent.alpha(alpha);
    p.width = 1.75;
    kit.path(std::move(p));
}

void fill(Kit& kit, const Curve& a, const Curve& b, double alpha) {
    Band band;
    for (int i = 0; i < 4; ++i) band.upper[i] = a.p[i], band.lower[i] = b.p[i];
    band.fill = kit.tok.accent.alpha(alpha);
    kit.band(std::move(band));
}

// From window o of the input to the tray.
void input_beam(Kit& kit, const Facts& f, const FigureLayout& l, Position o, double strength) {
    if (strength <= 0) return;
    const GridBox& g = l.input;
    const Rect w = l.window(f.window(), o);
    const double h = g.gap / 2;
    Vec2 start[2], knee[2], end[2];
    Curve c[2];
    if (l.kind == FigureLayout::Kind::column) {
        const double y = g.bounds().bottom() + h;
        start[0] = {w.x - h, w.bottom() + h}, start[1] = {w.right() + h, w.bottom() + h};
        knee[0] = {start[0].x, y}, knee[1] = {start[1].x, y};
        end[0] = {l.tray.x + 12, l.tray.y}, end[1] = {l.tray.right() - 12, l.tray.y};
        for (int i = 0; i < 2; ++i) c[i] = upright(knee[i], end[i]);
    } else {
        const double x = g.bounds().right() + h;
        start[0] = {w.right() + h, w.y - h}, start[1] = {w.right() + h, w.bottom() + h};
        knee[0] = {x, start[0].y}, knee[1] = {x, start[1].y};
        end[0] = {l.tray.x, l.tray.y + 12}, end[1] = {l.tray.x, l.tray.bottom() - 12};
        for (int i = 0; i < 2; ++i) c[i] = level(knee[i], end[i]);
    }
    const bool between = g.gap >= 4;  // room for lines between the cells
    if (between) fill(kit, c[0], c[1], (kit.dark() ? .10 : .08) * strength);
    for (int i = 0; i < 2; ++i) stroke(kit, c[i], start[i], end[i], (between ? .55 : .40) * strength);
}

}  // namespace

void draw_input_beams(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("connectors");
    input_beam(kit, f, l, f.step.out, f.motion.beam_in);
    input_beam(kit, f, l, f.window_of(f.now.previous), f.motion.beam_in_old);
}

void draw_straight_beam(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("connectors");
    const Rect w = l.window(f.window(), f.step.out);
    const Rect cell = l.output.at(f.step.lands);
    const double h = l.input.gap / 2, knee = l.input.bounds().right() + h, x = l.output.x - h;
    const Curve upper = level({knee, w.y - h}, {x, cell.y - h}),
                lower = level({knee, w.bottom() + h}, {x, cell.bottom() + h});
    fill(kit, upper, lower, kit.dark() ? .10 : .07);
    for (const Curve& c : {upper, lower}) stroke(kit, c, {w.right() + h, c.p[0].y}, {cell.x, c.p[3].y}, .55);
}

void draw_chevrons(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("connectors");
    // The first leads; both point left, or up to an input that lies above.
    const auto pair = [&](Vec2 m, bool up, double alpha) {
        constexpr double leads = -2, follows = 10, arm = 10;
        for (const double at : {leads, follows}) {
            const auto place = [&](double along, double across) {
                return up ? Vec2{m.x + across, m.y + at + along} : Vec2{m.x + at + along, m.y + across};
            };
            Path p;
            p.move(place(arm, -arm)).line(place(0, 0)).line(place(arm, arm));
            p.stroke = kit.tok.accent.alpha(alpha * (at == leads ? 1 : .45));
            p.width = 3;
            if (p.stroke.a > 0) kit.path(std::move(p));
        }
    };
    const double h = l.input.gap / 2;
    const Rect from = l.output.at(f.step.lands), to = l.window(f.window(), f.step.out),
               grid = l.input.bounds();
    const auto half = [](double a, double b) { return (a + b) / 2; };
    const Vec2 tray = l.tray_middle();
    pair({half(l.tray.right(), l.output.x - h), half(tray.y, from.middle().y)}, false,
         f.motion.beam_out / .45);
    if (l.kind == FigureLayout::Kind::column)
        pair({half(to.middle().x, tray.x), half(grid.bottom() + h, l.tray.y)}, true, f.motion.beam_in);
    else
        pair({half(grid.right() + h, l.tray.x), half(tray.y, to.middle().y)}, false, f.motion.beam_in);
}

void draw_output_beams(Kit& kit, const Facts& f, const FigureLayout& l) {
    const double alpha = f.motion.beam_out;
    if (alpha <= 0) return;
    kit.group("connectors");
    const GridBox& g = l.output;
    const Rect cell = g.at(f.step.lands);
    // Past the rows' numbers it runs between them.
    const bool numbered = f.scatters() && kit.look.indices && !is_low(kit.look);
    const double h = g.gap / 2, x = g.x - (numbered ? output_labels + h : h), right = l.tray.right();
    const Curve upper = level({right, l.tray.y + 12}, {x, cell.y - h});
    const Curve lower = level({right, l.tray.bottom() - 12}, {x, cell.bottom() + h});
    fill(kit, upper, lower, .05);
    stroke(kit, upper, upper.p[0], {cell.x, cell.y - h}, alpha);
    stroke(kit, lower, lower.p[0], {cell.x, cell.bottom() + h}, alpha);
}

}  // namespace pw
