// Titles, shapes, indices, the legend.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/draw.h"

namespace pw {

namespace {

constexpr double label_size = 13;

// What the watched stage reads: the input, or the result of the stage before it.
std::string input_name(const Kit& kit, const Facts& f) {
    std::string name = kit.word("figure.input");
    const Experiment& e = f.evaluation->of;
    for (int i = 0; f.stage && i < e.place_of(f.stage->id); ++i)
        if (const Stage& s = e.stages[static_cast<std::size_t>(i)]; !s.muted) name = std::string(s.op->name);
    return name;
}

// 13 = 3 · 4 + 1, and what that means: under the tray while a value's place is looked for.
void draw_place(Kit& kit, const Facts& f, const FigureLayout& l) {
    if (!f.scatters() || f.motion.found <= 0) return;
    const Position o = f.step.lands;
    const std::int64_t w = f.out_shape().w;
    const std::string sum =
        show_int(o.y * w + o.x) + " = " + show_int(o.y) + " · " + show_int(w) + " + " + show_int(o.x);
    const double first = l.tray.bottom() + (l.kind == FigureLayout::Kind::column ? 52 : 28), line = 24;
    if (first + line > l.room_height - 8) return;
    const auto shown = [&](double from) {
        return kit.tok.text2.alpha(smoothstep(from, from + .4, f.motion.found));
    };
    kit.text(l.tray_middle().x, first, sum, 15, Weight::semibold, shown(0), Align::middle);
    kit.text(l.tray_middle().x, first + line, kit.word("figure.place", {o.y, o.x}), 15, Weight::regular,
             shown(.5), Align::middle);
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

// Along a grid's upper and left edges; the marked ones stand out.
template <class Marked>
void draw_edges(Kit& kit, const GridBox& g, const Shape& s, const Marked& marked) {
    const auto label = [&](std::int64_t i, std::int64_t n, bool stands_out, double x, double y) {
        if (n > 16 && i % 5 != 0) return;
        kit.text(x, y, std::to_string(i), kit.look.measures.index,
                 stands_out ? Weight::semibold : Weight::regular,
                 stands_out ? kit.tok.accent_text : kit.tok.text3, Align::middle);
    };
    for (std::int64_t x = 0; x < s.w; ++x)
        label(x, s.w, marked(x, true), g.at(0, static_cast<double>(x)).middle().x,
              g.y - kit.look.measures.index_up);
    for (std::int64_t y = 0; y < s.h; ++y)
        label(y, s.h, marked(y, false), g.x - kit.look.measures.index_left,
              g.at(static_cast<double>(y), 0).middle().y);
}

// The window's own indices, or those of the hovered cell, stand out.
void draw_indices(Kit& kit, const Facts& f, const GridBox& g, const Reach* reach) {
    const Position o = f.result ? f.window_of(framed_step(f)) : f.step.out;
    const auto own = [&](const Axis& a, std::int64_t out, std::int64_t hovered, std::int64_t i) {
        return reach ? i == hovered : a.tap(out, i) >= 0;
    };
    draw_edges(kit, g, f.input->shape(), [&](std::int64_t i, bool column) {
        if (!f.result) return false;
        return column ? own(f.window().columns, o.x, reach ? reach->cell.x : -1, i)
                      : own(f.window().rows, o.y, reach ? reach->cell.y : -1, i);
    });
}

// Unpooling counts rows and columns of the output, too.
void draw_output_indices(Kit& kit, const Facts& f, const GridBox& g) {
    const bool known = f.motion.chosen > 0;
    draw_edges(kit, g, f.out_shape(), [&](std::int64_t i, bool column) {
        return known && i == (column ? f.step.lands.x : f.step.lands.y);
    });
}

// Of what the gradient is, where that has its room; else no more than that it is one.
std::string gradient_name(const Kit& kit, double x, const std::string& shape, double until,
                          const std::string& of) {
    const bool input = of == kit.word("figure.input");
    const std::string full = of.empty() ? kit.word("back.of_output")
                             : input    ? kit.word("back.of_input")
                                        : kit.word("back.of", {of});
    return x + title_width(kit.look, full, shape) <= until ? full : kit.word("back.gradient");
}

// A title's place on its line.
struct TitleBox {
    double x = 0, middle = 0, end = 0;
};

// Between two others on one line, the bench's gives way: its shape, then all of it.
void draw_bench_name(Kit& kit, const Facts& f, double x, double middle, const TitleBox& input,
                     const TitleBox& output) {
    constexpr double apart = 8;
    const auto beside = [&](const TitleBox& t) {
        return std::abs(middle - t.middle) < kit.look.measures.title;
    };
    const std::string name = bench_name(kit, f), held = bench_shape(f);
    const auto fits = [&](const std::string& shape) {
        return (!f.back && !beside(output)) || x + title_width(kit.look, name, shape) + apart <= output.x;
    };
    if (beside(input) && x < input.end + apart) return;
    if (fits(held))
        draw_title(kit, x, middle, name, held);
    else if (fits(""))
        draw_title(kit, x, middle, name, "");
}

// Whether a title would run into the convolution's kernel or that one's name.
bool under_kernel(const Kit& kit, const FigureLayout& l, Vec2 at, std::string_view name,
                  std::string_view shape) {
    constexpr double apart = 12, half = 12, name_above = 56;
    if (l.kind != FigureLayout::Kind::kernel) return false;
    const Rect grid = l.kernel.bounds();
    const bool level = at.y + half > grid.y - name_above && at.y - half < grid.bottom() + apart;
    const double left = std::min(grid.x, l.tray.x);  // the name begins where the bench does
    return level && at.x + title_width(kit.look, name, shape) > left - apart;
}

double input_title_y(const Kit& kit, const Facts& f, const FigureLayout& l) {
    const bool low = is_low(kit.look), indices = kit.look.indices && !low;
    return l.input.y - (has_brackets(kit, f, l.input) ? 76 : indices ? 56 : low ? 24 : 44);
}

// Returns where it ends. The padding's words give way where they would pass `until`.
double draw_input_name(Kit& kit, const Facts& f, const FigureLayout& l, double until) {
    const double middle = input_title_y(kit, f, l);
    std::string shape = shape_text(f.input->shape().h, f.input->shape().w);
    const std::string name =
        f.back ? gradient_name(kit, l.input.x, shape, l.tray.x - 8, input_name(kit, f)) : input_name(kit, f);
    const std::string padding = f.result ? padding_text(kit, f.window().rows, f.window().columns) : "";
    // Its ring says it, too, where a kernel stands in the way of the words.
    const bool passes = l.input.x + title_width(kit.look, name, shape + padding) > until;
    if (!passes && !under_kernel(kit, l, {l.input.x, middle}, name, shape + padding)) shape += padding;
    const double end = draw_title(kit, l.input.x, middle, name, shape);
    channel_stepper(kit, f, end, middle);
    return end;
}

void draw_input_edges(Kit& kit, const Facts& f, const FigureLayout& l, const Reach* reach) {
    if (has_brackets(kit, f, l.input))
        draw_brackets(kit, f, l.input, reach);
    else if (kit.look.indices && !is_low(kit.look))
        draw_indices(kit, f, l.input, reach);
}

void draw_names(Kit& kit, const Facts& f, const FigureLayout& l, bool bench) {
    const double input_title = input_title_y(kit, f, l), end = draw_input_name(kit, f, l, kit.look.width);
    if (!f.result) return;
    const Shape out = f.out_shape();
    const bool low = is_low(kit.look), indices = kit.look.indices && !low;
    const double over = low ? 24 : 44;
    // Under a wide input the beam comes from above: the bench's title stands below it.
    const bool column = l.kind == FigureLayout::Kind::column;
    const double bench_title =
        column ? l.tray.bottom() + 24 : l.tray.y + kit.look.measures.tray - over - (low ? 12 : 0);
    const double output_title = l.output.y - (f.scatters() && indices ? 56 : over);
    const std::string output_shape = shape_text(out.h, out.w);
    const std::string output = f.back ? gradient_name(kit, l.output.x, output_shape, kit.look.width - 16, "")
                                      : kit.word("figure.output");
    if (bench)
        draw_bench_name(kit, f, l.tray.x, bench_title, {l.input.x, input_title, end},
                        {title_x(kit.look, l.output.x, output, output_shape), output_title});
    draw_title(kit, l.output.x, output_title, output, output_shape);
}

}  // namespace

std::string bench_name(const Kit& kit, const Facts& f) {
    if (f.back) return back_bench_name(kit, f);
    if (f.step.how == Reduction::norm) return powered("x", f.step.norm_type);
    return f.step.how == Reduction::sum ? "x · w" : kit.word(std::string(f.stage->op->word));
}

std::string bench_shape(const Facts& f) {
    if (f.back || f.step.how != Reduction::place) return shape_text(f.step.rows, f.step.columns);
    const Position o = f.lands(framed_step(f));
    return f.scatters() ? show_int(f.number_of(o)) : "";
}

std::string padding_text(const Kit& kit, const Axis& rows, const Axis& columns) {
    if (rows.pad_begin() != rows.pad_end() || columns.pad_begin() != columns.pad_end())
        return kit.word("figure.padding_sides",
                        {rows.pad_begin(), columns.pad_begin(), rows.pad_end(), columns.pad_end()});
    if (rows.pad_begin() == 0 && columns.pad_begin() == 0) return {};
    const std::string amount = rows.pad_begin() == columns.pad_begin()
                                   ? show_int(rows.pad_begin())
                                   : shape_text(rows.pad_begin(), columns.pad_begin());
    return kit.word("figure.padding", {amount});
}

double draw_title(Kit& kit, double x, double middle, std::string_view name, std::string_view shape,
                  double size) {
    if (size <= 0) size = kit.look.measures.title;
    const double w = title_width(kit.look, name, shape, size), ws = kit.width(shape, size, Weight::regular);
    x = title_x(kit.look, x, name, shape, size);
    kit.text(x, middle, name, size, Weight::semibold, kit.tok.ink);
    kit.text(x + w - ws, middle, shape, size, Weight::regular, kit.tok.text3);
    return x + w;
}

void draw_labels(Kit& kit, const Facts& f, const FigureLayout& l, const Reach* reach) {
    kit.group("labels");
    draw_input_edges(kit, f, l, reach);
    if (f.scatters() && kit.look.indices && !is_low(kit.look)) draw_output_indices(kit, f, l.output);
    if (!reach) draw_place(kit, f, l);
    if (kit.look.names) draw_names(kit, f, l, !reach);
    if (!f.result || !kit.look.legend) return;
    legend(kit, f, l);
    if (f.back && !reach) draw_back_legend(kit, f, l);
    draw_window_sizes(kit, f, l);
    if (l.kind == FigureLayout::Kind::kernel) draw_scale(kit, f, l);
}

void draw_input_labels(Kit& kit, const Facts& f, const FigureLayout& l) {
    draw_input_edges(kit, f, l, nullptr);
    if (kit.look.names) draw_input_name(kit, f, l, l.tray.x - 8);
    // It gives way to a bench in its way.
    const double end =
        l.input.at(0, 0).x + 28 +
        kit.width(kit.word("figure.never_read", {f.window().never_read()}), 15, Weight::medium);
    if (kit.look.legend && end + 8 < l.tray.x) legend(kit, f, l);
}

}  // namespace pw
