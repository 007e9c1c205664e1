// Expressions out of tokens, for the statements of syntax.cpp: calls and literals above all.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/code/syntax.h"

namespace pw::code {

class Parser {
  public:
    explicit Parser(std::span<const Token> tokens) : tokens_(tokens) {}

    bool at_end() const { return at_ >= tokens_.size(); }
    bool sign(std::string_view s) const;
    bool at_word(std::string_view w) const;
    bool take(std::string_view s) { return sign(s) && ++at_; }
    bool take_word(std::string_view w) { return at_word(w) && ++at_; }
    std::optional<std::string_view> take_name();

    // With commas: a tuple.
    std::optional<Expr> expressions();

    std::optional<Expr> expression() { return binary(0); }

  private:
    static void hold(Expr& whole, Expr part);
    static std::optional<Expr> checked(Expr e);

    struct Deeper;
    std::optional<std::string_view> operation(int level);
    std::optional<Expr> binary(int level);
    std::optional<Expr> unary();
    std::optional<Expr> power();
    std::optional<Expr> postfix();
    std::optional<Expr> attribute(Expr base);
    std::optional<Expr> call(Expr function, std::string_view end);
    bool arguments(Expr& e, std::string_view end);
    // A node in ONNX's own text: MaxPool <kernel_shape = [2, 2]> (x).
    bool onnx_attributes(const Expr& e, std::string_view bracket) const;
    std::optional<Expr> node(Expr name);

    std::optional<Expr> item(Expr base);
    std::optional<Expr> slice();
    std::optional<Expr> list(Expr::Kind kind, std::string_view end);
    std::optional<Expr> primary();

    std::span<const Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace pw::code
