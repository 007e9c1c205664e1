#include "app/render/painter.h"

#include <gtest/gtest.h>

#include "app/render/framebuffer.h"
#include "app/tests/render/context.h"

namespace pw {
namespace {

constexpr int width = 120, height = 80;

class PainterTest : public testing::Test {
  protected:
    void SetUp() override {
        if (!context.ready()) GTEST_SKIP() << "no OpenGL 3.3 without a display here";
        auto loaded = Fonts::load();
        ASSERT_TRUE(loaded);
        fonts = *loaded;
        auto made = Painter::make(*fonts);
        ASSERT_TRUE(made) << made.error().what.key;
        painter.emplace(std::move(*made));
        framebuffer.emplace(width, height);
        ASSERT_TRUE(framebuffer->complete());
    }
    // White paper, the items on it.
    void paint(std::vector<Item> items, double scale = 1, Vec2 offset = {}, const Rect* clip = nullptr) {
        Scene scene;
        scene.groups.push_back({"", std::move(items)});
        framebuffer->bind();
        glDisable(GL_SCISSOR_TEST);
        glClearColor(1, 1, 1, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        painter->paint(scene, offset, scale, width, height, clip);
        EXPECT_EQ(glGetError(), GLenum{GL_NO_ERROR});
        picture = framebuffer->read();
    }
    int red(int x, int y) const { return picture.rgba[static_cast<std::size_t>(y * width + x) * 4]; }
    int blue(int x, int y) const { return picture.rgba[static_cast<std::size_t>(y * width + x) * 4 + 2]; }

    Context context;
    std::shared_ptr<Fonts> fonts;
    std::optional<Painter> painter;
    std::optional<Framebuffer> framebuffer;
    Image picture;
};

Cell black(Rect r) {
    Cell c;
    c.rect = r;
    c.fill = Colour::hex(0);
    return c;
}

Path line(Vec2 a, Vec2 b, double w, Colour colour) {
    Path p;
    p.move(a).line(b);
    p.width = w;
    p.stroke = colour;
    return p;
}

TEST_F(PainterTest, FillsWholePixelsAndNothingBeside) {
    paint({black({10, 20, 30, 10})});
    EXPECT_EQ(red(10, 20), 0);
    EXPECT_EQ(red(39, 29), 0);
    EXPECT_EQ(red(9, 20), 255);
    EXPECT_EQ(red(40, 29), 255);
    EXPECT_EQ(red(20, 19), 255);
    EXPECT_EQ(red(20, 30), 255);
}

TEST_F(PainterTest, CoversHalfAPixelByHalf) {
    paint({black({10.5, 20, 30, 10})});
    EXPECT_NEAR(red(10, 25), 128, 2);
    EXPECT_NEAR(red(40, 25), 128, 2);
}

TEST_F(PainterTest, BlendsInSrgb) {
    Cell c = black({0, 0, 20, 20});
    c.fill = Colour::hex(0x000000, .5f);
    paint({c});
    EXPECT_NEAR(red(5, 5), 128, 1);
}

TEST_F(PainterTest, DrawsEdgesInside) {
    Cell c;
    c.rect = {10, 10, 40, 40};
    c.fill = Colour::hex(0x0000FF);
    c.edge = Colour::hex(0xFF0000);
    c.edge_width = 2;
    paint({c});
    EXPECT_EQ(red(9, 30), 255);
    EXPECT_EQ(blue(9, 30), 255);
    EXPECT_EQ(blue(10, 30), 0);
    EXPECT_EQ(red(11, 30), 255);
    EXPECT_EQ(red(12, 30), 0);
    EXPECT_EQ(blue(12, 30), 255);
}

TEST_F(PainterTest, ScalesAndMoves) {
    paint({black({10, 10, 10, 10})}, 2, {5, 3});
    EXPECT_EQ(red(25, 23), 0);
    EXPECT_EQ(red(44, 42), 0);
    EXPECT_EQ(red(24, 23), 255);
    EXPECT_EQ(red(45, 42), 255);
}

TEST_F(PainterTest, ShadowIsAGaussian) {
    // Far from the corners of a wide box, the shadow across its lower edge is the normal distribution.
    Cell c;
    c.rect = {-200, -200, 600, 240};  // lower edge at 40
    c.shadow_sigma = 6;
    c.shadow_alpha = 1;
    paint({c});
    for (int y : {30, 36, 40, 44, 50, 54}) {
        const double below = .5 * std::erfc((y + .5 - 40) / 6 / std::sqrt(2.));
        EXPECT_NEAR(red(60, y), 255 * (1 - below), 4) << y;
    }
}

TEST_F(PainterTest, ShadowOfAnOpaqueBoxHasNoSeams) {
    // The part under the box is left out; what is seen must be the shadow of a box that hides nothing.
    Cell seen = black({40, 20, 40, 30});
    seen.radius = 6;
    seen.fill = Colour::hex(0, 0);
    seen.shadow_y = 4;
    seen.shadow_sigma = 5;
    seen.shadow_alpha = .5;
    paint({seen});
    const Image whole = picture;
    seen.fill = Colour::hex(0x56BD8E);
    paint({seen});
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const std::size_t at = static_cast<std::size_t>(y * width + x) * 4;
            if (x < 39 || x > 80 || y < 19 || y > 50) {
                EXPECT_EQ(picture.rgba[at], whole.rgba[at]) << x << "," << y;
            }
        }
    EXPECT_EQ(red(60, 35), 0x56);
    EXPECT_LT(red(60, 52), 200);
}

TEST_F(PainterTest, HatchesOfNeighboursJoin) {
    Cell whole = black({10, 10, 80, 40});
    whole.fill = Colour::hex(0xFFFFFF);
    whole.hatch = Hatch::rising;
    whole.hatch_colour = Colour::hex(0);
    paint({whole});
    const Image one = picture;
    Cell left = whole, right = whole;
    left.rect.w = 37;
    right.rect = {47, 10, 43, 40};
    paint({left, right});
    EXPECT_EQ(one.rgba, picture.rgba);
    // Rising to the right: the line through a pixel goes on in the one above and right of it.
    EXPECT_NEAR(red(40, 30), red(41, 29), 2);
    EXPECT_NEAR(red(40, 30), red(48, 30), 2);
    EXPECT_GT(std::abs(red(40, 30) - red(44, 30)), 60);
}

TEST_F(PainterTest, TranslucentStrokesHaveNoDarkJoints) {
    Path p;
    p.move({10, 10}).line({60, 12}).line({20, 40}).line({70, 45}).line({100, 20}).cubic({124, 0}, {118, 60},
                                                                                        {60, 65});
    p.width = 7;
    p.stroke = Colour::hex(0, .5f);
    paint({p});
    int darkest = 255;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) darkest = std::min(darkest, red(x, y));
    EXPECT_NEAR(darkest, 128, 2);
}

TEST_F(PainterTest, HairlinesOnPixelsAreSharp) {
    paint({line({10, 20.5}, {90, 20.5}, 1, Colour::hex(0))});
    EXPECT_EQ(red(50, 20), 0);
    EXPECT_EQ(red(50, 19), 255);
    EXPECT_EQ(red(50, 21), 255);
}

TEST_F(PainterTest, RoundCapsReachOutAndButtOnesDont) {
    Path round = line({20, 30}, {60, 30}, 8, Colour::hex(0));
    Path butt = line({20, 60}, {60, 60}, 8, Colour::hex(0));
    butt.butt = true;
    paint({round, butt});
    EXPECT_EQ(red(17, 30), 0);
    EXPECT_EQ(red(15, 30), 255);
    EXPECT_EQ(red(20, 60), 0);
    EXPECT_EQ(red(19, 60), 255);
    EXPECT_EQ(red(59, 60), 0);
    EXPECT_EQ(red(60, 60), 255);
}

TEST_F(PainterTest, FillsConcavePolygons) {
    Path p;  // an L
    p.move({10, 10}).line({30, 10}).line({30, 40}).line({60, 40}).line({60, 60}).line({10, 60}).close();
    p.fill = Colour::hex(0);
    paint({p});
    EXPECT_EQ(red(20, 30), 0);
    EXPECT_EQ(red(50, 50), 0);
    EXPECT_EQ(red(45, 25), 255);
    EXPECT_EQ(red(30, 25), 255);
    EXPECT_EQ(red(29, 25), 0);
}

TEST_F(PainterTest, BandsFillBetweenTheirCurves) {
    Band b{{{10, 10}, {50, 10}, {50, 40}, {90, 40}},
           {{10, 70}, {50, 70}, {50, 50}, {90, 50}},
           Colour::hex(0, .5f),
           ""};
    paint({b});
    EXPECT_NEAR(red(20, 40), 128, 1);
    EXPECT_NEAR(red(85, 45), 128, 1);
    EXPECT_EQ(red(80, 20), 255);
    EXPECT_EQ(red(80, 60), 255);
    EXPECT_EQ(red(9, 40), 255);
}

TEST_F(PainterTest, EnlargesPicturesByNearestNeighbour) {
    auto image = std::make_shared<Image>();
    image->width = 2;
    image->height = 1;
    image->rgba = {0, 0, 0, 255, 255, 0, 0, 255};
    Heatmap h;
    h.rect = {10, 10, 40, 20};
    h.image = image;
    paint({h});
    EXPECT_EQ(red(29, 15), 0);
    EXPECT_EQ(red(30, 15), 255);
    EXPECT_EQ(blue(30, 15), 0);
    EXPECT_EQ(blue(50, 15), 255);
}

TEST_F(PainterTest, WritesTextWithInkOnlyWhereItStands) {
    Text t;
    t.at = {20, 50};
    t.text = "H";
    t.size = 40;
    t.colour = Colour::hex(0);
    paint({t});
    int ink = 0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            if (red(x, y) < 64) {
                ++ink;
                EXPECT_GE(y, 50 - 30);
                EXPECT_LT(y, 50);
            }
    EXPECT_GT(ink, 150);
    // Upright stems stand on the baseline without a grey row.
    EXPECT_EQ(red(25, 50), 255);
}

TEST_F(PainterTest, TouchesNothingOutsideTheClip) {
    const Rect clip{10, 10, 20, 20};
    paint({black({0, 0, 120, 80})}, 1, {}, &clip);
    EXPECT_EQ(red(10, 10), 0);
    EXPECT_EQ(red(29, 29), 0);
    EXPECT_EQ(red(9, 10), 255);
    EXPECT_EQ(red(29, 30), 255);
}

TEST_F(PainterTest, PaintsTheSameSceneTheSameWay) {
    Text t;
    t.at = {10, 50};
    t.text = "4.5 最大";
    t.size = 24;
    t.colour = Colour::hex(0x16181D);
    paint({black({3.3, 4.4, 50, 20}), t});
    const Image first = picture;
    paint({black({3.3, 4.4, 50, 20}), t});
    EXPECT_EQ(first.rgba, picture.rgba);
}

TEST_F(PainterTest, WritesAPng) {
    paint({black({0, 0, 10, 10})});
    const auto png = to_png(picture);
    ASSERT_TRUE(png);
    EXPECT_TRUE(png->starts_with("\x89PNG"));
}

}  // namespace
}  // namespace pw
