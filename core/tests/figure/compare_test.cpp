// Two lanes from one input, and what differs between them.
#include "core/figure/compare.h"

#include "core/tests/figure/every_size.h"

namespace pw {
namespace {

// A sample's last stage beside a copy of it that `change` has changed.
Pane compared(const char* sample, double t, const std::function<void(Stage&)>& change) {
    Document d = load_sample(sample).value();
    Branch branch{d.experiment.stages.back().id, d.experiment.stages.back()};
    branch.stage.id = unused_id(d.experiment);
    change(branch.stage);
    d.experiment.branch = std::move(branch);
    return test::pane_of(d, t);
}
Pane against_average(double t) {
    return compared("max-4x4", t, [](Stage& s) { s.op = find_op("avg_pool"); });
}
Pane against_stride_one(double t) {
    return compared("max-4x4", t, [](Stage& s) { s.params.window.stride = Pair{1, 1}; });
}
Pane against_padding(double t) {
    return compared("max-4x4", t, [](Stage& s) { s.params.window.padding = {1, 1}; });
}

TEST(Compare, TheDifferenceShowsTheStepsThatBothHaveDone) {
    const Scene two = test::scene_of(against_average(2));
    EXPECT_EQ(two.find("difference/cell/0,0")->text, "5.25");
    EXPECT_EQ(two.find("difference/cell/0,1")->text, "0.75");
    EXPECT_EQ(two.find("difference/cell/1,0")->text, "");
    EXPECT_EQ(two.find("compare/count")->text, "2 of 2 so far differ");
    EXPECT_EQ(two.find("output/cell/0,0")->text, "9");
    EXPECT_EQ(two.find("other/cell/0,0")->text, "3.75");
    EXPECT_EQ(test::scene_of(against_average(0)).find("compare/count")->text, "0 of 0 so far differ");
}

TEST(Compare, EqualSidesDifferNowhere) {
    const auto same = [](Stage&) {};
    EXPECT_EQ(test::scene_of(compared("max-4x4", 4, same)).find("compare/count")->text,
              "0 of 4 so far differ");
}

TEST(Compare, OutputsOfOtherSizesHaveNoDifference) {
    const Scene s = test::scene_of(against_stride_one(9));
    EXPECT_EQ(s.find("difference/cell/0,0"), nullptr);
    EXPECT_TRUE(test::says(s, "2 × 2 and 3 × 3"));
    // The shorter side waits at its end.
    EXPECT_EQ(s.find("output/cell/1,1")->text, "3");
    EXPECT_EQ(s.find("other/cell/2,2")->text, "3");
}

TEST(Compare, OneFrameForEqualWindowsElseOneForEachSide) {
    const auto lettered = [](const Scene& s) {
        return test::says(s, "A", "window") && test::says(s, "B", "window");
    };
    EXPECT_FALSE(lettered(test::scene_of(against_average(2.5))));
    EXPECT_TRUE(lettered(test::scene_of(against_stride_one(2.5))));
}

TEST(Compare, BothSidesShareTheColoursOfOneDomain) {
    Pane pane = against_average(4);
    pane.watch.colour = ColourBy::value;
    const std::vector<Pane> sides = sides_of(pane);
    ASSERT_EQ(sides.size(), 2u);
    // 2 on the one side and 1.25 on the other differ, 9 is the map's end on either.
    const Domain a = still_facts(sides[0], tokens(Theme::light)).domain,
                 b = still_facts(sides[1], tokens(Theme::light)).domain;
    EXPECT_EQ(a, b);
    EXPECT_EQ(a.high, 9);
    EXPECT_EQ(a.low, 1);
}

TEST(Compare, AHoveredOutputIsLookedAtOnBothSides) {
    Pane pane = against_average(4);
    pane.view.hover = Focus{Focus::Grid::other, {1, 0}};
    for (const Pane& side : sides_of(pane)) EXPECT_EQ(side.view.hover, (Focus{Focus::Grid::output, {1, 0}}));
    EXPECT_TRUE(test::says(test::scene_of(pane), "window rows 2–3, columns 0–1"));
}

// 0 for the one and −∞ for the other: the ring has no sign.
TEST(Compare, PaddingThatCountsDifferentlyHasNoSign) {
    const auto padded = [](const char* op) {
        return test::scene_of(compared("padding", 0, [&](Stage& s) { s.op = find_op(op); }));
    };
    EXPECT_TRUE(test::says(padded("max_pool"), "−∞", "input"));
    EXPECT_FALSE(test::says(padded("avg_pool"), "−∞", "input"));
}

TEST(Compare, AHoveredInputSaysOnBothSidesWhoReadsIt) {
    Pane pane = against_stride_one(9);
    pane.view.hover = Focus{Focus::Grid::input, {1, 1}};
    const Scene s = test::scene_of(pane);
    EXPECT_TRUE(test::says(s, "1 of 4 windows read it"));
    EXPECT_TRUE(test::says(s, "4 of 9 windows read it"));
}

// The legend gives way to the lanes in a small window.
TEST(Compare, TheLegendStaysClearOfTheBenches) {
    for (const double width : {1232., 724.}) {
        Look l = test::look();
        l.width = width;
        l.height = width > 1000 ? 824 : 560;
        l.narrow = width < 1000;
        const Pane pane = compared("conv-then-pool", 4, [](Stage& s) { s.op = find_op("avg_pool"); });
        EXPECT_EQ(test::says(test::scene_of(pane, l), "never read"), width > 1000) << width;
    }
}

// In a small window the input's title has no room beside the lanes for its padding.
TEST(Compare, TheInputsTitleStaysClearOfTheBenches) {
    const auto many = [](double time) {
        return compared("overlapping", time, [](Stage& stage) {
            stage.params.window.padding = {1, 1};
            stage.params.window.kernel = {2, 2};
        });
    };
    Look small = test::look();
    small.width = 724;
    small.height = 560;
    small.narrow = true;
    EXPECT_TRUE(test::says(test::scene_of(many(1)), ", padding 1", "labels"));
    EXPECT_FALSE(test::says(test::scene_of(many(1), small), ", padding 1", "labels"));
}

TEST(Compare, AnotherStageIsWatchedAlone) {
    Pane pane = compared("conv-then-pool", 2, [](Stage& s) { s.op = find_op("avg_pool"); });
    EXPECT_TRUE(test::scene_of(pane).find("compare/count"));
    pane.watch.stage = pane.shown.picture->of.stages.front().id;
    EXPECT_FALSE(test::scene_of(pane).find("compare/count"));
}

TEST(Compare, IsTidyInEverySize) {
    test::expect_tidy_in_every_size(against_average, "average");
    test::expect_tidy_in_every_size(against_stride_one, "stride 1");
    test::expect_tidy_in_every_size(against_padding, "padding");
    test::expect_tidy_in_every_size(
        [](double t) { return compared("conv-then-pool", t, [](Stage& s) { s.op = find_op("avg_pool"); }); },
        "after a convolution");
    test::expect_tidy_in_every_size(
        [](double t) {
            return compared("sobel-edges", t, [](Stage& s) { s.params.window.padding = {1, 1}; });
        },
        "convolutions");
}

}  // namespace
}  // namespace pw
