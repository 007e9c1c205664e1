// Max unpooling: where values land, what size comes out, and what is refused in the framework's words.
#include "core/ops/unpool.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace pw {
namespace {

using V = std::vector<float>;
using I = std::vector<std::int64_t>;

const OpInfo& unpool() { return *find_op("max_unpool"); }

Params asked(std::int64_t k, const Shape& shape, I indices) {
    Params p;
    p.window.kernel = {k, k};
    p.indices = Indices(shape, std::move(indices));
    return p;
}

V values(const Params& p, const Tensor& input) {
    const auto plan = unpool().plan(p, input.shape());
    if (!plan) return {};
    const Forward f = unpool().forward(p, *plan, input, {});
    EXPECT_EQ(f.values.shape(), plan->out);
    EXPECT_TRUE(f.indices.empty());
    return {f.values.data().begin(), f.values.data().end()};
}

Problem refused(const Params& p, const Shape& input) {
    const auto plan = unpool().plan(p, input);
    EXPECT_FALSE(plan);
    return plan ? Problem() : plan.error();
}

std::string written(const std::vector<Term>& terms) {
    std::string s;
    for (const Term& t : terms) s += (s.empty() ? "" : " ") + t.text;
    return s;
}

constexpr Shape two{1, 1, 2, 2};
const Tensor winners(two, {9, 2, 6, 3});
const I places{5, 2, 13, 11};

TEST(Unpool, WorkedValues) {
    EXPECT_EQ(values(asked(2, two, places), winners), (V{0, 0, 2, 0, 0, 9, 0, 0, 0, 0, 0, 3, 0, 6, 0, 0}));
}

TEST(Unpool, ALargerOutputCountsInItsOwnRows) {
    Params p = asked(2, two, places);
    p.unpool_size = Pair{5, 5};
    V wanted(25, 0);
    wanted[5] = 9, wanted[2] = 2, wanted[13] = 6, wanted[11] = 3;
    EXPECT_EQ(values(p, winners), wanted);
}

TEST(Unpool, TheLastOfSeveralValuesForACellStays) {
    EXPECT_EQ(values(asked(2, two, {3, 0, 3, 3}), winners),
              (V{2, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
}

TEST(Unpool, EveryPlaneHasItsOwnIndices) {
    const Shape shape{2, 2, 1, 1};
    EXPECT_EQ(values(asked(2, shape, {0, 1, 2, 3}), Tensor(shape, {1, 2, 3, 4})),
              (V{1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4}));
}

TEST(Unpool, SizeFollowsTheWindow) {
    Params p;
    p.window = {{3, 2}, Pair{2, 3}, {1, 0}};
    EXPECT_EQ(unpooled_size(p, {1, 1, 4, 5}), (Pair{7, 14}));
    EXPECT_EQ(written(unpool_formula(p, {1, 1, 4, 5}, 0)), "( 4 − 1 ) · 2 − 2 · 1 + 3 = 7");
}

TEST(Unpool, UndoesAPoolingThatDoesNotOverlap) {
    std::mt19937 random(7);
    for (int i = 0; i < 50; ++i) {
        const std::int64_t k = 1 + static_cast<std::int64_t>(random() % 4),
                           n = k * (1 + static_cast<std::int64_t>(random() % 5));
        const Shape shape{2, 3, n, n};
        V v(static_cast<std::size_t>(shape.count()));
        for (float& x : v) x = 1 + static_cast<float>(random() % 100);
        const Tensor input(shape, v);
        Params p;
        p.window.kernel = {k, k};
        const OpInfo& pool = *find_op("max_pool");
        const auto plan = pool.plan(p, shape);
        ASSERT_TRUE(plan);
        const Forward pooled = pool.forward(p, *plan, input, {.indices = true});
        p.indices = pooled.indices;
        const V back = values(p, pooled.values);
        ASSERT_EQ(back.size(), v.size());
        std::int64_t kept = 0;
        for (std::size_t at = 0; at < v.size(); ++at) {
            ASSERT_TRUE(back[at] == 0 || back[at] == v[at]);
            kept += back[at] != 0;
        }
        EXPECT_EQ(kept, plan->out.count());
    }
}

TEST(Unpool, AStepKnowsWhereItsValueLands) {
    const Params p = asked(2, two, places);
    const auto plan = unpool().plan(p, two);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->steps(), 4);
    EXPECT_EQ(plan->columns(), 2);
    const Step s = unpool().explain(p, *plan, winners, 0, 0, {1, 0}, 0);
    EXPECT_EQ(s.how, Reduction::place);
    EXPECT_EQ(s.out, (Position{1, 0}));
    EXPECT_EQ(s.lands, (Position{3, 1}));
    EXPECT_EQ(s.result, 6);
    ASSERT_EQ(s.taps.size(), 1u);
    EXPECT_EQ(s.taps[0].at, (Position{1, 0}));
    // For all others it is the window's own place.
    const OpInfo& pool = *find_op("max_pool");
    const auto pooling = pool.plan(p, {1, 1, 4, 4});
    ASSERT_TRUE(pooling);
    const Step other = pool.explain(p, *pooling, Tensor({1, 1, 4, 4}, V(16, 1)), 0, 0, {1, 0}, 0);
    EXPECT_EQ(other.lands, other.out);
}

TEST(Unpool, WritersOfACell) {
    const Params p = asked(2, two, {3, 0, 3, 3});
    const auto plan = unpool().plan(p, two);
    ASSERT_TRUE(plan);
    EXPECT_EQ(writers_of(*plan, 0, 0, 4)[3], 4);
    EXPECT_EQ(writers_of(*plan, 0, 0, 3)[3], 3);
    EXPECT_EQ(writers_of(*plan, 0, 0, 4)[1], 0);
    for (std::int64_t steps = 0; steps <= 4; ++steps)
        for (std::int64_t cell = 0; cell < 16; ++cell)
            EXPECT_EQ(writer_of(*plan, 0, 0, cell, steps),
                      writers_of(*plan, 0, 0, steps)[static_cast<std::size_t>(cell)]);
}

TEST(Unpool, RefusesIndicesThatNameNoCell) {
    const Problem p = refused(asked(2, two, {5, 2, 18, 11}), two);
    EXPECT_EQ(p.framework, "Found an invalid max index: 18 (output volumes are of size 4x4");
    EXPECT_EQ(p.verdict, "18 ≥ 16");
    EXPECT_EQ(refused(asked(2, two, {-1, 2, 3, 11}), two).framework,
              "Found an invalid max index: -1 (output volumes are of size 4x4");
    // Of several the last, as the framework goes through all.
    EXPECT_EQ(refused(asked(2, two, {99, 17, 3, 11}), two).framework,
              "Found an invalid max index: 17 (output volumes are of size 4x4");
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(refused(asked(2, two, {most, 0, 0, 0}), two).what.key, "problem.unpool.index");
}

TEST(Unpool, RefusesIndicesOfAnotherShape) {
    EXPECT_EQ(
        refused(asked(2, {1, 1, 1, 4}, places), two).framework,
        "Expected shape of indices to be same as that of the input tensor ([1, 1, 2, 2]) but got indices "
        "tensor with shape: [1, 1, 1, 4]");
}

TEST(Unpool, RefusesASizeOutOfReach) {
    Params p = asked(2, two, places);
    p.unpool_size = Pair{7, 7};
    const Problem problem = refused(p, two);
    EXPECT_EQ(problem.framework, "invalid output_size \"(7, 7)\" (dim 0 must be between 2 and 6)");
    EXPECT_EQ(problem.verdict, "7 ≥ 6");
    ASSERT_EQ(problem.fixes.size(), 1u);
    EXPECT_EQ(problem.fixes[0].changes, (std::vector<Change>{{"unpool_size", {4, 4}}}));
    p.unpool_size = Pair{5, 2};
    EXPECT_EQ(refused(p, two).framework, "invalid output_size \"(5, 2)\" (dim 1 must be between 2 and 6)");
    p.indices = Indices(two, {0, 1, 2, 3});
    for (const std::int64_t side : {3, 4, 5}) {
        p.unpool_size = Pair{side, side};
        EXPECT_TRUE(unpool().plan(p, two)) << side;
    }
}

TEST(Unpool, RefusesWhatHasNoCellsOrTooMany) {
    Params p = asked(2, two, places);
    p.window.padding = {2, 2};
    EXPECT_EQ(refused(p, two).what.key, "problem.unpool.empty");
    p.window.padding = {3, 3};
    EXPECT_EQ(refused(p, two).verdict, "−2 < 1");
    p.window = {{2, 2}, Pair{100'000, 1}};
    EXPECT_EQ(refused(p, two).what.key, "problem.window.output_limit");
    for (const std::int64_t v :
         {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
        p = asked(2, two, places);
        p.window.kernel.h = v;
        EXPECT_EQ(refused(p, two).what.key, "problem.unpool.huge");
        p = asked(2, two, places);
        p.unpool_size = Pair{2, v};
        EXPECT_EQ(refused(p, two).what.key, "problem.unpool.huge");
    }
}

// A plan by sizes alone: where a chain is only measured.
TEST(Unpool, WithoutIndicesNothingIsNamed) {
    Params p;
    const auto plan = unpool().plan(p, two);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->out, (Shape{1, 1, 4, 4}));
    EXPECT_EQ(values(p, winners), V(16, 0));
}

TEST(Unpool, Code) {
    Params p;
    EXPECT_EQ(unpool().code(p), "nn.MaxUnpool2d(2)");
    p.window = {{3, 3}, Pair{2, 2}, {1, 1}};
    EXPECT_EQ(unpool().code(p), "nn.MaxUnpool2d(3, stride=2, padding=1)");
}

}  // namespace
}  // namespace pw
