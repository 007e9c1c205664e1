// Our own glyph atlas: coverage of every glyph in the very size and subpixel place it is drawn at.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "app/render/gl.h"
#include "core/text/fonts.h"

namespace pw {

struct AtlasGlyph {
    int x = 0, y = 0;           // texel of its upper left corner
    int width = 0, height = 0;  // 0: nothing to draw, such as a space
    int left = 0, top = 0;      // of the bitmap from the origin; top upwards
};

class Atlas {
  public:
    // Begins small for a quick start; up to `usual_side` it grows before anything is forgotten.
    static constexpr int first_side = 1024, usual_side = 2048, last_side = 4096;

    explicit Atlas(const Fonts& fonts) : fonts_(fonts) {}

    // Size and shift as core/text/quarters.h has them. nullptr when it is full: clear() and place everything
    // of this frame again.
    const AtlasGlyph* place(std::uint32_t face, std::uint32_t glyph, int quarter_px, int quarter_shift);
    // Forgets everything; grows when the frame that filled it had nothing stale to drop.
    void clear(bool grow);
    bool can_grow() const { return side_ < last_side; }
    bool is_small() const { return side_ < usual_side; }
    std::size_t size() const { return glyphs_.size(); }
    // Sends new glyphs to the texture and binds it.
    void bind();

  private:
    struct Waiting {
        int x, y, width, height;
        std::vector<std::uint8_t> coverage;
    };
    bool find_room(int width, int height, int& x, int& y);

    const Fonts& fonts_;
    int side_ = first_side;
    struct Shelf {
        int y, height, used;
    };
    std::vector<Shelf> shelves_;
    std::unordered_map<std::uint64_t, AtlasGlyph> glyphs_;
    std::vector<Waiting> waiting_;
    gl::Texture texture_;
    int texture_side_ = 0;
};

}  // namespace pw
