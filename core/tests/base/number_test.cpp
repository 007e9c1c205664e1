#include "core/base/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

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

TEST(Show, AsManyDecimalsAsAsked) {
    const double third = 1.0 / 3;
    EXPECT_EQ(show(third, {false, 0}), "3.3e−1");  // 0 would be a lie
    EXPECT_EQ(show(2 * third, {false, 0}), "1");
    EXPECT_EQ(show(.5, {false, 0}), "5e−1");
    EXPECT_EQ(show(-1.5, {false, 0}), "−2");
    EXPECT_EQ(show(third, {false, 1}), "0.3");
    EXPECT_EQ(show(third, {false, 6}), "0.333333");
    EXPECT_EQ(show(0.25, {false, 6}), "0.25");
    EXPECT_EQ(show(5e-7, {false, 6}), "5e−7");
    EXPECT_EQ(show(123456.789, {false, 6}), "1.2e5");
    EXPECT_TRUE(is_rounded(.125, {false, 2}));
    EXPECT_FALSE(is_rounded(.125, {false, 3}));
    EXPECT_FALSE(is_rounded(.5, {false, 0}));
    EXPECT_TRUE(is_rounded(1.5, {false, 0}));
    for (const double v : {0., .005, -.005, .00499, 3.75, 99999.999, 1e5, -123456., 1e30, 1e-30, .1 + .2}) {
        EXPECT_EQ(show(v), show(v, {})) << v;
        EXPECT_EQ(is_rounded(v), is_rounded(v, {})) << v;
    }
    EXPECT_EQ(show(.005), "0.01");
    EXPECT_EQ(show(.00499), "5e−3");
}

TEST(Show, FractionsWhereTheyAreExact) {
    const NumberFormat fractions{true, 2};
    EXPECT_EQ(show(3.75, fractions), "15/4");
    EXPECT_EQ(show(-1.0 / 3, fractions), "−1/3");
    EXPECT_EQ(show(1.f / 3, fractions), "1/3");
    EXPECT_EQ(show(.1f, fractions), "1/10");
    EXPECT_EQ(show(4, fractions), "4");
    EXPECT_EQ(show(-0.0, fractions), "0");
    EXPECT_EQ(show(123456, fractions), "1.2e5");
    EXPECT_EQ(show(1.f / 256, fractions), "1/256");
    EXPECT_EQ(show(1.f / 257, fractions), "3.9e−3");
    EXPECT_EQ(show(std::numbers::pi, fractions), "3.14");
    EXPECT_EQ(show(std::nextafterf(1.f / 3, 1), fractions), "0.33");
    EXPECT_EQ(show(99999.f / 2, fractions), "99999/2");
    EXPECT_EQ(show(100001.f / 2, fractions), "50000.5");
    EXPECT_EQ(show(INFINITY, fractions), "∞");
    EXPECT_FALSE(is_rounded(1.f / 3, fractions));
    EXPECT_TRUE(is_rounded(std::numbers::pi, fractions));
    EXPECT_TRUE(is_rounded(1.f / 257, fractions));
    // Every short fraction comes back as itself in lowest terms.
    for (long q = 1; q <= 100; ++q)
        for (long p = 1; p <= 300; p += 7) {
            const long g = std::gcd(p, q);
            const std::string lowest =
                q == g ? std::to_string(p / g) : std::to_string(p / g) + "/" + std::to_string(q / g);
            EXPECT_EQ(show(static_cast<float>(p) / static_cast<float>(q), fractions), lowest);
        }
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

TEST(Bytes, HaveThreeDigits) {
    EXPECT_EQ(show_bytes(0), "0 B");
    EXPECT_EQ(show_bytes(999), "999 B");
    EXPECT_EQ(show_bytes(1000), "1.00 kB");
    EXPECT_EQ(show_bytes(166'464), "166 kB");
    EXPECT_EQ(show_bytes(999'499), "999 kB");
    EXPECT_EQ(show_bytes(999'600), "1.00 MB");
    EXPECT_EQ(show_bytes(2'663'424), "2.66 MB");
    EXPECT_EQ(show_bytes(9'996'000), "10.0 MB");
    EXPECT_EQ(show_bytes(268'435'456), "268 MB");
    EXPECT_EQ(show_bytes(5'000'000'000'000), "5000 GB");
}

TEST(Percent, IsAFractionInHundredths) {
    EXPECT_EQ(show_percent(.01), "1 %");
    EXPECT_EQ(show_percent(.004), "0.4 %");
    EXPECT_EQ(show_percent(1), "100 %");
    EXPECT_EQ(show_percent(.07), "7 %");
}

}  // namespace pw
