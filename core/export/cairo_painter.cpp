#include "core/export/cairo_painter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/export/flat_parts.h"
#include "core/figure/reduce.h"

namespace pw {

namespace {

// Vector pages can be zoomed into: pictures keep this many pixels per scene px.
constexpr double page_pixels = 3;

bool invisible(Colour c) { return c.a < 1.f / 512; }

}  // namespace

void CairoPainter::paint(const Scene& scene, cairo_t* cr, double scale) {
    cairo_surface_t* target = cairo_get_target(cr);
    cr_ = cr;
    pixels_ = cairo_surface_get_type(target) == CAIRO_SURFACE_TYPE_IMAGE;
    k_ = pixels_ ? scale : 1;
    rows_ = {};
    if (pixels_)
        rows_ = {reinterpret_cast<std::uint32_t*>(cairo_image_surface_get_data(target)),
                 cairo_image_surface_get_width(target), cairo_image_surface_get_height(target),
                 cairo_image_surface_get_stride(target) / 4};
    cairo_save(cr);
    if (!pixels_) cairo_scale(cr, scale, scale);
    for (const Group& g : scene.groups)
        for (const Item& item : g.items) std::visit([this](const auto& i) { add(i); }, item);
    cairo_restore(cr);
    for (auto p = pictures_.begin(); p != pictures_.end();)
        p = std::exchange(p->second.used, false) ? std::next(p) : pictures_.erase(p);
}

void CairoPainter::source(Colour c) { cairo_set_source_rgba(cr_, c.r, c.g, c.b, c.a); }

void CairoPainter::box(const Rect& r, double radius) {
    constexpr double k = .5522847498;  // a quarter circle as a cubic
    const double c = std::min({radius, r.w / 2, r.h / 2}), h = c * (1 - k);
    if (c <= 0) return cairo_rectangle(cr_, r.x, r.y, r.w, r.h);
    const double x0 = r.x, y0 = r.y, x1 = r.right(), y1 = r.bottom();
    cairo_move_to(cr_, x0 + c, y0);
    cairo_line_to(cr_, x1 - c, y0);
    cairo_curve_to(cr_, x1 - h, y0, x1, y0 + h, x1, y0 + c);
    cairo_line_to(cr_, x1, y1 - c);
    cairo_curve_to(cr_, x1, y1 - h, x1 - h, y1, x1 - c, y1);
    cairo_line_to(cr_, x0 + c, y1);
    cairo_curve_to(cr_, x0 + h, y1, x0, y1 - h, x0, y1 - c);
    cairo_line_to(cr_, x0, y0 + c);
    cairo_curve_to(cr_, x0, y0 + h, x0 + h, y0, x0 + c, y0);
    cairo_close_path(cr_);
}

void CairoPainter::dash(double on, double off) {
    const double lengths[] = {on * k_, off * k_};
    cairo_set_dash(cr_, lengths, on > 0 && off > 0 ? 2 : 0, 0);
}

void CairoPainter::add(const Cell& c) {
    const Rect r = device(c.rect);
    if (r.w <= 0 || r.h <= 0) return;
    const double radius = std::clamp(c.radius * k_, 0., std::min(r.w, r.h) / 2);
    if (c.shadow_alpha > 0) shadow(c, r, radius);
    const bool edged = !invisible(c.edge) && c.edge_width > 0, dashed = c.dash_on > 0 && c.dash_off > 0;
    if (!invisible(c.fill)) {
        // Under half of a closed edge only, so that it doesn't shine through the edge's outer pixels.
        const double in =
            edged && !dashed && c.edge.a >= 1 ? std::min(c.edge_width * k_, std::min(r.w, r.h)) / 2 : 0;
        source(c.fill);
        box(r.outset(-in), std::max(0., radius - in));
        cairo_fill(cr_);
    }
    if (c.hatch != Hatch::none && !invisible(c.hatch_colour)) {
        if (pixels_)
            hatch_pixels(c, r, radius);
        else
            hatch_lines(c);
    }
    if (edged) edge(c, r, radius);
}

void CairoPainter::edge(const Cell& c, const Rect& r, double radius) {
    const double width = c.edge_width * k_;
    source(c.edge);
    if (2 * width >= std::min(r.w, r.h)) {
        box(r, radius);
        return cairo_fill(cr_);
    }
    if (c.dash_on > 0 && c.dash_off > 0) {
        dash(c.dash_on, c.dash_off);
        cairo_set_line_width(cr_, width);
        cairo_set_line_cap(cr_, CAIRO_LINE_CAP_BUTT);
        box(r.outset(-width / 2), radius - width / 2);
        cairo_stroke(cr_);
        return dash(0, 0);
    }
    // Between two boxes: exact, and quicker than a stroke.
    cairo_set_fill_rule(cr_, CAIRO_FILL_RULE_EVEN_ODD);
    box(r, radius);
    box(r.outset(-width), radius - width);
    cairo_fill(cr_);
    cairo_set_fill_rule(cr_, CAIRO_FILL_RULE_WINDING);
}

void CairoPainter::shadow(const Cell& c, const Rect& r, double radius) {
    if (!pixels_) {
        for (const ShadowBox& b : shadow_boxes(c)) {
            cairo_set_source_rgba(cr_, 0, 0, 0, b.alpha);
            box(b.rect, b.radius);
            cairo_fill(cr_);
        }
        return;
    }
    const double sigma = c.shadow_sigma * k_;
    const Rect below = r.moved({0, c.shadow_y * k_});
    const ShadowMask& mask = shadows_.get(r.w, r.h, radius, sigma);
    cairo_pattern_t* pattern = cairo_pattern_create_for_surface(mask.coverage.get());
    cairo_matrix_t to_mask;
    cairo_matrix_init_scale(&to_mask, 1 / mask.pixel, 1 / mask.pixel);
    cairo_matrix_translate(&to_mask, -(below.x - mask.reach), -(below.y - mask.reach));
    cairo_pattern_set_matrix(pattern, &to_mask);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_BILINEAR);
    cairo_set_source_rgba(cr_, 0, 0, 0, c.shadow_alpha);
    cairo_mask(cr_, pattern);
    cairo_pattern_destroy(pattern);
}

// A gradient across the lines that repeats: it keeps its phase over the whole canvas.
void CairoPainter::hatch_pixels(const Cell& c, const Rect& r, double radius) {
    const double width = c.hatch_width * k_, half = c.hatch_period * k_ / 2;  // along x, and along y
    const double across = half * std::numbers::sqrt2;                         // from one line to the next
    const double way = c.hatch == Hatch::rising ? 1 : -1;
    cairo_pattern_t* lines = cairo_pattern_create_linear(0, 0, half, way * half);
    const Colour ink = c.hatch_colour.alpha(std::min(width, 1.));
    const auto stop = [&](double distance, double k) {
        cairo_pattern_add_color_stop_rgba(lines, std::clamp(distance / across, 0., 1.), ink.r, ink.g, ink.b,
                                          static_cast<double>(ink.a) * k);
    };
    const double full = std::max(width, 1.) / 2 - .5, none = full + 1;
    stop(0, 1);
    stop(full, 1);
    stop(none, 0);
    stop(across - none, 0);
    stop(across - full, 1);
    stop(across, 1);
    cairo_pattern_set_extend(lines, CAIRO_EXTEND_REPEAT);
    cairo_set_source(cr_, lines);
    box(r, radius);
    cairo_fill(cr_);
    cairo_pattern_destroy(lines);
}

// Of a page: in scene px, as its units are.
void CairoPainter::hatch_lines(const Cell& c) {
    cairo_save(cr_);
    box(c.rect, std::clamp(c.radius, 0., std::min(c.rect.w, c.rect.h) / 2));
    cairo_clip(cr_);
    for (const auto& [from, to] : pw::hatch_lines(c)) {
        cairo_move_to(cr_, from.x, from.y);
        cairo_line_to(cr_, to.x, to.y);
    }
    source(c.hatch_colour);
    cairo_set_line_width(cr_, c.hatch_width);
    cairo_set_line_cap(cr_, CAIRO_LINE_CAP_BUTT);
    cairo_stroke(cr_);
    cairo_restore(cr_);
}

cairo_surface_t* CairoPainter::picture(const Heatmap& h, const Rect& r) {
    const double more = pixels_ ? 1 : page_pixels;
    const PictureKey key{h.image.get(),
                         std::clamp(static_cast<int>(std::lround(r.w * more)), 1, h.image->width),
                         std::clamp(static_cast<int>(std::lround(r.h * more)), 1, h.image->height)};
    Picture& p = pictures_[key];
    p.used = true;
    if (p.surface && p.of.lock() == h.image) return p.surface.get();
    p.of = h.image;
    p.surface.reset(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, key.width, key.height));
    const Image fitted = premultiplied(reduced(*h.image, key.width, key.height));
    auto* to = reinterpret_cast<std::uint32_t*>(cairo_image_surface_get_data(p.surface.get()));
    if (!to) return p.surface.get();
    for (std::size_t i = 0; i < fitted.rgba.size() / 4; ++i) {
        const std::uint8_t* from = &fitted.rgba[4 * i];
        to[i] = std::uint32_t{from[3]} << 24 | std::uint32_t{from[0]} << 16 | std::uint32_t{from[1]} << 8 |
                from[2];
    }
    cairo_surface_mark_dirty(p.surface.get());
    return p.surface.get();
}

void CairoPainter::add(const Heatmap& h) {
    const Rect r = device(h.rect), seen = device(seen_of(h));
    if (!h.image || h.image->width <= 0 || h.image->height <= 0 || seen.w <= 0 || seen.h <= 0) return;
    cairo_surface_t* surface = picture(h, r);
    cairo_pattern_t* pattern = cairo_pattern_create_for_surface(surface);
    cairo_matrix_t to_picture;
    cairo_matrix_init_scale(&to_picture, cairo_image_surface_get_width(surface) / r.w,
                            cairo_image_surface_get_height(surface) / r.h);
    cairo_matrix_translate(&to_picture, -r.x, -r.y);
    cairo_pattern_set_matrix(pattern, &to_picture);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
    if (pixels_) cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD);
    cairo_save(cr_);
    box(seen, h.radius * k_);
    cairo_clip(cr_);
    cairo_set_source(cr_, pattern);
    cairo_paint_with_alpha(cr_, h.alpha);
    cairo_restore(cr_);
    cairo_pattern_destroy(pattern);
}

void CairoPainter::add(const Path& p) {
    cairo_new_path(cr_);
    for (const Path::Segment& s : p.segments) {
        const Vec2 a = device(s.p[0]), b = device(s.p[1]), c = device(s.p[2]);
        switch (s.verb) {
            case Path::Verb::move:
                cairo_move_to(cr_, a.x, a.y);
                break;
            case Path::Verb::line:
                cairo_line_to(cr_, a.x, a.y);
                break;
            case Path::Verb::cubic:
                cairo_curve_to(cr_, a.x, a.y, b.x, b.y, c.x, c.y);
                break;
            case Path::Verb::close:
                cairo_close_path(cr_);
                break;
        }
    }
    if (!invisible(p.fill)) {
        source(p.fill);
        cairo_fill_preserve(cr_);
    }
    if (!invisible(p.stroke) && p.width > 0) {
        source(p.stroke);
        cairo_set_line_width(cr_, p.width * k_);
        cairo_set_line_cap(cr_, p.butt ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
        cairo_set_line_join(cr_, CAIRO_LINE_JOIN_ROUND);
        dash(p.dash_on, p.dash_off);
        cairo_stroke_preserve(cr_);
        dash(0, 0);
    }
    cairo_new_path(cr_);
}

void CairoPainter::add(const Band& band) {
    if (invisible(band.fill)) return;
    Vec2 u[4], l[4];
    for (int i = 0; i < 4; ++i) u[i] = device(band.upper[i]), l[i] = device(band.lower[i]);
    cairo_move_to(cr_, u[0].x, u[0].y);
    cairo_curve_to(cr_, u[1].x, u[1].y, u[2].x, u[2].y, u[3].x, u[3].y);
    cairo_line_to(cr_, l[3].x, l[3].y);
    cairo_curve_to(cr_, l[2].x, l[2].y, l[1].x, l[1].y, l[0].x, l[0].y);
    cairo_close_path(cr_);
    source(band.fill);
    cairo_fill(cr_);
}

void CairoPainter::add(const Text& t) {
    if (invisible(t.colour)) return;
    if (!pixels_) return text_.draw(t, cr_);
    cairo_surface_t* target = cairo_get_target(cr_);
    cairo_surface_flush(target);
    masks_.draw(t, k_, rows_);
    cairo_surface_mark_dirty(target);
}

}  // namespace pw
