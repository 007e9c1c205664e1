// What the bars around the canvas show of its results: thumbnails and the colours of the walk's steps. Worked
// out when the picture or its look changes, never per frame: tensors can be large.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "app/panels/thumb.h"

namespace pw {

class Colours {
  public:
    static constexpr std::int64_t most_steps = 160;  // walks with more show a plain bar

    void refresh(const Pane& pane, const Tokens& t, Theme theme);
    const Thumb& input() const { return input_; }
    const Thumb& stage(StageId id) const;
    bool both_signs() const { return both_signs_; }
    // From 1; of a comparison's first side, and of its second one.
    CellLook step(std::int64_t step) const { return look_in(steps_, step); }
    CellLook other_step(std::int64_t step) const { return look_in(other_steps_, step); }

  private:
    std::shared_ptr<const Evaluation> picture_;
    Watch watch_;
    bool chain_ = false;  // the whole chain is on the canvas: one domain for all of it
    Theme theme_ = Theme::light;
    Domain all_;
    bool both_signs_ = false;  // of what the canvas shows
    Thumb input_;
    std::map<StageId, Thumb> stages_;
    std::vector<CellLook> steps_, other_steps_;

    static CellLook look_in(const std::vector<CellLook>& steps, std::int64_t step);
};

}  // namespace pw
