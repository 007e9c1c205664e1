// How far another framework's float32 may be from our numbers, which are summed in double and rounded once.
#pragma once

#include <vector>

#include "core/code/write_script.h"

namespace pw::script {

// Fills in each part's check, errors of earlier stages included. False when some sum may leave float32's
// range, so that nothing can be said.
bool judge(std::vector<Part>& parts);

}  // namespace pw::script
