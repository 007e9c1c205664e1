// A folder of a test's own, gone after it.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "app/files/bytes.h"
#include "core/walk/document.h"

namespace pw {

class Scratch : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "poolwalk-files-XXXXXX";
        folder = std::filesystem::canonical(mkdtemp(pattern.data()));
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::filesystem::path at(const std::string& name) const { return folder / name; }
    void put(const std::string& name, const std::string& bytes) const {
        std::filesystem::create_directories(at(name).parent_path());
        std::ofstream(at(name), std::ios::binary) << bytes;
    }
    std::string get(const std::string& name) const { return read_bytes(at(name)).value_or("nothing"); }
    std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const auto& e : std::filesystem::directory_iterator(folder)) out.push_back(e.path().filename());
        std::sort(out.begin(), out.end());
        return out;
    }

    std::filesystem::path folder;
};

// Every cell of the input holds `value`; max 2x2.
inline Document filled(Shape shape, float value) {
    Document d;
    d.experiment.title = Message("title.plain", {std::string("filled")});
    d.experiment.input.tensor =
        Tensor(shape, std::vector<float>(static_cast<std::size_t>(shape.count()), value));
    Stage stage;
    stage.id = 1;
    stage.op = find_op("max_pool");
    stage.params.window.kernel = {2, 2};
    d.experiment.stages = {stage};
    return d;
}

// The same numbers and stages, wherever they lie in memory.
inline std::string content(Document d) {
    d.experiment.title = Message("title.new");
    d.experiment.input.file.clear();
    return write_document(d);
}

}  // namespace pw
