// A picture within another file.
#pragma once

#include <string>

#include "core/figure/scene.h"

namespace pw {

// As PNG: RGB, or RGBA where something is clear; empty when there is no memory. The same picture gives the
// same bytes.
std::string image_bytes(const Image& image);

std::string base64(std::string_view bytes);

}  // namespace pw
