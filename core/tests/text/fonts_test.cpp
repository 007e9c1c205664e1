#include "core/text/fonts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace pw {

namespace {

const Fonts& fonts() {
    static const std::shared_ptr<Fonts> f = Fonts::load().value();
    return *f;
}

// Most facts below are Inter's own.
class Inter : public testing::Test {
  protected:
    void SetUp() override {
        if (fonts().latin(Weight::semibold).family != "Inter") GTEST_SKIP() << "Inter isn't installed";
    }
};

class Chinese : public Inter {
  protected:
    void SetUp() override {
        Inter::SetUp();
        if (!fonts().chinese()) GTEST_SKIP() << "no Chinese family is installed";
    }
};

const Shaped& shape(std::string_view s, Weight w = Weight::regular, double size = 100) {
    return fonts().shape(s, w, size);
}

// Inter 4.1, not 4.0: what is its own is told apart by this width.
bool newer() { return std::abs(fonts().width("Input", Weight::semibold, 20) - 49.561) < .02; }

const FaceFile& face_of(const Glyph& g) { return fonts().faces().at(g.face); }

}  // namespace

TEST(Fonts, FacesAreFiles) {
    ASSERT_FALSE(fonts().faces().empty());
    for (const FaceFile& f : fonts().faces()) {
        EXPECT_FALSE(f.path.empty());
        EXPECT_FALSE(f.family.empty());
    }
}

TEST_F(Inter, WeightsAreStaticFacesOfTheirOwn) {
    std::set<std::string> paths;
    for (const Weight w : {Weight::regular, Weight::medium, Weight::semibold})
        paths.insert(fonts().latin(w).path + std::to_string(fonts().latin(w).index));
    EXPECT_EQ(paths.size(), 3u);
    EXPECT_EQ(std::count(fonts().missing().begin(), fonts().missing().end(), "Inter"), 0);
}

// Of Inter 4.0 as Chromium measures them, of 4.1 as hb-shape does.
TEST_F(Inter, WidthsAreTheBrowsers) {
    const auto expect = [](std::string_view text, Weight weight, double size, double in_4_0, double in_4_1) {
        EXPECT_NEAR(fonts().width(text, weight, size), newer() ? in_4_1 : in_4_0, .02) << text;
    };
    expect("Poolwalk", Weight::semibold, 15, 65.30, 65.398);
    expect("Input", Weight::semibold, 20, 49.95, 49.561);
    expect("max_pool", Weight::semibold, 15, 69.74, 69.749);
    expect("Stride", Weight::medium, 15, 42.92, 42.576);
    expect("Count padding", Weight::medium, 15, 106.02, 105.820);
}

TEST_F(Inter, WidthIsLinearInSize) {
    const double one = fonts().width("Step 3 of 4", Weight::medium, 1);
    for (const double size : {7.3, 15., 44., 320.}) {
        EXPECT_NEAR(fonts().width("Step 3 of 4", Weight::medium, size), one * size, 1e-9);
        EXPECT_NEAR(shape("Step 3 of 4", Weight::medium, size).width, one * size, 1e-9);
    }
}

// To a thousandth of the size: the faces' own 4 is that much narrower.
TEST_F(Inter, DigitsHaveOneWidth) {
    for (const Weight w : {Weight::regular, Weight::medium, Weight::semibold}) {
        const double one = fonts().width("0", w, 100);
        const double in_4_0 = w == Weight::semibold ? 67 : w == Weight::medium ? 65.9 : 64.8;
        EXPECT_NEAR(one, newer() ? 64.77 : in_4_0, .1);
        for (int n = 0; n < 100; ++n) {
            const std::string digits = std::to_string(n);
            EXPECT_NEAR(fonts().width(digits, w, 100), one * static_cast<double>(digits.size()), .25) << n;
        }
    }
}

TEST_F(Inter, FileNamesKeepTheirX) {
    const Shaped& name = shape("4x4");
    ASSERT_EQ(name.glyphs.size(), 3u);
    EXPECT_EQ(name.glyphs[1].id, shape("x").glyphs.at(0).id);
    EXPECT_NE(name.glyphs[1].id, shape("×").glyphs.at(0).id);
}

TEST_F(Inter, PairsAreKerned) { EXPECT_LT(shape("To").width, shape("T").width + shape("o").width - 1); }

TEST_F(Inter, HasTheSignsOfFormulas) {
    for (const char* sign : {"−", "×", "÷", "·", "≤", "…", "∞", "→", "‹", "›", "≈", "=", "≥", "?"}) {
        const Shaped& s = shape(sign, Weight::semibold);
        ASSERT_EQ(s.glyphs.size(), 1u) << sign;
        EXPECT_NE(s.glyphs[0].id, 0u) << sign;
        EXPECT_EQ(face_of(s.glyphs[0]).family, "Inter") << sign;
    }
}

TEST_F(Inter, ThinSpaceIsThinAndEmpty) {
    const Shaped& s = shape("\u2009");
    ASSERT_EQ(s.glyphs.size(), 1u);
    EXPECT_GT(s.width, 5);
    EXPECT_LT(s.width, shape(" ").width);
    EXPECT_TRUE(fonts().rasterise(s.glyphs[0].face, s.glyphs[0].id, 40).coverage.empty());
}

TEST_F(Inter, WhatNoFaceHasIsABox) {
    const Shaped& s = shape("\U000F1234");
    ASSERT_EQ(s.glyphs.size(), 1u);
    EXPECT_EQ(s.glyphs[0].id, 0u);
    EXPECT_EQ(face_of(s.glyphs[0]).family, "Inter");
    EXPECT_FALSE(fonts().rasterise(s.glyphs[0].face, 0, 40).coverage.empty());
}

TEST_F(Chinese, FallsBackWithRealGlyphs) {
    for (const char* text : {"最大池化", "卷积核", "步长", "填充，特征图。", "（平均池化）"})
        for (const Glyph& g : shape(text).glyphs) {
            EXPECT_NE(g.id, 0u) << text;
            EXPECT_EQ(face_of(g).path, fonts().chinese()->path) << text;
            EXPECT_NEAR(g.advance, 100, 1) << text;
        }
}

TEST_F(Chinese, MixedTextRunsOn) {
    const Shaped& s = shape("步长 stride 2×2 的池化窗口");
    std::set<std::uint32_t> used;
    double x = 0;
    for (const Glyph& g : s.glyphs) {
        EXPECT_NEAR(g.x, x, 1);
        x = g.x + g.advance;
        used.insert(g.face);
    }
    EXPECT_EQ(used.size(), 2u);
    EXPECT_NEAR(s.width, x, 1e-9);
}

TEST_F(Chinese, SemiBoldBesideChineseIsMedium) {
    const auto latin = [](std::string_view s) {
        return face_of(shape(s, Weight::semibold).glyphs.back()).path;
    };
    EXPECT_EQ(latin("步长 stride"), fonts().latin(Weight::medium).path);
    EXPECT_EQ(latin("stride"), fonts().latin(Weight::semibold).path);
    EXPECT_EQ(face_of(shape("步长 stride").glyphs.back()).path, fonts().latin(Weight::regular).path);
}

TEST(Fonts, MalformedTextIsShapedAllTheSame) {
    EXPECT_TRUE(shape("").glyphs.empty());
    EXPECT_EQ(shape("").width, 0);
    for (const std::string_view s :
         {"\xff", "\xc3", "\xe6\xb1", "a\xf0\x9f", "\xc0\x80", "\xed\xa0\x80", "\x80z", "\xf8\x88"})
        EXPECT_GT(shape(s).width, 0);
    const std::string_view zero("a\0b", 3);
    EXPECT_EQ(shape(zero).glyphs.size(), 3u);
}

TEST(Fonts, ControlCharactersAreSpaces) {
    EXPECT_DOUBLE_EQ(shape("a\nb").width, shape("a b").width);
    EXPECT_DOUBLE_EQ(shape("a\tb").width, shape("a b").width);
}

TEST_F(Inter, MarksStayWithTheirLetter) {
    for (const Glyph& g : shape("e\u0301x").glyphs) EXPECT_EQ(face_of(g).family, "Inter");
    EXPECT_DOUBLE_EQ(shape("e\u0301").width, shape("\u00e9").width);
}

TEST(Fonts, ManyTextsAreForgottenAndShapedAgain) {
    const double before = shape("first").width;
    for (int i = 0; i < 40000; ++i) fonts().shape(std::to_string(i), Weight::regular, 12.5);
    EXPECT_DOUBLE_EQ(shape("first").width, before);
}

}  // namespace pw
