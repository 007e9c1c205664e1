#include "core/figure/pixels.h"

#include <algorithm>
#include <cmath>

#include "core/base/executor.h"
#include "core/figure/changes.h"
#include "core/figure/compare.h"
#include "core/figure/reduce.h"

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

namespace {

// 0-255, rounded; NaN is 0.
void put_row(std::uint8_t* to, const float* from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const float v = from[i] > 0 ? from[i] : 0.f;
        to[4 * i] = static_cast<std::uint8_t>((v < 255 ? v : 255.f) + .5f);
    }
}

// One pixel a cell.
std::shared_ptr<const Image> image_of(const Facts& f, const Tensor& t, std::int64_t channel) {
    if (as_changes(f, t)) return with_halves(change_image(f));
    Image image;
    const Shape s = t.shape();
    image.width = static_cast<int>(s.w);
    image.height = static_cast<int>(s.h);
    image.rgba.assign(static_cast<std::size_t>(s.plane()) * 4, 255);
    const bool colour = in_colour(f, t);
    const auto colours = colour ? nullptr : std::make_unique<PixelColours>(f);
    const auto width = static_cast<std::size_t>(s.w);
    Executor::shared().each(s.h, [&](std::int64_t y) {
        const std::size_t first = static_cast<std::size_t>(y) * width;
        if (colour)
            for (std::size_t c = 0; c < 3; ++c)
                put_row(&image.rgba[4 * first + c],
                        t.plane(f.batch, static_cast<std::int64_t>(c)).data() + first, width);
        else
            for (std::size_t x = first; x < first + width; ++x)
                put(image, x, colours->of(t.plane(f.batch, channel)[x]));
    });
    return with_halves(std::move(image));
}

// What an image of this tensor depends on, without the image.
KeptImage wanted(const Facts& f, const Tensor& t, std::int64_t channel) {
    // One in colour has no channel of its own, and no domain.
    const bool colour = in_colour(f, t);
    return {t,
            colour ? 0 : channel,
            f.batch,
            f.by_value,
            f.evaluation->of.input.picture,
            f.pane->watch.map,
            colour ? Domain{} : f.domain,
            f.tok->well,
            nullptr,
            as_changes(f, t) ? *f.clean : Tensor(),
            as_changes(f, t) ? f.most_changed : 0};
}

bool same(const KeptImage& a, const KeptImage& b) {
    return a.of.same(b.of) && a.channel == b.channel && a.batch == b.batch && a.by_value == b.by_value &&
           a.picture == b.picture && a.map == b.map && a.domain == b.domain && a.well == b.well &&
           a.clean.same(b.clean) && a.most_changed == b.most_changed;
}

const KeptImage* find(const PreparedImages* images, const KeptImage& wanted) {
    if (!images) return nullptr;
    const auto at = std::ranges::find_if(images->images, [&](const KeptImage& k) { return same(k, wanted); });
    return at == images->images.end() ? nullptr : &*at;
}

}  // namespace

std::shared_ptr<const Image> kept_image(KeptImage& k, const Facts& f, const Tensor& t, std::int64_t channel) {
    KeptImage now = wanted(f, t, channel);
    if (const KeptImage* there = find(f.pane->images.get(), now)) {
        k = {};
        return there->image;
    }
    if (!k.image || !same(k, now)) {
        k = std::move(now);
        k.image = image_of(f, t, channel);
    }
    return k.image;
}

std::shared_ptr<const PreparedImages> prepared_images(const Pane& pane, const Tokens& tok) {
    auto made = std::make_shared<PreparedImages>();
    const auto add = [&](const Facts& f, const Tensor& t, std::int64_t channel) {
        KeptImage now = wanted(f, t, channel);
        if (find(made.get(), now)) return;
        const KeptImage* there = find(pane.images.get(), now);
        now.image = there ? there->image : image_of(f, t, channel);
        made->images.push_back(std::move(now));
    };
    std::vector<Pane> sides = sides_of(pane);
    if (sides.empty()) sides.push_back(pane);
    for (Pane& side : sides) {
        side.watch.direction = Direction::forward;
        const Facts f = still_facts(side, tok);
        add(f, *f.input, f.in_channel);
        if (f.result) add(f, *f.output, f.out_channel);
    }
    return made;
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
