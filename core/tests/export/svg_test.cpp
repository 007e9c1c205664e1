// Golden pictures without a screen: every sample at a moment, and the steps' phases.
#include "core/export/svg.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "core/export/trimmed_text.h"
#include "core/figure/page.h"
#include "core/tests/export/golden.h"
#include "core/tests/figure/shown.h"

namespace pw {

// A moment of each sample: within a step, where it shows most.
const std::map<std::string, double> moments = {
    {"average-4x4", 3.365}, {"conv-then-pool", 1.878}, {"low-pixel", 1250},    {"max-4x4", 2.77},
    {"overlapping", 4.6},   {"padding", 1.7},          {"sobel-edges", 6.532}, {"three-stages", 4},
    {"too-deep", 0},        {"adaptive-5x5", 5.46},    {"unpool-4x4", 2.91},   {"gradient-overlap", 3.97},
    {"edge-map", 5000},     {"texture", 1000}};

TEST(Svg, GoldenMoments) {
    if (!test::is_inter_4_0()) GTEST_SKIP() << "the kept ones are in Inter 4.0";
    for (const std::string& name : sample_names()) {
        ASSERT_TRUE(moments.contains(name)) << name;
        test::expect_golden(name, to_svg(test::scene_of(test::sample(name, moments.at(name)))));
    }
    Pane dark = test::sample("average-4x4", 3.365);
    dark.watch.colour = ColourBy::value;
    test::expect_golden("average-4x4-dark", to_svg(test::scene_of(dark, test::look(Theme::dark))));
    test::expect_golden("padding-print",
                        to_svg(test::scene_of(test::sample("padding", 1.7), test::look(Theme::print))));
}

TEST(Svg, GoldenPhases) {
    if (!test::is_inter_4_0()) GTEST_SKIP() << "the kept ones are in Inter 4.0";
    for (const std::string& name : sample_names()) {
        Pane pane = test::sample(name, 0);
        if (pane.shown.picture->stopped) continue;  // nothing walks in a chain that doesn't work
        const double step = std::min<double>(2, static_cast<double>(steps_of(pane) - 1));
        for (const char* phase : {"10", "35", "60", "90"}) {
            pane.watch.t = step + std::atof(phase) / 100;
            test::expect_golden(name + "-phase-" + phase, to_svg(test::scene_of(pane)));
        }
    }
}

TEST(Svg, TheSameSceneGivesTheSameBytes) {
    const Pane p = test::sample("average-4x4", 2.6);
    EXPECT_EQ(to_svg(test::scene_of(p)), to_svg(test::scene_of(p)));
}

TEST(Svg, TextStaysTextAndGroupsHaveNames) {
    const std::string svg = to_svg(test::scene_of(test::sample("max-4x4", 2.77)));
    for (const char* part : {"<g id=\"input\"", "<g id=\"window\"", "<g id=\"tray\"", "<g id=\"output\"",
                             "<g id=\"formula\"", ">Step 3 of 4</text>"})
        EXPECT_NE(svg.find(part), std::string::npos) << part;
}

Text text_of(std::string s) {
    Text t;
    t.at = {50, 60};
    t.text = std::move(s);
    return t;
}

Scene scene_of(std::vector<Group> groups) {
    Scene s;
    s.width = s.height = 100;
    s.page = Colour::hex(0xFFFFFF);
    s.groups = std::move(groups);
    return s;
}

TEST(Svg, IdsAreNamesAndUnique) {
    Cell cell;
    cell.rect = {0, 0, 10, 10};
    cell.fill = Colour::hex(0x112233);
    cell.id = "input/cell/2,3";
    const std::string svg =
        to_svg(scene_of({{"input", {cell}}, {"input", {cell, cell}}, {"7 wide", {cell}}}));
    std::set<std::string> seen;
    for (std::size_t at = svg.find(" id=\""); at != svg.npos; at = svg.find(" id=\"", at + 1)) {
        const std::string id = svg.substr(at + 5, svg.find('"', at + 5) - at - 5);
        EXPECT_TRUE(seen.insert(id).second) << id;
    }
    EXPECT_EQ(seen,
              (std::set<std::string>{"_7-wide", "input", "input-2", "input-cell-2-3", "input-cell-2-3-2",
                                     "input-cell-2-3-3", "input-cell-2-3-4", "page"}));
}

TEST(Svg, NothingIsWrittenForWhatCannotBeSeen) {
    Cell clear;
    clear.rect = {0, 0, 10, 10};
    Path unstroked;
    unstroked.move({0, 0}).line({1, 1});
    Text faded = text_of("x");
    faded.colour.a = 0;
    const std::string svg = to_svg(scene_of({{"input", {clear, unstroked, faded}}, {"output", {}}}));
    EXPECT_EQ(svg.find("<g"), std::string::npos) << svg;
    EXPECT_EQ(to_svg(scene_of({}), {.transparent = true}).find("<rect"), std::string::npos);
}

// As core/text sets them: a reader's own bold would only thicken the digits.
TEST(Svg, ChineseIsNotSetInBold) {
    Text t;
    t.text = "第 1 步";
    t.weight = Weight::semibold;
    Scene s;
    s.width = s.height = 10;
    s.groups.push_back({"x", {t}});
    EXPECT_NE(to_svg(s).find("font-weight=\"500\""), std::string::npos);
}

TEST(Svg, EscapesWhatXmlReserves) {
    const std::string svg =
        to_svg(scene_of({{"x", {text_of("a < b & \"c\"\x01")}}}), {.share_line = "]]>&<"});
    EXPECT_NE(svg.find(">a &lt; b &amp; &quot;c&quot;</text>"), std::string::npos);
    EXPECT_NE(svg.find("<metadata>]]&gt;&amp;&lt;</metadata>"), std::string::npos);
}

// Their own widths, whatever the reader does with spaces at the ends.
TEST(Svg, SpacesAtTheEndsKeepTheirRoom) {
    const auto x = [](Text t, Align align) {
        t.align = align;
        const std::string svg = to_svg(scene_of({{"x", {t}}}));
        EXPECT_NE(svg.find(">a  b</text>"), svg.npos) << svg;
        return std::strtod(svg.c_str() + svg.find("<text x=\"") + 9, nullptr);
    };
    const double space = space_width * 15;
    EXPECT_NEAR(x(text_of("  a  b "), Align::left), 50 + 2 * space, .01);
    EXPECT_NEAR(x(text_of("  a  b "), Align::middle), 50 + space / 2, .01);
    EXPECT_NEAR(x(text_of("  a  b "), Align::right), 50 - space, .01);
    const auto width = [](std::string_view s) { return test::fonts().width(s, Weight::regular, 15); };
    EXPECT_NEAR(width("a b") - width("ab"), space, .015 * 15);
}

TEST(Svg, OutlinesLeaveNoText) {
    const SvgOptions options{.outlines = &test::fonts()};
    const std::string svg = to_svg(test::scene_of(test::sample("max-4x4", 2.77)), options);
    EXPECT_EQ(svg.find("<text"), std::string::npos);
    EXPECT_EQ(svg.find("font"), std::string::npos);
    EXPECT_NE(svg.find("<path id=\"strip-step\""), std::string::npos);
    EXPECT_LT(svg.size(), 200'000u);
}

// Where a path begins says where its text stands: at the left of `at`, or upside down at its right.
TEST(Svg, OutlinesStandWhereTheTextDoes) {
    const auto start = [](Text t) {
        const std::string svg = to_svg(scene_of({{"x", {t}}}), {.outlines = &test::fonts()});
        return std::strtod(svg.c_str() + svg.find(" d=\"M") + 5, nullptr);
    };
    Text t = text_of("I");
    const double left = start(t);
    EXPECT_GT(left, 50);
    t.turned = true;
    EXPECT_LT(start(t), 50);
    t.turned = false;
    t.align = Align::right;
    EXPECT_NEAR(start(t), left - test::fonts().width("I", t.weight, t.size), .02);
}

}  // namespace pw
