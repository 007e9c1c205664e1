#include "core/code/tokens.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/utf8.h"

namespace pw::code {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}
bool goes_on(char c) { return begins_name(c) || is_digit(c); }
bool opens(char c) { return c == '(' || c == '[' || c == '{'; }
char other_half(char c) { return c == '(' ? ')' : c == '[' ? ']' : '}'; }
bool closes(char c) { return c == ')' || c == ']' || c == '}'; }

// One character of another keyboard; 0: it stays.
char plain(std::string_view character) {
    struct Twin {
        std::string_view other;
        char own;
    };
    static constexpr Twin twins[] = {{"\u201C", '"'}, {"\u201D", '"'}, {"\u2018", '\''}, {"\u2019", '\''},
                                     {"\u00A0", ' '}, {"\u3000", ' '}, {"\u2212", '-'},  {"\u3010", '['},
                                     {"\u3011", ']'}, {"\u3001", ','}};
    for (const Twin& twin : twins)
        if (character == twin.other) return twin.own;
    // U+FF01 to U+FF5E are ASCII's, wider.
    if (character.size() != 3 || character[0] != '\xEF') return 0;
    const int second = character[1] & 0x3F, third = character[2] & 0x3F;
    const int code = (0xF << 12 | second << 6 | third) - 0xFF01 + '!';
    return code >= '!' && code <= '~' ? static_cast<char>(code) : '\0';
}

// `>>> `, `... `, `In [3]: `, `Out[3]: ` at a line's beginning.
struct Prompt {
    enum class Kind { none, begins, goes_on, output } kind = Kind::none;
    std::size_t length = 0;
};
Prompt prompt_of(std::string_view line) {
    const std::size_t from = std::min(line.find_first_not_of(" \t"), line.size());
    const std::string_view rest = line.substr(from);
    if (rest.starts_with(">>>")) return {Prompt::Kind::begins, from + (rest.starts_with(">>> ") ? 4 : 3)};
    if (rest.starts_with("...:")) return {Prompt::Kind::goes_on, from + (rest.starts_with("...: ") ? 5 : 4)};
    if (rest.starts_with("... ") || rest == "...")
        return {Prompt::Kind::goes_on, from + std::min<std::size_t>(4, rest.size())};
    const bool out = rest.starts_with("Out");
    if (!out && !rest.starts_with("In")) return {};
    std::size_t at = rest.find_first_not_of(' ', out ? 3 : 2);
    if (at >= rest.size() || rest[at] != '[') return {};
    at = rest.find_first_not_of("0123456789 *", at + 1);
    if (at >= rest.size() || !rest.substr(at).starts_with("]:")) return {};
    at += rest.substr(at).starts_with("]: ") ? 3 : 2;
    return {out ? Prompt::Kind::output : Prompt::Kind::begins, from + at};
}

// A token, or the end of a line, with its place in the text.
struct Piece {
    Token token;
    std::size_t at = 0, end = 0;
    int line = 1;
    bool ends_line = false;
    bool open = false, close = false;  // a bracket that has its other half
    int indent = 0;
    bool output = false;
};

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::vector<Piece> scan() {
        session_ = has_prompts();
        begin_line();
        while (at_ < text_.size()) next();
        end_line();
        match();
        return std::move(pieces_);
    }

  private:
    bool has_prompts() const {
        for (std::size_t at = 0; at < text_.size();) {
            const std::size_t end = std::min(text_.find('\n', at), text_.size());
            if (prompt_of(text_.substr(at, end - at)).kind == Prompt::Kind::begins) return true;
            at = end + 1;
        }
        return false;
    }

    void begin_line() {
        output_ = false;
        if (session_) {
            const std::size_t end = std::min(text_.find('\n', at_), text_.size());
            const Prompt prompt = prompt_of(text_.substr(at_, end - at_));
            at_ += prompt.length;
            output_ = prompt.kind == Prompt::Kind::none || prompt.kind == Prompt::Kind::output;
        }
        indent_ = 0;
        for (; at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t'); ++at_)
            indent_ += text_[at_] == '\t' ? 4 : 1;
    }

    void end_line() {
        add({}, at_, at_);
        pieces_.back().ends_line = true;
    }

    void next() {
        const char c = text_[at_];
        if (c == '\n') {
            end_line();
            ++at_, ++line_;
            return begin_line();
        }
        if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') {
            at_ += 2, ++line_;
            return begin_line();
        }
        if (c == ' ' || c == '\t') return static_cast<void>(++at_);
        if (c == '#') return static_cast<void>(at_ = std::min(text_.find('\n', at_), text_.size()));
        if (c == '"' || c == '\'') return quoted(at_);
        if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number();
        if (begins_name(c)) return name();
        sign();
    }

    void name() {
        std::size_t end = at_;
        while (end < text_.size() && goes_on(text_[end])) ++end;
        // f"…", r'…': the letters belong to the text.
        const bool prefix = end - at_ <= 2 && end < text_.size() &&
                            (text_[end] == '"' || text_[end] == '\'') &&
                            text_.substr(at_, end - at_).find_first_not_of("fFrRbBuU") == text_.npos;
        if (prefix) return quoted(end);
        add({Token::Kind::name, text_.substr(at_, end - at_)}, at_, end);
        at_ = end;
    }

    void number() {
        std::size_t end = at_;
        bool whole = true;
        std::string digits;
        while (end < text_.size()) {
            const char c = text_[end];
            const bool exponent = (c == 'e' || c == 'E') && !digits.empty();
            const bool sign = (c == '+' || c == '-') && end > at_ && (text_[end - 1] | 32) == 'e';
            if (!is_digit(c) && c != '.' && c != '_' && !exponent && !sign) break;
            if (c != '_') digits += c;
            whole = whole && (is_digit(c) || c == '_');
            ++end;
        }
        Token token{Token::Kind::number, text_.substr(at_, end - at_)};
        const auto [to, error] = std::from_chars(digits.data(), digits.data() + digits.size(), token.number);
        token.whole = whole;
        // What isn't a number as a whole (0x1F, 1.2.3) is a name that nobody knows.
        if (error != std::errc() || to != digits.data() + digits.size() ||
            (end < text_.size() && begins_name(text_[end]) && text_[end] != 'j')) {
            while (end < text_.size() && goes_on(text_[end])) ++end;
            token = {Token::Kind::sign, text_.substr(at_, end - at_)};
        }
        add(token, at_, end);
        at_ = end;
    }

    void quoted(std::size_t quote) {
        const char c = text_[quote];
        const std::string_view three = c == '"' ? "\"\"\"" : "'''";
        if (text_.substr(quote, 3) == three) {
            bool& none = never_[c == '"' ? 0 : 1];
            const std::size_t end = none ? text_.npos : text_.find(three, quote + 3);
            if (end != text_.npos) {
                const std::string_view held = text_.substr(quote + 3, end - quote - 3);
                add({Token::Kind::text, held}, at_, end + 3);
                line_ += static_cast<int>(std::ranges::count(held, '\n'));
                at_ = end + 3;
                return;
            }
            none = true;
        }
        std::size_t end = quote + 1;
        while (end < text_.size() && text_[end] != c && text_[end] != '\n')
            end += text_[end] == '\\' && end + 1 < text_.size() && text_[end + 1] != '\n' ? 2 : 1;
        const bool closed = end < text_.size() && text_[end] == c;
        add({closed ? Token::Kind::text : Token::Kind::sign, text_.substr(quote + 1, end - quote - 1)}, at_,
            closed ? end + 1 : end);
        at_ = pieces_.back().end;
    }

    void sign() {
        static constexpr std::string_view longer[] = {"**=", "//=", "...", "<<=", ">>=", "**",
                                                      "//",  "==",  "!=",  "<=",  ">=",  "+=",
                                                      "-=",  "*=",  "/=",  "->",  ":="};
        std::size_t length = 1;
        for (const std::string_view s : longer)
            if (text_.substr(at_, s.size()) == s) {
                length = s.size();
                break;
            }
        add({Token::Kind::sign, text_.substr(at_, length)}, at_, at_ + length);
        at_ += length;
    }

    void add(Token token, std::size_t from, std::size_t end) {
        Piece piece{token, from, end, line_};
        piece.indent = indent_;
        piece.output = output_;
        pieces_.push_back(piece);
    }

    // A bracket without its other half holds nothing together.
    void match() {
        std::vector<std::size_t> waiting;
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            const Piece& p = pieces_[i];
            if (p.ends_line || p.token.kind != Token::Kind::sign || p.token.text.size() != 1) continue;
            if (opens(p.token.text[0])) waiting.push_back(i);
            if (waiting.empty() || !closes(p.token.text[0])) continue;
            if (p.token.text[0] != other_half(pieces_[waiting.back()].token.text[0])) continue;
            pieces_[waiting.back()].open = pieces_[i].close = true;
            waiting.pop_back();
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1, indent_ = 0;
    bool session_ = false, output_ = false;
    std::array<bool, 2> never_{};  // no such three quotes any more
    std::vector<Piece> pieces_;
};

constexpr std::size_t longest_shown = 400;

// Of a list the first rows or numbers: of each, how many are shown.
constexpr int shown_rows = 2, shown_numbers = 8;

// What stands between two pieces: what stood there, as one space at most.
class Shown {
  public:
    explicit Shown(std::string_view text) : text_(text) {}

    void add(const Piece& p) {
        const std::string_view word = text_.substr(p.at, p.end - p.at);
        const bool gap = last_ > 0 && (p.at > last_) &&
                         text_.substr(last_, p.at - last_).find_first_of(" \t\n") != text_.npos;
        last_ = p.end;
        const bool opening = p.open && word == "[", closing = p.close && word == "]";
        if (closing && !lists_.empty()) {
            if (lists_.back().cut) --cuts_;
            lists_.pop_back();
            if (cuts_ == 0) put(word, false);
            return;
        }
        if (word == "," && !lists_.empty() && p.token.kind == Token::Kind::sign) comma();
        if (opening && !lists_.empty()) lists_.back().rows = true;
        if (cuts_ == 0) put(word, gap && !after_bracket());
        if (opening) lists_.push_back({});
    }

    std::string take() { return std::move(out_); }

  private:
    struct List {
        bool rows = false, cut = false;
        int items = 1;
    };

    bool after_bracket() const { return !out_.empty() && opens(out_.back()); }

    void comma() {
        List& list = lists_.back();
        if (++list.items <= (list.rows ? shown_rows : shown_numbers) || list.cut || cuts_ > 0) return;
        put(", \u2026", false);
        list.cut = true;
        ++cuts_;
    }

    void put(std::string_view word, bool gap) {
        if (full_) return;
        if (gap) out_ += ' ';
        for (const char c : word) out_ += c == '\n' || c == '\t' ? ' ' : c;
        if (out_.size() <= longest_shown) return;
        out_.resize(utf8::begin(out_, longest_shown));
        out_ += "\u2026";
        full_ = true;
    }

    std::string_view text_;
    std::size_t last_ = 0;
    std::vector<List> lists_;
    int cuts_ = 0;  // of the lists that are open
    std::string out_;
    bool full_ = false;
};

}  // namespace

std::string normalised(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t end = utf8::after(text, i);
        if (text[i] == '\r') {
            if (end >= text.size() || text[end] != '\n') out += '\n';
        } else if (const char own = end > i + 1 ? plain(text.substr(i, end - i)) : '\0') {
            out += own;
        } else {
            out += text.substr(i, end - i);
        }
        i = end;
    }
    return out;
}

std::vector<Line> logical_lines(std::string_view text) {
    std::vector<Line> lines;
    Line line;
    Shown shown(text);
    int depth = 0;
    const auto finish = [&] {
        const bool only_text = line.tokens.size() == 1 && line.tokens.front().kind == Token::Kind::text;
        line.shown = shown.take();
        if (!line.tokens.empty() && !only_text) lines.push_back(std::move(line));
        line = {};
        shown = Shown(text);
    };
    for (const Piece& p : Scanner(text).scan()) {
        if (p.ends_line) {
            if (depth == 0) finish();
            continue;
        }
        if (line.tokens.empty()) {
            line.number = p.line;
            line.indent = p.indent;
            line.output = p.output;
        }
        depth += p.open ? 1 : p.close ? -1 : 0;
        line.tokens.push_back(p.token);
        shown.add(p);
    }
    finish();
    return lines;
}

}  // namespace pw::code
