#include "app/render/picture.h"

#include <utility>

#include "core/figure/reduce.h"

namespace pw {

void Pictures::bind(const std::shared_ptr<const Image>& image, double width, double height) {
    const Key key{image.get(), std::clamp(static_cast<int>(std::lround(width)), 1, image->width),
                  std::clamp(static_cast<int>(std::lround(height)), 1, image->height)};
    Entry& e = entries_[key];
    glActiveTexture(GL_TEXTURE0);
    if (e.texture.id() && e.image.lock() == image) {
        e.used = true;
        glBindTexture(GL_TEXTURE_2D, e.texture.id());
        return;
    }
    const Image fitted = premultiplied(reduced(*image, key.width, key.height));
    e = {image, gl::Texture::make(), true};
    glBindTexture(GL_TEXTURE_2D, e.texture.id());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, key.width, key.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 fitted.rgba.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

void Pictures::sweep() {
    for (auto e = entries_.begin(); e != entries_.end();)
        e = std::exchange(e->second.used, false) ? std::next(e) : entries_.erase(e);
}

}  // namespace pw
