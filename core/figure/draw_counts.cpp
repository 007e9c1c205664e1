// Under a picture: how many numbers there are before and after, what they take, and what noise does to them
// (visual2.md, section 6).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/figure/draw.h"
#include "core/walk/clean.h"
#include "core/walk/counts.h"

namespace pw {

namespace {

using Sides = std::span<const Facts* const>;

struct Row {
    int side = -1;  // of a comparison: its letter
    std::string label, value;
    double share = 0;  // of the bar's width
    bool before = false;
};
struct Column {
    std::string id;
    std::vector<std::string> names, notes;  // the fullest first
    std::vector<Row> rows;
};

// "95.9 million"; in Chinese in steps of ten thousand.
std::string large_count(const Kit& kit, std::int64_t n) {
    const bool chinese = kit.look.words->language() == Language::zh;
    const double low = chinese ? 1e4 : 1e6, high = chinese ? 1e8 : 1e9, v = static_cast<double>(n);
    const auto in = [&](const char* key, double unit) {
        return kit.word(key, {fmt::format("{:.1f}", v / unit)});
    };
    return v >= high ? in("counts.high_unit", high) : v >= low ? in("counts.low_unit", low) : show_count(n);
}

// One that isn't whole is rounded, and says so.
std::string ratio_text(double ratio) {
    const std::string text = ratio >= 1000 ? show_count(std::llround(ratio)) : show(ratio);
    return is_rounded(ratio) ? "≈ " + text : text;
}

// "16 times less", "16 numbers become 1": by how many times there is less, or more.
std::string ratio_note(const Kit& kit, double ratio, const char* less, const char* more, const char* same) {
    if (ratio == 1) return kit.word(same);
    return ratio > 1 ? kit.word(less, {ratio_text(ratio)}) : kit.word(more, {ratio_text(1 / ratio)});
}

bool alike(Sides sides) {
    return std::ranges::all_of(sides,
                               [&](const Facts* f) { return f->out_shape() == sides[0]->out_shape(); });
}

// Before the stage and after it; after each side where those differ.
template <class Of, class Text>
Column before_after(const Kit& kit, Sides sides, const Of& of, const Text& text) {
    Column column;
    const double before = static_cast<double>(of(sides[0]->input->shape()));
    double most = before;
    const auto row = [&](int side, const std::string& label, std::int64_t n) {
        most = std::max(most, static_cast<double>(n));
        column.rows.push_back({side, label, text(n), static_cast<double>(n), column.rows.empty()});
    };
    row(-1, kit.word("counts.before"), of(sides[0]->input->shape()));
    if (alike(sides))
        row(-1, kit.word("counts.after"), of(sides[0]->out_shape()));
    else
        for (std::size_t i = 0; i < sides.size(); ++i)
            row(static_cast<int>(i), kit.word("counts.after"), of(sides[i]->out_shape()));
    for (Row& r : column.rows) r.share /= most;
    return column;
}

Column numbers(const Kit& kit, Sides sides, double ratio) {
    Column c = before_after(
        kit, sides, [](const Shape& s) { return counts_of(s).numbers; }, show_count);
    c.id = "counts/numbers";
    c.names = {kit.word("counts.numbers")};
    if (alike(sides)) c.notes = {ratio_note(kit, ratio, "picture.become", "counts.spread", "counts.same")};
    return c;
}

Column memory(const Kit& kit, Sides sides, double ratio) {
    Column c = before_after(
        kit, sides, [](const Shape& s) { return counts_of(s).bytes; }, show_bytes);
    c.id = "counts/memory";
    c.names = {kit.word("counts.memory"), kit.word("counts.memory.short")};
    if (alike(sides)) c.notes = {ratio_note(kit, ratio, "counts.less", "counts.more", "counts.same")};
    return c;
}

Column products(const Kit& kit, Sides sides) {
    Column c = before_after(
        kit, sides, [](const Shape& s) { return counts_of(s).products; },
        [&](std::int64_t n) { return large_count(kit, n); });
    c.id = "counts/products";
    c.names = {kit.word("counts.products"), kit.word("counts.products.short")};
    c.notes = {kit.word("counts.convolution", {next_kernel, next_channels}),
               kit.word("counts.convolution.short", {next_kernel})};
    return c;
}

// Of the stage's result; nothing while nobody has worked it out.
const Effect* effect_on(const Facts& f) {
    const auto& clean = f.evaluation->clean;
    if (!clean) return nullptr;
    const auto at = clean->effects.find(f.stage->id);
    return at == clean->effects.end() ? nullptr : &at->second;
}

// A row of each side, or of one alone.
template <class Value>
void add_sides(Column& column, const Kit& kit, Sides sides, const char* alone, const Value& value) {
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const bool both = sides.size() > 1;
        const auto [number, text] = value(*effect_on(*sides[i]));
        column.rows.push_back({both ? static_cast<int>(i) : -1,
                               kit.word(both ? std::string(sides[i]->stage->op->word) : alone), text, number,
                               false});
    }
}

// Where the picture shows what changes: how many cells do.
Column changed(const Kit& kit, Sides sides) {
    Column c;
    c.id = "counts/changed";
    c.names = {kit.word("counts.changed")};
    add_sides(c, kit, sides, "counts.changed.alone", [](const Effect& e) {
        return std::pair(static_cast<double>(e.changed) / static_cast<double>(e.cells),
                         show_count(e.changed));
    });
    const Effect& first = *effect_on(*sides[0]);
    std::string largest = show(first.largest);
    for (const Facts* f : sides.subspan(1)) largest += ", " + show(effect_on(*f)->largest);
    c.notes = {kit.word("counts.changed.of", {first.cells, largest}),
               kit.word("counts.changed.cells", {first.cells})};
    return c;
}

const char* moved_name(const Disturbance& by) {
    if (by.noisy() && by.shifted()) return "counts.moved.both";
    return by.shifted() ? "counts.moved.shift" : "counts.moved";
}

// How far it moves a cell on average; alone, the largest way, too.
Column moved(const Kit& kit, Sides sides) {
    Column c;
    c.id = "counts/moved";
    c.names = {kit.word(moved_name(sides[0]->evaluation->of.input.disturbance)),
               kit.word("counts.moved.short")};
    add_sides(c, kit, sides, "counts.moved.mean",
              [&](const Effect& e) { return std::pair(e.mean, show(std::round(e.mean * 10) / 10)); });
    const Effect& first = *effect_on(*sides[0]);
    if (sides.size() == 1)
        c.rows.push_back({-1, kit.word("counts.moved.largest"), show(first.largest), first.largest, false});
    double most = 0;
    for (const Row& r : c.rows) most = std::max(most, r.share);
    for (Row& r : c.rows) r.share /= most > 0 ? most : 1;
    const std::string of = kit.word("counts.moved.of", {first.cells});
    if (sides[0]->evaluation->of.input.picture)
        c.notes.push_back(kit.word("counts.moved.scale", {first.cells}));
    c.notes.push_back(of);
    return c;
}

std::vector<Column> columns_of(const Kit& kit, Sides sides) {
    const double ratio = reduction(sides[0]->input->shape(), sides[0]->out_shape());
    std::vector<Column> all{numbers(kit, sides, ratio), memory(kit, sides, ratio), products(kit, sides)};
    if (std::ranges::all_of(sides, [](const Facts* f) { return effect_on(*f) != nullptr; }))
        all.push_back(sides[0]->clean ? changed(kit, sides) : moved(kit, sides));
    return all;
}

// Down from the band's top.
constexpr double name_at = 7, first_row = 42, row_pitch = 44, bar_under = 13, bar_height = 8, note_under = 43,
                 note_room = 27, gap = 24;

double height_of(const std::vector<Column>& columns) {
    std::size_t rows = 0;
    for (const Column& c : columns) rows = std::max(rows, c.rows.size());
    return first_row + row_pitch * static_cast<double>(rows - 1) + note_under + 7;
}

// The first of them that has room; else none.
void draw_fitting(Kit& kit, double x, double y, double room, const std::vector<std::string>& texts,
                  double size, Weight weight, Colour colour) {
    for (const std::string& text : texts)
        if (kit.width(text, size, weight) <= room) {
            kit.text(x, y, text, size, weight, colour);
            return;
        }
}

void draw_row(Kit& kit, const Row& row, double x, double y, double width) {
    constexpr double badge = 20;
    double label = x;
    if (row.side >= 0) {
        draw_badge(kit, x, y, row.side, badge);
        label += badge + 8;
    }
    const Weight weight = row.before ? Weight::medium : Weight::semibold;
    const double value = kit.width(row.value, 18, weight);
    draw_fitting(kit, label, y, x + width - value - 8 - label, {row.label}, 13, Weight::medium,
                 kit.tok.text2);
    kit.text(x + width, y, row.value, 18, weight, row.before ? kit.tok.text2 : kit.tok.ink, Align::right);
    Cell bar;
    bar.rect = {x, y + bar_under, width, bar_height};
    bar.radius = bar_height / 2;
    bar.fill = kit.tok.track;
    kit.cell(bar);
    bar.rect.w = std::clamp(width * row.share, bar_height, width);
    bar.fill = row.before ? kit.tok.line2 : kit.tok.ink;
    kit.cell(bar);
}

void draw_column(Kit& kit, const Column& column, const Rect& r, bool notes) {
    draw_fitting(kit, r.x, r.y + name_at, r.w, column.names, 15, Weight::semibold, kit.tok.ink);
    std::string values;
    double y = r.y + first_row;
    for (const Row& row : column.rows) {
        draw_row(kit, row, r.x, y, r.w);
        values += (values.empty() ? "" : ", ") + row.value;
        y += row_pitch;
    }
    if (notes)
        draw_fitting(kit, r.x, y - row_pitch + note_under, r.w, column.notes, 13, Weight::regular,
                     kit.tok.text2);
    kit.spot(column.id, r, values);
}

// Least told are how large the numbers are in memory, then what the next layer has to do with them.
void leave_out(std::vector<Column>& columns, std::size_t most) {
    for (const char* id : {"counts/memory", "counts/products"})
        if (columns.size() > most) std::erase_if(columns, [&](const Column& c) { return c.id == id; });
}

}  // namespace

void draw_counts(Kit& kit, std::span<const Facts* const> sides, const Rect& band) {
    constexpr double least_width = 168, places = 4;
    std::vector<Column> columns = columns_of(kit, sides);
    const double high = height_of(columns);
    const bool notes = high <= band.h;
    if (high - (notes ? 0 : note_room) > band.h) return;
    leave_out(columns,
              static_cast<std::size_t>(std::max(1., std::floor((band.w + gap) / (least_width + gap)))));
    // Four places, also while there is nothing to say about noise.
    const double n =
        band.w < places * (least_width + gap) - gap ? static_cast<double>(columns.size()) : places;
    const double width = std::floor((band.w - gap * (n - 1)) / n / 8) * 8;
    kit.group("counts");
    Rect r{band.x, band.y, width, std::min(high, band.h)};
    for (std::size_t i = 0; i < columns.size(); ++i, r.x += width + gap) {
        if (static_cast<double>(i) + 1 == n) r.w = band.right() - r.x;
        draw_column(kit, columns[i], r, notes);
    }
}

}  // namespace pw
