// Golden pictures without a screen: every sample at a moment, and one step's phases. Numbers may differ by a
// little, as other versions of the fonts measure a little differently. POOLWALK_GOLDEN=write renews the
// files: look at them then.
#include "core/export/svg.h"

#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/tests/figure/shown.h"

namespace pw {

namespace {

constexpr double tolerance = 6;  // px: texts after a text may shift

std::string golden_path(const std::string& name) {
    return std::string(PW_SOURCE_DIR) + "/core/tests/export/golden/" + name + ".svg";
}

// Alike but for numbers within the tolerance; where they first part otherwise.
std::string difference(const std::string& a, const std::string& b) {
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

void expect_golden(const std::string& name, const std::string& svg) {
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

}  // namespace

TEST(Svg, GoldenMoments) {
    Pane dark = test::sample("average-4x4", 3.365);
    dark.watch.colour = ColourBy::value;
    expect_golden("max-4x4", to_svg(test::scene_of(test::sample("max-4x4", 2.77))));
    expect_golden("average-4x4-dark", to_svg(test::scene_of(dark, test::look(Theme::dark))));
    expect_golden("conv-then-pool", to_svg(test::scene_of(test::sample("conv-then-pool", 1.878))));
    expect_golden("sobel-edges", to_svg(test::scene_of(test::sample("sobel-edges", 6.532))));
    expect_golden("overlapping", to_svg(test::scene_of(test::sample("overlapping", 4.6))));
    expect_golden("padding", to_svg(test::scene_of(test::sample("padding", 1.7))));
}

TEST(Svg, GoldenPhases) {
    for (const char* phase : {"10", "35", "60", "90"})
        expect_golden(std::string("max-4x4-phase-") + phase,
                      to_svg(test::scene_of(test::sample("max-4x4", 2 + std::atof(phase) / 100))));
}

TEST(Svg, TheSameSceneGivesTheSameBytes) {
    const Pane p = test::sample("average-4x4", 2.6);
    EXPECT_EQ(to_svg(test::scene_of(p)), to_svg(test::scene_of(p)));
}

TEST(Svg, TextStaysTextAndGroupsHaveNames) {
    const std::string svg = to_svg(test::scene_of(test::sample("max-4x4", 2.77)));
    for (const char* part : {"<g class=\"input\">", "<g class=\"window\">", "<g class=\"tray\">",
                             "<g class=\"output\">", "<g class=\"formula\">", ">Step 3 of 4</text>"})
        EXPECT_NE(svg.find(part), std::string::npos) << part;
}

TEST(Svg, PicturesAreEmbedded) {
    const std::string svg = to_svg(test::scene_of(test::sample("low-pixel", 1250)));
    EXPECT_NE(svg.find("data:image/png;base64,iVBORw0KGgo"), std::string::npos);
}

TEST(Svg, EscapesWhatXmlReserves) {
    Scene s;
    s.width = s.height = 10;
    Text t;
    t.text = "a < b & \"c\"";
    s.groups.push_back({"x", {t}});
    EXPECT_NE(to_svg(s).find("a &lt; b &amp; &quot;c&quot;"), std::string::npos);
}

}  // namespace pw
