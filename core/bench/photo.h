// Something like a photo in the size that is asked for: soft shapes, some grain, 4:3.
#pragma once

#include <cstdint>
#include <string>

namespace pw {

struct PhotoLook {
    bool progressive = false;
    int orientation = 1;  // of Exif
};
// Quality 90, colours at half the size, as phones do.
std::string photo_jpeg(std::int64_t pixels, const PhotoLook& look = {});
// 8 bits, colour.
std::string photo_png(std::int64_t pixels);

}  // namespace pw
