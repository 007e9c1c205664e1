// The inverse question: which pooling makes this size out of that one. Found with the engine's own
// arithmetic.
#pragma once

#include <string_view>
#include <vector>

#include "core/walk/experiment.h"

namespace pw {

struct SizeAnswer {
    enum class Why { once /* each cell is read */, network, little, much /* neighbours share */, adaptive };
    Why why = Why::once;
    Pair kernel, stride, padding;  // of each stage; adaptive: none
    int stages = 1;                // so many alike, one after the other
    std::string_view network = {};
    bool operator==(const SizeAnswer&) const = default;
};

struct SizeAnswers {
    std::vector<SizeAnswer> first;  // at most five, in the order of Why
    std::vector<SizeAnswer> more;   // by kernel
};

namespace limits {
inline constexpr std::size_t size_answers = 400;  // along one axis; the smallest kernels
}

// All of them read every cell. Where one window is asked for, it ends where the padding ends, and no stride
// is longer than its kernel. Sizes are 1 to limits::side.
SizeAnswers size_answers(Pair wanted, Pair given, Dialect dialect);

// "Kernel 6, stride 4, padding 1" and "neighbours share 2 rows".
Message size_name(const SizeAnswer& answer, Pair wanted);
Message size_reason(const SizeAnswer& answer, Pair wanted, Pair given);

// The windows of each stage along one axis (0 the height, 1 the width).
std::vector<Axis> size_axes(const SizeAnswer& answer, Pair wanted, Pair given, int axis);

// Whether an answer takes this stage's place; else it comes after it.
bool gives_way(const Stage& stage);
// What reaches the stages of an answer.
Pair given_to(const Experiment& experiment, StageId stage);
// Whether that size can be chosen: nothing lies before it.
bool gives_freely(const Experiment& experiment, StageId stage);
// The stage (none: behind the input) becomes what the answer says; the last one of it is returned in `last`.
// An input of another size is cut off or continued with zeros.
Experiment with_size(const Experiment& experiment, StageId stage, const SizeAnswer& answer, Pair wanted,
                     Pair given, StageId& last);
// The answer that the stage is already.
const SizeAnswer* size_in_use(const SizeAnswers& answers, const Stage& stage);

}  // namespace pw
