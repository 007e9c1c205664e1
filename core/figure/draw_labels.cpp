// Titles, shapes, indices, the legend, and the upstream convolution with its kernel.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/draw.h"

namespace pw {

namespace {

constexpr double title_size = 20, label_size = 13;

// Name and shape, their capitals centred `above` px over a block's top.
double title(Kit& kit, double x, double middle, std::string_view name, std::string_view shape,
             double size = title_size) {
    const double w = kit.text(x, middle, name, size, Weight::semibold, kit.tok.ink);
    return x + w + size / 2 + kit.text(x + w + size / 2, middle, shape, size, Weight::regular, kit.tok.text3);
}

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

Marks marks(const Axis& a, std::int64_t o) { return {a.start(o), a.taps(o), a.dilation()}; }

void grid_of(Kit& kit, const Facts& f, const GridBox& g, const Tensor& t, std::int64_t n, std::int64_t c,
             double size) {
    for (std::int64_t y = 0; y < t.shape().h; ++y)
        for (std::int64_t x = 0; x < t.shape().w; ++x) {
            const Rect r = g.at(static_cast<double>(y), static_cast<double>(x));
            kit.cell(cell_of(r, g.radius, paint_of(f, kit.look, t.at(n, c, y, x), -1), kit));
        }
    for (std::int64_t y = 0; y < t.shape().h; ++y)
        for (std::int64_t x = 0; x < t.shape().w; ++x) {
            const float v = t.at(n, c, y, x);
            number_in(kit, g.at(static_cast<double>(y), static_cast<double>(x)), show(v), size,
                      paint_of(f, kit.look, v, -1).ink);
        }
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

const Tensor& weight_of(const Stage& s) { return s.params.weight; }

}  // namespace

std::string shape_text(std::int64_t h, std::int64_t w) { return show_int(h) + " × " + show_int(w); }

std::string range_text(const Axis& axis, std::int64_t o) {
    const std::int64_t first = axis.start(o), last = first + axis.effective(o) - 1;
    if (first == last) return show_int(first);
    return show_int(first) + (first < 0 ? " … " : "–") + show_int(last);
}

void draw_indices(Kit& kit, const GridBox& g, std::int64_t rows, std::int64_t columns, const Marks& row_marks,
                  const Marks& column_marks) {
    const auto label = [&](std::int64_t i, std::int64_t n, bool own, double x, double y) {
        if (n > 16 && i % 5 != 0) return;
        kit.text(x, y, std::to_string(i), label_size, own ? Weight::semibold : Weight::regular,
                 own ? kit.tok.accent_text : kit.tok.text3, Align::middle);
    };
    for (std::int64_t x = 0; x < columns; ++x)
        label(x, columns, column_marks.has(x), g.at(0, static_cast<double>(x)).middle().x, g.y - 16);
    for (std::int64_t y = 0; y < rows; ++y)
        label(y, rows, row_marks.has(y), g.x - 18, g.at(static_cast<double>(y), 0).middle().y);
}

void draw_labels(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("labels");
    const Shape in = f.input->shape();
    const bool indices = kit.look.indices && !is_low(kit.look);
    if (indices) {
        Marks rows, columns;
        if (hovers_input(f)) {
            const Position p = f.pane->view.hover->at;
            rows = {p.y, 1, 1}, columns = {p.x, 1, 1};
        } else if (f.result) {
            const bool before = f.now.part == Phase::slide && f.now.u < .5 && !f.now.still;
            const Position o = before ? f.output_of(f.now.previous) : f.step.out;
            rows = marks(f.window().rows, o.y), columns = marks(f.window().columns, o.x);
        }
        draw_indices(kit, l.input, in.h, in.w, rows, columns);
    }
    std::string shape = shape_text(in.h, in.w);
    if (f.result) shape += padding_text(kit, f.window().rows, f.window().columns);
    const double over = is_low(kit.look) ? 24 : 44, above = indices ? 56 : over;
    const double end = title(kit, l.input.x, l.input.y - above, input_name(kit, f), shape);
    channel_stepper(kit, f, end, l.input.y - above);
    if (!f.result) return;
    // Under a wide input the beam comes from above: the bench's title stands below it.
    const double bench_title = l.kind == FigureLayout::Kind::column
                                   ? l.tray.bottom() + 24
                                   : l.bench.y - over - (is_low(kit.look) ? 12 : 0);
    if (!hovers_input(f))
        title(kit, l.tray.x, bench_title, bench_name(kit, f), shape_text(l.bench.rows, l.bench.columns));
    const std::string out_name = kit.word("figure.output"),
                      out_shape = shape_text(f.window().out_h(), f.window().out_w());
    const double out_width = kit.width(out_name, title_size, Weight::semibold) + title_size / 2 +
                             kit.width(out_shape, title_size, Weight::regular);
    title(kit, std::min(l.output.x, l.room_width - 16 - out_width), l.output.y - over, out_name, out_shape);
    legend(kit, f, l);
}

void draw_context(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("context");
    const StageResult* conv = f.evaluation->find(f.context->id);
    const Tensor& up = f.evaluation->input_of(f.context->id);
    Facts by_value = f;  // upstream numbers are coloured by value, whatever the watched stage's mode
    by_value.by_value = true;
    ring_of(kit, l.context, conv->plan.window);
    grid_of(kit, by_value, l.context, up, f.batch, 0, 14);
    grid_of(kit, by_value, l.kernel, weight_of(*f.context), f.in_channel, 0, 14);
    times_sign(kit, {l.kernel.x - 40, l.kernel.bounds().middle().y});
    const Window& w = conv->plan.window;
    title(kit, l.context.x, l.context.y - 28, kit.word("figure.input"),
          shape_text(up.shape().h, up.shape().w) + padding_text(kit, w.rows, w.columns));
    title(kit, l.kernel.x, l.kernel.y - 24, kit.word("figure.kernel"),
          shape_text(l.kernel.rows, l.kernel.columns), 15);
    draw_field(kit, f, l);
}

void draw_kernel(Kit& kit, const Facts& f, const FigureLayout& l) {
    kit.group("kernel");
    Facts by_value = f;
    by_value.by_value = true;
    DomainOf own;
    const auto plane = weight_of(*f.stage).plane(f.out_channel, f.in_channel);
    for (float v : plane) own.add(v);
    by_value.domain = own.result();
    std::vector<std::string> texts;
    for (float v : plane) texts.push_back(show(v));
    grid_of(kit, by_value, l.kernel, weight_of(*f.stage), f.out_channel, f.in_channel,
            number_size(*kit.look.fonts, l.kernel.cell, texts));
    title(kit, l.kernel.x, l.kernel.y - 28, kit.word("figure.kernel"),
          shape_text(l.kernel.rows, l.kernel.columns));
    times_sign(kit, {l.kernel.x - 40, l.kernel.bounds().middle().y});
}

}  // namespace pw
