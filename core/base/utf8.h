// Characters of a text in UTF-8; positions are bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pw::utf8 {

// Not the first byte of a character.
inline bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Where the character begins that `at` lies in.
inline std::size_t begin(std::string_view text, std::size_t at) {
    while (at > 0 && at < text.size() && continues(text[at])) --at;
    return at;
}
inline std::size_t before(std::string_view text, std::size_t at) { return at == 0 ? 0 : begin(text, at - 1); }
inline std::size_t after(std::string_view text, std::size_t at) {
    if (at < text.size()) ++at;
    while (at < text.size() && continues(text[at])) ++at;
    return at;
}

inline std::string encoded(char32_t c) {
    const auto byte = [](char32_t v) { return static_cast<char>(v); };
    const auto rest = [&](int shift) { return byte(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xC0 | c >> 6), rest(0)};
    if (c < 0x10000) return {byte(0xE0 | c >> 12), rest(6), rest(0)};
    return {byte(0xF0 | c >> 18), rest(12), rest(6), rest(0)};
}

}  // namespace pw::utf8
