// Which font files this machine has (fontconfig).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/text/fonts.h"

namespace pw {

// A family's upright face, the nearest to a weight; nullopt when the family isn't installed.
std::optional<FaceFile> find_family(const std::string& family, Weight weight);
// The system's own choice of a sans-serif face.
std::optional<FaceFile> find_sans(Weight weight);
// The best family with Simplified Chinese.
std::optional<FaceFile> find_chinese();
// Any face that has this character.
std::optional<FaceFile> find_for(char32_t character);

}  // namespace pw
