#include "core/tensor/file_shape.h"

#include <string>

namespace pw {

Expected<void> check_file_shape(std::string_view name, const Shape& shape) {
    if (auto checked = check_shape(shape); !checked) {
        const Message& what = checked.error().what;
        constexpr std::string_view general = "problem.shape.";
        std::vector<Arg> args{std::string(name)};
        args.insert(args.end(), what.args.begin(), what.args.end());
        return fail("problem.file_shape." + what.key.substr(general.size()), std::move(args));
    }
    return {};
}

namespace {

// Bytes of the well-formed UTF-8 character that the text begins with; 0 when there is none.
std::size_t character(std::string_view s) {
    const auto lead = static_cast<unsigned char>(s[0]);
    const std::size_t size = lead < 0x80   ? 1
                             : lead < 0xc2 ? 0
                             : lead < 0xe0 ? 2
                             : lead < 0xf0 ? 3
                             : lead < 0xf5 ? 4
                                           : 0;
    if (size > s.size()) return 0;
    for (std::size_t i = 1; i < size; ++i)
        if ((static_cast<unsigned char>(s[i]) & 0xc0) != 0x80) return 0;
    return size;
}

}  // namespace

std::string excerpt(std::string_view text) {
    std::string out;
    std::size_t at = 0;
    for (int shown = 0; at < text.size() && shown < 24; ++shown) {
        const std::size_t size = character(text.substr(at));
        const bool plain = size > 1 || (size == 1 && text[at] >= ' ' && text[at] != '\x7f');
        out += plain ? text.substr(at, size) : "?";
        at += size > 0 ? size : 1;
    }
    if (at < text.size()) out += "…";
    return out;
}

}  // namespace pw
