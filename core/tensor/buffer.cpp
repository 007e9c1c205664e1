#include "core/tensor/buffer.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <new>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace pw {

namespace {

constexpr std::size_t line = 64, page = 4096, huge_page = 2 << 20;
constexpr std::size_t worth_keeping = 64 << 10;  // below, the allocator is as quick
constexpr std::size_t most_kept = 256 << 20;

std::size_t alignment_of(std::size_t bytes) {
    return bytes >= huge_page ? huge_page : bytes >= worth_keeping ? page : line;
}

std::size_t rounded(std::size_t bytes) {
    const std::size_t unit = alignment_of(bytes);
    return (bytes + unit - 1) / unit * unit;
}

// Blocks that nobody uses, the oldest first.
class Pool {
  public:
    // The smallest that fits, unless a fifth of it would lie idle.
    MemoryBlock take(std::size_t bytes) {
        const std::scoped_lock lock(mutex_);
        auto best = kept_.end();
        for (auto b = kept_.begin(); b != kept_.end(); ++b)
            if (b->bytes >= bytes && b->bytes - bytes <= bytes / 4 &&
                (best == kept_.end() || b->bytes < best->bytes))
                best = b;
        if (best == kept_.end()) return {};
        const MemoryBlock found = *best;
        kept_.erase(best);
        sum_ -= found.bytes;
        return found;
    }

    void keep(MemoryBlock block) {
        const std::scoped_lock lock(mutex_);
        kept_.push_back(block);
        sum_ += block.bytes;
        while (sum_ > most_kept) {
            sum_ -= kept_.front().bytes;
            std::free(kept_.front().data);
            kept_.erase(kept_.begin());
        }
    }

  private:
    std::mutex mutex_;
    std::vector<MemoryBlock> kept_;
    std::size_t sum_ = 0;
};

// Lives as long as the last static tensor.
Pool& pool() {
    static Pool* const p = new Pool;
    return *p;
}

}  // namespace

MemoryBlock take_memory(std::size_t bytes) {
    const std::size_t size = rounded(bytes);
    if (size < bytes) throw std::bad_alloc();
    if (size >= worth_keeping)
        if (const MemoryBlock kept = pool().take(size); kept.data) return kept;
    void* const data = std::aligned_alloc(alignment_of(bytes), size);
    if (!data) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    if (size >= huge_page) madvise(data, size, MADV_HUGEPAGE);
#endif
    return {data, size};
}

void give_memory(MemoryBlock block) noexcept {
    if (block.bytes < worth_keeping) return std::free(block.data);
    try {
        pool().keep(block);
    } catch (...) {  // no memory for the list itself
        std::free(block.data);
    }
}

}  // namespace pw
