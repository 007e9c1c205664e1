#include "core/export/png.h"

#include <gtest/gtest.h>

#include <png.h>

#include "core/tensor/png.h"
#include "core/tests/export/drawn.h"

namespace pw {

namespace {

// A chunk's content; nullopt when the file has none of that type.
std::optional<std::string> chunk(const std::string& png, const std::string& type) {
    for (std::size_t at = 8; at + 12 <= png.size();) {
        std::size_t size = 0;
        for (std::size_t i = 0; i < 4; ++i) size = size << 8 | static_cast<unsigned char>(png[at + i]);
        if (png.substr(at + 4, 4) == type) return png.substr(at + 8, size);
        at += size + 12;
    }
    return std::nullopt;
}

// The file by libpng's own simple reader: premultiplied as a raster is.
Raster read_back(const std::string& bytes) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    EXPECT_TRUE(png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()));
    image.format = PNG_FORMAT_RGBA;
    std::vector<std::uint8_t> rgba(PNG_IMAGE_SIZE(image));
    EXPECT_TRUE(png_image_finish_read(&image, nullptr, rgba.data(), 0, nullptr));
    Raster r{static_cast<int>(image.width), static_cast<int>(image.height), false, {}};
    for (std::size_t i = 0; i < rgba.size(); i += 4) {
        const auto part = [&](std::size_t k) {
            return (rgba[i + k] * std::uint32_t{rgba[i + 3]} + 127) / 255;
        };
        r.pixels.push_back(std::uint32_t{rgba[i + 3]} << 24 | part(0) << 16 | part(1) << 8 | part(2));
    }
    return r;
}

}  // namespace

TEST(Png, ReadsBackAsTheRaster) {
    const Raster r = test::drawn(test::scene_of(test::sample("overlapping", 4.6)));
    const auto read = read_png("x.png", to_png(r).value());
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->alpha_dropped);
    ASSERT_EQ(read->tensor.shape(), (Shape{1, 3, r.height, r.width}));
    for (std::int64_t c = 0; c < 3; ++c) {
        const auto plane = read->tensor.plane(0, c);
        for (std::size_t i = 0; i < r.pixels.size(); ++i)
            ASSERT_EQ(static_cast<std::uint32_t>(plane[i]), r.pixels[i] >> (16 - 8 * c) & 255) << i;
    }
}

TEST(Png, TransparencySurvives) {
    const Raster r =
        test::drawn(test::scene_of(test::sample("max-4x4", 2.77), test::page_look(640, 360)), 1, true);
    const Raster back = read_back(to_png(r).value());
    ASSERT_EQ(back.pixels.size(), r.pixels.size());
    EXPECT_EQ(back.pixels.front(), 0u);
    for (std::size_t i = 0; i < r.pixels.size(); ++i)
        ASSERT_LE(test::apart(back.pixels[i], r.pixels[i]), 1) << i;
}

TEST(Png, CarriesTheShareLineAndItsResolution) {
    const Raster r = test::drawn(test::scene_with({}));
    const std::string bytes = to_png(r, {.share = "pw1:abc-_", .pixels_per_px = 2}).value();
    EXPECT_EQ(chunk(bytes, "tEXt"), std::string("Poolwalk\0pw1:abc-_", 18));
    EXPECT_EQ(chunk(bytes, "pHYs"), std::string("\0\0\x1d\x87\0\0\x1d\x87\1", 9));  // 192 an inch
    const std::string plain = to_png(r).value();
    EXPECT_FALSE(chunk(plain, "tEXt"));
    EXPECT_FALSE(chunk(plain, "pHYs"));
}

TEST(Png, TheSameRasterGivesTheSameBytes) {
    const Raster r = test::drawn(test::scene_of(test::sample("low-pixel", 1250)));
    EXPECT_EQ(to_png(r).value(), to_png(r).value());
}

}  // namespace pw
