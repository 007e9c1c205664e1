#include "core/walk/experiment.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace pw {
namespace {

int plans = 0, forwards = 0;

// Adds the kernel's height to every value; refuses a height of 0. Small enough to count its calls.
Expected<Plan> plan_add(const Params& p, const Shape& input) {
    ++plans;
    if (p.window.kernel.h == 0) return fail("problem.test");
    Plan plan;
    plan.window = {Axis({input.h, 1, 1, 0, 0, 1, input.h}), Axis({input.w, 1, 1, 0, 0, 1, input.w})};
    plan.out = input;
    return plan;
}
Forward run_add(const Params& p, const Plan& plan, const Tensor& input, const Wanted&) {
    ++forwards;
    std::vector<float> out(input.data().begin(), input.data().end());
    for (float& v : out) v += static_cast<float>(p.window.kernel.h);
    return {Tensor(plan.out, std::move(out)), {}};
}
Step explain_add(const Params& p, const Plan&, const Tensor& input, std::int64_t n, std::int64_t c,
                 Position out, std::int64_t in_channel) {
    Step s;
    s.n = n;
    s.c = c;
    s.out = out;
    s.in_channel = in_channel;
    s.result = input.at(n, c, out.y, out.x) + static_cast<float>(p.window.kernel.h);
    return s;
}
const OpInfo add = [] {
    OpInfo op;
    op.name = "add";
    op.plan = plan_add;
    op.forward = run_add;
    op.explain = explain_add;
    return op;
}();

Stage stage(StageId id, std::int64_t amount) {
    Stage s;
    s.id = id;
    s.op = &add;
    s.params.window.kernel.h = amount;
    return s;
}

Experiment chain() {
    Experiment e;
    e.input.tensor = Tensor({1, 1, 2, 3}, {1, 2, 3, 4, 5, 6});
    e.stages = {stage(7, 10), stage(3, 100), stage(5, 1000)};
    return e;
}

float first(const Tensor& t) { return t.data().front(); }

class Evaluate : public testing::Test {
  protected:
    void SetUp() override { plans = forwards = 0; }
};

TEST_F(Evaluate, KnowsTheFiniteRangeOfEveryTensor) {
    Experiment e = chain();
    const float inf = std::numeric_limits<float>::infinity();
    e.input.tensor = Tensor({1, 1, 2, 3}, {1, -2, inf, 4, std::nanf(""), 3});
    const auto done = evaluate(e);
    EXPECT_EQ(done->input_range, (Range{-2, 4, true}));
    EXPECT_EQ(done->done.front().range, (Range{8, 14, true}));
    EXPECT_EQ(evaluate(e, done.get())->input_range, done->input_range);
    e.input.tensor = Tensor({1, 1, 1, 1}, {inf});
    EXPECT_FALSE(evaluate(e)->input_range.any);
}

TEST_F(Evaluate, RunsTheStagesInOrder) {
    const auto e = evaluate(chain());
    ASSERT_EQ(e->done.size(), 3u);
    EXPECT_FALSE(e->stopped);
    EXPECT_EQ(first(e->find(7)->out.values), 11);
    EXPECT_EQ(first(e->find(5)->out.values), 1111);
    EXPECT_EQ(first(e->input_of(7)), 1);
    EXPECT_EQ(first(e->input_of(3)), 11);
    EXPECT_EQ(first(e->input_of(5)), 111);
    EXPECT_EQ(first(e->input_of(input_stage)), 1);
    EXPECT_EQ(first(e->input_of(99)), 1);
    EXPECT_EQ(e->find(99), nullptr);
}

TEST_F(Evaluate, RedoesOnlyWhatChanged) {
    const auto before = evaluate(chain());
    EXPECT_EQ(forwards, 3);
    const auto again = evaluate(chain(), before.get());  // another tensor with equal values
    EXPECT_EQ(forwards, 3);
    EXPECT_TRUE(again->find(5)->out.values.same(before->find(5)->out.values));

    Experiment e = again->of;
    const auto unchanged = evaluate(e, again.get());
    EXPECT_EQ(forwards, 3);
    EXPECT_EQ(plans, 3);
    EXPECT_TRUE(unchanged->find(5)->out.values.same(again->find(5)->out.values));

    e.stages[1].params.window.kernel.h = 200;
    const auto middle = evaluate(e, again.get());
    EXPECT_EQ(forwards, 4);  // the last stage's few cells are looked at one by one
    EXPECT_TRUE(middle->find(7)->out.values.same(again->find(7)->out.values));
    EXPECT_EQ(first(middle->find(5)->out.values), 1211);

    e.stages[2].params.window.kernel.h = 2000;
    EXPECT_EQ(first(evaluate(e, middle.get())->find(5)->out.values), 2211);
    EXPECT_EQ(forwards, 5);
}

TEST_F(Evaluate, AnotherOperationOfTheSameStageIsNew) {
    static OpInfo twin = add;
    const auto before = evaluate(chain());
    Experiment e = before->of;
    e.stages[2].op = &twin;
    evaluate(e, before.get());
    EXPECT_EQ(forwards, 4);
}

TEST_F(Evaluate, StopsAtTheFirstProblem) {
    Experiment e = chain();
    e.stages[1].params.window.kernel.h = 0;
    e.stages[2].params.window.kernel.h = 0;
    const auto r = evaluate(e);
    ASSERT_TRUE(r->stopped);
    EXPECT_EQ(r->stopped->stage, 3);
    EXPECT_EQ(r->stopped->problem.what.key, "problem.test");
    EXPECT_EQ(r->done.size(), 1u);
    EXPECT_EQ(plans, 2);

    e.stages[1].params.window.kernel.h = 5;
    e.stages[2].params.window.kernel.h = 6;
    const auto fixed = evaluate(e, r.get());  // what was done before the problem is still good
    EXPECT_EQ(first(fixed->find(5)->out.values), 22);
    EXPECT_EQ(forwards, 3);
}

TEST_F(Evaluate, MutedStagesPassOn) {
    Experiment e = chain();
    e.stages[1].muted = true;
    e.stages[1].params.window.kernel.h = 0;  // nobody asks
    const auto r = evaluate(e);
    EXPECT_FALSE(r->stopped);
    EXPECT_EQ(r->find(3), nullptr);
    EXPECT_EQ(first(r->input_of(5)), 11);
    EXPECT_EQ(first(r->find(5)->out.values), 1011);
}

TEST_F(Evaluate, WithoutStagesThereIsTheInput) {
    Experiment e = chain();
    e.stages.clear();
    const auto r = evaluate(e);
    EXPECT_TRUE(r->done.empty());
    EXPECT_FALSE(r->stopped);
}

TEST_F(Evaluate, ExplainsAStepByItsNumber) {
    const auto r = evaluate(chain());
    const Step s = explain(*r, 3, 5);
    EXPECT_EQ(s.out, (Position{1, 1}));
    EXPECT_EQ(s.result, 115);
    EXPECT_EQ(explain(*r, 3, 1).out, (Position{0, 0}));
    EXPECT_EQ(explain(*r, 3, 0).out, (Position{0, 0}));
    EXPECT_EQ(explain(*r, 3, 99).out, (Position{1, 2}));
    EXPECT_EQ(explain(*r, 3, 1, 4, 4, 4).c, 0);
    EXPECT_TRUE(explain(*r, 99, 1).taps.empty());
}

TEST(Experiment, FindsStagesById) {
    const Experiment e = chain();
    EXPECT_EQ(e.index_of(3), 1);
    EXPECT_EQ(e.index_of(4), -1);
    EXPECT_EQ(e.find(5), &e.stages[2]);
    EXPECT_EQ(e.find(0), nullptr);
}

TEST(Experiment, SameMeansTheSameInEveryPart) {
    const Experiment a = chain();
    EXPECT_TRUE(same(a, a));
    EXPECT_FALSE(same(a, chain()));  // equal values, another tensor
    Experiment b = a;
    b.title = Message("title.plain");
    EXPECT_FALSE(same(a, b));
    b = a;
    b.stages[0].params.window.padding.w = 1;
    EXPECT_FALSE(same(a, b));
    b = a;
    b.stages[0].muted = true;
    EXPECT_FALSE(same(a, b));
    b = a;
    b.stages.pop_back();
    EXPECT_FALSE(same(a, b));
    b = a;
    b.input.file = "x.csv";
    EXPECT_FALSE(same(a, b));
}

}  // namespace
}  // namespace pw
