#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "core/text/fonts.h"

namespace pw {

namespace {

const Fonts& fonts() {
    static const std::shared_ptr<Fonts> f = Fonts::load().value();
    return *f;
}

Glyph glyph(std::string_view s, Weight w = Weight::semibold) { return fonts().shape(s, w, 1).glyphs.at(0); }

GlyphBitmap bitmap(std::string_view s, double px, double shift = 0) {
    const Glyph g = glyph(s);
    return fonts().rasterise(g.face, g.id, px, shift);
}

double ink(const GlyphBitmap& b) { return std::accumulate(b.coverage.begin(), b.coverage.end(), 0.0) / 255; }

// The mean of the ink's places along x, from the glyph's origin.
double centre(const GlyphBitmap& b) {
    double sum = 0;
    for (int y = 0; y < b.height; ++y)
        for (int x = 0; x < b.width; ++x)
            sum += b.coverage[static_cast<std::size_t>(y * b.width + x)] / 255. * (b.left + x + .5);
    return sum / ink(b);
}

struct Bounds {
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    void add(Vec2 p) {
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        top = std::min(top, p.y);
        bottom = std::max(bottom, p.y);
    }
};

// Where the curves really go, not only their control points.
Bounds bounds(const Outline& outline) {
    Bounds b;
    Vec2 at;
    for (const auto& s : outline.segments) {
        const bool cubic = s.verb == Outline::Verb::cubic;
        for (double t = 0; cubic && t <= 1; t += 1. / 64) {
            const Vec2 ab = lerp(at, s.p[0], t), bc = lerp(s.p[0], s.p[1], t), cd = lerp(s.p[1], s.p[2], t);
            b.add(lerp(lerp(ab, bc, t), lerp(bc, cd, t), t));
        }
        at = cubic ? s.p[2] : s.p[0];
        b.add(at);
    }
    return b;
}

}  // namespace

TEST(Rasterise, BitmapsAreCroppedToTheirInk) {
    for (const char* s : {"9", "g", "−", "池", "Q"})
        for (const double px : {12., 13.5, 44., 200.}) {
            const GlyphBitmap b = bitmap(s, px);
            ASSERT_GT(b.width, 0) << s << px;
            ASSERT_EQ(b.coverage.size(), static_cast<std::size_t>(b.width * b.height));
            const auto at = [&](int x, int y) {
                return b.coverage[static_cast<std::size_t>(y * b.width + x)];
            };
            int top = 0, bottom = 0, left = 0, right = 0;
            for (int x = 0; x < b.width; ++x) top += at(x, 0), bottom += at(x, b.height - 1);
            for (int y = 0; y < b.height; ++y) left += at(0, y), right += at(b.width - 1, y);
            EXPECT_TRUE(top && bottom && left && right) << s << px;
        }
}

TEST(Rasterise, CapitalsStandOnTheBaseline) {
    if (fonts().latin(Weight::semibold).family != "Inter") GTEST_SKIP() << "Inter isn't installed";
    const GlyphBitmap b = bitmap("H", 100);
    EXPECT_EQ(b.top, 73);  // the capital height is .727
    EXPECT_EQ(b.top - b.height, 0);
}

TEST(Rasterise, InkGrowsWithTheSquareOfTheSize) {
    EXPECT_NEAR(ink(bitmap("8", 80)) / ink(bitmap("8", 20)), 16, .2);
    EXPECT_GT(ink(bitmap("8", 20.5)), ink(bitmap("8", 20)));
}

TEST(Rasterise, ShiftMovesTheInkByPartsOfAPixel) {
    const double rest = centre(bitmap("8", 24));
    for (const double shift : {.25, .5, .75}) EXPECT_NEAR(centre(bitmap("8", 24, shift)) - rest, shift, .02);
    EXPECT_NEAR(ink(bitmap("8", 24, .5)), ink(bitmap("8", 24)), .5);
}

TEST(Rasterise, SmallChineseIsSmooth) {
    if (!fonts().chinese()) GTEST_SKIP() << "no Chinese family is installed";
    const GlyphBitmap b = bitmap("池", 12);
    const auto grey = [](std::uint8_t c) { return c > 0 && c < 255; };
    EXPECT_GT(std::count_if(b.coverage.begin(), b.coverage.end(), grey), 20);
}

TEST(Rasterise, NothingToDrawIsEmpty) {
    EXPECT_TRUE(bitmap(" ", 20).coverage.empty());
    EXPECT_TRUE(bitmap("8", 0).coverage.empty());
    EXPECT_TRUE(bitmap("8", -3).coverage.empty());
    EXPECT_TRUE(bitmap("8", 1e9).coverage.empty());
    EXPECT_TRUE(fonts().rasterise(0, 0xFFFFFF, 20).coverage.empty());
}

TEST(Outline, AgreesWithTheBitmap) {
    for (const char* s : {"9", "g", "→", "池", "&"}) {
        const Glyph g = glyph(s);
        const Bounds o = bounds(fonts().outline(g.face, g.id, 64));
        const GlyphBitmap b = fonts().rasterise(g.face, g.id, 64);
        EXPECT_NEAR(o.left, b.left + .5, .6) << s;
        EXPECT_NEAR(o.right, b.left + b.width - .5, .6) << s;
        EXPECT_NEAR(o.top, -b.top + .5, .6) << s;
        EXPECT_NEAR(o.bottom, -b.top + b.height - .5, .6) << s;
    }
}

TEST(Outline, ContoursBeginWithAMove) {
    const Glyph g = glyph("8");
    const Outline o = fonts().outline(g.face, g.id, 10);
    ASSERT_FALSE(o.segments.empty());
    EXPECT_EQ(o.segments.front().verb, Outline::Verb::move);
    const auto move = [](const auto& s) { return s.verb == Outline::Verb::move; };
    EXPECT_EQ(std::count_if(o.segments.begin(), o.segments.end(), move), 3);
    EXPECT_TRUE(fonts().outline(g.face, glyph(" ").id, 10).segments.empty());
}

}  // namespace pw
