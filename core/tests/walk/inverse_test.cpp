#include "core/walk/inverse.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/ops/registry.h"
#include "core/walk/document.h"

namespace pw {

namespace {

using Why = SizeAnswer::Why;

std::vector<SizeAnswer> all_of(const SizeAnswers& answers) {
    std::vector<SizeAnswer> all = answers.first;
    all.insert(all.end(), answers.more.begin(), answers.more.end());
    return all;
}

SizeAnswers square(std::int64_t wanted, std::int64_t given, Dialect dialect = Dialect::torch) {
    return size_answers({wanted, wanted}, {given, given}, dialect);
}

// What the answer makes of an input of that size, evaluated.
Pair made(const SizeAnswer& a, Pair wanted, Pair given) {
    Experiment e;
    e.input.tensor =
        Tensor({1, 1, given.h, given.w}, std::vector<float>(static_cast<std::size_t>(given.h * given.w), 1));
    StageId last = 0;
    const auto done = evaluate(with_size(e, input_stage, a, wanted, given, last));
    const StageResult* result = done->find(last);
    return result ? Pair{result->plan.out.h, result->plan.out.w} : Pair{0, 0};
}

// Every valid single window that leaves nothing over, by trying all of them.
int counted(std::int64_t o, std::int64_t n) {
    int count = 0;
    for (std::int64_t k = 1; k <= n; ++k)
        for (std::int64_t s = 1; s <= k; ++s)
            for (std::int64_t p = 0; p <= k / 2; ++p) {
                if (o == 1 && s != k) continue;  // a single window's stride does nothing
                const auto w = resolve({.kernel = {k, k}, .stride = Pair{s, s}, .padding = {p, p}},
                                       WindowUse::max_pool, {1, 1, n, n});
                if (w && w->out_h() == o && (o - 1) * s + k == n + 2 * p) ++count;
            }
    return count;
}

}  // namespace

TEST(Inverse, SevenOutOfTwentyEight) {
    const SizeAnswers a = square(7, 28);
    const std::vector<SizeAnswer> first{{Why::once, {4, 4}, {4, 4}, {0, 0}},
                                        {Why::network, {2, 2}, {2, 2}, {0, 0}, 2, "VGG"},
                                        {Why::little, {6, 6}, {4, 4}, {1, 1}},
                                        {Why::much, {10, 10}, {3, 3}, {0, 0}},
                                        {Why::adaptive, {7, 7}, {7, 7}, {0, 0}}};
    EXPECT_EQ(a.first, first);
    ASSERT_EQ(a.more.size(), 31u);
    EXPECT_EQ(a.more.front().kernel.h, 8);
    EXPECT_EQ(a.more.back().kernel.h, 28);
    EXPECT_EQ(size_reason(first[1], {7, 7}, {28, 28}),
              Message("size.why.network", {std::string("28 → 14 → 7"), std::string("VGG")}));
    EXPECT_EQ(size_reason(first[2], {7, 7}, {28, 28}), Message("size.why.shares", {std::int64_t{2}}));
}

TEST(Inverse, AllSmallSizesAsTryingThemAll) {
    for (std::int64_t n = 1; n <= 16; ++n)
        for (std::int64_t o = 1; o <= n + 2; ++o) {
            const SizeAnswers answers = square(o, n);
            int single = 0;
            for (const SizeAnswer& a : all_of(answers)) {
                EXPECT_EQ(made(a, {o, o}, {n, n}), (Pair{o, o})) << o << " out of " << n;
                const bool exact = (o - 1) * a.stride.h + a.kernel.h == n + 2 * a.padding.h;
                single += a.why != Why::adaptive && a.stages == 1 && exact;
            }
            EXPECT_EQ(single, counted(o, n)) << o << " out of " << n;
        }
}

TEST(Inverse, EveryCellIsReadUnderAllRules) {
    int seen = 0;
    for (const Dialect dialect : {Dialect::torch, Dialect::onnx, Dialect::tf})
        for (const auto& [wanted, given] :
             std::vector<std::pair<Pair, Pair>>{{{7, 7}, {28, 28}}, {{3, 5}, {9, 10}}, {{27, 27}, {55, 55}}})
            for (const SizeAnswer& a : all_of(size_answers(wanted, given, dialect))) {
                if (a.why == Why::adaptive || a.stages > 1) continue;
                const auto w = resolve(
                    {.kernel = a.kernel, .stride = a.stride, .padding = a.padding, .dialect = dialect},
                    WindowUse::max_pool, {1, 1, given.h, given.w});
                ASSERT_TRUE(w);
                EXPECT_EQ(w->never_read(), 0);
                EXPECT_EQ((Pair{w->out_h(), w->out_w()}), wanted);
                ++seen;
            }
    EXPECT_GT(seen, 100);
}

TEST(Inverse, KnownFromNetworks) {
    const auto network = [](std::int64_t wanted, std::int64_t given) {
        const SizeAnswers a = square(wanted, given);
        const auto found = std::ranges::find(a.first, Why::network, &SizeAnswer::why);
        return found == a.first.end() ? std::string_view() : found->network;
    };
    EXPECT_EQ(network(56, 112), "ResNet");
    EXPECT_EQ(network(27, 55), "AlexNet");
    EXPECT_EQ(network(8, 32), "VGG");
    EXPECT_EQ(network(5, 28), "");
}

TEST(Inverse, OnlyAdaptiveMakesMore) {
    const SizeAnswers a = square(7, 5);
    ASSERT_EQ(a.first.size(), 1u);
    EXPECT_EQ(a.first[0].why, Why::adaptive);
    EXPECT_TRUE(a.more.empty());
    EXPECT_TRUE(square(7, 5, Dialect::onnx).first.empty());
}

TEST(Inverse, LargeSizesEnd) {
    EXPECT_TRUE(square(2, limits::side).first.empty());  // its windows would have too many cells
    EXPECT_FALSE(square(5, limits::side).first.empty());
    EXPECT_FALSE(square(8191, limits::side).first.empty());
    EXPECT_LE(square(3, 5000).more.size(), limits::size_answers);
}

TEST(Inverse, TakesThePlaceOfAPoolingOnly) {
    const Experiment e = load_sample("conv-then-pool")->experiment;
    const StageId before = e.stages[0].id, pool = e.stages[1].id;
    EXPECT_EQ(given_to(e, pool), (Pair{5, 5}));
    EXPECT_FALSE(gives_freely(e, pool));
    const SizeAnswer answer{Why::much, {3, 3}, {1, 1}, {0, 0}};
    StageId last = 0;
    const Experiment replaced = with_size(e, pool, answer, {3, 3}, {5, 5}, last);
    ASSERT_EQ(replaced.stages.size(), 2u);
    EXPECT_EQ(last, pool);
    EXPECT_EQ(replaced.stages[1].params.window.kernel, (Pair{3, 3}));
    const Experiment added = with_size(e, before, answer, {3, 3}, {5, 5}, last);
    ASSERT_EQ(added.stages.size(), 3u);
    EXPECT_EQ(added.stages[1].id, last);
    EXPECT_EQ(added.stages[1].op, &max_pool);
}

TEST(Inverse, AnotherInputIsCutOrContinued) {
    Experiment e = load_sample("max-4x4")->experiment;
    const StageId pool = e.stages[0].id;
    ASSERT_TRUE(gives_freely(e, pool));
    StageId last = 0;
    const SizeAnswers answers = square(3, 6);
    const Experiment six = with_size(e, pool, answers.first.front(), {3, 3}, {6, 6}, last);
    EXPECT_EQ(six.input.tensor.shape(), (Shape{1, 1, 6, 6}));
    EXPECT_EQ(six.input.tensor.at(0, 0, 3, 3), e.input.tensor.at(0, 0, 3, 3));
    EXPECT_EQ(evaluate(six)->find(last)->plan.out, (Shape{1, 1, 3, 3}));
    EXPECT_EQ(size_in_use(answers, *six.find(last)), answers.first.data());
}

}  // namespace pw
