#include "core/code/syntax.h"

#include <algorithm>

#include "core/code/parser.h"

namespace pw::code {

namespace {

// "torch.nn" as its parts.
std::vector<std::string_view> dotted(Parser& p) {
    std::vector<std::string_view> path;
    while (const auto name = p.take_name()) {
        path.push_back(*name);
        if (!p.take(".")) break;
    }
    return path;
}

void read_import(Parser& p, Statement& s, std::vector<std::string_view> from) {
    p.take("(");
    do {
        std::vector<std::string_view> path = from;
        const auto more = dotted(p);
        path.insert(path.end(), more.begin(), more.end());
        if (more.empty()) return;
        Statement::Name name{more.front(), path, {}};
        const bool renamed = p.take_word("as");
        if (const auto other = renamed ? p.take_name() : std::nullopt) name.name = *other;
        // `import torch.nn` brings in torch.
        if (renamed || !from.empty()) s.names.push_back(std::move(name));
    } while (p.take(","));
}

void read_define(Parser& p, Statement& s) {
    s.kind = Statement::Kind::define;
    if (const auto name = p.take_name()) s.name = *name;
    if (s.is_class || !p.take("(")) return;
    while (!p.at_end() && !p.sign(")")) {
        p.take("*");
        const auto name = p.take_name();
        if (!name) return;
        Statement::Name parameter{*name, {}, {}};
        if (p.take(":") && !p.expression()) return;
        if (p.take("=")) {
            auto value = p.expression();
            if (!value) return;
            parameter.value = std::move(*value);
        }
        s.names.push_back(std::move(parameter));
        if (!p.take(",")) return;
    }
}

Statement assignment(Parser& p) {
    Statement s;
    auto first = p.expressions();
    if (!first) return s;
    std::vector<Expr> chain;
    chain.push_back(std::move(*first));
    // k: int = 2
    if (p.take(":") && !p.expression()) return s;
    while (p.take("=")) {
        auto next = p.expressions();
        if (!next) {
            // Known by its name, but not its value.
            s.kind = Statement::Kind::assign;
            s.targets = std::move(chain);
            return s;
        }
        chain.push_back(std::move(*next));
    }
    const bool whole = p.at_end();
    s.kind = chain.size() > 1 ? Statement::Kind::assign : Statement::Kind::expression;
    if (whole) s.value = std::move(chain.back());
    if (s.kind == Statement::Kind::expression && !whole) {
        static constexpr std::string_view changes[] = {"+=", "-=", "*=", "/=", "//=", "**="};
        const bool changed = std::ranges::any_of(changes, [&](std::string_view c) { return p.sign(c); });
        s.kind = changed ? Statement::Kind::assign : Statement::Kind::other;
        if (changed) s.targets = std::move(chain);
        return s;
    }
    chain.pop_back();
    s.targets = std::move(chain);
    return s;
}

Statement read_statement(std::span<const Token> tokens) {
    Parser p(tokens);
    Statement s;
    if (p.take_word("import")) {
        s.kind = Statement::Kind::import;
        read_import(p, s, {});
    } else if (p.take_word("from")) {
        const auto from = dotted(p);
        if (!p.take_word("import")) return s;
        s.kind = Statement::Kind::import;
        read_import(p, s, from);
    } else if (p.at_word("class") || p.at_word("def")) {
        s.is_class = p.take_word("class");
        p.take_word("def");
        read_define(p, s);
    } else if (p.take_word("return")) {
        s.kind = Statement::Kind::returns;
        auto value = p.expressions();
        if (value && p.at_end()) s.value = std::move(*value);
    } else {
        s = assignment(p);
    }
    return s;
}

bool begins_block(const Token& t) {
    static constexpr std::string_view words[] = {"with", "if",     "elif",    "else",  "for", "while",
                                                 "try",  "except", "finally", "class", "def"};
    return t.kind == Token::Kind::name && std::ranges::find(words, t.text) != std::end(words);
}

// Where its block's own line goes on: behind the colon that no bracket holds.
std::size_t behind_colon(std::span<const Token> tokens) {
    int depth = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind != Token::Kind::sign) continue;
        const std::string_view t = tokens[i].text;
        if (t == "(" || t == "[" || t == "{") ++depth;
        if (t == ")" || t == "]" || t == "}") --depth;
        if (t == ":" && depth == 0) return i + 1;
    }
    return tokens.size();
}

// The names that a `for` gives values nobody knows.
Statement loop_names(std::span<const Token> head) {
    Statement s;
    s.kind = Statement::Kind::assign;
    for (std::size_t i = 1; i < head.size() && head[i].text != "in"; ++i) {
        if (head[i].kind != Token::Kind::name) continue;
        Expr e;
        e.kind = Expr::Kind::name;
        e.text = head[i].text;
        s.targets.push_back(std::move(e));
    }
    return s;
}

}  // namespace

std::vector<Statement> statements(const std::vector<Token>& tokens) {
    std::vector<Statement> all;
    std::span<const Token> rest(tokens);
    while (!rest.empty() && begins_block(rest.front())) {
        const std::size_t behind = behind_colon(rest);
        const std::string_view word = rest.front().text;
        if (word == "class" || word == "def") all.push_back(read_statement(rest.subspan(0, behind)));
        if (word == "for") all.push_back(loop_names(rest.subspan(0, behind)));
        rest = rest.subspan(behind);
    }
    while (!rest.empty()) {
        const auto semicolon = std::ranges::find_if(
            rest, [](const Token& t) { return t.kind == Token::Kind::sign && t.text == ";"; });
        const auto length = static_cast<std::size_t>(semicolon - rest.begin());
        if (length > 0) all.push_back(read_statement(rest.subspan(0, length)));
        rest = rest.subspan(std::min(length + 1, rest.size()));
    }
    return all;
}

}  // namespace pw::code
