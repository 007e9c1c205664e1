#include "core/text/wrap.h"

#include <algorithm>
#include <initializer_list>

#include "core/base/utf8.h"

namespace pw {

namespace {

bool is_among(std::string_view character, std::initializer_list<std::string_view> some) {
    return std::ranges::find(some, character) != some.end();
}

std::string without_end_spaces(std::string text) {
    while (text.ends_with(' ')) text.pop_back();
    return text;
}

// Closes what stands before it: never at a line's beginning.
bool closes(std::string_view c) {
    return is_among(c, {"，", "。", "；", "：", "！", "？", "、", "）", "”", "’", "》", "…"});
}
// Opens what comes after it: never at a line's end.
bool opens(std::string_view c) { return is_among(c, {"（", "“", "‘", "《"}); }

}  // namespace

std::vector<std::string> wrapped(std::string_view text, double room,
                                 const std::function<double(const std::string&)>& width) {
    std::vector<std::string> lines{""};
    std::string word;
    const auto flush = [&] {
        if (!lines.back().empty() && width(without_end_spaces(lines.back() + word)) > room) {
            lines.back() = without_end_spaces(lines.back());
            lines.emplace_back();
        }
        lines.back() += word;
        word.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = utf8::after(text, at);
        const std::string_view c = text.substr(at, end - at),
                               next = text.substr(end, utf8::after(text, end) - end);
        const bool chinese = c.size() > 2;
        word += c;
        if ((chinese || c == " ") && !opens(c) && !closes(next)) flush();
        at = end;
    }
    flush();
    return lines;
}

}  // namespace pw
