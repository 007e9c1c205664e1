// Pictures of heatmaps as textures: enlarged by nearest neighbour, reduced by area averages, never by
// skipping.
#pragma once

#include <compare>
#include <map>
#include <memory>

#include "app/render/gl.h"
#include "core/figure/scene.h"

namespace pw {

// How the bound texture is read, in pixels of the picture from the texture's corner.
struct Sampling {
    Vec2 first;             // what lies at the upper left corner of the part that is seen
    Vec2 step;              // pixels of the picture a device px
    Vec2 end;               // where the picture ends
    int each = 1;           // pixels of the picture a texel, each way
    bool averages = false;  // a device px covers several
};

class Pictures {
  public:
    // Binds the texture for a picture that lies on `rect` and is seen in `seen` (device px). One that is seen
    // as a whole is reduced once for its size; of others the card gets the tiles that are in sight.
    Sampling bind(const std::shared_ptr<const Image>& image, const Rect& rect, const Rect& seen);
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
        int x, y, width, height;  // the part in its own pixels, or the size that the whole is reduced to
        bool part;
        auto operator<=>(const Key&) const = default;
    };
    Sampling bind_whole(const std::shared_ptr<const Image>& image, const Rect& rect);
    // Whether the texture was there already; else it is bound, and the caller's to fill.
    bool find(const Key& key, const std::shared_ptr<const Image>& image);

    std::map<Key, Entry> entries_;
};

}  // namespace pw
