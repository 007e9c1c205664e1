// What noise and shift have done: the same stages on the input as it is, and how far their results differ.
#pragma once

#include <map>

#include "core/walk/experiment.h"

namespace pw {

// Of one stage's result. A cell is a place, with all its channels.
struct Effect {
    std::int64_t cells = 0, changed = 0;
    double mean = 0, largest = 0;  // of |value - clean value| over all values, as far as it is finite
    bool operator==(const Effect&) const = default;
};
// Both of one shape. Changed: in any bit but the zero's sign.
Effect effect_of(const Tensor& now, const Tensor& clean, Executor& on = Executor::shared());

struct Clean {
    std::shared_ptr<const Evaluation> evaluation;
    std::map<StageId, Effect> effects;  // of every result, a branch's too

    // The stage's output; nullptr when there is none.
    const Tensor* output(StageId stage) const;
};

// Whether something that is shown asks for it. `counted`: the picture's counts are shown, which say how far
// noise moves a cell; they always are where pictures are compared.
bool needs_clean(const Experiment& experiment, const Watch& watch, bool counted);

// evaluate(), with `clean` where that is wanted and is another. Nothing is done again that `previous` has.
std::shared_ptr<const Evaluation> evaluate_beside(bool clean, const Experiment& experiment,
                                                  const Evaluation* previous = nullptr,
                                                  const std::stop_token& stop = {});

}  // namespace pw
