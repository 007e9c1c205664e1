#include "core/tensor/array.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <numeric>

namespace pw {
namespace {

std::string npy(const std::string& descr, const std::string& shape, const std::string& data) {
    std::string header =
        fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}\n", descr, shape);
    std::string out = std::string("\x93NUMPY\1\0", 8);
    out += static_cast<char>(header.size() & 255);
    out += static_cast<char>(header.size() >> 8);
    return out + header + data;
}

std::string counted(std::size_t n) {
    std::string out(n, '\0');
    std::iota(out.begin(), out.end(), '\0');
    return out;
}

// "first", "last", with "?" when it is doubtful.
std::string likely(std::vector<std::int64_t> sizes, const std::string& type = "float32") {
    const ArrayReading r = likely_reading({std::move(sizes), type});
    return std::string(r.channels == Channels::first ? "first" : "last") + (r.doubtful ? "?" : "");
}

TEST(Array, TakesTheLikelierReading) {
    EXPECT_EQ(likely({480, 640}), "first");
    EXPECT_EQ(likely({3, 480, 640}), "first");
    EXPECT_EQ(likely({64, 56, 56}), "first");
    EXPECT_EQ(likely({480, 640, 3}), "last");
    EXPECT_EQ(likely({480, 640, 1}), "last");
    EXPECT_EQ(likely({480, 640, 4}), "last");
    EXPECT_EQ(likely({480, 640, 2}), "first");
    EXPECT_EQ(likely({64, 3, 3}), "first?");  // a feature map as well as a strip of pixels
    EXPECT_EQ(likely({64, 3, 3}, "uint8"), "last?");
    EXPECT_EQ(likely({3, 4, 3}), "first?");
    EXPECT_EQ(likely({3, 4, 3}, "uint8"), "last?");
    EXPECT_EQ(likely({3, 480, 4}), "first?");
    EXPECT_EQ(likely({1, 480, 480, 3}), "first");  // four dimensions are always N, C, H, W
    EXPECT_EQ(likely({5}), "first");
}

TEST(Array, ReadsEitherWay) {
    const std::string file = npy("|u1", "(3, 2, 3)", counted(18));
    const auto planes = read_array("x", file, Channels::first), pixels = read_array("x", file);
    ASSERT_TRUE(planes && pixels);
    EXPECT_EQ(planes->tensor.shape(), (Shape{1, 3, 2, 3}));
    EXPECT_EQ(planes->tensor.at(0, 2, 1, 0), 15);
    EXPECT_FALSE(planes->doubtful);  // it was said
    EXPECT_FALSE(planes->picture);
    EXPECT_EQ(pixels->tensor.shape(), (Shape{1, 3, 3, 2}));
    EXPECT_EQ(pixels->tensor.at(0, 2, 1, 0), 8);  // byte (1 · 2 + 0) · 3 + 2
    EXPECT_TRUE(pixels->doubtful);
    EXPECT_TRUE(pixels->picture);
    EXPECT_EQ(pixels->channels, Channels::last);
}

TEST(Array, BytesAreAPictureWhenTheyAreLarge) {
    const auto picture = [](const std::string& type, const std::string& shape, std::size_t n) {
        const auto read = read_array("x", npy(type, shape, std::string(n, '\7')));
        return read ? read->picture : false;
    };
    EXPECT_TRUE(picture("|u1", "(17, 20)", 340));
    EXPECT_FALSE(picture("|u1", "(16, 20)", 320));
    EXPECT_TRUE(picture("|u1", "(3, 17, 20)", 1020));
    EXPECT_FALSE(picture("|u1", "(2, 17, 20)", 680));
    EXPECT_FALSE(picture("|i1", "(17, 20)", 340));
    EXPECT_FALSE(picture("<f4", "(17, 20)", 1360));
    EXPECT_FALSE(picture("|u1", "(2, 1, 17, 20)", 680));
}

TEST(Array, AFourthChannelOfBytesIsTransparency) {
    const auto rgba = read_array("x", npy("|u1", "(2, 1, 4)", counted(8)));
    ASSERT_TRUE(rgba);
    EXPECT_TRUE(rgba->alpha_dropped);
    EXPECT_EQ(rgba->tensor.shape(), (Shape{1, 3, 2, 1}));
    EXPECT_EQ(rgba->tensor.at(0, 2, 1, 0), 6);
    const auto real = read_array("x", npy("<f4", "(2, 1, 4)", std::string(32, '\0')), Channels::last);
    ASSERT_TRUE(real);
    EXPECT_FALSE(real->alpha_dropped);
    EXPECT_EQ(real->tensor.shape(), (Shape{1, 4, 2, 1}));
}

TEST(Array, KeepsTheLimitsOfWhatItBecomes) {
    const auto tall = read_array("x", npy("|u1", "(16385, 1, 3)", std::string(16385 * 3, '\0')));
    ASSERT_FALSE(tall);
    EXPECT_EQ(tall.error().what.key, "problem.file_shape.side");
}

}  // namespace
}  // namespace pw
