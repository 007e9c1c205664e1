#include "app/render/flatten.h"

#include <gtest/gtest.h>

namespace pw {
namespace {

double length(const Polyline& line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.points.size(); ++i) {
        const Vec2 d = line.points[i] - line.points[i - 1];
        sum += std::hypot(d.x, d.y);
    }
    return sum;
}

TEST(Flatten, StaysWithinATenthOfAPixelOfTheCurve) {
    // A quarter circle of radius 300; the cubic itself is off by 0.08 at most.
    constexpr double k = .5522847498 * 300;
    Path path;
    path.move({300, 0}).cubic({300, k}, {k, 300}, {0, 300});
    const auto lines = flatten(path, {});
    ASSERT_EQ(lines.size(), 1u);
    const auto& p = lines[0].points;
    for (std::size_t i = 1; i < p.size(); ++i) {
        const Vec2 middle = lerp(p[i - 1], p[i], .5);
        EXPECT_NEAR(std::hypot(middle.x, middle.y), 300, .15);
    }
    EXPECT_GT(p.size(), 12u);
    EXPECT_LT(p.size(), 80u);
}

TEST(Flatten, UsesMorePiecesAtALargerScale) {
    Path path;
    path.move({0, 0}).cubic({10, 0}, {10, 10}, {20, 10});
    EXPECT_GT(flatten(path, {8, {}})[0].points.size(), flatten(path, {1, {}})[0].points.size());
}

TEST(Flatten, SplitsAtMovesAndClosesWithoutRepeatingTheStart) {
    Path path;
    path.move({0, 0}).line({10, 0}).line({10, 10}).line({0, 0}).close().move({20, 20}).line({30, 20});
    const auto lines = flatten(path, {2, {1, 1}});
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_TRUE(lines[0].closed);
    EXPECT_EQ(lines[0].points.size(), 3u);
    EXPECT_EQ(lines[0].points[1], (Vec2{21, 1}));
    EXPECT_FALSE(lines[1].closed);
    EXPECT_EQ(lines[1].points[0], (Vec2{41, 41}));
}

TEST(Flatten, KeepsASinglePointAsADot) {
    Path path;
    path.move({5, 5}).line({5, 5});
    const auto lines = flatten(path, {});
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].points.size(), 1u);
}

TEST(Dashed, DrawsOnAndSkipsOffAcrossCorners) {
    const Polyline line{{{0, 0}, {10, 0}, {10, 14}}, false};  // 24 long: 7 on, 5 off, 7 on, 5 off
    const auto parts = dashed(line, 7, 5);
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_NEAR(length(parts[0]), 7, 1e-9);
    EXPECT_NEAR(length(parts[1]), 7, 1e-9);
    EXPECT_EQ(parts[1].points.front(), (Vec2{10, 2}));
}

TEST(Dashed, GoesAroundAClosedLine) {
    const Polyline square{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, true};
    const auto parts = dashed(square, 5, 5);
    EXPECT_EQ(parts.size(), 4u);
    for (const auto& p : parts) EXPECT_NEAR(length(p), 5, 1e-9);
}

TEST(RoundedBox, BeginsAfterTheUpperLeftCornerAndRunsClockwise) {
    const Polyline box = rounded_box({10, 20, 100, 50}, 8);
    EXPECT_TRUE(box.closed);
    EXPECT_EQ(box.points[0], (Vec2{18, 20}));
    EXPECT_EQ(box.points[1], (Vec2{102, 20}));
}

}  // namespace
}  // namespace pw
