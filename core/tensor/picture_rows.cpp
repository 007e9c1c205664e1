#include "core/tensor/picture_rows.h"

#include <algorithm>

#include "core/tensor/picture.h"

namespace pw {

namespace {

// The block of each of `size` places, k in each; those that aren't whole are last, or first.
std::vector<std::int32_t> blocks(std::int64_t size, std::int64_t k, bool from_the_end) {
    std::vector<std::int32_t> out(static_cast<std::size_t>(size));
    const std::int64_t shift = from_the_end ? (k - size % k) % k : 0;
    for (std::int64_t i = 0; i < size; ++i)
        out[static_cast<std::size_t>(i)] = static_cast<std::int32_t>((i + shift) / k);
    return out;
}

// How many places each block has.
std::vector<float> sizes(const std::vector<std::int32_t>& block) {
    std::vector<float> out(static_cast<std::size_t>(block.back()) + 1);
    for (const std::int32_t b : block) ++out[static_cast<std::size_t>(b)];
    return out;
}

float value_of(std::uint8_t sample) { return sample; }
float value_of(std::uint16_t sample) { return static_cast<float>(sample) / 257.f; }

}  // namespace

PictureRows::PictureRows(const Shape& from, int reduce, Corner corner)
    : from_(from),
      shape_(reduced_shape(from, reduce)),
      reduced_(reduce > 1),
      values_(static_cast<std::size_t>(shape_.count())) {
    if (!reduced_) return;
    column_ = blocks(from.w, reduce, corner.right);
    row_ = blocks(from.h, reduce, corner.bottom);
    std::ranges::fill(values_.values(), 0.f);
}

float* PictureRows::row(std::int64_t c, std::int64_t y) {
    return values_.data() + (c * shape_.h + y) * shape_.w;
}

template <class Sample>
void PictureRows::put(const Sample* pixels, std::int64_t y, std::int64_t x, std::int64_t step) {
    const std::int64_t channels = from_.c, count = (from_.w - x + step - 1) / step;
    if (step == 1 && channels == 3) {  // most pictures
        float *r = row(0, y), *g = row(1, y), *b = row(2, y);
        for (std::int64_t i = 0; i < count; ++i) {
            r[i] = value_of(pixels[3 * i]);
            g[i] = value_of(pixels[3 * i + 1]);
            b[i] = value_of(pixels[3 * i + 2]);
        }
        return;
    }
    for (std::int64_t c = 0; c < channels; ++c) {
        float* to = row(c, y) + x;
        for (std::int64_t i = 0; i < count; ++i) to[i * step] = value_of(pixels[i * channels + c]);
    }
}

// Sums stay whole numbers below 2^24, which float32 holds exactly: 16 x 16 x 65535.
template <class Sample>
void PictureRows::sum(const Sample* pixels, std::int64_t y, std::int64_t x, std::int64_t step) {
    const std::int64_t channels = from_.c;
    for (std::int64_t c = 0; c < channels; ++c) {
        float* to = row(c, row_[static_cast<std::size_t>(y)]);
        const Sample* sample = pixels + c;
        for (std::int64_t at = x; at < from_.w; at += step, sample += channels)
            to[column_[static_cast<std::size_t>(at)]] += static_cast<float>(*sample);
    }
}

void PictureRows::add(const std::uint8_t* pixels, std::int64_t y, std::int64_t x, std::int64_t step) {
    reduced_ ? sum(pixels, y, x, step) : put(pixels, y, x, step);
}

void PictureRows::add(const std::uint16_t* pixels, std::int64_t y, std::int64_t x, std::int64_t step) {
    deep_ = true;
    reduced_ ? sum(pixels, y, x, step) : put(pixels, y, x, step);
}

Buffer<float> PictureRows::take() {
    if (reduced_) {
        const std::vector<float> w = sizes(column_), h = sizes(row_);
        for (std::int64_t c = 0; c < shape_.c; ++c)
            for (std::int64_t y = 0; y < shape_.h; ++y) {
                const float one = h[static_cast<std::size_t>(y)] * (deep_ ? 257.f : 1.f);
                float* values = row(c, y);
                for (std::int64_t x = 0; x < shape_.w; ++x) values[x] /= one * w[static_cast<std::size_t>(x)];
            }
    }
    return std::move(values_);
}

}  // namespace pw
