#include "app/command_line/values.h"

#include <charconv>
#include <cmath>
#include <vector>

namespace pw {

namespace {

constexpr std::int64_t largest = 1'000'000'000;  // larger sizes could only overflow

// Whole numbers with a separator between them; empty when anything else is there.
std::vector<std::int64_t> numbers(std::string_view text, std::string_view separator) {
    std::vector<std::int64_t> out;
    for (;;) {
        const std::size_t end = text.find(separator);
        const auto n = whole_number(text.substr(0, end));
        if (!n || *n < -largest || *n > largest) return {};
        out.push_back(*n);
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + separator.size());
    }
}

}  // namespace

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return n;
}

std::optional<double> decimal(std::string_view text) {
    double v = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(v)) return std::nullopt;
    return v;
}

std::optional<Pair> pair(std::string_view text) {
    const auto n = numbers(text, text.find("×") != std::string_view::npos ? "×" : "x");
    if (n.size() == 1) return Pair{n[0], n[0]};
    if (n.size() == 2) return Pair{n[0], n[1]};
    return std::nullopt;
}

std::optional<Samples> samples(std::string_view text) {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const auto w = decimal(text.substr(0, comma)), h = decimal(text.substr(comma + 1));
    if (!w || !h) return std::nullopt;
    return Samples{static_cast<float>(*w), static_cast<float>(*h)};
}

std::optional<Sides> padding_sides(std::string_view text) {
    if (const auto n = numbers(text, ","); n.size() == 4) return Sides{n[0], n[1], n[2], n[3]};
    const auto p = pair(text);
    if (!p) return std::nullopt;
    return Sides{p->h, p->w, p->h, p->w};
}

std::optional<ViewSize> view_size(std::string_view text) {
    const auto n = numbers(text, text.find("×") != std::string_view::npos ? "×" : "x");
    if (n.size() != 2 || n[0] < 320 || n[1] < 240 || n[0] > 8192 || n[1] > 8192) return std::nullopt;
    return ViewSize{static_cast<int>(n[0]), static_cast<int>(n[1])};
}

std::optional<double> view_scale(std::string_view text) {
    const auto v = decimal(text);
    return v && *v >= .5 && *v <= 4 ? v : std::nullopt;
}

}  // namespace pw
