#include "app/ui/type.h"

#include <algorithm>
#include <cmath>

namespace pw {

namespace {

constexpr int page_width = 1000;   // with its margins, within an atlas of 1024
constexpr int first_height = 420;  // all texts of a start at 100 %; with its margins, within 512

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

void Type::copy(const Place& place) {
    const int w = place.bitmap.width, h = place.bitmap.height;
    const std::uint8_t* cover = place.bitmap.coverage.data();
    for (int y = 0; y < h; ++y) {
        unsigned char* to = page_.pixels + (place.y + y) * page_.pitch + place.x * page_.bytes;
        for (int x = 0; x < w; ++x, to += page_.bytes) {
            std::fill_n(to, page_.bytes - 1, 255);
            to[page_.bytes - 1] = *cover++;
        }
    }
    changed_.add(page_.row + place.y, h);
}

const Type::Place* Type::find(const Key& key) {
    if (const auto found = glyphs_.find(key); found != glyphs_.end()) return &found->second;
    Place place;
    place.bitmap = fonts_.rasterise(key.face, key.id, key.px / 64.0, key.shift / 4.0);
    full_ = full_ || !pack(place);
    if (full_) return nullptr;
    copy(place);
    return &glyphs_.emplace(key, std::move(place)).first->second;
}

bool Type::prepare(double device) {
    if (device == device_ && !full_) return false;
    height_ = device != device_ ? first_height : 2 * height_;
    device_ = device;
    full_ = false;
    width_ = page_width;
    shelf_x_ = shelf_y_ = shelf_h_ = 0;
    glyphs_.clear();
    changed_ = {};
    page_ = compat::new_page(*ImGui::GetIO().Fonts, width_, height_);
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
        const Place* found = find(key);
        if (!found || found->bitmap.width == 0) continue;
        const Place& place = *found;
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
