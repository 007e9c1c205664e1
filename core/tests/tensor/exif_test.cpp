#include "core/tensor/exif.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/tests/tensor/jpegs.h"

namespace pw {
namespace {

// The pictures that the standard shows: an F of 3 x 2 pixels as each camera stores it, row by row.
struct Stored {
    int orientation;
    Shape shape;
    std::vector<float> values;
};
const std::vector<float> letter{1, 2, 3, 4, 5, 6};  // upright: 1 2 / 3 4 / 5 6
const Stored stored[] = {
    {1, {1, 1, 3, 2}, {1, 2, 3, 4, 5, 6}}, {2, {1, 1, 3, 2}, {2, 1, 4, 3, 6, 5}},
    {3, {1, 1, 3, 2}, {6, 5, 4, 3, 2, 1}}, {4, {1, 1, 3, 2}, {5, 6, 3, 4, 1, 2}},
    {5, {1, 1, 2, 3}, {1, 3, 5, 2, 4, 6}}, {6, {1, 1, 2, 3}, {2, 4, 6, 1, 3, 5}},
    {7, {1, 1, 2, 3}, {6, 4, 2, 5, 3, 1}}, {8, {1, 1, 2, 3}, {5, 3, 1, 6, 4, 2}},
};

TEST(Exif, SetsEveryOrientationUpright) {
    for (const bool little : {false, true})
        for (const Stored& s : stored) {
            Buffer<float> values(2 * s.values.size());
            for (std::size_t i = 0; i < values.size(); ++i)
                values.data()[i] = s.values[i % s.values.size()] + (i < s.values.size() ? 0.f : 10.f);
            Shape shape{1, 2, s.shape.h, s.shape.w};
            const Orientation how = exif_orientation(test::exif(s.orientation, little));
            const Buffer<float> up = upright(std::move(values), shape, how);
            EXPECT_EQ(shape, (Shape{1, 2, 3, 2})) << s.orientation;
            for (std::size_t i = 0; i < up.size(); ++i)
                EXPECT_EQ(up.data()[i], letter[i % 6] + (i < 6 ? 0.f : 10.f)) << s.orientation << " " << i;
        }
}

TEST(Exif, WhatSaysNothingIsUpright) {
    EXPECT_EQ(exif_orientation(""), Orientation{});
    EXPECT_EQ(exif_orientation("http://ns.adobe.com/xap/1.0/"), Orientation{});
    for (const int wrong : {0, 9, 65535}) EXPECT_EQ(exif_orientation(test::exif(wrong, true)), Orientation{});
    const std::string whole = test::exif(6, true);
    ASSERT_NE(exif_orientation(whole), Orientation{});
    for (std::size_t size = 0; size + 6 < whole.size(); ++size)  // up to the last byte of its value
        EXPECT_EQ(exif_orientation(std::string_view(whole).substr(0, size)), Orientation{}) << size;
    // A directory at the end of the world, and one with more entries than bytes.
    std::string far = whole, many = whole;
    far.replace(10, 4, "\xff\xff\xff\xff");
    many.replace(14, 2, "\xff\xff");
    many.replace(16, 2, "xx");
    EXPECT_EQ(exif_orientation(far), Orientation{});
    EXPECT_EQ(exif_orientation(many), Orientation{});
}

}  // namespace
}  // namespace pw
