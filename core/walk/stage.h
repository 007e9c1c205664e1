// One stage of an experiment: an operation and its parameters.
#pragma once

#include <cstdint>

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

}  // namespace pw
