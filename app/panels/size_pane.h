// "I need a size": what is asked for, what would give it, and what is tried. Lasts as long as the window.
#pragma once

#include <memory>
#include <optional>

#include "app/session.h"
#include "core/walk/inverse.h"

namespace pw {

struct SizePane {
    bool shown = false;
    Pair wanted, given;
    // The answers stand in this experiment in this stage's place, whichever was taken since.
    Experiment of;
    StageId stage = input_stage;
    Experiment made;                  // what came of it; another one: the experiment is a new one
    std::optional<SizeAnswer> taken;  // marked
    std::int64_t openings = 0;        // so far: each is one change, whatever is tried

    SizeAnswers answers;
    std::optional<std::pair<Pair, Pair>> answered;  // for which sizes …
    Dialect dialect = Dialect::torch;               // … and rules
    bool unfolded = false;
    double scroll = 0;
    std::optional<SizeAnswer> over;       // under the pointer or with the keyboard's focus …
    std::optional<SizeAnswer> previewed;  // … and what `preview` has
    std::unique_ptr<Session> preview;
    std::optional<Pane> pane;
};

}  // namespace pw
