// Unpooling in the window: added it undoes the pooling before it; what breaks it can be mended with one
// click.
#include <gtest/gtest.h>

#include "app/tests/session/examples.h"

namespace pw {
namespace {

using namespace examples;

TEST(Unpooling, IsAddedAsWhatUndoesThePooling) {
    Session s(document({1, 2, 7, 7}, {stage(1, "max_pool", {3, 3})}), {});
    s.apply(action::AddStage{1, "max_unpool"});
    ASSERT_FALSE(s.shown().problem);
    EXPECT_EQ(params(s).window.kernel, (Pair{3, 3}));
    EXPECT_EQ(params(s).unpool_size, (Pair{7, 7}));
    EXPECT_EQ(s.shown().picture->done.back().plan.out, (Shape{1, 2, 7, 7}));
    EXPECT_EQ(s.clock().steps, 4);
    s.apply(action::ToEnd{});
    EXPECT_EQ(s.clock().t, 4);
}

TEST(Unpooling, WithoutIndicesSaysWhatItNeeds) {
    Session s(document({1, 1, 4, 4}, {stage(1, "avg_pool")}), {});
    s.apply(action::AddStage{1, "max_unpool"});
    ASSERT_TRUE(s.shown().problem);
    EXPECT_EQ(s.shown().problem->problem.what, Message("problem.unpool.none"));
    s.apply(action::Undo{1});
    EXPECT_FALSE(s.shown().problem);
}

TEST(Unpooling, FollowsAChangedPoolingWithOneFix) {
    Session s(document({1, 1, 6, 6}, {stage(1, "max_pool"), stage(2, "max_unpool")}), {});
    ASSERT_FALSE(s.shown().problem);
    s.apply(set("kernel_size", {3, 3}));
    ASSERT_TRUE(s.shown().problem);
    EXPECT_EQ(s.shown().problem->stage, 2);
    s.apply(action::TakeFix{0});
    ASSERT_FALSE(s.shown().problem);
    EXPECT_EQ(s.shown().picture->done.back().plan.out, (Shape{1, 1, 6, 6}));
}

TEST(Unpooling, ASizeAskedForIsOneChangeAndGoesAgain) {
    Session s(document({1, 1, 4, 4}, {stage(1, "max_pool"), stage(2, "max_unpool")}), {});
    s.apply(set("unpool_size", {5, 4}, "unpool_size", 2));
    EXPECT_EQ(s.past().back().what, Message("history.output_size"));
    EXPECT_EQ(s.shown().picture->done.back().plan.out, (Shape{1, 1, 5, 4}));
    s.apply(set("unpool_size", {}, "", 2));
    EXPECT_EQ(s.shown().picture->done.back().plan.out, (Shape{1, 1, 4, 4}));
}

// In place of an average, it takes the window of the pooling before.
TEST(Unpooling, TakesTheWindowOfThePoolingBeforeIt) {
    Session s(document({1, 1, 9, 9}, {stage(1, "max_pool", {3, 3}), stage(2, "relu")}), {});
    s.apply(action::WatchStage{2});
    s.apply(action::SetOp{2, "max_unpool"});
    ASSERT_FALSE(s.shown().problem);
    EXPECT_EQ(s.shown().picture->done.back().plan.out, (Shape{1, 1, 9, 9}));
    EXPECT_EQ(s.shown().picture->done.back().indices_from, 1);
}

}  // namespace
}  // namespace pw
