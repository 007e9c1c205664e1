#include "core/base/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace pw {

TEST(Show, TwoDecimalsAtMostAndNoTrailingZeros) {
    EXPECT_EQ(show(3.75), "3.75");
    EXPECT_EQ(show(2), "2");
    EXPECT_EQ(show(0.5), "0.5");
    EXPECT_EQ(show(1.5556), "1.56");
    EXPECT_EQ(show(99999), "99999");
}

TEST(Show, MinusIsTheRealOneAndZeroHasNone) {
    EXPECT_EQ(show(-1.25), "−1.25");
    EXPECT_EQ(show(-0.0), "0");
}

TEST(Show, TinyAndHuge) {
    EXPECT_EQ(show(120000), "1.2e5");
    EXPECT_EQ(show(-0.0012), "−1.2e−3");
    EXPECT_EQ(show(1e5), "1e5");
}

TEST(Show, Specials) {
    EXPECT_EQ(show(-std::numeric_limits<double>::infinity()), "−∞");
    EXPECT_EQ(show(std::nan("")), "NaN");
}

TEST(Rounded, OnlyWhenDigitsAreLost) {
    EXPECT_FALSE(is_rounded(3.75));
    EXPECT_FALSE(is_rounded(0.1f));
    EXPECT_TRUE(is_rounded(1.0 / 3));
    EXPECT_TRUE(is_rounded(123456));
    EXPECT_FALSE(is_rounded(120000));
}

TEST(Shortest, ReadsBack) {
    EXPECT_EQ(shortest(0.1f), "0.1");
    EXPECT_EQ(shortest(9), "9");
    EXPECT_EQ(shortest(-2.5f), "-2.5");
    EXPECT_EQ(shortest(1e30f), "1e+30");
    EXPECT_EQ(shortest(-std::numeric_limits<float>::infinity()), "-inf");
}

TEST(Count, GroupsOfThree) {
    EXPECT_EQ(show_count(2352), "2\u2009352");
    EXPECT_EQ(show_count(12), "12");
    EXPECT_EQ(show_count(1234567), "1\u2009234\u2009567");
}

}  // namespace pw
