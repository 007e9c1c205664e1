// Whether ours and libtorch's answers agree: the bounds of sums, the versions' differences of words.
#pragma once

#include <optional>
#include <string>

#include "core/tests/oracle/torch_side.h"

namespace pw::oracle {

// What differs first; nothing when they agree.
using Difference = std::optional<std::string>;

Difference compare_forward(const Case& c, const Forward& ours, const Answer& theirs);
Difference compare_backward(const Tensor& ours, const Answer& theirs);

// Both refuse: for the same reason?
bool same_reason(const Case& c, const std::string& ours, const std::string& theirs);

}  // namespace pw::oracle
