// A text of Python as logical lines of tokens: what brackets and backslashes hold together is one line,
// comments and the prompts of notebooks are gone. Linear in the text, whatever it holds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pw::code {

struct Token {
    enum class Kind { name, number, text, sign };
    Kind kind = Kind::sign;
    std::string_view text;  // as it is written; of a text what the quotes hold
    double number = 0;
    bool whole = false;  // a number without point or exponent
};

struct Line {
    int number = 1;     // of its first line in the text
    int indent = 0;     // columns; a tab is four
    std::string shown;  // on one line, long lists cut
    std::vector<Token> tokens;
    bool output = false;  // of a session that has prompts: what it printed
};

// Quotes, brackets and spaces of other keyboards as Python's own; line ends as LF.
std::string normalised(std::string_view text);

// `text` is normalised, and outlives the lines.
std::vector<Line> logical_lines(std::string_view text);

}  // namespace pw::code
