#include <fmt/format.h>

#include "app/command_line/options.h"
#include "app/command_line/parse.h"

namespace pw {

namespace {

constexpr std::size_t column = 36;  // where the explanations begin

std::string lines(std::span<const OptionInfo> options, const Words& words) {
    std::string out;
    for (const OptionInfo& o : options) {
        const std::string_view name = o.name;
        std::string left = "  " + std::string(name.substr(0, name.find(',')));
        if (o.value) left += std::string(" ") + o.value;
        out += fmt::format("{:<{}}{}\n", left, column, words(o.help));
    }
    return out;
}

}  // namespace

std::string version_text() { return "poolwalk " PW_VERSION "\n"; }

std::string help_text(Invocation::Kind kind, const Words& words) {
    if (kind == Invocation::Kind::eval_help)
        return words("cli.eval.usage") + "\n" + words("cli.eval.about") + "\n\n" +
               lines(eval_options(), words);
    if (kind == Invocation::Kind::export_help)
        return words("cli.export.usage") + "\n" + words("cli.export.about") + "\n\n" +
               fmt::format("{:<{}}{}\n", "  FILE…", column, words("cli.export.files")) +
               lines(export_options(), words) + "\n" + words("cli.export.what") + "\n";
    return words("cli.view.usage") + "\n" + words("cli.view.about") + "\n\n" +
           fmt::format("{:<{}}{}\n", "  FILE", column, words("cli.view.file")) +
           lines(view_options(), words) + "\n" + words("cli.view.eval") + "\n" + words("cli.view.export") +
           "\n";
}

std::string problem_text(const Problem& problem, const Words& words) {
    std::string what = words(problem.what);
    for (const Fix& fix : problem.fixes)
        if (fix.changes.front().parameter == "reduce")
            what +=
                words(Message("cli.use_reduce", {fix.changes.front().values.front(), fix.out_w, fix.out_h}));
    if (problem.framework.empty()) return what;
    return words(Message("problem.with_framework", {what, problem.framework, problem.speaker}));
}

}  // namespace pw
