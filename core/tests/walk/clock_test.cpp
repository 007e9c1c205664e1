#include "core/walk/clock.h"

#include <gtest/gtest.h>

#include <limits>

namespace pw {
namespace {

Clock walk(std::int64_t steps, double t = 0) {
    Clock c;
    c.steps = steps;
    c.t = t;
    return c;
}

Clock playing(std::int64_t steps, double t = 0) {
    Clock c = walk(steps, t);
    c.playing = true;
    return c;
}

TEST(Moment, StartsAtRest) {
    EXPECT_EQ(moment_at(0, 4), Moment{});
    EXPECT_EQ(moment_at(-1, 4), Moment{});
    EXPECT_EQ(moment_at(3, 0), Moment{});
}

TEST(Moment, WholeNumbersAreTheEndOfTheirStep) {
    for (int n = 1; n <= 4; ++n) {
        const Moment m = moment_at(n, 4);
        EXPECT_EQ(m.step, n);
        EXPECT_EQ(m.phase, 1);
        EXPECT_EQ(m.part, Phase::drop);
        EXPECT_EQ(m.u, 1);
    }
    EXPECT_EQ(moment_at(99, 4), moment_at(4, 4));
}

TEST(Moment, DividesAStepIntoFourPhases) {
    const struct {
        double phase;
        Phase part;
        double u;
    } expected[] = {{.1, Phase::slide, .5},          {.25, Phase::gather, .2}, {.45, Phase::reduce, 0},
                    {.77, Phase::reduce, .32 / .35}, {.8, Phase::drop, 0},     {.9, Phase::drop, .5}};
    for (const auto& e : expected) {
        const Moment m = moment_at(2 + e.phase + 1e-13, 4);
        EXPECT_EQ(m.step, 3);
        EXPECT_EQ(m.part, e.part) << e.phase;
        EXPECT_NEAR(m.u, e.u, 1e-9) << e.phase;
    }
}

TEST(Clock, PaceFollowsTheSecondsOfAStep) {
    Clock c = walk(4);
    EXPECT_EQ(seconds_per_step(c), 3);
    EXPECT_EQ(pace_of(c), Pace::phases);
    c.speed = 4;  // .75 s: just long enough for all four phases
    EXPECT_EQ(pace_of(c), Pace::phases);
    c.speed = 10;
    EXPECT_EQ(pace_of(c), Pace::slide_drop);
    c.speed = 25;  // .12 s
    EXPECT_EQ(pace_of(c), Pace::jump);
    c.ten_seconds = true;
    EXPECT_EQ(seconds_per_step(c), 2.5);
    c.steps = 1000;
    EXPECT_EQ(pace_of(c), Pace::jump);
}

TEST(Clock, PlaysToTheEndAndStops) {
    Clock c = advance(playing(2), 1.5);
    EXPECT_DOUBLE_EQ(c.t, .5);
    EXPECT_TRUE(c.playing);
    c = advance(c, 4.4);
    EXPECT_TRUE(c.playing);
    c = advance(c, .2);
    EXPECT_EQ(c.t, 2);
    EXPECT_FALSE(c.playing);
    EXPECT_EQ(advance(c, 5), c);
}

TEST(Clock, PausedTimeStandsStill) {
    const Clock c = walk(4, 1.3);
    EXPECT_EQ(advance(c, 10), c);
    EXPECT_EQ(advance(playing(4, 1), 0), playing(4, 1));
    EXPECT_EQ(advance(playing(4, 1), -1), playing(4, 1));
}

TEST(Clock, SpaceTogglesAndRestartsAtTheEnd) {
    Clock c = toggle_play(walk(4, 1.5));
    EXPECT_TRUE(c.playing);
    EXPECT_EQ(c.t, 1.5);
    c = toggle_play(c);
    EXPECT_FALSE(c.playing);
    EXPECT_EQ(c.t, 1.5);
    c = toggle_play(walk(4, 4));
    EXPECT_TRUE(c.playing);
    EXPECT_EQ(c.t, 0);
    EXPECT_FALSE(toggle_play(walk(0)).playing);
}

TEST(Clock, RightPlaysTheRestOfTheStep) {
    Clock c = step_forward(walk(4, 1.25));
    EXPECT_TRUE(c.playing);
    EXPECT_EQ(c.t, 1.25);
    c = advance(c, 1.5);
    EXPECT_DOUBLE_EQ(c.t, 1.75);
    c = advance(c, 1);
    EXPECT_EQ(c.t, 2);
    EXPECT_FALSE(c.playing);
    c = advance(step_forward(c), 60);  // from a whole number: one whole step
    EXPECT_EQ(c.t, 3);
    EXPECT_FALSE(c.playing);
}

TEST(Clock, RightTwiceEndsTheStepAtOnce) {
    const Clock c = step_forward(advance(step_forward(walk(4, 1)), .3));
    EXPECT_EQ(c.t, 2);
    EXPECT_FALSE(c.playing);
    EXPECT_EQ(c.until, -1);
}

TEST(Clock, RightWhilePlayingStopsAtTheStepsEnd) {
    Clock c = step_forward(playing(4, 2.5));
    EXPECT_TRUE(c.playing);
    c = advance(c, 100);
    EXPECT_EQ(c.t, 3);
    EXPECT_FALSE(c.playing);
}

TEST(Clock, RightAtTheEndStays) {
    const Clock c = step_forward(walk(4, 4));
    EXPECT_EQ(c.t, 4);
    EXPECT_FALSE(c.playing);
}

TEST(Clock, ALoopIgnoresNoSingleStep) {
    Clock c = walk(2, 1);
    c.loop = true;
    c = advance(step_forward(c), 100);
    EXPECT_EQ(c.t, 2);
    EXPECT_FALSE(c.playing);
}

TEST(Clock, LeftGoesToTheBeginningOfTheStepElseOneBack) {
    EXPECT_EQ(step_back(walk(4, 2.77)).t, 2);
    EXPECT_EQ(step_back(walk(4, 2)).t, 1);
    EXPECT_EQ(step_back(walk(4, 1)).t, 0);
    EXPECT_EQ(step_back(walk(4, 0)).t, 0);
    EXPECT_FALSE(step_back(playing(4, 2.5)).playing);
}

TEST(Clock, ScrubsWithinTheWalk) {
    EXPECT_EQ(seek(walk(4), 2.5).t, 2.5);
    EXPECT_EQ(seek(walk(4), 9).t, 4);
    EXPECT_EQ(seek(walk(4), -9).t, 0);
    EXPECT_EQ(seek(walk(4, 1), std::numeric_limits<double>::quiet_NaN()).t, 1);
    const Clock c = seek(step_forward(walk(4, 1)), 3.5);  // a single step is over, and wasn't playing
    EXPECT_EQ(c.until, -1);
    EXPECT_FALSE(c.playing);
    EXPECT_TRUE(seek(playing(4, 1), 3.5).playing);
}

TEST(Clock, HomeAndEnd) {
    EXPECT_EQ(to_start(walk(4, 2.5)).t, 0);
    EXPECT_EQ(to_end(playing(4, 2.5)).t, 4);
    EXPECT_FALSE(to_end(playing(4, 2.5)).playing);
}

TEST(Clock, ALoopHoldsItsEnd) {
    Clock c = playing(1);
    c.loop = true;
    c = advance(c, 3);
    EXPECT_EQ(c.t, 1);
    EXPECT_TRUE(c.playing);
    c = advance(c, 1.4);
    EXPECT_EQ(c.t, 1);
    EXPECT_NEAR(c.held, 1.4, 1e-12);
    c = advance(c, .4);  // .3 of it belong to the next round
    EXPECT_NEAR(c.t, .1, 1e-12);
    EXPECT_EQ(c.held, 0);
    EXPECT_TRUE(c.playing);
    c = advance(c, 4.5 * 1000);  // whole rounds change nothing
    EXPECT_NEAR(c.t, .1, 1e-9);
}

TEST(Clock, ALoopSwitchedOffDuringTheHoldStops) {
    Clock c = playing(1);
    c.loop = true;
    c = advance(c, 3.5);
    c.loop = false;
    c = advance(c, .01);
    EXPECT_EQ(c.t, 1);
    EXPECT_FALSE(c.playing);
}

TEST(Clock, SpeedsGoThroughTheList) {
    Clock c = walk(4);
    for (const double s : {2., 4., 10., 25., 100., 100.}) {
        c = faster(c);
        EXPECT_EQ(c.speed, s);
    }
    for (const double s : {25., 10., 4., 2., 1., .5, .25, .25}) {
        c = slower(c);
        EXPECT_EQ(c.speed, s);
    }
}

TEST(Clock, TheWholeWalkInTenSeconds) {
    Clock c = playing(40);
    c.ten_seconds = true;
    EXPECT_NEAR(advance(c, 5).t, 20, 1e-9);
    EXPECT_EQ(advance(c, 10.001).t, 40);
    // 40 steps in 10 s are 12x: the next ones are 25x and 10x.
    EXPECT_EQ(faster(c).speed, 25);
    EXPECT_FALSE(faster(c).ten_seconds);
    EXPECT_EQ(slower(c).speed, 10);
    EXPECT_FALSE(slower(c).ten_seconds);
}

// 2x2 windows over 4x4 with stride 2, and with stride 1.
constexpr WalkShape apart{2, 2, .5, .5, 2, 2};
constexpr WalkShape sliding{3, 3, .5, .5, 1, 1};

TEST(Rescaled, KeepsTheStartAndTheEnd) {
    EXPECT_EQ(rescaled(walk(4, 0), apart, sliding).t, 0);
    const Clock end = rescaled(walk(4, 4), apart, sliding);
    EXPECT_EQ(end.t, 9);
    EXPECT_EQ(end.steps, 9);
    EXPECT_EQ(rescaled(walk(0, 0), WalkShape{}, sliding).t, 0);
}

TEST(Rescaled, KeepsTheNearestCentreAndThePhase) {
    // Step 2 looks at the upper right corner; with stride 1 that is step 3.
    EXPECT_DOUBLE_EQ(rescaled(walk(4, 1.25), apart, sliding).t, 2.25);
    EXPECT_DOUBLE_EQ(rescaled(walk(4, 2), apart, sliding).t, 3);
    EXPECT_DOUBLE_EQ(rescaled(walk(4, 2.77), apart, sliding).t, 6.77);
    EXPECT_DOUBLE_EQ(rescaled(walk(9, 6.77), sliding, apart).t, 2.77);
    // Between two windows the first of the two is taken.
    EXPECT_DOUBLE_EQ(rescaled(walk(9, 4.5), sliding, apart).t, .5);
    // Padding moves the centres, not the place.
    const WalkShape padded{3, 3, -.5, -.5, 2, 2};
    EXPECT_DOUBLE_EQ(rescaled(walk(9, 8.1), padded, apart).t, 3.1);
}

TEST(Rescaled, ShrinksToOneWindow) {
    const Clock c = rescaled(walk(9, 5.5), sliding, WalkShape{1, 1, 1.5, 1.5, 4, 4});
    EXPECT_EQ(c.steps, 1);
    EXPECT_DOUBLE_EQ(c.t, .5);
}

TEST(Rescaled, ASingleStepGoesOnToTheEndOfItsNewStep) {
    Clock c = advance(step_forward(walk(4, 1)), 1.5);
    c = rescaled(c, apart, sliding);
    EXPECT_DOUBLE_EQ(c.t, 2.5);
    EXPECT_TRUE(c.playing);
    c = advance(c, 100);
    EXPECT_EQ(c.t, 3);
    EXPECT_FALSE(c.playing);
}

TEST(Rescaled, NothingLeftToWalkStops) {
    const Clock c = rescaled(playing(4, 2.5), apart, WalkShape{});
    EXPECT_EQ(c.t, 0);
    EXPECT_EQ(c.steps, 0);
    EXPECT_FALSE(c.playing);
}

}  // namespace
}  // namespace pw
