#include "app/render/atlas.h"

#include <algorithm>

#include "core/text/quarters.h"

namespace pw {

namespace {

// A texel of room around each, so that nothing bleeds when a painter filters.
constexpr int margin = 1;

}  // namespace

const AtlasGlyph* Atlas::place(std::uint32_t face, std::uint32_t glyph, int quarter_px, int quarter_shift) {
    const std::uint64_t key = (std::uint64_t{face} << 48) | (std::uint64_t{glyph & 0xffffffu} << 24) |
                              (static_cast<std::uint64_t>(quarter_px) << 4) |
                              static_cast<std::uint64_t>(quarter_shift);
    if (const auto known = glyphs_.find(key); known != glyphs_.end()) return &known->second;

    GlyphBitmap bitmap = fonts_.rasterise(face, glyph, static_cast<double>(quarter_px) / quarters,
                                          static_cast<double>(quarter_shift) / quarters);
    AtlasGlyph placed{0, 0, bitmap.width, bitmap.height, bitmap.left, bitmap.top};
    if (bitmap.width > 0 && bitmap.height > 0) {
        if (!find_room(bitmap.width + margin, bitmap.height + margin, placed.x, placed.y)) return nullptr;
        waiting_.push_back({placed.x, placed.y, bitmap.width, bitmap.height, std::move(bitmap.coverage)});
    }
    return &glyphs_.emplace(key, placed).first->second;
}

bool Atlas::find_room(int width, int height, int& x, int& y) {
    height = (height + 3) / 4 * 4;  // glyphs of nearly the same height share a shelf
    int end = 0;
    for (Shelf& s : shelves_) {
        end = s.y + s.height;
        if (s.height < height || s.height > height + height / 4 + 4 || s.used + width > side_) continue;
        x = s.used;
        y = s.y;
        s.used += width;
        return true;
    }
    if (end + height > side_ || width > side_) return false;
    shelves_.push_back({end, height, width});
    x = 0;
    y = end;
    return true;
}

void Atlas::clear(bool grow) {
    glyphs_.clear();
    shelves_.clear();
    waiting_.clear();
    if (grow) side_ = std::min(2 * side_, last_side);
}

void Atlas::bind() {
    if (!texture_.id()) texture_ = gl::Texture::make();
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, texture_.id());
    if (texture_side_ != side_) {
        texture_side_ = side_;
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, side_, side_, 0, GL_RED, GL_UNSIGNED_BYTE, nullptr);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    }
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    for (const Waiting& w : waiting_)
        glTexSubImage2D(GL_TEXTURE_2D, 0, w.x, w.y, w.width, w.height, GL_RED, GL_UNSIGNED_BYTE,
                        w.coverage.data());
    waiting_.clear();
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
}

}  // namespace pw
