// The picture as facts: where things lie, what is shown at which time, and that nothing leaves the sheet.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "core/figure/facts.h"
#include "core/figure/layout.h"
#include "core/ops/kernels.h"
#include "core/tests/figure/shown.h"

namespace pw {

using test::look;
using test::sample;
using test::scene_of;

namespace {

FigureLayout layout(const Pane& p, const Look& l) {
    const Facts f = facts_of(p, l);
    return layout_of(f, l, strip_height(l, 0), strip_height(l, 0));
}

const Spot* spot(const Scene& s, std::string_view id) {
    for (const Spot& p : s.spots)
        if (p.id == id) return &p;
    return nullptr;
}

// They point into the scene, which must outlive them.
std::vector<const Text*> texts(const Scene& s) {
    std::vector<const Text*> all;
    for (const Group& g : s.groups)
        for (const Item& i : g.items)
            if (const auto* t = std::get_if<Text>(&i)) all.push_back(t);
    return all;
}

bool says(const Scene& s, std::string_view what) {
    for (const Text* t : texts(s))
        if (t->text.find(what) != std::string::npos) return true;
    return false;
}

Document document(std::int64_t h, std::int64_t w, std::int64_t kernel) {
    Document d;
    std::vector<float> values(static_cast<std::size_t>(h * w));
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>((i * 7) % 10) - 2;
    d.experiment.input.tensor = Tensor({1, 1, h, w}, std::move(values));
    Stage s;
    s.op = find_op("max_pool");
    s.params.window.kernel = {std::min(h, kernel), std::min(w, kernel)};
    d.experiment.stages.push_back(s);
    return d;
}

}  // namespace

TEST(Layout, IsThatOfThePicture) {
    const FigureLayout l = layout(sample("max-4x4", 2.77), look());
    EXPECT_EQ(l.kind, FigureLayout::Kind::row);
    EXPECT_EQ(l.input.pitch, 112);
    EXPECT_EQ((Vec2{l.input.x, l.input.y}), (Vec2{60, 144}));
    EXPECT_EQ((Vec2{l.bench.x, l.bench.y}), (Vec2{628, 256}));
    EXPECT_EQ((Vec2{l.output.x, l.output.y}), (Vec2{972, 256}));
}

TEST(Layout, ConvolutionBeforePoolingIsContext) {
    const FigureLayout l = layout(sample("conv-then-pool", 1), look());
    EXPECT_EQ(l.kind, FigureLayout::Kind::context);
    EXPECT_EQ((Vec2{l.context.x, l.context.y}), (Vec2{48, 148}));
    EXPECT_EQ((Vec2{l.input.x, l.input.y}), (Vec2{401, 188}));
    EXPECT_EQ(l.input.pitch, 72);
}

TEST(Layout, WideTallAndLargeInputsFindTheirPlace) {
    using Kind = FigureLayout::Kind;
    EXPECT_EQ(layout(test::pane_of(document(3, 40, 2), 0), look()).kind, Kind::column);
    EXPECT_EQ(layout(test::pane_of(document(64, 64, 2), 0), look()).kind, Kind::picture);
    EXPECT_EQ(layout(test::pane_of(document(40, 3, 2), 0), look()).shape, FigureLayout::Shape::tall);
    EXPECT_EQ(layout(test::pane_of(document(1, 1, 1), 0), look()).kind, Kind::row);
}

TEST(Layout, NumbersSurviveTheSmallestSheet) {
    Look l = look();
    l.width = 616, l.height = 264, l.narrow = true;
    const FigureLayout small = layout(sample("max-4x4", 2.77), l);
    EXPECT_EQ(small.kind, FigureLayout::Kind::row);
    EXPECT_GE(small.input.pitch, 24);
}

TEST(Compose, NothingLeavesTheSheet) {
    for (auto [h, w] : {std::pair{1, 1}, {4, 4}, {3, 40}, {40, 3}, {7, 9}, {64, 64}, {5, 16}})
        for (auto [width, height, narrow] : {std::tuple{616., 301., true},
                                             {776., 364., true},
                                             {724., 563., true},
                                             {912., 656., false},
                                             {1232., 824., false},
                                             {1504., 904., false}})
            for (double t : {0., .1, .35, .6, .9, 1.}) {
                Look l = look();
                l.width = width, l.height = height, l.narrow = narrow;
                const Scene s = scene_of(test::pane_of(document(h, w, 2), t), l);
                for (const Text* text : texts(s)) {
                    const double left = text->align == Align::left    ? text->at.x
                                        : text->align == Align::right ? text->at.x - text->width
                                                                      : text->at.x - text->width / 2;
                    EXPECT_GE(left, 0) << text->text << " " << h << "x" << w << " on " << width;
                    EXPECT_LE(left + text->width, width)
                        << text->text << " " << h << "x" << w << " on " << width;
                    EXPECT_GE(text->at.y - text->size * .73, 0)
                        << text->text << " " << h << "x" << w << " on " << width;
                    EXPECT_LE(text->at.y, height) << text->text;
                }
            }
}

TEST(Compose, TitlesStayOnTheSheetBesideASmallOutput) {
    Look l = look();
    l.width = 912, l.height = 656;
    Document d = load_sample("padding").value();
    d.experiment.stages.back().params.window.kernel = {3, 3};
    d.experiment.stages.back().params.window.dilation = {2, 2};
    d.experiment.stages.back().params.window.ceil_mode = true;
    const Scene s = scene_of(test::pane_of(d, .6), l);
    for (const Text* text : texts(s)) {
        const double start = text->align == Align::middle ? text->at.x - text->width / 2 : text->at.x;
        EXPECT_LE(start + (text->align == Align::right ? 0 : text->width), l.width) << text->text;
    }
}

TEST(Compose, IdsAreUniqueAndAnswerThePointer) {
    const Scene s = scene_of(sample("overlapping", 4.6));
    std::set<std::string> ids;
    for (const Spot& p : s.spots) EXPECT_TRUE(ids.insert(p.id).second) << p.id;
    const Spot* cell = spot(s, "input/cell/2,3");
    ASSERT_TRUE(cell);
    EXPECT_EQ(cell->text, "7");
    EXPECT_EQ(s.hit(cell->rect.middle())->id, "input/cell/2,3");
    EXPECT_EQ(s.hit({1, 1}), nullptr);
}

TEST(Compose, OutputsAppearWithTheirStep) {
    for (auto [t, shown] : {std::pair{0., 0}, {.99, 0}, {1., 1}, {2.5, 2}, {4., 4}}) {
        const Scene s = scene_of(sample("max-4x4", t));
        int n = 0;
        for (const Spot& p : s.spots) n += p.id.starts_with("output/cell/") && !p.text.empty();
        EXPECT_EQ(n, shown) << t;
    }
}

TEST(Compose, TheStripNamesTheStep) {
    EXPECT_TRUE(says(scene_of(sample("max-4x4", 0)), "Step 0 of 4"));
    EXPECT_TRUE(says(scene_of(sample("max-4x4", 2.77)), "the largest of 1, 4, 5, 6 is 6"));
    EXPECT_TRUE(says(scene_of(sample("max-4x4", 3)), "Step 3 of 4"));
    EXPECT_TRUE(says(scene_of(sample("conv-then-pool", 1.878)), "it sees a 4 × 4 patch of the input"));
    EXPECT_TRUE(says(scene_of(sample("conv-then-pool", 1.878)), "9 cells are never read"));
    Look zh = look();
    zh.words = &test::words(Language::zh);
    EXPECT_TRUE(says(scene_of(sample("max-4x4", 3), zh), "第 3 步"));
}

TEST(Layout, AKernelStandsOverItsBench) {
    const FigureLayout l = layout(sample("sobel-edges", 6.532), look());
    EXPECT_EQ(l.kind, FigureLayout::Kind::kernel);
    EXPECT_EQ(l.input.pitch, 68);
    EXPECT_EQ((Vec2{l.input.x, l.input.y}), (Vec2{82, 168}));
    EXPECT_EQ((Vec2{l.kernel.x, l.kernel.y}), (Vec2{594, 84}));
    EXPECT_EQ((Vec2{l.bench.x, l.bench.y}), (Vec2{594, 383}));
    EXPECT_EQ((Vec2{l.output.x, l.output.y}), (Vec2{902, 236}));
}

// Sizes and strides of a convolution: never over the strip, kernel and bench never on each other.
TEST(Layout, KernelAndBenchHaveTheirRoom) {
    int standing = 0;
    for (std::int64_t k = 1; k <= 7; ++k)
        for (auto [width, height, narrow] : {std::tuple{616., 301., true},
                                             {776., 419., true},
                                             {724., 563., true},
                                             {912., 656., false},
                                             {1232., 824., false}}) {
            Document d = document(9, 9, 2);
            d.experiment.stages[0].op = find_op("conv");
            d.experiment.stages[0].params.weight = *preset_weight("box_blur", {k, k}, 1, 1);
            d.watch.colour = ColourBy::value;
            Look sheet = look();
            sheet.width = width, sheet.height = height, sheet.narrow = narrow;
            const Pane p = test::pane_of(d, 1.5);
            const FigureLayout l = layout(p, sheet);
            if (l.kind != FigureLayout::Kind::kernel) continue;
            ++standing;
            EXPECT_EQ(l.kernel.x, l.bench.x);
            EXPECT_LE(l.kernel.bounds().bottom() + 60, l.tray.y);
            EXPECT_LE(l.tray.bottom(), l.room_height);
            const Scene s = scene_of(p, sheet);
            for (const Text* t : texts(s)) {
                const double right = t->align == Align::left    ? t->at.x + t->width
                                     : t->align == Align::right ? t->at.x
                                                                : t->at.x + t->width / 2;
                EXPECT_LE(right, width) << t->text << " " << k << " on " << width;
                EXPECT_GE(t->at.y - t->size * .73, 0) << t->text;
                EXPECT_LE(t->at.y, height) << t->text;
            }
            EXPECT_LE(l.output.bounds().bottom() + 72, l.room_height) << k << " on " << width;
        }
    EXPECT_GE(standing, 18);
}

TEST(Convolution, AValueTurnsIntoItsProduct) {
    const Pane p = sample("sobel-edges", 6.532);
    const Scene s = scene_of(p);
    EXPECT_TRUE(says(s, "rows 1–3, columns 2–4; each value times its weight: 9 · −1 = −9"));
    EXPECT_TRUE(says(s, "Sobel x"));
    const BenchMotion m = facts_of(p, look()).motion;
    EXPECT_EQ(m.current, 6);
    for (std::size_t q = 0; q < 9; ++q) EXPECT_EQ(m.tiles[q].product, q <= 6) << q;
    // All are products when the sum begins, and none is the current one.
    const BenchMotion sum = facts_of(sample("sobel-edges", 6.45 + .35 * .31), look()).motion;
    EXPECT_EQ(sum.current, -1);
    EXPECT_TRUE(sum.tiles[8].product);
}

TEST(Convolution, KernelCellsAnswerThePointer) {
    const Scene own = scene_of(sample("sobel-edges", 6.532));
    ASSERT_TRUE(spot(own, "kernel/cell/1,0"));
    EXPECT_EQ(spot(own, "kernel/cell/1,0")->text, "−2");
    EXPECT_EQ(own.hit(spot(own, "kernel/cell/1,0")->rect.middle())->id, "kernel/cell/1,0");
    const Scene context = scene_of(sample("conv-then-pool", 1.878));
    EXPECT_EQ(spot(context, "kernel/cell/0,2")->text, "1");
    EXPECT_EQ(spot(context, "context/cell/1,1")->text, "1");
    EXPECT_FALSE(spot(context, "context/cell/5,0"));
}

TEST(Convolution, ProductsShareTheSymmetricDomain) {
    Pane p = sample("sobel-edges", 1);
    EXPECT_EQ(facts_of(p, look()).domain, (Domain{-33, 33, true}));
    EXPECT_TRUE(both_signs(p));
    EXPECT_FALSE(both_signs(sample("max-4x4", 1)));
    // Products beyond the outputs: nothing is clipped.
    Document d = load_sample("sobel-edges").value();
    d.experiment.stages[0].params.weight = *preset_weight("laplacian", {3, 3}, 1, 1);
    EXPECT_LE(facts_of(test::pane_of(d, 1), look()).domain.low, -36);
}

TEST(Convolution, TheTitleSaysWhenTheWeightsAreNoPreset) {
    Document d = load_sample("sobel-edges").value();
    d.experiment.stages[0].params.weight = Tensor({1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
    EXPECT_TRUE(says(scene_of(test::pane_of(d, 1)), "edited"));
}

TEST(Convolution, BiasHasAPillOnlyWhenThereIsOne) {
    Document d = load_sample("sobel-edges").value();
    EXPECT_FALSE(says(scene_of(test::pane_of(d, .79)), "+ 3"));
    d.experiment.stages[0].params.bias = Tensor({1, 1, 1, 1}, {3});
    EXPECT_TRUE(says(scene_of(test::pane_of(d, .79)), "+ 3"));
    EXPECT_TRUE(says(scene_of(test::pane_of(d, 1)), "9 products and the bias add up to 35"));
}

TEST(Convolution, ALongSumKeepsTheCurrentProductInSight) {
    Document d = document(6, 6, 2);
    d.experiment.stages[0].op = find_op("conv");
    d.experiment.stages[0].params.weight = *preset_weight("box_blur", {4, 4}, 1, 1);
    const auto chips = [&](double t) {
        const Scene s = scene_of(test::pane_of(d, t));
        std::size_t n = 0;
        for (const Group& g : s.groups)
            if (g.name == "formula")
                for (const Item& i : g.items)
                    if (const auto* text = std::get_if<Text>(&i)) n += text->text == " + ";
        return n;
    };
    // first, second, …, last: two signs beside the one before the dots; the current one brings one more.
    EXPECT_EQ(chips(.2), 2u);
    EXPECT_EQ(chips(.45 + .35 * .15), 3u);
}

TEST(Compose, HoverNeverMovesTheGrid) {
    Pane p = sample("overlapping", 6);
    const Rect before = spot(scene_of(p), "input/cell/0,0")->rect;
    for (Focus::Grid grid : {Focus::Grid::input, Focus::Grid::output}) {
        p.view.hover = Focus{grid, {1, 1}};
        EXPECT_EQ(spot(scene_of(p), "input/cell/0,0")->rect, before);
    }
}

TEST(Compose, HoveringAnInputCellCountsItsWindows) {
    Pane p = sample("overlapping", 9);
    p.view.hover = Focus{Focus::Grid::input, {2, 3}};
    const Scene s = scene_of(p);
    EXPECT_TRUE(says(s, "Input [2, 3] = 7"));
    EXPECT_TRUE(says(s, " of 9 windows read it"));
    EXPECT_TRUE(says(s, "7 is the largest here"));
}

TEST(Compose, ALongFormulaOpensUnderThePointer) {
    Pane p = test::pane_of(document(4, 4, 4), 1);
    const Scene closed = scene_of(p);
    ASSERT_TRUE(spot(closed, "formula/all"));
    p.view.hot = "formula/all";
    const auto numbers = [](const Scene& s, std::string_view group) {
        std::size_t n = 0;
        for (const Group& g : s.groups)
            if (g.name == group)
                for (const Item& i : g.items) n += std::holds_alternative<Text>(i);
        return n;
    };
    EXPECT_EQ(numbers(closed, "hover"), 0u);
    EXPECT_EQ(numbers(scene_of(p), "hover"), 16u);
}

TEST(Compose, OutputsNotComputedStayUnrevealedUnderTheHover) {
    Pane p = sample("max-4x4", 1);
    p.view.hover = Focus{Focus::Grid::output, {1, 1}};
    const Scene s = scene_of(p);
    EXPECT_EQ(spot(s, "output/cell/1,1")->text, "");
    EXPECT_FALSE(says(s, "is 3"));
}

TEST(Compose, AProblemKeepsTheLastPictureAndOffersFixes) {
    Pane p = sample("max-4x4", 4);
    p.shown.asked.stages.back().params.window.padding = {2, 2};
    p.shown.problem = evaluate(p.shown.asked)->stopped;
    ASSERT_TRUE(p.shown.problem);
    const Scene s = scene_of(p);
    EXPECT_TRUE(says(s, "Last valid picture: padding 0"));
    EXPECT_TRUE(says(s, "pad should be at most half of effective kernel size"));
    ASSERT_TRUE(spot(s, "card/fix/0"));
    EXPECT_EQ(spot(s, "card/fix/0")->text, "Padding 1 → 3 × 3");
    EXPECT_TRUE(spot(s, "card/undo"));
    EXPECT_TRUE(spot(s, "input/cell/0,0"));
}

TEST(Compose, SurvivesStrangeValues) {
    Document d = document(4, 4, 2);
    const float inf = std::numeric_limits<float>::infinity(), nan = std::nanf("");
    d.experiment.input.tensor =
        Tensor({1, 1, 4, 4}, {nan, inf, -inf, 1e30f, -1e-30f, 0, 5, nan, 1, 2, 3, 4, inf, inf, -inf, -inf});
    for (Theme theme : {Theme::light, Theme::dark, Theme::print})
        for (ColourBy by : {ColourBy::region, ColourBy::value})
            for (double t = 0; t <= 4; t += .05) {
                Pane p = test::pane_of(d, t);
                p.watch.colour = by;
                const Scene s = scene_of(p, look(theme));
                for (const Text* text : texts(s)) EXPECT_TRUE(std::isfinite(text->at.x));
            }
}

TEST(Compose, AnExperimentWithoutStagesShowsItsInput) {
    Document d = document(4, 4, 2);
    d.experiment.stages.clear();
    EXPECT_TRUE(spot(scene_of(test::pane_of(d, 0)), "input/cell/3,3"));
}

}  // namespace pw
