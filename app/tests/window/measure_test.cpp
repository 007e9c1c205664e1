#include "app/window/measure.h"

#include <gtest/gtest.h>

namespace pw {
namespace {

Measure of(double w, double h, int ratio, double content, double user) {
    Measure m;
    m.window_w = w;
    m.window_h = h;
    m.fb_w = static_cast<int>(w) * ratio;
    m.fb_h = static_cast<int>(h) * ratio;
    m.content = content;
    m.user = user;
    return m;
}

TEST(Measure, TakesTheContentScaleWhereTheSystemDoesNotScale) {
    const Measure m = of(2560, 1600, 1, 2, 1);  // X11
    EXPECT_EQ(m.scale(), 2);
    EXPECT_EQ(m.device(), 2);
    EXPECT_EQ(m.width(), 1280);
}

TEST(Measure, DoesNotScaleTwiceWhereTheSystemDoes) {
    const Measure m = of(1280, 800, 2, 2, 1);  // Wayland, macOS
    EXPECT_EQ(m.scale(), 1);
    EXPECT_EQ(m.device(), 2);
    EXPECT_EQ(m.width(), 1280);
}

TEST(Measure, MultipliesWithTheUsersOwn) {
    const Measure m = of(1280, 800, 2, 2, 1.5);
    EXPECT_EQ(m.scale(), 1.5);
    EXPECT_EQ(m.device(), 3);
}

TEST(Measure, KeepsRoomFor640By400) {
    const Measure m = of(960, 800, 1, 1, 3);
    EXPECT_EQ(m.scale(), 1.5);
    EXPECT_EQ(m.width(), 640);
}

}  // namespace
}  // namespace pw
