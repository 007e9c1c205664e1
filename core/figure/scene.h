// The figure as a value: what every painter draws and every test reads. px at 100 %, (0, 0) upper left, y
// downwards. Items are drawn in order. Ids answer "what is here?" for hover, clicks and tests alike.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/geometry.h"
#include "core/figure/colour.h"
#include "core/text/fonts.h"

namespace pw {

enum class Hatch { none, rising, falling };

// A rounded rectangle. The edge lies inside it. The shadow is a rounded box blurred by a Gaussian (sigma).
struct Cell {
    Rect rect;
    double radius = 0;
    Colour fill{0, 0, 0, 0};
    Colour edge{0, 0, 0, 0};
    double edge_width = 0;
    double dash_on = 0, dash_off = 0;  // of the edge; 0: solid
    Hatch hatch = Hatch::none;         // lines at 45°, phase anchored to the canvas so that neighbours join
    Colour hatch_colour{0, 0, 0, 0};
    double hatch_width = 1.5, hatch_period = 8;
    double shadow_y = 0, shadow_sigma = 0, shadow_alpha = 0;
    std::string id;
};

// A picture scaled to a rectangle, nearest neighbour, with rounded corners.
struct Image {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;  // sRGB, not premultiplied
    // On half as many pixels a side, each the average of those that it covers (fewer at an odd end), where
    // that has been worked out: large pictures are reduced from it.
    std::shared_ptr<const Image> half = nullptr;
};
struct Heatmap {
    Rect rect;          // of the whole picture
    Rect clip;          // what is seen of it; no width: all
    double radius = 0;  // of what is seen
    std::shared_ptr<const Image> image;
    double alpha = 1;
    std::string id;
};

// Lines and curves. A stroke has round caps and joins unless `butt`.
struct Path {
    enum class Verb { move, line, cubic, close };
    struct Segment {
        Verb verb;
        Vec2 p[3];  // line: p[0]; cubic: two control points and the end
    };
    std::vector<Segment> segments;
    Colour fill{0, 0, 0, 0};  // simple polygons only; a concave band between two curves is a Band
    Colour stroke{0, 0, 0, 0};
    double width = 0;
    bool butt = false;
    double dash_on = 0, dash_off = 0;
    std::string id;

    Path& move(Vec2 a) {
        segments.push_back({Verb::move, {a}});
        return *this;
    }
    Path& line(Vec2 a) {
        segments.push_back({Verb::line, {a}});
        return *this;
    }
    Path& cubic(Vec2 a, Vec2 b, Vec2 c) {
        segments.push_back({Verb::cubic, {a, b, c}});
        return *this;
    }
    Path& close() {
        segments.push_back({Verb::close, {}});
        return *this;
    }
};

// The area between two cubic curves that run side by side (each: start, two control points, end).
struct Band {
    Vec2 upper[4], lower[4];
    Colour fill;
    std::string id;
};

enum class Align { left, middle, right };

// One line of text; `at` is on the baseline.
struct Text {
    Vec2 at;
    std::string text;
    double size = 15;
    Weight weight = Weight::regular;
    Colour colour;
    Align align = Align::left;
    double width = 0;     // as core/text measured it
    bool turned = false;  // upside down about `at`: the key of a worksheet
    std::string id;
};

// From a text's `at` to where its first glyph begins, along the baseline; `width` as core/text shapes it.
double start_of(const Text& text, double width);

using Item = std::variant<Cell, Heatmap, Path, Band, Text>;

// A named part: a group in SVG ("input", "window", "tray", "output", "formula").
struct Group {
    std::string name;
    std::vector<Item> items;
};

// Where something answers to the pointer; later ones lie on top.
struct Spot {
    std::string id;  // "input/cell/2,3", "output/cell/0,1", "card/fix/0"
    Rect rect;
    std::string text;  // what is written there, for tests and screen readers
    bool enabled = true;
};

// Where the cells of a picture lie, too many for spots of their own. Cell (y, x) begins at `first` + (x, y)
// times `pitch`.
struct Plane {
    std::string id;  // "input", "output"
    Rect view;       // what is seen of it
    Vec2 first, pitch;
    std::int64_t rows = 0, columns = 0;

    Rect cells(double y, double x, double h, double w) const {
        return {first.x + x * pitch.x, first.y + y * pitch.y, w * pitch.x, h * pitch.y};
    }
    // Fractions lie within a cell.
    Vec2 place(Vec2 p) const { return {(p.x - first.x) / pitch.x, (p.y - first.y) / pitch.y}; }
};

struct Scene {
    double width = 0, height = 0;
    Colour page;
    std::vector<Group> groups;
    std::vector<Spot> spots;
    std::vector<Plane> planes;

    const Plane* plane(std::string_view id) const;

    // The topmost spot at a point; nullptr when nothing answers there.
    const Spot* hit(Vec2 p) const;
    // The first spot of that id; nullptr when there is none.
    const Spot* find(std::string_view id) const;
};

}  // namespace pw
