// What an expression of literals is worth: numbers, lists, tensors of any rank, layers, and what goes through
// them. Nothing is ever computed that the text doesn't hold.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace pw::code {

struct Numbers {
    std::vector<std::int64_t> shape;  // one entry for each axis; none: a single number
    std::shared_ptr<const std::vector<float>> values;
    std::shared_ptr<const std::vector<float>> turned = {};  // of -x: the numbers of x
    bool random = false;  // asked for as random numbers: these are other ones
    std::int64_t count() const { return values ? static_cast<std::int64_t>(values->size()) : 0; }
};

struct Value {
    enum class Kind {
        unknown,
        none,
        number,
        truth,
        text,
        list,
        numbers,
        layer,     // index: which
        sequence,  // items: layers
        flow,      // index: what has gone through some layers, or nothing yet
        weight,    // index: of a layer
        bias,      // index: of a layer
        net        // index: of a function or class of the text
    };
    Kind kind = Kind::unknown;
    double number = 0;
    bool whole = false;
    std::string_view text;
    std::shared_ptr<const std::vector<Value>> items;
    Numbers numbers;
    int index = -1;
    bool negative = false;  // a flow, turned round: -x
    bool ended = false;     // a flow that is no plane any more: flattened

    bool is(Kind k) const { return kind == k; }
};

Value number_value(double v, bool whole);
Value numbers_value(Numbers n);
Value list_value(std::vector<Value> items);
Value indexed_value(Value::Kind kind, int index);

// How many numbers one text may make in all: what is beyond stays unknown.
class Budget {
  public:
    bool take(std::int64_t count) { return count >= 0 && count <= left_ && (left_ -= count, true); }

  private:
    std::int64_t left_ = 8 << 20;
};

// A whole number; a truth counts as 0 or 1.
std::optional<std::int64_t> whole_of(const Value& value);
// Whole numbers, one or a list of them.
std::optional<std::vector<std::int64_t>> wholes_of(const Value& value);

// Lists of lists of numbers (or of tensors) of one size as a tensor; nothing when they are ragged.
std::optional<Numbers> numbers_of(const Value& value, Budget& budget);

std::optional<Numbers> filled_with(const std::vector<std::int64_t>& shape, float value, Budget& budget);
std::optional<Numbers> random_numbers(const std::vector<std::int64_t>& shape, Budget& budget);
std::optional<Numbers> eye(std::int64_t n, Budget& budget);
std::optional<Numbers> arange(double from, double to, double step, Budget& budget);
// The outer product of two rows.
std::optional<Numbers> outer(const Numbers& a, const Numbers& b, Budget& budget);

// One -1 stands for what is left.
std::optional<Numbers> reshaped(const Numbers& n, std::vector<std::int64_t> shape);
std::optional<Numbers> unsqueezed(const Numbers& n, std::int64_t axis);
Numbers squeezed(const Numbers& n);
// All of it so many times along each axis; more times than axes: new ones in front.
std::optional<Numbers> repeated(Numbers n, const std::vector<std::int64_t>& times, Budget& budget);
std::optional<Numbers> transposed(const Numbers& n, std::span<const std::size_t> order, Budget& budget);

std::optional<Numbers> negated(const Numbers& n, Budget& budget);
// `+ - * / // % **` of a tensor and a number, either side; or of two numbers.
std::optional<Numbers> combined(const Numbers& n, std::string_view op, double other, bool other_first,
                                Budget& budget);
std::optional<Value> combined(const Value& a, std::string_view op, const Value& b);

// One of x[…]'s places.
struct Index {
    enum class Kind { one, range, new_axis, rest } kind = Kind::one;
    std::optional<std::int64_t> from, to;  // one: `from`
};
std::optional<Numbers> picked(const Numbers& n, std::span<const Index> indices, Budget& budget);
// x[…] = a number.
std::optional<Numbers> replaced(const Numbers& n, std::span<const Index> indices, float value,
                                Budget& budget);

}  // namespace pw::code
