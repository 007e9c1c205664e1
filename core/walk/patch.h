// After an edit of a few cells: the outputs that read them, and no others, worked out again.
#pragma once

#include <optional>

#include "core/walk/experiment.h"

namespace pw {

// A box of cells: planes n * C + c from `first` to before `last`, rows and columns half-open too.
struct Region {
    std::int64_t first = 0, last = 0;
    Axis::Range rows, columns;
    bool empty() const { return last <= first; }
    bool operator==(const Region&) const = default;
};

// Where two tensors differ in a bit; empty when nowhere. Nothing when their shapes do.
std::optional<Region> difference(const Tensor& before, const Tensor& after);

// A stage's result with only those windows looked at again that read a cell which differs from its `last`
// input: the same values as all of them anew. The very same tensors when none comes out differently. Nothing
// where anew is better: too many windows, or an operation that can't be taken apart.
std::optional<Forward> patched(const Stage& stage, const StageResult& before, const Tensor& last,
                               const Tensor& input);

}  // namespace pw
