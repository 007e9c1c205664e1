// Memory for the values of large arrays: not initialised, 64-byte aligned, in huge pages when large, and kept
// for the next one of its size when it is given back. Fresh pages would cost more than the work done in them.
#pragma once

#include <cstddef>
#include <span>
#include <utility>

namespace pw {

struct MemoryBlock {
    void* data = nullptr;
    std::size_t bytes = 0;
};
// From any thread; throws std::bad_alloc.
MemoryBlock take_memory(std::size_t bytes);
void give_memory(MemoryBlock block) noexcept;

// Values of a trivial type, movable, owned.
template <class T>
class Buffer {
  public:
    Buffer() = default;
    explicit Buffer(std::size_t count)
        : block_(count ? take_memory(count * sizeof(T)) : MemoryBlock{}), count_(count) {}
    Buffer(Buffer&& o) noexcept : block_(std::exchange(o.block_, {})), count_(std::exchange(o.count_, 0)) {}
    Buffer& operator=(Buffer&& o) noexcept {
        std::swap(block_, o.block_);
        std::swap(count_, o.count_);
        return *this;
    }
    ~Buffer() {
        if (block_.data) give_memory(block_);
    }

    T* data() { return static_cast<T*>(block_.data); }
    const T* data() const { return static_cast<const T*>(block_.data); }
    std::size_t size() const { return count_; }
    std::span<T> values() { return {data(), count_}; }
    std::span<const T> values() const { return {data(), count_}; }

  private:
    MemoryBlock block_;
    std::size_t count_ = 0;
};

}  // namespace pw
