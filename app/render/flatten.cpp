#include "app/render/flatten.h"

namespace pw {

namespace {

constexpr double tolerance = .06;  // device px
constexpr double same_point = 1e-3;

double distance(Vec2 a, Vec2 b) { return std::hypot(a.x - b.x, a.y - b.y); }

void add(std::vector<Vec2>& points, Vec2 p) {
    if (points.empty() || distance(points.back(), p) > same_point) points.push_back(p);
}

void finish(std::vector<Polyline>& lines, Polyline& line) {
    if (line.closed && line.points.size() > 1 &&
        distance(line.points.front(), line.points.back()) <= same_point)
        line.points.pop_back();
    if (!line.points.empty()) lines.push_back(std::move(line));
    line = {};
}

}  // namespace

void flatten_cubic(const Vec2 (&p)[4], std::vector<Vec2>& out) {
    // Wang's bound: how many equal pieces keep the chords within the tolerance.
    const Vec2 a = p[0] - p[1] * 2 + p[2], b = p[1] - p[2] * 2 + p[3];
    const double bend = std::max(std::hypot(a.x, a.y), std::hypot(b.x, b.y));
    const int n = std::clamp(static_cast<int>(std::ceil(std::sqrt(.75 * bend / tolerance))), 1, 200);
    for (int i = 1; i <= n; ++i) {
        const double t = static_cast<double>(i) / n, s = 1 - t;
        add(out, p[0] * (s * s * s) + p[1] * (3 * s * s * t) + p[2] * (3 * s * t * t) + p[3] * (t * t * t));
    }
}

std::vector<Polyline> flatten(const Path& path, const ToDevice& to_device) {
    std::vector<Polyline> lines;
    Polyline line;
    Vec2 start, at;
    for (const Path::Segment& s : path.segments) {
        switch (s.verb) {
            case Path::Verb::move:
                finish(lines, line);
                start = at = to_device(s.p[0]);
                line.points.push_back(at);
                break;
            case Path::Verb::line:
                add(line.points, at);  // after a close, the line goes on from its start
                at = to_device(s.p[0]);
                add(line.points, at);
                break;
            case Path::Verb::cubic:
                add(line.points, at);
                flatten_cubic({at, to_device(s.p[0]), to_device(s.p[1]), to_device(s.p[2])}, line.points);
                at = to_device(s.p[2]);
                break;
            case Path::Verb::close:
                line.closed = true;
                finish(lines, line);
                at = start;
                break;
        }
    }
    finish(lines, line);
    return lines;
}

Polyline rounded_box(const Rect& r, double radius) {
    constexpr double k = .5522847498;  // a quarter circle as a cubic
    const double c = std::min({radius, r.w / 2, r.h / 2}), h = c * (1 - k);
    const double x0 = r.x, y0 = r.y, x1 = r.right(), y1 = r.bottom();
    Path path;
    path.move({x0 + c, y0}).line({x1 - c, y0}).cubic({x1 - h, y0}, {x1, y0 + h}, {x1, y0 + c});
    path.line({x1, y1 - c}).cubic({x1, y1 - h}, {x1 - h, y1}, {x1 - c, y1});
    path.line({x0 + c, y1}).cubic({x0 + h, y1}, {x0, y1 - h}, {x0, y1 - c});
    path.line({x0, y0 + c}).cubic({x0, y0 + h}, {x0 + h, y0}, {x0 + c, y0}).close();
    return flatten(path, {}).front();
}

std::vector<Polyline> dashed(const Polyline& line, double on, double off) {
    if (on <= 0 || off <= 0 || line.points.size() < 2) return {line};
    std::vector<Polyline> parts;
    Polyline part{{line.points.front()}, false};
    bool drawing = true;
    double left = on;  // of the current dash or gap
    const std::size_t n = line.points.size(), pieces = line.closed ? n : n - 1;
    for (std::size_t i = 0; i < pieces; ++i) {
        const Vec2 a = line.points[i], b = line.points[(i + 1) % n];
        const double length = distance(a, b);
        double done = 0;
        while (length - done > left) {
            done += left;
            const Vec2 p = lerp(a, b, done / length);
            if (drawing) {
                add(part.points, p);
                parts.push_back(std::move(part));
            }
            part = {{p}, false};
            drawing = !drawing;
            left = drawing ? on : off;
        }
        left -= length - done;
        if (drawing) add(part.points, b);
    }
    if (drawing && part.points.size() > 1) parts.push_back(std::move(part));
    return parts;
}

}  // namespace pw
