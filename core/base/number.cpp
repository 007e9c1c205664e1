#include "core/base/number.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>

namespace pw {

namespace {

// ASCII digits with '-' to text with U+2212.
std::string with_minus(std::string s) {
    for (std::size_t at = 0; (at = s.find('-', at)) != std::string::npos; at += 3) s.replace(at, 1, "−");
    return s;
}

std::string without_trailing_zeros(std::string s) {
    if (s.find('.') == std::string::npos) return s;
    s.erase(s.find_last_not_of('0') + 1);
    if (s.back() == '.') s.pop_back();
    return s;
}

// "1.20e+05" to "1.2e5".
std::string tidy_exponent(double v, int decimals) {
    const std::string s = fmt::format("{:.{}e}", v, decimals);
    const std::size_t e = s.find('e');
    const int exponent = std::stoi(s.substr(e + 1));
    return without_trailing_zeros(s.substr(0, e)) + "e" + std::to_string(exponent);
}

std::string special(double v) {
    if (std::isnan(v)) return "NaN";
    return v > 0 ? "∞" : "−∞";
}

// ASCII digits of a finite number. Scientific where no digit would be left, or too many.
std::string decimal(double v, int digits) {
    if (std::abs(v) >= 1e5) return tidy_exponent(v, 1);
    const std::string s = fmt::format("{:.{}f}", v, digits);
    if (s.find_first_not_of("-0.") == std::string::npos) return tidy_exponent(v, 1);
    return without_trailing_zeros(s);
}

struct Fraction {
    long numerator = 0;
    int denominator = 1;
};

// The shortest fraction that is this float32; nothing for a whole number.
std::optional<Fraction> fraction_of(double v) {
    const auto single = static_cast<float>(v);
    if (!std::isfinite(single) || std::abs(single) >= 1e5f || single == std::trunc(single)) return {};
    for (int q = 2; q <= 256; ++q) {
        const double p = std::nearbyint(static_cast<double>(single) * q);
        if (std::abs(p) >= 1e5) return {};
        if (static_cast<float>(p / q) == single) return Fraction{std::lround(p), q};
    }
    return {};
}

}  // namespace

std::string show(double v, const NumberFormat& format) {
    if (!std::isfinite(v)) return special(v);
    if (v == 0) return "0";
    if (format.fractions)
        if (const auto f = fraction_of(v))
            return with_minus(fmt::format("{}/{}", f->numerator, f->denominator));
    return with_minus(decimal(v, format.digits));
}

bool is_rounded(double v, const NumberFormat& format) {
    if (!std::isfinite(v) || v == 0) return false;
    if (format.fractions && fraction_of(v)) return false;
    const std::string s = decimal(v, format.digits);
    double back = 0;
    std::from_chars(s.data(), s.data() + s.size(), back);
    // A float32 such as 0.1f shows as 0.1: its own decimal is not a loss.
    return static_cast<float>(back) != static_cast<float>(v);
}

std::string show(double v) { return show(v, {}); }

bool is_rounded(double v) { return is_rounded(v, {}); }

std::string show_full(double v) {
    if (!std::isfinite(v)) return special(v);
    if (v == 0) return "0";
    return with_minus(fmt::format("{:.9g}", v));
}

std::string shortest(float v) {
    if (std::isnan(v)) return "nan";
    if (std::isinf(v)) return v > 0 ? "inf" : "-inf";
    return fmt::format("{}", v == 0 ? 0.f : v).ends_with(".0") ? fmt::format("{:.0f}", v)
                                                               : fmt::format("{}", v);
}

std::string show_count(std::int64_t n) {
    std::string s = std::to_string(n);
    for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(s.size()) - 3; i > (n < 0 ? 1 : 0); i -= 3)
        s.insert(static_cast<std::size_t>(i), "\u2009");
    return with_minus(s);
}

std::string show_percent(double fraction) { return show(fraction * 100) + " %"; }

std::string show_bytes(std::int64_t bytes) {
    if (bytes < 1000) return std::to_string(bytes) + " B";
    static constexpr const char* units[] = {"kB", "MB", "GB"};
    double n = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    // 999.5 of one is already 1.00 of the next.
    for (; n >= 999.5 && unit + 1 < std::size(units); ++unit) n /= 1000;
    const int decimals = n < 9.995 ? 2 : n < 99.95 ? 1 : 0;
    return fmt::format("{:.{}f} {}", n, decimals, units[unit]);
}

std::string show_int(std::int64_t n) { return with_minus(std::to_string(n)); }

std::string shape_text(std::int64_t h, std::int64_t w) { return show_int(h) + " × " + show_int(w); }

}  // namespace pw
