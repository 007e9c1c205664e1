#include <array>
#include <numeric>

#include "app/render/mesh.h"

namespace pw {

namespace {

using Triangles = std::vector<std::array<std::size_t, 3>>;

double cross(Vec2 a, Vec2 b, Vec2 c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

double signed_area(const std::vector<Vec2>& p) {
    double sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        const Vec2 a = p[i], b = p[(i + 1) % p.size()];
        sum += a.x * b.y - a.y * b.x;
    }
    return sum / 2;
}

// How far each corner moves so that every side moves outwards by one; pointed corners are held back.
std::vector<Vec2> outward(const std::vector<Vec2>& p) {
    const std::size_t n = p.size();
    const double way = signed_area(p) >= 0 ? 1 : -1;
    std::vector<Vec2> normals(n), moves(n);
    for (std::size_t i = 0; i < n; ++i) {
        const Vec2 d = p[(i + 1) % n] - p[i];
        const double k = way / std::max(std::hypot(d.x, d.y), 1e-9);
        normals[i] = {d.y * k, -d.x * k};
    }
    for (std::size_t i = 0; i < n; ++i) {
        const Vec2 a = normals[(i + n - 1) % n], b = normals[i];
        moves[i] = (a + b) * (1 / std::max(1 + a.x * b.x + a.y * b.y, .25));
    }
    return moves;
}

// Cuts ears off a simple polygon.
Triangles triangulate(const std::vector<Vec2>& p) {
    Triangles triangles;
    std::vector<std::size_t> left(p.size());
    std::iota(left.begin(), left.end(), 0u);
    const double way = signed_area(p) >= 0 ? 1 : -1;
    const auto is_ear = [&](std::size_t i) {
        const std::size_t n = left.size();
        const std::size_t a = left[(i + n - 1) % n], b = left[i], c = left[(i + 1) % n];
        if (cross(p[a], p[b], p[c]) * way < 0) return false;
        for (std::size_t q : left) {
            if (q == a || q == b || q == c) continue;
            if (cross(p[a], p[b], p[q]) * way > 0 && cross(p[b], p[c], p[q]) * way > 0 &&
                cross(p[c], p[a], p[q]) * way > 0)
                return false;
        }
        return true;
    };
    while (left.size() > 2) {
        std::size_t i = 0;
        while (i < left.size() && !is_ear(i)) ++i;
        if (i == left.size()) break;  // not simple: what is left stays empty
        const std::size_t n = left.size();
        triangles.push_back({left[(i + n - 1) % n], left[i], left[(i + 1) % n]});
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return triangles;
}

// The triangles, drawn half a pixel smaller, and a rim of one pixel that fades outwards.
void add_faded(Mesh& mesh, const std::vector<Vec2>& p, const Triangles& triangles, Colour c) {
    const std::vector<Vec2> moves = outward(p);
    const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
    const auto n = static_cast<std::uint32_t>(p.size());
    for (std::size_t i = 0; i < p.size(); ++i)
        for (double k : {-.5, .5}) {
            const Vec2 at = p[i] + moves[i] * k;
            mesh.vertices.push_back({static_cast<float>(at.x), static_cast<float>(at.y), 0, k < 0 ? 0.f : 1.f,
                                     .5f, 1, c.r * c.a, c.g * c.a, c.b * c.a, c.a});
        }
    const auto inner = [&](std::size_t i) { return first + 2 * static_cast<std::uint32_t>(i); };
    for (const auto& t : triangles)
        mesh.indices.insert(mesh.indices.end(), {inner(t[0]), inner(t[1]), inner(t[2])});
    for (std::uint32_t i = 0; i < n; ++i) {
        const std::uint32_t a = inner(i), b = inner((i + 1) % n);
        mesh.indices.insert(mesh.indices.end(), {a, a + 1, b, b, a + 1, b + 1});
    }
}

}  // namespace

void add_area(Mesh& mesh, const Polyline& line, Colour colour) {
    if (line.points.size() < 3 || colour.a <= 0) return;
    add_faded(mesh, line.points, triangulate(line.points), colour);
}

void add_band(Mesh& mesh, const Vec2 (&upper)[4], const Vec2 (&lower)[4], Colour colour) {
    if (colour.a <= 0) return;
    constexpr std::size_t pieces = 48;
    const auto at = [](const Vec2(&p)[4], double t) {
        const double s = 1 - t;
        return p[0] * (s * s * s) + p[1] * (3 * s * s * t) + p[2] * (3 * s * t * t) + p[3] * (t * t * t);
    };
    // Around: along the upper curve, back along the lower one.
    std::vector<Vec2> around(2 * (pieces + 1));
    for (std::size_t i = 0; i <= pieces; ++i) {
        const double t = static_cast<double>(i) / pieces;
        around[i] = at(upper, t);
        around[around.size() - 1 - i] = at(lower, t);
    }
    Triangles triangles;
    for (std::size_t i = 0; i < pieces; ++i) {
        const std::size_t a = i, b = i + 1, c = around.size() - 1 - i, d = c - 1;
        triangles.push_back({a, b, c});
        triangles.push_back({c, b, d});
    }
    add_faded(mesh, around, triangles, colour);
}

}  // namespace pw
