// What can be done to an input before the stages read it, to see what they make of it: noise, and a shift by
// one cell. The input itself stays as it is.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/executor.h"
#include "core/tensor/tensor.h"

namespace pw {

struct Noise {
    enum class Kind { none, salt_and_pepper, gaussian };
    Kind kind = Kind::none;
    // A fraction of 1. Salt and pepper: of the pixels, all channels of each; half of them become the scale's
    // upper end, half its lower end. Gaussian: the standard deviation, of the whole scale; every value alone.
    double amount = .01;
    std::uint64_t seed = 7;
    bool operator==(const Noise&) const = default;
};

// The same with another kind. An amount that nobody has chosen becomes the one that shows what that kind
// does.
Noise of_kind(Noise noise, Noise::Kind kind);

// By so many cells down and to the right, -1 … 1; the row or column at the edge repeats.
struct Shift {
    int dy = 0, dx = 0;
    bool operator==(const Shift&) const = default;
};

struct Disturbance {
    Noise noise;
    Shift shift;
    bool noisy() const { return noise.kind != Noise::Kind::none && noise.amount > 0; }
    bool shifted() const { return shift != Shift{}; }
    bool any() const { return noisy() || shifted(); }
    bool operator==(const Disturbance&) const = default;
};

// Shifted, then made noisy. The scale is 0 to 255 for pictures, which keep to it and stay whole numbers; else
// the finite values' own. Equal seeds give equal numbers on every machine, with any number of threads. Its
// values are of no use after a stop.
Tensor disturbed(const Tensor& input, const Disturbance& by, bool picture, const std::stop_token& stop = {},
                 Executor& on = Executor::shared());

// What salt and pepper have made of a pixel; nothing where they left it alone, and of other noise.
enum class Speck { white, black };
std::optional<Speck> speck_at(const Noise& noise, const Shape& shape, std::int64_t n, std::int64_t y,
                              std::int64_t x);

}  // namespace pw
