#include "core/figure/field.h"

#include <algorithm>
#include <cmath>

#include "core/base/number.h"

namespace pw {

namespace {

constexpr double most_pitch = 72, least_pitch = 20, folds_below = 28;
constexpr double gap = 68, side = 40, title_air = 24;
constexpr double below = 108;  // the sizes and the legend

double num(std::int64_t v) { return static_cast<double>(v); }

FieldGrid grid_of(const Kit& kit, const Evaluation& e, const Field& field, std::size_t i) {
    const FieldLink& link = field.links[i];
    FieldGrid g;
    g.link = i;
    g.values = i == 0 ? &e.input : &e.find(link.stage)->out.values;
    g.name = i == 0 ? kit.word("figure.input") : std::string(e.of.find(link.stage)->op->name);
    g.shape = shape_text(g.values->shape().h, g.values->shape().w);
    return g;
}

// How far it is to the next grid: past the cells, and past the title.
double advance_of(const Kit& kit, const FieldGrid& g, double pitch) {
    return std::max(num(g.values->shape().w) * pitch + gap,
                    kit.look.names ? title_width(kit.look, g.name, g.shape) + title_air : 0);
}

double width_of(const Kit& kit, const std::vector<FieldGrid>& grids, double pitch) {
    double w = 0;
    for (const FieldGrid& g : grids) w += advance_of(kit, g, pitch);
    const double cells = num(grids.back().values->shape().w) * pitch;
    return w - std::min(gap, advance_of(kit, grids.back(), pitch) - cells);
}

double pitch_of(const Kit& kit, const std::vector<FieldGrid>& grids, double height) {
    std::int64_t rows = 1;
    for (const FieldGrid& g : grids) rows = std::max(rows, g.values->shape().h);
    double p = std::floor(std::min(most_pitch, (height - 84 - below) / num(rows)) / 4) * 4;
    while (p >= least_pitch && width_of(kit, grids, p) > kit.look.width - 2 * side) p -= 4;
    return p;
}

// The one farthest from the value, the input and the last stage gives way.
bool fold_one(std::vector<FieldGrid>& grids, std::size_t own) {
    std::size_t worst = 0, distance = 0;
    for (std::size_t i = 1; i + 1 < grids.size(); ++i) {
        const std::size_t d = grids[i].link > own ? grids[i].link - own : own - grids[i].link;
        if (d > distance) distance = d, worst = i;
    }
    if (distance == 0) return false;
    grids[worst + 1].folded = true;
    grids.erase(grids.begin() + static_cast<std::ptrdiff_t>(worst));
    return true;
}

void lay(FieldFigure& figure, const Kit& kit, double pitch) {
    const double axis = figure.room_height / 2 + 16;
    double x = (kit.look.width - width_of(kit, figure.grids, pitch)) / 2;
    for (FieldGrid& g : figure.grids) {
        const Shape& s = g.values->shape();
        g.box = GridBox::make(pitch, s.h, s.w);
        g.box.x = x;
        g.box.y = axis - num(s.h) * pitch / 2;
        g.advance = advance_of(kit, g, pitch);
        const FieldLink& link = figure.link(g);
        g.number = number_size(kit.look, g.box.cell, g.values->plane(link.batch, link.channel));
        x += g.advance;
    }
}

}  // namespace

std::string box_text(const CellSet& cells) {
    return cells.empty() ? "0" : shape_text(cells.box().h(), cells.box().w());
}

double FieldFigure::bottom() const {
    double y = 0;
    for (const FieldGrid& g : grids) y = std::max(y, g.box.bounds().bottom());
    return y;
}

std::unique_ptr<FieldFigure> field_figure(const Pane& pane, const Facts& f, const Kit& kit, double strip) {
    if (!pane.view.field || pane.playing || is_low(kit.look) || is_picture(f)) return nullptr;
    // The first and the last grid are never folded away.
    const auto fits = [&](const Shape& s) {
        return num(s.h) * least_pitch < kit.look.height - strip && num(s.w) * least_pitch < kit.look.width;
    };
    const Evaluation& e = *f.evaluation;
    if (!fits(e.of.input.tensor.shape()) || (!e.done.empty() && !fits(e.done.back().plan.out)))
        return nullptr;
    const Focus& at = *pane.view.field;
    auto field = field_of(*f.evaluation, at.stage, at.at, pane.watch.batch, pane.watch.channel);
    if (!field) return nullptr;
    auto figure = std::make_unique<FieldFigure>();
    figure->field = std::move(*field);
    for (std::size_t i = 0; i < figure->field.links.size(); ++i)
        figure->grids.push_back(grid_of(kit, *f.evaluation, figure->field, i));
    figure->room_height = kit.look.height - strip;
    double pitch = pitch_of(kit, figure->grids, figure->room_height);
    while (pitch < folds_below && fold_one(figure->grids, figure->field.own))
        pitch = pitch_of(kit, figure->grids, figure->room_height);
    if (pitch < least_pitch) return nullptr;
    lay(*figure, kit, pitch);
    figure->known = !f.stage || at.stage != f.stage->id || f.revealed(at.at);
    return figure;
}

}  // namespace pw
