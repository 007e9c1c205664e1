// One moment on a page: head, figure, formula and code around one axis.
#include "core/figure/page.h"

#include <algorithm>

#include "core/figure/compare.h"
#include "core/figure/page_kit.h"
#include "core/figure/place.h"

namespace pw {

namespace {

// A slide of 1920 is composed at 1280 and drawn half as large again: the canvas, with larger type. Higher
// pages are filled by larger cells.
bool is_high(const PageLook& page) { return page.height > .8 * page.width; }
double slide_width(const PageLook& page) { return is_high(page) ? 1120 : 1280; }

constexpr double under_cells = 18;  // the frame
// Names and indices.
double over_cells(const PageLook& page) { return page.names ? 72 : page.indices ? 32 : under_cells; }

Measures slide_measures(const PageLook& page) {
    Measures m;
    m.title = 22.67;
    m.index = 14.67;
    m.index_up = 18;
    m.index_left = 20;
    m.tray = 17.33;
    m.aside = 8;
    m.gap = 100;
    m.most_pitch = is_high(page) ? 140 : page.title ? 101.33 : 117.33;
    m.pitch_step = 0;
    m.most_gap = 5.33;
    m.most_radius = 8;
    m.around_rows = over_cells(page) + 24;
    m.formula = 34.67;
    m.least_magnifier = 220;
    m.ladder = false;
    return m;
}

// Around all grids or pictures.
Rect extent_of(const FigureLayout& l) {
    if (l.kind == FigureLayout::Kind::picture)
        return l.picture_out.w > 0 ? l.picture_in.with(l.picture_out) : l.picture_in;
    Rect all = l.input.bounds();
    for (const GridBox* g : {&l.output, &l.bench, &l.context, &l.kernel})
        if (g->rows > 0) all = all.with(g->bounds());
    return all;
}

// Where head, figure and formula may lie on a slide of this height.
struct Bands {
    double head = 58.67, formula = 0;  // middles of their text, at the page's edges
    double axis = 0;                   // where the figure's middle belongs
    double top = 0, bottom = 0;        // of the figure's room
};
Bands bands_of(const PageLook& page, double height) {
    Bands b;
    b.formula = .905 * height;
    b.axis = (page.title ? .525 : .49) * height;
    b.top = page.title ? 85 : 20;
    b.bottom = page.formula || page.code ? b.formula - 46 : height - 24;
    if (is_high(page) && page.names) b.bottom -= 36;  // the bench may stand lowest, its name under it
    return b;
}

// The lower end of pictures and of the magnifier under them.
double pictures_end(const FigureLayout& l) {
    if (l.shape != FigureLayout::Shape::beside) return l.room_height;
    return std::min(l.room_height, l.picture_in.bottom() + 40 + 248);
}

FigureLayout on_axis(const FigureLayout& l, const Bands& b, double over) {
    if (l.kind == FigureLayout::Kind::picture) return moved(l, b.top + (l.room_height - pictures_end(l)) / 2);
    const Rect e = extent_of(l);
    const double least = b.top + over - e.y, most = b.bottom - under_cells - e.bottom();
    const double wanted = b.axis - (e.y + e.bottom() + l.input.gap) / 2;
    return moved(l, least < most ? std::clamp(wanted, least, most) : (least + most) / 2);
}

// What lies under the cells: a legend, a scale, a wide input's bench's name.
double legend_height(const Facts& f, const FigureLayout& l, bool shown) {
    if (!f.result || l.kind == FigureLayout::Kind::picture) return 0;
    if (shown && l.kind == FigureLayout::Kind::kernel)
        return std::max(0., l.output.bounds().bottom() + 84 - extent_of(l).bottom());
    const double bench_name = l.kind == FigureLayout::Kind::column ? 36 : 0;
    return std::max(bench_name, shown && f.window().never_read() > 0 ? 28. : 0.);
}

double head_width(const Kit& kit, const Facts& f, double size) {
    return kit.width(title_of(kit, f), size, Weight::semibold) + .4 * size +
           kit.width(window_text(kit, f), size, Weight::regular);
}

void draw_head(Kit& kit, const Facts& f, double x, double middle, double size) {
    kit.group("title");
    const std::string name = title_of(kit, f), window = window_text(kit, f);
    const double w = kit.text(x, middle, name, size, Weight::semibold, kit.tok.ink);
    kit.text(x + w + .4 * size, middle, window, size, Weight::regular, kit.tok.text3);
}

void draw_code(Kit& kit, const Facts& f, double x, double middle, double size, Align align = Align::right) {
    kit.group("code");
    kit.text(x, middle, code_of(f), size, Weight::medium, kit.tok.text2, align);
}

// Formula and code on one line; under each other where a narrow figure leaves too little room.
void draw_foot(Kit& kit, const Facts& f, const PageLook& page, double left, double right, double middle) {
    constexpr double code_size = 22.67, apart = 32, least_formula = 560, line = 40, margin = 48;
    if (!f.result) return;
    const double code = page.code ? kit.width(code_of(f), code_size, Weight::medium) : 0;
    const bool stacked = page.code && page.formula && right - left - code - apart < least_formula &&
                         middle + line + code_size < kit.look.height;
    if (stacked) right = kit.look.width - margin, middle -= line / 3;
    if (page.code && stacked) draw_code(kit, f, left, middle + line, code_size, Align::left);
    if (page.code && !stacked) draw_code(kit, f, right, middle, code_size);
    if (!page.formula) return;
    kit.group("formula");
    draw_formula(kit, f, left, middle, right - left - (page.code && !stacked ? code + apart : 0));
}

Scene slide(const Pane& pane, const PageLook& page) {
    const double scale = page.width / slide_width(page);
    Look look = look_of(page, slide_width(page), page.height / scale);
    look.measures = slide_measures(page);
    const Bands bands = bands_of(page, look.height);
    Kit kit(look);
    Facts f = facts_of(pane, look);
    Look room = look;
    room.height = bands.bottom - bands.top;
    const FigureLayout l = on_axis(layout_of(f, room, 0, 0), bands, over_cells(page));
    f.pictured = l.kind == FigureLayout::Kind::picture;
    draw_figure(kit, f, l, nullptr);
    const Rect e = extent_of(l);
    if (page.title) draw_head(kit, f, e.x, std::max(bands.head, e.y - 117), 34.67);
    const double under =
        f.pictured ? pictures_end(l) + 60 : e.bottom() + 76 + legend_height(f, l, page.legend);
    draw_foot(kit, f, page, e.x, std::max(e.right(), look.width - e.x), std::min(bands.formula, under));
    return scaled(std::move(kit.scene), scale);
}

// The window's canvas, with a line above it for title and code.
Scene canvas(const Pane& pane, const PageLook& page) {
    constexpr double line = 72, margin = 40;
    const double head = page.title || page.code ? line : 0;
    Look look = look_of(page, page.width, page.height - head);
    Kit kit(look);
    Facts f = facts_of(pane, look);
    const double strip = page.formula ? strip_height(look, 0) : 0;
    const FigureLayout l = moved(layout_of(f, look, strip, strip), head);
    f.pictured = l.kind == FigureLayout::Kind::picture;
    const double title = page.title ? head_width(kit, f, 28) + margin : 0,
                 code = page.code && f.result ? kit.width(code_of(f), 20, Weight::medium) : 0;
    const double fit = std::min(1., (page.width - 2 * margin) / (title + code));
    if (page.title) draw_head(kit, f, margin, head - 28, 28 * fit);
    if (code > 0) draw_code(kit, f, page.width - margin, head - 28, 20 * fit);
    draw_figure(kit, f, l, nullptr);
    if (page.formula) draw_strip(kit, f, page.height - strip);
    kit.scene.height = page.height;
    return std::move(kit.scene);
}

// Both lanes, as the window has them; nothing without a comparison, or where it has no room.
std::optional<Scene> comparison(const Pane& pane, const PageLook& page) {
    constexpr double usual = 1232;  // the window's sheet: larger pages have larger type
    const double scale = page.large_type ? page.width / usual : 1;
    const Look look = look_of(page, page.width / scale, page.height / scale);
    const double strip = page.formula ? strip_height(look, 0) : 0;
    const auto compared = compared_of(pane, look, strip);
    if (!compared) return std::nullopt;
    Kit kit(look);
    draw_compared(kit, *compared);
    if (page.formula) draw_compared_strip(kit, *compared, look.height - strip);
    Scene scene = scaled(std::move(kit.scene), scale);
    scene.width = page.width;
    scene.height = page.height;
    return scene;
}

}  // namespace

// Of two that are compared, the longer walk.
std::int64_t steps_of(const Pane& pane) {
    std::int64_t steps = still_facts(pane, tokens(Theme::light)).steps;
    for (const Pane& side : sides_of(pane))
        steps = std::max(steps, still_facts(side, tokens(Theme::light)).steps);
    return steps;
}

Scene moment_page(const Pane& pane, const PageLook& look) {
    const Pane still = still_pane(pane);
    if (auto both = comparison(still, look)) return *std::move(both);
    return look.large_type ? slide(still, look) : canvas(still, look);
}

}  // namespace pw
