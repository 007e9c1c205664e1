// An SVG drawn by other programs is our own picture of the same page.
#include <gtest/gtest.h>

#include "core/export/png.h"
#include "core/export/svg.h"
#include "core/figure/page.h"
#include "core/tests/export/drawn.h"
#include "core/tests/export/programs.h"

namespace pw {

namespace {

constexpr const char* samples[] = {"max-4x4", "padding", "conv-then-pool", "low-pixel"};

Scene page(const char* name, Theme theme) {
    PageLook look;
    look.width = 960;
    look.height = 600;
    look.theme = theme;
    look.words = &test::words();
    look.fonts = &test::fonts();
    return moment_page(test::sample(name, 1.7), look);
}

Tensor ours(const Scene& scene) {
    const auto picture = read_png("a.png", to_png(test::drawn(scene), {}).value());
    return picture ? picture->tensor : Tensor();
}

// The difference stays a small share of what is drawn at all: each program rasters texts a little otherwise.
void expect_alike(const Tensor& theirs, const Scene& scene, double share, const std::string& what) {
    Scene empty = scene;
    empty.groups.clear();
    const Tensor picture = ours(scene);
    const double drawn = test::mean_difference(picture, ours(empty));
    EXPECT_GT(drawn, 3) << what;
    EXPECT_LT(test::mean_difference(theirs, picture), share * drawn) << what;
}

}  // namespace

TEST(SvgPixels, LibrsvgDrawsOurPng) {
    if (!test::installed("rsvg-convert")) GTEST_SKIP() << "rsvg-convert isn't installed";
    for (const char* name : samples)
        for (const Theme theme : {Theme::light, Theme::dark, Theme::print}) {
            const Scene scene = test::without_features(page(name, theme));
            expect_alike(test::by_rsvg(to_svg(scene)), scene, .08,
                         std::string(name) + " theme " + std::to_string(static_cast<int>(theme)));
        }
}

TEST(SvgPixels, ChromiumDrawsOurPng) {
    if (!test::installed("chromium")) GTEST_SKIP() << "chromium isn't installed";
    for (const char* name : {"max-4x4", "low-pixel"}) {
        const Scene scene = page(name, Theme::dark);
        const Tensor theirs = test::by_chromium(to_svg(scene), 960, 600);
        if (theirs.shape().count() == 0) GTEST_SKIP() << "chromium doesn't run here";
        expect_alike(theirs, scene, .03, name);
    }
}

}  // namespace pw
