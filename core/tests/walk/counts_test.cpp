#include "core/walk/counts.h"

#include <gtest/gtest.h>

namespace pw {
namespace {

// A photo of 408 x 544 pixels, pooled by 4: worked out by hand.
TEST(Counts, AreThoseThatPeopleQuote) {
    EXPECT_EQ(counts_of({1, 3, 408, 544}), (Counts{665'856, 2'663'424, 95'883'264}));
    EXPECT_EQ(counts_of({1, 3, 102, 136}), (Counts{41'616, 166'464, 5'992'704}));
    EXPECT_EQ(reduction({1, 3, 408, 544}, {1, 3, 102, 136}), 16);
    EXPECT_DOUBLE_EQ(reduction({1, 1, 5, 5}, {1, 1, 2, 2}), 6.25);
}

TEST(Counts, TheNextConvolutionSlidesOverEveryPlace) {
    // 2 samples of 4 channels, 5 x 7: each of 16 · 5 · 7 outputs takes 9 · 4 products.
    EXPECT_EQ(counts_of({2, 4, 5, 7}).products, 2 * 16 * 5 * 7 * 9 * 4);
}

}  // namespace
}  // namespace pw
