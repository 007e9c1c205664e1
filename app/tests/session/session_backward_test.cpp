// Walking backward: the direction, and the numbers that are sent.
#include <gtest/gtest.h>

#include "app/session.h"
#include "app/tests/session/examples.h"

namespace pw {
namespace {

Session overlapping() { return Session(load_sample("gradient-overlap").value(), {}); }

float received(const Session& s, Position p) {
    const auto walk = back_of(s.pane());
    return walk ? walk->of_input.at(0, 0, p.y, p.x) : -1;
}

void type(Session& s, Position at, const char* text) {
    s.apply(action::Select{Focus{Focus::Grid::output, at}});
    s.apply(action::TypeText{text});
    s.apply(action::Select{std::nullopt});
}

TEST(SessionBackward, OwnNumbersAreTypedUndoneAndKept) {
    Session s = overlapping();
    EXPECT_FALSE(s.editable({Focus::Grid::output, {0, 0}}));
    s.apply(action::SetSend{true});
    EXPECT_TRUE(s.editable({Focus::Grid::output, {0, 0}}));
    EXPECT_EQ(received(s, {1, 1}), 4);
    type(s, {0, 1}, "7");
    EXPECT_EQ(received(s, {1, 1}), 10);
    s.apply(action::Undo{});
    EXPECT_EQ(received(s, {1, 1}), 4);
    s.apply(action::Redo{});
    EXPECT_EQ(received(s, {1, 1}), 10);
    EXPECT_FALSE(s.document().experiment.sent.empty());
    s.apply(action::SetSend{false});
    EXPECT_EQ(received(s, {1, 1}), 4);
    EXPECT_TRUE(s.document().experiment.sent.empty());
}

TEST(SessionBackward, AnotherSizeLosesNoNumbers) {
    Session s = overlapping();
    s.apply(action::SetSend{true});
    type(s, {1, 1}, "5");
    const StageId stage = s.watched()->id;
    s.apply(action::Set{stage, {{"kernel_size", {3, 3}}}, ""});
    EXPECT_EQ(received(s, {1, 1}), 1);
    s.apply(action::Set{stage, {{"kernel_size", {2, 2}}}, ""});
    EXPECT_EQ(received(s, {1, 1}), 8);
}

TEST(SessionBackward, TheDirectionIsPartOfTheViewOnly) {
    Session s = overlapping();
    s.apply(action::SetDirection{Direction::forward});
    EXPECT_FALSE(back_of(s.pane()));
    EXPECT_FALSE(s.can_undo());
    EXPECT_TRUE(s.editable({Focus::Grid::input, {0, 0}}));
    s.apply(action::SetDirection{Direction::backward});
    EXPECT_TRUE(back_of(s.pane()));
    EXPECT_FALSE(s.editable({Focus::Grid::input, {0, 0}}));
}

}  // namespace
}  // namespace pw
