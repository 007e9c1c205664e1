// Random configurations: the same numbers from the same seed on every machine.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace pw::test {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::int64_t roll(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(bits() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool one_in(std::int64_t n) { return roll(1, n) == 1; }
    // -10 … 10
    double real() { return std::ldexp(static_cast<double>(bits() >> 11), -53) * 20 - 10; }
    std::uint64_t bits() { return engine_(); }

  private:
    std::mt19937_64 engine_;
};

}  // namespace pw::test
