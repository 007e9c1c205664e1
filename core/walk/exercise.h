// What a class is asked: drawn from a seed, or taken from an experiment. Values only; the answers are the
// engine's own.
#pragma once

#include <cstdint>
#include <vector>

#include "core/walk/experiment.h"

namespace pw {

// One row of "how large is the output?".
struct SizeQuestion {
    std::int64_t input = 0, kernel = 1, stride = 1, padding = 0, output = 0;
    bool operator==(const SizeQuestion&) const = default;
};

struct Exercise {
    enum class Kind {
        fill,   // input and parameters are given: what is the output?
        find,   // input and output are given: which kernel, which stride?
        sizes,  // a table of sizes
    };
    Kind kind = Kind::fill;
    Stage stage;
    Plan plan;
    Tensor input, output;  // one channel each
    std::vector<SizeQuestion> sizes;
};

// `padded`: padding, larger kernels, less familiar sizes.
enum class Level { plain, padded };

// The five exercises of a sheet. The same seed gives the same ones on every machine: neither the drawing nor
// its order may ever change. Averages come out with at most two decimals.
std::vector<Exercise> draw_exercises(std::uint64_t seed, Level level);

// Square windows without padding that turn this input into this output: kernel and stride from 1 to 5, tried
// one by one. "Which window was it?" is asked only where there is exactly one.
struct SquareWindow {
    std::int64_t kernel = 1, stride = 1;
    bool operator==(const SquareWindow&) const = default;
};
std::vector<SquareWindow> windows_that_fit(const OpInfo& op, const Tensor& input, const Tensor& output);

// The watched stage of an experiment with its output asked for. A convolution is cut to the watched channel.
// Refused: more cells than are written by hand, a convolution of several input channels, or what needs the
// indices of another stage.
inline constexpr std::int64_t exercise_side = 12;   // of the input
inline constexpr std::int64_t exercise_reach = 16;  // of the input with its padding, and of the output
Expected<Exercise> exercise_of(const Experiment& experiment, const Watch& watch);
// The same experiment with other numbers of the same kind.
Experiment with_drawn_input(const Experiment& experiment, std::uint64_t seed);

}  // namespace pw
