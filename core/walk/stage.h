// One stage of an experiment: an operation and its parameters.
#pragma once

#include <cstdint>

#include "core/base/problem.h"
#include "core/ops/op.h"

namespace pw {

using StageId = std::int64_t;              // unique within an experiment, kept by every edit
inline constexpr StageId input_stage = 0;  // the input, seen as a stage

struct Stage {
    StageId id = 1;
    const OpInfo* op = nullptr;
    Params params;
    bool muted = false;
};

// A parameter by its name in PyTorch; one value counts for both sides, four are a padding by side (top, left,
// bottom, right), none goes back to the default. A
// convolution's weights stay as they are. Values are bounded far beyond what is valid, far from overflow.
void set_parameter(Params& params, const Change& change);

}  // namespace pw
