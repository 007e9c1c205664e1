// JSON as a tree in which every value knows its line. Arrays of numbers that may be large ("input", "values",
// "weight", "bias", "gradient") are read straight into flat tables; limits hold while reading, before memory
// is taken.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/expected.h"

namespace pw {

struct Json {
    enum class Kind { null, boolean, integer, number, text, list, object, table };
    struct Member;

    Kind kind = Kind::null;
    std::int64_t line = 1;
    bool boolean = false;
    std::int64_t integer = 0;
    double number = 0;  // of an integer as well
    std::string text;
    std::vector<Json> list;
    std::vector<Member> members;      // in the order of the file
    std::vector<std::int64_t> sizes;  // of a table, outermost first
    std::vector<float> values;

    // nullptr when the object has no such key.
    const Json* find(std::string_view key) const;
};
struct Json::Member {
    std::string key;
    std::int64_t line = 1;
    Json value;
};

namespace limits {
inline constexpr std::int64_t nesting = 32;
inline constexpr std::int64_t stages = 32;  // and entries of every other list that isn't a table
}  // namespace limits

// "problem.document.*" with the file's name, the line and what is wrong.
Expected<Json> parse_json(std::string_view name, std::string_view text);

}  // namespace pw
