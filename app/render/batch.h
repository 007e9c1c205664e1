// A scene sorted into few draws: what the painter sends to the graphics card. No OpenGL in here except the
// atlas's.
#pragma once

#include <memory>
#include <vector>

#include "app/render/atlas.h"
#include "app/render/mesh.h"
#include "core/figure/scene.h"

namespace pw {

struct CellQuad {
    float rect[4];                     // device px
    float shape[4];                    // radius, edge width, hatch width, hatch period
    float shadow[4];                   // y, sigma, alpha, hatch direction
    float fill[4], edge[4], hatch[4];  // premultiplied
    float area[4];                     // what the quad covers
};

struct GlyphQuad {
    float rect[4];
    float texel[2];
    float colour[4];
};

struct PictureQuad {
    std::shared_ptr<const Image> image;
    Rect rect, seen;  // device px: of the whole picture, and what is drawn of it
    double radius = 0, alpha = 1;
};

// Neighbours of one kind, in the scene's order.
struct Draw {
    enum class Kind { cells, glyphs, paths, picture };
    Kind kind;
    std::size_t first = 0, count = 0;  // quads, quads, indices, pictures
};

struct Batch {
    std::vector<CellQuad> cells;
    std::vector<GlyphQuad> glyphs;
    Mesh paths;
    std::vector<PictureQuad> pictures;
    std::vector<Draw> draws;
};

// What lies wholly outside `seen` (device px) is left out. False when the atlas is full.
bool make_batch(const Scene& scene, const ToDevice& to_device, const Rect& seen, const Fonts& fonts,
                Atlas& atlas, Batch& batch);

}  // namespace pw
