#include "app/window/presses.h"

#include <gtest/gtest.h>

namespace pw {
namespace {

TEST(Presses, AClickWithinOneFrameIsSeenInTwoWhereItWasDone) {
    Presses p;
    p.moved({10, 20});
    p.button(0, true);
    p.moved({11, 20});
    p.button(0, false);
    p.moved({300, 200});  // gone on before the frame began

    EXPECT_EQ(p.next(), (Vec2{10, 20}));
    EXPECT_TRUE(p.down(0));
    EXPECT_TRUE(p.more());
    EXPECT_EQ(p.next(), (Vec2{11, 20}));
    EXPECT_FALSE(p.down(0));
    EXPECT_FALSE(p.more());
    EXPECT_EQ(p.next(), std::nullopt);  // from here on the pointer is where the system says
    EXPECT_FALSE(p.down(0));
}

TEST(Presses, AButtonStaysDownUntilItIsLetGo) {
    Presses p;
    p.button(1, true);
    EXPECT_TRUE(p.next());
    for (int frame = 0; frame < 3; ++frame) {
        EXPECT_FALSE(p.next());
        EXPECT_TRUE(p.down(1));
        EXPECT_FALSE(p.down(0));
    }
    p.button(1, false);
    EXPECT_TRUE(p.next());
    EXPECT_FALSE(p.down(1));
}

TEST(Presses, OnlyTheButtonsThatDearImGuiKnows) {
    Presses p;
    p.button(Presses::buttons, true);
    p.button(-1, true);
    EXPECT_FALSE(p.more());
}

}  // namespace
}  // namespace pw
