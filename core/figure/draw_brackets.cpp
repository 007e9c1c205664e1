// Adaptive windows differ in size, fractional ones in their steps: brackets say which cells belong to which,
// a sentence says it in words.
#include <algorithm>

#include "core/base/number.h"
#include "core/figure/draw.h"

namespace pw {

bool has_brackets(const Kit& kit, const Facts& f, const GridBox& g) {
    constexpr double room_above = 96, room_left = 52, least = 24;
    if (!kit.look.indices || is_low(kit.look) || !f.result || g.y < room_above || g.x < room_left)
        return false;
    const Window& w = f.window();
    const auto fits = [&](const Axis& a) {
        return a.outputs() <= a.input() &&
               g.pitch * static_cast<double>(a.input()) >= least * static_cast<double>(a.outputs());
    };
    return !w.rows.regular() && fits(w.rows) && fits(w.columns);
}

namespace {

// One along the columns' upper edge or the rows' left one, with the window's size beyond it.
void bracket(Kit& kit, const Rect& cells, bool columns, double away, bool current, std::int64_t size) {
    constexpr double hook = 6, label = 44;
    Path p;
    if (columns) {
        const double y = cells.y - away;
        p.move({cells.x + 2, y + hook}).line({cells.x + 2, y});
        p.line({cells.right() - 2, y}).line({cells.right() - 2, y + hook});
    } else {
        const double x = cells.x - away;
        p.move({x + hook, cells.y + 2}).line({x, cells.y + 2});
        p.line({x, cells.bottom() - 2}).line({x + hook, cells.bottom() - 2});
    }
    p.stroke = current ? kit.tok.accent : kit.tok.line2;
    p.width = current ? 3 : 1.75;
    kit.path(std::move(p));
    const Vec2 middle = cells.middle();
    kit.text(columns ? middle.x : cells.x - label, columns ? cells.y - label : middle.y, show_int(size),
             kit.look.measures.index, current ? Weight::semibold : Weight::regular,
             current ? kit.tok.accent_text : kit.tok.text3, Align::middle);
}

}  // namespace

void draw_brackets(Kit& kit, const Facts& f, const GridBox& g, const Reach* reach) {
    constexpr double near_by = 18, further = 12;
    const Position out = f.window_of(framed_step(f));
    const auto along = [&](const Axis& a, std::int64_t own, bool columns) {
        const auto one = [&](std::int64_t o) {
            const double first = static_cast<double>(a.start(o)), size = static_cast<double>(a.taps(o));
            const Rect cells = columns ? g.block(0, first, 1, size) : g.block(first, 0, size, 1);
            const bool apart = a.even() && !a.fractional();
            const double away = near_by + (apart || o % 2 == 0 ? 0 : further);
            bracket(kit, cells, columns, away, !reach && o == own, a.taps(o));
        };
        for (std::int64_t o = 0; o < a.outputs(); ++o)
            if (o != own) one(o);
        one(own);
    };
    along(f.window().columns, out.x, true);
    along(f.window().rows, out.y, false);
}

namespace {

// "2, 3 and 2"
std::string list(const Kit& kit, const std::vector<std::int64_t>& numbers) {
    std::string text;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const char* key = i + 1 < numbers.size() ? "figure.list" : "figure.and";
        text = i == 0 ? show_int(numbers[i]) : kit.word(key, {text, show_int(numbers[i])});
    }
    return text;
}

std::vector<std::int64_t> sizes_of(const Axis& a) {
    std::vector<std::int64_t> sizes;
    for (std::int64_t o = 0; o < a.outputs(); ++o) sizes.push_back(a.taps(o));
    return sizes;
}

// Cells that two windows read; nothing where some have more readers than that.
std::vector<std::int64_t> read_twice(const Axis& a) {
    std::vector<std::int64_t> cells;
    for (std::int64_t i = 0; i < a.input(); ++i) {
        const std::size_t readers = a.readers(i).size();
        if (readers > 2) return {};
        if (readers == 2) cells.push_back(i);
    }
    return cells;
}

// The sentence, and what is read twice: `many` of several cells, `one` of a single one.
std::string and_twice(const Kit& kit, const std::string& sentence, const char* many, const char* one,
                      const std::vector<std::int64_t>& cells) {
    if (cells.empty()) return sentence;
    return kit.word("figure.sentences",
                    {sentence, kit.word(cells.size() > 1 ? many : one, {list(kit, cells)})});
}

// From one fractional window to the next.
std::vector<std::int64_t> steps_of(const Axis& a) {
    std::vector<std::int64_t> steps;
    for (std::int64_t o = 1; o < a.outputs(); ++o) steps.push_back(a.start(o) - a.start(o - 1));
    return steps;
}

std::string steps_sentence(const Kit& kit, const Window& w) {
    const auto down = steps_of(w.rows), across = steps_of(w.columns);
    if (down.empty() || across.empty()) return {};
    if (down == across) return kit.word("figure.steps_same", {list(kit, across)});
    return kit.word("figure.steps", {list(kit, across), list(kit, down)});
}

std::string sizes_sentence(const Kit& kit, const Window& w) {
    constexpr std::int64_t most = 6;  // more are no sentence
    if (w.rows.fractional() && std::max(w.rows.outputs(), w.columns.outputs()) <= most)
        return steps_sentence(kit, w);
    if (w.even() || w.rows.outputs() > most || w.columns.outputs() > most) return {};
    const std::string wide = list(kit, sizes_of(w.columns));
    if (w.rows == w.columns)
        return and_twice(kit, kit.word("figure.windows_same", {wide}), "figure.twice_same",
                         "figure.once_same", read_twice(w.rows));
    const std::string sizes = kit.word("figure.windows_both", {wide, list(kit, sizes_of(w.rows))}),
                      columns = and_twice(kit, sizes, "figure.twice_columns", "figure.once_column",
                                          read_twice(w.columns));
    return and_twice(kit, columns, "figure.twice_rows", "figure.once_row", read_twice(w.rows));
}

}  // namespace

void draw_window_sizes(Kit& kit, const Facts& f, const FigureLayout& l) {
    if (f.window().rows.regular() || l.kind != FigureLayout::Kind::row || is_low(kit.look)) return;
    const std::string text = sizes_sentence(kit, f.window());
    const double middle = l.input.bounds().bottom() + 36, x = l.input.at(0, 0).x;
    const bool fits = x + kit.width(text, 15, Weight::medium) <= kit.look.width - 24;
    if (fits && middle <= l.room_height - 12) kit.text(x, middle, text, 15, Weight::medium, kit.tok.text2);
}

}  // namespace pw
