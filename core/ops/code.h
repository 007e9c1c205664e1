// Pieces of a line of Python, shared by the operations.
#pragma once

#include <string>

#include "core/ops/op.h"

namespace pw {

// "2" or "(2, 3)".
std::string python(Pair p);
// "[1, 1, 4, 4]".
std::string python(const Shape& s);
// ", padding=1", or nothing when the value is the default.
std::string keyword(const char* name, Pair p, Pair otherwise);

}  // namespace pw
