// A picture's rows as they come out of a file, gathered into a tensor while they are read: its channels are
// taken apart, and blocks of k x k pixels become their average. No pixel is skipped; the blocks at the edges
// average what there is of them. Nothing but the tensor itself takes memory.
#pragma once

#include <cstdint>
#include <vector>

#include "core/tensor/buffer.h"
#include "core/tensor/tensor.h"

namespace pw {

class PictureRows {
  public:
    // Blocks begin at the upper left corner, or at the sides that will be turned there.
    struct Corner {
        bool right = false, bottom = false;
    };
    // `from`: the file's size and channels.
    PictureRows(const Shape& from, int reduce, Corner corner);

    // Pixels of row y, channels side by side: those of the columns x, x + step, … up to the row's end. Every
    // pixel once, in any order. 16-bit samples are divided by 257.
    void add(const std::uint8_t* pixels, std::int64_t y, std::int64_t x = 0, std::int64_t step = 1);
    void add(const std::uint16_t* pixels, std::int64_t y, std::int64_t x = 0, std::int64_t step = 1);

    // When all rows are there.
    Shape shape() const { return shape_; }
    Buffer<float> take();

  private:
    template <class Sample>
    void put(const Sample* pixels, std::int64_t y, std::int64_t x, std::int64_t step);
    template <class Sample>
    void sum(const Sample* pixels, std::int64_t y, std::int64_t x, std::int64_t step);
    float* row(std::int64_t c, std::int64_t y);

    Shape from_, shape_;
    bool reduced_, deep_ = false;
    std::vector<std::int32_t> column_, row_;  // block of each of the file's columns and rows
    Buffer<float> values_;
};

}  // namespace pw
