#include "core/figure/layout.h"

#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/easing.h"

namespace pw {

namespace {

constexpr double least_pitch = 20, context_pitch = 40, least_context = 28;
constexpr double title_room = 20;  // the blocks are centred a little lower

// A pitch of the look's step, at most its largest.
double pitch_of(const Look& look, std::initializer_list<double> rooms) {
    const double p = std::min(look.measures.most_pitch, std::min(rooms)), step = look.measures.pitch_step;
    return step > 0 ? std::floor(p / step) * step : p;
}
double num(std::int64_t v) { return static_cast<double>(v); }

struct Counts {
    double iw, ih, kw, kh, ow, oh;
};

Counts counts_of(const Facts& f) {
    if (!f.result) return {num(f.input->shape().w), num(f.input->shape().h), 0, 0, 0, 0};
    const Window& w = f.window();
    return {num(w.columns.drawn()), num(w.rows.drawn()),  num(w.columns.max_taps()),
            num(w.rows.max_taps()), num(f.out_shape().w), num(f.out_shape().h)};
}

void place_input(FigureLayout& l, const Facts& f, const Look& look, double p, double x, double y) {
    const Counts c = counts_of(f);
    l.input =
        GridBox::make(p, static_cast<std::int64_t>(c.ih), static_cast<std::int64_t>(c.iw), look.measures);
    if (f.result) {
        l.input.ring_top = f.window().rows.pad_begin();
        l.input.ring_left = f.window().columns.pad_begin();
    }
    l.input.x = x;
    l.input.y = y;
}

void place_bench(FigureLayout& l, const Facts& f, const Look& look, double p, double x, double y) {
    l.bench = GridBox::make(p, f.window().rows.max_taps(), f.window().columns.max_taps(), look.measures);
    l.bench.x = x;
    l.bench.y = y;
    // Around this step's window: adaptive ones differ, and lie in the middle of the largest one's place.
    const double rows = num(f.step.rows), columns = num(f.step.columns);
    l.tray =
        l.bench.block((num(l.bench.rows) - rows) / 2, (num(l.bench.columns) - columns) / 2, rows, columns)
            .outset(look.measures.tray);
}

void place_output(FigureLayout& l, const Facts& f, const Look& look, double p, double x, double y) {
    l.output = GridBox::make(p, f.out_shape().h, f.out_shape().w, look.measures);
    l.output.x = x;
    l.output.y = y;
}

// Rows of the output are numbered, too, where values are scattered: the beam needs its way beside that.
double labels_of(const Facts& f, const Look& look) {
    return f.scatters() && look.indices && !is_low(look) ? output_labels : 0;
}

double row_gap(const Look& look, double w) {
    if (look.measures.gap > 0) return look.measures.gap;
    return look.narrow ? 52 : std::clamp(.09 * w, 72., 136.);
}

// At the left, for the brackets of windows that don't begin a stride apart.
double bracket_room(const Facts& f, const Look& look) {
    constexpr double room = 44;
    const bool brackets = f.result && !f.window().rows.regular() && look.indices && !is_low(look);
    return brackets ? room - look.measures.aside : 0;
}

// At both sides of a row.
double row_margin(const Facts& f, const Look& look) {
    return (look.narrow ? 76 : 96) + bracket_room(f, look);
}

double row_pitch(const Facts& f, const Look& look, double w, double h) {
    const Counts c = counts_of(f);
    const double across =
        (w - 2 * row_gap(look, w) - row_margin(f, look) - labels_of(f, look)) / (c.iw + c.kw + c.ow);
    const double down = (h - (is_low(look) ? 72 : look.measures.around_rows)) / std::max({c.ih, c.kh, c.oh});
    return pitch_of(look, {across, down});
}

double column_pitch(const Counts& c, const Look& look, double w, double h) {
    const double g = row_gap(look, w);
    return pitch_of(
        look, {(w - 96) / c.iw, (w - 96 - g) / (c.kw + c.ow), (h - 184) / (c.ih + std::max(c.kh, c.oh))});
}

double output_title(const Facts& f, const Look& look) {
    if (!f.result || !look.names) return 0;
    return title_width(look, (*look.words)("figure.output"),
                       shape_text(f.result->plan.out.h, f.result->plan.out.w));
}

// Input, bench and output of pitch p from the left, centred on one axis; gaps grow into the room that is
// left.
void lay_row(FigureLayout& l, const Facts& f, const Look& look, double p) {
    const Counts c = counts_of(f);
    const double labels = labels_of(f, look), brackets = bracket_room(f, look);
    const double columns = (c.iw + c.kw + c.ow) * p + labels, most = brackets > 0 ? 96 : 136;
    double g = row_gap(look, l.room_width);
    if (!look.narrow && look.measures.gap <= 0)
        g = std::min(most, std::max(g, (l.room_width - row_margin(f, look) - columns) / 2));
    const double axis =
        l.room_height / 2 + (is_low(look) ? 14 : title_room) + (brackets > 0 ? title_room : 0);
    double x = (l.room_width - columns - (f.result ? 2 * g : 0) + brackets) / 2 + look.measures.aside;
    // An output narrower than its title needs the title's room.
    const double end = x + columns - c.ow * p + 2 * g + output_title(f, look);
    if (look.measures.gap <= 0) x -= std::max(0., end - (l.room_width - 16));
    place_input(l, f, look, p, x, axis - c.ih * p / 2);
    if (!f.result) return;
    x += c.iw * p + g;
    place_bench(l, f, look, p, x, axis - c.kh * p / 2);
    x += c.kw * p + g + labels;
    place_output(l, f, look, p, x, axis - c.oh * p / 2);
}

void lay_column(FigureLayout& l, const Facts& f, const Look& look, double p) {
    const Counts c = counts_of(f);
    const double g = std::max(row_gap(look, l.room_width), 96.), low = std::max(c.kh, c.oh);
    const double between = f.window().never_read() > 0 ? 112 : 88;  // room for the legend
    const double total = (c.ih + low) * p + between;
    const double top = std::max(64., (l.room_height - total) / 2 + title_room);
    place_input(l, f, look, p, (l.room_width - c.iw * p) / 2 + look.measures.aside, top);
    const double axis = top + c.ih * p + between + low * p / 2;
    const double x = (l.room_width - (c.kw + c.ow) * p - g) / 2 + look.measures.aside;
    place_bench(l, f, look, p, x, axis - c.kh * p / 2);
    place_output(l, f, look, p, x + c.kw * p + g, axis - c.oh * p / 2);
}

// The convolution before the watched stage: its input at the left, its kernel under it.
bool lay_context(FigureLayout& l, const Facts& f, const Look& look) {
    const StageResult* conv = f.evaluation->find(f.context->id);
    const Axis &rows = conv->plan.window.rows, &columns = conv->plan.window.columns;
    const Counts c = counts_of(f);
    const double small = std::floor((l.room_height - 168) / (num(rows.drawn()) + num(rows.max_taps())));
    const double pitch = std::clamp(small, least_context, context_pitch);
    GridBox up = GridBox::make(pitch, rows.drawn(), columns.drawn());
    up.ring_top = rows.pad_begin();
    up.ring_left = columns.pad_begin();
    GridBox kernel = GridBox::make(pitch, rows.max_taps(), columns.max_taps());
    const double width = num(up.columns) * pitch;
    const double p = std::max(8., pitch_of(look, {(l.room_width - width - 304) / (c.iw + c.kw + c.ow),
                                                  (l.room_height - 112) / std::max({c.ih, c.kh, c.oh})}));
    const double axis = l.room_height / 2 + title_room;
    up.x = 48;
    up.y = std::max(64., axis - c.ih * p / 2 - 40);
    kernel.x = up.x + (up.bounds().w - kernel.bounds().w) / 2;
    kernel.y = up.bounds().bottom() + 64;
    const bool fits = p >= 32 && kernel.bounds().bottom() <= l.room_height - 16 && width <= l.room_width / 3;
    l.context = up;
    l.kernel = kernel;
    double x = up.bounds().right() + 76;
    place_input(l, f, look, p, x, axis - c.ih * p / 2);
    x += c.iw * p + 72;
    place_bench(l, f, look, p, x, axis - c.kh * p / 2);
    x += c.kw * p + 72;
    place_output(l, f, look, p, x, axis - c.oh * p / 2);
    return fits;
}

// A watched convolution: kernel over bench, column over column (visual2.md, section 4).
bool lay_kernel(FigureLayout& l, const Facts& f, const Look& look) {
    constexpr double top = 84, between = 100;
    constexpr double lower = 24;                           // than the middle, for the titles
    constexpr double below_input = 40, below_output = 80;  // the frame's room, the scale's
    const Counts c = counts_of(f);
    const double g = look.narrow ? 52 : 104, margin = look.narrow ? 76 : 96;
    const double h = l.room_height, columns = c.iw + c.kw + c.ow;
    const double p = std::max(
        8.,
        pitch_of(look, {(l.room_width - margin - 2 * g) / columns, (h - top - between - 24) / (2 * c.kh),
                        (h - 2 * (below_input + lower)) / c.ih, (h - 2 * (below_output + lower)) / c.oh}));
    const double axis = h / 2 + lower;
    double x = (l.room_width - columns * p - 2 * g) / 2 + look.measures.aside;
    place_input(l, f, look, p, x, axis - c.ih * p / 2);
    x += c.iw * p + g;
    l.kernel = GridBox::make(p, f.window().rows.max_taps(), f.window().columns.max_taps(), look.measures);
    l.kernel.x = x;
    l.kernel.y = top;
    place_bench(l, f, look, p, x, l.kernel.bounds().bottom() + between);
    x += c.kw * p + g;
    place_output(l, f, look, p, x, axis - c.oh * p / 2);
    return p >= least_pitch;
}

// Two views as wide as the sheet allows, over a band of this height. `aspect`: of what fills them; 0: they
// take all of the room.
void lay_wide(FigureLayout& l, double aspect, double apart, double band) {
    constexpr double side = 48, top = 72, least = 120;
    const double w = l.room_width, h = l.room_height;
    const bool room = h - top - apart - band >= least;
    const double high = std::max(16., h - top - (room ? apart + band : 20));
    const double widest = std::max(16., (w - 3 * side) / 2);
    const double width = aspect > 0 ? std::min(widest, aspect * high) : widest;
    const double height = aspect > 0 ? width / aspect : high, x = side + (widest - width) / 2;
    const double left = room ? (high - height) / 2 : 0, y = top + left;  // in a sheet higher than they need
    l.picture_in = {x, y, width, height};
    l.picture_out = {x + widest + side, y, width, height};
    if (room) l.band = {side, y + height + apart, w - 2 * side, band};
}

// Cells as large as two views allow, with a line of words below.
void lay_sized(FigureLayout& l, double aspect) {
    constexpr double apart = 72;
    l.shape = FigureLayout::Shape::sized;
    const bool low = l.room_height < 480;
    const double side = low ? 40 : 80, around = low ? 64 : 124;
    const double widest = std::max(16., (l.room_width - 2 * side - apart) / 2),
                 high = std::max(16., l.room_height - 2 * around);
    const double width = std::min(widest, aspect * high), height = width / aspect;
    const double top = around + (high - height) / 2, x = side + (widest - width) / 2;
    l.picture_in = {x, top, width, height};
    l.picture_out = {x + widest + apart, top, width, height};
}

void lay_pictures(FigureLayout& l, const Facts& f, const Look& look) {
    constexpr double zoom_apart = 24, zoom_band = 121, counts_apart = 35, counts_band = 181;
    const Shape in = f.input->shape();
    const double aspect = num(in.w) / num(in.h);
    const double w = l.room_width, h = l.room_height;
    l.kind = FigureLayout::Kind::picture;
    if (f.pane->view.sizing && f.result) return lay_sized(l, aspect);
    if (f.pane->view.zoom && f.result) {
        l.shape = FigureLayout::Shape::zoomed;
        return lay_wide(l, 0, zoom_apart, zoom_band);
    }
    if (f.result && shows_counts(f)) {
        l.shape = FigureLayout::Shape::counted;
        return lay_wide(l, aspect, counts_apart, counts_band);
    }
    if (!f.result) {
        const double width = std::max(16., std::min(w - 192, aspect * (h - 128)));
        l.picture_in = {(w - width) / 2, 84, width, width / aspect};
        return;
    }
    if (aspect > 2) {
        l.shape = FigureLayout::Shape::stacked;
        const double width = std::max(16., std::min(w - 96 - 48 - 300, aspect * (h - 190) / 2));
        const double high = width / aspect, top = (h - 2 * high - 72) / 2 + title_room;
        l.picture_in = {96, top, width, high};
        l.picture_out = {96, top + high + 72, width, high};
        return;
    }
    if (aspect < .5) {
        l.shape = FigureLayout::Shape::tall;
        const double high = std::max(16., h - 104), width = std::max(12., aspect * high);
        l.picture_in = {w * .20 - width / 2, 76, width, high};
        l.picture_out = {w * .80 - width / 2, 76, width, high};
        return;
    }
    const bool band = h - 360 >= look.measures.least_magnifier;
    const double high = std::max(16., band ? h - 360 : h - 128);
    const double width = std::max(16., std::min((w - 336) / 2, aspect * high));
    const double middle = (w - 192 - 2 * width - 144) / 2;  // what a narrow picture leaves at either side
    const double x = 96 + std::max(0., middle);
    l.picture_in = {x, 64, width, width / aspect};
    l.picture_out = {w - x - width, 64, width, width / aspect};
}

using Kind = FigureLayout::Kind;

// What kind of picture it is, seen in the room of a closed card: an error never turns cells into pixels.
Kind kind_of(const Facts& f, const Look& look, FigureLayout at_rest) {
    const Counts c = counts_of(f);
    if (is_picture(f) || (f.pane->view.sizing && f.result)) return Kind::picture;
    if (f.context && lay_context(at_rest, f, look)) return Kind::context;
    if (f.stage && f.result && f.stage->op->has(Param::weight) && lay_kernel(at_rest, f, look))
        return Kind::kernel;
    const double row = row_pitch(f, look, at_rest.room_width, at_rest.room_height);
    const double column = f.result ? column_pitch(c, look, at_rest.room_width, at_rest.room_height) : 0;
    if (std::max(row, column) < least_pitch) return Kind::picture;
    // An output larger than its input lies in the way between them.
    if (f.scatters() && row >= least_pitch) return Kind::row;
    const bool wide = f.result && c.iw > 2 * c.ih && column >= row;
    return wide || column > 1.15 * row ? Kind::column : Kind::row;
}

void lay(FigureLayout& l, const Facts& f, const Look& look) {
    const Counts c = counts_of(f);
    switch (l.kind) {
        case Kind::picture:
            return lay_pictures(l, f, look);
        case Kind::context:
            if (lay_context(l, f, look)) return;
            l.kind = Kind::row;  // the open card leaves no room for what stands before the stage
            return lay(l, f, look);
        case Kind::kernel:
            lay_kernel(l, f, look);
            return;
        case Kind::column:
            return lay_column(l, f, look, std::max(4., column_pitch(c, look, l.room_width, l.room_height)));
        case Kind::row:
            return lay_row(l, f, look, std::max(4., row_pitch(f, look, l.room_width, l.room_height)));
    }
}

}  // namespace

Rect FigureLayout::window(const Window& w, Position o) const {
    return input.block(num(w.rows.start(o.y)), num(w.columns.start(o.x)), num(w.rows.effective(o.y)),
                       num(w.columns.effective(o.x)));
}

FigureLayout moved(FigureLayout l, double down) {
    for (GridBox* g : {&l.input, &l.bench, &l.output, &l.context, &l.kernel}) g->y += down;
    for (Rect* r : {&l.tray, &l.picture_in, &l.picture_out, &l.band}) r->y += down;
    l.room_height += down;
    return l;
}

FigureLayout mix(const FigureLayout& from, const FigureLayout& to, double k) {
    FigureLayout l = to;
    const auto grid = [k](const GridBox& a, const GridBox& b, GridBox& out) {
        if (a.pitch <= 0 || b.pitch <= 0) return;
        const auto at = [k](double x, double y) { return lerp(x, y, k); };
        out.x = at(a.x, b.x), out.y = at(a.y, b.y);
        out.pitch = at(a.pitch, b.pitch), out.gap = at(a.gap, b.gap);
        out.cell = at(a.cell, b.cell), out.radius = at(a.radius, b.radius);
    };
    grid(from.input, to.input, l.input);
    grid(from.bench, to.bench, l.bench);
    grid(from.output, to.output, l.output);
    grid(from.context, to.context, l.context);
    grid(from.kernel, to.kernel, l.kernel);
    l.tray = lerp(from.tray, to.tray, k);
    l.picture_in = lerp(from.picture_in, to.picture_in, k);
    l.picture_out = lerp(from.picture_out, to.picture_out, k);
    l.band = lerp(from.band, to.band, k);
    return l;
}

bool is_picture(const Facts& f) {
    return f.evaluation->of.input.picture && f.input->shape().plane() > 32 * 32;
}

bool shows_counts(const Facts& f) {
    return f.pane->view.under == UnderPicture::counts || (f.stage && f.evaluation->of.compares(f.stage->id));
}

bool is_low(const Look& look) { return look.height < 420; }

double title_width(const Look& look, std::string_view name, std::string_view shape, double size) {
    if (size <= 0) size = look.measures.title;
    return look.fonts->width(name, Weight::semibold, size) + size / 2 +
           look.fonts->width(shape, Weight::regular, size);
}

double strip_height(const Look& look, double card_open, double card) {
    const double rest = is_low(look) ? 64 : look.narrow ? 112 : 128;
    return lerp(rest, std::min(card, look.height - 8), ease::in_out(card_open));
}

double title_x(const Look& look, double x, std::string_view name, std::string_view shape, double size) {
    return std::max(12., std::min(x, look.width - 16 - title_width(look, name, shape, size)));
}

FigureLayout picture_layout(const Facts& f, const Look& look, double strip) {
    FigureLayout l;
    l.room_width = look.width;
    l.room_height = look.height - strip;
    lay_pictures(l, f, look);
    return l;
}

FigureLayout layout_of(const Facts& f, const Look& look, double strip, double at_rest) {
    FigureLayout l;
    l.room_width = look.width;
    l.room_height = look.height - at_rest;
    l.kind = kind_of(f, look, l);
    l.room_height = look.height - strip;
    lay(l, f, look);
    if (l.kind == FigureLayout::Kind::picture) return l;
    if (f.back) {
        l.input_number = number_size(look, l.input.cell, f.back->of_input.plane(f.batch, f.in_channel));
        l.bench_number = turns(f.step) ? std::max(12., std::floor(.36 * l.bench.pitch)) : l.input_number;
        l.output_number = number_size(look, l.output.cell, f.back->of_output.plane(f.batch, f.out_channel));
        return l;
    }
    l.input_number = number_size(look, l.input.cell, f.input->plane(f.batch, f.in_channel));
    // A product has its factors above it, a power what it is a power of, a lot its chance.
    const bool weighs = f.result && (turns(f.step) || draws(f.step));
    l.bench_number = weighs ? std::max(12., std::floor(.36 * l.bench.pitch)) : l.input_number;
    if (f.output) l.output_number = number_size(look, l.output.cell, f.output->plane(f.batch, f.out_channel));
    return l;
}

}  // namespace pw
