// Pooling at the speed of memory. The plain loops (selection.cpp, means.h) are the definition and stay: each
// of these says false where it has no way of its own, and they take over.
#pragma once

#include <span>

#include "core/ops/op.h"
#include "core/ops/selection.h"

namespace pw::fast {

// Every value of a selection, and where it comes from unless `indices` is empty.
bool select(Wins wins, const Plan& plan, const Tensor& input, std::span<float> out,
            std::span<std::int64_t> indices, const Wanted& wanted);

// Sums of the windows' real cells, divided by the product of what their row and their column say. Within 4
// ulp of the exact result and eps * sum |x| / |divisor|.
bool divided_sums(const Plan& plan, const Tensor& input, std::span<const double> row_divisors,
                  std::span<const double> column_divisors, std::span<float> out, const Wanted& wanted);

}  // namespace pw::fast
