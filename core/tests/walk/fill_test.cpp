#include "core/walk/fill.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pw {
namespace {

using Values = std::vector<float>;

Values values(const Tensor& t) { return {t.data().begin(), t.data().end()}; }
Tensor plain(std::int64_t h, std::int64_t w, float v = 1) {
    return Tensor({1, 1, h, w}, Values(static_cast<std::size_t>(h * w), v));
}
Values made(Fill fill, std::int64_t h, std::int64_t w) { return values(filled(plain(h, w), fill, 7)); }

TEST(Fill, Patterns) {
    EXPECT_EQ(made(Fill::gradient, 5, 5),
              (Values{0, 1, 2, 3, 4, 1, 2, 3, 4, 6, 2, 3, 4, 6, 7, 3, 4, 6, 7, 8, 4, 6, 7, 8, 9}));
    EXPECT_EQ(made(Fill::checker, 3, 3), (Values{0, 9, 0, 9, 0, 9, 0, 9, 0}));
    EXPECT_EQ(made(Fill::cross, 3, 3), (Values{9, 0, 9, 0, 9, 0, 9, 0, 9}));
    EXPECT_EQ(made(Fill::cross, 2, 4), (Values{9, 9, 9, 9, 9, 9, 9, 9}));
    EXPECT_EQ(made(Fill::cross, 3, 5), (Values{9, 0, 0, 0, 9, 0, 9, 9, 9, 0, 9, 0, 0, 0, 9}));
    EXPECT_EQ(made(Fill::cross, 5, 3), (Values{9, 0, 9, 0, 9, 0, 0, 9, 0, 0, 9, 0, 9, 0, 9}));
    EXPECT_EQ(made(Fill::bright, 3, 3), (Values{0, 0, 0, 0, 9, 0, 0, 0, 0}));
    EXPECT_EQ(made(Fill::bright, 1, 1), (Values{9}));
    EXPECT_EQ(made(Fill::gradient, 1, 1), (Values{0}));
    EXPECT_EQ(made(Fill::cross, 1, 1), (Values{9}));
}

// These numbers must never change: a seed is part of what learners share.
TEST(Fill, TheSameSeedGivesTheseNumbers) {
    EXPECT_EQ(made(Fill::random, 5, 5),
              (Values{3, 0, 9, 5, 4, 2, 4, 3, 1, 4, 1, 9, 9, 8, 8, 5, 8, 3, 6, 7, 6, 1, 3, 4, 9}));
    EXPECT_EQ(values(filled(plain(2, 4, 5), Fill::noise, 7)), (Values{4, 3, 7, 5, 5, 4, 5, 4}));
    EXPECT_EQ(values(filled(plain(1, 4, .5), Fill::random, 1)), (Values{5.1f, 6.71f, 8.74f, 4.0f}));
    EXPECT_EQ(values(filled(plain(1, 4), Fill::random, 1, true)), (Values{145, 190, 248, 113}));
    EXPECT_NE(values(filled(plain(5, 5), Fill::random, 8)), made(Fill::random, 5, 5));
}

TEST(Fill, StaysInItsRangeAndReachesBothEnds) {
    for (const bool picture : {false, true}) {
        const Tensor t = filled(plain(100, 100), Fill::random, 3, picture);
        const Range r = finite_range(t);
        EXPECT_EQ(r.low, 0);
        EXPECT_EQ(r.high, picture ? 255 : 9);
        for (const float v : t.data()) EXPECT_EQ(v, std::trunc(v));
    }
    // Ten values are about equally frequent.
    const Values many = values(filled(plain(100, 100), Fill::random, 3));
    for (int v = 0; v < 10; ++v)
        EXPECT_NEAR(static_cast<double>(std::count(many.begin(), many.end(), static_cast<float>(v))), 1000,
                    120);
}

TEST(Fill, TwoDecimalsWhereTheInputHoldsFractions) {
    const Tensor t = filled(plain(50, 50, .5), Fill::random, 3);
    bool fraction = false;
    for (const float v : t.data()) {
        EXPECT_FLOAT_EQ(v, std::round(v * 100) / 100);
        EXPECT_LE(v, 9);
        fraction = fraction || v != std::trunc(v);
    }
    EXPECT_TRUE(fraction);
    EXPECT_EQ(values(filled(plain(1, 3, .5), Fill::gradient, 0)), (Values{0, 4.5, 9}));
    EXPECT_EQ(values(filled(plain(1, 4, .5), Fill::gradient, 0)), (Values{0, 3, 6, 9}));
}

TEST(Fill, NoiseAddsToWhatIsThere) {
    const Values whole = values(filled(plain(40, 40, 100), Fill::noise, 5));
    const auto [low, high] = std::ranges::minmax(whole);
    EXPECT_EQ(low, 98);
    EXPECT_EQ(high, 102);
    const Tensor odd({1, 1, 1, 3}, {INFINITY, -INFINITY, NAN});
    const Values kept = values(filled(odd, Fill::noise, 5));
    EXPECT_EQ(kept[0], INFINITY);
    EXPECT_EQ(kept[1], -INFINITY);
    EXPECT_TRUE(std::isnan(kept[2]));
    // A picture is clamped; other values may leave 0..9.
    const Range dark = finite_range(filled(plain(40, 40, 0), Fill::noise, 5, true));
    EXPECT_EQ(dark.low, 0);
    EXPECT_EQ(dark.high, 32);
    EXPECT_LT(finite_range(filled(plain(40, 40, 0), Fill::noise, 5)).low, 0);
}

TEST(Fill, EveryPlane) {
    const Tensor t = filled(Tensor({2, 3, 2, 2}, Values(24, 1)), Fill::bright, 0);
    EXPECT_EQ(t.shape(), (Shape{2, 3, 2, 2}));
    EXPECT_EQ(std::ranges::count(t.data(), 9.f), 6);
    EXPECT_EQ(t.at(1, 2, 1, 1), 9);
}

TEST(Resized, KeepsWhatFits) {
    Values counted(12);
    std::iota(counted.begin(), counted.end(), 1.f);
    const Tensor t({1, 2, 2, 3}, counted);
    EXPECT_EQ(values(resized(t, 3, 2)), (Values{1, 2, 4, 5, 0, 0, 7, 8, 10, 11, 0, 0}));
    EXPECT_EQ(values(resized(t, 1, 4)), (Values{1, 2, 3, 0, 7, 8, 9, 0}));
    EXPECT_EQ(values(resized(t, 2, 3)), counted);
}

}  // namespace
}  // namespace pw
