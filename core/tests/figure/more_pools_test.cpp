// Blur, stochastic and fractional pooling: what their steps say, and that all can be read.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/figure/facts.h"
#include "core/figure/page.h"
#include "core/tests/figure/shown.h"
#include "core/tests/figure/tidy.h"

namespace pw {

using test::look;
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

bool says(const Scene& s, std::string_view what, std::string_view group = {}) {
    return std::ranges::any_of(test::texts_of(s), [&](const test::Written& t) {
        return t.text.find(what) != std::string::npos && (group.empty() || t.group == group);
    });
}

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
    struct Size {
        double width, height;
        bool narrow;
    };
    for (const Size size : {Size{1232, 824, false}, {1180, 620, false}, {724, 560, true}, {700, 380, true}})
        for (const Language language : {Language::en, Language::zh})
            for (const double t : {0., .1, .3, .5, .7, .8, .95, 2.91, 4.})
                for (const std::string& stage : {blur, draw, fractional}) {
                    Look l = look();
                    l.width = size.width;
                    l.height = size.height;
                    l.narrow = size.narrow;
                    l.words = &test::words(language);
                    std::vector<test::Written> texts =
                        test::texts_of(scene_of(walked(stage, t, ColourBy::value), l));
                    std::erase_if(texts, [](const test::Written& w) {
                        return w.group == "flight" || w.group == "tray";
                    });
                    EXPECT_EQ(test::untidy(texts, {0, 0, size.width, size.height}), "")
                        << size.width << " x " << size.height << " " << tag(language) << " t " << t << stage;
                }
}

}  // namespace pw
