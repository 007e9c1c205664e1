// An unpooling takes the indices of a stage before it: whose, and with which parameters it undoes that one.
#pragma once

#include <span>

#include "core/base/expected.h"
#include "core/walk/stage.h"

namespace pw {

// A stage that a chain has come through, as the ones after it see it.
struct Passed {
    StageId id = input_stage;
    const OpInfo* op = nullptr;
    Shape out;
};

// The nearest stage before an unpooling of this input that has an index for each of its values.
Expected<StageId> indices_from(std::span<const Passed> before, const Shape& input);

// With these an unpooling gives back the size that the pooling was given.
Params undoing(const Stage& pooling, const Shape& given, const Shape& pooled);
// The same as changes to offer.
Fix undoing_fix(const Stage& pooling, const Shape& given, const Shape& pooled);

}  // namespace pw
