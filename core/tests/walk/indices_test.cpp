// Whose indices an unpooling takes within a chain, and what is said where there are none.
#include "core/walk/indices.h"

#include <gtest/gtest.h>

#include "core/ops/registry.h"
#include "core/walk/document.h"
#include "core/walk/exercise.h"
#include "core/walk/share.h"

namespace pw {
namespace {

using V = std::vector<float>;

Stage stage(StageId id, const OpInfo& op, std::int64_t k = 2, std::optional<Pair> stride = {}) {
    Stage s;
    s.id = id;
    s.op = &op;
    s.params.window.kernel = {k, k};
    s.params.window.stride = stride;
    return s;
}

Experiment chain(std::int64_t side, std::vector<Stage> stages) {
    Experiment e;
    V values(static_cast<std::size_t>(side * side));
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i * 7 % 23);
    e.input.tensor = Tensor({1, 1, side, side}, std::move(values));
    e.stages = std::move(stages);
    return e;
}

TEST(IndicesFrom, TheNearestPoolingOfThisSize) {
    const auto e = evaluate(chain(8, {stage(1, max_pool), stage(2, relu), stage(3, max_pool),
                                      stage(4, max_unpool), stage(5, max_unpool)}));
    ASSERT_FALSE(e->stopped);
    EXPECT_EQ(e->find(4)->indices_from, 3);
    EXPECT_EQ(e->find(5)->indices_from, 1);
    EXPECT_EQ(e->find(5)->plan.out, (Shape{1, 1, 8, 8}));
    EXPECT_EQ(e->find(3)->indices_from, input_stage);
}

TEST(IndicesFrom, AMutedPoolingHasNone) {
    Experiment e = chain(4, {stage(1, max_pool), stage(2, max_unpool)});
    e.stages[0].muted = true;
    const auto none = evaluate(e);
    ASSERT_TRUE(none->stopped);
    EXPECT_EQ(none->stopped->problem.what, Message("problem.unpool.none"));
    EXPECT_EQ(none->stopped->problem.framework,
              "forward() missing 1 required positional argument: 'indices'");
    EXPECT_FALSE(output_shape(e, 0));
}

TEST(IndicesFrom, AnAverageBetweenChangesHowManyThereAre) {
    const Experiment e = chain(8, {stage(1, max_pool), stage(2, avg_pool), stage(3, max_unpool)});
    const auto stopped = evaluate(e)->stopped;
    ASSERT_TRUE(stopped);
    EXPECT_EQ(stopped->problem.what.key, "problem.unpool.others");
    EXPECT_EQ(
        stopped->problem.framework,
        "Expected shape of indices to be same as that of the input tensor ([1, 1, 2, 2]) but got indices "
        "tensor with shape: [1, 1, 4, 4]");
}

// Values between may change: they only have to be as many.
TEST(IndicesFrom, OtherValuesGoToTheSamePlaces) {
    const auto e = evaluate(chain(4, {stage(1, max_pool), stage(2, relu), stage(3, max_unpool)}));
    ASSERT_FALSE(e->stopped);
    EXPECT_TRUE(e->find(3)->plan.indices.same(e->find(1)->out.indices));
}

TEST(IndicesFrom, ResultsAreKeptOnlyWhileTheIndicesStay) {
    Experiment e = chain(4, {stage(1, max_pool), stage(2, max_unpool)});
    const auto first = evaluate(e);
    const auto again = evaluate(e, first.get());
    EXPECT_TRUE(again->find(2)->out.values.same(first->find(2)->out.values));
    // Winners of the same value at other places.
    V moved(e.input.tensor.data().begin(), e.input.tensor.data().end());
    std::swap(moved[0], moved[1]);
    std::swap(moved[4], moved[5]);
    e.input.tensor = Tensor({1, 1, 4, 4}, moved);
    const auto now = evaluate(e, again.get());
    EXPECT_FALSE(now->find(2)->out.values.same(first->find(2)->out.values));
    EXPECT_EQ(now->find(2)->out.values.at(0, 0, 1, 0), first->find(2)->out.values.at(0, 0, 1, 1));
}

// 5 x 5 pooled by 2 leaves a row over, whose size the window doesn't know.
TEST(IndicesFrom, WhatUndoesThePoolingIsOffered) {
    Experiment e = chain(5, {stage(1, max_pool), stage(2, max_unpool)});
    V values(25, 0);
    values[18] = 9;
    e.input.tensor = Tensor({1, 1, 5, 5}, values);
    const auto stopped = evaluate(e)->stopped;
    ASSERT_TRUE(stopped);
    EXPECT_EQ(stopped->problem.framework, "Found an invalid max index: 18 (output volumes are of size 4x4");
    ASSERT_FALSE(stopped->problem.fixes.empty());
    const Fix& fix = stopped->problem.fixes.front();
    EXPECT_EQ(fix.label, Message("fix.undo_pool", {std::string("max_pool")}));
    for (const Change& change : fix.changes) set_parameter(e.stages[1].params, change);
    const auto fixed = evaluate(e);
    ASSERT_FALSE(fixed->stopped);
    EXPECT_EQ(fixed->find(2)->plan.out, (Shape{1, 1, 5, 5}));
    EXPECT_EQ(fixed->find(2)->out.values.at(0, 0, 3, 3), 9);
}

TEST(Undoing, GivesBackTheSizeOfWhateverWasPooled) {
    for (const std::int64_t side : {4, 5, 7, 9, 16})
        for (const OpInfo* op : {&max_pool, &adaptive_max_pool, &global_max_pool})
            for (const std::int64_t k : {2, 3, 4})
                for (const std::int64_t s : {1, 2, 3, 5}) {
                    Stage pooling = stage(1, *op, k, Pair{s, s});
                    pooling.params.window.padding = {k / 2, k / 2};
                    pooling.params.window.dilation = {1, k == 2 ? 2 : 1};
                    pooling.params.output_size = {k, s};
                    Experiment e = chain(side, {pooling, stage(2, max_unpool)});
                    const auto pooled = output_shape(e, 1);
                    if (!pooled) continue;
                    e.stages[1].params = undoing(pooling, e.input.tensor.shape(), *pooled);
                    const auto back = evaluate(e);
                    ASSERT_FALSE(back->stopped)
                        << op->name << side << k << s << back->stopped->problem.framework;
                    EXPECT_EQ(back->find(2)->plan.out, e.input.tensor.shape());
                }
}

TEST(Unpooling, WalksInAsManyStepsAsItHasInputs) {
    const Document d = load_sample("unpool-4x4").value();
    EXPECT_EQ(walk_steps(d.experiment, 0), 4);
    EXPECT_EQ(output_shape(d.experiment, 0).value().plane(), 16);
    const auto e = evaluate(d.experiment);
    EXPECT_EQ(explain(*e, d.experiment.stages[1].id, 3).lands, (Position{3, 1}));
    EXPECT_EQ(explain(*e, d.experiment.stages[1].id, 99).lands, (Position{2, 3}));
}

TEST(Unpooling, StaysTheSameInADocument) {
    Document d = load_sample("unpool-4x4").value();
    const std::string plain = write_document(d);
    EXPECT_EQ(plain.find("output_size"), std::string::npos);
    EXPECT_EQ(plain.find("indices"), std::string::npos);
    d.experiment.stages[1].params.unpool_size = Pair{5, 4};
    d.experiment.stages[1].params.window.padding = {0, 0};
    d.watch.t = 2.5;
    const auto nothing = [](std::string_view) -> Expected<std::string> { return fail("problem.test"); };
    const auto read = read_document(write_document(d), "x.json", nothing);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->experiment.stages[1].params.unpool_size, (Pair{5, 4}));
    EXPECT_EQ(read->watch.t, 2.5);
    const auto shared = read_share_line(share_line(d).value());
    ASSERT_TRUE(shared);
    EXPECT_EQ(shared->experiment.stages[1].params.unpool_size, (Pair{5, 4}));
    EXPECT_EQ(evaluate(shared->experiment)->done.size(), 2u);
}

TEST(Unpooling, IsNoExercise) {
    const Document d = load_sample("unpool-4x4").value();
    const auto exercise = exercise_of(d.experiment, d.watch);
    ASSERT_FALSE(exercise);
    EXPECT_EQ(exercise.error().what.key, "problem.worksheet.indices");
}

}  // namespace
}  // namespace pw
