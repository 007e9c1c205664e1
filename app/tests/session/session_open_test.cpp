#include <gtest/gtest.h>

#include "app/tests/session/examples.h"

namespace pw {
namespace {

using namespace examples;

Expected<std::string> no_files(std::string_view) { return fail("problem.memory"); }

action::Any file(std::string_view name, std::string_view bytes) {
    auto document = open_document(name, bytes, no_files);
    if (!document) return action::Report{document.error()};
    return action::Open{std::move(*document)};
}

TEST(Open, CountsDocumentsAndUndoLeadsBack) {
    Session s(small(), {});
    EXPECT_EQ(s.opened(), 1);
    s.apply(set("padding", {1, 1}));
    EXPECT_EQ(s.opened(), 1);
    s.apply(action::Open{chain()});
    s.apply(action::OpenSample{"padding"});
    EXPECT_EQ(s.opened(), 3);
    s.apply(action::Undo{});
    EXPECT_EQ(s.opened(), 2);
    s.apply(action::Undo{2});
    EXPECT_EQ(s.opened(), 1);
    s.apply(action::Redo{3});
    EXPECT_EQ(s.opened(), 3);
    s.apply(action::Undo{});
    s.apply(action::Open{small()});
    EXPECT_EQ(s.opened(), 4);  // never a number twice
}

TEST(Open, TakesOverWhatHasBeenWorkedOut) {
    Session s(small(), {});
    const Document d = chain();
    const Prepared ready = prepared(false, d.experiment, {}, Theme::light);
    s.apply(action::Open{d, ready});
    const Evaluation& shown = *s.shown().picture;
    ASSERT_EQ(shown.done.size(), ready.picture->done.size());
    for (std::size_t i = 0; i < shown.done.size(); ++i)
        EXPECT_TRUE(shown.done[i].out.values.same(ready.picture->done[i].out.values));
    EXPECT_EQ(s.pane().images, ready.images);
}

TEST(Open, ReplacesEverythingAndCanBeUndone) {
    Session s(small(), {});
    s.apply(set("padding", {1, 1}));
    s.apply(set("stride", {1, 1}));
    s.apply(action::Undo{});
    s.apply(action::Play{});
    s.apply(action::Report{Problem(Message("problem.memory"))});
    Document d = chain();
    d.watch.t = 2.5;
    s.apply(action::Open{d});
    EXPECT_TRUE(same(s.experiment(), d.experiment));
    EXPECT_FALSE(s.can_redo());
    EXPECT_FALSE(s.notice());
    EXPECT_FALSE(s.clock().playing);
    EXPECT_EQ(s.clock().t, 2.5);
    s.apply(action::Open{small()});
    EXPECT_EQ(s.clock().t, 0);
    s.apply(action::Undo{});
    EXPECT_TRUE(same(s.experiment(), d.experiment));
    EXPECT_EQ(s.clock().t, 2.5);  // as it was left
    s.apply(action::Undo{});
    EXPECT_EQ(params(s).window.padding, (Pair{1, 1}));
    s.apply(action::Undo{});
    EXPECT_EQ(params(s).window.padding, (Pair{0, 0}));
    s.apply(action::Redo{3});
    EXPECT_EQ(s.clock().t, 0);
    EXPECT_FALSE(s.can_redo());
}

TEST(Open, AGestureDoesNotReachIntoTheNextDocument) {
    Session s(small(), {});
    s.apply(set("padding", {1, 1}, "padding"));
    s.apply(action::Open{small()});
    s.apply(set("padding", {1, 1}, "padding"));
    EXPECT_TRUE(s.can_undo());
    s.apply(action::Undo{});
    EXPECT_EQ(params(s).window.padding, (Pair{0, 0}));
}

TEST(Open, WhatWasNeverValidShowsTheStagesBeforeTheProblem) {
    Document d = chain();
    d.experiment.stages[1].params.window.padding = {5, 5};
    Session s(d, {});
    ASSERT_TRUE(s.shown().problem);
    EXPECT_EQ(s.shown().problem->stage, 9);
    EXPECT_FALSE(s.shown().picture->stopped);
    EXPECT_EQ(s.shown().picture->of.stages.size(), 1u);
    EXPECT_EQ(s.watched()->id, 9);       // the controls are there to mend it
    EXPECT_EQ(s.pane().watch.stage, 4);  // what can be drawn
    EXPECT_EQ(s.clock().steps, 0);
    s.apply(set("padding", {1, 1}, "", 9));
    EXPECT_FALSE(s.shown().problem);
    EXPECT_EQ(s.pane().watch.stage, 9);
    EXPECT_EQ(s.clock().steps, 4);

    d.experiment.stages[0].params.window.kernel = {0, 0};
    s.apply(action::Open{d});
    EXPECT_TRUE(s.shown().picture->of.stages.empty());
    EXPECT_EQ(s.pane().watch.stage, input_stage);
    s.apply(action::Hover{output(0, 0)});
    s.apply(action::Channel{1});
    EXPECT_TRUE(s.shown().problem);
    s.apply(action::Undo{});
    EXPECT_FALSE(s.shown().problem);
}

TEST(Open, ATableGetsAPoolingStage) {
    Session s(chain(), {});
    s.apply(file("/home/me/numbers.csv", "1,2,3\n4,5,6\n7,8,9\n"));
    ASSERT_FALSE(s.notice());
    EXPECT_EQ(s.experiment().title, Message("title.plain", {std::string("numbers.csv")}));
    EXPECT_EQ(s.experiment().input.tensor.shape(), (Shape{1, 1, 3, 3}));
    EXPECT_EQ(s.watched()->op, find_op("max_pool"));
    EXPECT_EQ(params(s).window.kernel, (Pair{2, 2}));
    EXPECT_EQ(s.watch().colour, ColourBy::region);
    EXPECT_EQ(s.shown().picture->done.back().out.values.at(0, 0, 0, 0), 5);
}

TEST(Open, ATinyTableGetsAWindowThatFits) {
    Session s(small(), {});
    s.apply(file("one.csv", "7\n"));
    EXPECT_FALSE(s.shown().problem);
    EXPECT_EQ(params(s).window.kernel, (Pair{1, 1}));
    s.apply(file("row.csv", "1,2,3,4\n"));
    EXPECT_FALSE(s.shown().problem);
    EXPECT_EQ(params(s).window.kernel, (Pair{1, 2}));
}

TEST(Open, ALargeTableIsColouredByValue) {
    std::string table;
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x) table += std::to_string(y * x) + (x == 63 ? "\n" : ",");
    Session s(small(), {});
    s.apply(file("large.csv", table));
    EXPECT_EQ(s.watch().colour, ColourBy::value);
    EXPECT_EQ(s.watched()->op, find_op("max_pool"));
}

TEST(Open, ADocumentIsToldByItsContent) {
    Document d = small();
    d.experiment.stages[0].params.window.padding = {1, 0};
    d.watch.stage = 1;
    d.watch.t = 1.5;
    Session s(chain(), {});
    s.apply(file("renamed.csv", "\n " + write_document(d)));
    ASSERT_FALSE(s.notice());
    EXPECT_EQ(params(s).window.padding, (Pair{1, 0}));
    EXPECT_EQ(s.clock().t, 1.5);
    EXPECT_EQ(s.document().watch.t, 1.5);
    EXPECT_EQ(write_document(s.document()), write_document(d));
}

TEST(Open, WhatCannotBeReadLeavesEverythingAsItWas) {
    Session s(small(), {});
    s.apply(set("stride", {1, 1}));
    s.apply(action::Seek{2.5});
    const Experiment before = s.experiment();
    for (const char* bytes : {"1,2\n3\n", "{\"poolwalk\": 1, ", "", "{}"}) {
        s.apply(action::DismissNotice{});
        s.apply(file("broken.csv", bytes));
        ASSERT_TRUE(s.notice()) << bytes;
        EXPECT_FALSE(s.notice()->what.key.empty());
        EXPECT_TRUE(same(s.experiment(), before));
        EXPECT_EQ(s.clock().t, 2.5);
        EXPECT_TRUE(s.can_undo());
    }
    s.apply(action::OpenSample{"no such sample"});
    EXPECT_TRUE(s.notice());
    EXPECT_TRUE(same(s.experiment(), before));
}

TEST(Open, EverySample) {
    Session s(small(), {});
    ASSERT_FALSE(sample_names().empty());
    for (const std::string& name : sample_names()) {
        s.apply(action::OpenSample{name});
        EXPECT_FALSE(s.notice()) << name;
        EXPECT_EQ(s.shown().problem.has_value(), name == "too-deep") << name;
        if (name != "too-deep") {
            EXPECT_GT(s.clock().steps, 0) << name;
        }
        const bool picture = s.experiment().input.picture;  // pooled already, the others begin
        EXPECT_EQ(s.clock().t, picture ? static_cast<double>(s.clock().steps) : 0) << name;
        EXPECT_EQ(s.watched()->id, s.experiment().stages.back().id) << name;
    }
}

TEST(Open, NoticesComeAndGo) {
    Session s(small(), {});
    s.apply(action::Report{Problem(Message("problem.memory"))});
    ASSERT_TRUE(s.notice());
    EXPECT_EQ(s.notice()->what.key, "problem.memory");
    s.apply(action::DismissNotice{});
    EXPECT_FALSE(s.notice());
}

}  // namespace
}  // namespace pw
