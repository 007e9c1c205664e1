// A convolution's kernel: over the bench of the watched one, beside its input where it is the context.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/draw.h"
#include "core/ops/kernels.h"

namespace pw {

namespace {

// A grid beside the figure, coloured by value whatever the watched stage's mode.
void grid_of(Kit& kit, Focus::Grid grid, const GridBox& g, std::span<const float> plane, const Domain& domain,
             Map map, double size) {
    const auto columns = static_cast<std::size_t>(g.columns - 2 * g.ring_left);
    const auto at = [&](std::size_t i) {
        return g.at(static_cast<double>(i / columns), static_cast<double>(i % columns));
    };
    const auto each = [&](auto&& draw) {
        for (std::size_t i = 0; i < plane.size(); ++i) draw(at(i), plane[i]);
    };
    const auto paint = [&](float v) { return value_paint(kit.look, domain, map, v); };
    each([&](const Rect& r, float v) { kit.cell(cell_of(r, g.radius, paint(v), kit)); });
    each([&](const Rect& r, float v) { number_in(kit, r, kit.show(v), size, paint(v).ink); });
    for (std::size_t i = 0; i < plane.size(); ++i)
        kit.spot(
            spot_id({grid, {static_cast<std::int64_t>(i / columns), static_cast<std::int64_t>(i % columns)}}),
            at(i).outset(g.gap / 2), kit.show(plane[i]));
}

void ring_of(Kit& kit, const GridBox& g, const Window& w) {
    const std::int64_t h = w.rows.input(), wd = w.columns.input();
    const auto each = [&](auto&& draw) {
        for (std::int64_t y = -g.ring_top; y < g.rows - g.ring_top; ++y)
            for (std::int64_t x = -g.ring_left; x < g.columns - g.ring_left; ++x)
                if (y < 0 || x < 0 || y >= h || x >= wd)
                    draw(g.at(static_cast<double>(y), static_cast<double>(x)));
    };
    each([&](const Rect& r) { kit.cell(padding_cell(r, g.radius, kit)); });
    each([&](const Rect& r) { clear_disc(kit, r, kit.tok.well, .25, 0); });
    each([&](const Rect& r) { number_in(kit, r, "0", 12, kit.tok.text2); });
}

void times_sign(Kit& kit, Vec2 m) {
    for (int i = 0; i < 3; ++i) {
        const double a = 1.5707963 + i * 1.0471976, r = 8;
        Path p;
        p.move({m.x - r * std::cos(a), m.y - r * std::sin(a)})
            .line({m.x + r * std::cos(a), m.y + r * std::sin(a)});
        p.stroke = kit.tok.text2;
        p.width = 1.75;
        kit.path(std::move(p));
    }
}

// What the window sees of the upstream input: dashed, with dotted lines to the frame.
void draw_field(Kit& kit, const Facts& f, const FigureLayout& l) {
    const StageResult* conv = f.evaluation->find(f.context->id);
    const Window &up = conv->plan.window, &w = f.window();
    const auto side = [&](const Axis& own, const Axis& before, std::int64_t o) {
        const std::int64_t first = std::max<std::int64_t>(0, own.start(o));
        const std::int64_t last = std::min(own.input() - 1, own.start(o) + own.effective(o) - 1);
        return std::pair{before.start(first), before.start(last) + before.effective(last)};
    };
    const auto [y0, y1] = side(w.rows, up.rows, f.step.out.y);
    const auto [x0, x1] = side(w.columns, up.columns, f.step.out.x);
    const GridBox& g = l.context;
    const Rect r = g.block(static_cast<double>(y0), static_cast<double>(x0), static_cast<double>(y1 - y0),
                           static_cast<double>(x1 - x0))
                       .outset(g.gap / 2 + 1.5);
    Cell halo;
    halo.rect = r.outset(1.25);
    halo.radius = g.radius + 3;
    halo.edge = kit.tok.halo;
    halo.edge_width = 4.5;
    kit.cell(halo);
    Cell dash = halo;
    dash.rect = r;
    dash.edge = kit.tok.accent;
    dash.edge_width = 2;
    dash.dash_on = 7;
    dash.dash_off = 5;
    kit.cell(dash);
    const Rect to = l.window(w, f.step.out).outset(l.input.gap / 2);
    const double x = g.bounds().right() + g.gap / 2 + 2, left = l.input.x - l.input.gap / 2;
    for (int i = 0; i < 2; ++i) {
        const double ya = i == 0 ? r.y : r.bottom(), yb = i == 0 ? to.y : to.bottom();
        Path p;
        p.move({r.right(), ya}).line({x, ya}).cubic({(x + left) / 2, ya}, {(x + left) / 2, yb}, {left, yb});
        p.line({to.x - 4, yb});
        p.stroke = kit.tok.accent.alpha(.40);
        p.width = 1.5;
        p.dash_on = 2;
        p.dash_off = 5;
        kit.path(std::move(p));
    }
}

// Zero is always the map's middle, whatever signs there are.
Domain symmetric(std::span<const float> plane) {
    double most = 0;
    for (float v : plane)
        if (std::isfinite(v)) most = std::max(most, std::abs(static_cast<double>(v)));
    return {-most, most, true};
}

std::shared_ptr<const Image> ramp_of(Map map, bool diverging) {
    constexpr int steps = 60;
    Image image{steps, 1, {}};
    for (int i = 0; i < steps; ++i) {
        const Colour c = map_colour(map, diverging, i / (steps - 1.));
        for (float v : {c.r, c.g, c.b, 1.f})
            image.rgba.push_back(static_cast<std::uint8_t>(std::lround(v * 255)));
    }
    return std::make_shared<const Image>(std::move(image));
}

// Made once each: painters keep what they know of an image.
std::shared_ptr<const Image> ramp(Map map, bool diverging) {
    static const std::array<std::shared_ptr<const Image>, 4> all{
        ramp_of(Map::viridis, false), ramp_of(Map::cividis, false), ramp_of(Map::grey, false),
        ramp_of(Map::viridis, true)};
    return all[diverging ? 3 : static_cast<std::size_t>(map)];
}

}  // namespace

void draw_context(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("context");
    const StageResult* conv = f.evaluation->find(f.context->id);
    const Tensor& up = f.evaluation->input_of(f.context->id);
    const Map map = f.pane->watch.map;
    ring_of(kit, l.context, conv->plan.window);
    grid_of(kit, Focus::Grid::context, l.context, up.plane(f.batch, 0), f.context_domain, map, 14);
    grid_of(kit, Focus::Grid::kernel, l.kernel, f.context->params.weight.plane(f.in_channel, 0),
            f.context_domain, map, 14);
    times_sign(kit, {l.kernel.x - 40, l.kernel.bounds().middle().y});
    const Window& w = conv->plan.window;
    draw_title(kit, l.context.x, l.context.y - 28, kit.word("figure.input"),
               shape_text(up.shape().h, up.shape().w) + padding_text(kit, w.rows, w.columns));
    draw_title(kit, l.kernel.x, l.kernel.y - 24, kit.word("figure.kernel"),
               shape_text(l.kernel.rows, l.kernel.columns), 15);
    draw_field(kit, f, l);
}

void draw_kernel(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("kernel");
    const Tensor& weight = f.stage->params.weight;
    const auto plane = weight.plane(f.out_channel, f.in_channel);
    const double size = std::min(l.bench_number, number_size(kit.look, l.kernel.cell, plane));
    grid_of(kit, Focus::Grid::kernel, l.kernel, plane, symmetric(plane), f.pane->watch.map, size);
    if (const int q = f.motion.current; q >= 0)
        draw_inner_ring(
            kit,
            l.kernel.at(static_cast<double>(q / f.step.columns), static_cast<double>(q % f.step.columns)),
            l.kernel.radius, 1);
    const KernelPreset* preset = preset_of(weight, f.out_channel);
    draw_title(kit, l.tray.x, l.kernel.y - 28, kit.word("figure.kernel"),
               preset ? (*kit.look.words)(preset->name) : kit.word("figure.kernel.edited"));
}

void draw_scale(Kit& kit, const Facts& f, const FigureLayout& l) {
    if (!f.by_value || f.domain.low >= f.domain.high) return;
    const Rect out = l.output.bounds(), bar{out.x, out.bottom() + 38, out.w, 12};
    const auto name = [&](double v, double x, Align align) {
        kit.text(x, bar.y + 28, kit.show(v), 13, Weight::medium, kit.tok.text3, align);
    };
    kit.heatmap({bar, {}, 4, ramp(f.pane->watch.map, f.domain.diverging), 1, {}});
    name(f.domain.low, bar.x, Align::left);
    name(f.domain.high, bar.right(), Align::right);
    if (f.domain.diverging) name(0, bar.middle().x, Align::middle);
}

}  // namespace pw
