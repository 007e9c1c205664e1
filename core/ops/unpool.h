// What max unpooling works out beside its values: the output's size and its formula.
#pragma once

#include <string>
#include <vector>

#include "core/ops/op.h"

namespace pw {

// The size that a pooling with this window would have had as its input, when nothing was left over.
Pair unpooled_size(const Params& params, const Shape& input);
// (2 − 1) · 2 − 2 · 0 + 2 = 4. `axis` 0 is the height, 1 the width.
std::vector<Term> unpool_formula(const Params& params, const Shape& input, int axis);

// The framework's, for indices that belong to another input.
std::string other_indices_words(const Shape& input, const Shape& indices);

// The last of the first so many steps that writes a cell of the output's plane (by its number there), and
// that of each cell; 0: none of them.
std::int64_t writer_of(const Plan& plan, std::int64_t n, std::int64_t c, std::int64_t cell,
                       std::int64_t steps);
std::vector<std::int64_t> writers_of(const Plan& plan, std::int64_t n, std::int64_t c, std::int64_t steps);

}  // namespace pw
