#include "core/figure/reduce.h"

#include <gtest/gtest.h>

namespace pw {
namespace {

Image grey(int width, int height, const std::vector<int>& values) {
    Image image{width, height, {}};
    for (int v : values) {
        const auto b = static_cast<std::uint8_t>(v);
        image.rgba.insert(image.rgba.end(), {b, b, b, 255});
    }
    return image;
}

TEST(Reduced, AveragesWholeBlocks) {
    const Image small = reduced(grey(4, 2, {0, 100, 40, 40, 100, 200, 40, 80}), 2, 1);
    EXPECT_EQ(small.rgba[0], 100);
    EXPECT_EQ(small.rgba[4], 50);
    EXPECT_EQ(small.rgba[3], 255);
}

TEST(Reduced, WeighsPartlyCoveredPixels) {
    // Three pixels on two: each new one covers one and a half.
    const Image small = reduced(grey(3, 1, {0, 90, 240}), 2, 1);
    EXPECT_EQ(small.rgba[0], 30);
    EXPECT_EQ(small.rgba[4], 190);
}

TEST(Reduced, NeverSkipsALine) {
    // One white column among a thousand black ones still shows as a trace of grey.
    std::vector<int> values(1000, 0);
    values[501] = 255;
    const Image small = reduced(grey(1000, 1, values), 10, 1);
    EXPECT_EQ(small.rgba[5 * 4], 3);
}

TEST(Reduced, KeepsAPictureOfTheSameSizeAndPremultiplies) {
    Image image{1, 1, {200, 100, 0, 128}};
    const Image same = reduced(image, 1, 1);
    EXPECT_EQ(same.rgba, (std::vector<std::uint8_t>{100, 50, 0, 128}));
}

}  // namespace
}  // namespace pw
