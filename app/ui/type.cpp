#include "app/ui/type.h"

#include <algorithm>
#include <cmath>

namespace pw {

namespace {

constexpr int page_width = 1000;  // with its margins, within an atlas of 1024

bool has_chinese(std::string_view text) {
    // From U+2E80 on: three bytes, the first at least E2 BA.
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto a = static_cast<unsigned char>(text[i]), b = static_cast<unsigned char>(text[i + 1]);
        if (a > 0xE2 || (a == 0xE2 && b >= 0xBA)) return true;
    }
    return false;
}

}  // namespace

// No Chinese bold is merged: a heavier Latin beside it would look broken.
Weight Type::proper(std::string_view text, Weight weight) {
    return weight == Weight::semibold && has_chinese(text) ? Weight::medium : weight;
}

double Type::width(std::string_view text, Weight weight, double size) const {
    return fonts_.width(text, proper(text, weight), size);
}

bool Type::pack(Place& place) {
    const int w = place.bitmap.width + 1, h = place.bitmap.height + 1;
    if (shelf_x_ + w > width_) {
        shelf_y_ += shelf_h_;
        shelf_x_ = shelf_h_ = 0;
    }
    if (shelf_y_ + h > height_) return false;
    place.x = shelf_x_;
    place.y = shelf_y_;
    shelf_x_ += w;
    shelf_h_ = std::max(shelf_h_, h);
    return true;
}

void Type::copy(const Place& place) const {
    for (int y = 0; y < place.bitmap.height; ++y)
        for (int x = 0; x < place.bitmap.width; ++x) {
            const std::uint8_t cover =
                place.bitmap.coverage[static_cast<std::size_t>(y * place.bitmap.width + x)];
            unsigned char* to = page_.pixels + (place.y + y) * page_.pitch + (place.x + x) * page_.bytes;
            for (int i = 0; i + 1 < page_.bytes; ++i) to[i] = 255;
            to[page_.bytes - 1] = cover;
        }
}

bool Type::prepare(double device) {
    const bool rescaled = device != device_;
    if (!rescaled && wanted_.empty()) return false;
    if (rescaled) {
        device_ = device;
        glyphs_.clear();
        wanted_.clear();
        width_ = page_width;
        height_ = 128;
        shelf_x_ = shelf_y_ = shelf_h_ = 0;
    }
    for (const Key& key : wanted_) {
        Place place;
        place.bitmap = fonts_.rasterise(key.face, key.id, key.px / 64.0, key.shift / 4.0);
        bool fits = pack(place);
        while (!fits) {
            height_ *= 2;
            fits = pack(place);
        }
        glyphs_.emplace(key, std::move(place));
    }
    wanted_.clear();
    page_ = compat::new_page(*ImGui::GetIO().Fonts, width_, height_);
    for (const auto& [key, place] : glyphs_) copy(place);
    return true;
}

void Type::draw(ImDrawList& list, Vec2 origin, double ratio, std::string_view text, Weight weight,
                double size, ImU32 colour) {
    const Shaped& shaped = fonts_.shape(text, proper(text, weight), size);
    const int px = static_cast<int>(std::lround(size * device_ * 64));
    for (const Glyph& glyph : shaped.glyphs) {
        const double quarters = std::floor((origin.x + glyph.x * device_) * 4 + .5);
        const double whole = std::floor(quarters / 4);
        const Key key{glyph.face, glyph.id, px, static_cast<int>(quarters - whole * 4)};
        const auto found = glyphs_.find(key);
        if (found == glyphs_.end()) {
            if (std::find(wanted_.begin(), wanted_.end(), key) == wanted_.end()) wanted_.push_back(key);
            continue;
        }
        const Place& place = found->second;
        if (place.bitmap.width == 0) continue;
        const double x = whole + place.bitmap.left;
        const double y = std::round(origin.y + glyph.y * device_) - place.bitmap.top;
        const auto corner = [&](double cx, double cy) {
            return ImVec2(static_cast<float>(cx / ratio), static_cast<float>(cy / ratio));
        };
        const auto uv = [&](int ux, int uy) {
            return ImVec2(page_.u + static_cast<float>(ux) * page_.du,
                          page_.v + static_cast<float>(uy) * page_.dv);
        };
        const int w = place.bitmap.width, h = place.bitmap.height;
        list.PrimReserve(6, 4);
        list.PrimRectUV(corner(x, y), corner(x + w, y + h), uv(place.x, place.y),
                        uv(place.x + w, place.y + h), colour);
    }
}

}  // namespace pw
