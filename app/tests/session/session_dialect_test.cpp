// Whose rules hold: one choice for all stages, undone at once, and what it has changed until something else
// is done.
#include <gtest/gtest.h>

#include "app/tests/session/examples.h"

namespace pw {
namespace {

using namespace examples;

std::int64_t differing(const Session& s) { return s.pane().view.compared->differing.at(1); }

TEST(Dialects, HoldForAllStagesAndThoseThatCome) {
    Session s(document({1, 1, 8, 8}, {stage(1, "max_pool"), stage(2, "avg_pool")}), {});
    s.apply(action::SetDialect{Dialect::tf});
    s.apply(action::AddStage{2, "max_pool"});
    ASSERT_EQ(s.experiment().stages.size(), 3u);
    for (const Stage& one : s.experiment().stages) EXPECT_EQ(one.params.window.dialect, Dialect::tf);
    EXPECT_EQ(s.past().front().what, Message("history.dialect"));
    s.apply(action::Undo{2});
    EXPECT_EQ(s.experiment().dialect, Dialect::torch);
    for (const Stage& one : s.experiment().stages) EXPECT_EQ(one.params.window.dialect, Dialect::torch);
}

TEST(Dialects, MarkWhatDiffersUntilSomethingElseIsDone) {
    Session s(document({1, 1, 4, 4}, {stage(1, "avg_pool")}), {});
    s.apply(set("padding", {1, 1}));
    EXPECT_FALSE(s.pane().view.compared);
    s.apply(action::SetDialect{Dialect::tf});
    ASSERT_TRUE(s.pane().view.compared);
    // The middle window has no padding in it, the first no value but 0.
    EXPECT_EQ(differing(s), 7);
    s.apply(set("kernel_size", {3, 3}));
    EXPECT_FALSE(s.pane().view.compared);
    s.apply(action::SetDialect{Dialect::tf});  // as it is
    EXPECT_FALSE(s.pane().view.compared);
}

TEST(Dialects, PyTorchDropsWhatItDoesNotHave) {
    Session s(document({1, 1, 5, 5}, {stage(1, "max_pool")}), {});
    s.apply(action::SetDialect{Dialect::onnx});
    EXPECT_EQ(s.shown().picture->done.back().plan.out.h, 4);  // a stride of 1 by default
    s.apply(set("auto_pad", {2}));
    EXPECT_EQ(s.shown().picture->done.back().plan.out.h, 5);
    s.apply(action::SetDialect{Dialect::torch});
    EXPECT_FALSE(s.shown().problem);
    EXPECT_EQ(params(s).window.auto_pad, AutoPad::none);
    s.apply(action::Undo{1});
    EXPECT_EQ(params(s).window.auto_pad, AutoPad::same_upper);
}

TEST(Dialects, AnUnpoolingFollowsItsPooling) {
    Session s(document({1, 1, 6, 6}, {stage(1, "max_pool")}), {});
    s.apply(action::SetDialect{Dialect::onnx});
    s.apply(action::AddStage{1, "max_unpool"});
    ASSERT_FALSE(s.shown().problem);
    EXPECT_EQ(s.shown().picture->done.back().plan.out, (Shape{1, 1, 6, 6}));
}

}  // namespace
}  // namespace pw
