#include <numbers>

#include "app/render/mesh.h"

namespace pw {

namespace {

double dot(Vec2 a, Vec2 b) { return a.x * b.x + a.y * b.y; }
double cross(Vec2 a, Vec2 b) { return a.x * b.y - a.y * b.x; }
Vec2 turned(Vec2 v) { return {-v.y, v.x}; }
double length(Vec2 v) { return std::hypot(v.x, v.y); }

// A cut across the stroke: one rim, the middle line, the other rim, with their distances from the middle
// line.
struct Cut {
    Vec2 plus, middle, minus;
    double plus_off, minus_off;
};

class Stroker {
  public:
    Stroker(Mesh& mesh, double width, Colour c) : mesh_(mesh) {
        // Thinner than a pixel: a pixel wide and paler.
        const double thin = std::min(1.0, width);
        half_ = std::max(width, 1.0) / 2;
        reach_ = half_ + .5;
        const float a = static_cast<float>(c.a * thin);
        colour_ = {c.r * a, c.g * a, c.b * a, a};
    }

    void stroke(const Polyline& line, bool butt) {
        const auto& p = line.points;
        const std::size_t n = p.size();
        if (n == 1) {
            if (!butt) dot_at(p[0]);
            return;
        }
        const bool closed = line.closed && n > 2;
        const std::size_t pieces = closed ? n : n - 1;
        std::vector<Vec2> direction(pieces);
        std::vector<Cut> from(pieces), to(pieces);
        for (std::size_t i = 0; i < pieces; ++i) {
            const Vec2 d = p[(i + 1) % n] - p[i];
            direction[i] = d * (1 / length(d));
        }
        for (std::size_t i = 0; i < pieces; ++i) {
            if (i + 1 == pieces && !closed) break;
            const std::size_t next = (i + 1) % pieces;
            const Vec2 corner = p[(i + 1) % n];
            const double room =
                std::min(length(corner - p[i]), length(p[(i + 2) % n] - corner));  // for the inner rim
            join(corner, direction[i], direction[next], room, to[i], from[next]);
        }
        if (!closed) {
            from.front() = end(p.front(), direction.front(), -1, butt);
            to.back() = end(p.back(), direction.back(), 1, butt);
        }
        for (std::size_t i = 0; i < pieces; ++i) body(from[i], to[i]);
    }

  private:
    std::uint32_t vertex(Vec2 p, double along, double across, double fade = 1) {
        mesh_.vertices.push_back({static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(along),
                                  static_cast<float>(across), static_cast<float>(half_),
                                  static_cast<float>(fade), colour_.r, colour_.g, colour_.b, colour_.a});
        return static_cast<std::uint32_t>(mesh_.vertices.size() - 1);
    }
    void triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        mesh_.indices.insert(mesh_.indices.end(), {a, b, c});
    }

    Cut straight(Vec2 p, Vec2 direction) const {
        const Vec2 n = turned(direction) * reach_;
        return {p + n, p, p - n, reach_, -reach_};
    }

    void body(const Cut& a, const Cut& b) {
        const auto ap = vertex(a.plus, 0, a.plus_off), am = vertex(a.middle, 0, 0);
        const auto an = vertex(a.minus, 0, a.minus_off);
        const auto bp = vertex(b.plus, 0, b.plus_off), bm = vertex(b.middle, 0, 0);
        const auto bn = vertex(b.minus, 0, b.minus_off);
        triangle(ap, am, bp);
        triangle(bp, am, bm);
        triangle(am, an, bm);
        triangle(bm, an, bn);
    }

    // Ends one piece and begins the next so that they meet without overlapping.
    void join(Vec2 c, Vec2 u, Vec2 v, double room, Cut& ends, Cut& begins) {
        const double cosine = dot(u, v), turn = cross(u, v);
        const double side = turn > 0 ? 1 : -1;  // of the inner rim
        const Vec2 mitre = (turned(u) + turned(v)) * (reach_ / std::max(1 + cosine, 1e-6));
        if (cosine > .94) {
            ends = begins = {c + mitre, c, c - mitre, reach_, -reach_};
            return;
        }
        ends = straight(c, u);
        begins = straight(c, v);
        if (cosine > -.999 && reach_ * std::abs(turn) / (1 + cosine) <= room) {
            const Vec2 inner = c + mitre * side;
            (side > 0 ? ends.plus : ends.minus) = inner;
            (side > 0 ? begins.plus : begins.minus) = inner;
        }
        fan(c, turned(u) * -side, turned(v) * -side, side * std::acos(std::clamp(cosine, -1.0, 1.0)));
    }

    // The round of a join, from one outer normal to the other, which turn as the line does.
    void fan(Vec2 c, Vec2 a, Vec2 b, double angle) {
        const int n = std::max(1, static_cast<int>(std::ceil(std::abs(angle) * std::sqrt(reach_) * 1.5)));
        // Chords cut into the round: reach a little further.
        const double reach = reach_ / std::cos(angle / n / 2);
        const auto middle = vertex(c, 0, 0);
        auto last = vertex(c + a * reach_, a.x * reach_, a.y * reach_);
        for (int i = 1; i <= n; ++i) {
            const double t = angle * i / n;
            Vec2 r = i == n
                         ? b
                         : Vec2{a.x * std::cos(t) - a.y * std::sin(t), a.x * std::sin(t) + a.y * std::cos(t)};
            r = r * (i == n ? reach_ : reach);
            const auto next = vertex(c + r, r.x, r.y);
            triangle(middle, last, next);
            last = next;
        }
    }

    // The cut that ends the body, and the cap behind it. `way`: 1 at the end, -1 at the beginning.
    Cut end(Vec2 p, Vec2 direction, double way, bool butt) {
        const Vec2 out = direction * way, n = turned(direction) * reach_;
        if (butt) {
            const Cut cut = straight(p - out * .5, direction);
            const auto a = vertex(cut.plus, 0, reach_), b = vertex(cut.minus, 0, -reach_);
            const auto c = vertex(cut.plus + out, 0, reach_, 0), d = vertex(cut.minus + out, 0, -reach_, 0);
            triangle(a, b, c);
            triangle(c, b, d);
            return cut;
        }
        const auto a = vertex(p + n, 0, reach_), b = vertex(p - n, 0, -reach_);
        const auto c = vertex(p + n + out * reach_, reach_, reach_);
        const auto d = vertex(p - n + out * reach_, reach_, -reach_);
        triangle(a, b, c);
        triangle(c, b, d);
        return straight(p, direction);
    }

    void dot_at(Vec2 p) {
        const double r = reach_;
        const auto a = vertex(p + Vec2{-r, -r}, -r, -r), b = vertex(p + Vec2{r, -r}, r, -r);
        const auto c = vertex(p + Vec2{-r, r}, -r, r), d = vertex(p + Vec2{r, r}, r, r);
        triangle(a, b, c);
        triangle(c, b, d);
    }

    Mesh& mesh_;
    double half_ = 0, reach_ = 0;
    Colour colour_;
};

}  // namespace

void add_stroke(Mesh& mesh, const Polyline& line, double width, bool butt, Colour colour) {
    if (line.points.empty() || width <= 0 || colour.a <= 0) return;
    Stroker(mesh, width, colour).stroke(line, butt);
}

}  // namespace pw
