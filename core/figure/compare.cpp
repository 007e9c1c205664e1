#include "core/figure/compare.h"

#include <algorithm>
#include <cmath>

#include "core/figure/paint.h"

namespace pw {

namespace {

constexpr double least_pitch = 20, lower = 28;  // than the sheet's middle, for the titles

double num(std::int64_t v) { return static_cast<double>(v); }

// Between input, bench, output and difference, and around all of them.
struct Gaps {
    double bench, output, difference, around, lanes;
};
Gaps gaps_of(const Look& look) {
    if (look.narrow) return {64, 52, 48, 40, 80};
    return {100, 84, 72, 48, 88};
}

// The input's cells with the larger padding of either side.
GridBox joint_input(const Facts& a, const Facts& b, double pitch, const Measures& m) {
    const auto side = [](const Axis& x, const Axis& y, std::int64_t& ring) {
        ring = std::max(x.pad_begin(), y.pad_begin());
        return ring + std::max(x.drawn() - x.pad_begin(), y.drawn() - y.pad_begin());
    };
    std::int64_t top = 0, left = 0;
    const std::int64_t rows = side(a.window().rows, b.window().rows, top),
                       columns = side(a.window().columns, b.window().columns, left);
    GridBox g = GridBox::make(pitch, rows, columns, m);
    g.ring_top = top;
    g.ring_left = left;
    return g;
}

std::int64_t padding(const Facts& f) { return f.window().rows.drawn() + f.window().columns.drawn(); }

// The height of one lane, in cells: its tray or its output.
double cells_high(const Facts& f) { return num(std::max(f.window().rows.max_taps(), f.out_shape().h)); }
double lane_height(const Facts& f, double pitch, const Look& look) {
    return std::max(num(f.window().rows.max_taps()) * pitch + 2 * look.measures.tray,
                    num(f.out_shape().h) * pitch);
}

class Laying {
  public:
    Laying(Compared& c, const Look& look, double height)
        : c_(c), look_(look), gaps_(gaps_of(look)), height_(height) {
        kernel_ = num(std::max(c.a().window().columns.max_taps(), c.b().window().columns.max_taps()));
        output_ = num(std::max(c.a().out_shape().w, c.b().out_shape().w));
        same_ = c.a().out_shape() == c.b().out_shape();
    }

    double pitch() const {
        const GridBox in = joint_input(c_.a(), c_.b(), 1, look_.measures);
        const double columns = num(in.columns) + kernel_ + (same_ ? 2 : 1) * output_;
        const double between = gaps_.bench + gaps_.output + (same_ ? gaps_.difference : 0);
        const double across = (look_.width - 2 * gaps_.around - between) / columns;
        const double down = (height_ - 264) / (cells_high(c_.a()) + cells_high(c_.b()));
        const double p = std::min({look_.measures.most_pitch, across, down, (height_ - 136) / num(in.rows)});
        const double step = look_.measures.pitch_step;
        return step > 0 ? std::floor(p / step) * step : p;
    }

    void lay(double p) {
        const GridBox in = joint_input(c_.a(), c_.b(), p, look_.measures);
        const double between = gaps_.bench + gaps_.output + (same_ ? gaps_.difference : 0);
        const double width = (num(in.columns) + kernel_ + (same_ ? 2 : 1) * output_) * p + between;
        const double x = (look_.width - width) / 2 + look_.measures.aside, axis = height_ / 2 + lower;
        const double bench = x + num(in.columns) * p + gaps_.bench,
                     output = bench + kernel_ * p + gaps_.output;
        const double high[] = {lane_height(c_.a(), p, look_), lane_height(c_.b(), p, look_)};
        const double top = axis - (high[0] + gaps_.lanes + high[1]) / 2;
        for (int i = 0; i < 2; ++i) {
            FigureLayout& l = c_.lanes[i];
            l.room_width = look_.width;
            l.room_height = height_;
            l.input = in;
            l.input.x = x;
            l.input.y = axis - num(in.rows) * p / 2;
            lane(l, c_.facts[i], p, {bench, top + (i ? high[0] + gaps_.lanes : 0) + high[i] / 2}, output);
        }
        if (!same_) return;
        c_.difference = GridBox::make(p, c_.a().out_shape().h, c_.a().out_shape().w, look_.measures);
        c_.difference.x = output + output_ * p + gaps_.difference;
        c_.difference.y = axis - num(c_.difference.rows) * p / 2;
    }

  private:
    // `at`: where the bench begins and the lane's middle.
    void lane(FigureLayout& l, const Facts& f, double p, Vec2 at, double output) const {
        const Axis &rows = f.window().rows, &columns = f.window().columns;
        l.bench = GridBox::make(p, rows.max_taps(), columns.max_taps(), look_.measures);
        l.bench.x = at.x;
        l.bench.y = at.y - num(l.bench.rows) * p / 2;
        l.tray = l.bench
                     .block(num(l.bench.rows - f.step.rows) / 2, num(l.bench.columns - f.step.columns) / 2,
                            num(f.step.rows), num(f.step.columns))
                     .outset(look_.measures.tray);
        l.output = GridBox::make(p, f.out_shape().h, f.out_shape().w, look_.measures);
        l.output.x = output;
        l.output.y = at.y - num(l.output.rows) * p / 2;
        l.input_number = number_size(look_, l.input.cell, f.input->plane(f.batch, f.in_channel));
        l.bench_number = turns(f.step) || draws(f.step) ? std::max(12., std::floor(.36 * p)) : l.input_number;
        l.output_number = number_size(look_, l.output.cell, f.output->plane(f.batch, f.out_channel));
    }

    Compared& c_;
    const Look& look_;
    Gaps gaps_;
    double height_, kernel_ = 0, output_ = 0;
    bool same_ = false;
};

// Hovering an output of either side, or their difference, looks at that window on both.
void look_at_both(Pane& pane, const StageResult& result) {
    std::optional<Focus>& hover = pane.view.hover;
    if (!hover) return;
    using Grid = Focus::Grid;
    if (hover->grid == Grid::other || hover->grid == Grid::difference) hover->grid = Grid::output;
    const Shape& out = result.plan.out;
    if (hover->grid == Grid::output && (hover->at.y >= out.h || hover->at.x >= out.w)) hover.reset();
}

}  // namespace

std::vector<Pane> sides_of(const Pane& pane) {
    const Evaluation* e = pane.shown.picture.get();
    if (!e || !e->branch || !e->of.compares(pane.watch.stage)) return {};
    std::vector<Pane> sides(2, pane);
    sides[0].watch.stage = e->of.branch->beside;
    sides[1].watch.stage = e->branch->id;
    for (Pane& side : sides) {
        side.watch.direction = Direction::forward;
        look_at_both(side, *e->find(side.watch.stage));
    }
    return sides;
}

std::unique_ptr<Compared> compared_of(const Pane& pane, const Look& look, double strip) {
    std::vector<Pane> sides = sides_of(pane);
    if (sides.empty() || pane.view.sizing) return nullptr;
    auto c = std::make_unique<Compared>();
    for (int i = 0; i < 2; ++i) {
        c->panes[i] = std::move(sides[static_cast<std::size_t>(i)]);
        c->facts[i] = facts_of(c->panes[i], look);
        c->facts[i].context = nullptr;
    }
    Facts &a = c->facts[0], &b = c->facts[1];
    b.second = true;
    a.signless = b.signless = padding_sign(*a.stage->op) != padding_sign(*b.stage->op);
    c->one_frame = a.window() == b.window();
    if (!c->one_frame) a.overlapping = b.overlapping = true;  // only the current windows are coloured
    c->outer = padding(b) > padding(a) ? 1 : 0;
    Laying laying(*c, look, look.height - strip);
    const double pitch = laying.pitch();
    c->pictured = is_picture(a) || pitch < least_pitch;
    if (!c->pictured) {
        laying.lay(pitch);
        return c;
    }
    for (int i = 0; i < 2; ++i) {
        c->facts[i].pictured = true;
        c->lanes[i] = picture_layout(c->facts[i], look, strip);
    }
    return c;
}

Differing differing(const Compared& c) {
    Differing d;
    if (!c.same_size()) return d;
    for (std::int64_t y = 0; y < c.difference.rows; ++y)
        for (std::int64_t x = 0; x < c.difference.columns; ++x) {
            const Position o{y, x};
            if (!c.a().revealed(o) || !c.b().revealed(o)) continue;
            const float a = c.a().shown(o), b = c.b().shown(o);
            ++d.known;
            d.differ += !(a == b || (std::isnan(a) && std::isnan(b)));
        }
    return d;
}

}  // namespace pw
