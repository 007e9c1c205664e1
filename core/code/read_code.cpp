#include "core/code/read_code.h"

#include <algorithm>

#include "core/code/meaning.h"

namespace pw {

namespace {

bool names_code(std::string_view name, bool behind_dot) {
    static constexpr std::string_view makers[] = {"tensor", "Tensor", "array",     "constant", "FloatTensor",
                                                  "arange", "randn",  "ones",      "zeros",    "eye",
                                                  "rand",   "full",   "from_numpy"};
    const std::string_view own[] = {name}, tf[] = {"tf", name};
    if (name == "Sequential" || name == "make_node" || code::find_signature(own)) return true;
    if (behind_dot && code::find_signature(tf)) return true;
    return behind_dot && std::ranges::find(makers, name) != std::end(makers);
}

}  // namespace

bool looks_like_code(std::string_view text) {
    if (text.size() > limits::code_bytes || text.find('\0') != text.npos) return false;
    const std::string plain = code::normalised(text);
    for (const code::Line& line : code::logical_lines(plain)) {
        const auto& tokens = line.tokens;
        const auto is = [&](std::size_t i, std::string_view sign) {
            return i < tokens.size() && tokens[i].kind == code::Token::Kind::sign && tokens[i].text == sign;
        };
        const bool imports = tokens[0].text == "import" || tokens[0].text == "from";
        if (imports && tokens.size() > 1 && code::is_framework({&tokens[1].text, 1})) return true;
        // A list by itself or as a name's value.
        if (is(0, "[") || (is(1, "=") && is(2, "["))) return true;
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
            if (tokens[i].kind != code::Token::Kind::name) continue;
            const bool called = is(i + 1, "(") || is(i + 1, "<") || is(i + 1, "[");
            if (called && names_code(tokens[i].text, i > 0 && is(i - 1, "."))) return true;
        }
    }
    return false;
}

Expected<CodeRead> read_code(std::string_view text, const Document& current) {
    if (text.size() > limits::code_bytes)
        return fail("problem.code.long", {static_cast<std::int64_t>(limits::code_bytes >> 10)});
    const std::string plain = code::normalised(text);
    code::Script script = code::read_script(plain);
    const code::Choice choice = code::choose(script);
    auto assembled = code::assemble(script, choice, current);
    if (!assembled) return fail("problem.code.nothing");
    CodeRead read;
    read.makes = assembled->makes;
    for (int line = 0; line < static_cast<int>(script.lines.size()); ++line) {
        read.lines.push_back(code::meaning_of(script, line, choice, *assembled));
        if (read.lines.back().use == CodeLine::Use::used) ++read.used;
    }
    read.document = std::move(assembled->document);
    return read;
}

}  // namespace pw
