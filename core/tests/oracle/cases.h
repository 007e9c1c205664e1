// Random configurations for the comparison with libtorch, and their gradients.
#pragma once

#include <cmath>
#include <random>
#include <string>

#include "core/ops/op.h"

namespace pw::oracle {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::int64_t roll(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool one_in(int n) { return roll(1, n) == 1; }
    double real() { return std::ldexp(static_cast<double>(engine_() >> 11), -53) * 20 - 10; }

  private:
    std::mt19937_64 engine_;
};

struct Case {
    const OpInfo* op = nullptr;
    Params params;
    Tensor input;
};

// `broken`: with a wrong number or two, which mostly makes it invalid.
Case any_case(Dice& dice, bool broken);
// Ties, NaN, infinities, huge and cancelling values, each kind in a tensor of its own.
Tensor any_tensor(Dice& dice, Shape shape);

std::string told(const Case& c);

}  // namespace pw::oracle
