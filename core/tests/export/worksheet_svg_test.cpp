// The page of seed 12, as it is drawn in the design.
#include <gtest/gtest.h>

#include "core/export/svg.h"
#include "core/figure/worksheet.h"
#include "core/tests/export/golden.h"
#include "core/tests/figure/shown.h"

namespace pw {

TEST(WorksheetSvg, Golden) {
    WorksheetOptions o;
    o.seed = 12;
    const auto w = make_worksheet(o, test::look());
    ASSERT_TRUE(w);
    test::expect_golden("worksheet-12", to_svg(w->page(0)));
}

TEST(WorksheetSvg, TheSamePageGivesTheSameBytes) {
    WorksheetOptions o;
    o.seed = 12;
    o.variants = 2;
    o.level = Level::padded;
    const auto a = make_worksheet(o, test::look()), b = make_worksheet(o, test::look());
    ASSERT_TRUE(a && b);
    EXPECT_EQ(to_svg(a->page(1)), to_svg(b->page(1)));
    EXPECT_EQ(to_svg(a->page(1)), to_svg(a->page(1)));
    EXPECT_NE(to_svg(a->page(1)), to_svg(a->page(0)));
}

}  // namespace pw
