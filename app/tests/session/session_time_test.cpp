#include <gtest/gtest.h>

#include "app/tests/session/examples.h"

namespace pw {
namespace {

using namespace examples;

TEST(Time, TheTransportsActions) {
    Session s(small(), {});
    EXPECT_EQ(s.clock().steps, 4);
    EXPECT_EQ(s.clock().t, 0);
    EXPECT_FALSE(s.moving());
    s.apply(action::Forward{});
    EXPECT_TRUE(s.moving());
    EXPECT_TRUE(s.tick(1.5));
    EXPECT_DOUBLE_EQ(s.clock().t, .5);
    EXPECT_TRUE(s.tick(2));  // the frame that shows the end
    EXPECT_EQ(s.clock().t, 1);
    EXPECT_FALSE(s.tick(.1));
    s.apply(action::Seek{2.5});
    EXPECT_EQ(s.clock().t, 2.5);
    s.apply(action::Back{});
    EXPECT_EQ(s.clock().t, 2);
    s.apply(action::ToEnd{});
    EXPECT_EQ(s.clock().t, 4);
    s.apply(action::Play{});
    EXPECT_EQ(s.clock().t, 0);
    EXPECT_TRUE(s.clock().playing);
    s.apply(action::ToStart{});
    EXPECT_EQ(s.clock().t, 0);
    s.apply(action::Faster{});
    EXPECT_EQ(s.clock().speed, 2);
    s.apply(action::Slower{});
    EXPECT_EQ(s.clock().speed, 1);
    s.apply(action::SetSpeed{1000});
    EXPECT_EQ(s.clock().speed, 100);
    s.apply(action::SetSpeed{1, true});
    EXPECT_TRUE(s.clock().ten_seconds);
    s.apply(action::SetSpeed{.5});
    EXPECT_FALSE(s.clock().ten_seconds);
    s.apply(action::Loop{});
    EXPECT_TRUE(s.clock().loop);
    s.apply(action::Loop{});
    EXPECT_FALSE(s.clock().loop);
}

TEST(Time, IdleMovesNothing) {
    Session s(small(), {});
    EXPECT_FALSE(s.tick(1));
    EXPECT_FALSE(s.tick(0));
    EXPECT_FALSE(s.tick(-1));
    EXPECT_EQ(s.clock().t, 0);
}

TEST(Time, EditsKeepTheWindowsPlace) {
    Session s(small(), {});
    s.apply(action::Seek{1.25});  // the upper right window
    s.apply(set("stride", {1, 1}));
    EXPECT_DOUBLE_EQ(s.clock().t, 2.25);
    s.apply(action::Undo{});
    EXPECT_DOUBLE_EQ(s.clock().t, 1.25);
    s.apply(action::Redo{});
    EXPECT_DOUBLE_EQ(s.clock().t, 2.25);

    s.apply(action::ToEnd{});
    s.apply(action::Undo{});
    EXPECT_EQ(s.clock().t, 4);
    s.apply(action::ToStart{});
    s.apply(action::Redo{});
    EXPECT_EQ(s.clock().t, 0);
    EXPECT_EQ(s.clock().steps, 9);
}

TEST(Time, PaddingShiftsTheStepsNotThePlace) {
    Session s(small(), {});
    s.apply(set("stride", {1, 1}));
    s.apply(action::Seek{4.5});       // step 5: centre (1.5, 1.5)
    s.apply(set("padding", {1, 1}));  // 5x5 outputs; that centre is output (2, 2), step 13
    EXPECT_EQ(s.clock().steps, 25);
    EXPECT_DOUBLE_EQ(s.clock().t, 12.5);
}

TEST(Time, EditsWhilePlayingPlayOn) {
    Session s(small(), {});
    s.apply(action::Play{});
    s.tick(3.75);
    s.apply(set("stride", {1, 1}));
    EXPECT_TRUE(s.clock().playing);
    EXPECT_DOUBLE_EQ(s.clock().t, 2.25);
    s.tick(3);
    EXPECT_DOUBLE_EQ(s.clock().t, 3.25);
}

TEST(Time, AProblemPausesUntilItsFix) {
    Session s(small(), {});
    s.apply(action::Play{});
    s.tick(3.75);
    s.apply(set("padding", {2, 2}, "padding"));
    EXPECT_FALSE(s.clock().playing);
    s.apply(set("padding", {3, 3}, "padding"));  // another problem: still waiting
    s.tick(5);
    EXPECT_DOUBLE_EQ(s.clock().t, 1.25);
    s.apply(action::Play{});  // the transport is off
    s.apply(action::Forward{});
    s.apply(action::Seek{3});
    s.apply(action::ToEnd{});
    EXPECT_DOUBLE_EQ(s.clock().t, 1.25);
    EXPECT_FALSE(s.clock().playing);
    s.apply(set("padding", {0, 0}, "padding"));
    EXPECT_TRUE(s.clock().playing);
    s.tick(3);
    EXPECT_DOUBLE_EQ(s.clock().t, 2.25);
}

TEST(Time, UndoOfAProblemPlaysOn) {
    Session s(small(), {});
    s.apply(action::Play{});
    s.tick(.3);
    s.apply(set("padding", {2, 2}));
    s.apply(action::Undo{});
    EXPECT_TRUE(s.clock().playing);
    EXPECT_DOUBLE_EQ(s.clock().t, .1);
}

TEST(Time, AProblemWhilePausedStaysPaused) {
    Session s(small(), {});
    s.apply(set("padding", {2, 2}));
    s.apply(set("padding", {1, 1}));
    EXPECT_FALSE(s.clock().playing);
    s.apply(action::Play{});  // an old pause isn't remembered
    s.apply(action::Play{});
    s.apply(set("padding", {2, 2}));
    s.apply(action::Undo{});
    EXPECT_FALSE(s.clock().playing);
}

TEST(Time, ASingleStepGoesOnAfterTheFix) {
    Session s(small(), {});
    s.apply(action::Seek{1});
    s.apply(action::Forward{});
    s.tick(1.5);
    s.apply(set("padding", {2, 2}));
    s.apply(action::Undo{});
    s.tick(60);
    EXPECT_EQ(s.clock().t, 2);
    EXPECT_FALSE(s.clock().playing);
}

TEST(Time, EachStageRemembersItsOwn) {
    Session s(chain(), {});
    EXPECT_EQ(s.watch().stage, 9);
    EXPECT_EQ(s.clock().steps, 4);
    s.apply(action::Seek{1.5});
    s.apply(action::WatchStage{4});
    EXPECT_EQ(s.clock().steps, 36);
    EXPECT_EQ(s.clock().t, 0);
    s.apply(action::Seek{20.25});
    s.apply(action::Play{});
    s.apply(action::WatchStage{9});
    EXPECT_EQ(s.clock().t, 1.5);
    EXPECT_FALSE(s.clock().playing);
    s.apply(action::WatchStage{4});
    EXPECT_EQ(s.clock().t, 20.25);
}

TEST(Time, EditsKeepThePlaceOfStagesNotWatched) {
    Session s(chain(), {});
    s.apply(action::Seek{4});  // its end
    s.apply(action::WatchStage{4});
    s.apply(action::Seek{7.5});  // step 8 of 6x6: (1, 1)
    s.apply(action::WatchStage{9});
    s.apply(set("stride", {1, 1}, "", 4));  // 11x11, the same centre is (2, 2)
    EXPECT_EQ(s.clock().t, static_cast<double>(s.clock().steps));
    s.apply(action::WatchStage{4});
    EXPECT_EQ(s.clock().steps, 121);
    EXPECT_DOUBLE_EQ(s.clock().t, 2 * 11 + 2 + .5);
}

TEST(Time, SpeedAndLoopBelongToNoStage) {
    Session s(chain(), {});
    s.apply(action::SetSpeed{4});
    s.apply(action::Loop{});
    s.apply(action::WatchStage{4});
    EXPECT_EQ(s.clock().speed, 4);
    EXPECT_TRUE(s.clock().loop);
    s.apply(action::Open{small()});
    EXPECT_EQ(s.clock().speed, 4);
}

TEST(Time, ThePaceIsThatOfPlaying) {
    Session s(small(), {});
    s.apply(action::SetSpeed{10});
    EXPECT_EQ(s.pane().pace, Pace::phases);  // paused: the whole step can be looked at
    s.apply(action::Play{});
    EXPECT_EQ(s.pane().pace, Pace::slide_drop);
    EXPECT_TRUE(s.pane().playing);
    s.apply(action::SetSpeed{25});
    EXPECT_EQ(s.pane().pace, Pace::jump);
}

TEST(Card, OpensIn180Milliseconds) {
    Session s(small(), {});
    EXPECT_EQ(s.pane().view.card, 0);
    s.apply(set("padding", {2, 2}));
    EXPECT_TRUE(s.moving());
    EXPECT_EQ(s.pane().view.card, 0);
    s.tick(.045);
    EXPECT_NEAR(s.pane().view.card, 4 * .25 * .25 * .25, 1e-9);
    s.tick(.045);
    EXPECT_NEAR(s.pane().view.card, .5, 1e-9);
    EXPECT_TRUE(s.tick(.1));
    EXPECT_EQ(s.pane().view.card, 1);
    EXPECT_FALSE(s.moving());
    EXPECT_FALSE(s.tick(.1));
    s.apply(set("padding", {3, 3}));  // another problem: the card stays open
    EXPECT_EQ(s.pane().view.card, 1);
    s.apply(set("padding", {1, 1}));
    EXPECT_EQ(s.pane().view.card, 0);
    EXPECT_FALSE(s.moving());
}

TEST(Card, OpensAtOnceWithReducedMotion) {
    Settings settings;
    settings.reduced_motion = true;
    Session s(small(), settings);
    s.apply(set("padding", {2, 2}));
    EXPECT_EQ(s.pane().view.card, 1);
    EXPECT_FALSE(s.moving());
}

}  // namespace
}  // namespace pw
