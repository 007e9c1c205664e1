#include "core/text/wrap.h"

#include "core/base/utf8.h"

namespace pw {

std::vector<std::string> wrapped(std::string_view text, double room,
                                 const std::function<double(const std::string&)>& width) {
    std::vector<std::string> lines{""};
    std::string word;
    const auto flush = [&] {
        const std::string longer = lines.back() + word;
        if (!lines.back().empty() && width(longer) > room) {
            while (lines.back().ends_with(' ')) lines.back().pop_back();
            lines.emplace_back();
        }
        lines.back() += word;
        word.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = utf8::after(text, at);
        const bool chinese = end - at > 2;
        word += text.substr(at, end - at);
        if (chinese || text[at] == ' ') flush();
        at = end;
    }
    flush();
    return lines;
}

}  // namespace pw
