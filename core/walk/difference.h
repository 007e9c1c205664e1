// What an edit changed, in words: for the history's list and the undo button.
#pragma once

#include "core/walk/experiment.h"

namespace pw {

struct Note {
    Message what;    // "Cell [1, 2]", "Kernel", "max_pool added"
    Message detail;  // "1 → 7"; may be empty
    bool operator==(const Note&) const = default;
};

// The most telling difference of two experiments; an empty one for equal ones.
Note difference(const Experiment& before, const Experiment& after);

// One value, or both when they differ: "2", "2 × 3".
std::string pair_text(Pair p);

}  // namespace pw
