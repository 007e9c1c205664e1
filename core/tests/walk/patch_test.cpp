// Edits of a few cells: the same results as anew, from those windows alone that read them.
#include "core/walk/patch.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "core/ops/kernels.h"
#include "core/tests/ops/dice.h"

namespace pw {
namespace {

using test::Dice;

int forwards = 0, explained = 0;

// An operation that counts what is asked of it.
const OpInfo& counted(const char* name) {
    static const OpInfo* of = nullptr;
    static OpInfo op;
    of = find_op(name);
    op = *of;
    op.forward = [](const Params& p, const Plan& plan, const Tensor& x, const Wanted& wanted) {
        ++forwards;
        return of->forward(p, plan, x, wanted);
    };
    op.explain = [](const Params& p, const Plan& plan, const Tensor& x, std::int64_t n, std::int64_t c,
                    Position out, std::int64_t in) {
        ++explained;
        return of->explain(p, plan, x, n, c, out, in);
    };
    return op;
}

Tensor ramp(const Shape& shape) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < shape.count(); ++i) values.push_back(static_cast<float>(i));
    return {shape, std::move(values)};
}

Tensor with(const Tensor& t, std::size_t at, float value) {
    std::vector<float> values(t.data().begin(), t.data().end());
    values[at] = value;
    return {t.shape(), std::move(values)};
}

Stage stage(StageId id, const OpInfo& op, std::int64_t k, std::int64_t s) {
    Stage one;
    one.id = id;
    one.op = &op;
    one.params.window.kernel = {k, k};
    one.params.window.stride = Pair{s, s};
    return one;
}

TEST(Patch, DifferenceIsTheSmallestBox) {
    const Tensor a = ramp({2, 2, 3, 4});
    EXPECT_TRUE(difference(a, ramp({2, 2, 3, 4}))->empty());
    EXPECT_FALSE(difference(a, ramp({2, 2, 4, 3})));
    // Cells (1, 2) of plane 1 and (2, 1) of plane 2.
    const Tensor b = with(with(a, 12 + 6, -1), 24 + 9, -1);
    EXPECT_EQ(*difference(a, b), (Region{1, 3, {1, 3}, {1, 3}}));
    EXPECT_TRUE(difference(with(a, 0, std::nanf("")), with(a, 0, std::nanf("")))->empty());
    EXPECT_FALSE(difference(a, with(a, 0, -0.f))->empty());
}

TEST(Patch, LooksOnlyAtTheWindowsThatReadTheCell) {
    Experiment e;
    e.input.tensor = ramp({1, 1, 12, 12});
    const OpInfo& op = counted("max_pool");
    e.stages = {stage(1, op, 3, 1), stage(2, op, 2, 2)};
    const auto before = evaluate(e);
    forwards = explained = 0;
    e.input.tensor = with(e.input.tensor, 5 * 12 + 5, 1000);
    const auto after = evaluate(e, before.get());
    EXPECT_EQ(forwards, 0);
    // Nine windows of 3x3 read it; they lie in rows and columns 3 to 5, which four windows of 2x2 read.
    EXPECT_EQ(explained, 9 + 4);
    EXPECT_EQ(after->done[1].out.values.at(0, 0, 1, 1), 1000);
    EXPECT_EQ(after->done[1].range, (Range{39, 1000, true}));
    EXPECT_EQ(before->done[1].out.values.at(0, 0, 1, 1), 65);  // as it was

    // A cell that doesn't win anywhere changes no result.
    forwards = explained = 0;
    e.input.tensor = with(e.input.tensor, 0, -3);
    const auto same = evaluate(e, after.get());
    EXPECT_EQ(forwards, 0);
    EXPECT_EQ(explained, 1);
    EXPECT_TRUE(same->done[1].out.values.same(after->done[1].out.values));
}

TEST(Patch, LargeEditsAreDoneAnew) {
    Experiment e;
    e.input.tensor = ramp({1, 1, 600, 600});
    e.stages = {stage(1, counted("max_pool"), 2, 2)};
    const auto before = evaluate(e);
    forwards = explained = 0;
    e.input.tensor = with(with(e.input.tensor, 0, -1), 600 * 600 - 1, -1);
    evaluate(e, before.get());
    EXPECT_EQ(forwards, 1);
    EXPECT_EQ(explained, 0);
}

void expect_alike(const Evaluation& a, const Evaluation& b) {
    ASSERT_EQ(a.done.size(), b.done.size());
    for (std::size_t i = 0; i < a.done.size(); ++i) {
        const Tensor &x = a.done[i].out.values, &y = b.done[i].out.values;
        ASSERT_EQ(x.shape(), y.shape());
        for (std::size_t j = 0; j < x.data().size(); ++j) {
            const float u = x.data()[j], v = y.data()[j];
            ASSERT_TRUE(u == v || (std::isnan(u) && std::isnan(v))) << u << " " << v << " at " << j;
        }
        const Indices &p = a.done[i].out.indices, &q = b.done[i].out.indices;
        ASSERT_TRUE(std::ranges::equal(p.data(), q.data()));
        EXPECT_EQ(a.done[i].range, b.done[i].range);
    }
}

float any_value(Dice& dice) {
    if (dice.one_in(8)) return std::nanf("");
    if (dice.one_in(8)) return dice.one_in(2) ? INFINITY : -INFINITY;
    return static_cast<float>(dice.one_in(2) ? dice.real() : static_cast<double>(dice.roll(-3, 3)));
}

Tensor any_tensor(Dice& dice, const Shape& shape) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < shape.count(); ++i) values.push_back(any_value(dice));
    return {shape, std::move(values)};
}

Stage any_stage(Dice& dice, StageId id, std::int64_t channels) {
    const auto ops = all_ops();
    Stage s =
        stage(id, *ops[static_cast<std::size_t>(dice.roll(0, static_cast<std::int64_t>(ops.size()) - 1))],
              dice.roll(1, 4), dice.roll(1, 3));
    s.params.window.padding = {dice.roll(0, 1), dice.roll(0, 1)};
    s.params.window.dilation = {dice.roll(1, 2), dice.roll(1, 2)};
    s.params.output_size = {dice.roll(1, 5), dice.roll(1, 5)};
    s.params.norm_type = dice.roll(1, 3);
    s.params.seed = dice.roll(0, 99);
    if (s.op->has(Param::weight)) s.params.weight = any_tensor(dice, {dice.roll(1, 2), channels, 3, 2});
    return s;
}

TEST(Patch, GivesWhatAnewGives) {
    int together = 0;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        SCOPED_TRACE(seed);
        Dice dice(seed);
        Experiment e;
        const std::int64_t channels = dice.roll(1, 2);
        e.input.tensor = any_tensor(dice, {dice.roll(1, 2), channels, dice.roll(1, 12), dice.roll(1, 12)});
        for (StageId id = 1; id <= dice.roll(1, 3); ++id) e.stages.push_back(any_stage(dice, id, channels));
        auto shown = evaluate(e);
        for (int edit = 0; edit < 3; ++edit) {
            for (std::int64_t cells = dice.roll(1, 3); cells > 0; --cells) {
                const std::int64_t at = dice.roll(0, e.input.tensor.shape().count() - 1);
                e.input.tensor = with(e.input.tensor, static_cast<std::size_t>(at), any_value(dice));
            }
            shown = evaluate(e, shown.get());
            expect_alike(*shown, *evaluate(e));
            if (HasFatalFailure()) return;
        }
        if (shown->done.size() > 1) ++together;
    }
    EXPECT_GT(together, 300);
}

}  // namespace
}  // namespace pw
