// Pictures within other files.
#include "core/export/image_bytes.h"

#include <gtest/gtest.h>

#include "core/tensor/png.h"

namespace pw {

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
