// Where an exercise's grids lie: side by side or one above the other, whichever gives the larger cells.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/figure/draw_worksheet.h"

namespace pw::sheet {

namespace {

constexpr double arrow = 52;       // the least room for an arrow or a sign between two grids
constexpr double far_apart = 160;  // the most, where there is a whole page's width

struct Counts {
    double ih, iw, kh = 0, kw = 0, oh, ow;
};
Counts counts_of(const Exercise& e) {
    const Window& w = e.plan.window;
    Counts c{.ih = static_cast<double>(w.rows.drawn()),
             .iw = static_cast<double>(w.columns.drawn()),
             .oh = static_cast<double>(w.out_h()),
             .ow = static_cast<double>(w.out_w())};
    if (e.stage.op->has(Param::weight)) {
        c.kh = static_cast<double>(e.stage.params.weight.shape().h);
        c.kw = static_cast<double>(e.stage.params.weight.shape().w);
    }
    return c;
}

double pitch_beside(const Counts& c, const Rect& room) {
    const double gaps = c.kw > 0 ? 2 * arrow : arrow;
    return std::min((room.w - gaps) / (c.iw + c.kw + c.ow), room.h / std::max({c.ih, c.kh, c.oh}));
}

// The kernel stays beside the input.
double pitch_stacked(const Counts& c, const Rect& room) {
    const double gap = c.kw > 0 ? arrow : 0;
    return std::min((room.w - gap) / std::max(c.iw + c.kw, c.ow),
                    (room.h - arrow) / (std::max(c.ih, c.kh) + c.oh));
}

GridBox box(double pitch, double rows, double columns) {
    return GridBox::make(pitch, static_cast<std::int64_t>(rows), static_cast<std::int64_t>(columns));
}

// The numbers that are printed: a blank's answer doesn't make them smaller.
std::vector<std::string> numbers_of(const Kit& kit, const Exercise& e) {
    std::vector<std::string> texts = texts_of(kit, e.input);
    const auto add = [&](const Tensor& t) { std::ranges::move(texts_of(kit, t), std::back_inserter(texts)); };
    if (e.kind == Exercise::Kind::find) add(e.output);
    if (e.stage.op->has(Param::weight)) add(e.stage.params.weight);
    return texts;
}

bool fit(const Kit& kit, const std::vector<std::string>& texts, double size, double cell) {
    return std::ranges::all_of(
        texts, [&](const std::string& s) { return kit.width(s, size, Weight::semibold) <= .84 * cell; });
}

void place_beside(Grids& g, const Counts& c, const Rect& room) {
    const double high = std::max({g.input.bounds().h, g.kernel.bounds().h, g.output.bounds().h});
    const auto centre = [&](GridBox& b) { b.y = room.y + (high - b.bounds().h) / 2; };
    g.input.x = room.x;
    g.output.x = room.right() - g.output.bounds().w;
    const double between = g.kernel.bounds().w + (c.kw > 0 ? 2 : 1) * far_apart;
    if (room.w > column) g.output.x = std::min(g.output.x, g.input.bounds().right() + between);
    if (c.kw > 0) g.kernel.x = (g.input.bounds().right() + g.output.x - g.kernel.bounds().w) / 2;
    centre(g.input), centre(g.kernel), centre(g.output);
}

void place_stacked(Grids& g, const Counts& c, const Rect& room) {
    g.input.x = g.output.x = room.x;
    g.input.y = g.kernel.y = room.y;
    if (c.kw > 0) {
        g.kernel.x = g.input.bounds().right() + arrow;
        g.kernel.y = room.y + std::max(0., (g.input.bounds().h - g.kernel.bounds().h) / 2);
    }
    g.output.y = std::max(g.input.bounds().bottom(), g.kernel.bounds().bottom()) + arrow;
}

}  // namespace

Rect Grids::bounds() const {
    Rect all = input.bounds();
    for (const GridBox* b : {&kernel, &output})
        if (b->rows > 0) all = all.with(b->bounds());
    return all;
}

std::optional<Grids> place_grids(const Kit& kit, const Exercise& e, const Rect& room, double most) {
    const Counts c = counts_of(e);
    const double beside = pitch_beside(c, room), stacked = pitch_stacked(c, room);
    Grids g;
    // Side by side reads better: only much larger cells are worth the other way.
    g.stacked = std::min(stacked, most) > 1.3 * beside;
    const double pitch = std::floor(std::min(most, g.stacked ? stacked : beside) / 4) * 4;
    if (pitch < 28) return {};
    g.input = box(pitch, c.ih, c.iw);
    g.input.ring_top = e.plan.window.rows.pad_begin();
    g.input.ring_left = e.plan.window.columns.pad_begin();
    if (c.kw > 0) g.kernel = box(pitch, c.kh, c.kw);
    g.output = box(pitch, c.oh, c.ow);
    g.stacked ? place_stacked(g, c, room) : place_beside(g, c, room);
    const std::vector<std::string> numbers = numbers_of(kit, e);
    g.number = number_size(*kit.look.fonts, g.input.cell, numbers);
    const bool fits =
        fit(kit, numbers, g.number, g.input.cell) && fit(kit, texts_of(kit, e.output), 12, g.output.cell);
    return fits ? std::optional(g) : std::nullopt;
}

}  // namespace pw::sheet
