// Numbers as people read them. Never depends on the locale.
#pragma once

#include <cstdint>
#include <string>

namespace pw {

// For cells, chips and sentences: at most 2 decimals, trailing zeros dropped; |v| < 0.005 (not 0) or >= 1e5
// as "1.2e5" (integers up to 6 digits below 1e5 whole); minus is U+2212, never "-0"; "∞", "−∞", "NaN".
std::string show(double v);
// Whether show(v) is not exactly v, so that "≈" is due in place of "=".
bool is_rounded(double v);

// How the learner wants numbers: decimals, or exact fractions where they are.
struct NumberFormat {
    bool fractions = false;
    int digits = 2;  // decimals at most, 0 to 6
    bool operator==(const NumberFormat&) const = default;
};
// With fractions, a number that isn't whole is "15/4" or "−1/3" if that is its very float32 and short: a
// denominator up to 256, a numerator below 1e5. Everything else as above, with that many decimals.
std::string show(double v, const NumberFormat& format);
bool is_rounded(double v, const NumberFormat& format);

// For hover and tooltips: up to 9 significant digits.
std::string show_full(double v);
// For eval and files: the shortest text that reads back as the same float32; "inf", "-inf", "nan", ASCII
// minus.
std::string shortest(float v);
// A count with thin spaces between groups of three: "2 352".
std::string show_count(std::int64_t n);
// A fraction of 1 in hundredths: "1 %", "0.4 %".
std::string show_percent(double fraction);
// With three digits: "166 kB", "2.66 MB"; below a thousand as they are: "50 B".
std::string show_bytes(std::int64_t bytes);
// A whole number with U+2212 as its minus.
std::string show_int(std::int64_t n);
// "4 × 4"
std::string shape_text(std::int64_t h, std::int64_t w);

}  // namespace pw
