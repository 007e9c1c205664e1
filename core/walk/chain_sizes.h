// Sizes along a chain by the window rules alone, cheap enough to try thousands of changes; for chain*.cpp.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/walk/chain.h"

namespace pw {

// The stages that take part, each with its window's kernel in place (a convolution's is its weight's shape).
std::vector<Stage> working_stages(const Experiment& experiment);

// What a stage makes of a shape. A convolution goes by its window's kernel, whatever weight it has.
std::optional<Shape> size_after(const Stage& stage, const Shape& input);
std::optional<Shape> size_after(std::span<const Stage> stages, Shape input);

// The smallest value from `from` up to the largest side that works, where larger ones work as well.
template <class Works>
std::optional<std::int64_t> smallest(std::int64_t from, const Works& works) {
    std::int64_t good = from, bad = from - 1;
    for (std::int64_t step = 1; !works(good); step *= 2) {
        if (good >= limits::side) return {};
        bad = good;
        good = std::min(good + step, limits::side);
    }
    while (good - bad > 1) {
        const std::int64_t middle = bad + (good - bad) / 2;
        (works(middle) ? good : bad) = middle;
    }
    return good;
}

// As set_parameter; a convolution's weights follow its kernel's size.
void set_with_weights(Params& params, const Change& change);

// The changes that work, in the order of the stages; `broken` is the position of the one that doesn't.
std::vector<ChainFix> chain_fixes(const std::vector<Stage>& stages, std::size_t broken, const Shape& input);

}  // namespace pw
