#include "core/walk/noise.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/walk/random.h"

namespace pw {
namespace {

constexpr auto salt = Noise::Kind::salt_and_pepper, gaussian = Noise::Kind::gaussian;

Tensor flat(Shape shape, float v) {
    return {shape, std::vector<float>(static_cast<std::size_t>(shape.count()), v)};
}
Tensor ramp(Shape shape) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < shape.count(); ++i) values.push_back(static_cast<float>(i));
    return {shape, std::move(values)};
}
bool equal(const Tensor& a, const Tensor& b) {
    return a.shape() == b.shape() && std::ranges::equal(a.data(), b.data(), same_bits);
}
std::vector<float> values(const Tensor& t) { return {t.data().begin(), t.data().end()}; }
Tensor noisy(const Tensor& t, Noise noise, bool picture = true) { return disturbed(t, {noise, {}}, picture); }

TEST(Noise, OfNothingIsTheSameTensor) {
    const Tensor t = ramp({1, 1, 4, 4});
    EXPECT_TRUE(disturbed(t, {}, true).same(t));
    EXPECT_TRUE(noisy(t, {salt, 0, 1}).same(t));
    EXPECT_TRUE(noisy(t, {gaussian, 0, 1}).same(t));
}

TEST(Noise, SaltAndPepperTakesItsShareOfPixelsWithAllTheirChannels) {
    const Shape shape{2, 3, 200, 300};
    const Tensor grey = flat(shape, 100), out = noisy(grey, {salt, .05, 3});
    std::int64_t white = 0, black = 0;
    for (std::int64_t n = 0; n < 2; ++n)
        for (std::int64_t y = 0; y < shape.h; ++y)
            for (std::int64_t x = 0; x < shape.w; ++x) {
                const float v = out.at(n, 0, y, x);
                const auto speck = speck_at({salt, .05, 3}, shape, n, y, x);
                EXPECT_EQ(v, speck ? (*speck == Speck::white ? 255 : 0) : 100);
                for (std::int64_t c = 1; c < 3; ++c) EXPECT_EQ(out.at(n, c, y, x), v);
                white += v == 255;
                black += v == 0;
            }
    // 120 000 pixels, 6000 of them expected: five standard deviations are 380.
    EXPECT_NEAR(static_cast<double>(white + black), 6000, 380);
    EXPECT_NEAR(static_cast<double>(white - black), 0, 390);
    EXPECT_EQ(noisy(grey, {salt, 1, 3}).data().front() == 100, false);
}

TEST(Noise, MoreOfItKeepsTheSpecksThatWereThere) {
    const Shape shape{1, 1, 50, 50};
    for (std::int64_t i = 0; i < shape.count(); ++i) {
        const auto few = speck_at({salt, .1, 5}, shape, 0, i / 50, i % 50);
        if (few) {
            EXPECT_EQ(speck_at({salt, .3, 5}, shape, 0, i / 50, i % 50), few);
        }
    }
}

TEST(Noise, GaussianHasItsDeviationAndStaysWithinAPicture) {
    const Tensor out = noisy(flat({1, 1, 300, 400}, 128), {gaussian, .1, 9});
    double sum = 0, squares = 0, beyond = 0;
    for (const float v : out.data()) {
        EXPECT_EQ(v, std::trunc(v));
        const double d = static_cast<double>(v) - 128;
        sum += d, squares += d * d, beyond += std::abs(d) > 2 * 25.5;
    }
    EXPECT_NEAR(sum / 120000, 0, .4);
    EXPECT_NEAR(std::sqrt(squares / 120000), 25.5, .4);
    EXPECT_NEAR(beyond / 120000, .0455, .004);  // as a normal distribution has them
    const Range bright = finite_range(noisy(flat({1, 1, 60, 60}, 250), {gaussian, .2, 9}));
    EXPECT_EQ(bright.high, 255);
    EXPECT_GE(bright.low, 0);
}

TEST(Noise, OutsidePicturesTakesTheValuesOwnScale) {
    const float inf = std::numeric_limits<float>::infinity();
    const Tensor t({1, 1, 1, 5}, {-2, 3, inf, std::nanf(""), 1});
    for (const float v : values(noisy(t, {salt, 1, 4}, false))) EXPECT_TRUE(v == -2 || v == 3) << v;
    const Tensor shaken = noisy(t, {gaussian, .1, 4}, false);
    EXPECT_NE(shaken.data()[0], std::trunc(shaken.data()[0]));
    EXPECT_EQ(shaken.data()[2], inf);
    EXPECT_TRUE(std::isnan(shaken.data()[3]));
    EXPECT_TRUE(std::isnan(noisy(t, {gaussian, .1, 4}).data()[3]));
}

TEST(Noise, TheSameSeedGivesTheSameNumbersOnAnyNumberOfThreads) {
    const Tensor t = ramp({1, 2, 61, 37});
    Executor three(3);
    for (const auto kind : {salt, gaussian}) {
        const Disturbance by{{kind, .2, 11}, {1, 0}};
        const Tensor one = disturbed(t, by, true, {}, Executor::inline_one());
        EXPECT_TRUE(equal(one, disturbed(t, by, true, {}, three)));
        EXPECT_FALSE(equal(one, disturbed(t, {{kind, .2, 12}, {1, 0}}, true)));
    }
    // Worked out with Python's integers.
    EXPECT_EQ(values(noisy(flat({1, 1, 1, 6}, 100), {gaussian, .1, 7})),
              (std::vector<float>{83, 94, 107, 93, 109, 100}));
    EXPECT_EQ(values(noisy(flat({1, 1, 1, 6}, 100), {salt, .5, 7})),
              (std::vector<float>{255, 0, 100, 100, 0, 255}));
}

TEST(Noise, EveryChannelIsShakenAlone) {
    const Tensor out = noisy(flat({1, 2, 8, 8}, 100), {gaussian, .1, 7});
    EXPECT_FALSE(std::ranges::equal(out.plane(0, 0), out.plane(0, 1)));
}

TEST(Shift, MovesByOneAndRepeatsTheEdge) {
    const Tensor t = ramp({1, 1, 3, 3});
    const auto by = [&](int dy, int dx) { return values(disturbed(t, {{}, {dy, dx}}, true)); };
    EXPECT_EQ(by(0, 1), (std::vector<float>{0, 0, 1, 3, 3, 4, 6, 6, 7}));
    EXPECT_EQ(by(0, -1), (std::vector<float>{1, 2, 2, 4, 5, 5, 7, 8, 8}));
    EXPECT_EQ(by(1, 0), (std::vector<float>{0, 1, 2, 0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(by(-1, 0), (std::vector<float>{3, 4, 5, 6, 7, 8, 6, 7, 8}));
    EXPECT_EQ(values(disturbed(ramp({1, 1, 1, 1}), {{}, {1, 1}}, true)), (std::vector<float>{0}));
}

TEST(Shift, LiesUnderTheNoise) {
    const Tensor t = ramp({1, 1, 40, 40});
    const Noise noise{salt, .1, 2};
    EXPECT_TRUE(equal(disturbed(t, {noise, {0, 1}}, true), noisy(disturbed(t, {{}, {0, 1}}, true), noise)));
}

TEST(Random, IsAskedForAnyOfItsNumbers) {
    Random random(42);
    for (std::uint64_t n = 0; n < 5; ++n)
        EXPECT_EQ(random.upto(0xffffffff), static_cast<std::int64_t>(Random::at(42, n) >> 32));
}

}  // namespace
}  // namespace pw
