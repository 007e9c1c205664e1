#include "core/export/fitted_image.h"

#include <gtest/gtest.h>

#include "core/export/image_bytes.h"
#include "core/tensor/image.h"

namespace pw {

namespace {

using Bytes = std::vector<std::uint8_t>;

Image grey(int width, int height, const std::vector<int>& values) {
    Image image{width, height, {}};
    for (const int v : values)
        for (const int c : {v, v, v, 255}) image.rgba.push_back(static_cast<std::uint8_t>(c));
    return image;
}

}  // namespace

TEST(FittedImage, IsTheAverageOfTheAreaThatAPixelCovers) {
    const Image image = grey(4, 2, {0, 100, 10, 20, 50, 250, 30, 40});
    EXPECT_EQ(fitted(image, 2, 1).rgba, grey(2, 1, {100, 25}).rgba);
    // Three pixels over two: a whole one and half a one each.
    EXPECT_EQ(fitted(grey(3, 1, {0, 90, 240}), 2, 1).rgba, grey(2, 1, {30, 190}).rgba);
}

TEST(FittedImage, NeverEnlarges) {
    const Image image = grey(3, 2, {1, 2, 3, 4, 5, 6});
    EXPECT_EQ(fitted(image, 300, 200).rgba, image.rgba);
    const Image wide = fitted(image, 1, 200);
    EXPECT_EQ(wide.width, 1);
    EXPECT_EQ(wide.height, 2);
    EXPECT_EQ(wide.rgba, grey(1, 2, {2, 5}).rgba);
}

TEST(FittedImage, ClearPixelsDoNotColourTheirNeighbours) {
    const Image image{2, 1, {200, 100, 50, 255, 0, 0, 0, 0}};
    EXPECT_EQ(fitted(image, 1, 1).rgba, (Bytes{200, 100, 50, 128}));
    EXPECT_EQ(fitted(Image{2, 1, Bytes(8)}, 1, 1).rgba, Bytes(4));
}

TEST(FittedImage, KeepsAFlatColour) {
    const Image image{997, 3, Bytes(997 * 3 * 4, 201)};
    for (const std::uint8_t v : fitted(image, 331.4, 2).rgba) ASSERT_EQ(v, 201);
    EXPECT_EQ(fitted(image, 331.4, 2).width, 332);
}

TEST(FittedImage, RepeatsPixels) {
    EXPECT_EQ(repeated(grey(2, 1, {1, 2}), 2).rgba, grey(4, 2, {1, 1, 2, 2, 1, 1, 2, 2}).rgba);
}

TEST(ImageBytes, AreAPng) {
    const Image image{2, 2, {1, 2, 3, 255, 4, 5, 6, 255, 7, 8, 9, 255, 10, 11, 12, 255}};
    const auto opaque = read_png("x", image_bytes(image));
    ASSERT_TRUE(opaque);
    EXPECT_FALSE(opaque->alpha_dropped);
    EXPECT_EQ(opaque->tensor.shape(), (Shape{1, 3, 2, 2}));
    EXPECT_EQ(opaque->tensor.at(0, 2, 1, 0), 9);
    Image clear = image;
    clear.rgba[3] = 0;
    EXPECT_TRUE(read_png("x", image_bytes(clear))->alpha_dropped);
    EXPECT_EQ(base64("Poolwalk"), "UG9vbHdhbGs=");
}

}  // namespace pw
