#include "app/window/pacer.h"

#include <gtest/gtest.h>

namespace pw {
namespace {

// Frames drawn in `seconds` when the loop asks every millisecond.
int frames(Pacer& p, double& now, double seconds, bool moving) {
    int drawn = 0;
    for (const double end = now + seconds; now < end; now += .001)
        if (p.due(now, moving)) {
            p.begin(now);
            ++drawn;
        }
    return drawn;
}

TEST(Pacer, DrawsThreeFramesAfterAnEventAndThenNone) {
    Pacer p;
    double now = 100;
    EXPECT_EQ(frames(p, now, 1, false), 3);
    EXPECT_LT(p.wait(now, false), 0);
    p.wake();
    EXPECT_TRUE(p.due(now, false));
    EXPECT_EQ(frames(p, now, 1, false), 3);
}

TEST(Pacer, KeepsTheRateWhileMoving) {
    Pacer p;
    double now = 5;
    EXPECT_NEAR(frames(p, now, 10, true), 600, 2);
    p.rate(144);
    EXPECT_NEAR(frames(p, now, 10, true), 1440, 6);
    p.rate(0);  // unknown
    EXPECT_NEAR(frames(p, now, 10, true), 600, 2);
}

TEST(Pacer, ManyEventsDontMakeMoreFrames) {
    Pacer p;
    double now = 5;
    int drawn = 0;
    for (int i = 0; i < 1000; ++i, now += .001) {
        p.wake();
        if (p.due(now, false)) {
            p.begin(now);
            ++drawn;
        }
    }
    EXPECT_NEAR(drawn, 60, 2);
}

TEST(Pacer, DoesNotCatchUpAfterASlowFrame) {
    Pacer p;
    double now = 1;
    p.begin(now);
    now += 2;  // the machine slept
    p.begin(now);
    EXPECT_FALSE(p.due(now + .001, true));
    EXPECT_NEAR(p.wait(now, true), 1. / 60, 1e-6);
}

}  // namespace
}  // namespace pw
