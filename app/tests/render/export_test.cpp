// The canvas as the graphics card paints it against the picture that is exported of the same moment: one
// Scene, two painters.
#include <gtest/gtest.h>

#include <cmath>

#include "app/render/framebuffer.h"
#include "app/render/painter.h"
#include "app/tests/render/context.h"
#include "core/export/raster.h"
#include "core/tests/figure/shown.h"

namespace pw {
namespace {

struct Apart {
    double mean = 0;  // of 255, over all channels
    double far = 0;   // share of pixels that differ by more than a quarter
};

Apart apart(const Image& screen, const Raster& file) {
    Apart a;
    for (std::size_t i = 0; i < file.pixels.size(); ++i) {
        int most = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            const int s = screen.rgba[4 * i + k], f = static_cast<int>(file.pixels[i] >> (16 - 8 * k) & 255u);
            a.mean += std::abs(s - f);
            most = std::max(most, std::abs(s - f));
        }
        a.far += most > 64;
    }
    const double n = static_cast<double>(file.pixels.size());
    a.mean /= 3 * n;
    a.far /= n;
    return a;
}

TEST(Export, TheFileIsThePictureOnTheScreen) {
    Context context;
    if (!context.ready()) GTEST_SKIP() << "no OpenGL 3.3 without a display here";
    auto painter = Painter::make(test::fonts());
    ASSERT_TRUE(painter) << painter.error().what.key;
    CairoPainter cairo(test::fonts());
    struct Case {
        const char* sample;
        double t;
        Theme theme;
    };
    for (const Case& c : {Case{"max-4x4", 2.77, Theme::light}, Case{"average-4x4", 3.365, Theme::dark},
                          Case{"sobel-edges", 6.532, Theme::light}, Case{"low-pixel", 1250, Theme::light},
                          Case{"padding", 1.7, Theme::print}}) {
        Look look = test::look(c.theme);
        look.width = 960;
        look.height = 640;
        look.card = false;
        const Scene scene = test::scene_of(test::sample(c.sample, c.t), look);
        Framebuffer framebuffer(960, 640);
        framebuffer.bind();
        glDisable(GL_SCISSOR_TEST);
        glClearColor(scene.page.r, scene.page.g, scene.page.b, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        painter->paint(scene, {0, 0}, 1, 960, 640, nullptr);
        const Image screen = framebuffer.read();
        const auto file = rasterise(cairo, scene);
        ASSERT_TRUE(file);
        const Apart a = apart(screen, *file);
        EXPECT_LT(a.mean, .3) << c.sample;
        EXPECT_LT(a.far, .0005) << c.sample;
    }
}

}  // namespace
}  // namespace pw
