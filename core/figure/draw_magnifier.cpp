// Under a picture: the values of its window, what each channel makes of them, and the result.
#include <algorithm>
#include <cmath>

#include "core/figure/draw.h"
#include "core/figure/draw_picture.h"
#include "core/figure/pixels.h"
#include "core/figure/scene_controls.h"

namespace pw {

namespace {

void draw_beam(Kit& kit, const Rect& from, const Rect& to) {
    Vec2 a[2] = {{from.x, from.bottom()}, {from.right(), from.bottom()}};
    Vec2 b[2] = {{to.x + 12, to.y}, {to.right() - 12, to.y}};
    Band band;
    band.fill = Colour{1, 1, 1, .16f};
    for (int i = 0; i < 2; ++i) {
        const double bend = lerp(a[i].y, b[i].y, .74);
        const Vec2 c[4] = {a[i], {a[i].x, bend}, {b[i].x, bend}, b[i]};
        for (int k = 0; k < 4; ++k) (i == 0 ? band.upper : band.lower)[k] = c[k];
    }
    kit.band(band);
    for (const Vec2* c : {band.upper, band.lower}) {
        Path p;
        p.move(c[0]).cubic(c[1], c[2], c[3]);
        draw_beam_line(kit, std::move(p), 2, Colour{1, 1, 1, .55f}, 4);
    }
}

// Between the cells and their frame: numbers nearly fill them.
constexpr double air = 6;

// Windows with more cells than this a side are shown as a picture of their own, of no more pixels than that.
constexpr std::int64_t most_cells = 16, most_pixels = 240;

void draw_large_window(Kit& kit, const Facts& f, const Rect& box) {
    const Step& s = f.step;
    const std::int64_t w = std::min(s.columns, most_pixels), h = std::min(s.rows, most_pixels);
    const PixelColours colours(f);
    const bool colour = in_colour(f, *f.input);
    auto image = std::make_shared<Image>();
    image->width = static_cast<int>(w);
    image->height = static_cast<int>(h);
    image->rgba.resize(static_cast<std::size_t>(w * h) * 4);
    for (std::int64_t y = 0; y < h; ++y)
        for (std::int64_t x = 0; x < w; ++x) {
            const Tap& tap =
                s.taps[static_cast<std::size_t>((y * s.rows / h) * s.columns + x * s.columns / w)];
            const Colour c = tap.kind != TapKind::real ? kit.tok.well
                             : colour                  ? pixel(f, *f.input, tap.at.y, tap.at.x, f.in_channel)
                                                       : colours.of(tap.value);
            put(*image, static_cast<std::size_t>(y * w + x), c);
        }
    Heatmap m;
    m.rect = box;
    m.image = std::move(image);
    kit.heatmap(std::move(m));
    draw_frame(kit, box, air, 4, 40);
}

// The window's values as numbers, up to 8 x 8 of them; larger windows as pixels.
void draw_magnifier(Kit& kit, const Facts& f, const Rect& box) {
    const Step& s = f.step;
    const double columns = static_cast<double>(s.columns), rows = static_cast<double>(s.rows);
    const double pitch = std::min(box.w / columns, box.h / rows), gap = pitch >= 8 ? 1 : 0;
    if (std::max(s.columns, s.rows) > most_cells)
        return draw_large_window(kit, f, {box.x, box.y, columns * pitch, rows * pitch});
    const bool numbers = pitch >= 30;
    std::vector<std::pair<Rect, std::pair<std::string, Colour>>> texts;
    for (std::size_t q = 0; q < s.taps.size(); ++q) {
        const Tap& tap = s.taps[q];
        const Rect r{box.x + static_cast<double>(static_cast<std::int64_t>(q) % s.columns) * pitch,
                     box.y + static_cast<double>(static_cast<std::int64_t>(q) / s.columns) * pitch,
                     pitch - gap, pitch - gap};
        if (tap.kind != TapKind::real) {
            kit.cell(padding_cell(r, 2, kit));
            continue;
        }
        Cell c;
        c.rect = r;
        c.radius = 2;
        c.fill = pixel(f, *f.input, tap.at.y, tap.at.x, f.in_channel);
        kit.cell(c);
        if (numbers) texts.push_back({r, {kit.show(tap.value), number_on(c.fill)}});
    }
    for (const auto& [r, t] : texts)
        number_in(kit, r, t.first, std::min(22., std::floor(pitch * .43)), t.second);
    if (s.winner >= 0 && pitch >= 12) {
        const Rect r{box.x + static_cast<double>(s.winner % s.columns) * pitch,
                     box.y + static_cast<double>(s.winner / s.columns) * pitch, pitch - gap, pitch - gap};
        kit.ring(r.outset(2), 4, kit.tok.accent, 2.5);
    }
    draw_frame(kit, {box.x, box.y, columns * pitch - gap, rows * pitch - gap}, air, 4, 40);
}

struct Bar {
    std::string name;
    Colour colour;
    double value;
};

std::vector<Bar> bars_of(const Kit& kit, const Facts& f) {
    const auto value = [&](std::int64_t c) {
        return static_cast<double>(f.output->at(f.batch, c, f.step.lands.y, f.step.lands.x));
    };
    if (in_colour(f, *f.output))
        return {{kit.word("picture.red"), Colour::hex(0xD64545), value(0)},
                {kit.word("picture.green"), Colour::hex(0x2F9E5B), value(1)},
                {kit.word("picture.blue"), Colour::hex(0x3F6FD8), value(2)}};
    return {{kit.word("picture.value"), kit.tok.ink, value(f.out_channel)}};
}

// `k`: of the usual size.
void draw_bars(Kit& kit, const Facts& f, const Rect& box, double k) {
    const std::vector<Bar> bars = bars_of(kit, f);
    const bool several = bars.size() > 1;
    kit.text(box.x, box.y + 16 * k, kit.word("picture." + std::string(f.stage->op->name)), 15 * k,
             Weight::semibold, kit.tok.ink);
    if (several) {
        kit.text(box.x, box.y + 43 * k, shown_channel(kit, f), 13 * k, Weight::medium, kit.tok.text2);
        channel_segments(kit, f, {box.right() - 132, box.y + 20 * k - 18, 132, 36});
    }
    double widest = 68 * k;
    for (const Bar& bar : bars)
        widest = std::max(widest, kit.width(kit.show(bar.value), 24 * k, Weight::semibold));
    double y = box.y + 80 * k;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const Bar& bar = bars[i];
        const bool chosen = several && static_cast<std::int64_t>(i) == f.out_channel;
        kit.text(box.x, y, bar.name, 15 * k, Weight::medium, chosen ? kit.tok.ink : kit.tok.text2);
        Cell track;
        track.rect = {box.x + 64 * k, y - 6 * k, std::max(40., box.w - 88 * k - widest), 12 * k};
        track.radius = 6 * k;
        track.fill = kit.tok.well;
        kit.cell(track);
        track.fill = bar.colour;
        track.rect.w *= std::max(
            .05, clamp01(f.evaluation->of.input.picture ? bar.value / 255 : f.domain.place(bar.value)));
        kit.cell(track);
        kit.text(box.right(), y, kit.show(bar.value), 24 * k, Weight::semibold, kit.tok.ink, Align::right);
        y += 56 * k;
    }
}

void draw_swatch(Kit& kit, const Facts& f, const Rect& box, double k) {
    const Position o = f.step.lands;
    const Colour fill = pixel(f, *f.output, o.y, o.x, f.out_channel);
    Cell c;
    c.rect = box;
    c.radius = 12;
    c.fill = fill;
    kit.cell(c);
    draw_frame(kit, box, 2, 12, 40);
    const Colour ink = number_on(fill);
    const std::string place = "[" + std::to_string(o.y) + ", " + std::to_string(o.x) + "]";
    const auto line = [&](double under, const std::string& text, Weight weight) {
        const double size = std::min(15 * k, 15 * .86 * box.w / kit.width(text, 15, weight));
        kit.text(box.middle().x, box.middle().y + under, text, size, weight, ink, Align::middle);
    };
    line(-14 * k, kit.word("picture.output_at", {place}), Weight::semibold);
    std::string values;
    for (const Bar& b : bars_of(kit, f)) values += (values.empty() ? "" : "  ") + kit.show(b.value);
    line(14 * k, values, Weight::medium);
}

// From the window's right side to the magnifier's left, where the pictures leave no band below.
void draw_side_beam(Kit& kit, const Rect& from, const Rect& to) {
    const Vec2 a[2] = {{from.right(), from.y}, {from.right(), from.bottom()}};
    const Vec2 b[2] = {{to.x, to.y + 12}, {to.x, to.bottom() - 12}};
    for (int i = 0; i < 2; ++i) {
        const double x = (a[i].x + b[i].x) / 2;
        Path p;
        p.move(a[i]).cubic({x, a[i].y}, {x, b[i].y}, b[i]);
        p.stroke = kit.tok.accent.alpha(.7);
        p.width = 1.75;
        kit.path(std::move(p));
    }
}

Rect magnifier_box(const Facts& f, Vec2 middle, double side) {
    const double columns = static_cast<double>(f.step.columns), rows = static_cast<double>(f.step.rows);
    const double pitch = std::min(side / columns, side / rows);
    return {middle.x - columns * pitch / 2, middle.y - rows * pitch / 2, columns * pitch, rows * pitch};
}

void draw_beside(Kit& kit, const Facts& f, const FigureLayout& l, const Rect& window, const Rect& cell) {
    const bool tall = l.shape == FigureLayout::Shape::tall;
    const Vec2 middle = tall ? Vec2{l.room_width / 2, l.picture_in.middle().y}
                             : Vec2{l.room_width - 48 - 120, (l.picture_in.y + l.picture_out.bottom()) / 2};
    const Rect box = magnifier_box(f, middle, 240);
    draw_side_beam(kit, window, box.outset(8));
    if (tall) draw_side_beam(kit, box.outset(8), cell);
    draw_magnifier(kit, f, box);
}

}  // namespace

void draw_window_band(Kit& kit, const Facts& f, const FigureLayout& l, const Rect& window, const Rect& cell) {
    if (l.shape != FigureLayout::Shape::beside) return draw_beside(kit, f, l, window, cell);
    constexpr double usual = 240, frame = 8;
    const double top = l.picture_in.bottom() + 40, room = l.room_height - 8 - top;
    if (room < kit.look.measures.least_magnifier) return;
    // A wide sheet leaves more below its pictures.
    const double side = std::min({2 * usual, room - frame, std::max(usual, l.picture_in.w / 3)});
    const double k = std::max(1., side / usual);
    const Rect magnifier{l.picture_in.x, top + frame / 2, side, side};
    // In the window it makes room for the switch below.
    const double high = kit.look.card ? side - 44 : side, s = std::min(168 * k, high);
    const Rect swatch{l.picture_out.right() - s, magnifier.y + (high - s) / 2, s, s};
    draw_beam(kit, window, magnifier);
    draw_beam(kit, cell, swatch);
    draw_magnifier(kit, f, magnifier);
    const double left = magnifier.right() + 64 * k, right = std::min(left + 356 * k, swatch.x - 72);
    if (right - left > 240 && side > 200) {
        draw_bars(kit, f, {left, magnifier.y, right - left, side}, k);
        if (swatch.x - right > 100) draw_pointer(kit, {(right + swatch.x) / 2, swatch.middle().y});
    }
    draw_swatch(kit, f, swatch, k);
}

void draw_beam_line(Kit& kit, Path line, double width, Colour below, double below_width) {
    line.stroke = below;
    line.width = below_width;
    kit.path(line);
    line.stroke = kit.tok.accent;
    line.width = width;
    kit.path(std::move(line));
}

void draw_pointer(Kit& kit, Vec2 m) {
    Path p;
    p.move({m.x - 9, m.y}).line({m.x + 8, m.y});
    p.move({m.x + 3, m.y - 5}).line({m.x + 8, m.y}).line({m.x + 3, m.y + 5});
    p.stroke = kit.tok.accent;
    p.width = 2.5;
    kit.path(std::move(p));
}

}  // namespace pw
