// Pictures of heatmaps as textures: enlarged by nearest neighbour, reduced by area averages, never by
// skipping.
#pragma once

#include <map>
#include <memory>

#include "app/render/gl.h"
#include "core/figure/scene.h"

namespace pw {

class Pictures {
  public:
    // Binds the texture for a picture that will cover so many device pixels.
    void bind(const std::shared_ptr<const Image>& image, double width, double height);
    // Drops textures that weren't bound since the last sweep.
    void sweep();

  private:
    struct Entry {
        std::weak_ptr<const Image> image;
        gl::Texture texture;
        bool used = true;
    };
    struct Key {
        const Image* image;
        int width, height;
        auto operator<=>(const Key&) const = default;
    };
    std::map<Key, Entry> entries_;
};

}  // namespace pw
