// What the figure says and shows of noise and shift.
#include <gtest/gtest.h>

#include "core/figure/changes.h"
#include "core/figure/noise_words.h"
#include "core/figure/pixels.h"
#include "core/tests/figure/shown.h"
#include "core/walk/clean.h"

namespace pw {
namespace {

Document picture(std::int64_t channels = 3) {
    Document d;
    const Shape shape{1, channels, 40, 40};
    d.experiment.input.tensor = {shape, std::vector<float>(static_cast<std::size_t>(shape.count()), 100)};
    d.experiment.input.picture = true;
    Stage s;
    s.id = 1;
    s.op = find_op("avg_pool");
    s.params.window.kernel = {4, 4};
    d.experiment.stages = {s};
    return d;
}

// What its facts point to stays.
struct Shows {
    Pane pane;
    Look look = test::look();
    Kit kit{look};
    Facts facts;

    Shows(const Document& d, std::int64_t step) : pane(test::pane_of(d, static_cast<double>(step))) {
        pane.shown.picture = evaluate_beside(true, d.experiment);
        facts = facts_of(pane, look);
    }
    Shows(const Shows&) = delete;
    Shows& operator=(const Shows&) = delete;
};

TEST(NoiseWords, AreThoseOfTheTitle) {
    const Look look = test::look();
    const Kit kit(look);
    const auto text = [&](const Disturbance& by) { return disturbance_text(kit, by); };
    EXPECT_EQ(text({}), "");
    EXPECT_EQ(text({{Noise::Kind::salt_and_pepper, .01, 7}, {}}), "1 % of the pixels are noise");
    EXPECT_EQ(text({{Noise::Kind::gaussian, .1, 7}, {}}), "Gaussian noise of 10 %");
    EXPECT_EQ(text({{}, {0, 1}}), "shifted one pixel to the right");
    EXPECT_EQ(text({{Noise::Kind::gaussian, .1, 7}, {-1, 0}}),
              "Gaussian noise of 10 %, shifted one pixel up");
}

// Of every window, told from the values themselves: nothing else makes them 255 or 0.
TEST(NoiseWords, CountTheSpecksOfTheWindow) {
    Document d = picture();
    d.experiment.input.disturbance.noise = {Noise::Kind::salt_and_pepper, .05, 7};
    bool none = false, one = false, more = false;
    for (std::int64_t step = 1; step <= 100; ++step) {
        const Shows s(d, step);
        std::int64_t white = 0, black = 0;
        for (const Tap& tap : s.facts.step.taps) white += tap.value == 255, black += tap.value == 0;
        const std::int64_t all = white + black;
        const std::string expected = all == 0    ? "no speck in its window"
                                     : all > 1   ? std::to_string(all) + " specks in its window"
                                     : white > 0 ? "one white speck in its window"
                                                 : "one black speck in its window";
        EXPECT_EQ(window_noise_text(s.kit, s.facts), "red channel; " + expected);
        EXPECT_EQ(clean_result_text(s.kit, s.facts), all == 0         ? "noise changes nothing here"
                                                     : white == black ? "without the specks it would be 100"
                                                     : all == 1       ? "without the speck it would be 100"
                                                                      : "without the specks it would be 100");
        none |= all == 0, one |= all == 1, more |= all > 1;
    }
    EXPECT_TRUE(none && one && more);
}

TEST(NoiseWords, KnowGaussianNoiseAndShifts) {
    Document d = picture(1);
    d.experiment.input.disturbance.noise = {Noise::Kind::gaussian, .1, 7};
    const Shows s(d, 5);
    EXPECT_EQ(window_noise_text(s.kit, s.facts), "noise on every value of its window");
    EXPECT_EQ(clean_result_text(s.kit, s.facts), "without noise it would be 100");
    d.experiment.input.disturbance = {{}, {0, 1}};
    const Shows shifted(d, 5);
    EXPECT_EQ(window_noise_text(shifted.kit, shifted.facts), "");
    EXPECT_EQ(clean_result_text(shifted.kit, shifted.facts), "the shift changes nothing here");
}

TEST(Changes, AreTheLargestOfAllChannelsInGrey) {
    Document d = picture();
    d.experiment.input.disturbance.noise = {Noise::Kind::salt_and_pepper, .02, 7};
    EXPECT_EQ(Shows(d, 1).facts.clean, nullptr);  // not asked for
    d.watch.changes = true;
    const Shows s(d, 1);
    ASSERT_TRUE(s.facts.clean);
    EXPECT_TRUE(as_changes(s.facts, *s.facts.output));
    EXPECT_FALSE(as_changes(s.facts, *s.facts.input));
    double largest = 0;
    const Image image = change_image(s.facts);
    for (std::int64_t y = 0; y < 10; ++y)
        for (std::int64_t x = 0; x < 10; ++x) {
            double change = 0;
            for (std::int64_t c = 0; c < 3; ++c)
                change = std::max(change, std::abs(s.facts.output->at(0, c, y, x) - 100.));
            EXPECT_DOUBLE_EQ(change_at(s.facts, y, x), change);
            largest = std::max(largest, change);
            const Colour pixel_there = pixel(s.facts, *s.facts.output, y, x, 0);
            EXPECT_EQ(pixel_there.r, pixel_there.g);
            EXPECT_NEAR(image.rgba[static_cast<std::size_t>(4 * (y * 10 + x))], pixel_there.r * 255, .51);
        }
    EXPECT_DOUBLE_EQ(s.facts.most_changed, largest);
    EXPECT_LT(change_colour(s.facts, 0).r, change_colour(s.facts, largest).r);
}

// A kept picture is never one of something else.
TEST(Changes, AreKeptApartFromTheValues) {
    Document d = picture();
    d.experiment.input.disturbance.noise = {Noise::Kind::salt_and_pepper, .02, 7};
    const Shows values(d, 1);
    d.watch.changes = true;
    const Shows changes(d, 1);
    KeptImage kept;
    const auto picture_of = [&](const Shows& s) {
        return kept_image(kept, s.facts, *s.facts.output, 0)->rgba;
    };
    const auto first = picture_of(values);
    EXPECT_NE(picture_of(changes), first);
    EXPECT_EQ(picture_of(values), first);
    EXPECT_EQ(picture_of(changes), change_image(changes.facts).rgba);
}

TEST(Changes, OfBothSidesHaveOneScale) {
    Document d = picture();
    d.experiment.input.disturbance.noise = {Noise::Kind::salt_and_pepper, .02, 7};
    d.watch.changes = true;
    Stage other = d.experiment.stages[0];
    other.id = 2;
    other.op = find_op("max_pool");
    d.experiment.branch = Branch{1, other};
    Shows a(d, 1);
    d.watch.stage = 2;
    const Shows b(d, 1);
    EXPECT_EQ(a.facts.most_changed, 155);
    EXPECT_EQ(b.facts.most_changed, 155);
}

}  // namespace
}  // namespace pw
