#include <gtest/gtest.h>

#include <random>

#include "app/tests/session/examples.h"
#include "core/ops/kernels.h"

namespace pw {
namespace {

using namespace examples;

Shape shown_out(const Session& s) { return s.shown().picture->done.back().plan.out; }

TEST(Edit, ParametersByPyTorchsNames) {
    Session s(small(), {});
    s.apply(action::Set{1,
                        {{"kernel_size", {3, 2}},
                         {"stride", {1, 2}},
                         {"padding", {1}},
                         {"dilation", {1, 1}},
                         {"ceil_mode", {1}},
                         {"count_include_pad", {0}},
                         {"divisor_override", {7}},
                         {"norm_type", {3}},
                         {"output_size", {2, 5}},
                         {"nonsense", {1}}},
                        ""});
    const Params& p = params(s);
    EXPECT_EQ(p.window.kernel, (Pair{3, 2}));
    EXPECT_EQ(p.window.stride, (Pair{1, 2}));
    EXPECT_EQ(p.window.padding, (Pair{1, 1}));
    EXPECT_TRUE(p.window.ceil_mode);
    EXPECT_EQ(p.count_include_pad, false);
    EXPECT_EQ(p.divisor_override, 7);
    EXPECT_EQ(p.norm_type, 3);
    EXPECT_EQ(p.output_size, (Pair{2, 5}));
    s.apply(set("stride", {}));
    EXPECT_FALSE(params(s).window.stride);
    s.apply(set("divisor_override", {}));
    EXPECT_FALSE(params(s).divisor_override);
}

TEST(Edit, ThePictureFollowsAtOnce) {
    Session s(small(), {});
    EXPECT_EQ(shown_out(s), (Shape{1, 1, 2, 2}));
    s.apply(set("stride", {1, 1}));
    EXPECT_EQ(shown_out(s), (Shape{1, 1, 3, 3}));
    EXPECT_EQ(s.shown().picture->done.back().out.values.at(0, 0, 0, 0), 5);
    EXPECT_EQ(s.clock().steps, 9);
}

TEST(Edit, ValuesStayFarFromOverflow) {
    Session s(small(), {});
    s.apply(set("padding", {INT64_MAX, INT64_MIN}));
    EXPECT_EQ(params(s).window.padding, (Pair{1'000'000, -1'000'000}));
    EXPECT_TRUE(s.shown().problem);
}

TEST(Edit, UnknownStagesAndNothingNewAreNoEdits) {
    Session s(small(), {});
    s.apply(set("padding", {1, 1}, "", 77));
    s.apply(set("padding", {0, 0}));
    s.apply(action::SetOp{1, "max_pool"});
    s.apply(action::SetOp{1, "no_such_op"});
    s.apply(action::SetOp{77, "avg_pool"});
    s.apply(action::Undo{});
    s.apply(action::Redo{});
    EXPECT_FALSE(s.can_undo());
    EXPECT_TRUE(same(s.experiment(), s.shown().picture->of));
}

TEST(Edit, AnotherOperationKeepsTheParameters) {
    Session s(small(), {});
    s.apply(set("dilation", {2, 2}));
    s.apply(set("padding", {1, 1}));
    s.apply(action::SetOp{1, "avg_pool"});
    EXPECT_EQ(s.watched()->op, find_op("avg_pool"));
    EXPECT_EQ(params(s).window.dilation, (Pair{2, 2}));
    EXPECT_EQ(params(s).window.padding, (Pair{1, 1}));
    s.apply(action::SetOp{1, "max_pool"});
    EXPECT_EQ(params(s).window.dilation, (Pair{2, 2}));
}

TEST(Undo, NamesTheParametersOfLpAndAdaptive) {
    Session s(small(), {});
    s.apply(set("norm_type", {3}));
    EXPECT_EQ(s.past().back().what, Message("history.norm_type"));
    EXPECT_EQ(s.past().back().detail, Message("history.from_to", {std::int64_t{2}, std::int64_t{3}}));
    s.apply(set("output_size", {2, 5}));
    EXPECT_EQ(s.past().back().what, Message("history.output_size"));
    EXPECT_EQ(s.past().back().detail, Message("history.from_to", {std::string("3"), std::string("2 × 5")}));
}

TEST(Undo, NamesTheParametersOfDrawsAndFractions) {
    Session s(small(), {});
    s.apply(set("seed", {7}));
    EXPECT_EQ(s.past().back().what, Message("history.seed"));
    EXPECT_EQ(s.past().back().detail, Message("history.from_to", {std::int64_t{0}, std::int64_t{7}}));
    s.apply(set("samples", {30, 70}));
    EXPECT_EQ(params(s).samples, (Samples{.3f, .7f}));
    EXPECT_EQ(s.past().back().what, Message("history.samples"));
    EXPECT_EQ(s.past().back().detail,
              Message("history.from_to", {std::string("0.5, 0.5"), std::string("0.3, 0.7")}));
}

TEST(Edit, ABlurBeginsWithThreeCellsThatOverlap) {
    Session s(small(), {});
    s.apply(action::SetOp{1, "blur_pool"});
    EXPECT_FALSE(s.shown().problem);
    EXPECT_EQ(params(s).window.kernel, (Pair{3, 3}));
    EXPECT_EQ(params(s).window.stride, (Pair{2, 2}));
    EXPECT_EQ(params(s).window.padding, (Pair{1, 1}));
    s.apply(set("kernel_size", {4, 4}));
    s.apply(set("stride", {1, 1}));
    s.apply(action::SetOp{1, "avg_pool"});
    s.apply(action::SetOp{1, "blur_pool"});
    EXPECT_EQ(params(s).window.kernel, (Pair{4, 4}));  // what was asked stays
    EXPECT_EQ(params(s).window.stride, (Pair{1, 1}));
}

TEST(Edit, AConvolutionGetsADiagonalForEachChannel) {
    Session s(chain(), {});
    s.apply(action::SetOp{9, "conv"});
    EXPECT_FALSE(s.shown().problem);
    const Tensor w = params(s).weight;
    EXPECT_EQ(w.shape(), (Shape{1, 2, 3, 3}));
    for (int c = 0; c < 2; ++c)
        for (int y = 0; y < 3; ++y)
            for (int x = 0; x < 3; ++x) EXPECT_EQ(w.at(0, c, y, x), x + y == 2 ? 1 : 0);
    s.apply(action::SetOp{9, "relu"});
    EXPECT_FALSE(s.shown().problem);
    s.apply(action::SetOp{9, "conv"});
    EXPECT_TRUE(params(s).weight.same(w));  // the kernel that it had
}

TEST(Edit, AnInvalidValueKeepsTheLastPicture) {
    Session s(small(), {});
    const auto before = s.shown().picture;
    s.apply(set("padding", {2, 2}));
    ASSERT_TRUE(s.shown().problem);
    EXPECT_EQ(s.shown().problem->stage, 1);
    EXPECT_EQ(s.shown().problem->problem.parameter, "padding");
    EXPECT_EQ(s.shown().picture, before);
    EXPECT_EQ(s.experiment().stages[0].params.window.padding, (Pair{2, 2}));
    EXPECT_EQ(s.shown().picture->of.stages[0].params.window.padding, (Pair{0, 0}));
    s.apply(set("padding", {3, 3}));  // still wrong
    EXPECT_EQ(s.shown().picture, before);

    ASSERT_FALSE(s.shown().problem->problem.fixes.empty());
    const Fix fix = s.shown().problem->problem.fixes.front();
    s.apply(action::Set{1, fix.changes, "fix"});
    EXPECT_FALSE(s.shown().problem);
    EXPECT_EQ(shown_out(s).h, fix.out_h);
    EXPECT_EQ(shown_out(s).w, fix.out_w);
    EXPECT_TRUE(same(s.shown().picture->of, s.experiment()));
}

TEST(Edit, UndoLeavesAProblem) {
    Session s(small(), {});
    s.apply(set("padding", {2, 2}));
    s.apply(action::Undo{});
    EXPECT_FALSE(s.shown().problem);
    EXPECT_TRUE(same(s.shown().picture->of, s.experiment()));
    s.apply(action::Redo{});
    EXPECT_TRUE(s.shown().problem);
}

TEST(Edit, StagesThatDidNotChangeAreNotComputedAgain) {
    Session s(chain(), {});
    const Tensor first = s.shown().picture->done[0].out.values;
    s.apply(set("stride", {1, 1}, "", 9));
    EXPECT_TRUE(s.shown().picture->done[0].out.values.same(first));
}

TEST(Undo, OneGestureIsOneEntry) {
    Session s(small(), {});
    const Experiment first = s.experiment();
    s.apply(set("padding", {1, 1}, "padding"));
    s.tick(.7);
    s.apply(set("padding", {2, 2}, "padding"));
    s.tick(.7);  // measured from the edit before, not from the gesture's beginning
    s.apply(set("padding", {3, 3}, "padding"));
    s.tick(.9);
    s.apply(set("padding", {4, 4}, "padding"));
    s.apply(action::Undo{});
    EXPECT_EQ(params(s).window.padding, (Pair{3, 3}));
    s.apply(action::Undo{});
    EXPECT_TRUE(same(s.experiment(), first));
    EXPECT_FALSE(s.can_undo());
}

TEST(Undo, IdleTimeEndsAGesture) {
    Session s(small(), {});
    s.apply(set("padding", {1}, "padding"));
    s.pass(30);  // nothing moved, but half a minute went by
    s.apply(set("padding", {0}, "padding"));
    s.apply(action::Undo{});
    EXPECT_EQ(params(s).window.padding, (Pair{1, 1}));
}

TEST(Undo, ADragIsOneEntryHoweverLongItTakes) {
    Session s(small(), {});
    const auto drag = [](int n) { return "kernel" + std::string(action::drag_mark) + std::to_string(n); };
    const Pair before = params(s).window.kernel;
    s.apply(set("kernel_size", {3}, drag(1).c_str()));
    s.pass(5);
    s.apply(set("kernel_size", {4}, drag(1).c_str()));
    s.apply(set("kernel_size", {1}, drag(2).c_str()));
    s.apply(action::Undo{});
    EXPECT_EQ(params(s).window.kernel, (Pair{4, 4}));
    s.apply(action::Undo{});
    EXPECT_EQ(params(s).window.kernel, before);
}

TEST(Undo, DifferentControlsNeverMerge) {
    Session s(chain(), {});
    s.apply(set("padding", {1, 1}, "padding", 9));
    s.apply(set("stride", {2, 2}, "stride", 9));
    s.apply(set("padding", {0, 0}, "padding", 9));
    s.apply(set("padding", {1, 1}, "padding", 4));  // the same control of another stage
    s.apply(set("ceil_mode", {1}, "", 4));
    s.apply(set("ceil_mode", {0}, "", 4));
    int entries = 0;
    for (; s.can_undo(); ++entries) s.apply(action::Undo{});
    EXPECT_EQ(entries, 6);
}

TEST(Undo, AnUndoEndsTheGesture) {
    Session s(small(), {});
    s.apply(set("padding", {1, 1}, "padding"));
    s.apply(set("stride", {1, 1}, "stride"));
    s.apply(action::Undo{});
    s.apply(set("padding", {0, 0}, "padding"));
    s.apply(action::Undo{});
    EXPECT_EQ(params(s).window.padding, (Pair{1, 1}));
}

TEST(Undo, AGestureThatReturnsLeavesNothing) {
    Session s(small(), {});
    s.apply(set("padding", {1, 1}, "padding"));
    s.apply(set("padding", {0, 0}, "padding"));
    EXPECT_FALSE(s.can_undo());
}

TEST(Undo, AnEditEndsTheFuture) {
    Session s(small(), {});
    s.apply(set("padding", {1, 1}));
    s.apply(action::Undo{});
    EXPECT_TRUE(s.can_redo());
    s.apply(set("stride", {1, 1}));
    EXPECT_FALSE(s.can_redo());
}

TEST(Undo, ViewAndTimeAreNotOnTheStack) {
    Session s(small(), {});
    s.apply(action::SetTheme{Theme::dark});
    s.apply(action::SetColour{ColourBy::value});
    s.apply(action::SetMap{Map::grey});
    s.apply(action::SetScale{2});
    s.apply(action::Seek{2});
    s.apply(action::Play{});
    EXPECT_FALSE(s.can_undo());
    s.apply(set("stride", {1, 1}));
    s.apply(action::Undo{});
    EXPECT_EQ(s.settings().theme, Theme::dark);
    EXPECT_EQ(s.watch().colour, ColourBy::value);
}

TEST(Undo, LeadsToTheStageThatTheEditWasMadeAt) {
    Session s(chain(), {});
    s.apply(action::WatchStage{4});
    s.apply(set("kernel_size", {3, 3}, "", 4));
    s.apply(action::WatchStage{9});
    s.apply(action::Undo{});
    EXPECT_EQ(s.watched()->id, 4);
    s.apply(action::WatchStage{9});
    s.apply(action::Redo{});
    EXPECT_EQ(s.watched()->id, 4);
    EXPECT_EQ(params(s).window.kernel, (Pair{3, 3}));
}

TEST(Undo, ForgetsTheOldestBeyondAThousand) {
    Session s(small(), {});
    for (int i = 0; i < 1100; ++i) s.apply(set("padding", {i % 2, 1}));
    int entries = 0;
    for (; s.can_undo(); ++entries) s.apply(action::Undo{});
    EXPECT_EQ(entries, 1000);
}

action::Any random_edit(std::mt19937& rng) {
    const auto pick = [&](std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(rng);
    };
    const StageId id = pick(0, 1) ? 4 : 9;
    switch (pick(0, 10)) {
        case 0:
            return set("kernel_size", {pick(0, 4), pick(1, 4)}, "kernel", id);
        case 1:
            return pick(0, 1) ? set("stride", {}, "stride", id)
                              : set("stride", {pick(0, 3), pick(1, 3)}, "stride", id);
        case 2:
            return set("padding", {pick(-1, 2), pick(0, 2)}, "padding", id);
        case 3:
            return set("dilation", {pick(0, 2), 1}, "dilation", id);
        case 4:
            return set("ceil_mode", {pick(0, 1)}, "", id);
        case 5:
            return set("count_include_pad", {pick(0, 1)}, "", id);
        case 6:
            return action::SetBias{id, pick(0, 1), static_cast<float>(pick(-1, 1))};
        case 7:
            return action::SetWeight{id, *preset_weight("gaussian", {pick(1, 4), 2}, pick(1, 2), 2),
                                     "preset"};
        case 8:
            return set(pick(0, 1) ? "norm_type" : "seed", {pick(0, 3)}, "", id);
        case 9:
            return pick(0, 1) ? set("output_size", {pick(-1, 4), pick(1, 4)}, "", id)
                              : set("samples", {pick(-1, 100), pick(0, 99)}, "", id);
        default: {
            const auto ops = all_ops();
            return action::SetOp{id, std::string(ops[rng() % ops.size()]->name)};
        }
    }
}

// Whatever is edited: undoing all of it returns to the first experiment, redoing all of it to the last, and
// the picture is always a valid evaluation with a clock that fits it.
TEST(Undo, GoesAllTheWayBackAndForth) {
    for (unsigned seed = 0; seed < 20; ++seed) {
        std::mt19937 rng(seed);
        Session s(chain(), {});
        const Experiment first = s.experiment();
        s.apply(action::Seek{2.4});
        const auto check = [&] {
            const Shown& shown = s.shown();
            ASSERT_FALSE(shown.picture->stopped);
            ASSERT_EQ(same(shown.picture->of, shown.asked) || shown.problem, true);
            const StageResult* r = shown.picture->find(s.watch().stage);
            ASSERT_TRUE(r);
            ASSERT_EQ(s.clock().steps, r->plan.steps());
            ASSERT_GE(s.clock().t, 0);
            ASSERT_LE(s.clock().t, static_cast<double>(s.clock().steps));
            ASSERT_LT(s.watch().channel, r->plan.out.c);
            ASSERT_EQ(s.pane().watch.stage, s.watch().stage);
        };
        for (int i = 0; i < 40; ++i) {
            s.apply(random_edit(rng));
            check();
            if (rng() % 3 == 0) s.tick(.5);
            if (rng() % 5 == 0) s.apply(action::Play{});
            if (rng() % 5 == 0) s.apply(action::WatchStage{rng() % 2 ? 4 : 9});
            if (rng() % 6 == 0) s.apply(action::Undo{});
            if (rng() % 9 == 0) s.apply(action::Redo{});
            check();
        }
        while (s.can_redo()) s.apply(action::Redo{});
        const Experiment last = s.experiment();
        while (s.can_undo()) {
            s.apply(action::Undo{});
            check();
        }
        EXPECT_TRUE(same(s.experiment(), first)) << "seed " << seed;
        EXPECT_FALSE(s.shown().problem);
        while (s.can_redo()) s.apply(action::Redo{});
        EXPECT_TRUE(same(s.experiment(), last)) << "seed " << seed;
    }
}

TEST(Kernel, ItsSidesAreTiedUntilTheyDiffer) {
    Session s(small(), {});
    EXPECT_TRUE(s.kernel_tied());
    s.tie_kernel(false);
    EXPECT_FALSE(s.kernel_tied());
    s.apply(set("kernel_size", {3, 2}));
    s.apply(set("kernel_size", {2, 2}));  // equal on the way to something else: stays free
    EXPECT_FALSE(s.kernel_tied());
    s.tie_kernel(true);
    EXPECT_TRUE(s.kernel_tied());
    s.apply(action::Undo{});  // 3x2 again
    EXPECT_FALSE(s.kernel_tied());
}

TEST(Kernel, TyingMakesItSquareAsAnEdit) {
    Session s(document({1, 1, 4, 4}, {stage(1, "max_pool", {3, 2})}), {});
    EXPECT_FALSE(s.kernel_tied());
    s.tie_kernel(true);
    EXPECT_TRUE(s.kernel_tied());
    EXPECT_EQ(params(s).window.kernel, (Pair{3, 3}));
    s.apply(action::Undo{});
    EXPECT_EQ(params(s).window.kernel, (Pair{3, 2}));
}

}  // namespace
}  // namespace pw
