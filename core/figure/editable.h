// Which cells on the canvas are a person's own, and where their values live.
#pragma once

#include "core/figure/facts.h"

namespace pw {

// One plane of the input, of a convolution's weights, or of the gradient that is sent back.
struct CellPlane {
    StageId stage = input_stage;  // whose weight; input_stage: the input
    std::int64_t n = 0, c = 0;
    std::optional<Shape> gradient = std::nullopt;  // of the output that sends it
};

// The grids that may be editable, in the keyboard's order.
inline constexpr Focus::Grid editable_grids[] = {Focus::Grid::output, Focus::Grid::input,
                                                 Focus::Grid::context, Focus::Grid::kernel};

// Nothing when the grid isn't shown, or shows what a stage has computed.
std::optional<CellPlane> editable_plane(const Facts& f, Focus::Grid grid);
Tensor tensor_of(const Experiment& e, const CellPlane& p);

// The output cells of the watched stage that an edit has changed, as far as they are revealed.
struct ChangedCell {
    Position at;
    float was = 0, now = 0;
};
// Of the outputs that can be seen, against those of an earlier picture of the same shape.
std::vector<ChangedCell> changed_outputs(const Facts& f, const Evaluation* before);

}  // namespace pw
