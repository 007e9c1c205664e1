// Numbers as SVG and TikZ have them: few decimals, no trailing zeros.
#pragma once

#include <fmt/format.h>

#include <string>

namespace pw {

inline std::string short_number(double v, int decimals = 2) {
    std::string s = fmt::format("{:.{}f}", v, decimals);
    if (decimals > 0) s.erase(s.find_last_not_of('0') + 1);
    if (s.back() == '.') s.pop_back();
    return s == "-0" ? "0" : s;
}

}  // namespace pw
