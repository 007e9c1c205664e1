#include "app/ui/wrapped.h"

namespace pw {

namespace {

// The length of the character that begins here, in UTF-8.
std::size_t character(std::string_view text, std::size_t i) {
    std::size_t n = 1;
    while (i + n < text.size() && (static_cast<unsigned char>(text[i + n]) & 0xC0) == 0x80) ++n;
    return n;
}

}  // namespace

std::vector<std::string> wrapped(const Pen& pen, const std::string& text, Weight weight, double size,
                                 double width) {
    std::vector<std::string> lines;
    std::size_t begin = 0, cut = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = character(text, i);
        if (text[i] == ' ' || n >= 3) cut = i;
        if (pen.width(text.substr(begin, i + n - begin), weight, size) > width && i > begin) {
            const std::size_t end = cut > begin ? cut : i;
            lines.push_back(text.substr(begin, end - begin));
            begin = end + (text[end] == ' ' ? 1 : 0);
            cut = begin;
        }
        i += n;
    }
    lines.push_back(text.substr(begin));
    return lines;
}

}  // namespace pw
