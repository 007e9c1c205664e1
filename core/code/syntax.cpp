#include "core/code/syntax.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace pw::code {

namespace {

constexpr int nesting = 32;      // of brackets
constexpr int most_depth = 200;  // of an expression: a + a + a + …, a.b.c.…

constexpr std::string_view constants[] = {"True", "False", "None", "Ellipsis"};
constexpr std::string_view keywords[] = {
    "and",    "as",   "assert", "async",  "await",  "break",   "class",    "continue",
    "def",    "del",  "elif",   "else",   "except", "finally", "for",      "from",
    "global", "if",   "import", "in",     "is",     "lambda",  "nonlocal", "not",
    "or",     "pass", "raise",  "return", "try",    "while",   "with",     "yield"};

bool one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

class Parser {
  public:
    explicit Parser(std::span<const Token> tokens) : tokens_(tokens) {}

    bool at_end() const { return at_ >= tokens_.size(); }
    bool sign(std::string_view s) const {
        return !at_end() && tokens_[at_].kind == Token::Kind::sign && tokens_[at_].text == s;
    }
    bool word(std::string_view w) const {
        return !at_end() && tokens_[at_].kind == Token::Kind::name && tokens_[at_].text == w;
    }
    bool take(std::string_view s) { return sign(s) && ++at_; }
    bool take_word(std::string_view w) { return word(w) && ++at_; }
    std::optional<std::string_view> take_name() {
        if (at_end() || tokens_[at_].kind != Token::Kind::name || one_of(tokens_[at_].text, keywords))
            return {};
        return tokens_[at_++].text;
    }
    std::size_t place() const { return at_; }
    void go_to(std::size_t at) { at_ = at; }

    // With commas: a tuple.
    std::optional<Expr> expressions() {
        auto first = expression();
        if (!first || !sign(",")) return first;
        Expr tuple;
        tuple.kind = Expr::Kind::tuple;
        hold(tuple, std::move(*first));
        while (take(",")) {
            if (at_end() || sign("=")) break;
            auto next = expression();
            if (!next) return {};
            hold(tuple, std::move(*next));
        }
        return checked(std::move(tuple));
    }

    std::optional<Expr> expression() { return binary(0); }

  private:
    static void hold(Expr& whole, Expr part) {
        whole.depth = std::max(whole.depth, part.depth + 1);
        whole.parts.push_back(std::move(part));
    }
    static std::optional<Expr> checked(Expr e) {
        return e.depth > most_depth ? std::nullopt : std::optional(std::move(e));
    }

    // Brackets, signs and powers open it; what is deeper isn't read.
    struct Deeper {
        explicit Deeper(int& depth) : depth_(depth) { ++depth_; }
        ~Deeper() { --depth_; }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;
        bool fits() const { return depth_ <= nesting; }
        int& depth_;
    };

    std::optional<std::string_view> operation(int level) {
        static constexpr std::array<std::string_view, 2> sums{"+", "-"};
        static constexpr std::array<std::string_view, 4> products{"*", "/", "//", "%"};
        if (at_end() || tokens_[at_].kind != Token::Kind::sign) return {};
        const std::string_view text = tokens_[at_].text;
        const bool fits = level == 0 ? one_of(text, sums) : one_of(text, products);
        return fits ? std::optional(text) : std::nullopt;
    }

    std::optional<Expr> binary(int level) {
        auto left = level == 0 ? binary(1) : unary();
        while (left) {
            const auto op = operation(level);
            if (!op) return left;
            ++at_;
            auto right = level == 0 ? binary(1) : unary();
            if (!right) return {};
            Expr both;
            both.kind = Expr::Kind::binary;
            both.text = *op;
            hold(both, std::move(*left));
            hold(both, std::move(*right));
            left = checked(std::move(both));
        }
        return {};
    }

    std::optional<Expr> unary() {
        const Deeper deeper(depth_);
        if (!deeper.fits()) return {};
        if (take("+")) return unary();
        const bool negative = sign("-"), star = sign("*");
        if (!negative && !star) return power();
        ++at_;
        auto value = unary();
        if (!value) return {};
        Expr e;
        e.kind = negative ? Expr::Kind::negative : Expr::Kind::star;
        hold(e, std::move(*value));
        return checked(std::move(e));
    }

    std::optional<Expr> power() {
        auto base = postfix();
        if (!base || !take("**")) return base;
        auto exponent = unary();
        if (!exponent) return {};
        Expr e;
        e.kind = Expr::Kind::binary;
        e.text = "**";
        hold(e, std::move(*base));
        hold(e, std::move(*exponent));
        return checked(std::move(e));
    }

    std::optional<Expr> postfix() {
        auto e = primary();
        while (e) {
            if (take("."))
                e = attribute(std::move(*e));
            else if (take("("))
                e = call(std::move(*e), ")");
            else if (sign("[") && !onnx_attributes(*e, "["))
                ++at_, e = item(std::move(*e));
            else if (onnx_attributes(*e, "[") || onnx_attributes(*e, "<"))
                ++at_, e = node(std::move(*e));
            else
                return e;
        }
        return {};
    }

    std::optional<Expr> attribute(Expr base) {
        const auto name = take_name();
        if (!name) return {};
        Expr e;
        e.kind = Expr::Kind::attribute;
        e.text = *name;
        hold(e, std::move(base));
        return checked(std::move(e));
    }

    std::optional<Expr> call(Expr function, std::string_view end) {
        const Deeper deeper(depth_);
        Expr e;
        e.kind = Expr::Kind::call;
        hold(e, std::move(function));
        if (!deeper.fits() || !arguments(e, end)) return {};
        return checked(std::move(e));
    }

    bool arguments(Expr& e, std::string_view end) {
        while (!take(end)) {
            std::string_view name;
            if (at_ + 1 < tokens_.size() && tokens_[at_].kind == Token::Kind::name &&
                tokens_[at_ + 1].kind == Token::Kind::sign && tokens_[at_ + 1].text == "=") {
                name = tokens_[at_].text;
                at_ += 2;
            }
            if (take("**")) name = "**";
            auto value = expression();
            if (!value) return false;
            hold(e, std::move(*value));
            e.names.push_back(name);
            if (!take(",") && !sign(end)) return false;
        }
        return true;
    }

    // A node in ONNX's own text: MaxPool <kernel_shape = [2, 2]> (x).
    bool onnx_attributes(const Expr& e, std::string_view bracket) const {
        const auto is = [&](std::size_t i, Token::Kind kind) {
            return i < tokens_.size() && tokens_[i].kind == kind;
        };
        return e.kind == Expr::Kind::name && sign(bracket) && is(at_ + 1, Token::Kind::name) &&
               is(at_ + 2, Token::Kind::sign) && tokens_[at_ + 2].text == "=";
    }
    std::optional<Expr> node(Expr name) {
        const std::string_view end = tokens_[at_ - 1].text == "<" ? ">" : "]";
        auto e = call(std::move(name), end);
        if (!e || !take("(")) return {};
        // Its inputs come behind the attributes, each by its place.
        return arguments(*e, ")") ? e : std::nullopt;
    }

    std::optional<Expr> item(Expr base) {
        const Deeper deeper(depth_);
        Expr e;
        e.kind = Expr::Kind::item;
        hold(e, std::move(base));
        if (!deeper.fits()) return {};
        while (!take("]")) {
            auto index = slice();
            if (!index) return {};
            hold(e, std::move(*index));
            if (!take(",") && !sign("]")) return {};
        }
        return checked(std::move(e));
    }

    std::optional<Expr> slice() {
        Expr e;
        e.kind = Expr::Kind::slice;
        for (int part = 0; part < 3; ++part) {
            if (sign(":") || sign(",") || sign("]")) {
                hold(e, Expr());
            } else {
                auto value = expression();
                if (!value) return {};
                if (part == 0 && !sign(":")) return value;
                hold(e, std::move(*value));
            }
            if (!take(":")) break;
        }
        return e;
    }

    std::optional<Expr> list(Expr::Kind kind, std::string_view end) {
        const Deeper deeper(depth_);
        if (!deeper.fits()) return {};
        Expr e;
        e.kind = kind;
        bool comma = false;
        while (!take(end)) {
            auto value = expression();
            if (!value) return {};
            hold(e, std::move(*value));
            if (take(","))
                comma = true;
            else if (!sign(end))
                return {};
        }
        const bool group = kind == Expr::Kind::tuple && e.parts.size() == 1 && !comma;
        if (!group) return checked(std::move(e));
        Expr inner = std::move(e.parts.front());
        return inner;
    }

    std::optional<Expr> primary() {
        if (at_end()) return {};
        if (take("[")) return list(Expr::Kind::list, "]");
        if (take("(")) return list(Expr::Kind::tuple, ")");
        const Token& token = tokens_[at_];
        Expr e;
        e.text = token.text;
        if (token.kind == Token::Kind::number) {
            e.kind = Expr::Kind::number;
            e.number = token.number;
            e.whole = token.whole;
        } else if (token.kind == Token::Kind::text) {
            e.kind = Expr::Kind::text;
        } else if (token.kind == Token::Kind::name) {
            if (one_of(token.text, keywords)) return {};
            e.kind = one_of(token.text, constants) ? Expr::Kind::constant : Expr::Kind::name;
        } else if (token.text == "...") {
            e.kind = Expr::Kind::constant;
        } else {
            return {};
        }
        ++at_;
        return e;
    }

    std::span<const Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

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
    } else if (p.word("class") || p.word("def")) {
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
    return t.kind == Token::Kind::name && one_of(t.text, words);
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
