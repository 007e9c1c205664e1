// Text of the panels: core/text's own shaping and rasterising, in a page of Dear ImGui's atlas. A glyph is
// rasterised when a text first needs it; only when the page is full does the frame have to be drawn again.
#pragma once

#include <imgui.h>

#include <string_view>
#include <unordered_map>
#include <utility>

#include "app/ui/compat.h"
#include "core/text/fonts.h"

namespace pw {

class Type {
  public:
    explicit Type(const Fonts& fonts) : fonts_(fonts) {}

    // Between frames: a new page when the scale changed or the old one is full. True when the atlas is new.
    bool prepare(double device);
    // The frame lacks glyphs that the page had no room for.
    bool full() const { return full_; }
    // Rows of the atlas that got glyphs since the last call.
    compat::Rows take_changes() { return std::exchange(changed_, {}); }

    double width(std::string_view text, Weight weight, double size) const;
    // `origin`: start of the baseline in framebuffer px; `ratio`: framebuffer px in one of Dear ImGui's.
    void draw(ImDrawList& list, Vec2 origin, double ratio, std::string_view text, Weight weight, double size,
              ImU32 colour);

  private:
    struct Key {
        std::uint32_t face, id;
        int px, shift;  // in 64ths and quarters of a pixel
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& k) const {
            return (((k.face * 31u + static_cast<std::size_t>(k.px)) * 4u + static_cast<std::size_t>(k.shift))
                    << 20) ^
                   k.id;
        }
    };
    struct Place {
        int x = 0, y = 0;
        GlyphBitmap bitmap;
    };
    static Weight proper(std::string_view text, Weight weight);
    // nullptr when the page is full.
    const Place* find(const Key& key);
    bool pack(Place& place);
    void copy(const Place& place);

    const Fonts& fonts_;
    double device_ = 0;
    std::unordered_map<Key, Place, Hash> glyphs_;
    compat::Page page_;
    compat::Rows changed_;
    bool full_ = false;
    int width_ = 0, height_ = 0;
    int shelf_x_ = 0, shelf_y_ = 0, shelf_h_ = 0;
};

}  // namespace pw
