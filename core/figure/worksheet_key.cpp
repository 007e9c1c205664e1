// The answers: small grids and words in lines, for the foot of a page or a page of their own.
#include <algorithm>
#include <cmath>
#include <type_traits>

#include "core/figure/draw_worksheet.h"

namespace pw::sheet {

namespace {

constexpr double number_room = 20, gap = 46, line_gap = 20;
constexpr double small_cell = 26, large_cell = 30;

// The answer of one exercise: a grid or a line of text.
struct Answer {
    std::string number, text;
    const Tensor* values = nullptr;
    double across = 0, down = 0;  // a cell with its gap
    double width = 0, height = 0;
};

// 12 is as small as a number may be, so wide ones take wide cells.
double widest_of(const Kit& kit, const Tensor& t) {
    double widest = 0;
    for (const std::string& s : texts_of(kit, t))
        widest = std::max(widest, kit.width(s, 12, Weight::semibold));
    return widest;
}

std::string text_of(const Kit& kit, const Exercise& e) {
    if (e.kind == Exercise::Kind::find) {
        const WindowSpec& w = e.stage.params.window;
        return kit.word("worksheet.key.window", {w.kernel.h, w.stride.value_or(w.kernel).h});
    }
    std::string s;
    for (const SizeQuestion& q : e.sizes) s += (s.empty() ? "" : ",  ") + show_int(q.output);
    return s;
}

Answer answer_of(const Kit& kit, const Exercise& e, std::size_t i) {
    Answer a;
    a.number = show_int(static_cast<std::int64_t>(i) + 1);
    if (e.kind == Exercise::Kind::fill) {
        const Shape& s = e.output.shape();
        a.values = &e.output;
        a.down = std::max(s.h, s.w) > 2 ? small_cell : large_cell;
        a.across = std::max(a.down, std::ceil(widest_of(kit, e.output) + 8));
        a.width = number_room + static_cast<double>(s.w) * a.across - 2;
        a.height = a.down - small_cell + static_cast<double>(s.h) * a.down - 2;
    } else {
        a.text = text_of(kit, e);
        a.width = number_room + kit.width(a.text, 15, Weight::medium);
        a.height = 40;
    }
    return a;
}

void draw_values(Kit& kit, const Answer& a, double x, double y) {
    const Tensor& t = *a.values;
    for (std::int64_t r = 0; r < t.shape().h; ++r)
        for (std::int64_t c = 0; c < t.shape().w; ++c) {
            Cell cell;
            cell.rect = {x + static_cast<double>(c) * a.across, y + static_cast<double>(r) * a.down,
                         a.across - 2, a.down - 2};
            cell.radius = 3;
            cell.fill = kit.tok.sheet;
            cell.edge = kit.tok.ink;
            cell.edge_width = .75;
            kit.cell(cell);
            kit.text(cell.rect.middle().x, cell.rect.middle().y, kit.show(t.at(0, 0, r, c)), 12,
                     Weight::semibold, kit.tok.ink, Align::middle);
        }
}

void draw(Kit& kit, const Answer& a, double x, double top) {
    kit.text(x, top + 30, a.number, 15, Weight::semibold, kit.tok.ink);
    if (a.values)
        draw_values(kit, a, x + number_room, top + a.down - small_cell);
    else
        kit.text(x + number_room, top + 30, a.text, 15, Weight::medium, kit.tok.ink);
}

Rect turned(const Rect& r, Vec2 about) {
    return {2 * about.x - r.right(), 2 * about.y - r.bottom(), r.w, r.h};
}

}  // namespace

double draw_answers(Kit& kit, const std::vector<Exercise>& exercises, double top, bool draw_them) {
    double x = left, y = top, high = 0;
    for (std::size_t i = 0; i < exercises.size(); ++i) {
        const Answer a = answer_of(kit, exercises[i], i);
        if (x > left && x + a.width > right) {
            x = left;
            y += high + line_gap;
            high = 0;
        }
        if (draw_them) draw(kit, a, x, y);
        x += a.width + gap;
        high = std::max(high, a.height);
    }
    return y + high - top;
}

void turn(Group& group, Vec2 about) {
    const auto point = [&](Vec2 p) { return about * 2 - p; };
    for (Item& item : group.items)
        std::visit(
            [&](auto& i) {
                using T = std::decay_t<decltype(i)>;
                if constexpr (std::is_same_v<T, Cell>) {
                    i.rect = turned(i.rect, about);
                } else if constexpr (std::is_same_v<T, Text>) {
                    i.at = point(i.at);
                    i.turned = !i.turned;
                }
            },
            item);
}

}  // namespace pw::sheet
