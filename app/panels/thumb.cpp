#include "app/panels/thumb.h"

#include <algorithm>
#include <cmath>

#include "core/ops/unpool.h"

namespace pw {

namespace {

struct Grid {
    int rows, columns;
    std::int64_t h, w;
    // The cell in the middle of a part.
    Position at(int r, int c) const {
        return {(2 * r + 1) * h / (2 * rows), (2 * c + 1) * w / (2 * columns)};
    }
};

Grid grid_of(const Shape& s, int most) {
    // Longer sides give more cells, so that the thumbnail keeps the shape.
    const double k = std::min(1.0, static_cast<double>(most) / static_cast<double>(std::max(s.h, s.w)));
    const auto count = [&](std::int64_t n) {
        return std::max(1, static_cast<int>(std::lround(static_cast<double>(n) * k)));
    };
    return {count(s.h), count(s.w), s.h, s.w};
}

Colour grey(const Tokens& t, const Domain& d, double v) {
    const double p = d.place(v);
    return p < 0 ? t.well : mix(t.track, t.text2, p);
}

Colour by_value(const Watch& watch, const Tokens& t, const Domain& d, double v) {
    const double p = d.place(v);
    return p < 0 ? t.well : map_colour(watch.map, d.diverging, p);
}

}  // namespace

Thumb thumb_of(const Tensor& tensor, std::int64_t n, std::int64_t channel,
               const std::function<Colour(double value, Position at)>& colour, int most) {
    Thumb thumb;
    const Shape& s = tensor.shape();
    if (tensor.empty() || s.count() == 0) return thumb;
    const Grid g = grid_of(s, most);
    thumb.rows = g.rows;
    thumb.columns = g.columns;
    n = std::clamp<std::int64_t>(n, 0, s.n - 1);
    channel = std::clamp<std::int64_t>(channel, 0, s.c - 1);
    for (int r = 0; r < g.rows; ++r)
        for (int c = 0; c < g.columns; ++c) {
            const Position p = g.at(r, c);
            thumb.cells.push_back(colour(static_cast<double>(tensor.at(n, channel, p.y, p.x)), p));
        }
    return thumb;
}

Thumb thumb_of_picture(const Tensor& tensor, int most) {
    const std::int64_t channels = tensor.shape().c;
    return thumb_of(
        tensor, 0, 0,
        [&](double v, Position p) {
            const auto part = [&](std::int64_t c) {
                return static_cast<float>(
                    clamp01((channels >= 3 ? static_cast<double>(tensor.at(0, c, p.y, p.x)) : v) / 255));
            };
            return Colour{part(0), part(1), part(2), 1};
        },
        most);
}

void draw(Pen& pen, const Thumb& thumb, Vec2 corner, double side) {
    if (thumb.rows == 0) return;
    const double pitch = side / std::max(thumb.rows, thumb.columns);
    const double gap = pitch > 3 ? 1 : 0;
    const double x = corner.x + (side - pitch * thumb.columns) / 2,
                 y = corner.y + (side - pitch * thumb.rows) / 2;
    for (int r = 0; r < thumb.rows; ++r)
        for (int c = 0; c < thumb.columns; ++c)
            pen.fill({x + c * pitch, y + r * pitch, pitch - gap, pitch - gap}, gap,
                     thumb.cells[static_cast<std::size_t>(r * thumb.columns + c)],
                     pitch - std::floor(pitch) > 0);
}

Domain domain_of(const Evaluation& evaluation) {
    DomainOf all;
    all.add(evaluation.input_range);
    for (const StageResult& stage : evaluation.done) all.add(stage.range);
    if (evaluation.branch) all.add(evaluation.branch->range);
    return all.result();
}

namespace {

// By region: the colour of the step that each cell of the output has its value from.
Thumb scattered_thumb(const Tensor& out, const Plan& plan, std::int64_t n, std::int64_t channel,
                      const Tokens& t, const std::function<Colour(std::int64_t step)>& colour) {
    n = std::clamp<std::int64_t>(n, 0, plan.out.n - 1);
    channel = std::clamp<std::int64_t>(channel, 0, plan.out.c - 1);
    const std::vector<std::int64_t> writers = writers_of(plan, n, channel, plan.steps());
    return thumb_of(out, n, channel, [&](double, Position p) {
        const std::int64_t step = writers[static_cast<std::size_t>(p.y * plan.out.w + p.x)];
        return step > 0 ? colour(step) : t.track;
    });
}

}  // namespace

Thumb input_thumb(const Pane& pane, const Tokens& t, const Domain& all) {
    const Tensor& input = pane.shown.picture->input;
    if (pane.shown.picture->of.input.picture) return thumb_of_picture(input);
    if (pane.watch.colour == ColourBy::value)
        return thumb_of(input, pane.watch.batch, pane.watch.channel,
                        [&](double v, Position) { return by_value(pane.watch, t, all, v); });
    DomainOf own;
    own.add(pane.shown.picture->input_range);
    const Domain d = own.result();
    return thumb_of(input, pane.watch.batch, pane.watch.channel,
                    [&](double v, Position) { return grey(t, d, v); });
}

Thumb stage_thumb(const Pane& pane, const StageResult& stage, const Tokens& t, Theme theme,
                  const Domain& all) {
    const Tensor& out = stage.out.values;
    if (pane.shown.picture->of.input.picture) return thumb_of_picture(out);
    const bool watched = stage.id == pane.watch.stage;
    if (watched && pane.watch.colour == ColourBy::region && !stage.plan.indices.empty())
        return scattered_thumb(out, stage.plan, pane.watch.batch, pane.watch.channel, t,
                               [&](std::int64_t step) { return output_look(pane, theme, step).fill; });
    if (watched && stage.plan.indices.empty()) {
        const std::int64_t w = out.shape().w;
        return thumb_of(out, pane.watch.batch, pane.watch.channel,
                        [&](double, Position p) { return output_look(pane, theme, p.y * w + p.x + 1).fill; });
    }
    if (pane.watch.colour == ColourBy::value)
        return thumb_of(out, pane.watch.batch, pane.watch.channel,
                        [&](double v, Position) { return by_value(pane.watch, t, all, v); });
    DomainOf own;
    own.add(stage.range);
    const Domain d = own.result();
    return thumb_of(out, pane.watch.batch, pane.watch.channel,
                    [&](double v, Position) { return grey(t, d, v); });
}

Thumb document_thumb(const Document& document, const Evaluation& result, const Tokens& t, Theme theme) {
    if (result.done.empty()) return {};
    const StageResult& last = result.done.back();
    const Tensor& out = last.out.values;
    if (document.experiment.input.picture) return thumb_of_picture(out, 24);
    const Domain all = domain_of(result);
    if (document.watch.colour == ColourBy::value)
        return thumb_of(out, 0, 0, [&](double v, Position) {
            const double p = all.place(v);
            return p < 0 ? t.well : map_colour(document.watch.map, all.diverging, p);
        });
    const Window& window = last.plan.window;
    const auto hue = [&](std::int64_t r, std::int64_t c) {
        return region_hue(region_index(r, c, window.out_h(), window.out_w()), theme).fill;
    };
    if (!last.plan.indices.empty())
        return scattered_thumb(out, last.plan, 0, 0, t, [&](std::int64_t step) {
            return hue((step - 1) / window.out_w(), (step - 1) % window.out_w());
        });
    if (window.overlaps()) return thumb_of(out, 0, 0, [&](double, Position p) { return hue(p.y, p.x); });
    return thumb_of(result.input_of(last.id), 0, 0, [&](double, Position p) {
        const auto rows = window.rows.readers(p.y), columns = window.columns.readers(p.x);
        return rows.empty() || columns.empty() ? t.track : hue(rows.front(), columns.front());
    });
}

}  // namespace pw
