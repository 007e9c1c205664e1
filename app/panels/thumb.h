// Small live pictures of tensors: at most 5 x 5 cells, in the colours of the canvas.
#pragma once

#include <functional>
#include <vector>

#include "app/ui/pen.h"
#include "core/figure/figure.h"
#include "core/walk/document.h"

namespace pw {

struct Thumb {
    int rows = 0, columns = 0;
    std::vector<Colour> cells;
};

// `colour` is asked with the value and the cell that stands for each part of a larger plane.
Thumb thumb_of(const Tensor& tensor, std::int64_t n, std::int64_t channel,
               const std::function<Colour(double value, Position at)>& colour, int most = 5);
// A picture's own colours.
Thumb thumb_of_picture(const Tensor& tensor, int most = 5);
void draw(Pen& pen, const Thumb& thumb, Vec2 corner, double side);

// The input, or what a stage gives, as the ribbon shows it.
Thumb input_thumb(const Pane& pane, const Tokens& t, const Domain& all);
Thumb stage_thumb(const Pane& pane, const StageResult& stage, const Tokens& t, Theme theme,
                  const Domain& all);
Domain domain_of(const Evaluation& evaluation);
// A whole document in one: by region, which window reads each cell; else what comes out.
Thumb document_thumb(const Document& document, const Evaluation& result, const Tokens& t, Theme theme);

}  // namespace pw
