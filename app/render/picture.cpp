#include "app/render/picture.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/figure/reduce.h"

namespace pw {

namespace {

// Parts are cut along these many pixels: a picture that is dragged a little keeps its texture.
constexpr int tile = 256;

void send(const Image& image) {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, image.width, image.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 image.rgba.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

// The tiles from `low` to `high` (in pixels of a side): first pixel and how many.
std::pair<int, int> tiles(double low, double high, int side) {
    const int first = std::clamp(static_cast<int>(std::floor(low / tile)) * tile, 0, side - 1);
    const int end = std::clamp(static_cast<int>(std::ceil(high / tile)) * tile, first + 1, side);
    return {first, end - first};
}

}  // namespace

bool Pictures::find(const Key& key, const std::shared_ptr<const Image>& image) {
    Entry& e = entries_[key];
    glActiveTexture(GL_TEXTURE0);
    const bool there = e.texture.id() && e.image.lock() == image;
    if (there)
        e.used = true;
    else
        e = {image, gl::Texture::make(), true};
    glBindTexture(GL_TEXTURE_2D, e.texture.id());
    return there;
}

Sampling Pictures::bind_whole(const std::shared_ptr<const Image>& image, const Rect& rect) {
    const int width = std::clamp(static_cast<int>(std::lround(rect.w)), 1, image->width),
              height = std::clamp(static_cast<int>(std::lround(rect.h)), 1, image->height);
    if (!find({image.get(), 0, 0, width, height, false}, image))
        send(premultiplied(reduced(*image, width, height)));
    return {
        {0, 0}, {width / rect.w, height / rect.h}, {static_cast<double>(width), static_cast<double>(height)}};
}

Sampling Pictures::bind(const std::shared_ptr<const Image>& image, const Rect& rect, const Rect& seen) {
    if (rect == seen) return bind_whole(image, rect);
    const Vec2 step{image->width / rect.w, image->height / rect.h};
    std::shared_ptr<const Image> level = image;
    int each = 1;
    for (; level->half && std::min(step.x, step.y) >= 2 * each; each *= 2) level = level->half;
    const Vec2 low{(seen.x - rect.x) * step.x, (seen.y - rect.y) * step.y};
    const auto [x, width] = tiles(low.x / each, (low.x + seen.w * step.x) / each, level->width);
    const auto [y, height] = tiles(low.y / each, (low.y + seen.h * step.y) / each, level->height);
    if (!find({level.get(), x, y, width, height, true}, level)) {
        Image part{width, height, {}};
        part.rgba.reserve(4u * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
        for (int row = y; row < y + height; ++row) {
            const auto from = level->rgba.begin() + 4 * (static_cast<std::ptrdiff_t>(row) * level->width + x);
            part.rgba.insert(part.rgba.end(), from, from + 4 * static_cast<std::ptrdiff_t>(width));
        }
        send(premultiplied(std::move(part)));
    }
    const Vec2 corner{static_cast<double>(x) * each, static_cast<double>(y) * each};
    return {low - corner, step, Vec2{image->width - corner.x, image->height - corner.y}, each,
            std::max(step.x, step.y) > 1};
}

void Pictures::sweep() {
    for (auto e = entries_.begin(); e != entries_.end();)
        e = std::exchange(e->second.used, false) ? std::next(e) : entries_.erase(e);
}

}  // namespace pw
