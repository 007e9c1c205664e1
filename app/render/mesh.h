// Strokes and areas as triangles whose rims fade over one device pixel, as a browser's do. No two triangles
// of one stroke overlap, so that translucent lines have no dark joints.
#pragma once

#include <cstdint>
#include <vector>

#include "app/render/flatten.h"

namespace pw {

struct PathVertex {
    float x, y;           // device px
    float along, across;  // from the stroke's middle line
    float half_width, fade;
    float r, g, b, a;  // premultiplied
};

struct Mesh {
    std::vector<PathVertex> vertices;
    std::vector<std::uint32_t> indices;
};

// Width in device px. Round joins; round caps unless `butt`.
void add_stroke(Mesh& mesh, const Polyline& line, double width, bool butt, Colour colour);
// A simple polygon, convex or not.
void add_area(Mesh& mesh, const Polyline& line, Colour colour);
// The area between two curves, given in device px.
void add_band(Mesh& mesh, const Vec2 (&upper)[4], const Vec2 (&lower)[4], Colour colour);

}  // namespace pw
