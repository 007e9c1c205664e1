// What a line says: a small part of Python's grammar, calls and literals above all. What isn't in it is
// `other`.
#pragma once

#include <string_view>
#include <vector>

#include "core/code/tokens.h"

namespace pw::code {

struct Expr {
    enum class Kind {
        number,
        text,
        constant /* True, False, None, … */,
        name,
        list,
        tuple,
        attribute /* parts[0].text */,
        call /* parts[0] with the others, `names` are theirs */,
        item /* parts[0][others] */,
        slice /* up to two parts, either may be `none` */,
        none /* nothing where something may stand */,
        star /* *parts[0] */,
        negative,
        binary /* parts[0] text parts[1] */
    };
    Kind kind = Kind::none;
    std::string_view text;
    double number = 0;
    bool whole = false;
    int depth = 1;
    std::vector<Expr> parts;
    std::vector<std::string_view> names;  // of a call's arguments, from parts[1] on; empty: by position
};

struct Statement {
    enum class Kind { import, define, assign, expression, returns, other };
    Kind kind = Kind::other;
    std::vector<Expr> targets;  // a = b = …: each a name, an attribute, an item or a tuple of them
    Expr value;                 // `none` where it can't be read
    // import: what stands behind each new name, such as "np" for "numpy"; define: parameters and defaults.
    struct Name {
        std::string_view name;
        std::vector<std::string_view> path;
        Expr value;
    };
    std::vector<Name> names;
    std::string_view name;  // define
    bool is_class = false;
};

// A line's statements: several with `;`, or what follows a `with …:` on its line.
std::vector<Statement> statements(const std::vector<Token>& tokens);

}  // namespace pw::code
