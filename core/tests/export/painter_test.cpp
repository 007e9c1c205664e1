// Each item of a scene, pixel by pixel.
#include "core/export/cairo_painter.h"

#include <gtest/gtest.h>

#include <array>
#include <numbers>

#include "core/tests/export/drawn.h"

namespace pw {

namespace {

using test::at, test::drawn, test::red, test::scene_with;

constexpr std::uint32_t white = 0xFFFFFFFF, black = 0xFF000000;
const Colour ink = Colour::hex(0x000000);

Cell cell(Rect r, Colour fill, double radius = 0) {
    Cell c;
    c.rect = r;
    c.fill = fill;
    c.radius = radius;
    return c;
}

Heatmap heatmap(Rect r, int width, int height, std::vector<std::uint8_t> rgba) {
    Heatmap h;
    h.rect = r;
    h.image = std::make_shared<Image>(Image{width, height, std::move(rgba)});
    return h;
}

Text text(std::string s, Vec2 where, double size) {
    Text t;
    t.text = std::move(s);
    t.at = where;
    t.size = size;
    t.colour = ink;
    return t;
}

}  // namespace

TEST(Painter, ACellFillsItsRectangleAndItsEdgeLiesInside) {
    Cell c = cell({8, 8, 32, 24}, Colour::hex(0xFF0000));
    c.edge = Colour::hex(0x0000FF);
    c.edge_width = 2;
    const Raster r = drawn(scene_with({c}));
    EXPECT_EQ(at(r, 7, 20), white);
    EXPECT_EQ(at(r, 8, 20), 0xFF0000FF);
    EXPECT_EQ(at(r, 9, 20), 0xFF0000FF);
    EXPECT_EQ(at(r, 10, 20), 0xFFFF0000);
    EXPECT_EQ(at(r, 39, 20), 0xFF0000FF);
    EXPECT_EQ(at(r, 40, 20), white);
}

TEST(Painter, AClosedEdgeLetsNothingOfTheFillThrough) {
    Cell c = cell({8, 8, 32, 24}, Colour::hex(0xFF0000), 8);
    c.edge = Colour::hex(0xFFFFFF);
    c.edge_width = 3;
    const Raster r = drawn(scene_with({c}));
    for (int i = 0; i < 10; ++i) EXPECT_EQ(at(r, 8 + i, 8), white) << i;
    EXPECT_EQ(at(r, 10, 10), white) << "on the round corner's rim";
}

TEST(Painter, DashesLeaveGaps) {
    Cell c = cell({8, 8, 48, 32}, Colour{0, 0, 0, 0});
    c.edge = ink;
    c.edge_width = 2;
    c.dash_on = 4;
    c.dash_off = 4;
    const Raster r = drawn(scene_with({c}));
    // From the upper left corner on: four px of line, four of gap.
    for (int x = 10; x < 50; ++x) EXPECT_EQ(at(r, x, 8), (x - 9) % 8 < 4 ? black : white) << x;
}

TEST(Painter, HatchesOfNeighboursJoinAndKeepTheirPhase) {
    const auto hatched = [](Hatch hatch, Rect rect, double scale) {
        Cell c = cell(rect, Colour::hex(0xFFFFFF));
        c.hatch = hatch;
        c.hatch_colour = ink;
        return drawn(scene_with({c}), scale);
    };
    for (const Hatch hatch : {Hatch::rising, Hatch::falling})
        for (const double scale : {1., 1.5, 2.}) {
            const Raster whole = hatched(hatch, {3, 5, 50, 40}, scale);
            const Raster part = hatched(hatch, {20, 10, 16, 16}, scale);
            for (int y = static_cast<int>(11 * scale); y < 25 * scale; ++y)
                for (int x = static_cast<int>(21 * scale); x < 35 * scale; ++x)
                    ASSERT_LE(test::apart(at(whole, x, y), at(part, x, y)), 1)
                        << x << ' ' << y << ' ' << scale;
        }
    // A line runs through x + y = 48, none half a period later.
    const Raster rising = hatched(Hatch::rising, {0, 0, 64, 48}, 2);
    EXPECT_LT(red(at(rising, 48, 47)), 40);
    EXPECT_EQ(at(rising, 56, 47), white);
    const Raster falling = hatched(Hatch::falling, {0, 0, 64, 48}, 2);
    EXPECT_LT(red(at(falling, 64, 48)), 40);
    EXPECT_EQ(at(falling, 56, 48), white);
}

TEST(Painter, AHatchCoversAsMuchAsItsWidthSays) {
    Cell c = cell({0, 0, 64, 48}, Colour::hex(0xFFFFFF));
    c.hatch = Hatch::rising;
    c.hatch_colour = ink;
    const Raster r = drawn(scene_with({c}), 3);
    double dark = 0;
    for (const std::uint32_t p : r.pixels) dark += 1 - red(p) / 255.;
    const double expected = c.hatch_width / (c.hatch_period / std::numbers::sqrt2);
    EXPECT_NEAR(dark / static_cast<double>(r.pixels.size()), expected, .01);
}

// Against the sum over the whole plane, pixel by pixel.
TEST(Painter, TheShadowIsARoundedBoxBlurredByAGaussian) {
    Cell c = cell({24, 20, 40, 24}, Colour{0, 0, 0, 0}, 6);
    c.shadow_alpha = 1;
    c.shadow_sigma = 4;
    c.shadow_y = 3;
    const Raster r = drawn(scene_with({c}, 96, 72));

    constexpr int width = 96, height = 72;
    std::vector<double> box(width * height);
    constexpr int fine = 8;
    for (int y = 0; y < height * fine; ++y)
        for (int x = 0; x < width * fine; ++x) {
            const double px = (x + .5) / fine, py = (y + .5) / fine - c.shadow_y;
            const double dx = std::max({24 + 6 - px, px - (64 - 6), 0.}),
                         dy = std::max({20 + 6 - py, py - (44 - 6), 0.});
            if (std::hypot(dx, dy) <= 6)
                box[static_cast<std::size_t>(y / fine * width + x / fine)] += 1. / fine / fine;
        }
    for (int y = 10; y < 64; y += 3)
        for (int x = 8; x < 90; x += 3) {
            double sum = 0;
            for (int j = 0; j < height; ++j)
                for (int i = 0; i < width; ++i) {
                    const double w = std::exp(-((x - i) * (x - i) + (y - j) * (y - j)) / (2 * 4. * 4.));
                    sum += w * box[static_cast<std::size_t>(j * width + i)];
                }
            const double expected = 255 * (1 - sum / (2 * std::numbers::pi * 16));
            ASSERT_NEAR(red(at(r, x, y)), expected, 2.) << x << ' ' << y;
        }
}

TEST(Painter, LargeAndWideShadowsAreTheSameAsSmallOnesEnlarged) {
    Cell c = cell({200, 150, 300, 200}, Colour{0, 0, 0, 0}, 12);
    c.shadow_alpha = 1;
    c.shadow_sigma = 12;
    const Raster one = drawn(scene_with({c}, 700, 500)), four = drawn(scene_with({c}, 700, 500), 4);
    for (int y = 100; y < 400; y += 7)
        for (int x = 150; x < 560; x += 7)
            ASSERT_NEAR(red(at(one, x, y)), red(at(four, 4 * x + 2, 4 * y + 2)), 3) << x << ' ' << y;
}

TEST(Painter, APictureIsEnlargedByNearestNeighbour) {
    const Raster r = drawn(scene_with({heatmap(
        {8, 8, 40, 20}, 4, 2, {255, 0, 0, 255, 0,  255, 0,  255, 0,  0,  255, 255, 0,  0,  0,  255,
                               9,   9, 9, 255, 50, 50,  50, 255, 90, 90, 90,  255, 99, 99, 99, 255})}));
    const std::array<std::uint32_t, 8> colours = {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFF000000,
                                                  0xFF090909, 0xFF323232, 0xFF5A5A5A, 0xFF636363};
    for (int y = 8; y < 28; ++y)
        for (int x = 8; x < 48; ++x)
            ASSERT_EQ(at(r, x, y), colours[static_cast<std::size_t>((y - 8) / 10 * 4 + (x - 8) / 10)])
                << x << ' ' << y;
    EXPECT_EQ(at(r, 7, 8), white);
    EXPECT_EQ(at(r, 48, 8), white);
}

TEST(Painter, ALargePictureIsReducedByAreaAverages) {
    // Stripes of one pixel: skipping would give black or white.
    std::vector<std::uint8_t> stripes;
    for (int y = 0; y < 80; ++y)
        for (int x = 0; x < 80; ++x)
            stripes.insert(stripes.end(), {x % 2 ? std::uint8_t{255} : std::uint8_t{0}, 0, 0, 255});
    const Raster r = drawn(scene_with({heatmap({0, 0, 20, 20}, 80, 80, stripes)}));
    for (int y = 0; y < 20; ++y)
        for (int x = 0; x < 20; ++x) ASSERT_NEAR(red(at(r, x, y)), 127.5, 1);
}

TEST(Painter, APictureHasRoundCornersAndMayBeFaint) {
    Heatmap h = heatmap({8, 8, 40, 32}, 1, 1, {0, 0, 0, 255});
    h.radius = 10;
    h.alpha = .5;
    const Raster r = drawn(scene_with({h}));
    EXPECT_EQ(at(r, 8, 8), white);
    EXPECT_NEAR(red(at(r, 28, 24)), 127, 1);
}

TEST(Painter, StrokesHaveRoundEndsUnlessButt) {
    Path p;
    p.move({20, 20}).line({40, 20});
    p.stroke = ink;
    p.width = 8;
    EXPECT_LT(red(at(drawn(scene_with({p})), 17, 20)), 20);
    p.butt = true;
    const Raster flat = drawn(scene_with({p}));
    EXPECT_EQ(at(flat, 19, 20), white);
    EXPECT_EQ(at(flat, 20, 20), black);
    EXPECT_EQ(at(flat, 30, 15), white);
    EXPECT_EQ(at(flat, 30, 16), black);
}

TEST(Painter, ABandFillsBetweenItsCurves) {
    Band b;
    const Vec2 upper[4] = {{10, 10}, {30, 10}, {30, 20}, {50, 20}},
               lower[4] = {{10, 40}, {30, 40}, {30, 30}, {50, 30}};
    std::copy(upper, upper + 4, b.upper);
    std::copy(lower, lower + 4, b.lower);
    b.fill = ink;
    const Raster r = drawn(scene_with({b}));
    EXPECT_EQ(at(r, 11, 12), black);
    EXPECT_EQ(at(r, 48, 25), black);
    EXPECT_EQ(at(r, 48, 12), white);
    EXPECT_EQ(at(r, 48, 38), white);
}

TEST(Painter, TextTurnedIsTheSameUpsideDown) {
    // The page's middle is the text's `at`: turning the whole page gives the other picture.
    Text t = text("4 × 7, 输入", {64, 24}, 20);
    const Raster up = drawn(scene_with({t}, 128, 48));
    t.turned = true;
    const Raster down = drawn(scene_with({t}, 128, 48));
    ASSERT_NE(up.pixels, down.pixels);
    for (std::size_t i = 0; i < up.pixels.size(); ++i)
        ASSERT_LE(test::apart(up.pixels[i], down.pixels[up.pixels.size() - 1 - i]), 0) << i;
}

TEST(Painter, TextIsAlignedAtItsPlace) {
    const auto columns = [](Align align) {
        Text t = text("HH", {64, 30}, 20);
        t.align = align;
        const Raster r = drawn(scene_with({t}, 128, 48));
        int first = r.width, last = -1;
        for (int y = 0; y < r.height; ++y)
            for (int x = 0; x < r.width; ++x)
                if (at(r, x, y) != white) first = std::min(first, x), last = std::max(last, x);
        return std::pair(first, last);
    };
    const double width = test::fonts().width("HH", Weight::regular, 20);
    const auto [l0, l1] = columns(Align::left);
    EXPECT_NEAR(l0, 64 + 2, 2);
    const auto [m0, m1] = columns(Align::middle);
    EXPECT_NEAR((m0 + m1 + 1) / 2., 64, 1);
    const auto [r0, r1] = columns(Align::right);
    EXPECT_NEAR(r1, 64 - 2, 2);
    EXPECT_NEAR(l0 - m0, width / 2, 1);
    EXPECT_NEAR(m1 - r1, width / 2, 1);
}

TEST(Painter, TextMayHangOverThePage) {
    std::vector<Item> items;
    for (const Vec2 p : {Vec2{-9, 5}, {60, 5}, {20, 2}, {20, 60}, {-500, -500}})
        items.push_back(text("Wide 输", p, 30));
    EXPECT_NE(drawn(scene_with(items)).pixels, drawn(scene_with({})).pixels);
}

TEST(Painter, ATransparentPageIsClearWhereNothingIs) {
    const Raster r = drawn(scene_with({cell({8, 8, 16, 16}, Colour::hex(0x204080, .5f))}), 1, true);
    EXPECT_EQ(at(r, 0, 0), 0u);
    EXPECT_NEAR(test::alpha(at(r, 12, 12)), 128, 1);
    EXPECT_NEAR(red(at(r, 12, 12)), 16, 1);
    EXPECT_FALSE(r.opaque);
}

TEST(Painter, FractionalScalesRoundThePage) {
    const Raster r = drawn(scene_with({cell({8, 8, 16, 16}, ink)}, 101, 51), 1.5);
    EXPECT_EQ(r.width, 152);
    EXPECT_EQ(r.height, 77);
    EXPECT_EQ(at(r, 12, 12), black);
    EXPECT_EQ(at(r, 11, 12), white);
    EXPECT_EQ(at(r, 35, 35), black);
    EXPECT_EQ(at(r, 36, 35), white);
}

TEST(Painter, AHugePageIsRefused) {
    CairoPainter painter(test::fonts());
    const auto r = rasterise(painter, scene_with({}, 20000, 20000), 8);
    ASSERT_FALSE(r);
    EXPECT_EQ(r.error().what, Message("export.too_large", {std::int64_t{160000}, std::int64_t{160000}}));
}

TEST(Painter, OnePainterDrawsManyScenesAlike) {
    CairoPainter painter(test::fonts());
    const Scene a = test::scene_of(test::sample("low-pixel", 900)),
                b = test::scene_of(test::sample("padding", 1.7));
    const Raster first = rasterise(painter, a).value();
    rasterise(painter, b).value();
    EXPECT_EQ(rasterise(painter, a)->pixels, first.pixels);
    EXPECT_EQ(drawn(a).pixels, first.pixels);
}

}  // namespace pw
