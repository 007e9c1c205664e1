#include <gtest/gtest.h>

#include <set>

#include "core/figure/draw.h"
#include "core/tests/figure/shown.h"
#include "core/walk/clean.h"

namespace pw {
namespace {

Stage stage(StageId id, const char* op, std::int64_t kernel) {
    Stage s;
    s.id = id;
    s.op = find_op(op);
    s.params.window.kernel = {kernel, kernel};
    return s;
}

// Grey, of the mock's size.
Document photo() {
    Document d;
    const Shape shape{1, 3, 408, 544};
    d.experiment.input.tensor = {shape, std::vector<float>(static_cast<std::size_t>(shape.count()), 100)};
    d.experiment.input.picture = true;
    d.experiment.stages = {stage(1, "max_pool", 4)};
    return d;
}
Document noisy() {
    Document d = photo();
    d.experiment.input.disturbance.noise = {Noise::Kind::salt_and_pepper, .01, 7};
    return d;
}

struct Drawn {
    std::set<std::string> texts;
    std::set<std::string> columns;
    double lowest = 0;
};
// Of both sides when there are two.
Drawn counts(const Document& d, const Rect& band, Language language = Language::en) {
    Look look = test::look();
    look.words = &test::words(language);
    std::vector<Pane> panes;
    std::vector<Facts> facts;
    panes.push_back(test::pane_of(d, 1));
    panes.back().shown.picture = evaluate_beside(true, d.experiment);
    if (d.experiment.branch) {
        panes.front().watch.stage = d.experiment.branch->beside;
        panes.push_back(panes.front());
        panes.back().watch.stage = d.experiment.branch->stage.id;
    }
    for (const Pane& pane : panes) facts.push_back(facts_of(pane, look));
    std::vector<const Facts*> sides;
    for (const Facts& f : facts) sides.push_back(&f);
    Kit kit(look);
    draw_counts(kit, sides, band);
    Drawn drawn;
    for (const Spot& spot : kit.scene.spots) drawn.columns.insert(spot.id);
    for (const Group& group : kit.scene.groups)
        for (const Item& item : group.items)
            if (const auto* text = std::get_if<Text>(&item)) {
                drawn.texts.insert(text->text);
                drawn.lowest = std::max(drawn.lowest, text->at.y);
                EXPECT_LE(text->at.x - (text->align == Align::right ? text->width : 0) + text->width,
                          band.right() + .01)
                    << text->text;
            }
    return drawn;
}

constexpr Rect usual{48, 480, 1136, 216};

void expect_texts(const Drawn& drawn, std::initializer_list<const char*> texts) {
    for (const char* text : texts) EXPECT_TRUE(drawn.texts.contains(text)) << text;
}

TEST(CountsBand, SaysWhatPeopleQuote) {
    expect_texts(counts(photo(), usual),
                 {"Numbers", "665\u2009856", "41\u2009616", "16 numbers become 1", "Memory, float32",
                  "2.66 MB", "166 kB", "16 times less", "Multiplications, next layer", "95.9 million",
                  "6.0 million", "a 3 × 3 convolution to 16 channels"});
    EXPECT_EQ(counts(photo(), usual).columns.size(), 3u);  // nothing to say about noise
}

TEST(CountsBand, CountsInTenThousandsInChinese) {
    expect_texts(counts(photo(), usual, Language::zh), {"9588.3 万", "599.3 万", "2.66 MB"});
}

TEST(CountsBand, SaysHowFarNoiseMovesACell) {
    const Drawn alone = counts(noisy(), usual);
    expect_texts(alone, {"How far noise moves a cell", "on average", "at most", "155",
                         "mean of 13\u2009872 cells, on the scale 0 to 255"});
    Document d = noisy();
    d.experiment.branch = Branch{1, stage(2, "avg_pool", 4)};
    expect_texts(counts(d, usual), {"max", "average", "A", "B"});
    d.experiment.input.disturbance = {{}, {0, 1}};
    expect_texts(counts(d, usual), {"How far the shift moves a cell", "0"});
}

TEST(CountsBand, CountsTheCellsThatChangeWhereTheyAreShown) {
    Document d = noisy();
    d.watch.changes = true;
    const Drawn drawn = counts(d, usual);
    const auto now = evaluate_beside(true, d.experiment);
    expect_texts(drawn, {"Cells that change", "of 13\u2009872 cells; largest change 155"});
    EXPECT_TRUE(drawn.texts.contains(show_count(now->clean->effects.at(1).changed)));
}

TEST(CountsBand, HasARowForEachSizeThatDiffers) {
    Document d = photo();
    d.experiment.branch = Branch{1, stage(2, "avg_pool", 2)};
    expect_texts(counts(d, {48, 480, 1136, 240}), {"41\u2009616", "166\u2009464", "A", "B"});
}

TEST(CountsBand, GrowsWhereTheOutputDoes) {
    Document d = photo();
    d.experiment.stages = {stage(1, "max_pool", 2), stage(2, "max_unpool", 2)};
    expect_texts(counts(d, usual), {"1 number becomes 4", "4 times more"});
}

TEST(CountsBand, LeavesOutWhatHasNoRoom) {
    const Drawn narrow = counts(noisy(), {40, 480, 560, 216});
    EXPECT_EQ(narrow.columns, (std::set<std::string>{"counts/numbers", "counts/products", "counts/moved"}));
    const Drawn two = counts(noisy(), {40, 480, 360, 216});
    EXPECT_EQ(two.columns, (std::set<std::string>{"counts/numbers", "counts/moved"}));
    const Drawn low = counts(noisy(), {48, 480, 1136, 112});
    EXPECT_FALSE(low.texts.contains("16 times less"));
    EXPECT_TRUE(low.texts.contains("2.66 MB"));
    EXPECT_LE(low.lowest, 480 + 112);
    EXPECT_TRUE(counts(noisy(), {48, 480, 1136, 80}).texts.empty());
}

}  // namespace
}  // namespace pw
