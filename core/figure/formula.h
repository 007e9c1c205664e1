// A formula as a row of words and chips.
#pragma once

#include <string>
#include <vector>

#include "core/figure/draw.h"

namespace pw {

struct Token {
    std::string text;
    bool chip = false;
    Paint paint{};
    bool hollow = false;
    double ring = 0;
    bool strong = false;  // a number that stands out among the words
    std::string later{};  // what a hollow chip of a sum is going to hold: the row's size is chosen for it
};

inline Token plain(std::string text) {
    Token t;
    t.text = std::move(text);
    return t;
}

// A step walked backward: how the gradient is shared out, then what one cell has received in all. `elide`: no
// more than the first two parts, and the last.
std::vector<Token> back_tokens(const Kit& kit, const Facts& f, bool elide);
// How many parts that sum has by now.
std::size_t back_parts(const Facts& f);

}  // namespace pw
