#include "app/layout.h"

#include <gtest/gtest.h>

namespace pw {

void PrintTo(const Rect& r, std::ostream* out) { *out << r.x << ", " << r.y << ", " << r.w << " x " << r.h; }

namespace {

TEST(Layout, AsInTheWidePicture) {
    const Layout l = layout_for(1600, 1000);
    EXPECT_FALSE(l.narrow);
    EXPECT_EQ(l.margin, 16);
    EXPECT_EQ(l.bar, (Rect{0, 0, 1600, 64}));
    EXPECT_EQ(l.sheet, (Rect{16, 64, 1232, 824}));
    EXPECT_EQ(l.panel, (Rect{1272, 72, 312, 816}));
    EXPECT_EQ(l.transport, (Rect{16, 900, 1568, 88}));
    EXPECT_EQ(l.segments, (Rect{324, 934, 924, 28}));
    EXPECT_EQ(l.speed, (Rect{1272, 930, 312, 36}));
}

TEST(Layout, AsInTheNarrowPicture) {
    const Layout l = layout_for(1024, 700);
    EXPECT_TRUE(l.narrow);
    EXPECT_EQ(l.margin, 12);
    EXPECT_EQ(l.bar, (Rect{0, 0, 1024, 64}));
    EXPECT_EQ(l.sheet, (Rect{12, 64, 724, 564}));
    EXPECT_EQ(l.panel, (Rect{752, 72, 260, 556}));
    EXPECT_EQ(l.transport, (Rect{12, 628, 1000, 72}));
    EXPECT_EQ(l.segments, (Rect{320, 648, 416, 28}));
    EXPECT_EQ(l.speed, (Rect{752, 644, 260, 36}));
}

TEST(Layout, TheSheetTakesAllGrowth) {
    EXPECT_FALSE(layout_for(1280, 800).narrow);
    EXPECT_TRUE(layout_for(1279, 800).narrow);
    EXPECT_EQ(layout_for(1280, 800).panel.w, 312);
    EXPECT_EQ(layout_for(1920, 1080).panel.w, 312);
    EXPECT_EQ(layout_for(1920, 1080).sheet.w, 1552);
    EXPECT_EQ(layout_for(3840, 2160).panel.w, 360);
    EXPECT_EQ(layout_for(3840, 2160).sheet, (Rect{16, 64, 3424, 1984}));
}

TEST(Layout, BelowTheNarrowPictureThePanelIsADrawer) {
    EXPECT_FALSE(layout_for(1024, 700).drawer);
    const Layout l = layout_for(800, 500);
    EXPECT_TRUE(l.drawer);
    EXPECT_EQ(l.sheet.w, 800 - 24);
    EXPECT_GE(l.panel.x, l.sheet.x);
    EXPECT_LE(l.panel.right(), l.sheet.right());
    EXPECT_GT(l.segments.w, 300);
}

TEST(Layout, PartsNeverOverlap) {
    for (double w = 200; w < 4000; w += 53) {
        for (double h = 100; h < 2200; h += 97) {
            const Layout l = layout_for(w, h);
            for (const Rect& r : {l.bar, l.sheet, l.panel, l.transport, l.segments, l.speed}) {
                ASSERT_GE(r.w, 0);
                ASSERT_GE(r.h, 0);
            }
            if (w < 1024 || h < 700) continue;
            ASSERT_LE(l.sheet.right(), l.panel.x);
            ASSERT_LE(l.sheet.bottom(), l.transport.y);
            ASSERT_LE(l.panel.bottom(), l.transport.y);
            ASSERT_LE(l.panel.right(), w);
            ASSERT_LE(l.transport.bottom(), h);
            ASSERT_GT(l.segments.w, 400);
        }
    }
}

}  // namespace
}  // namespace pw
