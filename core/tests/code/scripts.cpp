#include "core/tests/code/scripts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>

namespace pw::test {

Ran run(const std::string& command) {
    Ran ran;
    std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (!pipe) return ran;
    std::array<char, 4096> block{};
    while (const std::size_t n = std::fread(block.data(), 1, block.size(), pipe))
        ran.said.append(block.data(), n);
    ran.status = WEXITSTATUS(pclose(pipe));
    return ran;
}

std::string python_with(const std::string& module) {
    for (const std::string python : {"python3", "/usr/bin/python3"})
        if (run(python + " -c 'import " + module + "'").status == 0) return python;
    return "";
}

const std::vector<Named>& experiments() {
    static const std::vector<Named> all = [] {
        std::vector<Named> list = sample_evaluations();
        for (Named& n : random_evaluations(300, 11)) list.push_back(std::move(n));
        return list;
    }();
    return all;
}

std::vector<Script> all_scripts(Framework framework) {
    std::vector<Script> scripts;
    for (const Named& e : experiments()) {
        const auto add = [&](StageId watched, const StageResult* stage) {
            CodeText code = code_of(*e.evaluation, watched, !stage, framework);
            EXPECT_NE(code.lines.empty(), !code.instead) << e.name;
            if (code.instead) return;
            EXPECT_GE(code.marked, 0) << e.name;
            scripts.push_back({&e, stage, std::move(code)});
        };
        add(input_stage, nullptr);
        for (const StageResult& r : e.evaluation->done) add(r.id, &r);
    }
    return scripts;
}

Ran run_scripts(const std::vector<Script>& scripts, const std::string& python, const std::string& option) {
    const auto path =
        std::filesystem::temp_directory_path() / fmt::format("poolwalk-scripts-{}.py", getpid());
    std::ofstream file(path);
    for (const Script& script : scripts) file << "# ====\n" << joined(script.code);
    file.close();
    Ran ran = run(fmt::format("OMP_NUM_THREADS=1 {} -B {}/core/tests/code/run_scripts.py {} {}", python,
                              PW_SOURCE_DIR, option, path.string()));
    std::filesystem::remove(path);
    return ran;
}

}  // namespace pw::test
