#include "core/figure/pixels.h"

#include <algorithm>
#include <cmath>

#include "core/figure/changes.h"

namespace pw {

bool in_colour(const Facts& f, const Tensor& t) {
    return f.evaluation->of.input.picture && t.shape().c == 3 && !f.by_value;
}

static std::uint8_t byte(double v) { return static_cast<std::uint8_t>(std::lround(std::clamp(v, 0., 255.))); }

void put(Image& image, std::size_t at, Colour c) {
    image.rgba[4 * at] = byte(c.r * 255.);
    image.rgba[4 * at + 1] = byte(c.g * 255.);
    image.rgba[4 * at + 2] = byte(c.b * 255.);
    image.rgba[4 * at + 3] = byte(c.a * 255.);
}

Colour value_colour(const Facts& f, double v) {
    const double place = f.domain.place(v);
    if (place < 0) return f.tok->well;
    const bool grey = f.evaluation->of.input.picture && !f.by_value;
    return map_colour(grey ? Map::grey : f.pane->watch.map, f.domain.diverging && !grey, place);
}

// One pixel a cell.
static std::shared_ptr<const Image> image_of(const Facts& f, const Tensor& t, std::int64_t channel) {
    if (as_changes(f, t)) return std::make_shared<const Image>(change_image(f));
    auto image = std::make_shared<Image>();
    const Shape s = t.shape();
    image->width = static_cast<int>(s.w);
    image->height = static_cast<int>(s.h);
    const auto count = static_cast<std::size_t>(s.plane());
    image->rgba.assign(count * 4, 255);
    if (in_colour(f, t)) {
        for (std::size_t c = 0; c < 3; ++c) {
            const auto plane = t.plane(f.batch, static_cast<std::int64_t>(c));
            for (std::size_t i = 0; i < count; ++i) image->rgba[4 * i + c] = byte(plane[i]);
        }
        return image;
    }
    const auto plane = t.plane(f.batch, channel);
    const PixelColours colours(f);
    for (std::size_t i = 0; i < count; ++i) put(*image, i, colours.of(plane[i]));
    return image;
}

std::shared_ptr<const Image> kept_image(KeptImage& k, const Facts& f, const Tensor& t, std::int64_t channel) {
    const bool picture = f.evaluation->of.input.picture;
    const Tensor clean = as_changes(f, t) ? *f.clean : Tensor();
    const double most = clean.empty() ? 0 : f.most_changed;
    const bool same = k.image && k.clean.same(clean) && k.most_changed == most && k.of.same(t) &&
                      k.channel == channel && k.batch == f.batch && k.by_value == f.by_value &&
                      k.picture == picture && k.map == f.pane->watch.map && k.domain == f.domain &&
                      k.well == f.tok->well;
    if (!same)
        k = {t,          channel,     f.batch,
             f.by_value, picture,     f.pane->watch.map,
             f.domain,   f.tok->well, image_of(f, t, channel),
             clean,      most};
    return k.image;
}

PixelColours::PixelColours(const Facts& f) : domain_(f.domain), well_(f.tok->well) {
    for (int i = 0; i < steps; ++i)
        table_[static_cast<std::size_t>(i)] =
            value_colour(f, lerp(domain_.low, domain_.high, i / (steps - 1.)));
}

Colour PixelColours::of(double v) const {
    const double place = domain_.place(v);
    if (place < 0) return well_;
    return table_[static_cast<std::size_t>(std::lround(place * (steps - 1)))];
}

Colour pixel(const Facts& f, const Tensor& t, std::int64_t y, std::int64_t x, std::int64_t channel) {
    if (as_changes(f, t)) return change_colour(f, change_at(f, y, x));
    if (in_colour(f, t)) {
        const auto c = [&](std::int64_t k) {
            return static_cast<float>(std::clamp(t.at(f.batch, k, y, x) / 255.f, 0.f, 1.f));
        };
        return {c(0), c(1), c(2), 1};
    }
    return value_colour(f, t.at(f.batch, channel, y, x));
}

}  // namespace pw
