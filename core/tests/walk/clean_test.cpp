#include "core/walk/clean.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/walk/document.h"
#include "core/walk/patch.h"

namespace pw {
namespace {

Stage stage(StageId id, const char* op) {
    Stage s;
    s.id = id;
    s.op = find_op(op);
    s.params.window.kernel = {2, 2};
    return s;
}

// A picture of 8 x 8 in one channel.
Experiment picture() {
    Experiment e;
    std::vector<float> values;
    for (int i = 0; i < 64; ++i) values.push_back(static_cast<float>(i * 3));
    e.input.tensor = Tensor({1, 1, 8, 8}, std::move(values));
    e.input.picture = true;
    e.stages = {stage(1, "max_pool"), stage(2, "avg_pool")};
    return e;
}
Experiment noisy(double amount = .2) {
    Experiment e = picture();
    e.input.disturbance.noise = {Noise::Kind::salt_and_pepper, amount, 7};
    return e;
}
TEST(Fed, IsWhatTheStagesRead) {
    const Experiment e = noisy();
    const auto now = evaluate(e);
    const Tensor by_hand = disturbed(e.input.tensor, e.input.disturbance, true);
    EXPECT_TRUE(std::ranges::equal(now->input.data(), by_hand.data()));
    EXPECT_TRUE(now->input_of(1).same(now->input));
    EXPECT_EQ(now->input_range, finite_range(by_hand));
    Experiment plain = picture();
    plain.input.tensor = by_hand;
    EXPECT_TRUE(
        std::ranges::equal(now->done[1].out.values.data(), evaluate(plain)->done[1].out.values.data()));
    EXPECT_TRUE(evaluate(plain)->input.same(by_hand));
}

TEST(Fed, IsMadeOnceForTheSameNoise) {
    Experiment e = noisy();
    const auto before = evaluate(e);
    e.stages[0].params.window.kernel = {3, 3};
    EXPECT_TRUE(evaluate(e, before.get())->input.same(before->input));
    e.input.disturbance.noise.seed = 8;
    EXPECT_FALSE(evaluate(e, before.get())->input.same(before->input));
    e = noisy();
    e.input.disturbance.shift = {0, 1};
    EXPECT_FALSE(evaluate(e, before.get())->input.same(before->input));
    e = noisy();
    e.input.picture = false;
    EXPECT_FALSE(evaluate(e, before.get())->input.same(before->input));
}

// A few specks more or less reach the patching of results.
TEST(Fed, AFewSpecksMoreAreAsGoodAsAllAnew) {
    const auto before = evaluate(noisy(.05));
    for (const double amount : {.06, .1, .3}) {
        const auto after = evaluate(noisy(amount), before.get()), anew = evaluate(noisy(amount));
        for (std::size_t i = 0; i < 2; ++i)
            EXPECT_TRUE(
                std::ranges::equal(after->done[i].out.values.data(), anew->done[i].out.values.data()));
    }
}

TEST(Fed, NoiseAndShiftTellExperimentsApart) {
    const Experiment a = noisy();
    Experiment b = a;
    EXPECT_TRUE(same(a, b));
    b.input.disturbance.noise.amount = .3;
    EXPECT_FALSE(same(a, b));
    b = a;
    b.input.disturbance.shift = {1, 0};
    EXPECT_FALSE(same(a, b));
}

TEST(Clean, IsThereWhenItIsAskedForAndMeansSomething) {
    EXPECT_EQ(evaluate_beside(false, noisy())->clean, nullptr);
    EXPECT_EQ(evaluate_beside(true, picture())->clean, nullptr);
    EXPECT_EQ(evaluate_beside(true, noisy(0))->clean, nullptr);
    Experiment e = noisy();
    e.branch = Branch{1, stage(3, "avg_pool")};
    const auto now = evaluate_beside(true, e);
    ASSERT_TRUE(now->clean);
    EXPECT_TRUE(
        std::ranges::equal(now->clean->output(2)->data(), evaluate(picture())->done[1].out.values.data()));
    EXPECT_EQ(now->clean->output(99), nullptr);
    EXPECT_EQ(now->clean->effects.size(), 3u);
    EXPECT_GT(now->clean->effects.at(3).mean, 0);
}

TEST(Clean, IsNeededByWhatIsShown) {
    Watch changes;
    changes.changes = true;
    EXPECT_FALSE(needs_clean(noisy(), {}, false));
    EXPECT_TRUE(needs_clean(noisy(), {}, true));
    EXPECT_TRUE(needs_clean(noisy(), changes, false));
    EXPECT_FALSE(needs_clean(noisy(0), changes, true));
    EXPECT_FALSE(needs_clean(picture(), changes, true));
    // Compared pictures are always counted.
    Experiment e = noisy();
    e.branch = Branch{1, stage(3, "avg_pool")};
    EXPECT_TRUE(needs_clean(e, {}, false));
    e.input.picture = false;
    EXPECT_FALSE(needs_clean(e, {}, false));
}

TEST(Clean, IsKeptWhileItStays) {
    const auto plain = evaluate(picture());
    Experiment e = plain->of;
    e.input.disturbance.noise = {Noise::Kind::salt_and_pepper, .2, 7};
    const auto first = evaluate_beside(true, e, plain.get());
    // What there was before the noise is what the clean one is.
    EXPECT_TRUE(first->clean->output(2)->same(plain->done[1].out.values));
    e.input.disturbance.noise.amount = .4;
    const auto second = evaluate_beside(true, e, first.get());
    EXPECT_TRUE(second->clean->output(2)->same(*first->clean->output(2)));
    EXPECT_NE(second->clean->effects.at(2), first->clean->effects.at(2));
    // And never one of other stages.
    e.stages[1].op = find_op("max_pool");
    const auto third = evaluate_beside(true, e, second.get());
    EXPECT_FALSE(std::ranges::equal(third->clean->output(2)->data(), second->clean->output(2)->data()));
}

TEST(Clean, IsNotThereOfAChainThatStops) {
    Experiment e = noisy();
    e.stages[1].params.window.kernel = {9, 9};
    const auto now = evaluate_beside(true, e);
    EXPECT_TRUE(now->stopped);
    EXPECT_EQ(now->clean, nullptr);
}

TEST(Clean, GivesUpWhenItIsStopped) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(evaluate_beside(true, noisy(), nullptr, stop.get_token()), nullptr);
}

TEST(Effect, CountsCellsWithAllTheirChannels) {
    const Tensor a({1, 2, 1, 3}, {1, 2, 3, 4, 5, 6}), b({1, 2, 1, 3}, {1, 2, 5, 4, 4, 5});
    const Effect e = effect_of(a, b);
    EXPECT_EQ(e.cells, 3);
    EXPECT_EQ(e.changed, 2);  // the third has changed in both
    EXPECT_DOUBLE_EQ(e.mean, 4. / 6);
    EXPECT_EQ(e.largest, 2);
    EXPECT_EQ(effect_of(a, a), (Effect{3, 0, 0, 0}));
}

TEST(Effect, HasNoMeanOfWhatIsNoNumber) {
    const float inf = HUGE_VALF, nan = std::nanf("");
    const Effect e =
        effect_of(Tensor({1, 1, 1, 4}, {inf, nan, inf, 1}), Tensor({1, 1, 1, 4}, {inf, nan, 0, 2}));
    EXPECT_EQ(e.changed, 2);
    EXPECT_EQ(e.largest, 1);
    EXPECT_EQ(e.mean, .25);
}

}  // namespace
}  // namespace pw
