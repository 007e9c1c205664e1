// A stage beside a second configuration of it, on one clock.
#include <gtest/gtest.h>

#include "app/tests/session/examples.h"

namespace pw {
namespace {

using examples::chain;
using examples::set;
using examples::small;

StageId other(const Session& s) { return s.experiment().branch ? s.experiment().branch->stage.id : 0; }

TEST(SessionCompare, BeginsWithTheOtherOperationAndIsOneUndo) {
    Session s(small(), {});
    s.apply(action::Compare{});
    ASSERT_TRUE(s.experiment().branch);
    EXPECT_EQ(s.experiment().branch->stage.op->name, "avg_pool");
    EXPECT_EQ(s.watch().stage, 1);
    s.apply(action::Undo{});
    EXPECT_FALSE(s.experiment().branch);
    EXPECT_FALSE(s.can_undo());
}

TEST(SessionCompare, TheSameActionEndsItAndKeepsTheFirstSide) {
    Session s(small(), {});
    s.apply(action::Compare{});
    s.apply(action::WatchStage{other(s)});
    s.apply(action::Seek{2});
    s.apply(action::Compare{});
    EXPECT_FALSE(s.experiment().branch);
    EXPECT_EQ(s.watch().stage, 1);
    EXPECT_EQ(s.watched()->op->name, "max_pool");
    EXPECT_EQ(s.clock().t, 2);
}

TEST(SessionCompare, SidesShareOneClock) {
    Session s(small(), {});
    s.apply(action::Seek{3});
    s.apply(action::Compare{});
    EXPECT_EQ(s.clock().t, 3);
    s.apply(action::WatchStage{other(s)});
    EXPECT_EQ(s.clock().t, 3);
    EXPECT_EQ(s.watched()->op->name, "avg_pool");
    // The side with more steps says how long the walk is, whichever is chosen.
    s.apply(set("stride", {1, 1}, "", other(s)));
    EXPECT_EQ(s.clock().steps, 9);
    s.apply(action::WatchStage{1});
    EXPECT_EQ(s.clock().steps, 9);
    s.apply(action::ToEnd{});
    EXPECT_EQ(s.clock().t, 9);
}

TEST(SessionCompare, EitherSideIsEditedAlone) {
    Session s(small(), {});
    s.apply(action::Compare{});
    const StageId b = other(s);
    s.apply(set("kernel_size", {3, 3}, "", b));
    EXPECT_EQ(s.experiment().find(1)->params.window.kernel, (Pair{2, 2}));
    EXPECT_EQ(s.experiment().find(b)->params.window.kernel, (Pair{3, 3}));
    s.apply(action::SetOp{b, "lp_pool"});
    EXPECT_EQ(s.experiment().find(1)->op->name, "max_pool");
    // What can't be is said of its side, and the last picture stays.
    s.apply(set("kernel_size", {9, 9}, "", b));
    ASSERT_TRUE(s.shown().problem);
    EXPECT_EQ(s.shown().problem->stage, b);
    s.apply(action::TakeFix{0});
    EXPECT_FALSE(s.shown().problem);
}

TEST(SessionCompare, SwappingKeepsTheChosenLetter) {
    Session s(small(), {});
    s.apply(action::Compare{});
    s.apply(action::SwapSides{});
    EXPECT_EQ(s.experiment().find(1)->op->name, "avg_pool");
    EXPECT_EQ(s.experiment().branch->stage.op->name, "max_pool");
    EXPECT_EQ(s.watch().stage, 1);
    EXPECT_EQ(s.past().back().what.key, "history.swap");
}

TEST(SessionCompare, EndsWithTheStageItBelongsTo) {
    Session s(chain(), {});
    s.apply(action::WatchStage{4});
    s.apply(action::Compare{});
    s.apply(action::WatchStage{other(s)});
    s.apply(action::MuteStage{4});
    EXPECT_FALSE(s.experiment().branch);
    EXPECT_NE(s.watched(), nullptr);
    s.apply(action::Undo{});
    EXPECT_TRUE(s.experiment().branch);
    s.apply(action::RemoveStage{other(s)});
    EXPECT_FALSE(s.experiment().branch);
    EXPECT_NE(s.experiment().find(4), nullptr);
}

TEST(SessionCompare, StagesAddedFromTheSecondSideComeAfterBoth) {
    Session s(chain(), {});
    s.apply(action::WatchStage{4});
    s.apply(action::Compare{});
    s.apply(action::AddStage{other(s), "relu"});
    ASSERT_EQ(s.experiment().stages.size(), 3u);
    EXPECT_EQ(s.experiment().stages[1].op->name, "relu");
}

TEST(SessionCompare, ADocumentThatWasNeverValidStillOpens) {
    Document d = small();
    d.experiment.branch = Branch{1, examples::stage(2, "max_pool", {9, 9})};
    Session s(d, {});
    ASSERT_TRUE(s.shown().problem);
    EXPECT_EQ(s.shown().problem->stage, 2);
    EXPECT_TRUE(s.shown().picture->find(1));
}

}  // namespace
}  // namespace pw
