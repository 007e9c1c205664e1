// Cells that are typed into, painted and pasted over; what undo makes of it.
#include <gtest/gtest.h>

#include <cmath>

#include "app/tests/session/examples.h"
#include "core/figure/figure.h"

namespace pw {
using namespace examples;
namespace {

Focus in(std::int64_t y, std::int64_t x) { return examples::input(y, x); }
float at(const Session& s, std::int64_t y, std::int64_t x) {
    return s.experiment().input.tensor.at(0, 0, y, x);
}
void type(Session& s, const char* text) {
    for (const char* c = text; *c; ++c) s.apply(action::TypeText{std::string(1, *c)});
}

TEST(Cells, TheOutputFollowsWhileTypingAndItIsOneStep) {
    Session s(small(), {});
    const float before = at(s, 1, 2);
    s.apply(action::Select{in(1, 2)});
    type(s, "77");
    EXPECT_EQ(at(s, 1, 2), 77);
    EXPECT_EQ(s.shown().picture->of.input.tensor.at(0, 0, 1, 2), 77);
    ASSERT_TRUE(s.pane().view.edit);
    EXPECT_EQ(s.pane().view.edit->text, "77");
    EXPECT_EQ(s.pane().view.edit->was, before);
    ASSERT_TRUE(s.pane().view.edit->before);
    EXPECT_EQ(s.past().size(), 1u);
    EXPECT_EQ(s.past().back().what, Message("history.cell", {std::int64_t{1}, std::int64_t{2}}));
    EXPECT_EQ(s.past().back().detail, Message("history.from_to", {static_cast<double>(before), 77.}));
    s.apply(action::Undo{});
    EXPECT_EQ(at(s, 1, 2), before);
    EXPECT_FALSE(s.can_undo());
}

TEST(Cells, EscapePutsTheOldValueBackAndLeavesNothingToUndo) {
    Session s(small(), {});
    const float before = at(s, 0, 0);
    s.apply(action::Select{in(0, 0)});
    type(s, "5.5");
    s.apply(action::Escape{});
    EXPECT_EQ(at(s, 0, 0), before);
    EXPECT_FALSE(s.can_undo());
    EXPECT_TRUE(s.editing());
    EXPECT_FALSE(s.typing());
    s.apply(action::Escape{});
    EXPECT_FALSE(s.editing());
}

TEST(Cells, WhatIsNotANumberKeepsTheLastOneAndIsNotLost) {
    Session s(small(), {});
    s.apply(action::Select{in(0, 0)});
    type(s, "3.");
    EXPECT_FALSE(s.pane().view.edit->wrong);
    type(s, ".");
    EXPECT_TRUE(s.pane().view.edit->wrong);
    EXPECT_EQ(at(s, 0, 0), 3);
    s.apply(action::MoveCell{1, 0});
    EXPECT_EQ(s.pane().view.edit->text, "3..");  // it stays to be mended
    s.apply(action::EraseText{});
    EXPECT_FALSE(s.pane().view.edit->wrong);
    s.apply(action::MoveCell{1, 0});
    EXPECT_EQ(s.selected(), in(1, 0));
    EXPECT_EQ(at(s, 0, 0), 3);
}

TEST(Cells, BeginningsOfNumbersAreNotWrong) {
    Session s(small(), {});
    for (const char* text : {"-", ".", "2e", "2e-", "i", "in", "-in", "n", "na"}) {
        s.apply(action::Select{in(0, 0)});
        type(s, text);
        EXPECT_FALSE(s.pane().view.edit->wrong) << text;
        s.apply(action::Escape{});
    }
    type(s, "-inf");
    EXPECT_TRUE(std::isinf(at(s, 0, 0)));
}

TEST(Cells, GoingOnKeepsTheTextAndReplacingStartsOver) {
    Session s(small(), {});
    s.apply(action::Select{in(0, 0)});
    type(s, "12");
    s.apply(action::MoveCell{0, 1});
    s.apply(action::MoveCell{0, -1});
    s.apply(action::EditCell{});
    type(s, "5");
    EXPECT_EQ(at(s, 0, 0), 125);
    s.apply(action::MoveCell{0, 1});
    s.apply(action::MoveCell{0, -1});
    s.apply(action::EditCell{true});
    EXPECT_TRUE(s.pane().view.edit->fresh);
    type(s, "5");
    EXPECT_EQ(at(s, 0, 0), 5);
}

TEST(Cells, TabGoesOnAndLetsGoAfterTheLast) {
    Session s(small(), {});
    const Shape shape = s.experiment().input.tensor.shape();
    s.apply(action::EditCell{false, true});
    EXPECT_EQ(s.selected(), in(0, 0));
    s.apply(action::MoveCell{-1, 0});
    EXPECT_EQ(s.selected(), in(0, 0));
    for (std::int64_t i = 1; i < shape.plane(); ++i) s.apply(action::MoveCell{0, 1, true});
    EXPECT_EQ(s.selected(), in(shape.h - 1, shape.w - 1));
    s.apply(action::MoveCell{0, 1, true});
    EXPECT_FALSE(s.selected());
}

TEST(Cells, ComputedOnesCannotBeTypedInto) {
    Session s(chain(), {});
    s.apply(action::Select{in(0, 0)});  // the watched stage's input is what the stage before gave
    EXPECT_TRUE(s.selected());
    EXPECT_FALSE(s.editing());
    type(s, "5");
    EXPECT_FALSE(s.can_undo());
}

TEST(Cells, OnlyWhatIsInSightCanBeEdited) {
    const auto document = load_sample("conv-then-pool");
    ASSERT_TRUE(document);
    Session s(*document, {});
    s.apply(action::EditCell{false, true});
    EXPECT_EQ(s.selected(), (Focus{Focus::Grid::context, {0, 0}}));
    s.view_grid(Focus::Grid::context, false);  // a small window has no room for it
    EXPECT_FALSE(s.editing());
    EXPECT_FALSE(s.pane().view.edit);
    s.apply(action::TypeText{"5"});
    EXPECT_FALSE(s.can_undo());
    s.apply(action::Select{});
    s.apply(action::EditCell{false, true});
    EXPECT_EQ(s.selected(), (Focus{Focus::Grid::kernel, {0, 0}}));
    s.view_grid(Focus::Grid::kernel, false);
    s.apply(action::Select{});
    s.apply(action::EditCell{false, true});
    EXPECT_FALSE(s.selected());
}

TEST(Cells, ADragPaintsAsOneStep) {
    Session s(small(), {});
    s.apply(action::ToggleBrush{});
    s.apply(action::SetBrush{42});
    s.apply(action::Paint{{in(0, 0), in(0, 1)}});
    s.apply(action::Paint{{in(1, 1), in(99, 99)}});
    EXPECT_EQ(at(s, 0, 1), 42);
    EXPECT_EQ(at(s, 1, 1), 42);
    EXPECT_EQ(s.pane().view.brush->painted.size(), 3u);
    s.apply(action::EndGesture{});
    EXPECT_TRUE(s.pane().view.brush->painted.empty());
    s.apply(action::Paint{{in(1, 0)}});
    s.apply(action::EndGesture{});
    EXPECT_EQ(s.past().size(), 2u);
    s.apply(action::Undo{2});
    EXPECT_FALSE(s.can_undo());
    s.apply(action::Escape{});
    EXPECT_FALSE(s.brush());
}

TEST(Cells, GoingBackWithinAGestureBringsCutNumbersBack) {
    Session s(small(), {});
    const auto before = s.experiment().input.tensor;
    s.apply(action::Resize{2, 2, true});
    EXPECT_TRUE(s.experiment().input.tensor.same(before));
    EXPECT_EQ(s.pane().view.resize, (Pair{2, 2}));
    s.apply(action::Resize{2, 2, false, "size"});
    EXPECT_EQ(s.experiment().input.tensor.shape().h, 2);
    s.apply(action::Resize{before.shape().h, before.shape().w + 1, false, "size"});
    EXPECT_EQ(at(s, 0, before.shape().w - 1), before.at(0, 0, 0, before.shape().w - 1));
    EXPECT_EQ(at(s, 0, before.shape().w), 0);
    EXPECT_EQ(s.past().size(), 1u);
    s.apply(action::Resize{0, 5});
    EXPECT_EQ(s.past().size(), 1u);
}

TEST(Paste, ATableReplacesTheInputOrFillsInFromTheSelectedCell) {
    Session s(small(), {});
    const Tensor before = s.experiment().input.tensor;
    s.apply(action::Paste{"1\t2\n3\t4\n"});
    EXPECT_EQ(s.experiment().input.tensor.shape(), (Shape{1, 1, 2, 2}));
    ASSERT_TRUE(s.toast());
    EXPECT_EQ(s.toast()->does, Toast::Does::undo);
    s.apply(action::Undo{});
    EXPECT_TRUE(s.experiment().input.tensor.same(before));
    s.apply(action::Select{in(before.shape().h - 1, 0)});
    s.apply(action::Paste{"70 71\n80 81\n"});
    EXPECT_EQ(at(s, before.shape().h - 1, 1), 71);
    ASSERT_TRUE(s.toast());
    EXPECT_EQ(s.toast()->does, Toast::Does::grow);
    s.apply(action::PasteAll{});
    EXPECT_EQ(s.experiment().input.tensor.shape().h, before.shape().h + 1);
    EXPECT_EQ(at(s, before.shape().h, 1), 81);
    EXPECT_EQ(s.past().size(), 1u);
}

TEST(Paste, AnythingElseIsAClearProblemAndChangesNothing) {
    Session s(small(), {});
    for (const char* text : {"", "hello", "1,2\n3\n", "{\"poolwalk\": 1}", "\xff\xfe"}) {
        s.apply(action::Paste{text});
        EXPECT_TRUE(s.notice()) << text;
        EXPECT_FALSE(s.can_undo()) << text;
        s.apply(action::DismissNotice{});
    }
}

TEST(Paste, ABrokenExperimentSaysWhatIsWrongWithIt) {
    const auto said = [](const char* text) {
        Session s(small(), {});
        s.apply(action::Paste{text});
        EXPECT_FALSE(s.can_undo()) << text;
        return s.notice() ? s.notice()->what.key : "";
    };
    EXPECT_EQ(said("hello"), "problem.paste");
    EXPECT_EQ(said("poolwalk:1"), "problem.share.cut");
    EXPECT_EQ(said("poolwalk:1:eJ"), "problem.share.damaged");
    EXPECT_TRUE(said("{\"poolwalk\": 1, \"inpt\": [[1]]}").starts_with("problem.document."));
    EXPECT_EQ(said("{\"poolwalk\": 1, \"input\": {\"file\": \"x.png\"}, \"stages\": []}"),
              "problem.paste.file");
}

TEST(Cells, ASizeThatCannotBeIsAProblem) {
    Session s(small(), {});
    s.apply(action::Resize{99999, 4});
    ASSERT_TRUE(s.notice());
    EXPECT_EQ(s.notice()->what.key, "problem.shape.side");
    EXPECT_FALSE(s.can_undo());
}

TEST(Fixes, AreTakenWhereverInTheChainTheyAre) {
    const auto document = load_sample("too-deep");
    ASSERT_TRUE(document);
    Session s(*document, {});
    ASSERT_TRUE(s.shown().problem && s.shown().problem->chain);
    const auto fixes = s.shown().problem->chain->fixes;
    for (std::size_t n = 0; n < fixes.size(); ++n) {
        s.apply(action::TakeFix{n});
        EXPECT_FALSE(s.shown().problem) << n;
        const Shape& out = s.shown().picture->done.back().plan.out;
        EXPECT_EQ((Pair{out.h, out.w}), fixes[n].out) << n;
        s.apply(action::Undo{});
        EXPECT_TRUE(s.shown().problem) << n;
        EXPECT_FALSE(s.can_undo()) << n;
    }
    s.apply(action::TakeFix{fixes.size()});
    EXPECT_FALSE(s.can_undo());
}

}  // namespace
}  // namespace pw
