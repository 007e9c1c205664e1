// Titles, shapes, indices, the legend, and the upstream convolution with its kernel.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/draw.h"

namespace pw {

namespace {

constexpr double title_size = 20, label_size = 13;

std::string padding_text(const Kit& kit, const Axis& rows, const Axis& columns) {
    if (rows.pad_begin() == 0 && columns.pad_begin() == 0) return {};
    const std::string amount = rows.pad_begin() == columns.pad_begin()
                                   ? show_int(rows.pad_begin())
                                   : shape_text(rows.pad_begin(), columns.pad_begin());
    return kit.word("figure.padding", {amount});
}

// What the watched stage reads: the input, or the result of the stage before it.
std::string input_name(const Kit& kit, const Facts& f) {
    if (!f.stage) return kit.word("figure.input");
    std::string name = kit.word("figure.input");
    for (const Stage& s : f.evaluation->of.stages) {
        if (s.id == f.stage->id) break;
        if (!s.muted) name = std::string(s.op->name);
    }
    return name;
}

std::string bench_name(const Kit& kit, const Facts& f) {
    return f.step.how == Reduction::sum ? kit.word("bench.sum") : kit.word(std::string(f.stage->op->word));
}

// ‹ channel 1 of 3 ›
void channel_stepper(Kit& kit, const Facts& f, double x, double middle) {
    const std::int64_t channels = f.output ? f.output->shape().c : f.input->shape().c;
    if (channels < 2) return;
    const std::int64_t shown = f.result ? f.out_channel : f.in_channel;
    const std::string text = kit.word("figure.channel", {shown + 1, channels});
    x += 20;
    const double w = kit.width(text, label_size, Weight::regular);
    const auto chevron = [&](double at, double way) {
        Path p;
        p.move({at - 2 * way, middle - 4}).line({at + 2 * way, middle}).line({at - 2 * way, middle + 4});
        p.stroke = kit.tok.text3;
        p.width = 1.5;
        kit.path(std::move(p));
    };
    chevron(x, -1);
    kit.text(x + 12, middle, text, label_size, Weight::regular, kit.tok.text3);
    chevron(x + w + 24, 1);
    kit.spot("channel/previous", {x - 14, middle - 14, 28, 28}, "‹");
    kit.spot("channel/next", {x + w + 10, middle - 14, 28, 28}, "›");
}

void legend(Kit& kit, const Facts& f, const FigureLayout& l) {
    const std::int64_t n = f.window().never_read();
    if (n == 0) return;
    const std::string text = kit.word("figure.never_read", {n});
    const bool column = l.kind == FigureLayout::Kind::column;  // the bench's title stands at the left there
    const double middle = l.input.bounds().bottom() + (column ? 24 : 36);
    const double x =
        column ? l.input.bounds().right() - 28 - kit.width(text, 15, Weight::medium) : l.input.at(0, 0).x;
    if (middle > l.room_height - 12) return;
    Cell c = unread_cell({x, middle - 9, 18, 18}, 4, kit.tok.hatch, kit);
    c.edge = kit.tok.line2;
    c.hatch_colour = kit.tok.line2;
    c.hatch_width = 1.25;
    c.hatch_period = 6;
    kit.cell(c);
    kit.text(x + 28, middle, text, 15, Weight::medium, kit.tok.text2);
}

// A small grid beside the figure, coloured by value whatever the watched stage's mode.
void grid_of(Kit& kit, const GridBox& g, std::span<const float> plane, const Domain& domain, Map map,
             double size) {
    const auto each = [&](auto&& draw) {
        for (std::size_t i = 0; i < plane.size(); ++i) {
            const auto columns = static_cast<std::size_t>(g.columns - 2 * g.ring_left);
            draw(g.at(static_cast<double>(i / columns), static_cast<double>(i % columns)), plane[i]);
        }
    };
    const auto paint = [&](float v) { return value_paint(kit.look, domain, map, v); };
    each([&](const Rect& r, float v) { kit.cell(cell_of(r, g.radius, paint(v), kit)); });
    each([&](const Rect& r, float v) { number_in(kit, r, show(v), size, paint(v).ink); });
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

// The window's own indices, or those of the hovered cell, stand out.
void draw_indices(Kit& kit, const Facts& f, const GridBox& g, const Reach* reach) {
    const bool before = f.now.part == Phase::slide && f.now.u < .5 && !f.now.still;
    const Position o = f.result && before ? f.output_of(f.now.previous) : f.step.out;
    const auto own = [&](const Axis& a, std::int64_t out, std::int64_t hovered, std::int64_t i) {
        return reach ? i == hovered : a.tap(out, i) >= 0;
    };
    const auto label = [&](std::int64_t i, std::int64_t n, bool marked, double x, double y) {
        if (n > 16 && i % 5 != 0) return;
        kit.text(x, y, std::to_string(i), label_size, marked ? Weight::semibold : Weight::regular,
                 marked ? kit.tok.accent_text : kit.tok.text3, Align::middle);
    };
    const Shape in = f.input->shape();
    for (std::int64_t x = 0; x < in.w; ++x)
        label(x, in.w, f.result && own(f.window().columns, o.x, reach ? reach->cell.x : -1, x),
              g.at(0, static_cast<double>(x)).middle().x, g.y - 16);
    for (std::int64_t y = 0; y < in.h; ++y)
        label(y, in.h, f.result && own(f.window().rows, o.y, reach ? reach->cell.y : -1, y), g.x - 18,
              g.at(static_cast<double>(y), 0).middle().y);
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

}  // namespace

std::string shape_text(std::int64_t h, std::int64_t w) { return show_int(h) + " × " + show_int(w); }

std::string range_text(const Axis& axis, std::int64_t o) {
    const std::int64_t first = axis.start(o), last = first + axis.effective(o) - 1;
    if (first == last) return show_int(first);
    return show_int(first) + (first < 0 ? " … " : "–") + show_int(last);
}

double draw_title(Kit& kit, double x, double middle, std::string_view name, std::string_view shape,
                  double size) {
    const double wn = kit.width(name, size, Weight::semibold) + size / 2,
                 ws = kit.width(shape, size, Weight::regular);
    x = std::max(12., std::min(x, kit.look.width - 16 - wn - ws));
    kit.text(x, middle, name, size, Weight::semibold, kit.tok.ink);
    kit.text(x + wn, middle, shape, size, Weight::regular, kit.tok.text3);
    return x + wn + ws;
}

void draw_labels(Kit& kit, const Facts& f, const FigureLayout& l, const Reach* reach) {
    kit.group("labels");
    const Shape in = f.input->shape();
    const bool low = is_low(kit.look), indices = kit.look.indices && !low;
    if (indices) draw_indices(kit, f, l.input, reach);
    std::string shape = shape_text(in.h, in.w);
    if (f.result) shape += padding_text(kit, f.window().rows, f.window().columns);
    const double over = low ? 24 : 44, above = indices ? 56 : over;
    const double end = draw_title(kit, l.input.x, l.input.y - above, input_name(kit, f), shape);
    channel_stepper(kit, f, end, l.input.y - above);
    if (!f.result) return;
    // Under a wide input the beam comes from above: the bench's title stands below it.
    const bool column = l.kind == FigureLayout::Kind::column;
    const double bench_title = column ? l.tray.bottom() + 24 : l.bench.y - over - (low ? 12 : 0);
    if (!reach)
        draw_title(kit, l.tray.x, bench_title, bench_name(kit, f), shape_text(l.bench.rows, l.bench.columns));
    draw_title(kit, l.output.x, l.output.y - over, kit.word("figure.output"),
               shape_text(f.window().out_h(), f.window().out_w()));
    legend(kit, f, l);
}

void draw_context(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("context");
    const StageResult* conv = f.evaluation->find(f.context->id);
    const Tensor& up = f.evaluation->input_of(f.context->id);
    const Map map = f.pane->watch.map;
    ring_of(kit, l.context, conv->plan.window);
    grid_of(kit, l.context, up.plane(f.batch, 0), f.domain, map, 14);
    grid_of(kit, l.kernel, f.context->params.weight.plane(f.in_channel, 0), f.domain, map, 14);
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
    const auto plane = f.stage->params.weight.plane(f.out_channel, f.in_channel);
    DomainOf own;
    std::vector<std::string> texts;
    for (float v : plane) own.add(v), texts.push_back(show(v));
    grid_of(kit, l.kernel, plane, own.result(), f.pane->watch.map,
            number_size(*kit.look.fonts, l.kernel.cell, texts));
    draw_title(kit, l.kernel.x, l.kernel.y - 28, kit.word("figure.kernel"),
               shape_text(l.kernel.rows, l.kernel.columns));
    times_sign(kit, {l.kernel.x - 40, l.kernel.bounds().middle().y});
}

}  // namespace pw
