// Why something can't be, as a value: what was asked, the framework's own words, the arithmetic, what would
// work.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/message.h"

namespace pw {

// One piece of a formula that is set in a row: `floor((  4  + 2 ·  0  − …`.
struct Term {
    enum class Kind { symbol, value, result };
    Kind kind = Kind::symbol;
    std::string text;  // digits and operators only, never words of a language (except floor, ceil, min, max)
    std::string name;  // key of the word set under a value, such as "term.padding"; may be empty
    bool wrong = false;  // the value that breaks the rule
    bool operator==(const Term&) const = default;
};

// A parameter set to new values; `parameter` in PyTorch's name ("kernel_size", "padding", …), one value or
// (h, w).
struct Change {
    std::string parameter;
    std::vector<std::int64_t> values;
    bool operator==(const Change&) const = default;
};

// Changes that make the configuration valid, checked by the engine before they are offered.
struct Fix {
    Message label;  // "Padding 1"
    std::vector<Change> changes;
    std::int64_t out_h = 0, out_w = 0;  // the output's size that it leads to; 0 x 0 when it has none
    bool operator==(const Fix&) const = default;
};

struct Problem {
    Message what;           // a plain sentence
    std::string framework;  // the framework's message, verbatim, in its language; empty when it has none
    std::string speaker = "PyTorch";  // which framework
    std::vector<Term> arithmetic;     // the rule with these numbers; may be empty
    std::string verdict;              // "2 > 1"; may be empty
    std::vector<Fix> fixes;           // nearest first
    std::string parameter;            // the parameter to blame, in PyTorch's name; may be empty

    Problem() = default;
    explicit Problem(Message what_) : what(std::move(what_)) {}
    bool operator==(const Problem&) const = default;
};

}  // namespace pw
