// Blur, stochastic and fractional pooling: what their steps say, and that all can be read.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/figure/facts.h"
#include "core/figure/page.h"
#include "core/tests/figure/every_size.h"

namespace pw {

using test::look;
using test::says;
using test::scene_of;

namespace {

Pane walked(const std::string& stage, double t, ColourBy colour = ColourBy::region) {
    const std::string json = R"({"poolwalk": 1, "input": [[1, 3, 0, 2, 3], [0, 6, 2, 2, 1], [0, -1, 1, 4, 2],
        [0, 0, 3, 2, 5], [0, 0, 1, 3, 2]], "stages": [)" +
                             stage + "]}";
    Document d = read_document(json, "test", {}).value();
    d.watch.colour = colour;
    return test::pane_of(d, t);
}

const std::string blur = R"({"op": "blur_pool", "kernel_size": 3, "stride": 2, "padding": 1})";
const std::string draw = R"({"op": "stochastic_pool", "kernel_size": 2, "seed": 1})";
const std::string fractional =
    R"({"op": "fractional_max_pool", "kernel_size": 2, "output_size": 3, "samples": [0.3, 0.7]})";

Look wide() {
    Look l = look();
    l.width = 1600;
    return l;
}

}  // namespace

TEST(BlurFigure, WeighsAddsAndDivides) {
    EXPECT_TRUE(says(scene_of(walked(blur, .52), wide()), "each value times its weight", "formula"));
    const Scene known = scene_of(walked(blur, .9), wide());
    EXPECT_TRUE(says(known, "the sum of 9 products, divided by 16, is 1", "formula"));
    EXPECT_TRUE(says(known, " ) / 16 = ", "formula"));
    EXPECT_TRUE(says(scene_of(walked(blur, .8)), "÷ 16", "tray"));
    EXPECT_TRUE(says(known, "kernel"));  // the size's formula
    EXPECT_FALSE(known.find(spot_id({Focus::Grid::kernel, {0, 0}})));
}

TEST(DrawFigure, SaysHowLikelyAValueIs) {
    EXPECT_TRUE(says(scene_of(walked(draw, .4), wide()), "one of 1, 3, 0, 6 is drawn"));
    const Pane pane = walked(draw, .9);
    const Facts f = facts_of(pane, look());
    const std::string value = std::to_string(static_cast<int>(f.step.result));
    const Scene known = scene_of(pane, wide());
    EXPECT_TRUE(says(known, value + " is drawn, with probability " + value + " / 10", "formula"));
    EXPECT_TRUE(says(known, "draw( ", "formula"));
    EXPECT_TRUE(says(known, "p = 0." + value, "formula"));
    EXPECT_TRUE(says(scene_of(walked(draw, .7)), "p = 0.6", "tray"));
    EXPECT_TRUE(says(scene_of(walked(draw, 2.9), wide()), "nothing is above 0 here"));
}

TEST(DrawFigure, ACellDecidesWhereItIsDrawn) {
    Pane pane = walked(draw, 4);
    const Facts f = facts_of(walked(draw, .9), look());
    pane.view.hover = Focus{Focus::Grid::input, f.step.taps[static_cast<std::size_t>(f.step.winner)].at};
    EXPECT_TRUE(says(scene_of(pane), "is drawn here: it decides"));
}

TEST(FractionalFigure, SaysWhereItsWindowBegins) {
    const Scene s = scene_of(walked(fractional, 1.9), wide());
    EXPECT_TRUE(says(s, "Columns of output 1: from 1 up to, not including, 3"));
    EXPECT_TRUE(says(s, "int(("));
}

TEST(MorePoolsFigure, TheirPhasesHaveTheirOwnSentences) {
    PageLook page;
    page.words = &test::words();
    page.fonts = &test::fonts();
    EXPECT_TRUE(says(storyboard(walked(blur, 1), page), "all are added and divided"));
    EXPECT_TRUE(says(storyboard(walked(draw, 1), page), "One value is drawn"));
}

TEST(MorePoolsFigure, CanBeReadInEverySize) {
    for (const std::string& stage : {blur, draw, fractional})
        test::expect_tidy_in_every_size([&](double t) { return walked(stage, t, ColourBy::value); }, stage);
}

// Its title is the longest there is, beside a kernel.
TEST(ConvolutionFigure, CanBeReadWithPaddingBySide) {
    Document d = load_sample("conv-then-pool").value();
    d.experiment.stages.resize(1);
    settle(d.experiment, Dialect::onnx);
    WindowSpec& window = d.experiment.stages.front().params.window;
    window.padding = {0, 0}, window.padding_end = Pair{1, 1};
    d.watch.stage = d.experiment.stages.front().id;
    test::expect_tidy_in_every_size([&](double t) { return test::pane_of(d, t); }, "conv");
}

}  // namespace pw
