#include "core/figure/changes.h"

#include <algorithm>
#include <cmath>

#include "core/base/executor.h"
#include "core/figure/pixels.h"

namespace pw {

double change_at(const Facts& f, std::int64_t y, std::int64_t x) {
    const auto in = [&](std::int64_t c) {
        const float now = f.output->at(f.batch, c, y, x), without = f.clean->at(f.batch, c, y, x);
        // Two infinities, or two that are no numbers, are alike.
        if (now == without || (now != now && without != without)) return 0.;
        return std::abs(static_cast<double>(now) - static_cast<double>(without));
    };
    if (!in_colour(f, *f.output)) return in(f.out_channel);
    return std::max({in(0), in(1), in(2)});
}

Colour change_colour(const Facts& f, double change) {
    const double whole = f.most_changed > 0 ? f.most_changed : 1;
    return map_colour(Map::grey, false, std::isfinite(change) ? std::min(change / whole, 1.) : 1);
}

Image change_image(const Facts& f) {
    const Shape& s = f.output->shape();
    Image image;
    image.width = static_cast<int>(s.w);
    image.height = static_cast<int>(s.h);
    image.rgba.resize(static_cast<std::size_t>(s.plane()) * 4);
    Executor::shared().each(s.h, [&](std::int64_t y) {
        for (std::int64_t x = 0; x < s.w; ++x)
            put(image, static_cast<std::size_t>(y * s.w + x), change_colour(f, change_at(f, y, x)));
    });
    return image;
}

}  // namespace pw
