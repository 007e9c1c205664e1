// Large pictures are worked out beside the interface.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "app/tests/session/examples.h"

namespace pw {
namespace {

using namespace examples;

Document large() { return document({1, 1, 2048, 1024}, {stage(1, "max_pool")}); }

Pair kernel_shown(const Session& s) { return s.shown().picture->of.stages.front().params.window.kernel; }

// Frames until the picture is that of what is asked for.
void wait(Session& s) {
    for (int i = 0; i < 2000 && s.moving(); ++i) {
        s.tick(.001);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ASSERT_FALSE(s.moving());
}

TEST(LargePictures, BelongToTheirConfigurationAllTheWhile) {
    Session s(large(), {});
    s.apply(set("kernel_size", {4, 4}, "kernel"));
    EXPECT_EQ(params(s).window.kernel, (Pair{4, 4}));
    EXPECT_TRUE(s.moving());
    for (int i = 0; i < 2000 && s.moving(); ++i) {
        const StageResult& r = s.shown().picture->done.front();
        EXPECT_EQ(r.plan.out.h, 2048 / kernel_shown(s).h);
        EXPECT_EQ(r.out.values.at(0, 0, 0, 0), static_cast<float>((kernel_shown(s).h - 1) * 1025));
        s.tick(.001);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_EQ(kernel_shown(s), (Pair{4, 4}));
}

TEST(LargePictures, TheNewestRequestWins) {
    Session s(large(), {});
    for (std::int64_t k = 3; k <= 40; ++k) s.apply(set("kernel_size", {k, k}, "kernel"));
    wait(s);
    EXPECT_EQ(kernel_shown(s), (Pair{40, 40}));
    EXPECT_EQ(s.past().size(), 1u);  // one gesture
}

TEST(LargePictures, WhatBuildsOnOneWaitsForIt) {
    Session s(large(), {});
    s.apply(set("kernel_size", {4, 4}, "kernel"));
    s.apply(action::AddStage{1, "avg_pool"});
    EXPECT_EQ(kernel_shown(s), (Pair{4, 4}));
    EXPECT_EQ(s.shown().picture->done.size(), 2u);
    s.apply(set("kernel_size", {8, 8}, "kernel"));
    s.apply(action::Undo{1});
    EXPECT_EQ(kernel_shown(s), (Pair{4, 4}));
    wait(s);
    EXPECT_EQ(kernel_shown(s), (Pair{4, 4}));
}

TEST(LargePictures, AProblemComesAndGoesInItsTime) {
    Session s(large(), {});
    s.apply(set("padding", {5, 5}, "padding"));
    s.finish();
    ASSERT_TRUE(s.shown().problem);
    EXPECT_EQ(s.shown().picture->of.stages.front().params.window.padding, (Pair{0, 0}));
    s.apply(set("padding", {1, 1}, "padding"));
    s.finish();
    EXPECT_FALSE(s.shown().problem);
    EXPECT_EQ(s.shown().picture->done.front().plan.out.h, 1025);
}

std::atomic<bool> held = false;

// Max pooling that takes as long as it is held.
const OpInfo& slow() {
    static const OpInfo op = [] {
        OpInfo info = *find_op("max_pool");
        info.forward = [](const Params& p, const Plan& plan, const Tensor& x, const Wanted& wanted) {
            while (held && !wanted.stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return find_op("max_pool")->forward(p, plan, x, wanted);
        };
        return info;
    }();
    return op;
}

TEST(LargePictures, GiveWayWhileTheyAreWorkedOut) {
    Document d = large();
    d.experiment.stages.front().op = &slow();
    Session s(d, {});
    held = true;
    s.apply(set("kernel_size", {4, 4}, "kernel"));
    s.tick(.1);
    EXPECT_EQ(s.pane().view.waiting, 0);  // nobody would see it
    s.tick(.1);
    EXPECT_GT(s.pane().view.waiting, 0);
    s.tick(1);
    EXPECT_EQ(s.pane().view.waiting, 1);
    EXPECT_EQ(kernel_shown(s), (Pair{2, 2}));
    s.apply(set("kernel_size", {8, 8}, "kernel"));  // stops the one before it
    s.tick(.001);
    EXPECT_TRUE(s.moving());
    held = false;
    wait(s);
    EXPECT_EQ(kernel_shown(s), (Pair{8, 8}));
    EXPECT_EQ(s.pane().view.waiting, 0);
}

// It would never end by itself.
TEST(LargePictures, MayBeLeftWhileTheyAreWorkedOut) {
    Document d = large();
    d.experiment.stages.front().op = &slow();
    {
        Session s(d, {});
        held = true;
        s.apply(set("kernel_size", {4, 4}, "kernel"));
        EXPECT_TRUE(s.moving());
    }
    held = false;
}

// Until the other operation has been worked out, the picture is the one before, and says so.
TEST(LargePictures, TakeAnotherOperationBesideTheInterface) {
    Session s(large(), {});
    s.apply(action::SetOp{1, "avg_pool"});
    EXPECT_TRUE(s.moving());
    EXPECT_EQ(s.experiment().stages.front().op->name, "avg_pool");
    EXPECT_EQ(s.shown().picture->of.stages.front().op->name, "max_pool");
    wait(s);
    EXPECT_EQ(s.shown().picture->of.stages.front().op->name, "avg_pool");
    s.apply(action::Undo{});
    EXPECT_EQ(s.shown().picture->of.stages.front().op->name, "max_pool");
}

TEST(LargePictures, AreConvolvedBesideTheInterfaceToo) {
    Document d = document({1, 1, 1024, 1024}, {stage(1, "conv")});
    d.experiment.stages.front().params.weight = Tensor({1, 1, 1, 1}, {1});
    Session s(d, {});
    s.apply(action::SetWeight{1, Tensor({1, 1, 1, 1}, {3}), "weight"});
    EXPECT_TRUE(s.moving());
    s.apply(action::SetBias{1, 0, 2, "bias"});
    wait(s);
    EXPECT_EQ(s.shown().picture->done.front().out.values.at(0, 0, 0, 5), 17);
}

}  // namespace
}  // namespace pw
