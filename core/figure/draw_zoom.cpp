// A picture that is looked at closely: cells with numbers, and where in the whole they are.
#include <algorithm>
#include <cmath>

#include "core/figure/changes.h"
#include "core/figure/draw.h"
#include "core/figure/draw_picture.h"
#include "core/figure/pixels.h"
#include "core/figure/scene_controls.h"

namespace pw {

namespace {

constexpr double least_cells = 12;           // px a cell
constexpr std::int64_t most_cells = 12'000;  // that are drawn one by one

double num(std::int64_t v) { return static_cast<double>(v); }

// The part of a plane's view between two places along x.
Rect part_of(const Plane& p, double first, double end) {
    return common(p.view, {first, p.view.y, std::max(0., end - first), p.view.h});
}

// One size for all that are seen: at most .36 of a cell, and the widest takes .8 of it.
double size_of(const Kit& kit, const std::vector<std::string>& texts, double cell) {
    double widest = 1;
    for (const std::string& t : texts) widest = std::max(widest, kit.width(t, 10, Weight::semibold));
    return std::floor(std::min({44., .36 * cell, 10 * .8 * cell / widest}));
}

}  // namespace

void draw_pixels(Kit& kit, const Plane& plane, std::shared_ptr<const Image> image, double first, double end) {
    Heatmap h;
    h.rect = plane.cells(0, 0, num(plane.rows), num(plane.columns));
    const Rect part = part_of(plane, first, end);
    if (part.w <= 0 || common(part, h.rect).w <= 0 || common(part, h.rect).h <= 0) return;
    const bool whole = std::abs(h.rect.x - part.x) + std::abs(h.rect.right() - part.right()) +
                           std::abs(h.rect.y - part.y) + std::abs(h.rect.bottom() - part.bottom()) <
                       1e-6;
    if (!whole) h.clip = part;
    h.radius = part == plane.view ? 8 : 0;
    h.image = std::move(image);
    h.id = plane.id;
    kit.heatmap(std::move(h));
}

void draw_cells(Kit& kit, const Facts& f, const Plane& plane, const Tensor& t, std::int64_t channel,
                double first, double end, double gap) {
    if (std::min(plane.pitch.x, plane.pitch.y) < least_cells) return;
    Plane shown = plane;
    shown.view = part_of(plane, first, end);
    if (shown.view.w <= 0) return;
    const Seen s = seen_cells(shown);
    if ((s.bottom - s.top) * (s.right - s.left) > most_cells) return;
    Cell ground;
    ground.rect = common(shown.view, plane.cells(0, 0, num(plane.rows), num(plane.columns)));
    ground.fill = kit.tok.sheet;
    kit.cell(ground);
    const bool numbers = std::min(plane.pitch.x, plane.pitch.y) >= least_numbers;
    std::vector<std::string> texts;
    std::vector<std::pair<Rect, Colour>> cells;
    for (std::int64_t y = s.top; y < s.bottom; ++y)
        for (std::int64_t x = s.left; x < s.right; ++x) {
            Cell c;
            const Rect whole = plane.cells(num(y), num(x), 1, 1);
            c.rect = common(shown.view, whole.outset(-gap / 2));
            if (c.rect.w <= 0 || c.rect.h <= 0) continue;
            const bool known = &t != f.output || f.revealed({y, x});
            c.radius =
                std::min(gap > 1 ? std::clamp(.1 * c.rect.w, 2., 12.) : 2., std::min(c.rect.w, c.rect.h) / 2);
            c.fill = known ? pixel(f, t, y, x, channel) : kit.tok.well;
            kit.cell(c);
            if (!numbers || !known) continue;
            texts.push_back(kit.show(as_changes(f, t) ? change_at(f, y, x) : t.at(f.batch, channel, y, x)));
            // Of a cell that hardly fits the view, the middle is where it is seen.
            const bool large = std::max(whole.w / shown.view.w, whole.h / shown.view.h) > .5;
            cells.push_back({large ? c.rect : whole, number_on(c.fill)});
        }
    const double size = size_of(kit, texts, plane.pitch.x);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        // A number that the view's edge would cut is left out.
        const Rect& r = cells[i].first;
        const double half = kit.width(texts[i], size, Weight::semibold) / 2 + 2;
        const Vec2 m = r.middle();
        const Rect& view = shown.view;
        if (m.x - half >= view.x && m.x + half <= view.right() && m.y - size / 2 >= view.y &&
            m.y + size / 2 <= view.bottom())
            kit.text(m.x, m.y, texts[i], size, Weight::semibold, cells[i].second, Align::middle);
    }
}

void cover_rest(Kit& kit, const Facts& f, const Plane& plane, double first, double end) {
    const Shape s{1, 1, f.window().out_h(), f.window().out_w()};
    if (f.now.revealed >= s.plane()) return;
    // Of an unpooling's output it is the part that the windows share out among them, which is where their
    // values land.
    const Rect all = plane.cells(0, 0, num(plane.rows), num(plane.columns));
    const Plane windows{plane.id, plane.view, plane.first, {all.w / num(s.w), all.h / num(s.h)}, s.h, s.w};
    const double row = num(f.now.revealed / s.w), column = num(f.now.revealed % s.w);
    const Rect part = part_of(plane, first, end), begun = windows.cells(row, column, 1, num(s.w) - column);
    const auto at = [&](double x, double y) {
        return Vec2{std::clamp(x, part.x, part.right()), std::clamp(y, part.y, part.bottom())};
    };
    // One area: two that touch would show a seam.
    const double next = begun.bottom();
    Path rest;
    rest.move(at(begun.x, begun.y)).line(at(all.right(), begun.y)).line(at(all.right(), all.bottom()));
    rest.line(at(all.x, all.bottom())).line(at(all.x, next)).line(at(begun.x, next)).close();
    rest.fill = kit.tok.well;
    kit.path(std::move(rest));
    if (part == plane.view) kit.ring(plane.view, 8, kit.tok.line, 1);
}

void draw_all_windows(Kit& kit, const Facts& f, const Plane& input) {
    constexpr std::size_t most = 64;  // lines along an axis
    const auto edges = [](const Axis& axis) {
        std::vector<std::int64_t> at;
        for (std::int64_t o = 0; o < axis.outputs() && at.size() <= most; ++o) at.push_back(axis.start(o));
        at.push_back(axis.start(axis.outputs() - 1) + axis.effective(axis.outputs() - 1));
        return at;
    };
    const Rect all = input.cells(0, 0, num(input.rows), num(input.columns));
    const auto line = [&](Vec2 a, Vec2 b) {
        kit.line(a, b, kit.tok.sheet, 4);
        kit.line(a, b, kit.tok.ink, 1.5);
    };
    const std::vector<std::int64_t> rows = edges(f.window().rows), columns = edges(f.window().columns);
    if (rows.size() <= most && columns.size() <= most) {
        for (const std::int64_t y : rows)
            if (const double at = all.y + num(y) * input.pitch.y; y > 0 && y < input.rows)
                line({all.x, at}, {all.right(), at});
        for (const std::int64_t x : columns)
            if (const double at = all.x + num(x) * input.pitch.x; x > 0 && x < input.columns)
                line({at, all.y}, {at, all.bottom()});
    }
    kit.text(all.x, all.bottom() + 32, kit.word("size.lines"), 15, Weight::medium, kit.tok.text2);
}

void draw_zoom_beam(Kit& kit, const Facts& f, const PictureView& v) {
    const Rect from = common(window_on(f, v.input), v.input.view),
               to = common(cell_on(f, v.output), v.output.view);
    if (from.w <= 0 || from.h <= 0 || to.w <= 0 || to.h <= 0) return;
    Path area;
    area.move({v.input.view.right(), from.y}).line({v.output.view.x, to.y});
    area.line({v.output.view.x, to.bottom()}).line({v.input.view.right(), from.bottom()}).close();
    area.fill = kit.tok.accent.alpha(.08f);
    kit.path(std::move(area));
    for (const auto& [a, b] : {std::pair{from.y, to.y}, std::pair{from.bottom(), to.bottom()}}) {
        Path line;
        line.move({from.right(), a}).line({v.input.view.right(), a});
        line.line({v.output.view.x, b}).line({to.x, b});
        line.butt = true;
        draw_beam_line(kit, std::move(line), 1.75, Colour{1, 1, 1, .7f}, 3.5);
    }
}

namespace {

// The whole picture, and the part of it that is seen.
double draw_overview(Kit& kit, const PictureView& v, const Rect& band, std::shared_ptr<const Image> image) {
    constexpr double most_w = 144, most_h = 108, least = 14;
    const double k = std::min(most_w / num(v.input.columns), most_h / num(v.input.rows));
    const Rect box{band.x, band.y, k * num(v.input.columns), k * num(v.input.rows)};
    Heatmap h;
    h.rect = box;
    h.radius = 6;
    h.image = std::move(image);
    kit.heatmap(std::move(h));
    kit.spot("overview", box);
    kit.scene.planes.push_back({"overview", box, {box.x, box.y}, {k, k}, v.input.rows, v.input.columns});
    const Vec2 low = v.input.place({v.input.view.x, v.input.view.y}),
               high = v.input.place({v.input.view.right(), v.input.view.bottom()});
    Rect seen{box.x + low.x * k, box.y + low.y * k, (high.x - low.x) * k, (high.y - low.y) * k};
    const double dx = std::max(0., least - seen.w) / 2, dy = std::max(0., least - seen.h) / 2;
    seen = {seen.x - dx, seen.y - dy, seen.w + 2 * dx, seen.h + 2 * dy};
    const Rect inside = common(seen, box.outset(2));
    kit.ring(inside.outset(2), 4, Colour{1, 1, 1, 1}, 5);
    kit.ring(inside.outset(.5), 3, Colour::hex(0x16171B), 1.5);
    return std::max(most_w, box.w);
}

std::string pitch_text(const Kit& kit, double pitch, bool brief) {
    const double parts = pitch < 1 ? 100 : pitch < 10 ? 10 : 1;
    const std::string shown = show(std::round(pitch * parts) / parts, NumberFormat{});
    return kit.word(brief ? "picture.pitch_brief" : "picture.pitch", {shown});
}

// Fit, 1 : 1 and the steps: in a row under their name, or in two rows without it.
void draw_zoom_buttons(Kit& kit, const View& view, double x, const Rect& band, double room) {
    constexpr double usual = 336, high = 36, wide = 64, gap = 8;
    const bool brief = room < usual;
    const double first = brief ? band.y + 4 : band.y + 64,
                 fit = brief ? std::min(wide, (room - gap) / 2) : wide;
    if (!brief) {
        kit.text(x, band.y + 9, kit.word("picture.zoom"), 15, Weight::semibold, kit.tok.ink);
        kit.text(x, band.y + 36, kit.word("picture.zoom_how"), 13, Weight::medium, kit.tok.text2);
    }
    scene_button(kit, view, {x, first, fit, high}, "picture/fit", kit.word("picture.fit"));
    scene_button(kit, view, {x + fit + gap, first, fit, high}, "picture/one", "1 : 1");
    const Rect steps =
        brief ? Rect{x, band.y + 64, 2 * fit + gap, high} : Rect{x + 2 * (fit + gap) + gap, first, 176, high};
    scene_stepper(kit, view, steps, "picture/zoom", pitch_text(kit, view.zoom->pitch, brief),
                  view.zoom->pitch < limits::zoom);
}

}  // namespace

void draw_zoom_band(Kit& kit, const Facts& f, const FigureLayout& l, const PictureView& v,
                    const std::shared_ptr<const Image>& image) {
    if (l.band.h <= 0 || !kit.look.card) return;
    const Rect& b = l.band;
    const View& view = f.pane->view;
    const double x = b.x + draw_overview(kit, v, b, image) + (kit.look.narrow ? 20 : 32);
    const double right = l.picture_out.x;
    draw_zoom_buttons(kit, view, x, b, right - 24 - x);
    if (!in_colour(f, *f.input)) return;
    kit.text(right, b.y + 9, kit.word("picture.numbers"), 15, Weight::semibold, kit.tok.ink);
    kit.text(right, b.y + 36, kit.word("picture.numbers_how"), 13, Weight::medium, kit.tok.text2);
    channel_segments(kit, f, {right, b.y + 64, 160, 36});
}

}  // namespace pw
