#include "core/export/gif.h"

#include <gtest/gtest.h>

#include <set>

#include "core/export/colour_table.h"
#include "core/tests/export/drawn.h"
#include "core/tests/export/gif_reader.h"
#include "core/tests/export/golden.h"

namespace pw {

namespace {

using test::read_gif;

Scene square(double x, Colour fill = Colour::hex(0xD04010)) {
    Cell c;
    c.rect = {x, 8, 16, 16};
    c.fill = fill;
    return test::scene_with({c});
}

int total(const test::Gif& gif) {
    int sum = 0;
    for (const auto& f : gif.frames) sum += f.delay;
    return sum;
}

// Which decoded frame stands at a time.
const test::GifFrame& at_time(const test::Gif& gif, int hundredths) {
    int begins = 0;
    for (const auto& f : gif.frames) {
        if (hundredths < begins + f.delay) return f;
        begins += f.delay;
    }
    return gif.frames.back();
}

}  // namespace

TEST(Gif, AWalkIsOnePaletteOneLoopAndTheRightTime) {
    const Pages pages = test::walk("max-4x4", 80, 20, test::page_look(640, 360));
    const test::Gif gif = read_gif(to_gif(pages, test::fonts(), {.fps = 20}).value());
    EXPECT_EQ(gif.width, 640);
    EXPECT_EQ(gif.height, 360);
    EXPECT_EQ(gif.loops, 0);
    EXPECT_EQ(gif.local_palettes, 0);
    EXPECT_GT(gif.global_colours, 100);
    EXPECT_EQ(total(gif), 400);
    EXPECT_LE(gif.frames.size(), 80u);
    EXPECT_GT(gif.frames.size(), 40u);
}

TEST(Gif, EveryFrameIsItsRasterWithinTheQuantisation) {
    const Pages pages = test::walk("average-4x4", 45, 15, test::page_look(640, 360, Theme::dark));
    const test::Gif gif = read_gif(to_gif(pages, test::fonts(), {.fps = 15}).value());
    for (std::size_t i = 0; i < pages.count; i += 4) {
        const Raster r = test::drawn(pages.at(i));
        const auto& shown =
            at_time(gif, static_cast<int>(std::lround(static_cast<double>(i) * 100 / 15))).shown;
        double sum = 0;
        int worst = 0;
        for (std::size_t p = 0; p < shown.size(); ++p) {
            const int d = test::apart(shown[p], r.pixels[p]);
            sum += d;
            worst = std::max(worst, d);
        }
        EXPECT_LT(sum / static_cast<double>(shown.size()), .5) << i;
        EXPECT_LE(worst, test::is_inter_4_0() ? 48 : 56) << i;  // 4.1: three pixels of 230,400 above 48
        EXPECT_EQ(shown.front(), r.pixels.front()) << "the page's own colour";
    }
}

TEST(Gif, WhatStandsStillStaysExactlyTheSame) {
    const Pages pages = test::walk("low-pixel", 24, 20, test::page_look(640, 400));
    const test::Gif gif = read_gif(to_gif(pages, test::fonts()).value());
    const Raster a = test::drawn(pages.at(3)), b = test::drawn(pages.at(4));
    const auto &x = at_time(gif, 16).shown, &y = at_time(gif, 21).shown;
    std::size_t still = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (a.pixels[i] == b.pixels[i]) {
            ++still;
            ASSERT_EQ(x[i], y[i]) << i;
        }
    EXPECT_GT(still, x.size() / 2);
}

TEST(Gif, FewColoursAreKeptExactly) {
    const Pages pages{6, [](std::size_t i) { return square(4. * static_cast<double>(i)); }};
    const test::Gif gif = read_gif(to_gif(pages, test::fonts()).value());
    ASSERT_EQ(gif.frames.size(), 6u);
    for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(gif.frames[i].shown, test::drawn(pages.at(i)).pixels) << i;
    EXPECT_LE(gif.global_colours, 4);
}

TEST(Gif, OnlyTheChangingPartIsWritten) {
    const Pages pages{3, [](std::size_t i) { return square(4. * static_cast<double>(i)); }};
    const test::Gif gif = read_gif(to_gif(pages, test::fonts()).value());
    ASSERT_EQ(gif.frames.size(), 3u);
    EXPECT_EQ(gif.frames[1].width, 20);
    EXPECT_EQ(gif.frames[1].height, 16);
    EXPECT_EQ(gif.frames[2].x, 4);
}

TEST(Gif, EqualFramesBecomeOne) {
    const Pages pages{40, [](std::size_t i) { return square(i < 10 ? 4 : 30); }};
    const test::Gif gif = read_gif(to_gif(pages, test::fonts(), {.fps = 20}).value());
    ASSERT_EQ(gif.frames.size(), 2u);
    EXPECT_EQ(gif.frames[0].delay, 50);
    EXPECT_EQ(gif.frames[1].delay, 150);
}

TEST(Gif, DelaysAddUpWhateverTheRate) {
    for (const double fps : {7., 12., 24., 30., 60., 100.}) {
        const Pages pages{61, [](std::size_t i) { return square(static_cast<double>(i % 40)); }};
        const test::Gif gif = read_gif(to_gif(pages, test::fonts(), {.fps = fps}).value());
        EXPECT_EQ(total(gif), std::lround(61 * 100 / fps)) << fps;
        for (std::size_t i = 0; i + 1 < gif.frames.size(); ++i) EXPECT_GE(gif.frames[i].delay, 2) << fps;
    }
}

TEST(Gif, AVeryLongPauseKeepsItsTime) {
    const Pages pages{90, [](std::size_t i) { return square(i < 80 ? 4 : 30); }};
    const test::Gif gif = read_gif(to_gif(pages, test::fonts(), {.fps = .1}).value());
    EXPECT_EQ(total(gif), 90000);
}

TEST(Gif, PlaysOnceWhenAskedTo) {
    const Pages pages{3, [](std::size_t i) { return square(4. * static_cast<double>(i)); }};
    EXPECT_EQ(read_gif(to_gif(pages, test::fonts(), {.loop = false}).value()).loops, -1);
}

TEST(Gif, TheSamePagesGiveTheSameBytes) {
    const Pages pages = test::walk("padding", 12, 4, test::page_look(640, 400, Theme::print));
    EXPECT_EQ(to_gif(pages, test::fonts()).value(), to_gif(pages, test::fonts()).value());
}

TEST(Gif, CancellingStops) {
    const Pages pages{9, [](std::size_t) { return square(4); }};
    std::size_t last = 0;
    const auto gif =
        to_gif(pages, test::fonts(), {}, [&](std::size_t done, std::size_t) { return (last = done) < 3; });
    ASSERT_FALSE(gif);
    EXPECT_EQ(gif.error().what.key, "export.cancelled");
    EXPECT_EQ(last, 3u);
}

TEST(ColourTable, KeepsFrequentColoursAndCoversTheOthers) {
    std::vector<std::uint32_t> pixels(100000, 0xFFF5F4EF);
    for (std::uint32_t i = 0; i < 4096; ++i)
        pixels.push_back(0xFF000000 | (i & 15) << 20 | (i >> 4 & 15) << 12 | (i >> 8) << 4);
    Histogram h;
    h.add(pixels);
    ASSERT_EQ(h.sorted().size(), 4097u);
    EXPECT_EQ(h.sorted().front().colour, 0xF5F4EFu);
    EXPECT_EQ(h.sorted().front().count, 100000u);
    ColourTable p(h.sorted());
    EXPECT_EQ(p.colours().size(), ColourTable::most);
    EXPECT_EQ(p.colours()[p.index(0xF5F4EF)], 0xF5F4EFu);
    for (const std::uint32_t c : pixels)
        ASSERT_LE(test::apart(c & 0xFFFFFF, p.colours()[p.index(c)]), 40) << std::hex << c;
}

}  // namespace pw
