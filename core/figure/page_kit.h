// What the kinds of pages share.
#pragma once

#include "core/figure/draw.h"
#include "core/figure/page.h"

namespace pw {

// Without hover, selection, brush and problem: what isn't part of a figure.
Pane still_pane(Pane pane);
Look look_of(const PageLook& page, double width, double height);

// "Max pooling", "2 × 2, stride 2", "4 × 4 input, kernel 2 × 2, stride 2", "nn.MaxPool2d(2)".
std::string title_of(const Kit& kit, const Facts& f);
std::string window_text(const Kit& kit, const Facts& f);
std::string setting_text(const Kit& kit, const Facts& f);
std::string code_of(const Facts& f);

}  // namespace pw
