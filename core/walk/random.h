// Numbers from a seed, the same on every machine: fills and exercises are drawn with it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pw {

// splitmix64: small, and defined by its integers alone.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    // The n-th number of that seed, from 0, without those before it.
    static std::uint64_t at(std::uint64_t seed, std::uint64_t n) { return mixed(seed + (n + 1) * golden); }

    // 0 to `last`.
    std::int64_t upto(std::int64_t last) {
        const std::uint64_t high = next() >> 32;
        return static_cast<std::int64_t>(high * (static_cast<std::uint64_t>(last) + 1) >> 32);
    }
    std::int64_t between(std::int64_t first, std::int64_t last) { return first + upto(last - first); }
    template <class T, std::size_t n>
    const T& one_of(const T (&choices)[n]) {
        return choices[static_cast<std::size_t>(upto(static_cast<std::int64_t>(n) - 1))];
    }

  private:
    static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15;
    static std::uint64_t mixed(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    std::uint64_t next() { return mixed(state_ += golden); }

    std::uint64_t state_;
};

}  // namespace pw
