#include <gtest/gtest.h>

#include <limits>

#include "app/tests/session/examples.h"

namespace pw {
namespace {

using namespace examples;

TEST(View, WatchesTheLastStage) {
    Session s(chain(), {});
    ASSERT_TRUE(s.watched());
    EXPECT_EQ(s.watched()->id, 9);
    EXPECT_EQ(s.pane().watch.stage, 9);
    s.apply(action::WatchStage{4});
    EXPECT_EQ(s.watched()->id, 4);
    s.apply(action::WatchStage{77});
    s.apply(action::WatchStage{input_stage});
    EXPECT_EQ(s.watched()->id, 4);
}

TEST(View, PassesMutedStagesBy) {
    Document d = chain();
    d.experiment.stages[1].muted = true;
    Session s(d, {});
    EXPECT_EQ(s.watched()->id, 4);
    d.watch.stage = 9;
    s.apply(action::Open{d});
    EXPECT_EQ(s.watched()->id, 4);
    d = chain();
    d.experiment.stages[0].muted = true;
    d.watch.stage = 4;
    s.apply(action::Open{d});
    EXPECT_EQ(s.watched()->id, 9);
    d.experiment.stages[1].muted = true;
    s.apply(action::Open{d});
    EXPECT_EQ(s.watched(), nullptr);
    EXPECT_EQ(s.clock().steps, 0);
}

TEST(View, NothingToWatch) {
    Session s(document({1, 1, 4, 4}, {}), {});
    EXPECT_EQ(s.watched(), nullptr);
    s.apply(action::Play{});
    s.apply(action::Forward{});
    s.apply(action::Channel{1});
    s.apply(action::Hover{output(0, 0)});
    EXPECT_FALSE(s.moving());
    EXPECT_FALSE(s.pane().view.hover);
    s.apply(action::Hover{input(3, 3)});
    EXPECT_EQ(s.pane().view.hover, input(3, 3));
}

TEST(View, ColourAndMap) {
    Session s(small(), {});
    s.apply(action::SetColour{ColourBy::value});
    s.apply(action::SetMap{Map::cividis});
    EXPECT_EQ(s.pane().watch.colour, ColourBy::value);
    EXPECT_EQ(s.watch().map, Map::cividis);
}

TEST(View, ChannelsGoAround) {
    Session s(document({1, 3, 4, 4}, {stage(1, "max_pool")}), {});
    s.apply(action::Channel{1});
    s.apply(action::Channel{1});
    EXPECT_EQ(s.watch().channel, 2);
    s.apply(action::Channel{1});
    EXPECT_EQ(s.watch().channel, 0);
    s.apply(action::Channel{-1});
    EXPECT_EQ(s.watch().channel, 2);
    s.apply(action::SetOp{1, "conv"});  // one channel comes out
    EXPECT_EQ(s.watch().channel, 0);
}

TEST(View, ADocumentsWatchIsBroughtIntoRange) {
    Document d = small();
    d.watch = {77, 99, 5, 5, ColourBy::value, Map::grey};
    Session s(d, {});
    const Watch w = s.watch();
    EXPECT_EQ(w.stage, 1);
    EXPECT_EQ(w.t, 4);
    EXPECT_EQ(w.batch, 0);
    EXPECT_EQ(w.channel, 0);
    EXPECT_EQ(w.colour, ColourBy::value);
    EXPECT_EQ(w.map, Map::grey);
}

TEST(View, HoverOverridesTheSelection) {
    Session s(small(), {});
    s.apply(action::Select{output(1, 1)});
    EXPECT_EQ(s.pane().view.hover, output(1, 1));
    s.apply(action::Hover{output(0, 1)});
    EXPECT_EQ(s.pane().view.hover, output(0, 1));
    s.apply(action::Hover{});
    EXPECT_EQ(s.pane().view.hover, output(1, 1));
    s.apply(action::Escape{});
    EXPECT_FALSE(s.pane().view.hover);
}

TEST(View, CellsThatAreGoneAreNotHovered) {
    Session s(small(), {});
    s.apply(action::Hover{output(2, 0)});
    EXPECT_FALSE(s.pane().view.hover);
    s.apply(action::Hover{input(-1, 0)});
    EXPECT_FALSE(s.pane().view.hover);
    s.apply(action::Hover{input(0, 4)});
    EXPECT_FALSE(s.pane().view.hover);

    s.apply(set("stride", {1, 1}));
    s.apply(action::Hover{output(2, 2)});
    s.apply(action::Select{output(2, 1)});
    EXPECT_TRUE(s.pane().view.hover);
    s.apply(action::Undo{});  // 2x2 again
    EXPECT_FALSE(s.pane().view.hover);

    s.apply(action::Select{output(1, 1)});
    s.apply(set("padding", {2, 2}));  // invalid: the last picture stays, so does its cell
    EXPECT_EQ(s.pane().view.hover, output(1, 1));
}

TEST(View, AnotherStageHasOtherCells) {
    Session s(chain(), {});
    s.apply(action::Hover{input(5, 5)});
    s.apply(action::Select{output(1, 1)});
    s.apply(action::WatchStage{4});
    EXPECT_FALSE(s.pane().view.hover);
    s.apply(action::Hover{input(11, 11)});
    EXPECT_TRUE(s.pane().view.hover);
}

TEST(View, SettingsOfTheLook) {
    Session s(small(), {});
    s.apply(action::SetTheme{Theme::dark});
    s.apply(action::SetLanguage{Language::zh});
    s.apply(action::ToggleIndices{});
    EXPECT_EQ(s.look().theme, Theme::dark);
    EXPECT_FALSE(s.look().indices);
    EXPECT_EQ(s.settings().language, Language::zh);
    s.apply(action::ToggleIndices{});
    EXPECT_TRUE(s.look().indices);
    for (const auto& [asked, given] : {std::pair{2., 2.}, {.1, .75}, {9., 3.}}) {
        s.apply(action::SetScale{asked});
        EXPECT_EQ(s.settings().scale, given);
    }
    s.apply(action::SetScale{std::numeric_limits<double>::quiet_NaN()});
    EXPECT_EQ(s.settings().scale, 3);
}

TEST(View, EscapeLeavesOneThingAtATime) {
    Session s(small(), {});
    s.apply(action::Select{input(0, 0)});
    s.apply(action::Report{Problem(Message("problem.memory"))});
    s.apply(action::ToggleHelp{});
    EXPECT_TRUE(s.help_open());
    s.apply(action::Escape{});
    EXPECT_FALSE(s.help_open());
    EXPECT_TRUE(s.notice());
    s.apply(action::Escape{});
    EXPECT_FALSE(s.notice());
    EXPECT_TRUE(s.pane().view.edit);
    s.apply(action::Escape{});
    EXPECT_FALSE(s.pane().view.edit);
    s.apply(action::ToggleHelp{});
    s.apply(action::ToggleHelp{});
    EXPECT_FALSE(s.help_open());
}

TEST(View, TheCardsButtonsLight) {
    Session s(small(), {});
    s.view_hot("card/fix/0");
    s.view_focused("card/fix/1", true);
    EXPECT_EQ(s.pane().view.hot, "card/fix/0");
    EXPECT_EQ(s.pane().view.focused, "card/fix/1");
    EXPECT_TRUE(s.pane().view.show_focus);
}

}  // namespace
}  // namespace pw
