// All steps of a walk on one page, as in a textbook: no bench, the beam goes straight to the output's cell.
#include <algorithm>
#include <cmath>

#include "core/figure/page.h"
#include "core/figure/page_kit.h"
#include "core/figure/place.h"

namespace pw {

namespace {

constexpr double margin = 96, gap = 96;           // of the page, and between panels
constexpr double head = 128, foot = 80;           // bands above and below the panels
constexpr double most_pitch = 76, between = 120;  // between input and output, at least
// A panel: its name, its cells, its formula, from its top.
constexpr double name_middle = 40, cells_top = 80, formula_under = 44, formula_half = 26, below = 40;

struct Panels {
    std::int64_t columns = 1, rows = 1;
    double scale = 1;  // of a panel against the page
    double pitch = most_pitch;
    double width = 0, height = 0;  // of one, before it is scaled
};

// Panels as large as the page allows; the page is 1600 wide.
Panels panels_of(const Facts& f, double page_height, bool formula) {
    const Window& w = f.window();
    const double iw = static_cast<double>(w.columns.drawn()), ih = static_cast<double>(w.rows.drawn()),
                 ow = static_cast<double>(f.out_shape().w),
                 high = std::max(ih, static_cast<double>(f.out_shape().h));
    Panels p;
    p.columns = std::min<std::int64_t>(
        4, static_cast<std::int64_t>(std::ceil(std::sqrt(static_cast<double>(f.steps)))));
    p.rows = (f.steps + p.columns - 1) / p.columns;
    const double columns = static_cast<double>(p.columns), rows = static_cast<double>(p.rows);
    const double extra = cells_top + (formula ? formula_under + formula_half : 0) + below;
    const double wide = (1600 - 2 * margin + gap) / columns, high_each = (page_height - head - foot) / rows;
    p.scale = std::min(
        {1., wide / ((iw + ow) * most_pitch + between + gap), high_each / (high * most_pitch + extra)});
    p.width = wide / p.scale - gap;
    p.height =
        std::min(high_each / p.scale, high * most_pitch + extra + 64);  // a high page stays empty below
    p.pitch = std::floor(std::min({most_pitch, (p.width - between) / (iw + ow), (p.height - extra) / high}));
    return p;
}

FigureLayout layout_in(const Facts& f, const Panels& p, const Look& look) {
    FigureLayout l;
    const Window& w = f.window();
    l.room_width = p.width;
    l.room_height = p.height;
    l.input = GridBox::make(p.pitch, w.rows.drawn(), w.columns.drawn());
    l.input.ring_top = w.rows.pad_begin();
    l.input.ring_left = w.columns.pad_begin();
    l.output = GridBox::make(p.pitch, f.out_shape().h, f.out_shape().w);
    const double tall = static_cast<double>(std::max(l.input.rows, l.output.rows)) * p.pitch;
    const auto centred = [&](const GridBox& g) {
        return cells_top + (tall - static_cast<double>(g.rows) * p.pitch) / 2;
    };
    l.input.y = centred(l.input);
    l.output.y = centred(l.output);
    l.output.x = p.width - l.output.bounds().w;
    const Tensor &left = f.back ? f.back->of_input : *f.input,
                 &right = f.back ? f.back->of_output : *f.output;
    l.input_number = number_size(look, l.input.cell, left.plane(f.batch, f.in_channel));
    l.output_number = number_size(look, l.output.cell, right.plane(f.batch, f.out_channel));
    return l;
}

Scene panel(Pane pane, std::int64_t step, const Panels& p, const PageLook& page) {
    pane.watch.t = static_cast<double>(step);
    Look look = look_of(page, p.width, p.height);
    Kit kit(look);
    const Facts f = facts_of(pane, look);
    const FigureLayout l = layout_in(f, p, look);
    kit.group("labels");
    kit.text(0, name_middle, kit.word("page.step", {step}), 24, Weight::semibold, kit.tok.ink);
    draw_straight_beam(kit, f, l);
    draw_input(kit, f, l);
    draw_output(kit, f, l);
    draw_window(kit, f, l);
    const Position o = f.step.lands;
    draw_output_ring(kit, l.output.at(o), l.output.radius);
    if (page.formula) {
        kit.group("formula");
        const double bottom = std::max(l.input.bounds().bottom(), l.output.bounds().bottom());
        draw_formula(kit, f, 0, bottom + formula_under, p.width);
    }
    return std::move(kit.scene);
}

std::string says(const Kit& kit, const Facts& f) {
    return kit.word("page.says." + std::string(f.stage->op->word),
                    {f.input->shape().plane(), f.output->shape().plane()});
}

void draw_frame_texts(Kit& kit, const Facts& f, const PageLook& page) {
    const double right = 1600 - margin, base = kit.look.height - foot;
    kit.group("title");
    if (page.title)
        kit.text(margin, 88, kit.word("page.sheet", {title_of(kit, f)}), 36, Weight::semibold, kit.tok.ink);
    if (page.title)
        kit.text(right, 88, setting_text(kit, f), 24, Weight::regular, kit.tok.text3, Align::right);
    if (!page.code && !page.legend) return;
    kit.group("foot");
    kit.line({margin, base}, {right, base}, kit.tok.line, 1);
    if (page.code) kit.text(margin, base + 28, code_of(f), 15, Weight::medium, kit.tok.text3);
    if (page.legend)
        kit.text(right, base + 28, says(kit, f), 15, Weight::medium, kit.tok.text3, Align::right);
}

Problem too_many(const Facts& f) {
    return Problem(
        Message("page.too_many_steps", {f.steps, shape_text(f.input->shape().h, f.input->shape().w)}));
}

}  // namespace

Expected<Scene> contact_sheet(const Pane& pane_, const PageLook& page) {
    const Pane pane = still_pane(pane_);
    const double scale = page.width / 1600;
    Look look = look_of(page, 1600, page.height / scale);
    const Facts f = facts_of(pane, look);
    if (!f.result) return fail("page.no_stage");
    if (f.steps > limits::sheet_steps) return tl::unexpected(too_many(f));
    const Panels p = panels_of(f, look.height, page.formula);
    if (p.pitch * p.scale * scale < limits::least_sheet_pitch) return tl::unexpected(too_many(f));
    Kit kit(look);
    draw_frame_texts(kit, f, page);
    for (std::int64_t step = 1; step <= f.steps; ++step) {
        const std::int64_t row = (step - 1) / p.columns, column = (step - 1) % p.columns;
        const Vec2 at{margin + static_cast<double>(column) * (p.width + gap) * p.scale,
                      head + static_cast<double>(row) * p.height * p.scale};
        place(kit.scene, panel(pane, step, p, page), at, p.scale);
    }
    return scaled(std::move(kit.scene), scale);
}

}  // namespace pw
