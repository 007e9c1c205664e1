// A sentence that is longer than its place.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pw {

// Lines of at most `room`, as `width` measures them; broken at spaces, or anywhere in Chinese.
std::vector<std::string> wrapped(std::string_view text, double room,
                                 const std::function<double(const std::string&)>& width);

}  // namespace pw
