#include "core/code/meaning.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/base/number.h"

namespace pw::code {

namespace {

std::string size_text(std::span<const std::int64_t> sides) {
    std::string text;
    for (const std::int64_t side : sides) text += (text.empty() ? "" : " × ") + show_int(side);
    return text;
}

std::string size_text(Pair p) {
    const std::int64_t sides[] = {p.h, p.w};
    return size_text(sides);
}

// "2", or "2 × 3" where the sides differ.
std::string sides_text(Pair p) { return p.h == p.w ? show_int(p.h) : size_text(p); }

// A tensor's sides, without the ones in front that say nothing.
std::string tensor_text(const Shape& s) {
    const std::int64_t all[] = {s.n, s.c, s.h, s.w};
    return size_text(std::span(all).subspan(s.n > 1 ? 0 : s.c > 1 ? 1 : 2));
}

// "max_pool 2 × 2", "stride 3", "padding 1", …
std::vector<Message> stage_words(const Stage& stage) {
    const OpInfo& op = *stage.op;
    const Params& p = stage.params;
    const WindowSpec& w = p.window;
    const std::string name(op.name);
    const bool windows = op.has(Param::kernel_size) || op.has(Param::weight);
    std::vector<Message> words;
    if (windows)
        words.emplace_back("code.stage", std::vector<Arg>{name, size_text(kernel_of(op, p))});
    else if (op.has(Param::output_size))
        words.emplace_back("code.stage_to", std::vector<Arg>{name, size_text(p.output_size)});
    else
        words.emplace_back("code.stage_plain", std::vector<Arg>{name});
    const auto say = [&](const char* key, std::string value) {
        words.emplace_back(key, std::vector<Arg>{std::move(value)});
    };
    if (op.has(Param::stride) && w.stride) say("code.stride", sides_text(*w.stride));
    const Pair end = end_of_padding(w);
    if (w.auto_pad >= AutoPad::same_upper)
        words.emplace_back("code.padding_same");
    else if (op.has(Param::padding) && end != w.padding)
        say("code.padding", fmt::format("{}, {}, {}, {}", w.padding.h, w.padding.w, end.h, end.w));
    else if (op.has(Param::padding) && w.padding != Pair{0, 0})
        say("code.padding", sides_text(w.padding));
    if (op.has(Param::dilation) && w.dilation != Pair{1, 1}) say("code.dilation", sides_text(w.dilation));
    if (op.has(Param::ceil_mode) && w.ceil_mode) words.emplace_back("code.ceil_mode");
    return words;
}

// A constant as it is written.
std::optional<std::string> constant_text(const Value& value) {
    if (value.is(Value::Kind::number)) return show_full(value.number);
    if (value.is(Value::Kind::truth)) return value.number != 0 ? "True" : "False";
    if (value.is(Value::Kind::text))
        return value.text.size() <= 24 ? std::optional("\"" + std::string(value.text) + "\"") : std::nullopt;
    const auto all = value.is(Value::Kind::list) ? wholes_of(value) : std::nullopt;
    if (!all || all->size() > 4) return {};
    return fmt::format("({})", fmt::join(*all, ", "));
}

class Meaning {
  public:
    Meaning(const Script& s, int line, const Choice& c, const Assembled& a)
        : s_(s), f_(s.facts[static_cast<std::size_t>(line)]), line_(line), c_(c), a_(a) {
        const Line& own = s.lines[static_cast<std::size_t>(line)];
        said_.number = own.number;
        said_.text = own.shown;
        output_ = own.output;
    }

    CodeLine say() {
        if (c_.used.contains(line_) && used()) {
            said_.use = CodeLine::Use::used;
            notes();
        } else {
            said_.meaning.clear();
            left_alone();
        }
        return std::move(said_);
    }

  private:
    void mean(const char* key, std::vector<Arg> args = {}) {
        said_.meaning.emplace_back(key, std::move(args));
    }
    void note(const char* key, std::vector<Arg> args = {}) {
        const Message m(key, std::move(args));
        if (std::ranges::find(said_.notes, m) == said_.notes.end()) said_.notes.push_back(m);
    }

    // True when it says what the line is good for.
    bool used() {
        layers();
        if (!said_.meaning.empty() && f_.orders) mean("code.order");
        if (!said_.meaning.empty()) return true;
        if (f_.applies) return mean("code.order"), true;
        if (f_.weights_of >= 0) return mean("code.weights"), true;
        if (f_.bias_of >= 0) return mean("code.bias"), true;
        return numbers() || constants();
    }

    // One with all that differs from its defaults; of several the names and sizes.
    void layers() {
        std::vector<const Assembled::Made*> made;
        for (const int layer : f_.makes)
            if (const auto at = a_.stages.find(layer); at != a_.stages.end()) made.push_back(&at->second);
        for (const Assembled::Made* one : made) {
            const auto words = stage_words(one->stage);
            const auto count = made.size() == 1 ? words.size() : 1;
            said_.meaning.insert(said_.meaning.end(), words.begin(),
                                 words.begin() + static_cast<std::ptrdiff_t>(count));
            for (const Message& m : one->notes) note(m.key.c_str(), m.args);
        }
    }

    bool numbers() {
        std::optional<Numbers> own = f_.numbers;
        Budget budget;
        for (const auto& [name, value] : f_.names)
            if (!own && value.is(Value::Kind::list) && !constant_text(value)) own = numbers_of(value, budget);
        if (!own) return false;
        const bool weights = c_.for_weights.contains(line_);
        if (f_.reads_numbers)
            mean("code.same_numbers");
        else if (weights || !c_.input || own->count() != c_.input->count())
            mean("code.numbers", {size_text(own->shape)});
        else
            mean("code.input", {tensor_text(a_.document.experiment.input.tensor.shape())});
        if (own->random && !f_.reads_numbers) note("code.random");
        return true;
    }

    bool constants() {
        for (const auto& [name, value] : f_.names)
            if (const auto text = constant_text(value)) mean("code.constant", {name, *text});
        return !said_.meaning.empty();
    }

    void notes() {
        for (const std::string& name : f_.unread) note("code.unread", {name});
        for (const std::string& name : f_.others) note("code.not_here", {name});
        if (!f_.applies) return;
        for (const std::string& name : f_.left_out)
            if (name.find_first_of("+-*/%") != name.npos)
                note("code.sign_left_out", {name});
            else
                note("code.left_out", {name + "()"});
    }

    bool too_many() const {
        return std::ranges::any_of(c_.too_many, [&](int node) {
            return s_.nodes[static_cast<std::size_t>(node)].lines.contains(line_);
        });
    }

    // It is in the chain, but takes too long to be worked out.
    bool too_much() const {
        return std::ranges::any_of(f_.makes, [&](int layer) {
            return std::ranges::find(c_.layers, layer) != c_.layers.end() && !a_.stages.contains(layer);
        });
    }

    void left_alone() {
        said_.use = CodeLine::Use::left_alone;
        if (output_) return mean("code.output");
        if (!f_.unread.empty()) return mean("code.unread", {f_.unread.front()});
        if (!f_.others.empty()) {
            said_.use = CodeLine::Use::no_stage;
            return mean("code.not_here", {f_.others.front()});
        }
        if (f_.ended) return mean("code.after_planes");
        if (f_.imports) return mean("code.import");
        if (too_many()) return mean("code.third");
        if (too_much()) return mean("code.too_much");
        if (!f_.makes.empty() || f_.applies) return mean("code.not_reached");
        const bool gives =
            std::ranges::any_of(f_.names, [](const auto& n) { return !n.second.is(Value::Kind::flow); });
        if (f_.numbers || gives) return mean("code.not_needed");
        mean("code.not_layer");
    }

    const Script& s_;
    const Facts& f_;
    int line_;
    const Choice& c_;
    const Assembled& a_;
    CodeLine said_;
    bool output_ = false;
};

}  // namespace

CodeLine meaning_of(const Script& script, int line, const Choice& choice, const Assembled& assembled) {
    return Meaning(script, line, choice, assembled).say();
}

}  // namespace pw::code
