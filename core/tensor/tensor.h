// A tensor of the shape (N, C, H, W), float32, that never changes once it is made: undo and threads share it
// freely.
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/base/executor.h"
#include "core/base/expected.h"
#include "core/tensor/buffer.h"

namespace pw {

struct Shape {
    std::int64_t n = 1, c = 1, h = 0, w = 0;
    bool operator==(const Shape&) const = default;
    std::int64_t count() const { return n * c * h * w; }
    std::int64_t plane() const { return h * w; }
};

namespace limits {
inline constexpr std::int64_t elements = 64LL << 20;  // in one tensor
inline constexpr std::int64_t side = 16384;           // height or width
}  // namespace limits

// Refuses negative or overflowing sizes and anything above the limits, before memory is taken.
Expected<void> check_shape(const Shape& shape);

template <class T>
class Array {
  public:
    Array() = default;
    // `values` in (n, c, y, x) order; their count must be shape.count().
    Array(Shape shape, std::vector<T> values) : shape_(shape) {
        hold(std::make_shared<const std::vector<T>>(std::move(values)));
    }
    // No list in braces becomes one of these.
    template <std::same_as<Buffer<T>> Values>
    Array(Shape shape, Values values) : shape_(shape) {
        hold(std::make_shared<const Buffer<T>>(std::move(values)));
    }
    // Memory that is somebody else's: shape.count() values.
    template <std::same_as<std::shared_ptr<const T>> Values>
    Array(Shape shape, Values values)
        : shape_(shape), data_(std::move(values)), count_(static_cast<std::size_t>(shape.count())) {}

    const Shape& shape() const { return shape_; }
    std::span<const T> data() const { return {data_.get(), count_}; }
    std::span<const T> plane(std::int64_t n, std::int64_t c) const {
        return data().subspan(static_cast<std::size_t>((n * shape_.c + c) * shape_.plane()),
                              static_cast<std::size_t>(shape_.plane()));
    }
    T at(std::int64_t n, std::int64_t c, std::int64_t y, std::int64_t x) const {
        return data_.get()[((n * shape_.c + c) * shape_.h + y) * shape_.w + x];
    }
    bool empty() const { return count_ == 0; }
    // The same memory, not merely equal values: cheap, and enough to know that nothing has changed.
    bool same(const Array& o) const { return shape_ == o.shape_ && data_ == o.data_; }

  private:
    template <class Owner>
    void hold(std::shared_ptr<const Owner> owner) {
        count_ = owner->size();
        const T* const first = owner->data();
        data_ = std::shared_ptr<const T>(std::move(owner), first);
    }

    Shape shape_;
    std::shared_ptr<const T> data_;
    std::size_t count_ = 0;
};

using Tensor = Array<float>;
using Indices = Array<std::int64_t>;

// Tells NaN from NaN and 0 from -0 as well.
inline bool same_bits(float a, float b) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

// Every plane cut off or continued with zeros at its lower and right edges.
Tensor resized(const Tensor& tensor, std::int64_t h, std::int64_t w);

// The smallest and the largest finite value; `any` is false when there is none.
struct Range {
    float low = 0, high = 0;
    bool any = false;
    bool operator==(const Range&) const = default;
};
Range finite_range(const Tensor& tensor, Executor& on = Executor::shared());

}  // namespace pw
