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

// Whether a parameter, by its name in PyTorch, is in force alike in both: also when one of them hasn't got
// it.
bool alike(const Stage& a, const Stage& b, Param parameter);

}  // namespace pw
