#include "core/tensor/png.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>

#include "core/tests/tensor/pngs.h"

namespace pw {
namespace {

using test::big_endian, test::chunk;

std::string deflated(const std::string& raw) {
    std::string out(raw.size() + 64, '\0');
    uLongf size = out.size();
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(raw.data()),
             raw.size());
    out.resize(size);
    return out;
}

// A PNG from its parts; each row of `raw` begins with its filter byte.
std::string png(std::size_t w, std::size_t h, int depth, int colour, const std::string& raw,
                const std::string& extra = "") {
    const std::string header = big_endian(w) + big_endian(h) + static_cast<char>(depth) +
                               static_cast<char>(colour) + std::string(3, '\0');
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + extra + chunk("IDAT", deflated(raw)) +
           chunk("IEND", "");
}

std::string bytes(std::initializer_list<int> list) {
    std::string out;
    for (const int b : list) out += static_cast<char>(b);
    return out;
}

std::vector<float> values(const Expected<Picture>& p) {
    if (!p) return {};
    return {p->tensor.data().begin(), p->tensor.data().end()};
}
std::string key(const Expected<Picture>& p) { return p ? "" : p.error().what.key; }

TEST(Png, ReadsGreyOfEveryDepth) {
    EXPECT_EQ(values(read_png("x", png(2, 1, 8, 0, bytes({0, 7, 200})))), (std::vector<float>{7, 200}));
    EXPECT_EQ(values(read_png("x", png(3, 1, 1, 0, bytes({0, 0b10100000})))),
              (std::vector<float>{255, 0, 255}));
    EXPECT_EQ(values(read_png("x", png(2, 1, 4, 0, bytes({0, 0x1f})))), (std::vector<float>{17, 255}));
    const auto deep = read_png("x", png(2, 1, 16, 0, bytes({0, 0xff, 0xff, 0x01, 0x00})));
    EXPECT_EQ(values(deep), (std::vector<float>{255, 256 / 257.f}));
    EXPECT_EQ(deep->tensor.shape(), (Shape{1, 1, 1, 2}));
}

TEST(Png, ReadsColourAndPalettesChannelByChannel) {
    const auto rgb = read_png("x", png(2, 1, 8, 2, bytes({0, 1, 2, 3, 4, 5, 6})));
    EXPECT_EQ(values(rgb), (std::vector<float>{1, 4, 2, 5, 3, 6}));
    EXPECT_EQ(rgb->tensor.shape(), (Shape{1, 3, 1, 2}));
    EXPECT_FALSE(rgb->alpha_dropped);
    const auto palette =
        read_png("x", png(2, 1, 8, 3, bytes({0, 1, 0}), chunk("PLTE", bytes({10, 20, 30, 40, 50, 60}))));
    EXPECT_EQ(values(palette), (std::vector<float>{40, 10, 50, 20, 60, 30}));
}

TEST(Png, DropsAlphaAndSaysSo) {
    const auto rgba = read_png("x", png(1, 1, 8, 6, bytes({0, 1, 2, 3, 99})));
    EXPECT_EQ(values(rgba), (std::vector<float>{1, 2, 3}));
    EXPECT_TRUE(rgba->alpha_dropped);
    const auto grey = read_png("x", png(1, 1, 16, 4, bytes({0, 1, 1, 0, 0})));
    EXPECT_EQ(values(grey), (std::vector<float>{1}));
    EXPECT_TRUE(grey->alpha_dropped);
    const std::string palette = chunk("PLTE", bytes({10, 20, 30})) + chunk("tRNS", bytes({0}));
    const auto transparent = read_png("x", png(1, 1, 8, 3, bytes({0, 0}), palette));
    EXPECT_EQ(values(transparent), (std::vector<float>{10, 20, 30}));
    EXPECT_TRUE(transparent->alpha_dropped);
}

TEST(Png, RefusesGiantsBeforeMemoryIsTaken) {
    EXPECT_EQ(key(read_png("x", png(16385, 1, 8, 0, "x"))), "problem.picture.side");
    EXPECT_EQ(key(read_png("x", png(0x7fffffff, 0x7fffffff, 8, 0, "x"))), "problem.picture.huge");
    EXPECT_EQ(key(read_png("x", png(0xffffffff, 0xffffffff, 8, 2, "x"))), "problem.picture.huge");
    // 5000 x 5000 fit as grey, not as three channels.
    EXPECT_EQ(key(read_png("x", png(5000, 5000, 8, 2, "x"))), "problem.picture.numbers");
    EXPECT_EQ(key(read_png("x", png(16384, 16384, 8, 6, "x"), 4)), "problem.png.truncated");
    // 64 Mi numbers stated by a file of 70 bytes: it must have lost its end.
    EXPECT_EQ(key(read_png("x", png(8192, 8192, 8, 0, "x"))), "problem.png.truncated");
    EXPECT_EQ(key(read_png("x", png(0, 5, 8, 0, "x"))), "problem.png.broken");
    // Very compressible pictures are not taken for broken ones.
    const std::string blank(2001 * 251, '\0');
    EXPECT_EQ(read_png("x", png(2000, 2001, 1, 3, blank, chunk("PLTE", bytes({1, 2, 3}))))->tensor.shape(),
              (Shape{1, 3, 2001, 2000}));
}

TEST(Png, RefusesEveryTruncationAndDamage) {
    EXPECT_EQ(key(read_png("x", "not a picture")), "problem.png.signature");
    const std::string whole = png(2, 2, 8, 2, bytes({0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 11, 12}));
    ASSERT_TRUE(read_png("x", whole));
    for (std::size_t size = 8; size < whole.size(); ++size)
        EXPECT_EQ(key(read_png("x", whole.substr(0, size))), "problem.png.truncated") << size;
    for (std::size_t at = 8; at < whole.size(); ++at) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
        read_png("x", damaged);  // must come back, whatever it says
    }
    std::string crc = whole;
    crc[whole.find("IDAT") + 6] ^= 1;
    const auto broken = read_png("lake.png", crc);
    ASSERT_EQ(key(broken), "problem.png.broken");
    EXPECT_EQ(broken.error().what.args[0], Arg(std::string("lake.png")));
}

// Pixel (y, x) of a grey picture with 3 x 5 pixels holds 16 y + x; interlaced, its passes hold 1, 1, 0, 1, 3,
// 4 and 5 of them.
TEST(Png, ReadsInterlacedOnesPassByPass) {
    const std::string passes =
        bytes({0, 0, 0, 4, 0, 2, 0, 32, 34, 36, 0, 1, 3, 0, 33, 35, 0, 16, 17, 18, 19, 20});
    std::string file = png(5, 3, 8, 0, passes);
    const std::string header = big_endian(5) + big_endian(3) + bytes({8, 0, 0, 0, 1});
    file.replace(8, 25, chunk("IHDR", header));
    std::vector<float> expected;
    for (int y = 0; y < 3; ++y)
        for (int x = 0; x < 5; ++x) expected.push_back(static_cast<float>(16 * y + x));
    EXPECT_EQ(values(read_png("x", file)), expected);
    const auto half = read_png("x", file, 2);
    ASSERT_TRUE(half);
    EXPECT_EQ(half->tensor.shape(), (Shape{1, 1, 2, 3}));
    EXPECT_EQ(values(half), (std::vector<float>{8.5f, 10.5f, 12, 32.5f, 34.5f, 36}));
}

// A text of 64 MiB that takes 64 KiB, and one that lies about its length.
TEST(Png, PassesOverTextsAndProfiles) {
    const std::string bomb = deflated(std::string(64u << 20, 'a')), row = bytes({0, 7});
    const std::string text = chunk("zTXt", "Comment" + bytes({0, 0}) + bomb),
                      profile = chunk("iCCP", "p" + bytes({0, 0}) + bomb),
                      broken = chunk("iTXt", "no zero at all");
    EXPECT_EQ(values(read_png("x", png(1, 1, 8, 0, row, text + profile + broken + text))),
              (std::vector<float>{7}));
}

TEST(Png, StopsWhenNobodyWantsItAnyMore) {
    const std::string file = png(2, 200, 8, 0, std::string(3 * 200, '\0'));
    std::vector<double> told;
    EXPECT_TRUE(read_png("x", file, 1, [&](double done) {
        told.push_back(done);
        return true;
    }));
    EXPECT_EQ(told.size(), 4u);
    EXPECT_TRUE(std::ranges::is_sorted(told));
    EXPECT_EQ(key(read_png("x", file, 1, [](double) { return false; })), "open.cancelled");
}

TEST(Png, WritesWhatItReads) {
    std::vector<float> v;
    for (int i = 0; i < 3 * 5 * 7; ++i) v.push_back(static_cast<float>(i * 37 % 256));
    for (const Shape shape : {Shape{1, 3, 5, 7}, Shape{1, 1, 15, 7}}) {
        const auto written = write_png(Tensor(shape, v));
        ASSERT_TRUE(written);
        EXPECT_FALSE(written->changed);
        const auto back = read_png("x", written->bytes);
        ASSERT_TRUE(back);
        EXPECT_EQ(back->tensor.shape(), shape);
        EXPECT_EQ(values(back), v);
    }
}

TEST(Png, ClipsAndRoundsAndSaysSo) {
    const auto written = write_png(Tensor(Shape{1, 1, 1, 6}, {-3, 300, 1.4f, NAN, INFINITY, -INFINITY}));
    ASSERT_TRUE(written);
    EXPECT_TRUE(written->changed);
    EXPECT_EQ(values(read_png("x", written->bytes)), (std::vector<float>{0, 255, 1, 0, 255, 0}));
    EXPECT_TRUE(write_png(Tensor(Shape{1, 1, 1, 1}, {.25f}))->changed);
    EXPECT_EQ(write_png(Tensor(Shape{1, 2, 1, 1}, {1, 2})).error().what.key, "problem.png.channels");
    EXPECT_EQ(write_png(Tensor(Shape{2, 1, 1, 1}, {1, 2})).error().what.key, "problem.png.channels");
}

}  // namespace
}  // namespace pw
