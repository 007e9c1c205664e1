// poolwalk: parse, run, report.
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "app/command_line/parse.h"
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

int eval(const EvalOptions& options, const Words& words) {
    const auto result = run_eval(options);
    if (!result) return refuse(result.error(), words);
    for (const Message& note : result->notes) std::fprintf(stderr, "poolwalk: %s\n", words(note).c_str());
    return print(result->text, words);
}

// How far an export is: on a terminal only, on one line.
class Progress {
  public:
    explicit Progress(const Words& words) : words_(words), terminal_(isatty(STDERR_FILENO) == 1) {}
    ~Progress() { clear(); }
    void clear() {
        if (shown_) std::fputs("\r\033[K", stderr);
        shown_ = false;
    }
    void show(const std::string& file, std::size_t done, std::size_t total) {
        if (!terminal_ || total < 2) return;
        const auto n = static_cast<std::int64_t>(done), all = static_cast<std::int64_t>(total);
        std::string text = words_(Message("export.progress", {file, n, all, 100 * n / all}));
        if (text == last_) return;
        std::fprintf(stderr, "\r%s\033[K", text.c_str());
        shown_ = true;
        last_ = std::move(text);
    }

  private:
    const Words& words_;
    bool terminal_, shown_ = false;
    std::string last_;
};

int exports(const ExportRequest& request, const Words& words) {
    Progress progress(words);
    const auto result =
        run_export(request, words, [&](const std::string& file, std::size_t done, std::size_t total) {
            progress.show(file, done, total);
            return true;
        });
    progress.clear();
    if (!result) return refuse(result.error(), words);
    for (const Message& note : result->notes) std::fprintf(stderr, "poolwalk: %s\n", words(note).c_str());
    return print(result->text, words);
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
