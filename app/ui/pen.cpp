#include "app/ui/pen.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace pw {

namespace {

// Ends and corners are rounded with a disc; the points of a curve need none.
bool sharp(const IconStroke& stroke, int i) {
    const int n = static_cast<int>(stroke.points.size());
    if (!stroke.closed && (i == 0 || i == n - 1)) return true;
    const auto point = [&](int k) { return stroke.points[static_cast<std::size_t>((k + n) % n)]; };
    const Vec2 a = point(i) - point(i - 1), b = point(i + 1) - point(i);
    const double turn = std::abs(std::atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y));
    return turn > .5;
}

}  // namespace

ImU32 Pen::colour(Colour c) const {
    if (strength_ < 1) {
        const float a = c.a;
        if (a >= 1)
            c = mix(ground_, c, strength_);
        else
            c = c.alpha(strength_);
        if (a >= 1) c.a = 1;
    }
    const auto byte = [](float x) { return static_cast<ImU32>(std::lround(std::clamp(x, 0.f, 1.f) * 255)); };
    return IM_COL32(byte(c.r), byte(c.g), byte(c.b), byte(c.a));
}

Rect Pen::snapped(Rect r, bool smooth) const {
    if (smooth) return r;
    const auto snap = [&](double v) { return std::round(v * device_) / device_; };
    const double x = snap(r.x), y = snap(r.y);
    return {x, y, std::max(1 / device_, snap(r.right()) - x), std::max(1 / device_, snap(r.bottom()) - y)};
}

void Pen::fill(Rect r, double radius, Colour c, bool smooth) {
    r = snapped(r, smooth);
    const float rounding = static_cast<float>(std::min({radius, r.w / 2, r.h / 2}) * window_);
    if (!smooth || rounding > 0) {
        list_->AddRectFilled(at({r.x, r.y}), at({r.right(), r.bottom()}), colour(c), rounding);
        return;
    }
    const ImVec2 corners[] = {at({r.x, r.y}), at({r.right(), r.y}), at({r.right(), r.bottom()}),
                              at({r.x, r.bottom()})};
    list_->AddConvexPolyFilled(corners, 4, colour(c));
}

void Pen::stroke(Rect r, double radius, double width, Colour c, bool smooth) {
    r = snapped(r, smooth);
    const Rect middle = r.outset(-width / 2);
    const double rounding = std::clamp(radius - width / 2, 0.0, std::min(middle.w, middle.h) / 2);
    list_->PathRect(at({middle.x, middle.y}), at({middle.right(), middle.bottom()}),
                    static_cast<float>(rounding * window_));
    list_->PathStroke(colour(c), ImDrawFlags_Closed, static_cast<float>(width * window_));
}

void Pen::dashed(Rect r, double radius, double width, double on, double off, Colour c) {
    const Rect middle = snapped(r, false).outset(-width / 2);
    list_->PathRect(at({middle.x, middle.y}), at({middle.right(), middle.bottom()}),
                    static_cast<float>((radius - width / 2) * window_));
    std::vector<ImVec2> outline(list_->_Path.begin(), list_->_Path.end());
    list_->PathClear();
    outline.push_back(outline.front());
    // Walks along the outline; `left` is what remains of this dash or gap.
    bool drawn = true;
    double left = on * window_;
    std::vector<ImVec2> dash{outline.front()};
    const auto flush = [&] {
        list_->AddPolyline(dash.data(), static_cast<int>(dash.size()), colour(c), 0,
                           static_cast<float>(width * window_));
    };
    for (std::size_t i = 1; i < outline.size(); ++i) {
        ImVec2 from = outline[i - 1];
        const ImVec2 to = outline[i];
        for (;;) {
            const double dx = static_cast<double>(to.x - from.x), dy = static_cast<double>(to.y - from.y);
            const double length = std::hypot(dx, dy);
            if (length <= left) {
                left -= length;
                if (drawn) dash.push_back(to);
                break;
            }
            const double k = left / length;
            from = {from.x + static_cast<float>(dx * k), from.y + static_cast<float>(dy * k)};
            if (drawn) {
                dash.push_back(from);
                flush();
            }
            drawn = !drawn;
            dash.assign(1, from);
            left = (drawn ? on : off) * window_;
        }
    }
    if (drawn && dash.size() > 1) flush();
}

void Pen::line(Vec2 a, Vec2 b, double width, Colour c) {
    if (a.y == b.y) return fill({std::min(a.x, b.x), a.y - width / 2, std::abs(b.x - a.x), width}, 0, c);
    if (a.x == b.x) return fill({a.x - width / 2, std::min(a.y, b.y), width, std::abs(b.y - a.y)}, 0, c);
    const ImVec2 points[] = {at(a), at(b)};
    list_->AddPolyline(points, 2, colour(c), 0, static_cast<float>(width * window_));
}

void Pen::disc(Vec2 middle, double radius, Colour c) {
    list_->AddCircleFilled(at(middle), static_cast<float>(radius * window_), colour(c));
}

void Pen::circle(Vec2 middle, double radius, double width, Colour c) {
    list_->PathArcTo(at(middle), static_cast<float>(radius * window_), 0, 6.2831853f, 48);
    list_->PathStroke(colour(c), 0, static_cast<float>(width * window_));
}

void Pen::arc(Vec2 middle, double radius, double width, double from, double turn, Colour c) {
    list_->PathArcTo(at(middle), static_cast<float>(radius * window_), static_cast<float>(from),
                     static_cast<float>(from + turn), 32);
    list_->PathStroke(colour(c), 0, static_cast<float>(width * window_));
}

void Pen::icon(const Icon& icon, Vec2 middle, Colour c) {
    std::vector<ImVec2> points;
    for (const IconStroke& stroke : icon) {
        points.clear();
        for (Vec2 p : stroke.points) points.push_back(at(middle + p));
        const int n = static_cast<int>(points.size());
        const float width = static_cast<float>(stroke.width * window_);
        if (stroke.filled) list_->AddConvexPolyFilled(points.data(), n, colour(c));
        if (stroke.width <= 0) continue;
        list_->AddPolyline(points.data(), n, colour(c), stroke.closed ? ImDrawFlags_Closed : 0, width);
        for (int i = 0; i < n; ++i)
            if (sharp(stroke, i))
                list_->AddCircleFilled(points[static_cast<std::size_t>(i)], width / 2, colour(c), 12);
    }
}

void Pen::shadow(Rect r, double radius, double y, double sigma, double alpha) {
    // Nested rectangles, from 1.5 sigma inside to 1.5 outside; more of them where their steps would show.
    const int n = std::clamp(static_cast<int>(sigma * 1.5), 6, 20);
    for (int i = 0; i < n; ++i) {
        const double grown = sigma * (3. * (i + .5) / n - 1.5);
        fill(r.moved({0, y}).outset(grown), std::max(1.0, radius + grown),
             Colour{0, 0, 0, static_cast<float>(alpha / n)}, true);
    }
}

void Pen::text(Vec2 where, std::string_view text, Weight weight, double size, Colour c, Align align) {
    double x = where.x;
    if (align != Align::left) {
        const double w = width(text, weight, size);
        x -= align == Align::middle ? w / 2 : w;
    }
    type_.draw(*list_, Vec2{x, where.y + Fonts::cap_height / 2 * size} * device_, device_ / window_, text,
               weight, size, colour(c));
}

void Pen::map(Rect r, double radius, Map map, bool diverging) {
    r = snapped(r, false);
    const auto shade = [&](double x) { return colour(map_colour(map, diverging, clamp01((x - r.x) / r.w))); };
    // The rounded ends: one polygon whose corners take the colour of their place.
    const int first = list_->VtxBuffer.Size;
    list_->AddRectFilled(at({r.x, r.y}), at({r.right(), r.bottom()}), IM_COL32_WHITE,
                         static_cast<float>(radius * window_));
    for (int i = first; i < list_->VtxBuffer.Size; ++i) {
        ImDrawVert& vertex = list_->VtxBuffer[i];
        const ImU32 alpha = vertex.col & IM_COL32_A_MASK;
        vertex.col = (shade(back(vertex.pos).x) & ~IM_COL32_A_MASK) | alpha;
    }
    // The straight middle over it.
    constexpr int pieces = 24;
    const double x0 = r.x + radius, w = (r.w - 2 * radius) / pieces;
    for (int i = 0; i < pieces; ++i) {
        const double a = x0 + i * w, b = a + w;
        list_->AddRectFilledMultiColor(at({a, r.y}), at({b, r.bottom()}), shade(a), shade(b), shade(b),
                                       shade(a));
    }
}

}  // namespace pw
