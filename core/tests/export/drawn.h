// Small scenes and their pixels, for the tests of painters and writers.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>

#include "core/export/pages.h"
#include "core/export/raster.h"
#include "core/tests/figure/shown.h"

namespace pw::test {

inline Scene scene_with(std::vector<Item> items, double width = 64, double height = 48) {
    Scene s;
    s.width = width;
    s.height = height;
    s.page = Colour::hex(0xFFFFFF);
    s.groups.push_back({"input", std::move(items)});
    return s;
}

inline Raster drawn(const Scene& scene, double scale = 1, bool transparent = false) {
    CairoPainter painter(fonts());
    return rasterise(painter, scene, scale, transparent).value();
}

inline std::uint32_t at(const Raster& r, int x, int y) {
    return r.pixels[static_cast<std::size_t>(y) * r.width + x];
}
inline int red(std::uint32_t p) { return static_cast<int>(p >> 16 & 255); }
inline int alpha(std::uint32_t p) { return static_cast<int>(p >> 24); }

// The largest difference of a channel of two pixels.
inline int apart(std::uint32_t a, std::uint32_t b) {
    int most = 0;
    for (int shift : {0, 8, 16, 24})
        most =
            std::max(most, std::abs(static_cast<int>(a >> shift & 255) - static_cast<int>(b >> shift & 255)));
    return most;
}

// A sample's walk, `seconds` long, without the window's card.
inline Look page_look(double width, double height, Theme theme = Theme::light) {
    Look l = look(theme);
    l.width = width;
    l.height = height;
    l.card = false;
    return l;
}
inline Pages walk(const std::string& name, std::size_t frames, double fps, const Look& look) {
    return {frames, [=](std::size_t i) {
                return scene_of(sample(name, static_cast<double>(i) / fps / step_seconds), look);
            }};
}

// A file that is gone at the end of the test.
struct TemporaryFile {
    std::filesystem::path path;
    explicit TemporaryFile(const std::string& bytes, const std::string& ending)
        : path(std::filesystem::temp_directory_path() /
               ("poolwalk-test-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + ending)) {
        std::ofstream(path, std::ios::binary) << bytes;
    }
    ~TemporaryFile() { std::filesystem::remove(path); }
};

inline bool has_program(const std::string& name) {
    return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;
}

// What a command prints.
inline std::string said_by(const std::string& command) {
    std::string said;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    char buffer[4096];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) said.append(buffer, n);
    pclose(pipe);
    return said;
}

}  // namespace pw::test
