// When earlier stages leave too little: the picture's numbers, and every fix really taken.
#include "core/walk/chain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "core/walk/document.h"

namespace pw {
namespace {

Tensor counted(Shape shape) {
    std::vector<float> values(static_cast<std::size_t>(shape.count()));
    std::iota(values.begin(), values.end(), 1.f);
    return Tensor(shape, std::move(values));
}

Stage convolution(StageId id, Pair kernel, std::int64_t in = 1, std::int64_t out = 1) {
    Stage s{id, find_op("conv"), {}, false};
    s.params.weight = counted({out, in, kernel.h, kernel.w});
    s.params.window.kernel = kernel;
    return s;
}

Stage pool(StageId id, Pair kernel, const char* name = "max_pool") {
    Stage s{id, find_op(name), {}, false};
    s.params.window.kernel = kernel;
    return s;
}

Experiment experiment(std::int64_t h, std::int64_t w, std::vector<Stage> stages) {
    Experiment e;
    e.input.tensor = counted({1, 1, h, w});
    e.stages = std::move(stages);
    return e;
}

std::optional<Chain> chain(const Experiment& e) {
    const auto result = evaluate(e);
    EXPECT_TRUE(result->stopped);
    return result->stopped ? result->stopped->chain : std::nullopt;
}

// "1 kernel_size 3 x 3 -> 1 x 1 !"; the input is stage 0, "!" marks the primary one.
std::string told(const ChainFix& f) {
    std::string s = std::to_string(f.stage);
    if (f.kind == ChainFix::Kind::remove) s += " remove";
    for (const Change& c : f.changes)
        s +=
            " " + c.parameter + " " + std::to_string(c.values.at(0)) + " x " + std::to_string(c.values.at(1));
    return s + " -> " + std::to_string(f.out.h) + " x " + std::to_string(f.out.w) + (f.primary ? " !" : "");
}
using Fixes = std::vector<std::string>;
Fixes fixes(const Experiment& e) {
    const auto c = chain(e);
    if (!c) return {"no chain"};
    Fixes out;
    for (const ChainFix& f : c->fixes) out.push_back(told(f));
    return out;
}

// Taken, a fix leaves no problem and gives the promised size.
void expect_kept(const Experiment& e, const ChainFix& fix) {
    const auto after = evaluate(with_fix(e, fix));
    ASSERT_FALSE(after->stopped) << told(fix);
    ASSERT_FALSE(after->done.empty());
    const Shape& out = after->done.back().out.values.shape();
    EXPECT_EQ(out.h, fix.out.h) << told(fix);
    EXPECT_EQ(out.w, fix.out.w) << told(fix);
}

TEST(Chain, ThePicture) {
    const auto document = load_sample("too-deep");
    ASSERT_TRUE(document);
    const Experiment& e = document->experiment;
    const auto result = evaluate(e);
    ASSERT_EQ(result->done.size(), 2u);
    const auto conv = result->done[0].out.values.data();
    EXPECT_EQ(std::vector<float>(conv.begin(), conv.end()), (std::vector<float>{13, 7, 14, 13}));
    EXPECT_EQ(result->done[1].out.values.data().front(), 14);
    const auto c = chain(e);
    ASSERT_TRUE(c);
    EXPECT_EQ(c->links, (std::vector<ChainLink>{{0, 6, 6, {1, 1}, false},
                                                {1, 2, 2, {5, 5}, false},
                                                {2, 1, 1, {2, 2}, false},
                                                {3, 0, 0, {2, 2}, true}}));
    EXPECT_EQ(c->takes_most, 1);
    EXPECT_EQ((Pair{c->needs_h, c->needs_w}), (Pair{2, 2}));
    EXPECT_EQ((Pair{c->left_h, c->left_w}), (Pair{1, 1}));
    EXPECT_EQ(fixes(e), (Fixes{"0 input_size 8 x 8 -> 1 x 1", "1 kernel_size 3 x 3 -> 1 x 1 !",
                               "1 padding 1 x 1 -> 1 x 1", "2 padding 1 x 1 -> 1 x 1", "3 remove -> 1 x 1"}));
    EXPECT_EQ(c->fixes[0].label, Message("fix.input", {std::int64_t(8), std::int64_t(8)}));
    EXPECT_EQ(c->fixes[1].label, Message("fix.kernel", {std::int64_t(3)}));
    EXPECT_EQ(c->fixes[4].label, Message("fix.remove"));
    for (const ChainFix& fix : c->fixes) expect_kept(e, fix);
}

TEST(Chain, IsNotToBlameWhenTheStageCantWorkAnyway) {
    // No stage before it.
    EXPECT_FALSE(chain(experiment(1, 1, {pool(1, {2, 2})})));
    Experiment muted = experiment(1, 1, {pool(1, {1, 1}), pool(2, {2, 2})});
    muted.stages[0].muted = true;
    EXPECT_FALSE(chain(muted));
    // Wrong at every size.
    Experiment padded = experiment(4, 4, {pool(1, {2, 2}), pool(2, {2, 2})});
    padded.stages[1].params.window.padding = {2, 2};
    EXPECT_FALSE(chain(padded));
    EXPECT_FALSE(chain(experiment(4, 4, {pool(1, {2, 2}), convolution(2, {3, 3}, 2)})));
    EXPECT_FALSE(chain(experiment(4, 4, {pool(1, {2, 2}), pool(2, {1 << 20, 1 << 20})})));
    // The stages before it took nothing.
    EXPECT_FALSE(chain(experiment(1, 1, {Stage{1, find_op("relu"), {}, false}, pool(2, {2, 2})})));
    EXPECT_FALSE(chain(experiment(3, 1, {pool(1, {3, 1}), pool(2, {1, 2})})));
}

TEST(Chain, LeavesOutMutedStages) {
    Experiment e = experiment(4, 4, {pool(4, {2, 2}), pool(9, {2, 2}), pool(2, {2, 2}), pool(7, {2, 2})});
    e.stages[1].muted = true;
    const auto c = chain(e);
    ASSERT_TRUE(c);
    ASSERT_EQ(c->links.size(), 4u);
    EXPECT_EQ(c->links[2].stage, 2);
    EXPECT_EQ(c->links[3].stage, 7);
    EXPECT_EQ(c->takes_most, 4);
    for (const ChainFix& fix : c->fixes) expect_kept(e, fix);
}

TEST(Chain, KeepsTheSideThatIsLongEnough) {
    // 3 x 20 -> 1 x 10 -> the height is missing.
    const Experiment e = experiment(3, 20, {pool(1, {2, 2}), pool(2, {2, 3})});
    EXPECT_EQ(fixes(e), (Fixes{"0 input_size 4 x 20 -> 1 x 3", "1 padding 1 x 1 -> 1 x 3 !",
                               "1 stride 1 x 1 -> 1 x 6", "2 remove -> 1 x 10"}));
    // The kernel is 3 x 2: only its height gives way.
    const Experiment tall = experiment(4, 8, {pool(1, {3, 2}), pool(2, {2, 2})});
    EXPECT_EQ(fixes(tall)[1], "1 kernel_size 2 x 2 -> 1 x 2 !");
}

TEST(Chain, NamesTheStageThatTakesMostOfTheShortSide) {
    // The width loses 90 in the first stage, but the height is short.
    const Experiment e = experiment(12, 100, {pool(1, {2, 10}), pool(2, {5, 1}), pool(3, {2, 2})});
    const auto c = chain(e);
    ASSERT_TRUE(c);
    EXPECT_EQ(c->takes_most, 1);  // 12 -> 6, then 6 -> 1
    const auto narrow = chain(experiment(9, 100, {pool(1, {2, 10}), pool(2, {4, 1}), pool(3, {2, 2})}));
    ASSERT_TRUE(narrow);
    EXPECT_EQ(narrow->takes_most, 1);
    const auto equal = chain(experiment(9, 9, {pool(1, {5, 5}), pool(2, {2, 2})}));
    ASSERT_TRUE(equal);
    EXPECT_EQ(equal->takes_most, 1);
}

TEST(Chain, UndoesDilationAndStride) {
    Experiment e = experiment(7, 7, {pool(1, {3, 3}), pool(2, {2, 2})});
    e.stages[0].params.window.dilation = {3, 3};
    e.stages[0].params.window.stride = Pair{2, 2};
    // 7 - 7 = 0 -> 1 x 1
    EXPECT_EQ(fixes(e), (Fixes{"0 input_size 9 x 9 -> 1 x 1", "1 kernel_size 2 x 2 -> 1 x 1 !",
                               "1 padding 1 x 1 -> 1 x 1", "2 remove -> 1 x 1"}));
    // A broken stage's own dilation.
    Experiment own = experiment(6, 6, {pool(1, {2, 2}), pool(2, {2, 2})});
    own.stages[1].params.window.dilation = {3, 3};
    EXPECT_EQ(fixes(own).back(), "2 dilation 2 x 2 -> 1 x 1");
    // A broken convolution can be smaller or padded; weights are cut about the centre.
    const Experiment conv = experiment(6, 6, {pool(1, {2, 2}), convolution(2, {5, 5})});
    const Fixes all = fixes(conv);
    EXPECT_EQ(all[all.size() - 2], "2 remove -> 3 x 3");
    EXPECT_EQ(all.back(), "2 kernel_size 3 x 3 -> 1 x 1");
}

TEST(Chain, AFixedInputIsNoFileAnyMore) {
    Experiment e = experiment(3, 3, {pool(1, {2, 2}), pool(2, {2, 2})});
    e.input.file = "a.csv";
    const Experiment after = with_fix(e, chain(e)->fixes.front());
    EXPECT_EQ(after.input.file, "");
    EXPECT_EQ(after.input.tensor.shape(), (Shape{1, 1, 4, 4}));
    EXPECT_EQ(after.input.tensor.at(0, 0, 2, 2), 9);
    EXPECT_EQ(after.input.tensor.at(0, 0, 3, 3), 0);
}

Stage any_stage(StageId id, std::mt19937& random) {
    const auto upto = [&](std::int64_t n) {
        return static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(n));
    };
    const Pair kernel{1 + upto(4), upto(3) ? 0 : 1 + upto(4)};
    const Pair k = kernel.w ? kernel : Pair{kernel.h, kernel.h};
    Stage s;
    switch (upto(4)) {
        case 0:
            s = convolution(id, k);
            break;
        case 1:
            s = pool(id, k, "avg_pool");
            break;
        case 2:
            s = pool(id, k);
            break;
        default:
            s = Stage{id, find_op("relu"), {}, false};
    }
    if (upto(3) == 0) s.params.window.stride = Pair{1 + upto(3), 1 + upto(3)};
    if (upto(4) == 0) s.params.window.padding = {upto(2), upto(2)};
    if (upto(4) == 0) s.params.window.dilation = {1 + upto(3), 1 + upto(3)};
    s.params.window.ceil_mode = upto(4) == 0;
    s.muted = upto(6) == 0;
    return s;
}

TEST(Chain, EveryOfferIsKept) {
    std::mt19937 random(20);
    int offered = 0, chains = 0;
    for (int round = 0; round < 4000; ++round) {
        std::vector<Stage> stages;
        const int count = 2 + static_cast<int>(random() % 4);
        for (int i = 0; i < count; ++i) stages.push_back(any_stage(10 - i, random));
        const Experiment e = experiment(1 + random() % 12, 1 + random() % 12, std::move(stages));
        const auto result = evaluate(e);
        if (!result->stopped || !result->stopped->chain) continue;
        ++chains;
        const Chain& c = *result->stopped->chain;
        EXPECT_TRUE(c.left_h < c.needs_h || c.left_w < c.needs_w);
        const auto primary = [](const ChainFix& f) { return f.primary; };
        EXPECT_EQ(std::ranges::count_if(c.fixes, primary), c.fixes.empty() ? 0 : 1);
        for (const ChainLink& link : c.links)
            EXPECT_LE(std::ranges::count(c.fixes, link.stage, &ChainFix::stage), 2);
        for (const ChainFix& fix : c.fixes) expect_kept(e, fix);
        offered += static_cast<int>(c.fixes.size());
    }
    EXPECT_GT(chains, 500);
    EXPECT_GT(offered, 1500);
}

}  // namespace
}  // namespace pw
