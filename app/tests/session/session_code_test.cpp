// Code that is pasted into a session.
#include <gtest/gtest.h>

#include "app/tests/session/examples.h"

namespace pw {
namespace {

using namespace examples;

const char* const script =
    "k = 3\nx = torch.arange(36.).reshape(6, 6)\nconv = nn.Conv2d(1, 1, k)\ny = conv(x)\n";

TEST(Code, OneLineIsTakenAtOnceAndCanBeUndone) {
    Session s(small(), {});
    s.apply(action::Paste{"nn.MaxPool2d(3, stride=1)"});
    EXPECT_FALSE(s.offered_code());
    EXPECT_EQ(params(s).window.kernel, (Pair{3, 3}));
    ASSERT_TRUE(s.toast());
    EXPECT_EQ(s.toast()->text, Message("toast.pasted.code", {std::string("nn.MaxPool2d(3, stride=1)")}));
    EXPECT_EQ(s.toast()->does, Toast::Does::undo);
    EXPECT_EQ(s.past().size(), 1u);
    EXPECT_EQ(s.past().back().what, Message("history.paste"));
    s.apply(action::Undo{});
    EXPECT_EQ(params(s).window.kernel, (Pair{2, 2}));
    EXPECT_FALSE(s.can_undo());
}

// Nothing to be undone: the toast must not take back what was done before.
TEST(Code, TheSameLayerAgainChangesNothing) {
    Session s(small(), {});
    s.apply(set("padding", {1, 1}));
    s.apply(action::Paste{"nn.MaxPool2d(2, padding=1)"});
    EXPECT_EQ(s.past().size(), 1u);
    EXPECT_EQ(s.toast()->does, Toast::Does::nothing);
}

TEST(Code, TheOtherStagesAndTheWatchStay) {
    Session s(chain(), {});
    s.apply(action::WatchStage{4});
    s.apply(action::Paste{"nn.MaxPool2d(2)"});
    EXPECT_EQ(s.experiment().find(4)->op->name, "max_pool");
    EXPECT_EQ(s.experiment().find(9)->params.window.kernel, (Pair{3, 3}));
    EXPECT_EQ(s.watched()->id, 4);
}

TEST(Code, AScriptIsOfferedAndTakenAsOneChange) {
    Session s(small(), {});
    s.apply(action::Forward{});
    s.apply(action::Paste{script});
    ASSERT_TRUE(s.offered_code());
    EXPECT_EQ(s.offered_code()->read.used, 4);
    EXPECT_EQ(s.experiment().stages[0].op->name, "max_pool");
    s.apply(action::UseCode{});
    EXPECT_FALSE(s.offered_code());
    EXPECT_EQ(s.experiment().stages[0].op->name, "conv");
    EXPECT_EQ(s.experiment().input.tensor.shape(), (Shape{1, 1, 6, 6}));
    EXPECT_EQ(s.past().size(), 1u);
    s.apply(action::Undo{});
    EXPECT_EQ(s.experiment().stages[0].op->name, "max_pool");
    EXPECT_EQ(s.experiment().input.tensor.shape(), (Shape{1, 1, 4, 4}));
    s.apply(action::Redo{});
    EXPECT_EQ(s.experiment().stages[0].op->name, "conv");
}

TEST(Code, CancellingChangesNothing) {
    for (const action::Any& leave : {action::Any(action::DropCode{}), action::Any(action::Escape{})}) {
        Session s(small(), {});
        const std::int64_t revision = s.revision();
        s.apply(action::Paste{script});
        s.apply(leave);
        EXPECT_FALSE(s.offered_code());
        EXPECT_EQ(s.revision(), revision);
        EXPECT_FALSE(s.can_undo());
        s.apply(action::UseCode{});  // nothing is offered any more
        EXPECT_FALSE(s.can_undo());
    }
}

TEST(Code, StagesWithoutAnInputKeepTheOneThatIsThere) {
    Session s(chain(), {});
    s.apply(action::Paste{"a = nn.ReLU()\nb = nn.MaxPool2d(2)\nc = nn.AvgPool2d(3)\n"});
    s.apply(action::UseCode{});
    EXPECT_EQ(s.experiment().stages.size(), 3u);
    EXPECT_EQ(s.experiment().input.tensor.shape(), (Shape{1, 2, 12, 12}));
    EXPECT_EQ(s.watched()->op->name, "avg_pool");
    EXPECT_EQ(s.clock().t, 0);
    EXPECT_EQ(s.past().size(), 1u);
    s.apply(action::Undo{});
    EXPECT_EQ(s.experiment().stages.size(), 2u);
}

TEST(Code, TwoBranchesAreAComparison) {
    Session s(small(), {});
    s.apply(action::Paste{"a = nn.MaxPool2d(2)(x)\nb = nn.AvgPool2d(2)(x)\n"});
    s.apply(action::UseCode{});
    ASSERT_TRUE(s.experiment().branch);
    EXPECT_EQ(s.experiment().branch->stage.op->name, "avg_pool");
}

TEST(Code, ATensorIsTheInput) {
    Session s(small(), {});
    s.apply(action::Paste{"torch.tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9.5]])"});
    EXPECT_EQ(s.experiment().input.tensor.at(0, 0, 2, 2), 9.5f);
    EXPECT_EQ(s.experiment().stages.size(), 1u);
    EXPECT_TRUE(s.toast());
}

TEST(Code, WhatIsNoneIsTakenAsBefore) {
    Session s(small(), {});
    s.apply(action::Paste{"1 2\n3 4\n"});
    EXPECT_EQ(s.experiment().input.tensor.shape(), (Shape{1, 1, 2, 2}));
    s.apply(action::Paste{"nn.MaxPool2d(n)"});
    ASSERT_TRUE(s.notice());
    EXPECT_EQ(s.notice()->what.key, "problem.paste");
    EXPECT_EQ(s.past().size(), 1u);
}

TEST(Code, AFilesScriptIsCalledLikeTheFile) {
    Session s(small(), {});
    s.apply(action::ReadCode{script, "lesson.py"});
    EXPECT_EQ(s.offered_code()->name, "lesson.py");
    s.apply(action::UseCode{});
    EXPECT_EQ(s.experiment().title, Message("title.plain", {std::string("lesson.py")}));
    s.apply(action::ReadCode{"print(1)", "other.py"});
    EXPECT_EQ(s.notice()->what.key, "problem.code.nothing");
}

// What can't work is shown as everything else that can't.
TEST(Code, AWindowThatIsTooLargeIsTheErrorCards) {
    Session s(small(), {});
    s.apply(action::Paste{"nn.MaxPool2d(9)"});
    EXPECT_TRUE(s.shown().problem);
    s.apply(action::Undo{});
    EXPECT_FALSE(s.shown().problem);
}

}  // namespace
}  // namespace pw
