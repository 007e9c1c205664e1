#include "app/files/pasted_path.h"

#include <charconv>
#include <string>

#include "app/files/folder.h"

namespace pw {

namespace {

constexpr std::size_t longest = 3 * 4096;  // of a path with every byte written as %XX

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white = " \t\r\n";
    text.remove_prefix(std::min(text.find_first_not_of(white), text.size()));
    text = text.substr(0, text.find('\n'));
    return text.substr(0, text.find_last_not_of(white) + 1);
}

std::string_view unquoted(std::string_view text) {
    const bool quoted =
        text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.front() == text.back();
    return quoted ? text.substr(1, text.size() - 2) : text;
}

// "%20" -> " "; a % that isn't followed by two digits stays.
std::string without_percents(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned char byte = 0;
        const bool room = text[i] == '%' && i + 2 < text.size();
        const char* digits = text.data() + i + 1;
        const bool escape = room && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
        out += escape ? static_cast<char>(byte) : text[i];
        if (escape) i += 2;
    }
    return out;
}

std::string without_backslashes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        out += text[i];
    }
    return out;
}

}  // namespace

std::optional<std::filesystem::path> pasted_path(std::string_view text) {
    namespace fs = std::filesystem;
    text = unquoted(trimmed(text));
    if (text.size() > longest) return std::nullopt;
    for (const std::string_view scheme : {"file://localhost/", "file:///"})
        if (text.starts_with(scheme)) return fs::path(without_percents(text.substr(scheme.size() - 1)));
    if (!text.starts_with('/') && !text.starts_with("~/")) return std::nullopt;
    const fs::path path = expanded(text, {});
    std::error_code error;
    if (fs::exists(path, error) || text.find('\\') == std::string_view::npos) return path;
    return expanded(without_backslashes(text), {});
}

}  // namespace pw
