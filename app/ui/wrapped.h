// A sentence that is longer than its place.
#pragma once

#include <string>
#include <vector>

#include "app/ui/pen.h"

namespace pw {

// Lines end at spaces, or anywhere in Chinese.
std::vector<std::string> wrapped(const Pen& pen, const std::string& text, Weight weight, double size,
                                 double width);

}  // namespace pw
