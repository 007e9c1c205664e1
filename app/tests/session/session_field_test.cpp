// The receptive field of a value, chosen by a click or a key.
#include <gtest/gtest.h>

#include "app/tests/session/examples.h"

namespace pw {
namespace {

using examples::chain;
using examples::small;

Focus at(StageId stage, std::int64_t y, std::int64_t x) { return {Focus::Grid::stage, {y, x}, stage}; }

TEST(SessionField, ASelectedOutputOfAChainShowsIt) {
    Session s(chain(), {});
    s.apply(action::Select{Focus{Focus::Grid::output, {1, 0}}});
    EXPECT_TRUE(s.shows_field());
    EXPECT_EQ(s.pane().view.field, at(9, 1, 0));
    s.apply(action::Escape{});
    EXPECT_FALSE(s.shows_field());
}

TEST(SessionField, ASingleStagesOutputIsPinnedAndTheKeyShowsItsField) {
    Session s(small(), {});
    s.apply(action::Select{Focus{Focus::Grid::output, {1, 0}}});
    EXPECT_FALSE(s.shows_field());
    s.apply(action::Select{});
    s.apply(action::Seek{3});
    s.apply(action::ShowField{});
    EXPECT_EQ(s.pane().view.field, at(1, 1, 0));
    s.apply(action::ShowField{});
    EXPECT_FALSE(s.shows_field());
}

TEST(SessionField, HoveringAnyValueOverridesIt) {
    Session s(chain(), {});
    s.apply(action::ShowField{});
    s.apply(action::Hover{at(4, 5, 5)});
    EXPECT_EQ(s.pane().view.field, at(4, 5, 5));
    s.apply(action::Hover{});
    EXPECT_EQ(s.pane().view.field, at(9, 0, 0));
    s.apply(action::Hover{at(4, 6, 0)});  // not there
    EXPECT_EQ(s.pane().view.field, at(9, 0, 0));
}

TEST(SessionField, KeysGoThroughTheValuesAndOnToTheNextStage) {
    Session s(chain(), {});
    s.apply(action::ShowField{});
    s.apply(action::MoveField{1, 1});
    EXPECT_EQ(s.selected(), at(9, 1, 1));
    s.apply(action::MoveField{1, 0});  // stays inside
    EXPECT_EQ(s.selected(), at(9, 1, 1));
    s.apply(action::MoveField{0, 1, true});
    EXPECT_EQ(s.selected(), at(input_stage, 0, 0));
    s.apply(action::MoveField{0, -1, true});
    EXPECT_EQ(s.selected(), at(9, 1, 1));
    s.apply(action::Select{at(9, 0, 0)});
    s.apply(action::MoveField{0, -1, true});
    EXPECT_EQ(s.selected(), at(4, 5, 5));
}

TEST(SessionField, PlayingHidesItAndAStageThatGoesTakesItAlong) {
    Session s(chain(), {});
    s.apply(action::ShowField{});
    s.apply(action::Play{});
    EXPECT_FALSE(s.shows_field());
    s.apply(action::Play{});
    EXPECT_TRUE(s.shows_field());
    s.apply(action::Select{at(4, 0, 0)});
    s.apply(action::RemoveStage{4});
    EXPECT_FALSE(s.shows_field());
}

}  // namespace
}  // namespace pw
