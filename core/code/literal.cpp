#include "core/code/literal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/number.h"

namespace pw::script {

namespace {

constexpr std::size_t width = 76;

bool whole(const std::string& cell) { return cell.find_first_not_of("-0123456789") == cell.npos; }

// How many dimensions begin (or end) at a place.
std::size_t edges(std::span<const std::int64_t> dimensions, std::int64_t place) {
    std::size_t count = 0;
    std::int64_t block = 1;
    for (std::size_t d = dimensions.size(); d-- > 0;) {
        block *= dimensions[d];
        if (place % block != 0) break;
        ++count;
    }
    return count;
}

// Fills lines: whole rows as long as they fit, else cell by cell.
class Wrap {
  public:
    explicit Wrap(const std::string& head)
        : lines_{head}, indent_(std::min<std::size_t>(head.size() + 1, 12), ' ') {}
    void row(const std::vector<std::string>& cells) {
        std::string all;
        for (const std::string& cell : cells) all += (all.empty() ? "" : " ") + cell;
        if (fits(all) || indent_.size() + all.size() <= width) return word(all);
        for (const std::string& cell : cells) word(cell);
    }
    std::vector<std::string> done(const std::string& tail) {
        lines_.back() += tail;
        return std::move(lines_);
    }

  private:
    bool fits(const std::string& text) const { return lines_.back().size() + 1 + text.size() <= width; }
    void word(const std::string& text) {
        if (first_ || fits(text))
            lines_.back() += (first_ ? "" : " ") + text;
        else
            lines_.push_back(indent_ + text);
        first_ = false;
    }
    std::vector<std::string> lines_;
    std::string indent_;
    bool first_ = true;
};

}  // namespace

std::string number(float v) { return v == 0 && std::signbit(v) ? "-0." : shortest(v); }

std::vector<std::string> literal(const std::string& head, std::span<const std::int64_t> dimensions,
                                 std::vector<std::string> cells, const std::string& tail, bool real) {
    if (real && std::ranges::all_of(cells, whole)) cells.front() += ".";
    Wrap wrap(head);
    std::vector<std::string> row;
    const auto count = std::ssize(cells);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::size_t closing = edges(dimensions, i + 1);
        row.push_back(std::string(edges(dimensions, i), '[') + cells[static_cast<std::size_t>(i)] +
                      std::string(closing, ']') + (i + 1 < count ? "," : ""));
        if (closing == 0) continue;
        wrap.row(row);
        row.clear();
    }
    return wrap.done(tail);
}

std::vector<std::string> cells(std::span<const float> values) {
    std::vector<std::string> all;
    for (const float v : values) all.push_back(number(v));
    return all;
}

std::vector<std::string> cells(std::span<const std::int64_t> values) {
    std::vector<std::string> all;
    for (const std::int64_t v : values) all.push_back(fmt::format("{}", v));
    return all;
}

std::vector<std::string> literal(const std::string& head, const Tensor& tensor, const std::string& tail,
                                 bool real) {
    const Shape& s = tensor.shape();
    const std::int64_t dimensions[] = {s.n, s.c, s.h, s.w};
    return literal(head, dimensions, cells(tensor.data()), tail, real);
}

std::vector<std::string> planes(const std::string& head, const Tensor& tensor, const std::string& tail,
                                const std::string& of_plane) {
    const Shape& s = tensor.shape();
    if (s.n * s.c > 1) return literal(head, tensor, tail, true);
    const std::int64_t dimensions[] = {s.h, s.w};
    return literal(head, dimensions, cells(tensor.data()), tail + of_plane, true);
}

std::vector<std::string> row(const std::string& head, std::vector<std::string> cells, const std::string& tail,
                             bool real) {
    const std::int64_t count[] = {std::ssize(cells)};
    return literal(head, count, std::move(cells), tail, real);
}

}  // namespace pw::script
