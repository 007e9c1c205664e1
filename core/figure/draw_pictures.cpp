// Inputs too large for numbers in cells, and images: input and output at the same size, side by side.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/compare.h"
#include "core/figure/draw.h"
#include "core/figure/draw_picture.h"
#include "core/figure/noise_words.h"
#include "core/figure/pixels.h"
#include "core/figure/scene_controls.h"

namespace pw {

namespace {

double num(std::int64_t v) { return static_cast<double>(v); }
double title_middle(const Rect& view) { return view.y - 28; }

// What fills a view where no cell lies: padding, and what no window reads.
void draw_ground(Kit& kit, const Rect& view) {
    Cell ground;
    ground.rect = view;
    ground.radius = 8;
    ground.fill = kit.tok.well;
    ground.edge = kit.tok.line;
    ground.edge_width = 1;
    kit.cell(ground);
}

std::string range(std::int64_t first, std::int64_t end) {
    return show_int(first) + "–" + show_int(std::max(first, end - 1));
}

// With the cells of it that are seen: "176–183, 136–143".
void know(Kit& kit, const Plane& plane) {
    const Seen s = seen_cells(plane);
    kit.spot(plane.id, plane.view, range(s.top, s.bottom) + ", " + range(s.left, s.right));
    kit.scene.planes.push_back(plane);
}
// What a zoom is about, and keeps in sight.
void know_window(Kit& kit, const Rect& window) {
    kit.scene.planes.push_back({"window", window, {window.x, window.y}, {window.w, window.h}, 1, 1});
}

// Between the cells of a plane: pixels stay close, unless all of them are shown to look for a size.
double gap_of(const FigureLayout& l, const Plane& plane) {
    if (l.shape != FigureLayout::Shape::sized) return 1;
    return GridBox::make(std::min(plane.pitch.x, plane.pitch.y), 1, 1).gap;
}

// A picture seen whole stays one until its cells are large enough for numbers: a grid would lie over it.
bool cell_by_cell(const FigureLayout& l, const Plane& plane) {
    const bool close = l.shape == FigureLayout::Shape::zoomed || l.shape == FigureLayout::Shape::sized;
    return close || std::min(plane.pitch.x, plane.pitch.y) >= least_numbers;
}

// What is cut by the line of a comparison, or drawn cell by cell, has square corners: in the window the sheet
// rounds them.
void round_corners(Kit& kit, const Rect& r) {
    constexpr double radius = 8, bend = .4477 * radius;  // a quarter of a circle
    if (!kit.look.card) return;
    for (int i = 0; i < 4; ++i) {
        const bool right = i % 2, low = i / 2;
        const auto at = [&](double x, double y) {
            return Vec2{right ? r.right() - x : r.x + x, low ? r.bottom() - y : r.y + y};
        };
        Path p;
        p.move(at(0, 0)).line(at(radius, 0)).cubic(at(bend, 0), at(0, bend), at(0, radius)).close();
        p.fill = kit.tok.sheet;
        kit.path(std::move(p));
    }
}

void draw_input_picture(Kit& kit, const Facts& f, const FigureLayout& l, const PictureView& v,
                        const std::shared_ptr<const Image>& image) {
    kit.group("input");
    if (l.shape == FigureLayout::Shape::zoomed) draw_ground(kit, v.input.view);
    draw_pixels(kit, v.input, image, v.input.view.x, v.input.view.right());
    if (cell_by_cell(l, v.input))
        draw_cells(kit, f, v.input, *f.input, f.in_channel, v.input.view.x, v.input.view.right(),
                   gap_of(l, v.input));
    if (l.shape == FigureLayout::Shape::zoomed) round_corners(kit, v.input.view);
    know(kit, v.input);
}

void draw_output_picture(Kit& kit, const Facts& f, const FigureLayout& l, const Plane& plane,
                         std::shared_ptr<const Image> image, double first, double end) {
    draw_pixels(kit, plane, std::move(image), first, end);
    if (cell_by_cell(l, plane))
        draw_cells(kit, f, plane, *f.output, f.out_channel, first, end, gap_of(l, plane));
    cover_rest(kit, f, plane, first, end);
}

double picture_title(Kit& kit, const Rect& r, std::string_view name, Shape s) {
    return draw_title(kit, r.x, title_middle(r), name, shape_text(s.h, s.w));
}

void note(Kit& kit, const Rect& r, double end, const std::string& text) {
    if (!text.empty() && end + 24 + kit.width(text, 15, Weight::medium) <= r.right())
        kit.text(r.right(), title_middle(r), text, 15, Weight::medium, kit.tok.text2, Align::right);
}

// "rows 276–287": what is seen of a zoomed input.
std::string rows_seen(const Kit& kit, const Plane& input) {
    const Seen s = seen_cells(input);
    return kit.word("picture.rows_seen", {range(s.top, s.bottom)});
}

void titles(Kit& kit, const Facts& f, const FigureLayout& l, const PictureView& v) {
    const double in = picture_title(kit, l.picture_in, kit.word("figure.input"), f.input->shape());
    const bool zoomed = l.shape == FigureLayout::Shape::zoomed;
    note(kit, l.picture_in, in, zoomed ? rows_seen(kit, v.input) : input_note(kit, f));
    if (!f.result) return;
    const double end = picture_title(kit, l.picture_out, kit.word("figure.output"), f.output->shape());
    const std::int64_t taps = f.step.rows * f.step.columns;
    if (zoomed && in_colour(f, *f.output))
        note(kit, l.picture_out, end, channel_name(kit, f));
    else if (f.clean)
        note(kit, l.picture_out, end, kit.word("picture.changes"));
    else if (taps > 1)
        note(kit, l.picture_out, end, kit.word("picture.become", {taps}));
}

// The window and its output, and what lies between them.
void draw_walk(Kit& kit, const Facts& f, const FigureLayout& l, const PictureView& v,
               const std::shared_ptr<const Image>& image) {
    kit.group("window");
    const Rect window = window_on(f, v.input), cell = cell_on(f, v.output);
    know_window(kit, window);
    const bool zoomed = l.shape == FigureLayout::Shape::zoomed;
    if (zoomed) draw_zoom_beam(kit, f, v);
    if (l.shape != FigureLayout::Shape::counted && !zoomed) draw_window_band(kit, f, l, window, cell);
    mark(kit, window, v.input, zoomed);
    mark(kit, cell, v.output, zoomed);
    if (zoomed) draw_zoom_band(kit, f, l, v, image);
}

// "Window | Counts", at the sheet's lower edge where the band leaves room for it.
void under_segments(Kit& kit, const Facts& f, const FigureLayout& l) {
    if (!kit.look.card || l.shape == FigureLayout::Shape::zoomed || f.evaluation->of.compares(f.stage->id))
        return;
    const UnderPicture now = f.pane->view.under;
    const SceneSegment segments[] = {
        {"picture/under/window", kit.word("picture.under_window"), now == UnderPicture::window},
        {"picture/under/counts", kit.word("picture.under_counts"), now == UnderPicture::counts}};
    const double w = 200, h = 32;
    const Rect place{l.picture_out.right() - w, l.room_height - 8 - h, w, h};
    if (l.shape == FigureLayout::Shape::beside || l.shape == FigureLayout::Shape::counted)
        scene_segments(kit, f.pane->view, place, segments);
}

}  // namespace

std::string shown_channel(const Kit& kit, const Facts& f) {
    static constexpr const char* keys[] = {"picture.shown.red", "picture.shown.green", "picture.shown.blue"};
    return kit.word(keys[std::clamp<std::int64_t>(f.out_channel, 0, 2)]);
}

std::string channel_name(const Kit& kit, const Facts& f) {
    static constexpr const char* keys[] = {"picture.channel.red", "picture.channel.green",
                                           "picture.channel.blue"};
    return kit.word(keys[std::clamp<std::int64_t>(f.out_channel, 0, 2)]);
}

void channel_segments(Kit& kit, const Facts& f, const Rect& rect) {
    if (!kit.look.card) return;
    const auto segment = [&](std::int64_t c, const char* key) {
        return SceneSegment{"picture/channel/" + std::to_string(c), kit.word(key), c == f.out_channel};
    };
    const SceneSegment segments[] = {segment(0, "picture.letter.red"), segment(1, "picture.letter.green"),
                                     segment(2, "picture.letter.blue")};
    scene_segments(kit, f.pane->view, rect, segments);
}

Rect window_on(const Facts& f, const Plane& input) {
    return framed(f, [&](Position o) {
        const Window& w = f.window();
        return input.cells(num(w.rows.start(o.y)), num(w.columns.start(o.x)), num(w.rows.effective(o.y)),
                           num(w.columns.effective(o.x)));
    });
}

Rect cell_on(const Facts& f, const Plane& output) {
    return output.cells(num(f.step.lands.y), num(f.step.lands.x), 1, 1);
}

void mark(Kit& kit, const Rect& cells, const Plane& plane, bool zoomed) {
    if (zoomed && std::min(cells.w, cells.h) >= 18) {
        // As much of the frame as is in sight.
        const Rect seen = common(cells, plane.view.outset(3));
        if (seen.w > 4 && seen.h > 4) draw_frame(kit, seen, 1, 2, 40);
        return;
    }
    if (zoomed && !plane.view.contains(cells.middle())) return;
    const double small = std::min(cells.w, cells.h), outset = std::max(5., (18 - small) / 2);
    const Rect outer = cells.outset(outset);
    kit.ring(outer.outset(2), 7, kit.tok.halo, 7.5);
    kit.ring(outer, 5, kit.tok.accent, 3.5);
}

Colour pixel_colour(const Facts& f, const Tensor& t, Position p) {
    return pixel(f, t, p.y, p.x, &t == f.output ? f.out_channel : f.in_channel);
}

namespace {

// What was drawn last, of one picture or of two.
struct Kept {
    KeptImage in, out[2];
};
Kept& kept() {
    thread_local Kept images;
    return images;
}

}  // namespace

void draw_pictures(Kit& kit, const Facts& f, const FigureLayout& l) {
    const PictureView v = picture_view(f, l);
    const auto image = kept_image(kept().in, f, *f.input, f.in_channel);
    draw_input_picture(kit, f, l, v, image);
    titles(kit, f, l, v);
    if (!f.result) return;
    kit.group("output");
    draw_ground(kit, v.output.view);
    draw_output_picture(kit, f, l, v.output, kept_image(kept().out[0], f, *f.output, f.out_channel),
                        v.output.view.x, v.output.view.right());
    if (l.shape == FigureLayout::Shape::zoomed) round_corners(kit, v.output.view);
    know(kit, v.output);
    if (l.shape == FigureLayout::Shape::sized) return draw_all_windows(kit, f, v.input);
    draw_walk(kit, f, l, v, image);
    const Facts* const alone[] = {&f};
    if (l.shape == FigureLayout::Shape::counted) draw_counts(kit, alone, l.band);
    under_segments(kit, f, l);
}

namespace {

// The line between two outputs, and the knob that says that it can be dragged.
void draw_split(Kit& kit, const View& view, const Rect& out) {
    const double x = out.x + out.w * view.split, over = 6, knob = 20;
    kit.group("split");
    kit.line({x, out.y - over}, {x, out.bottom() + over}, Colour{1, 1, 1, 1}, 6);
    kit.line({x, out.y - over}, {x, out.bottom() + over}, Colour::hex(0x16171B), 2.5);
    kit.spot("picture/split", {x - 8, out.y - over, 16, out.h + 2 * over},
             kit.show(std::round(view.split * 100)) + " %");
    if (!kit.look.card) return;
    const Vec2 m{x, out.bottom() - std::min(44., out.h / 2)};
    Cell disc;
    disc.rect = {m.x - knob, m.y - knob, 2 * knob, 2 * knob};
    disc.radius = knob;
    disc.fill = Colour{1, 1, 1, 1};
    disc.edge = Colour::hex(0x16171B);
    disc.edge_width = 2;
    disc.shadow_y = 2, disc.shadow_sigma = 4, disc.shadow_alpha = .2;
    kit.cell(disc);
    for (const double way : {-1., 1.}) {
        Path p;
        p.move({m.x + way * 4, m.y - 4}).line({m.x + way * 8.5, m.y}).line({m.x + way * 4, m.y + 4});
        p.stroke = Colour::hex(0x16171B);
        p.width = 2;
        kit.path(std::move(p));
    }
    if (view.show_focus && view.focused == "picture/split")
        kit.ring(disc.rect.outset(4), knob + 4, kit.tok.focus, 2);
    kit.spot("picture/split", disc.rect);
}

void split_titles(Kit& kit, const Compared& c, const PictureView& v, bool zoomed) {
    kit.group("labels");
    const Rect &in = c.lanes[0].picture_in, &out = c.lanes[0].picture_out;
    const double end = picture_title(kit, in, kit.word("figure.input"), c.a().input->shape());
    note(kit, in, end, zoomed ? rows_seen(kit, v.input) : input_note(kit, c.a()));
    const double middle = title_middle(out), apart = 34;
    const std::string names[] = {bench_name(kit, c.a()), bench_name(kit, c.b())};
    const double wide[] = {kit.width(names[0], 20, Weight::semibold),
                           kit.width(names[1], 20, Weight::semibold)};
    // A view too narrow for both names has the letters only.
    const bool named = 2 * apart + wide[0] + wide[1] + 16 <= out.w;
    const double right = out.right() - (named ? wide[1] + apart : 24);
    draw_badge(kit, out.x, middle, 0);
    draw_badge(kit, right, middle, 1);
    if (!named) return;
    kit.text(out.x + apart, middle, names[0], 20, Weight::semibold, kit.tok.ink);
    kit.text(right + apart, middle, names[1], 20, Weight::semibold, kit.tok.ink);
    const Shape &a = c.a().out_shape(), &b = c.b().out_shape();
    std::string shape = shape_text(a.h, a.w);
    if (a.h != b.h || a.w != b.w) shape += " | " + shape_text(b.h, b.w);
    const std::string full = kit.word("figure.output") + " " + shape;
    const double from = out.x + apart + wide[0] + 16, room = right - 16 - from;
    const std::vector<std::string> texts =
        c.a().clean ? std::vector{kit.word("picture.changes")} : std::vector{full, shape};
    for (const std::string& text : texts)
        if (const double w = kit.width(text, 20, Weight::regular); w <= room) {
            kit.text(from + room / 2, middle, text, 20, Weight::regular, kit.tok.text3, Align::middle);
            break;
        }
}

}  // namespace

void draw_compared_pictures(Kit& kit, const Compared& c) {
    const FigureLayout& l = c.lanes[0];
    const bool zoomed = l.shape == FigureLayout::Shape::zoomed;
    const View& view = c.panes[0].view;
    const PictureView v[] = {picture_view(c.a(), l), picture_view(c.b(), l)};
    const auto image = kept_image(kept().in, c.a(), *c.a().input, c.a().in_channel);
    draw_input_picture(kit, c.a(), l, v[0], image);
    kit.group("output");
    const Rect& out = l.picture_out;
    draw_ground(kit, out);
    const double line = out.x + out.w * view.split;
    for (int i = 0; i < 2; ++i) {
        const Facts& f = c.facts[i];
        draw_output_picture(kit, f, l, v[i].output, kept_image(kept().out[i], f, *f.output, f.out_channel),
                            i == 0 ? out.x : line, i == 0 ? line : out.right());
    }
    round_corners(kit, out);
    know(kit, v[0].output);
    split_titles(kit, c, v[0], zoomed);
    draw_split(kit, view, out);
    kit.group("window");
    const int side = cell_on(c.a(), v[0].output).middle().x <= line ? 0 : 1;
    know_window(kit, window_on(c.facts[side], v[side].input));
    if (zoomed) draw_zoom_beam(kit, c.facts[side], v[side]);
    for (int i = c.one_frame ? 1 : 0; i < 2; ++i)
        mark(kit, window_on(c.facts[i], v[i].input), v[i].input, zoomed);
    mark(kit, cell_on(c.facts[side], v[side].output), v[side].output, zoomed);
    if (zoomed) return draw_zoom_band(kit, c.a(), l, v[0], image);
    const Facts* const sides[] = {&c.a(), &c.b()};
    draw_counts(kit, sides, l.band);
}

}  // namespace pw
