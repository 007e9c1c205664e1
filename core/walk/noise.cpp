#include "core/walk/noise.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/walk/random.h"

namespace pw {

namespace {

struct Scale {
    float low = 0, high = 255;
    bool picture = true;
};
Scale scale_of(const Tensor& input, bool picture) {
    if (picture) return {};
    const Range range = finite_range(input);
    return {range.low, range.high, false};
}

// Draws below it are specks; the last bit says which.
std::uint64_t speck_limit(const Noise& noise) {
    return static_cast<std::uint64_t>(std::llround(std::clamp(noise.amount, 0., 1.) * 0x1p53));
}
std::optional<Speck> speck(std::uint64_t seed, std::int64_t pixel, std::uint64_t limit) {
    const std::uint64_t draw = Random::at(seed, static_cast<std::uint64_t>(pixel));
    if (draw >> 11 >= limit) return std::nullopt;
    return draw & 1 ? Speck::white : Speck::black;
}

// The sum of twelve even draws from 0 to 1, less 6: its standard deviation is 1, and it needs no function
// that machines round differently.
float bell(std::uint64_t seed, std::uint64_t value) {
    constexpr std::uint64_t every_other = 0x0000ffff0000ffff;
    std::uint64_t sums = 0;
    for (std::uint64_t i = 0; i < 3; ++i) {
        const std::uint64_t draw = Random::at(seed, 3 * value + i);
        sums += (draw & every_other) + (draw >> 16 & every_other);
    }
    const auto sum = static_cast<std::int64_t>((sums & 0xffffffff) + (sums >> 32));
    constexpr std::int64_t middle = 6 * 0xffff;
    return static_cast<float>(sum - middle) / 65536.f;
}

// Within a picture's scale. Cutting off is quicker than a function that rounds.
float whole(float v) { return static_cast<float>(static_cast<int>(std::clamp(v, 0.f, 255.f) + .5f)); }

// Rows of all samples one after the other, each with its channels.
class Rows {
  public:
    Rows(const Tensor& input, const Disturbance& by, bool picture, float* out)
        : input_(input), shape_(input.shape()), by_(by), out_(out) {
        if (!by.noisy()) return;
        scale_ = scale_of(input, picture);
        limit_ = speck_limit(by.noise);
    }

    void make(std::int64_t row) const {
        const std::int64_t n = row / shape_.h, y = row % shape_.h;
        for (std::int64_t c = 0; c < shape_.c; ++c) copy(n, c, y);
        if (!by_.noisy()) return;
        if (by_.noise.kind == Noise::Kind::gaussian)
            for (std::int64_t c = 0; c < shape_.c; ++c) shake(at(n, c, y));
        else
            sprinkle(n, y);
    }

  private:
    std::int64_t at(std::int64_t n, std::int64_t c, std::int64_t y) const {
        return ((n * shape_.c + c) * shape_.h + y) * shape_.w;
    }

    void copy(std::int64_t n, std::int64_t c, std::int64_t y) const {
        const std::int64_t from_y = std::clamp<std::int64_t>(y - by_.shift.dy, 0, shape_.h - 1), w = shape_.w,
                           dx = by_.shift.dx;
        const float* const from = input_.data().data() + at(n, c, from_y);
        float* const to = out_ + at(n, c, y);
        if (dx == 0) {
            std::copy_n(from, w, to);
        } else if (dx > 0) {
            *to = *from;
            std::copy_n(from, w - 1, to + 1);
        } else {
            std::copy_n(from + 1, w - 1, to);
            to[w - 1] = from[w - 1];
        }
    }

    void sprinkle(std::int64_t n, std::int64_t y) const {
        const std::int64_t first = (n * shape_.h + y) * shape_.w;
        for (std::int64_t x = 0; x < shape_.w; ++x) {
            const std::optional<Speck> found = speck(by_.noise.seed, first + x, limit_);
            if (!found) continue;
            for (std::int64_t c = 0; c < shape_.c; ++c)
                out_[at(n, c, y) + x] = *found == Speck::white ? scale_.high : scale_.low;
        }
    }

    void shake(std::int64_t begin) const {
        const float sigma = static_cast<float>(by_.noise.amount) * (scale_.high - scale_.low);
        for (std::int64_t i = begin; i < begin + shape_.w; ++i) {
            const float v = out_[i] + sigma * bell(by_.noise.seed, static_cast<std::uint64_t>(i));
            out_[i] = scale_.picture && v == v ? whole(v) : v;
        }
    }

    const Tensor& input_;
    Shape shape_;
    const Disturbance& by_;
    float* out_;
    Scale scale_;
    std::uint64_t limit_ = 0;
};

double usual_amount(Noise::Kind kind) { return kind == Noise::Kind::gaussian ? .1 : Noise().amount; }

}  // namespace

Noise of_kind(Noise noise, Noise::Kind kind) {
    if (noise.amount == usual_amount(noise.kind)) noise.amount = usual_amount(kind);
    noise.kind = kind;
    return noise;
}

Tensor disturbed(const Tensor& input, const Disturbance& by, bool picture, const std::stop_token& stop,
                 Executor& on) {
    if (!by.any() || input.empty()) return input;
    Buffer<float> values(input.data().size());
    const Rows rows(input, by, picture, values.data());
    on.each(
        input.shape().n * input.shape().h, [&](std::int64_t row) { rows.make(row); }, stop);
    return Tensor(input.shape(), std::move(values));
}

std::optional<Speck> speck_at(const Noise& noise, const Shape& shape, std::int64_t n, std::int64_t y,
                              std::int64_t x) {
    if (noise.kind != Noise::Kind::salt_and_pepper) return std::nullopt;
    return speck(noise.seed, (n * shape.h + y) * shape.w + x, speck_limit(noise));
}

}  // namespace pw
