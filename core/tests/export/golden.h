// Golden SVG files, in Inter 4.0; others measure differently. Numbers may differ by a little.
// POOLWALK_GOLDEN=write renews the files: look at them then.
#pragma once

#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "core/tests/figure/shown.h"

namespace pw::test {

// "Input" at 20 px, as fonts_test.cpp has it.
inline bool is_inter_4_0() { return std::abs(fonts().width("Input", Weight::semibold, 20) - 49.95) < .02; }

inline constexpr double tolerance = 6;  // px: texts after a text may shift

inline std::string golden_path(const std::string& name) {
    return std::string(PW_SOURCE_DIR) + "/core/tests/export/golden/" + name + ".svg";
}

// Alike but for numbers within the tolerance; where they first part otherwise.
inline std::string difference(const std::string& a, const std::string& b) {
    std::size_t i = 0, j = 0;
    const auto numeric = [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) || c == '.' || c == '-';
    };
    while (i < a.size() && j < b.size()) {
        if (numeric(a[i]) && numeric(b[j])) {
            char *ea = nullptr, *eb = nullptr;
            const double x = std::strtod(a.c_str() + i, &ea), y = std::strtod(b.c_str() + j, &eb);
            if (ea > a.c_str() + i && eb > b.c_str() + j) {
                if (std::abs(x - y) > tolerance) return "…" + b.substr(j > 60 ? j - 60 : 0, 120);
                i = static_cast<std::size_t>(ea - a.c_str());
                j = static_cast<std::size_t>(eb - b.c_str());
                continue;
            }
        }
        if (a[i] != b[j]) return "…" + b.substr(j > 60 ? j - 60 : 0, 120);
        ++i, ++j;
    }
    return i == a.size() && j == b.size() ? "" : "lengths";
}

// Another zlib packs the same pixels otherwise.
inline std::string without_pixels(std::string svg) {
    constexpr std::string_view begin = "base64,";
    for (std::size_t at = svg.find(begin); at != svg.npos; at = svg.find(begin, at + 1)) {
        EXPECT_TRUE(svg.substr(at + begin.size()).starts_with("iVBORw0KGgo"));
        svg.erase(at + begin.size(), svg.find('"', at) - at - begin.size());
    }
    return svg;
}

inline void expect_golden(const std::string& name, const std::string& whole) {
    const std::string svg = without_pixels(whole);
    if (const char* mode = std::getenv("POOLWALK_GOLDEN"); mode && std::string_view(mode) == "write") {
        std::filesystem::create_directories(std::filesystem::path(golden_path(name)).parent_path());
        std::ofstream(golden_path(name)) << svg;
        return;
    }
    std::ifstream file(golden_path(name));
    ASSERT_TRUE(file) << golden_path(name);
    std::stringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(difference(golden.str(), svg), "") << name;
}

}  // namespace pw::test
