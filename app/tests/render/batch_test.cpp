#include "app/render/batch.h"

#include <gtest/gtest.h>

namespace pw {
namespace {

class BatchTest : public testing::Test {
  protected:
    void SetUp() override {
        auto loaded = Fonts::load();
        ASSERT_TRUE(loaded);
        fonts = *loaded;
        atlas.emplace(*fonts);
    }
    bool make(const Scene& scene) {
        return make_batch(scene, {2, {10, 20}}, {0, 0, 800, 600}, *fonts, *atlas, batch);
    }
    static Cell cell(double x) {
        Cell c;
        c.rect = {x, 5, 20, 20};
        c.fill = Colour::hex(0x7CCDFE);
        return c;
    }
    static Text text(std::string words, double x) {
        Text t;
        t.at = {x, 50};
        t.text = std::move(words);
        t.colour = Colour::hex(0);
        return t;
    }

    std::shared_ptr<Fonts> fonts;
    std::optional<Atlas> atlas;
    Batch batch;
};

TEST_F(BatchTest, JoinsNeighboursOfAKindAndKeepsTheOrder) {
    Scene scene;
    scene.groups.push_back({"a", {cell(0), cell(30)}});
    scene.groups.push_back({"b", {cell(60), text("12", 0), text("34", 40), cell(90)}});
    ASSERT_TRUE(make(scene));
    ASSERT_EQ(batch.draws.size(), 3u);
    EXPECT_EQ(batch.draws[0].kind, Draw::Kind::cells);
    EXPECT_EQ(batch.draws[0].count, 3u);
    EXPECT_EQ(batch.draws[1].kind, Draw::Kind::glyphs);
    EXPECT_EQ(batch.draws[1].count, 4u);
    EXPECT_EQ(batch.draws[2].first, 3u);
}

TEST_F(BatchTest, PlacesCellsInDevicePixels) {
    Scene scene;
    scene.groups.push_back({"", {cell(30)}});
    ASSERT_TRUE(make(scene));
    const auto& r = batch.cells[0].rect;
    EXPECT_EQ(r[0], 70);
    EXPECT_EQ(r[1], 30);
    EXPECT_EQ(r[2], 40);
}

TEST_F(BatchTest, LeavesOutWhatIsNotSeen) {
    Scene scene;
    scene.groups.push_back({"", {cell(500), text("unseen", 500), cell(0)}});
    ASSERT_TRUE(make(scene));
    EXPECT_EQ(batch.cells.size(), 1u);
    EXPECT_TRUE(batch.glyphs.empty());
}

TEST_F(BatchTest, PutsGlyphsOnWholePixelsOneAtlasEntryForEachPlaceWithinThePixel) {
    Scene scene;
    scene.groups.push_back({"", {text("1111", 0), text("1111", 0)}});
    ASSERT_TRUE(make(scene));
    ASSERT_EQ(batch.glyphs.size(), 8u);
    for (const GlyphQuad& g : batch.glyphs) {
        EXPECT_EQ(g.rect[0], std::round(g.rect[0]));
        EXPECT_EQ(g.rect[1], batch.glyphs[0].rect[1]);
    }
    EXPECT_LE(atlas->size(), 4u);
    EXPECT_EQ(batch.glyphs[0].texel[0], batch.glyphs[4].texel[0]);
}

TEST_F(BatchTest, AlignsByTheShapedWidth) {
    Text right = text("88", 100), left = text("88", 100);
    right.align = Align::right;
    left.at.x -= fonts->width("88", right.weight, right.size);
    Scene a, b;
    a.groups.push_back({"", {right}});
    b.groups.push_back({"", {left}});
    ASSERT_TRUE(make(a));
    const float x = batch.glyphs[0].rect[0];
    ASSERT_TRUE(make(b));
    EXPECT_EQ(batch.glyphs[0].rect[0], x);
}

TEST_F(BatchTest, TurnedTextMirrorsEveryGlyphAboutItsPlace) {
    Text plain = text("47", 100), turned = plain;
    turned.turned = true;
    Scene a, b;
    a.groups.push_back({"", {plain}});
    b.groups.push_back({"", {turned}});
    ASSERT_TRUE(make(a));
    const std::vector<GlyphQuad> upright = batch.glyphs;
    ASSERT_TRUE(make(b));
    ASSERT_EQ(batch.glyphs.size(), upright.size());
    // Its sums of opposite corners are all one point, twice.
    const float x = batch.glyphs[0].rect[0] + upright[0].rect[0],
                y = batch.glyphs[0].rect[1] + upright[0].rect[1];
    for (std::size_t i = 0; i < upright.size(); ++i) {
        EXPECT_EQ(batch.glyphs[i].rect[0] + upright[i].rect[0], x);
        EXPECT_EQ(batch.glyphs[i].rect[1] + upright[i].rect[1], y);
        EXPECT_EQ(batch.glyphs[i].rect[2], -upright[i].rect[2]);
        EXPECT_EQ(batch.glyphs[i].texel[0], upright[i].texel[0]);
    }
}

TEST_F(BatchTest, SaysWhenTheAtlasIsFull) {
    Scene scene;
    Group group;
    for (int i = 0; i < 300; ++i) {
        Text t = text("8", 0);
        t.size = 80 + i * .125;  // at scale 2 each is another size
        group.items.push_back(t);
    }
    scene.groups.push_back(group);
    EXPECT_FALSE(make(scene));
    while (atlas->can_grow()) atlas->clear(true);
    EXPECT_TRUE(make(scene));
}

}  // namespace
}  // namespace pw
