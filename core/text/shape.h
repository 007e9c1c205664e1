// One line of text to glyphs: which face each character comes from, then HarfBuzz run by run.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/text/face.h"

namespace pw {

// Characters of UTF-8; what is malformed becomes U+FFFD, control characters spaces.
std::u32string characters_of(std::string_view utf8);
// Ideographs, kana, and the punctuation and wide forms that go with them.
bool is_chinese(char32_t c);

struct Picked {
    std::uint32_t index = 0;  // of the face
    const Face* face = nullptr;
    bool chinese = false;
};

// Shapes at size 1; `pick` says which face has a character.
Shaped shape_line(const std::u32string& text, const std::function<Picked(char32_t)>& pick);

}  // namespace pw
