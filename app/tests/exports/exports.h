// `poolwalk export` from the words of the command line to what it prints and writes, in a folder of its own.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "app/command_line/parse.h"
#include "app/files/bytes.h"
#include "core/walk/document.h"

namespace pw {

class Exports : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "poolwalk-exports-XXXXXX";
        folder_ = mkdtemp(pattern.data());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string at(const std::string& name) const { return (folder_ / name).string(); }
    void put(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
    }
    void put_sample(const std::string& name, const std::string& sample, double t = 0) const {
        Document d = load_sample(sample).value();
        d.watch.t = t;
        put(name, write_document(d));
    }
    std::string get(const std::string& name) const { return read_bytes(at(name)).value_or("nothing"); }
    std::vector<std::string> names(const std::string& folder = ".") const {
        std::vector<std::string> all;
        for (const auto& e : std::filesystem::directory_iterator(folder_ / folder))
            all.push_back(e.path().filename());
        std::sort(all.begin(), all.end());
        return all;
    }

    // The words are separated by spaces; "@x" names a file in the test's folder.
    Invocation asked(const std::string& line) const {
        std::vector<std::string> words{"export"};
        std::istringstream in(line);
        for (std::string word; in >> word;) words.push_back(word[0] == '@' ? at(word.substr(1)) : word);
        return parse(words, Language::en);
    }
    Expected<ExportResult> run(const std::string& line, const FileProgress& progress = {}) const {
        const Invocation i = asked(line);
        if (i.kind == Invocation::Kind::error) return fail(i.problem);
        EXPECT_EQ(i.kind, Invocation::Kind::exports) << line;
        return run_export(i.exports, Words::load(i.language), progress);
    }
    // The key of the refusal.
    std::string refused(const std::string& line) const {
        const auto result = run(line);
        return result ? "accepted" : result.error().what.key;
    }
    std::string printed(const std::string& line) const {
        const auto result = run(line);
        return result ? result->text : result.error().what.key;
    }

    std::filesystem::path folder_;
};

}  // namespace pw
