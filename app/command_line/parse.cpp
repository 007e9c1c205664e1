#include "app/command_line/parse.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>

#include "app/command_line/options.h"
#include "app/command_line/values.h"

namespace pw {

namespace {

using Given =
    std::map<std::string, std::string, std::less<>>;  // option -> its text, of those that were given

// CLI11 only takes the words apart: what they mean, and every sentence, is ours.
class Splitter {
  public:
    Splitter() {
        app_.set_help_flag();
        app_.allow_extras();
        app_.add_option("FILE", file_);
        eval_ = app_.add_subcommand("eval");
        eval_->set_help_flag();
        eval_->allow_extras();
        add(app_, view_options(), view_);
        add(*eval_, eval_options(), eval_options_);
    }

    // The problem of words that can't be taken apart.
    std::optional<Problem> split(std::span<const std::string> arguments) {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 wants it
        try {
            app_.parse(reversed);
        } catch (const CLI::ArgumentMismatch& e) {
            const std::string what = e.what();
            return Problem(Message("problem.cli.missing_value", {what.substr(0, what.find(':'))}));
        } catch (const CLI::Error& e) {
            return Problem(Message("problem.cli.syntax", {std::string(e.what())}));
        }
        // CLI11 takes the next word for the value even when it is an option.
        for (const auto& [name, value] : given())
            if (value.starts_with("--")) return Problem(Message("problem.cli.missing_value", {name}));
        for (const std::string& extra : app_.remaining(true))
            return Problem(Message(
                extra.starts_with('-') ? "problem.cli.unknown_option" : "problem.cli.extra", {extra}));
        return std::nullopt;
    }

    bool eval() const { return eval_->parsed(); }
    std::string file() const { return file_; }
    Given given() const {
        Given out;
        for (const auto& [option, text] : eval() ? eval_options_ : view_)
            if (option->count() > 0) out["--" + option->get_lnames().front()] = *text;
        return out;
    }
    // An option of the whole program or of the subcommand.
    std::string either(const std::string& name) const {
        for (const auto* options : {&eval_options_, &view_})
            for (const auto& [option, text] : *options)
                if (option->count() > 0 && "--" + option->get_lnames().front() == name) return *text;
        return {};
    }
    bool flag(const std::string& name) const {
        for (const auto* options : {&eval_options_, &view_})
            for (const auto& [option, text] : *options)
                if (option->count() > 0 && "--" + option->get_lnames().front() == name) return true;
        return false;
    }

  private:
    using Options = std::vector<std::pair<CLI::Option*, std::unique_ptr<std::string>>>;

    static void add(CLI::App& app, std::span<const OptionInfo> infos, Options& options) {
        for (const OptionInfo& info : infos) {
            auto text = std::make_unique<std::string>();
            CLI::Option* option = info.value ? app.add_option(info.name, *text) : app.add_flag(info.name);
            option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
            options.emplace_back(option, std::move(text));
        }
    }

    CLI::App app_;
    CLI::App* eval_ = nullptr;
    std::string file_;
    Options view_, eval_options_;
};

// Reads values one after the other; the first that can't be is the problem.
class Values {
  public:
    explicit Values(Given given) : given_(std::move(given)) {}
    std::optional<Problem> problem;

    std::string text(const char* name) const {
        const auto at = given_.find(name);
        return at == given_.end() ? "" : at->second;
    }
    // `read` turns a text into a value; `wanted` is the key of what it should be.
    template <class T, class Read>
    void take(const char* name, std::optional<T>& out, const char* wanted, Read read) {
        const auto at = given_.find(name);
        if (at == given_.end() || problem) return;
        out = read(at->second);
        if (!out)
            problem = Problem(Message("problem.cli.value", {std::string(name), at->second, Word{wanted}}));
    }
    // A word out of a few, which the message lists.
    template <class T>
    void choose(const char* name, std::optional<T>& out,
                std::initializer_list<std::pair<const char*, T>> words) {
        const auto at = given_.find(name);
        if (at == given_.end() || problem) return;
        std::string all;
        for (const auto& [word, value] : words) {
            if (at->second == word) out = value;
            all += (all.empty() ? "" : ", ") + std::string(word);
        }
        if (!out) problem = Problem(Message("problem.cli.choice", {std::string(name), at->second, all}));
    }
    void refuse(const char* key, std::vector<Arg> args = {}) {
        if (!problem) problem = Problem(Message(key, std::move(args)));
    }

  private:
    Given given_;
};

ViewOptions view_from(Values& v, const std::string& file) {
    ViewOptions o;
    o.file = file;
    o.sample = v.text("--sample");
    o.screenshot = v.text("--screenshot");
    o.report_layout = v.text("--report-layout");
    o.assets = v.text("--assets");
    v.take("--stage", o.stage, "cli.wanted.whole", whole_number);
    v.take("--step", o.step, "cli.wanted.whole", whole_number);
    v.take("--time", o.time, "cli.wanted.time", decimal);
    v.take("--size", o.size, "cli.wanted.size", view_size);
    v.take("--scale", o.scale, "cli.wanted.scale", view_scale);
    v.choose<Theme>("--theme", o.theme, {{"light", Theme::light}, {"dark", Theme::dark}});
    v.choose<Language>("--language", o.language, {{"en", Language::en}, {"zh", Language::zh}});
    v.choose<ColourBy>("--color", o.colour, {{"region", ColourBy::region}, {"value", ColourBy::value}});
    v.choose<Map>("--map", o.map,
                  {{"viridis", Map::viridis}, {"cividis", Map::cividis}, {"grey", Map::grey}});
    if (o.step && o.time) v.refuse("problem.cli.step_and_time");
    if (!o.file.empty() && !o.sample.empty()) v.refuse("problem.cli.file_and_sample");
    return o;
}

EvalOptions eval_from(Values& v) {
    EvalOptions o;
    o.op = v.text("--op");
    o.input = v.text("--input");
    o.output = v.text("--output");
    o.indices = v.text("--indices");
    o.weight = v.text("--weight");
    o.bias = v.text("--bias");
    v.take("--kernel", o.kernel, "cli.wanted.pair", pair);
    v.take("--stride", o.stride, "cli.wanted.pair", pair);
    v.take("--dilation", o.dilation, "cli.wanted.pair", pair);
    std::optional<Sides> sides;
    v.take("--padding", sides, "cli.wanted.padding", padding_sides);
    if (sides && (sides->top != sides->bottom || sides->left != sides->right))
        v.refuse("problem.cli.padding_sides", {sides->top, sides->left, sides->bottom, sides->right});
    if (sides) o.padding = Pair{sides->top, sides->left};
    v.choose<bool>("--count-include-pad", o.count_include_pad, {{"true", true}, {"false", false}});
    v.take("--divisor-override", o.divisor_override, "cli.wanted.whole", whole_number);
    std::optional<Dialect> dialect;
    v.choose<Dialect>("--dialect", dialect, {{"torch", Dialect::torch}});
    std::optional<Language> language;
    v.choose<Language>("--language", language, {{"en", Language::en}, {"zh", Language::zh}});
    return o;
}

}  // namespace

Invocation parse(std::span<const std::string> arguments, Language system) {
    using Kind = Invocation::Kind;
    Invocation out;
    Splitter words;
    auto problem = words.split(arguments);
    const std::string language = words.either("--language");
    out.language = language == "en" ? Language::en : language == "zh" ? Language::zh : system;
    out.assets = words.either("--assets");
    if (!problem) {
        Values values(words.given());
        if (words.eval()) {
            out.kind = Kind::eval;
            out.eval = eval_from(values);
            out.eval.ceil_mode = words.flag("--ceil-mode");
            if (!words.file().empty()) values.refuse("problem.cli.extra", {words.file()});
        } else {
            out.view = view_from(values, words.file());
            out.view.keep_state = words.flag("--keep-state");
        }
        problem = values.problem;
        if (words.flag("--help")) {
            out.kind = words.eval() ? Kind::eval_help : Kind::help;
            return out;
        }
        if (words.flag("--version")) {
            out.kind = Kind::version;
            return out;
        }
    }
    if (problem) {
        out.kind = Kind::error;
        out.problem = *problem;
    }
    return out;
}

Language system_language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* locale = std::getenv(name); locale && *locale) return language_from(locale);
    return Language::en;
}

}  // namespace pw
