// What the popover of code shows, and for what it was made.
#pragma once

#include <memory>
#include <optional>

#include "core/code/code_text.h"

namespace pw {

struct CodeView {
    std::optional<Framework> framework;  // none yet: that whose rules hold
    bool all_stages = true;
    double down = 0, across = 0;  // scrolled
    CodeText text;
    // Made for these.
    std::shared_ptr<const Evaluation> of;
    StageId watched = input_stage;
    std::optional<Framework> in;
    bool whole = false;
};

}  // namespace pw
