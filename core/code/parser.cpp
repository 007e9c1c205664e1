#include "core/code/parser.h"

#include <algorithm>
#include <array>

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

}  // namespace

// Brackets, signs and powers open it; what is deeper isn't read.
struct Parser::Deeper {
    explicit Deeper(int& depth) : depth_(depth) { ++depth_; }
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    bool fits() const { return depth_ <= nesting; }
    int& depth_;
};

bool Parser::sign(std::string_view s) const {
    return !at_end() && tokens_[at_].kind == Token::Kind::sign && tokens_[at_].text == s;
}

bool Parser::at_word(std::string_view w) const {
    return !at_end() && tokens_[at_].kind == Token::Kind::name && tokens_[at_].text == w;
}

std::optional<std::string_view> Parser::take_name() {
    if (at_end() || tokens_[at_].kind != Token::Kind::name || one_of(tokens_[at_].text, keywords)) return {};
    return tokens_[at_++].text;
}

std::optional<Expr> Parser::expressions() {
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

void Parser::hold(Expr& whole, Expr part) {
    whole.depth = std::max(whole.depth, part.depth + 1);
    whole.parts.push_back(std::move(part));
}

std::optional<Expr> Parser::checked(Expr e) {
    return e.depth > most_depth ? std::nullopt : std::optional(std::move(e));
}

std::optional<std::string_view> Parser::operation(int level) {
    static constexpr std::array<std::string_view, 2> sums{"+", "-"};
    static constexpr std::array<std::string_view, 4> products{"*", "/", "//", "%"};
    if (at_end() || tokens_[at_].kind != Token::Kind::sign) return {};
    const std::string_view text = tokens_[at_].text;
    const bool fits = level == 0 ? one_of(text, sums) : one_of(text, products);
    return fits ? std::optional(text) : std::nullopt;
}

std::optional<Expr> Parser::binary(int level) {
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

std::optional<Expr> Parser::unary() {
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

std::optional<Expr> Parser::power() {
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

std::optional<Expr> Parser::postfix() {
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

std::optional<Expr> Parser::attribute(Expr base) {
    const auto name = take_name();
    if (!name) return {};
    Expr e;
    e.kind = Expr::Kind::attribute;
    e.text = *name;
    hold(e, std::move(base));
    return checked(std::move(e));
}

std::optional<Expr> Parser::call(Expr function, std::string_view end) {
    const Deeper deeper(depth_);
    Expr e;
    e.kind = Expr::Kind::call;
    hold(e, std::move(function));
    if (!deeper.fits() || !arguments(e, end)) return {};
    return checked(std::move(e));
}

bool Parser::arguments(Expr& e, std::string_view end) {
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

bool Parser::onnx_attributes(const Expr& e, std::string_view bracket) const {
    const auto is = [&](std::size_t i, Token::Kind kind) {
        return i < tokens_.size() && tokens_[i].kind == kind;
    };
    return e.kind == Expr::Kind::name && sign(bracket) && is(at_ + 1, Token::Kind::name) &&
           is(at_ + 2, Token::Kind::sign) && tokens_[at_ + 2].text == "=";
}

std::optional<Expr> Parser::node(Expr name) {
    const std::string_view end = tokens_[at_ - 1].text == "<" ? ">" : "]";
    auto e = call(std::move(name), end);
    if (!e || !take("(")) return {};
    // Its inputs come behind the attributes, each by its place.
    return arguments(*e, ")") ? e : std::nullopt;
}

std::optional<Expr> Parser::item(Expr base) {
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

std::optional<Expr> Parser::slice() {
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

std::optional<Expr> Parser::list(Expr::Kind kind, std::string_view end) {
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

std::optional<Expr> Parser::primary() {
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

}  // namespace pw::code
