#include "core/figure/colour.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace pw {

TEST(Tokens, TextKeepsItsContrast) {
    for (Theme t : {Theme::light, Theme::dark, Theme::print}) {
        const Tokens& k = tokens(t);
        EXPECT_GE(contrast(k.ink, k.sheet), 15);
        EXPECT_GE(contrast(k.text2, k.sheet), 7);
        EXPECT_GE(contrast(k.text3, k.sheet), 6);
        EXPECT_GE(contrast(k.accent_text, k.sheet), 5.4);
        EXPECT_GE(contrast(k.slot, k.sheet), 3);
        EXPECT_GE(contrast(k.on_accent, k.accent), 4.5);
    }
}

TEST(Regions, SideAndCornerNeighboursDiffer) {
    for (std::int64_t h : {2, 5, 16})
        for (std::int64_t w : {2, 4, 5, 9, 16})
            for (std::int64_t y = 0; y < h; ++y)
                for (std::int64_t x = 0; x < w; ++x)
                    for (std::int64_t dy = -1; dy <= 1; ++dy)
                        for (std::int64_t dx = -1; dx <= 1; ++dx) {
                            if ((dy == 0 && dx == 0) || y + dy < 0 || x + dx < 0 || y + dy >= h ||
                                x + dx >= w)
                                continue;
                            EXPECT_NE(region_index(y, x, h, w), region_index(y + dy, x + dx, h, w))
                                << h << "x" << w << " at " << y << "," << x;
                        }
}

TEST(Regions, InkIsReadableOnEveryHue) {
    for (int i = 0; i < 8; ++i) {
        EXPECT_GE(contrast(Colour::hex(0x16181D), region_hue(i, Theme::light).fill), 7.0) << i;
        EXPECT_GE(contrast(region_hue(i, Theme::light).outline, Colour::hex(0xFFFFFF)), 4.6) << i;
    }
}

TEST(Maps, NumbersAreReadableEverywhere) {
    for (bool diverging : {false, true})
        for (Map m : {Map::viridis, Map::cividis, Map::grey})
            for (int i = 0; i <= 200; ++i) {
                const Colour c = map_colour(m, diverging, i / 200.);
                EXPECT_GE(contrast(number_on(c), c), 4.55) << i;
            }
}

TEST(Maps, EndsAndStopsAreTheDocumentedOnes) {
    EXPECT_EQ(to_hex(map_colour(Map::viridis, false, 0)), "#440154");
    EXPECT_EQ(to_hex(map_colour(Map::viridis, false, .25)), "#3B528B");
    EXPECT_EQ(to_hex(map_colour(Map::viridis, false, 1)), "#FDE725");
    EXPECT_EQ(to_hex(map_colour(Map::grey, true, .5)), "#F7F7F7");
}

TEST(Domains, FiniteRangeSignsAndConstants) {
    DomainOf d;
    d.add(std::numeric_limits<double>::infinity());
    d.add(2);
    EXPECT_EQ(d.result().place(2), .5);  // a constant takes the middle
    d.add(10);
    EXPECT_EQ(d.result(), (Domain{2, 10, false}));
    EXPECT_EQ(d.result().place(std::numeric_limits<double>::infinity()), 1);
    EXPECT_EQ(d.result().place(-std::numeric_limits<double>::infinity()), 0);
    EXPECT_LT(d.result().place(std::nan("")), 0);
    d.add(-4);
    EXPECT_EQ(d.result(), (Domain{-10, 10, true}));  // both signs: symmetric about 0
}

}  // namespace pw
