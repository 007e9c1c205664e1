// At most 255 colours for a whole animation. A colour always gets the same index, so what stands still in the
// picture stands still in its file.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace pw {

using Rgb = std::uint32_t;  // 0xRRGGBB; upper bits are ignored

// How often each colour occurs in some pictures.
class Histogram {
  public:
    struct Entry {
        Rgb colour;
        std::uint64_t count;
    };

    Histogram();
    void add(std::span<const std::uint32_t> pixels);
    // The most frequent first; equal ones by colour.
    std::vector<Entry> sorted() const;

  private:
    void grow();
    Entry& place(Rgb colour);

    std::vector<Entry> table_;  // open addressing; count 0: free
    std::size_t used_ = 0;
};

class ColourTable {
  public:
    static constexpr std::size_t most = 255;  // one index is left for "as before"

    // All colours exactly when there are few; else the frequent ones exactly and the others by median cut.
    explicit ColourTable(const std::vector<Histogram::Entry>& colours);

    const std::vector<Rgb>& colours() const { return colours_; }
    // The index of the nearest colour.
    std::uint8_t index(Rgb colour);

  private:
    struct Known {
        std::uint32_t colour = ~0u;
        std::uint8_t index = 0;
    };
    std::uint8_t nearest(Rgb colour) const;

    std::vector<Rgb> colours_;
    std::vector<Known> known_;
};

}  // namespace pw
