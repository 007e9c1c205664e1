// The walk backward's picture: gradients in the values' places, the sum of a cell, and that all can be read.
#include <gtest/gtest.h>

#include "core/figure/editable.h"
#include "core/figure/facts.h"
#include "core/figure/page.h"
#include "core/tests/figure/every_size.h"

namespace pw {

using test::look;
using test::sample;
using test::says;
using test::scene_of;

namespace {

std::string at(const Scene& s, Focus::Grid grid, Position p) {
    const Spot* spot = s.find(spot_id({grid, p}));
    return spot ? spot->text : "none";
}

Pane backward(std::string_view name, double t) {
    Pane p = sample(name, t);
    p.watch.direction = Direction::backward;
    return p;
}

}  // namespace

TEST(BackwardFigure, PartsAddUpAtTheirCell) {
    for (int t = 0; t <= 4; ++t)
        EXPECT_EQ(at(scene_of(sample("gradient-overlap", t)), Focus::Grid::input, {1, 1}), std::to_string(t));
    EXPECT_EQ(at(scene_of(sample("gradient-overlap", 3.9)), Focus::Grid::input, {1, 1}), "3");
    const Scene landed = scene_of(sample("gradient-overlap", 3.97));
    EXPECT_EQ(at(landed, Focus::Grid::input, {1, 1}), "4");
    EXPECT_EQ(at(landed, Focus::Grid::output, {0, 1}), "1");
    EXPECT_TRUE(says(landed, "Gradient of the input"));
    EXPECT_TRUE(says(landed, "to the winner"));
    EXPECT_TRUE(says(landed, "sends its 1 to its winner, input [1, 1]"));
    EXPECT_TRUE(says(landed, "won all 4 windows"));
    EXPECT_TRUE(says(landed, "Nothing is lost on the way"));
}

TEST(BackwardFigure, SaysWhyLessArrives) {
    Document d = load_sample("gradient-overlap").value();
    d.experiment.stages.back().op = find_op("avg_pool");
    d.experiment.stages.back().params.window.padding = {1, 1};
    const Scene s = scene_of(test::pane_of(d, 1));
    EXPECT_TRUE(says(s, "What fell into the padding is lost"));
    EXPECT_TRUE(says(s, "3 of them are padding"));
    EXPECT_TRUE(says(s, "spread evenly"));
    EXPECT_TRUE(says(scene_of(backward("sobel-edges", 3)), "The weights multiply what is sent"));
}

TEST(BackwardFigure, TiesSayTheirRuleInBothDirections) {
    Document d = load_sample("gradient-overlap").value();
    d.experiment.input.tensor = Tensor({1, 1, 3, 3}, {9, 9, 1, 3, 1, 2, 4, 1, 5});
    for (const Direction way : {Direction::forward, Direction::backward}) {
        d.watch.direction = way;
        EXPECT_TRUE(says(scene_of(test::pane_of(d, 1)), "9 twice: the first in reading order wins"));
    }
}

TEST(BackwardFigure, OnlyOwnNumbersOfTheLastStageCanBeTyped) {
    Document d = load_sample("conv-then-pool").value();
    d.watch.direction = Direction::backward;
    Pane ones = test::pane_of(d, 1);
    EXPECT_FALSE(editable_plane(facts_of(ones, look()), Focus::Grid::output));
    d.experiment.sent = Tensor({1, 1, 1, 1}, {3});
    EXPECT_TRUE(editable_plane(facts_of(test::pane_of(d, 1), look()), Focus::Grid::output));
    EXPECT_FALSE(editable_plane(facts_of(test::pane_of(d, 1), look()), Focus::Grid::input));
    d.watch.stage = d.experiment.stages.front().id;
    EXPECT_FALSE(editable_plane(facts_of(test::pane_of(d, 1), look()), Focus::Grid::output));
}

TEST(BackwardFigure, AHoveredCellSaysWhereItsGradientCameFrom) {
    Pane p = sample("gradient-overlap", 4);
    p.view.hover = Focus{Focus::Grid::input, {1, 1}};
    const Scene s = scene_of(p);
    EXPECT_TRUE(says(s, "Gradient of input [1, 1] = 4"));
    EXPECT_TRUE(says(s, "where it comes from"));
}

TEST(BackwardFigure, APictureStaysForwardAndSaysSo) {
    const Scene s = scene_of(backward("low-pixel", 100));
    EXPECT_TRUE(says(s, "shown forward"));
}

TEST(BackwardFigure, TheStoryboardNamesItsPhases) {
    PageLook page;
    static_cast<Look&>(page) = look();
    page.width = 1600, page.height = 1200;
    const Scene s = storyboard(sample("gradient-overlap", 2), page);
    for (const char* phase : {"Slide", "Take", "Route", "Add"}) EXPECT_TRUE(says(s, phase)) << phase;
    EXPECT_TRUE(contact_sheet(sample("gradient-overlap", 2), page));
}

TEST(BackwardFigure, CanBeReadInEverySize) {
    for (const char* name : {"gradient-overlap", "padding", "sobel-edges", "conv-then-pool", "unpool-4x4",
                             "adaptive-5x5", "average-4x4"})
        test::expect_tidy_in_every_size([&](double t) { return backward(name, t); }, name);
}

}  // namespace pw
