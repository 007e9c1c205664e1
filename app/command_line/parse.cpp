#include "app/command_line/parse.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <memory>
#include <optional>

#include "app/command_line/export.h"
#include "app/command_line/given.h"
#include "app/command_line/options.h"
#include "app/command_line/values.h"

namespace pw {

namespace {

// CLI11 only takes the words apart: what they mean, and every sentence, is ours.
class Splitter {
  public:
    Splitter() {
        app_.add_option("FILE", file_);
        prepare(app_, view_options(), view_);
        eval_ = app_.add_subcommand("eval");
        prepare(*eval_, eval_options(), eval_options_);
        export_ = app_.add_subcommand("export");
        export_->add_option("FILES", files_);
        prepare(*export_, export_options(), export_options_);
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
    bool exports() const { return export_->parsed(); }
    std::string file() const { return file_; }
    std::vector<std::string> files() const { return files_; }
    Given given() const {
        Given out;
        for (const auto& [option, text] : eval() ? eval_options_ : exports() ? export_options_ : view_)
            if (option->count() > 0) out["--" + option->get_lnames().front()] = *text;
        return out;
    }
    // An option of the whole program or of a subcommand; nothing when it isn't given.
    std::optional<std::string> either(const std::string& name) const {
        for (const auto* options : {&export_options_, &eval_options_, &view_})
            for (const auto& [option, text] : *options)
                if (option->count() > 0 && "--" + option->get_lnames().front() == name) return *text;
        return std::nullopt;
    }
    bool flag(const std::string& name) const { return either(name).has_value(); }

  private:
    using Options = std::vector<std::pair<CLI::Option*, std::unique_ptr<std::string>>>;

    static void prepare(CLI::App& app, std::span<const OptionInfo> infos, Options& options) {
        app.set_help_flag();
        app.allow_extras();
        for (const OptionInfo& info : infos) {
            auto text = std::make_unique<std::string>();
            CLI::Option* option = info.value ? app.add_option(info.name, *text) : app.add_flag(info.name);
            option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
            options.emplace_back(option, std::move(text));
        }
    }

    CLI::App app_;
    CLI::App *eval_ = nullptr, *export_ = nullptr;
    std::string file_;
    std::vector<std::string> files_;
    Options view_, eval_options_, export_options_;
};

}  // namespace

Reading Values::reading() {
    Reading out;
    std::optional<std::int64_t> reduce;
    take("--reduce", reduce, "cli.wanted.reduce", [](std::string_view text) {
        const auto n = whole_number(text);
        return n && *n >= 1 && *n <= limits::reduce ? n : std::nullopt;
    });
    out.reduce = static_cast<int>(reduce.value_or(1));
    choose<Channels>("--channels", out.channels, {{"first", Channels::first}, {"last", Channels::last}});
    return out;
}

namespace {

ViewOptions view_from(Values& v, const std::string& file) {
    ViewOptions o;
    o.file = file;
    o.sample = v.text("--sample");
    o.reading = v.reading();
    o.screenshot = v.text("--screenshot");
    o.report_layout = v.text("--report-layout");
    o.assets = v.text("--assets");
    v.take("--stage", o.stage, "cli.wanted.whole", whole_number);
    v.take("--step", o.step, "cli.wanted.whole", whole_number);
    v.take("--time", o.time, "cli.wanted.time", decimal);
    v.take("--size", o.size, "cli.wanted.size", view_size);
    v.take("--scale", o.scale, "cli.wanted.scale", view_scale);
    v.choose<Theme>("--theme", o.theme, {{"light", Theme::light}, {"dark", Theme::dark}});
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
    o.reading = v.reading();
    o.output = v.text("--output");
    o.indices = v.text("--indices");
    o.gradient = v.text("--gradient");
    o.weight = v.text("--weight");
    o.bias = v.text("--bias");
    v.take("--kernel", o.kernel, "cli.wanted.pair", pair);
    v.take("--stride", o.stride, "cli.wanted.pair", pair);
    v.take("--dilation", o.dilation, "cli.wanted.pair", pair);
    std::optional<Sides> sides;
    v.take("--padding", sides, "cli.wanted.padding", padding_sides);
    if (sides) o.padding = Pair{sides->top, sides->left};
    if (sides && Pair{sides->bottom, sides->right} != *o.padding)
        o.padding_end = Pair{sides->bottom, sides->right};
    v.choose<bool>("--count-include-pad", o.count_include_pad, {{"true", true}, {"false", false}});
    v.take("--divisor-override", o.divisor_override, "cli.wanted.whole", whole_number);
    v.take("--norm", o.norm_type, "cli.wanted.whole", whole_number);
    v.take("--seed", o.seed, "cli.wanted.whole", whole_number);
    v.take("--samples", o.samples, "cli.wanted.samples", samples);
    v.take("--output-size", o.output_size, "cli.wanted.pair", pair);
    std::optional<Dialect> dialect;
    v.choose<Dialect>("--dialect", dialect,
                      {{"torch", Dialect::torch}, {"onnx", Dialect::onnx}, {"tf", Dialect::tf}});
    o.dialect = dialect.value_or(Dialect::torch);
    std::optional<AutoPad> auto_pad;
    v.choose<AutoPad>("--auto-pad", auto_pad,
                      {{"valid", AutoPad::valid},
                       {"same_upper", AutoPad::same_upper},
                       {"same_lower", AutoPad::same_lower}});
    o.auto_pad = auto_pad.value_or(AutoPad::none);
    if (sides && auto_pad) v.refuse("problem.cli.padding_and_auto_pad");
    std::optional<bool> order;
    v.choose<bool>("--storage-order", order, {{"0", false}, {"1", true}});
    o.by_columns = order.value_or(false);
    if (order && o.dialect != Dialect::onnx) v.refuse("problem.cli.storage_order");
    return o;
}

}  // namespace

Invocation parse(std::span<const std::string> arguments, Language system) {
    using Kind = Invocation::Kind;
    Invocation out;
    Splitter words;
    auto problem = words.split(arguments);
    const std::string language = words.either("--language").value_or("");
    out.language = language == "en" ? Language::en : language == "zh" ? Language::zh : system;
    out.assets = words.either("--assets").value_or("");
    if (!problem) {
        Values values(words.given());
        std::optional<Language> told;
        values.choose<Language>("--language", told, {{"en", Language::en}, {"zh", Language::zh}});
        if (words.eval()) {
            out.kind = Kind::eval;
            out.eval = eval_from(values);
            out.eval.ceil_mode = words.flag("--ceil-mode");
            if (!words.file().empty()) values.refuse("problem.cli.extra", {words.file()});
        } else if (words.exports()) {
            out.kind = Kind::exports;
            out.exports = export_from(values, words.files());
            if (!words.file().empty()) values.refuse("problem.cli.extra", {words.file()});
        } else {
            out.view = view_from(values, words.file());
            out.view.language = told;
            out.view.keep_state = words.flag("--keep-state");
        }
        problem = values.problem;
        if (words.flag("--help")) {
            out.kind = words.eval() ? Kind::eval_help : words.exports() ? Kind::export_help : Kind::help;
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
