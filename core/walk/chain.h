// When a stage can't work because the stages before it left too little: who took it, and which single change
// at which stage makes the whole chain valid.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/problem.h"
#include "core/walk/stage.h"

namespace pw {

struct Experiment;
struct StageProblem;

// The input or an unmuted stage, up to the one that is broken.
struct ChainLink {
    StageId stage = input_stage;
    std::int64_t h = 0, w = 0;  // of what it puts out; 0 x 0 when it is broken
    Pair kernel;                // 1 x 1 for the input and for what has no window
    bool broken = false;
    bool operator==(const ChainLink&) const = default;
};

struct ChainFix {
    enum class Kind { set, remove };
    StageId stage = input_stage;
    Kind kind = Kind::set;
    Message label;
    std::vector<Change> changes;  // values are always (h, w); of the input "input_size"
    Pair out;                     // what the whole chain then puts out
    bool primary = false;
    bool operator==(const ChainFix&) const = default;
};

struct Chain {
    std::vector<ChainLink> links;  // the input first, the broken stage last
    StageId takes_most = input_stage;
    std::vector<ChainFix> fixes;            // in the links' order, at most two at each
    std::int64_t needs_h = 0, needs_w = 0;  // the smallest input that the broken stage accepts
    std::int64_t left_h = 0, left_w = 0;    // the one that it gets
    bool operator==(const Chain&) const = default;
};

// Nothing when the stages before the stopped one are not to blame: then its own problem says all.
std::optional<Chain> chain_of(const Experiment& experiment, const StageProblem& stopped);

// The experiment with a fix taken. A convolution's kernel is cut or grown about its centre.
Experiment with_fix(const Experiment& experiment, const ChainFix& fix);

}  // namespace pw
