#include "core/figure/reduce.h"

#include <gtest/gtest.h>

namespace pw {
namespace {

using Bytes = std::vector<std::uint8_t>;

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

TEST(Reduced, NeverEnlarges) {
    const Image image = grey(3, 2, {1, 2, 3, 4, 5, 6});
    EXPECT_EQ(reduced(image, 300, 200).rgba, image.rgba);
    const Image wide = reduced(image, 1, 200);
    EXPECT_EQ(wide.width, 1);
    EXPECT_EQ(wide.height, 2);
    EXPECT_EQ(wide.rgba, grey(1, 2, {2, 5}).rgba);
}

TEST(Reduced, ClearPixelsDoNotColourTheirNeighbours) {
    const Image image{2, 1, {200, 100, 50, 255, 0, 0, 0, 0}};
    EXPECT_EQ(reduced(image, 1, 1).rgba, (Bytes{200, 100, 50, 128}));
    EXPECT_EQ(reduced(Image{2, 1, Bytes(8)}, 1, 1).rgba, Bytes(4));
}

TEST(Reduced, KeepsAFlatColour) {
    const Image image{997, 3, Bytes(997 * 3 * 4, 201)};
    for (const std::uint8_t v : reduced(image, 331.4, 2).rgba) ASSERT_EQ(v, 201);
    EXPECT_EQ(reduced(image, 331.4, 2).width, 332);
}

TEST(Repeated, RepeatsPixels) {
    EXPECT_EQ(repeated(grey(2, 1, {1, 2}), 2).rgba, grey(4, 2, {1, 1, 2, 2, 1, 1, 2, 2}).rgba);
}

TEST(Reduced, KeepsAPictureOfItsSize) {
    const Image image{1, 1, {200, 100, 0, 128}};
    EXPECT_EQ(reduced(image, 1, 1).rgba, image.rgba);
}

TEST(Premultiplied, ColoursAreTimesTheirAlpha) {
    EXPECT_EQ(premultiplied({3, 1, {200, 100, 0, 128, 9, 8, 7, 255, 9, 8, 7, 0}}).rgba,
              (Bytes{100, 50, 0, 128, 9, 8, 7, 255, 0, 0, 0, 0}));
}

}  // namespace
}  // namespace pw
