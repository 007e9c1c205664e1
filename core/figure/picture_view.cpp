#include "core/figure/picture_view.h"

#include <algorithm>
#include <cmath>

namespace pw {

namespace {

double num(std::int64_t v) { return static_cast<double>(v); }

Plane stretched(std::string id, const Rect& r, Shape s) {
    return {std::move(id), r, {r.x, r.y}, {r.w / num(s.w), r.h / num(s.h)}, s.h, s.w};
}

// Where the first cell begins so that the zoom's place lies where it is wanted, as far as the picture (with
// its padding) still fills the view.
double first_of(double at, double size, double cell, double part, double pitch, double low, double high) {
    const double wanted = at + part * size - cell * pitch;
    const double most = at - low * pitch, least = at + size - high * pitch;
    return least > most ? (least + most) / 2 : std::clamp(wanted, least, most);
}

struct Line {
    double first, pitch;
};
// The output's cells along an axis.
Line output_line(const Axis& axis, std::int64_t cells, std::int64_t input_cells, double shift, double first,
                 double pitch) {
    const bool steps = axis.regular() && cells == axis.outputs();
    if (!steps) return {first + shift, pitch * num(input_cells) / num(cells)};
    const double stride = num(axis.stride());
    const double begins = num(axis.start(0)) + (num(axis.effective(0)) - stride) / 2;
    return {first + shift + begins * pitch, stride * pitch};
}

}  // namespace

PictureView picture_view(const Facts& f, const FigureLayout& l) {
    const Shape in = f.input->shape();
    PictureView v;
    v.input = stretched("input", l.picture_in, in);
    v.pitch = std::min(v.input.pitch.x, v.input.pitch.y);
    if (f.output) v.output = stretched("output", l.picture_out, f.output->shape());
    if (l.shape != FigureLayout::Shape::zoomed) return v;
    const Zoom& z = *f.pane->view.zoom;
    const Axis &rows = f.window().rows, &columns = f.window().columns;
    const Rect& view = l.picture_in;
    v.pitch = z.pitch;
    v.input.pitch = {z.pitch, z.pitch};
    const double above = num(rows.pad_begin()), before = num(columns.pad_begin());
    v.input.first = {
        first_of(view.x, view.w, z.cell.x, z.at.x, z.pitch, -before, num(columns.drawn()) - before),
        first_of(view.y, view.h, z.cell.y, z.at.y, z.pitch, -above, num(rows.drawn()) - above)};
    const Shape out = f.output->shape();
    const Line x = output_line(columns, out.w, in.w, l.picture_out.x - view.x, v.input.first.x, z.pitch),
               y = output_line(rows, out.h, in.h, l.picture_out.y - view.y, v.input.first.y, z.pitch);
    v.output.first = {x.first, y.first};
    v.output.pitch = {x.pitch, y.pitch};
    return v;
}

Seen seen_cells(const Plane& p) {
    const auto first = [](double at, std::int64_t most) {
        return std::clamp(static_cast<std::int64_t>(std::floor(at + 1e-9)), std::int64_t{0}, most);
    };
    const auto last = [](double at, std::int64_t most) {
        return std::clamp(static_cast<std::int64_t>(std::ceil(at - 1e-9)), std::int64_t{0}, most);
    };
    const Vec2 low = p.place({p.view.x, p.view.y}), high = p.place({p.view.right(), p.view.bottom()});
    return {first(low.y, p.rows), first(low.x, p.columns), last(high.y, p.rows), last(high.x, p.columns)};
}

Rect common(const Rect& a, const Rect& b) {
    const double x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0., std::min(a.right(), b.right()) - x),
            std::max(0., std::min(a.bottom(), b.bottom()) - y)};
}

}  // namespace pw
