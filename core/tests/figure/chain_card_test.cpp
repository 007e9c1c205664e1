// The card of a chain that leaves too little: the picture's numbers, and that nothing leaves the card.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "core/tests/figure/shown.h"

namespace pw {
namespace {

Pane broken(Document d) {
    Pane p = test::pane_of(std::move(d), 1);
    p.shown.problem = p.shown.picture->stopped;
    Experiment valid = p.shown.asked;
    valid.stages.erase(valid.stages.begin() + valid.index_of(p.shown.problem->stage), valid.stages.end());
    p.shown.picture = evaluate(valid);
    p.watch.stage = valid.stages.back().id;
    return p;
}

Pane too_deep() { return broken(load_sample("too-deep").value()); }

// Pooling by 2, this often, of an input of this side.
Pane halved(int times, std::int64_t side) {
    Document d;
    d.experiment.input.tensor =
        Tensor({1, 1, side, side}, std::vector<float>(static_cast<std::size_t>(side * side)));
    for (int i = 0; i < times; ++i) {
        Stage s;
        s.id = i + 1;
        s.op = find_op(i % 2 ? "avg_pool" : "max_pool");
        d.experiment.stages.push_back(s);
    }
    return broken(std::move(d));
}

const Spot* spot(const Scene& s, std::string_view id) {
    const auto found = std::ranges::find(s.spots, id, &Spot::id);
    return found == s.spots.end() ? nullptr : &*found;
}

std::vector<Text> texts(const Scene& s) {
    std::vector<Text> all;
    for (const Group& g : s.groups)
        if (g.name == "card")
            for (const Item& i : g.items)
                if (const auto* t = std::get_if<Text>(&i)) all.push_back(*t);
    return all;
}

// The left edge of the text; NaN when it isn't there.
double x_of(const Scene& s, std::string_view what, int nth = 0) {
    for (const Text& t : texts(s))
        if (t.text == what && nth-- == 0) return t.at.x;
    return std::numeric_limits<double>::quiet_NaN();
}

TEST(ChainCard, LiesAsInThePicture) {
    const Scene s = test::scene_of(too_deep());
    const Spot* card = spot(s, "card");
    ASSERT_TRUE(card);
    EXPECT_EQ(card->rect.y, 416);
    EXPECT_EQ(card->rect.h, 384);
    EXPECT_EQ(card->text, "max_pool needs 2 × 2, but only 1 × 1 is left");
    // Sheet's px: the picture's less (16, 64).
    const struct {
        const char* text;
        double x;
    } columns[] = {{"Input", 186}, {"conv", 362}, {"1 − 2 < 0", 1002}, {"takes the most: 6 becomes 2", 320}};
    for (const auto& c : columns) EXPECT_NEAR(x_of(s, c.text), c.x, .6) << c.text;
    EXPECT_NEAR(x_of(s, "max_pool"), 724, .6);
    EXPECT_NEAR(x_of(s, "max_pool", 1), 1002, .6);
    const struct {
        const char* id;
        const char* text;
        double x;
    } fixes[] = {{"card/fix/0", "Input 8 × 8 → 1 × 1", 88},
                 {"card/fix/1", "Kernel 3 → 1 × 1", 320},
                 {"card/fix/2", "Padding 1 → 1 × 1", 488},
                 {"card/fix/3", "Padding 1 → 1 × 1", 696},
                 {"card/fix/4", "Remove → 1 × 1", 960}};
    for (const auto& f : fixes) {
        const Spot* fix = spot(s, f.id);
        ASSERT_TRUE(fix) << f.id;
        EXPECT_EQ(fix->text, f.text);
        EXPECT_NEAR(fix->rect.x, f.x, 1) << f.id;
        EXPECT_EQ(fix->rect.y, 720) << f.id;
        EXPECT_EQ(fix->rect.h, 44) << f.id;
    }
    EXPECT_EQ(spot(s, "card/tag")->text, "Last valid picture: two stages");
}

TEST(ChainCard, NamesWhatBrokeItWhenThePictureIsAnOlderOne) {
    Document d = load_sample("three-stages").value();
    Pane p = test::pane_of(d, 1);
    const std::size_t pool = d.experiment.stages.size() - 1;
    for (Stage& stage : p.shown.asked.stages)
        if (stage.op->name == "conv") {
            stage.params.weight = Tensor({1, 1, 6, 6}, std::vector<float>(36, 1.f));
            stage.params.window.kernel = {6, 6};
        }
    p.shown.problem = evaluate(p.shown.asked)->stopped;
    ASSERT_TRUE(p.shown.problem && p.shown.problem->chain) << pool;
    EXPECT_EQ(spot(test::scene_of(p), "card/tag")->text, "Last valid picture: conv kernel 3");
}

// Of a fold, a large input, a low or narrow window and the other language: all texts and buttons stay inside.
TEST(ChainCard, KeepsInside) {
    const Pane panes[] = {too_deep(), halved(5, 20), halved(8, 224), halved(12, 600), halved(30, 16)};
    const std::pair<double, double> sizes[] = {{1232, 824}, {940, 600}, {724, 564},
                                               {616, 264},  {616, 500}, {3400, 1800}};
    for (std::size_t i = 0; i < std::size(panes); ++i)
        for (const auto& [w, h] : sizes)
            for (const Language language : {Language::en, Language::zh}) {
                Look look = test::look();
                look.width = w;
                look.height = h;
                look.narrow = w < 950;
                look.words = &test::words(language);
                const Scene s = test::scene_of(panes[i], look);
                const Rect card = spot(s, "card")->rect;
                const auto where = [&] {
                    return std::to_string(i) + " " + std::to_string(w) + " " + std::to_string(h);
                };
                EXPECT_GE(card.y, 0) << where();
                EXPECT_LE(card.bottom(), h) << where();
                int fixes = 0;
                for (const Spot& button : s.spots) {
                    if (!button.id.starts_with("card/fix/") && button.id != "card/undo") continue;
                    fixes += button.id != "card/undo";
                    EXPECT_GE(button.rect.x, card.x) << where() << button.id;
                    EXPECT_LE(button.rect.right(), card.right()) << where() << button.id;
                    EXPECT_LE(button.rect.bottom(), card.bottom()) << where() << button.id;
                }
                const bool fixable = !panes[i].shown.problem->chain->fixes.empty();
                EXPECT_EQ(fixes > 0, fixable) << where();
                for (const Text& t : texts(s)) {
                    const double begin = t.align == Align::middle  ? t.at.x - t.width / 2
                                         : t.align == Align::right ? t.at.x - t.width
                                                                   : t.at.x;
                    EXPECT_GE(begin, card.x) << where() << t.text;
                    EXPECT_LE(begin + t.width, w - 1) << where() << t.text;
                }
            }
}

TEST(ChainCard, TheStageThatTakesTheMostStaysWhenTheMiddleIsFolded) {
    Look look = test::look();
    look.width = 724;
    look.height = 564;
    look.narrow = true;
    const Scene s = test::scene_of(halved(8, 224), look);
    const auto all = texts(s);
    EXPECT_TRUE(std::ranges::any_of(all, [](const Text& t) { return t.text == "…"; }));
    EXPECT_TRUE(std::ranges::any_of(all, [](const Text& t) { return t.text.starts_with("takes the most"); }));
    EXPECT_TRUE(std::ranges::any_of(all, [](const Text& t) { return t.text == "224 × 224"; }));
}

}  // namespace
}  // namespace pw
