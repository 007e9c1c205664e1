// The chain: stages come, go and move, each as one change; and the toast's time.
#include <gtest/gtest.h>

#include <random>

#include "app/tests/session/examples.h"

namespace pw {
namespace {

using namespace examples;

std::vector<StageId> ids(const Session& s) {
    std::vector<StageId> all;
    for (const Stage& stage : s.experiment().stages) all.push_back(stage.id);
    return all;
}
using Ids = std::vector<StageId>;

TEST(Stages, AreAddedAfterTheOneThatIsMeantAndWatched) {
    Session s(chain(), {});
    s.apply(action::AddStage{4, "relu"});
    EXPECT_EQ(ids(s), (Ids{4, 10, 9}));
    EXPECT_EQ(s.watched()->id, 10);
    s.apply(action::AddStage{9, "max_pool"});
    EXPECT_EQ(ids(s), (Ids{4, 10, 9, 11}));
    s.apply(action::AddStage{input_stage, "relu"});
    EXPECT_EQ(ids(s), (Ids{12, 4, 10, 9, 11}));
    s.apply(action::Undo{3});
    EXPECT_EQ(ids(s), (Ids{4, 9}));
    s.apply(action::Redo{2});
    EXPECT_EQ(ids(s), (Ids{4, 10, 9, 11}));
}

TEST(Stages, AConvolutionReadsEveryChannelThatReachesIt) {
    Session s(document({1, 3, 8, 8}, {stage(1, "max_pool")}), {});
    s.apply(action::AddStage{1, "conv"});
    EXPECT_FALSE(s.shown().problem);
    EXPECT_EQ(s.watched()->params.weight.shape(), (Shape{1, 3, 3, 3}));
}

TEST(Stages, ThereIsALimit) {
    Session s(document({1, 1, 4, 4}, {stage(1, "relu")}), {});
    for (int i = 0; i < 40; ++i) s.apply(action::DuplicateStage{1});
    EXPECT_EQ(s.experiment().stages.size(), 32u);
    s.apply(action::AddStage{1, "relu"});
    EXPECT_EQ(s.experiment().stages.size(), 32u);
}

TEST(Stages, RemovingTheWatchedOneWatchesTheOneBefore) {
    Session s(chain(), {});
    s.apply(action::RemoveStage{9});
    EXPECT_EQ(s.watched()->id, 4);
    s.apply(action::RemoveStage{4});
    EXPECT_EQ(s.watched(), nullptr);
    s.apply(action::AddStage{input_stage, "max_pool"});
    ASSERT_TRUE(s.watched());
    EXPECT_EQ(s.watched()->op->name, "max_pool");
    s.apply(action::Undo{3});
    EXPECT_EQ(ids(s), (Ids{4, 9}));
}

TEST(Stages, AMutedOnePassesItsInputOn) {
    Session s(chain(), {});
    s.apply(action::MuteStage{4});
    EXPECT_EQ(s.shown().picture->input_of(9).shape().h, 12);
    EXPECT_EQ(s.past().back().what, Message("history.mute", {std::string("avg_pool")}));
    s.apply(action::WatchStage{4});
    EXPECT_EQ(s.watched()->id, 9);
    s.apply(action::MuteStage{4});
    EXPECT_EQ(s.shown().picture->input_of(9).shape().h, 6);
}

TEST(Stages, MoveAmongTheOthers) {
    Session s(document({1, 1, 24, 24}, {stage(1, "max_pool"), stage(2, "avg_pool"), stage(3, "relu")}), {});
    s.apply(action::MoveStage{1, 2});
    EXPECT_EQ(ids(s), (Ids{2, 3, 1}));
    s.apply(action::MoveStage{1, 0});
    EXPECT_EQ(ids(s), (Ids{1, 2, 3}));
    s.apply(action::MoveStage{2, 99});
    EXPECT_EQ(ids(s), (Ids{1, 3, 2}));
    const std::size_t entries = s.past().size();
    s.apply(action::MoveStage{2, 2});  // where it is
    s.apply(action::MoveStage{77, 0});
    EXPECT_EQ(s.past().size(), entries);
}

TEST(Preset, TakesThePlaceOfAPoolingStageAsOneChange) {
    Session s(chain(), {});
    s.apply(action::ApplyPreset{4, "inception"});
    EXPECT_EQ(ids(s), (Ids{4, 9}));
    EXPECT_EQ(s.experiment().stages[0].op->name, "max_pool");
    EXPECT_EQ(s.experiment().stages[0].params.window.kernel, (Pair{3, 3}));
    EXPECT_EQ(s.past().size(), 1u);
    EXPECT_EQ(s.past().back().what, Message("history.preset"));
    s.apply(action::Undo{});
    EXPECT_EQ(s.experiment().stages[0].op->name, "avg_pool");
}

TEST(Preset, FollowsAConvolutionAndFillsAnEmptyChain) {
    Session s(document({1, 1, 8, 6}, {stage(1, "relu")}), {});
    s.apply(action::ApplyPreset{1, "global-average"});
    EXPECT_EQ(ids(s), (Ids{1, 2}));
    EXPECT_EQ(s.watched()->params.window.kernel, (Pair{8, 6}));
    EXPECT_FALSE(s.shown().problem);
    Session none(document({1, 1, 8, 6}, {}), {});
    none.apply(action::ApplyPreset{input_stage, "vgg"});
    EXPECT_EQ(ids(none), (Ids{1}));
    none.apply(action::ApplyPreset{1, "unknown"});
    EXPECT_EQ(none.past().size(), 1u);
}

TEST(History, TheLastOnesOnly) {
    Session s(small(), {});
    for (const std::int64_t p : {1, 0, 1}) s.apply(set("padding", {p, p}));
    EXPECT_EQ(s.past(2).size(), 2u);
    EXPECT_EQ(s.past(2).back(), s.past().back());
    EXPECT_EQ(s.past(2).front(), s.past()[1]);
    EXPECT_EQ(s.future(5).size(), 0u);
}

// Whatever is done to the chain: undoing all of it returns to the first one.
TEST(Stages, EverythingCanBeUndone) {
    for (unsigned seed = 0; seed < 20; ++seed) {
        std::mt19937 rng(seed);
        Session s(chain(), {});
        const Experiment first = s.experiment();
        for (int i = 0; i < 40; ++i) {
            const Ids all = ids(s);
            const StageId id = all.empty() ? input_stage : all[rng() % all.size()];
            const char* known[] = {"vgg", "resnet-stem", "global-average"};
            switch (rng() % 7) {
                case 0:
                    s.apply(action::AddStage{id, std::string(all_ops()[rng() % all_ops().size()]->name)});
                    break;
                case 1:
                    s.apply(action::RemoveStage{id});
                    break;
                case 2:
                    s.apply(action::DuplicateStage{id});
                    break;
                case 3:
                    s.apply(action::MuteStage{id});
                    break;
                case 4:
                    s.apply(action::MoveStage{id, static_cast<int>(rng() % 5)});
                    break;
                case 5:
                    s.apply(action::ApplyPreset{id, known[rng() % 3]});
                    break;
                default:
                    s.apply(action::Undo{static_cast<int>(rng() % 3)});
            }
            ASSERT_FALSE(s.shown().picture->stopped);
            ASSERT_TRUE(s.experiment().stages.empty() || s.watched() || s.watch().stage == 0);
        }
        s.apply(action::Undo{1000});
        EXPECT_TRUE(same(s.experiment(), first)) << "seed " << seed;
    }
}

Toast toast() { return {Message("toast.undo"), false, {}, Toast::Does::nothing}; }

TEST(ToastTime, ItMovesOnlyWhileItComesAndGoes) {
    Session s(small(), {});
    EXPECT_FALSE(s.due());
    s.apply(action::ShowToast{toast()});
    EXPECT_TRUE(s.moving());
    s.tick(.09);
    EXPECT_NEAR(s.toast_shown(), .5, 1e-9);
    s.tick(.2);
    EXPECT_FALSE(s.moving());
    EXPECT_EQ(s.toast_shown(), 1);
    ASSERT_TRUE(s.due());
    EXPECT_NEAR(*s.due(), 5.88 - .29, 1e-9);
    s.pass(100);  // nothing was drawn meanwhile: it still fades before it is gone
    EXPECT_TRUE(s.moving());
    ASSERT_TRUE(s.toast());
    s.tick(.06);
    EXPECT_NEAR(s.toast_shown(), .5, 1e-6);
    s.tick(.07);
    EXPECT_FALSE(s.toast());
    EXPECT_FALSE(s.moving());
    EXPECT_FALSE(s.due());
}

TEST(ToastTime, ItStaysWhileItIsHeld) {
    Session s(small(), {});
    s.apply(action::ShowToast{toast()});
    s.tick(1);
    s.hold_toast(true);
    EXPECT_FALSE(s.due());
    s.pass(60);
    s.tick(60);
    ASSERT_TRUE(s.toast());
    EXPECT_FALSE(s.moving());
    s.hold_toast(false);
    EXPECT_NEAR(s.due().value_or(0), 4.88, 1e-9);
    s.apply(action::ShowToast{toast()});  // a new one has its own time
    EXPECT_EQ(s.toast_seconds(), 0);
}

}  // namespace
}  // namespace pw
