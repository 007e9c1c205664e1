#include "core/export/embedded.h"

#include <algorithm>
#include <cstdint>

namespace pw {

namespace {

using std::string_view;

constexpr string_view png_signature = "\x89PNG\r\n\x1a\n", byte_order_mark = "\xEF\xBB\xBF";
constexpr string_view white = " \t\r\n\f";
constexpr string_view scheme = "poolwalk:";
constexpr std::size_t head_bytes = 64 << 10;                  // within which an SVG says that it is one
constexpr std::size_t most_text = 2 * limits::embedded_line;  // of a PDF's keywords
constexpr int most_keywords = 64;                             // of a PDF that are looked at

bool of_line(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == ':';
}

// The first share line within a text, with whatever stands around it.
std::optional<std::string> line_within(string_view text) {
    const std::size_t begin = text.find(scheme);
    if (begin == text.npos) return std::nullopt;
    text.remove_prefix(begin);
    const auto end = std::find_if_not(text.begin(), text.end(), of_line);
    const auto size = static_cast<std::size_t>(end - text.begin());
    if (size == scheme.size() || size > limits::embedded_line) return std::nullopt;
    return std::string(text.substr(0, size));
}

std::optional<std::string> of_svg(string_view bytes) {
    constexpr string_view open = "<metadata", close = "</metadata";
    for (std::size_t at = bytes.find(open); at != bytes.npos; at = bytes.find(open, at)) {
        at += open.size();
        const std::size_t end = bytes.find(close, at);
        if (end == bytes.npos) return std::nullopt;
        if (auto line = line_within(bytes.substr(at, end - at))) return line;
        at = end;
    }
    return std::nullopt;
}

// tEXt: keyword, 0, text. iTXt: keyword, 0, compressed?, method, language, 0, translated keyword, 0, text.
std::optional<std::string> of_chunk(string_view type, string_view data) {
    if (!data.starts_with(embedded_keyword)) return std::nullopt;
    data.remove_prefix(embedded_keyword.size());
    if (data.empty() || data[0] != '\0') return std::nullopt;
    data.remove_prefix(1);
    if (type == "iTXt") {
        if (data.size() < 2 || data[0] != '\0') return std::nullopt;
        data.remove_prefix(2);
        for (int i = 0; i < 2; ++i) {
            const std::size_t zero = data.find('\0');
            if (zero == data.npos) return std::nullopt;
            data.remove_prefix(zero + 1);
        }
    }
    return line_within(data);
}

std::optional<std::string> of_png(string_view bytes) {
    constexpr std::size_t around = 12;  // length, type, checksum
    bytes.remove_prefix(png_signature.size());
    while (bytes.size() >= around) {
        std::uint32_t length = 0;
        for (std::size_t i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(bytes[i]);
        if (length > bytes.size() - around) return std::nullopt;
        const string_view type = bytes.substr(4, 4);
        if (type == "tEXt" || type == "iTXt")
            if (auto line = of_chunk(type, bytes.substr(8, length))) return line;
        if (type == "IEND") return std::nullopt;
        bytes.remove_prefix(around + length);
    }
    return std::nullopt;
}

// "(…)" with its escapes undone, up to the bracket that closes it.
std::string literal(string_view text) {
    std::string out;
    int depth = 0;
    for (std::size_t i = 0; i < text.size() && out.size() <= most_text; ++i) {
        const char c = text[i];
        if (c == '\\' && i + 1 < text.size()) {
            const char next = text[++i];
            if (next >= '0' && next <= '7') {
                int value = 0;
                const std::size_t end = std::min(i + 3, text.size());
                for (; i < end && text[i] >= '0' && text[i] <= '7'; ++i) value = value * 8 + (text[i] - '0');
                --i;
                out += static_cast<char>(value);
            } else if (next == '\r' || next == '\n') {
                if (next == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;  // the line goes on
            } else {
                out += next;
            }
            continue;
        }
        if (c == '(' && depth++ == 0) continue;
        if (c == ')' && --depth == 0) break;
        out += c;
    }
    return out;
}

// "<…>": two digits a byte.
std::string hexadecimal(string_view text) {
    std::string out;
    int high = -1;
    for (const char c : text.substr(1)) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0 && white.find(c) != white.npos) continue;
        if (digit < 0 || out.size() > 2 * most_text) break;
        if (high < 0) {
            high = digit;
        } else {
            out += static_cast<char>(high << 4 | digit);
            high = -1;
        }
    }
    return out;
}

// A PDF's string is in its own Latin alphabet or, marked so, in UTF-16.
std::string narrow(const std::string& s) {
    if (!s.starts_with("\xFE\xFF")) return s;
    std::string out;
    for (std::size_t i = 2; i + 1 < s.size(); i += 2) out += s[i] == '\0' ? s[i + 1] : '?';
    return out;
}

// Programs that change a PDF append to it: the last keywords count.
std::optional<std::string> of_pdf(string_view bytes) {
    constexpr string_view key = "/Keywords";
    std::size_t at = bytes.rfind(key);
    for (int i = 0; i < most_keywords && at != bytes.npos;
         ++i, at = at ? bytes.rfind(key, at - 1) : bytes.npos) {
        string_view rest = bytes.substr(at + key.size());
        rest.remove_prefix(std::min(rest.find_first_not_of(white), rest.size()));
        // No string within the limit is longer, whichever way it is written.
        rest = rest.substr(0, 8 * most_text);
        if (rest.empty() || (rest[0] != '(' && rest[0] != '<')) continue;
        const std::string text = narrow(rest[0] == '(' ? literal(rest) : hexadecimal(rest));
        if (!text.starts_with(embedded_keyword)) continue;
        if (auto line = line_within(text)) return line;
    }
    return std::nullopt;
}

}  // namespace

std::optional<FigureKind> figure_kind(string_view bytes) {
    if (bytes.starts_with(png_signature)) return FigureKind::png;
    if (bytes.starts_with("%PDF-")) return FigureKind::pdf;
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    bytes.remove_prefix(std::min(bytes.find_first_not_of(white), bytes.size()));
    const bool svg = bytes.starts_with('<') && bytes.substr(0, head_bytes).find("<svg") != bytes.npos;
    return svg ? std::optional(FigureKind::svg) : std::nullopt;
}

std::optional<std::string> embedded_line(string_view bytes) {
    const auto kind = figure_kind(bytes);
    if (!kind) return std::nullopt;
    switch (*kind) {
        case FigureKind::svg:
            return of_svg(bytes);
        case FigureKind::png:
            return of_png(bytes);
        case FigureKind::pdf:
            return of_pdf(bytes);
    }
    return std::nullopt;
}

}  // namespace pw
