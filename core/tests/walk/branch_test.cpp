// A comparison: a second configuration of one stage on the same input.
#include <gtest/gtest.h>

#include "core/walk/chain.h"
#include "core/walk/difference.h"
#include "core/walk/document.h"

namespace pw {
namespace {

// conv-then-pool with its pooling compared with an average.
Experiment compared() {
    Experiment e = load_sample("conv-then-pool")->experiment;
    Branch branch{e.stages.back().id, e.stages.back()};
    branch.stage.id = unused_id(e);
    branch.stage.op = find_op("avg_pool");
    e.branch = std::move(branch);
    return e;
}

std::vector<float> values(const StageResult* r) {
    return r ? std::vector<float>(r->out.values.data().begin(), r->out.values.data().end())
             : std::vector<float>();
}

TEST(Branch, ReadsWhatTheStageBesideItReads) {
    const Experiment e = compared();
    const auto picture = evaluate(e);
    ASSERT_FALSE(picture->stopped);
    const StageId a = e.stages.back().id, b = e.branch->stage.id;
    EXPECT_TRUE(picture->input_of(a).same(picture->input_of(b)));
    EXPECT_EQ(values(picture->find(a)), (std::vector<float>{1, 3, 3, 1}));
    EXPECT_EQ(values(picture->find(b)), (std::vector<float>{.5f, 1.25f, 1.25f, .5f}));
    EXPECT_EQ(explain(*picture, b, 2).how, Reduction::mean);
}

TEST(Branch, NoStageGoesOnFromIt) {
    Experiment e = compared();
    Stage relu;
    relu.op = find_op("relu");
    relu.id = unused_id(e);
    e.stages.push_back(relu);
    const auto picture = evaluate(e);
    EXPECT_EQ(values(picture->find(relu.id)), (std::vector<float>{1, 3, 3, 1}));
}

TEST(Branch, WhatCannotBeStopsThePictureAndSaysWhich) {
    Experiment e = compared();
    e.branch->stage.params.window.kernel = {9, 9};
    const auto picture = evaluate(e);
    ASSERT_TRUE(picture->stopped);
    EXPECT_EQ(picture->stopped->stage, e.branch->stage.id);
}

TEST(Branch, IsNotDoneAgainWhenOnlyTheOtherSideChanges) {
    const Experiment e = compared();
    const auto before = evaluate(e);
    Experiment next = e;
    next.stages.back().params.window.kernel = {3, 3};
    const auto after = evaluate(next, before.get());
    EXPECT_TRUE(after->branch->out.values.same(before->branch->out.values));
}

TEST(Branch, EndsWithItsStage) {
    Experiment e = compared();
    e.stages.back().muted = true;
    settle(e, e.dialect);
    EXPECT_FALSE(e.branch);
    e = compared();
    e.stages.pop_back();
    settle(e, e.dialect);
    EXPECT_FALSE(e.branch);
}

TEST(Branch, ChangesAreToldOfEitherSide) {
    const Experiment e = compared();
    Experiment none = e, next = e;
    none.branch.reset();
    next.branch->stage.params.window.kernel = {3, 3};
    EXPECT_EQ(difference(none, e).what.key, "history.compare");
    EXPECT_EQ(difference(e, none).what.key, "history.compare_no_more");
    EXPECT_EQ(difference(e, next).what.key, "history.kernel_size");
    EXPECT_TRUE(same(e, e));
    EXPECT_FALSE(same(e, next));
}

TEST(Branch, IsPartOfADocumentWithTheSideThatIsWatched) {
    Document d{compared(), {}};
    for (const StageId watched : {d.experiment.stages.back().id, d.experiment.branch->stage.id}) {
        d.watch.stage = watched;
        d.watch.t = 2;
        const std::string text = write_document(d);
        const auto back = read_document(text, "d.json", {});
        ASSERT_TRUE(back) << text;
        EXPECT_EQ(write_document(*back), text);
        ASSERT_TRUE(back->experiment.branch);
        EXPECT_EQ(back->watch.stage == back->experiment.branch->stage.id,
                  watched == d.experiment.branch->stage.id);
        EXPECT_EQ(values(&*evaluate(back->experiment)->branch), values(&*evaluate(d.experiment)->branch));
    }
}

TEST(Branch, ADocumentComparesOneStageThatIsThere) {
    const auto refused = [](const std::string& stages, const std::string& watch) {
        const auto read = read_document(R"({"poolwalk": 1, "input": [[1, 2], [3, 4]], "stages": [)" + stages +
                                            R"(], "watch": {)" + watch + "}}",
                                        "d.json", {});
        return read ? std::string("read") : read.error().what.key;
    };
    const std::string pool = R"({"op": "max_pool", "kernel_size": 1, "compare": {"op": "relu"}})";
    EXPECT_EQ(refused(pool, ""), "read");
    EXPECT_EQ(refused(pool + ", " + pool, ""), "problem.document.two_compared");
    EXPECT_EQ(refused(R"({"op": "relu", "muted": true, "compare": {"op": "relu"}})", ""),
              "problem.document.compared_muted");
    EXPECT_EQ(refused(R"({"op": "relu", "compare": {"op": "relu", "compare": {"op": "relu"}}})", ""),
              "problem.document.unknown_key");
    EXPECT_EQ(refused(R"({"op": "relu"})", R"("stage": 1, "side": "b")"), "problem.document.side");
}

}  // namespace
}  // namespace pw
