// Unpooling's picture: which step a cell has its value from, what is known when, and that all can be read.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/figure/facts.h"
#include "core/figure/page.h"
#include "core/tests/figure/every_size.h"

namespace pw {

using test::look;
using test::sample;
using test::says;
using test::scene_of;

namespace {

// What is written in an output's cell, as its spot says.
std::string at(const Scene& s, std::int64_t y, std::int64_t x) {
    const Spot* spot = s.find(spot_id({Focus::Grid::output, {y, x}}));
    return spot ? spot->text : "none";
}

Pane hovering(double t, Focus focus) {
    Pane p = sample("unpool-4x4", t);
    p.view.hover = focus;
    return p;
}

// Windows of 3 with stride 1 name the middle of a 5 x 5 input nine times.
Pane overlapping(double t) {
    Document d = load_sample("unpool-4x4").value();
    std::vector<float> values(25, 0);
    for (std::size_t i = 0; i < 25; ++i) values[i] = static_cast<float>(i % 7);
    values[12] = 50;
    d.experiment.input.tensor = Tensor({1, 1, 5, 5}, values);
    for (Stage& s : d.experiment.stages) {
        s.params.window.kernel = {3, 3};
        s.params.window.stride = Pair{1, 1};
    }
    return test::pane_of(d, t);
}

}  // namespace

TEST(UnpoolFigure, ZerosStandAndValuesWait) {
    const Scene begin = scene_of(sample("unpool-4x4", 0));
    EXPECT_EQ(at(begin, 0, 0), "0");
    EXPECT_EQ(at(begin, 1, 1), "");
    const Scene two = scene_of(sample("unpool-4x4", 2));
    EXPECT_EQ(at(two, 1, 1), "9");
    EXPECT_EQ(at(two, 0, 2), "2");
    EXPECT_EQ(at(two, 3, 1), "");
    EXPECT_EQ(at(scene_of(sample("unpool-4x4", 4)), 2, 3), "3");
}

TEST(UnpoolFigure, ThePlaceIsKnownOnceItIsFound) {
    const Scene taken = scene_of(sample("unpool-4x4", 2.4));
    EXPECT_FALSE(says(taken, "13 = 3 · 4 + 1"));
    EXPECT_TRUE(says(taken, "index 13", "window"));
    const Scene found = scene_of(sample("unpool-4x4", 2.78));
    EXPECT_TRUE(says(found, "13 = 3 · 4 + 1", "labels"));
    EXPECT_TRUE(says(found, "row 3, column 1", "labels"));
    EXPECT_TRUE(says(found, "row 3, column 1", "formula"));
    EXPECT_TRUE(says(found, "goes back to where it came from"));
}

TEST(UnpoolFigure, HoverGoesBothWays) {
    const Look l = look();
    const Facts from_input = facts_of(hovering(4, {Focus::Grid::input, {1, 0}}), l);
    EXPECT_EQ(from_input.now.step, 3);
    EXPECT_EQ(from_input.step.lands, (Position{3, 1}));
    const Facts from_output = facts_of(hovering(4, {Focus::Grid::output, {2, 3}}), l);
    EXPECT_EQ(from_output.now.step, 4);
    EXPECT_TRUE(from_output.now.still);
    // A cell that no index names keeps the walk's picture and says so.
    const Pane none = hovering(3, {Focus::Grid::output, {0, 0}});
    EXPECT_EQ(facts_of(none, l).now.step, 3);
    EXPECT_TRUE(says(scene_of(none), "No index names row 0, column 0"));
}

TEST(UnpoolFigure, AHoveredValueThatWaitsStaysHidden) {
    const Scene s = scene_of(hovering(1, {Focus::Grid::input, {1, 0}}));
    EXPECT_EQ(at(s, 3, 1), "");
    EXPECT_TRUE(says(s, "13 = 3 · 4 + 1"));
}

TEST(UnpoolFigure, TheLastOfSeveralValuesIsShownInItsTime) {
    const Pane pane = overlapping(9);
    ASSERT_FALSE(pane.shown.picture->stopped);
    const Facts f = facts_of(pane, look());
    EXPECT_EQ(f.writer({2, 2}), 9);
    EXPECT_EQ(f.writer_so_far({2, 2}), 9);
    const Facts before = facts_of(overlapping(4), look());
    EXPECT_EQ(before.writer_so_far({2, 2}), 4);
    EXPECT_EQ(before.region_at({2, 2}), before.region({1, 0}));
    EXPECT_TRUE(says(scene_of(overlapping(4.9)), "the last one stays"));
}

// A wider output than the indices were made for: torch counts on in its own rows.
TEST(UnpoolFigure, SaysWhenAValueLandsElsewhere) {
    Document d = load_sample("unpool-4x4").value();
    d.experiment.stages[1].params.unpool_size = Pair{5, 5};
    const Scene s = scene_of(test::pane_of(d, 2.9));
    EXPECT_TRUE(says(s, "13 = 2 · 5 + 3"));
    EXPECT_TRUE(says(s, "6 was in row 3, column 1"));
    EXPECT_TRUE(says(s, "5 asked for"));
}

TEST(UnpoolFigure, ItsPhasesHaveTheirOwnNames) {
    PageLook page;
    page.words = &test::words();
    page.fonts = &test::fonts();
    const Scene s = storyboard(sample("unpool-4x4", 3), page);
    for (const char* name : {"Slide", "Take", "Find", "Drop"}) EXPECT_TRUE(says(s, name)) << name;
    EXPECT_FALSE(says(s, "Reduce"));
}

TEST(UnpoolFigure, CanBeReadInEverySize) {
    test::expect_tidy_in_every_size([](double t) { return sample("unpool-4x4", t); }, "sample");
    test::expect_tidy_in_every_size(overlapping, "overlapping");
}

}  // namespace pw
