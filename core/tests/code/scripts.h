// Scripts that Python runs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/code/code_text.h"
#include "core/tests/code/experiments.h"

namespace pw::test {

struct Ran {
    int status = -1;
    std::string said;
};

Ran run(const std::string& command);

// The first Python that has the module; empty when none has.
std::string python_with(const std::string& module);

// The samples and random experiments, the same each time.
const std::vector<Named>& experiments();

// An experiment's script, whole or of one of its stages.
struct Script {
    const Named* experiment;
    const StageResult* stage;  // nullptr: of all
    CodeText code;
};

// Of each experiment the script of all, and of each of its stages alone, where the framework has them.
std::vector<Script> all_scripts(Framework framework);

// run_scripts.py on them, with its option.
Ran run_scripts(const std::vector<Script>& scripts, const std::string& python,
                const std::string& option = "");

}  // namespace pw::test
