#include "core/tensor/jpeg.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/tests/tensor/jpegs.h"

namespace pw {
namespace {

using test::jpeg;

// Plain squares of 8 x 8, each with its own value in each channel.
int squares(int c, int y, int x) { return 40 + 30 * (y / 8) + 50 * (x / 8) + 20 * c; }

std::string key(const Expected<Picture>& p) { return p ? "" : p.error().what.key; }

void expect_squares(const Expected<Picture>& p, Shape shape) {
    ASSERT_TRUE(p) << key(p);
    ASSERT_EQ(p->tensor.shape(), shape);
    for (std::int64_t c = 0; c < shape.c; ++c)
        for (std::int64_t y = 0; y < shape.h; ++y)
            for (std::int64_t x = 0; x < shape.w; ++x)
                ASSERT_NEAR(p->tensor.at(0, c, y, x),
                            squares(static_cast<int>(c), static_cast<int>(y), static_cast<int>(x)), 2)
                    << c << " " << y << " " << x;
}

TEST(Jpeg, ReadsGreyAndColour) {
    for (const bool progressive : {false, true}) {
        expect_squares(read_jpeg("x", jpeg({16, 24, 1, progressive}, squares)), {1, 1, 16, 24});
        expect_squares(read_jpeg("x", jpeg({16, 24, 3, progressive}, squares)), {1, 3, 16, 24});
        expect_squares(read_jpeg("x", jpeg({13, 9, 3, progressive}, squares)), {1, 3, 13, 9});
    }
    expect_squares(read_jpeg("x", jpeg({16, 24, 3, false, true}, squares)), {1, 3, 16, 24});
}

// Stored with its rows upwards, it stands as if nothing had happened.
TEST(Jpeg, StandsUpright) {
    const auto turned = [](int c, int y, int x) {
        return squares(c, x, 15 - y);
    };  // 6: a quarter to the right
    const auto p = read_jpeg("x", jpeg({16, 24, 3, false, false, test::exif(8, true)},
                                       [](int c, int y, int x) { return squares(c, 23 - x, y); }));
    ASSERT_TRUE(p);
    EXPECT_EQ(p->tensor.shape(), (Shape{1, 3, 24, 16}));
    const auto other = read_jpeg("x", jpeg({16, 24, 3, false, false, test::exif(6, false)}, turned));
    ASSERT_TRUE(other);
    expect_squares(other, {1, 3, 24, 16});
    EXPECT_EQ(read_jpeg_size("x", jpeg({16, 24, 3, false, false, test::exif(6, false)}, turned)),
              (Shape{1, 3, 24, 16}));
}

// What is upright is averaged, not what lies in the file: the blocks begin at the upper left.
TEST(Jpeg, ReducesWhatIsUpright) {
    const auto one = [](int, int y, int x) { return 10 * y + x; };
    for (const int orientation : {1, 2, 3, 4, 5, 6, 7, 8}) {
        const std::string file = jpeg({19, 13, 1, false, false, test::exif(orientation, true)}, one);
        const auto whole = read_jpeg("x", file), reduced = read_jpeg("x", file, 4);
        ASSERT_TRUE(whole && reduced);
        const Shape s = whole->tensor.shape();
        ASSERT_EQ(reduced->tensor.shape(), reduced_shape(s, 4));
        for (std::int64_t y = 0; y < (s.h + 3) / 4; ++y)
            for (std::int64_t x = 0; x < (s.w + 3) / 4; ++x) {
                double sum = 0, count = 0;
                for (std::int64_t yy = 4 * y; yy < std::min(s.h, 4 * y + 4); ++yy)
                    for (std::int64_t xx = 4 * x; xx < std::min(s.w, 4 * x + 4); ++xx)
                        sum += static_cast<double>(whole->tensor.at(0, 0, yy, xx)), ++count;
                EXPECT_EQ(reduced->tensor.at(0, 0, y, x), static_cast<float>(sum / count)) << orientation;
            }
    }
}

TEST(Jpeg, RefusesWhatHasNoRedGreenAndBlue) {
    EXPECT_EQ(key(read_jpeg("x", jpeg({8, 8, 4}, squares))), "problem.jpeg.cmyk");
    EXPECT_EQ(key(read_jpeg("x", "not a picture")), "problem.jpeg.signature");
    EXPECT_EQ(key(read_jpeg("x", "\xff\xd8\xff")), "problem.jpeg.truncated");
}

// No grey lower half, wherever it breaks off.
TEST(Jpeg, RefusesEveryTruncation) {
    for (const bool progressive : {false, true}) {
        const std::string whole = jpeg({32, 32, 3, progressive}, [](int c, int y, int x) {
            return (c * 91 + y * y * 7 + x * 31) % 256;
        });
        ASSERT_TRUE(read_jpeg("x", whole));
        for (std::size_t size = 3; size + 2 < whole.size(); ++size)
            EXPECT_NE(key(read_jpeg("x", whole.substr(0, size))), "") << size;
        EXPECT_EQ(key(read_jpeg("x", whole.substr(0, whole.size() - 20))), "problem.jpeg.truncated");
        for (std::size_t at = 3; at < whole.size(); at += 3) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
            read_jpeg("x", damaged);  // must come back, whatever it says
        }
    }
}

// The frame's size, two bytes each, three bytes behind its marker.
std::string resized(std::string file, unsigned h, unsigned w, const char* frame) {
    const std::size_t at = file.find(frame) + 5;
    for (const unsigned n : {h, w}) {
        const std::size_t to = at + (n == h ? 0 : 2);
        file[to] = static_cast<char>(n >> 8);
        file[to + 1] = static_cast<char>(n & 255);
    }
    return file;
}

TEST(Jpeg, RefusesGiantsBeforeMemoryIsTaken) {
    const std::string small = jpeg({8, 8, 3}, squares), frame = "\xff\xc0";
    EXPECT_EQ(key(read_jpeg("x", resized(small, 65500, 65501, "\xff\xc0"))), "problem.jpeg.broken");
    EXPECT_EQ(key(read_jpeg("x", resized(small, 65000, 65500, "\xff\xc0"))), "problem.picture.huge");
    EXPECT_EQ(key(read_jpeg("x", resized(small, 6000, 8000, "\xff\xc0"))), "problem.picture.numbers");
    EXPECT_EQ(key(read_jpeg("x", resized(small, 6000, 8000, "\xff\xc0"), 2)), "problem.jpeg.truncated");
    const std::string slow = jpeg({8, 8, 3, true}, squares);
    EXPECT_EQ(key(read_jpeg("x", resized(slow, 16000, 16500, "\xff\xc2"), 16)), "problem.jpeg.progressive");
}

TEST(Jpeg, RefusesAThousandScans) {
    const std::string whole = jpeg({16, 16, 3, false, true}, squares);
    const std::size_t last = whole.rfind("\xff\xda");
    const std::string scan = whole.substr(last, whole.size() - 2 - last);
    std::string few = whole, many = whole;
    for (int i = 0; i < 1000; ++i) (i < 50 ? few.insert(last, scan), many : many).insert(last, scan);
    EXPECT_EQ(key(read_jpeg("x", few)), "");
    EXPECT_EQ(key(read_jpeg("x", many)), "problem.jpeg.scans");
}

TEST(Jpeg, StopsWhenNobodyWantsItAnyMore) {
    for (const bool progressive : {false, true}) {
        const std::string file = jpeg({200, 16, 3, progressive}, squares);
        std::vector<double> told;
        EXPECT_TRUE(read_jpeg("x", file, 1, [&](double done) {
            told.push_back(done);
            return true;
        }));
        EXPECT_GE(told.size(), 4u);
        EXPECT_TRUE(std::ranges::is_sorted(told));
        EXPECT_LE(told.back(), 1);
        EXPECT_EQ(key(read_jpeg("x", file, 1, [](double done) { return done < .5; })), "open.cancelled");
    }
}

}  // namespace
}  // namespace pw
