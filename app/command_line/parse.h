// What the command line asks for. Knows every option, opens nothing.
#pragma once

#include <span>
#include <string>

#include "app/command_line/eval.h"
#include "app/command_line/export.h"
#include "app/command_line/view.h"

namespace pw {

struct Invocation {
    enum class Kind { view, eval, exports, help, eval_help, export_help, version, error };
    Kind kind = Kind::view;
    Language language = Language::en;  // --language, else the system's
    std::string assets;                // --assets; may be empty
    ViewOptions view;
    EvalOptions eval;
    ExportRequest exports;
    Problem problem;
};

// `arguments` without the program's name.
Invocation parse(std::span<const std::string> arguments, Language system);

// The language of LC_ALL, LC_MESSAGES or LANG.
Language system_language();

std::string version_text();
std::string help_text(Invocation::Kind kind, const Words& words);
// One line: the sentence, and the framework's own words when it has some.
std::string problem_text(const Problem& problem, const Words& words);

}  // namespace pw
