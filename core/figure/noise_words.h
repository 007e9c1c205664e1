// What noise and shift have to do with a picture, in words; empty where there is nothing to say.
#pragma once

#include "core/figure/facts.h"
#include "core/figure/kit.h"

namespace pw {

// At the input's title: "1 % of the pixels are noise", "shifted one pixel to the right".
std::string disturbance_text(const Kit& kit, const Disturbance& by);
// The same of what the picture shows as its input; of a later stage's nothing.
std::string input_note(const Kit& kit, const Facts& f);
// Of the step's window: "red channel; one white speck in its window".
std::string window_noise_text(const Kit& kit, const Facts& f);
// Of the step's result: "without the speck it would be 137.8".
std::string clean_result_text(const Kit& kit, const Facts& f);

}  // namespace pw
