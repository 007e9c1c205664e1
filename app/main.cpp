// poolwalk: parse, run, report.
#include <cstdio>
#include <string>
#include <vector>

#include "app/command_line/parse.h"
#include "app/command_line/progress_line.h"
#include "app/files/bytes.h"

namespace {

using namespace pw;

int refuse(const Problem& problem, const Words& words) {
    std::fprintf(stderr, "poolwalk: %s\n", problem_text(problem, words).c_str());
    return 2;
}

int print(const std::string& text, const Words& words) {
    const bool printed =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    return printed ? 0 : refuse(Problem(Message("problem.cli.print")), words);
}

int say(const std::string& text, const std::vector<Message>& notes, const Words& words) {
    for (const Message& note : notes) std::fprintf(stderr, "poolwalk: %s\n", words(note).c_str());
    return print(text, words);
}

int eval(const EvalOptions& options, const Words& words) {
    const auto result = run_eval(options);
    return result ? say(result->text, result->notes, words) : refuse(result.error(), words);
}

int exports(const ExportRequest& request, const Words& words) {
    const auto result = [&] {
        ProgressLine progress(words);
        return run_export(request, words, [&](const std::string& file, std::size_t done, std::size_t total) {
            progress.show(file, done, total);
            return true;
        });
    }();
    return result ? say(result->text, result->notes, words) : refuse(result.error(), words);
}

int view(ViewOptions options, const Words& words) {
    if (auto opened = open_for_view(options); !opened) return refuse(opened.error(), words);
    return run_view(options);
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + (argc > 0), argv + argc);
    const Invocation asked = parse(arguments, system_language());
    const auto assets = asked.assets.empty() ? Expected<void>() : read_assets_from(asked.assets);
    const Words words = Words::load(asked.language);
    if (!assets) return refuse(assets.error(), words);
    switch (asked.kind) {
        case Invocation::Kind::version:
            return print(version_text(), words);
        case Invocation::Kind::help:
        case Invocation::Kind::eval_help:
        case Invocation::Kind::export_help:
            return print(help_text(asked.kind, words), words);
        case Invocation::Kind::error:
            return refuse(asked.problem, words);
        case Invocation::Kind::eval:
            return eval(asked.eval, words);
        case Invocation::Kind::exports:
            return exports(asked.exports, words);
        case Invocation::Kind::view:
            return view(asked.view, words);
    }
}
