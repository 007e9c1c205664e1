// The walk turned round: gradients on their way back through the stages, and what each step of one sends.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/walk/experiment.h"

namespace pw {

// What the last stage's output of this shape sends: the experiment's own numbers as far as they reach, ones
// elsewhere.
Tensor sent_gradient(const Experiment& experiment, const Shape& output);
// The last stage that isn't muted, where that gradient is sent; input_stage when there is none.
StageId sending_stage(const Experiment& experiment);

struct StageGradient {
    StageId id = input_stage;
    Tensor of_output, of_input;  // the shapes of the stage's output and input
};
// From the last stage back to `until` (input_stage: to the first), in that order: the chain rule, one
// op.backward a stage. Every operation has one.
std::vector<StageGradient> gradients(const Evaluation& evaluation, StageId until = input_stage);

// One plane of one stage, step by step. A convolution's step sends the gradients of all its output channels,
// each times its own weights.
struct BackwardWalk {
    std::shared_ptr<const Evaluation> of;
    StageId stage = input_stage;
    StageId from = input_stage;  // the stage after it, whose input's gradient arrives here; none: it is sent
    std::int64_t n = 0, c = 0, in_channel = 0;
    Tensor of_output, of_input;
    std::vector<double> sent;                // by each step
    std::vector<std::vector<double>> parts;  // of each step, to each of its taps: see parts_of()
    struct Part {
        std::int64_t step = 0;  // from 1
        double value = 0;
    };
    std::vector<std::vector<Part>> received;  // by each cell of the input's plane, none that is 0

    const std::vector<Part>& parts_to(Position cell) const;
    // What a cell has by the end of so many steps.
    double held(Position cell, std::int64_t steps) const;
    // All that so many steps have sent, and all that the cells have of it.
    double sent_by(std::int64_t steps) const;
    double received_by(std::int64_t steps) const;
};

// nullptr where a walk backward can't be shown: a stage without a result, one that is compared, or more cells
// than can be looked at one by one.
std::shared_ptr<const BackwardWalk> walk_backward(const std::shared_ptr<const Evaluation>& evaluation,
                                                  StageId stage, std::int64_t n, std::int64_t c);

}  // namespace pw
