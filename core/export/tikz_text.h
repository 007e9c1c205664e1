// Text for LaTeX.
#pragma once

#include <string>
#include <string_view>

namespace pw {

// Specials escaped, mathematical signs as commands, spaces kept.
std::string tex_escaped(std::string_view text);
// Whether it needs a package for Chinese.
bool has_chinese(std::string_view text);

}  // namespace pw
