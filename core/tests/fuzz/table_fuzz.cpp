// Any bytes as a pasted table and as one number: refused, or numbers that can be written and read again.
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "core/base/number.h"
#include "core/tensor/csv.h"

namespace {

using namespace pw;

bool alike(float a, float b) { return std::memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b); }

void expect(bool fact) {
    if (!fact) std::abort();
}

void check_number(std::string_view text) {
    float value = 0, again = 0;
    if (parse_number(text, value) != Parsed::number) return;
    expect(parse_number(shortest(value), again) == Parsed::number);
    expect(alike(value, again));
    for (const NumberFormat& format : {NumberFormat{}, NumberFormat{true, 0}, NumberFormat{false, 6}})
        expect(!show(value, format).empty());
    // A fraction that is shown is the very number.
    if (const std::string shown = show(value, {true, 2}); shown.find('/') != std::string::npos) {
        expect(parse_number(shown, again) == Parsed::number);
        expect(alike(value, again) && !is_rounded(value, {true, 2}));
    }
}

void check_table(std::string_view text) {
    const auto table = read_csv("fuzz.csv", text);
    if (!table) return;
    const auto written = write_csv(*table);
    expect(written.has_value());
    const auto again = read_csv("fuzz.csv", *written);
    expect(again && again->shape() == table->shape());
    for (std::size_t i = 0; i < table->data().size(); ++i) expect(alike(table->data()[i], again->data()[i]));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_number(text);
    check_table(text);
    return 0;
}
