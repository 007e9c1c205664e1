// A picture on the screen, pixel by pixel: what the engine gave, and edges where they belong.
#include <gtest/gtest.h>

#include <cmath>

#include "app/render/framebuffer.h"
#include "app/render/painter.h"
#include "app/tests/render/context.h"
#include "core/figure/figure.h"
#include "core/figure/picture_view.h"
#include "core/tests/figure/shown.h"

namespace pw {
namespace {

constexpr int width = 1232, height = 824;

class PictureTest : public testing::Test {
  protected:
    void SetUp() override {
        if (!context.ready()) GTEST_SKIP() << "no OpenGL 3.3 without a display here";
        auto made = Painter::make(test::fonts());
        ASSERT_TRUE(made);
        painter.emplace(std::move(*made));
        framebuffer.emplace(width, height);
    }
    Image screenshot(const Scene& scene) {
        framebuffer->bind();
        glClearColor(1, 1, 1, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        painter->paint(scene, {}, 1, width, height, nullptr);
        return framebuffer->read();
    }

    Context context;
    std::optional<Painter> painter;
    std::optional<Framebuffer> framebuffer;
};

int red(const Image& image, int x, int y) {
    return image.rgba[4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                           static_cast<std::size_t>(x))];
}

// Cells in many greys, as a picture in colour has them.
Pane board(std::int64_t h, std::int64_t w, double t, std::int64_t kernel = 4) {
    std::vector<float> values;
    for (int channel = 0; channel < 3; ++channel)
        for (std::int64_t y = 0; y < h; ++y)
            for (std::int64_t x = 0; x < w; ++x)
                values.push_back(static_cast<float>((x * 37 + y * 91) % 256));
    Document d;
    d.experiment.input.tensor = Tensor({1, 3, h, w}, std::move(values));
    d.experiment.input.picture = true;
    Stage s;
    s.id = 1;
    s.op = find_op("max_pool");
    s.params.window.kernel = {kernel, kernel};
    d.experiment.stages.push_back(s);
    return test::pane_of(d, t);
}

// Every pixel of the view is the colour of the cell that its middle lies in, but for frames and beams.
void expect_cells(const Image& shot, const Plane& plane, const Tensor& t, const Rect& spared) {
    std::int64_t seen = 0;
    for (int y = static_cast<int>(plane.view.y) + 9; y < static_cast<int>(plane.view.bottom()) - 9; ++y)
        for (int x = static_cast<int>(plane.view.x) + 9; x < static_cast<int>(plane.view.right()) - 9; ++x) {
            const Vec2 middle{x + .5, y + .5};
            if (spared.contains(middle)) continue;
            const Vec2 at = plane.place(middle);
            const auto row = static_cast<std::int64_t>(std::floor(at.y)),
                       column = static_cast<std::int64_t>(std::floor(at.x));
            if (row < 0 || column < 0 || row >= plane.rows || column >= plane.columns) continue;
            // On an edge itself either side is right.
            if (std::abs(at.x - std::round(at.x)) < 1e-3 || std::abs(at.y - std::round(at.y)) < 1e-3)
                continue;
            ASSERT_NEAR(red(shot, x, y), std::round(t.at(0, 0, row, column)), 1)
                << "at " << x << ", " << y << ", cell " << row << ", " << column;
            ++seen;
        }
    EXPECT_GT(seen, 10000);
}

TEST_F(PictureTest, TheOutputOnScreenIsTheEnginesResult) {
    Pane p = board(336, 448, 84 * 112);
    const Scene s = compose(std::span(&p, 1), test::look());
    expect_cells(screenshot(s), *s.plane("output"), p.shown.picture->done.front().out.values,
                 {s.plane("output")->view.right() - 16, s.plane("output")->view.bottom() - 16, 40, 40});
}

TEST_F(PictureTest, PixelsLieWhereTheZoomSays) {
    for (const double pitch : {1., 3.7}) {
        Pane p = board(1200, 1600, 600 * 800, 2);  // no gaps between the output's cells yet
        p.view.zoom = Zoom{pitch, {701.3, 523.9}, {.5, .5}};
        const Scene s = compose(std::span(&p, 1), test::look());
        const Image shot = screenshot(s);
        expect_cells(shot, *s.plane("input"), p.shown.picture->of.input.tensor, {});
        expect_cells(shot, *s.plane("output"), p.shown.picture->done.front().out.values, {});
    }
}

// The frame's accent begins 5 px outside the window (visual.md: outset gap / 2 + 3, stroke 4), or where a
// frame of 18 px does around a smaller one.
TEST_F(PictureTest, TheWindowsEdgeLiesOnItsPixel) {
    for (const double pitch : {1., 3.7, 40.}) {
        const std::int64_t row = 150, column = 200;
        Pane p = board(1200, 1600, static_cast<double>(row * 400 + column + 1));
        p.view.zoom = Zoom{pitch, {802, 602}, {.5, .5}};
        const Scene s = compose(std::span(&p, 1), test::look());
        const Plane& in = *s.plane("input");
        const Rect window = in.cells(600, 800, 4, 4);
        const Image shot = screenshot(s);
        const int y = static_cast<int>(window.middle().y);
        const Colour accent = tokens(Theme::light).accent;
        const auto is_accent = [&](int x) {
            const std::uint8_t* c = &shot.rgba[4 * static_cast<std::size_t>(y * width + x)];
            return std::abs(c[0] - accent.r * 255) < 3 && std::abs(c[1] - accent.g * 255) < 3 &&
                   std::abs(c[2] - accent.b * 255) < 3;
        };
        int first = static_cast<int>(window.x) - 30;
        while (first < window.x + 30 && !is_accent(first)) ++first;
        int last = static_cast<int>(window.right()) + 30;
        while (last > window.right() - 30 && !is_accent(last)) --last;
        const double middle = (first + last + 1) / 2.;
        EXPECT_NEAR(middle, window.middle().x, 1) << pitch;
        const double least = std::max(window.w, 18.);
        EXPECT_GE(last - first + 1, least) << pitch;
        EXPECT_LE(last - first + 1, least + 18) << pitch;
    }
}

}  // namespace
}  // namespace pw
