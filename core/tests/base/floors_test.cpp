// The house: a room includes only itself and rooms on lower floors, and core/ knows no window, no GL, no
// files.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace pw {

namespace {

namespace fs = std::filesystem;
const fs::path root = PW_SOURCE_DIR;

// Rooms on one floor don't know each other.
const std::map<std::string, int> floors = {{"base", 0},   {"words", 1},  {"text", 1},
                                           {"tensor", 1}, {"ops", 2},    {"walk", 3},
                                           {"code", 4},   {"figure", 5}, {"export", 6}};

constexpr std::array<const char*, 11> of_the_window = {
    "imgui", "GLFW/", "epoxy/", "GL/", "GLES", "EGL/", "glad", "X11/", "wayland", "CLI/", "emscripten"};
constexpr std::array<const char*, 4> of_files = {"filesystem", "fstream", "unistd.h", "sys/"};

// "walk" of "core/walk/clock.h" and of "core/tests/walk/clock_test.cpp".
std::string room_of(const std::string& path) {
    for (const std::string folder : {"core/tests/", "core/"})
        if (path.starts_with(folder))
            return path.substr(folder.size(), path.find('/', folder.size()) - folder.size());
    return "";
}

bool is_test(const std::string& path) {
    return path.starts_with("core/tests/") || path.starts_with("core/bench/");
}

template <class Names>
bool begins_with_any(const std::string& include, const Names& names) {
    return std::any_of(names.begin(), names.end(), [&](const char* n) { return include.starts_with(n); });
}

// Why a file of core/ may not include this; empty when it may.
std::string objection(const std::string& path, const std::string& include) {
    if (include.find("..") != include.npos) return "paths begin at the top of the house";
    if (include.starts_with("app/")) return "core/ doesn't know app/";
    if (begins_with_any(include, of_the_window)) return "core/ doesn't know the window";
    // Export runs programs; the tests read the sources; large memory asks for large pages.
    if (include == "sys/mman.h" && path == "core/tensor/buffer.cpp") return "";
    if (begins_with_any(include, of_files) && !is_test(path) && room_of(path) != "export")
        return "files and the system are known to app/ only";
    if (!include.starts_with("core/")) return "";
    if (room_of(path) == room_of(include)) return "";
    if (room_of(include) == "bench") return room_of(path) == "bench" ? "" : "nobody needs the benchmarks";
    const auto from = floors.find(room_of(path)), to = floors.find(room_of(include));
    if (to == floors.end()) return "no such room";
    if (from == floors.end()) return "";
    return to->second < from->second ? "" : "only lower floors may be included";
}

std::vector<std::string> includes_of(const fs::path& path) {
    std::vector<std::string> found;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        const std::size_t hash = line.find_first_not_of(" \t"), word = line.find("include");
        if (hash == line.npos || line[hash] != '#' || word == line.npos) continue;
        const std::size_t open = line.find_first_of("\"<", word), close = line.find_first_of("\">", open + 1);
        if (open != line.npos && close != line.npos) found.push_back(line.substr(open + 1, close - open - 1));
    }
    return found;
}

}  // namespace

TEST(Floors, ArrowsRunDown) {
    int files = 0, includes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root / "core")) {
        const std::string path = fs::relative(entry.path(), root).generic_string();
        if (!path.ends_with(".h") && !path.ends_with(".cpp")) continue;
        ++files;
        for (const std::string& include : includes_of(entry.path())) {
            ++includes;
            EXPECT_EQ(objection(path, include), "") << path << " includes " << include;
        }
    }
    EXPECT_GT(files, 40);
    EXPECT_GT(includes, 3 * files / 2);
}

TEST(Floors, EveryRoomHasItsFloor) {
    for (const auto& entry : fs::directory_iterator(root / "core")) {
        const std::string name = entry.path().filename().string();
        const bool room = entry.is_directory() && name != "tests" && name != "bench";
        EXPECT_TRUE(!room || floors.count(name)) << name;
    }
}

TEST(Floors, ArrowsThatRunUpAreSeen) {
    for (const auto& [path, include] : std::vector<std::pair<std::string, std::string>>{
             {"core/base/number.cpp", "core/words/words.h"},
             {"core/text/fonts.cpp", "core/words/words.h"},
             {"core/ops/axis.cpp", "core/walk/clock.h"},
             {"core/tests/ops/axis_test.cpp", "core/figure/scene.h"},
             {"core/figure/grid.cpp", "app/layout.h"},
             {"core/figure/grid.cpp", "../app/layout.h"},
             {"core/figure/grid.cpp", "epoxy/gl.h"},
             {"core/figure/grid.cpp", "imgui.h"},
             {"core/walk/clock.cpp", "GLFW/glfw3.h"},
             {"core/tensor/csv.cpp", "filesystem"},
             {"core/walk/clock.cpp", "core/attic/x.h"}})
        EXPECT_NE(objection(path, include), "") << path << " includes " << include;
    for (const auto& [path, include] : std::vector<std::pair<std::string, std::string>>{
             {"core/export/svg.cpp", "core/base/number.h"},
             {"core/figure/grid.cpp", "core/figure/kit.h"},
             {"core/tests/ops/axis_test.cpp", "core/ops/window.h"},
             {"core/tests/base/floors_test.cpp", "filesystem"},
             {"core/text/face.cpp", "hb.h"}})
        EXPECT_EQ(objection(path, include), "") << path << " includes " << include;
}

}  // namespace pw
