#include "core/tensor/csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "core/base/number.h"
#include "core/tensor/file_shape.h"

namespace pw {

namespace {

std::string_view trim(std::string_view s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
    return s;
}

char separator_of(std::string_view line) {
    for (const char c : {'\t', ';', ','})
        if (line.find(c) != std::string_view::npos) return c;
    return ' ';
}

// Takes the first field off a line that is not empty. Spaces separate in runs, everything else one by one.
std::string_view take_field(std::string_view& line, char separator, bool& more) {
    const std::size_t end = line.find(separator);
    const std::string_view field = trim(line.substr(0, end));
    more = end != std::string_view::npos;
    line.remove_prefix(more ? end + 1 : line.size());
    if (separator == ' ') {
        line = trim(line);
        more = !line.empty();
    }
    return field;
}

class Reader {
  public:
    Reader(std::string_view name, std::string_view text) : name_(name), text_(text) {}

    Expected<Tensor> read() {
        if (text_.size() > limits::text_bytes)
            return fail("problem.file.too_large", {name_, std::int64_t(limits::text_bytes >> 20)});
        if (text_.starts_with("\xff\xfe") || text_.starts_with("\xfe\xff"))
            return fail("problem.csv.encoding", {name_});
        if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
        while (!text_.empty() && std::string_view(" \t\r\n").find(text_.back()) != std::string_view::npos)
            text_.remove_suffix(1);
        if (text_.empty()) return fail("problem.csv.empty", {name_});
        separator_ = separator_of(text_.substr(0, text_.find_first_of("\r\n")));
        points_ = text_.find('.') != std::string_view::npos;
        while (!text_.empty())
            if (auto row = read_line(take_line()); !row) return tl::unexpected(row.error());
        const Shape shape{1, 1, line_, columns_};
        if (auto checked = check_file_shape(name_, shape); !checked) return tl::unexpected(checked.error());
        return Tensor(shape, std::move(values_));
    }

  private:
    std::string_view take_line() {
        ++line_;
        const std::size_t end = text_.find_first_of("\r\n");
        const std::string_view line = trim(text_.substr(0, end));
        if (end == std::string_view::npos) {
            text_ = {};
        } else {
            const bool crlf = text_.substr(end).starts_with("\r\n");
            text_.remove_prefix(end + (crlf ? 2 : 1));
        }
        return line;
    }

    Expected<void> read_line(std::string_view line) {
        const std::string_view whole = line;
        if (line.empty()) return fail("problem.csv.empty_line", {name_, line_});
        if (line_ > limits::side) return fail("problem.csv.lines", {name_, limits::side});
        std::int64_t column = 0;
        for (bool more = true; more;) {
            ++column;
            const std::string_view field = take_field(line, separator_, more);
            if (column > limits::side) return fail("problem.csv.columns", {name_, line_, limits::side});
            if (static_cast<std::int64_t>(values_.size()) == limits::elements)
                return fail("problem.csv.elements", {name_, line_, limits::elements});
            if (auto value = read_field(field, column, whole); !value) return tl::unexpected(value.error());
        }
        if (line_ == 1) columns_ = column;
        if (column != columns_) return fail("problem.csv.ragged", {name_, line_, column, columns_});
        return {};
    }

    Expected<void> read_field(std::string_view field, std::int64_t column, std::string_view line) {
        if (field.empty()) return fail("problem.csv.empty_cell", {name_, line_, column});
        float value = 0;
        Parsed parsed = parse_number(field, value);
        if (parsed == Parsed::text && separator_ != ',' && std::count(field.begin(), field.end(), ',') == 1) {
            if (points_) return fail("problem.csv.decimal_comma", {name_, line_, column, excerpt(field)});
            std::string with_point(field);
            with_point[with_point.find(',')] = '.';
            parsed = parse_number(with_point, value);
        }
        if (parsed == Parsed::too_large)
            return fail("problem.csv.too_large", {name_, line_, column, excerpt(field)});
        if (parsed == Parsed::text)
            return fail(line_ == 1 && all_text(line) ? "problem.csv.header" : "problem.csv.not_a_number",
                        {name_, line_, column, excerpt(field)});
        values_.push_back(value);
        return {};
    }

    // A first line without a single number is a header.
    bool all_text(std::string_view line) const {
        float value = 0;
        for (bool more = true; more;)
            if (parse_number(take_field(line, separator_, more), value) != Parsed::text) return false;
        return true;
    }

    std::string name_;
    std::string_view text_;
    char separator_ = ',';
    bool points_ = false;
    std::int64_t line_ = 0, columns_ = 0;
    std::vector<float> values_;
};

bool equals_ignoring_case(std::string_view a, std::string_view lower) {
    return a.size() == lower.size() &&
           std::equal(a.begin(), a.end(), lower.begin(), [](char x, char y) { return (x | 32) == y; });
}

bool begins_a_number(std::string_view text) {
    return !text.empty() && (text[0] == '.' || (text[0] >= '0' && text[0] <= '9'));
}

// All of the text as a number without a sign.
template <class T>
std::errc digits(std::string_view text, T& value) {
    if (!begins_a_number(text)) return std::errc::invalid_argument;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return end == text.data() + text.size() ? error : std::errc::invalid_argument;
}

// Too small is rounded to the nearest float32, too large has none.
Parsed parse_extreme(std::string_view text, float& value) {
    double wide = 0;
    const bool fits = digits(text, wide) == std::errc();
    const bool tiny = fits ? wide < 1 : text.find_first_of("eE") + 1 == text.find('-');
    if (!tiny) return Parsed::too_large;
    value = fits ? static_cast<float>(wide) : 0.f;
    return Parsed::number;
}

Parsed parse_fraction(std::string_view over, std::string_view under, float& value) {
    double p = 0, q = 0;
    if (digits(over, p) != std::errc() || digits(under, q) != std::errc() || q == 0) return Parsed::text;
    if (p / q > std::numeric_limits<float>::max()) return Parsed::too_large;
    value = static_cast<float>(p / q);
    return Parsed::number;
}

Parsed parse_unsigned(std::string_view text, float& value) {
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos)
        return parse_fraction(text.substr(0, slash), text.substr(slash + 1), value);
    if (equals_ignoring_case(text, "inf") || equals_ignoring_case(text, "infinity")) {
        value = INFINITY;
        return Parsed::number;
    }
    if (equals_ignoring_case(text, "nan")) {
        value = NAN;
        return Parsed::number;
    }
    const std::errc error = digits(text, value);
    if (error == std::errc::result_out_of_range) return parse_extreme(text, value);
    return error == std::errc() ? Parsed::number : Parsed::text;
}

}  // namespace

Parsed parse_number(std::string_view text, float& value) {
    bool negative = false;
    for (const std::string_view sign : {"+", "-", "−"}) {
        if (!text.starts_with(sign)) continue;
        negative = sign != "+";
        text.remove_prefix(sign.size());
        break;
    }
    float read = 0;
    const Parsed parsed = parse_unsigned(text, read);
    if (parsed == Parsed::number) value = negative ? -read : read;
    return parsed;
}

Expected<Tensor> read_csv(std::string_view name, std::string_view text) { return Reader(name, text).read(); }

Expected<std::string> write_csv(const Tensor& tensor) {
    const Shape& s = tensor.shape();
    if (s.n * s.c != 1) return fail("problem.csv.channels", {s.n, s.c, s.h, s.w});
    std::string out;
    for (std::int64_t y = 0; y < s.h; ++y)
        for (std::int64_t x = 0; x < s.w; ++x) {
            out += shortest(tensor.at(0, 0, y, x));
            out += x + 1 < s.w ? ',' : '\n';
        }
    return out;
}

}  // namespace pw
