// Edits of a convolution: its weights, its bias, its kernel's size.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/tests/session/examples.h"
#include "core/ops/kernels.h"

namespace pw {
namespace {

using namespace examples;

Shape shown_out(const Session& s) { return s.shown().picture->done.back().plan.out; }

// 5x5, one convolution with Sobel x.
Document edges() {
    Document d = document({1, 1, 5, 5}, {stage(1, "conv")});
    d.experiment.stages[0].params.weight = *preset_weight("sobel_x", {3, 3}, 1, 1);
    return d;
}

std::vector<float> weights(const Session& s) {
    const auto data = params(s).weight.data();
    return {data.begin(), data.end()};
}

TEST(Convolution, ItsWeightsAreOneEdit) {
    Session s(edges(), {});
    const std::vector<float> sobel = weights(s);
    s.apply(action::SetWeight{1, *preset_weight("box_blur", {3, 3}, 1, 1), ""});
    EXPECT_EQ(preset_of(params(s).weight, 0)->id, "box_blur");
    EXPECT_FLOAT_EQ(s.shown().picture->done.back().out.values.at(0, 0, 0, 0), 6);  // the middle of a ramp
    s.apply(action::Undo{});
    EXPECT_EQ(weights(s), sobel);
    s.apply(action::SetWeight{1, *preset_weight("sobel_x", {3, 3}, 1, 1), ""});  // what it is already
    EXPECT_FALSE(s.can_undo());
    s.apply(action::SetWeight{1, {}, ""});
    s.apply(action::SetWeight{7, *preset_weight("box_blur", {3, 3}, 1, 1), ""});
    EXPECT_FALSE(s.can_undo());
    Session pool(small(), {});
    pool.apply(action::SetWeight{1, *preset_weight("box_blur", {3, 3}, 1, 1), ""});
    EXPECT_FALSE(pool.can_undo());
}

TEST(Convolution, TheSameControlMergesItsWeights) {
    Session s(edges(), {});
    const std::vector<float> sobel = weights(s);
    for (const char* id : {"gaussian", "laplacian", "sharpen"})
        s.apply(action::SetWeight{1, *preset_weight(id, {3, 3}, 1, 1), "cell 0,0"});
    s.apply(action::Undo{});
    EXPECT_EQ(weights(s), sobel);
    EXPECT_FALSE(s.can_undo());
}

TEST(Convolution, BiasIsThatOfAChannel) {
    Document d = edges();
    d.experiment.stages[0].params.weight = *preset_weight("sobel_x", {3, 3}, 2, 1);
    Session s(d, {});
    const auto at = [&](std::int64_t c) { return s.shown().picture->done.back().out.values.at(0, c, 0, 0); };
    const float before = at(0);
    s.apply(action::SetBias{1, 1, -2.5f});
    EXPECT_EQ(params(s).bias.shape(), (Shape{1, 1, 1, 2}));
    EXPECT_EQ(at(0), before);
    EXPECT_EQ(at(1), before - 2.5f);
    s.apply(action::SetBias{1, 2, 1});
    s.apply(action::SetBias{1, -1, 1});  // no such channels
    s.apply(action::SetBias{1, 1, -2.5f});
    s.apply(action::Undo{});
    EXPECT_TRUE(params(s).bias.empty());
    EXPECT_FALSE(s.can_undo());
}

TEST(Convolution, NoBiasIsNone) {
    Session s(edges(), {});
    s.apply(action::SetBias{1, 0, 1});
    s.pass(5);
    s.apply(action::SetBias{1, 0, 0});
    EXPECT_TRUE(params(s).bias.empty());
    EXPECT_EQ(s.watched()->op->code(params(s)), "nn.Conv2d(1, 1, 3, bias=False)");
    s.apply(action::Undo{});
    EXPECT_EQ(params(s).bias.at(0, 0, 0, 0), 1);
}

TEST(Convolution, AnotherKernelSizeKeepsTheMiddle) {
    Session s(edges(), {});
    s.apply(set("kernel_size", {5}, "kernel"));
    EXPECT_EQ(params(s).weight.shape(), (Shape{1, 1, 5, 5}));
    EXPECT_EQ(params(s).weight.at(0, 0, 2, 1), -2);
    EXPECT_EQ(params(s).weight.at(0, 0, 0, 1), 0);
    EXPECT_EQ(shown_out(s), (Shape{1, 1, 1, 1}));
    s.pass(5);
    s.apply(set("kernel_size", {1, 2}, "kernel"));
    EXPECT_EQ(weights(s), (std::vector<float>{-2, 0}));
    EXPECT_FALSE(s.kernel_tied());
    s.pass(5);
    s.apply(set("kernel_size", {3, 3}, "kernel"));  // what was dropped stays dropped
    EXPECT_EQ(weights(s), (std::vector<float>{0, 0, 0, -2, 0, 0, 0, 0, 0}));
    for (int i = 0; i < 3; ++i) s.apply(action::Undo{});
    EXPECT_EQ(preset_of(params(s).weight, 0)->id, "sobel_x");
}

TEST(Convolution, OneGestureResizesTheWeightsThatItBeganWith) {
    Session s(edges(), {});
    s.apply(set("kernel_size", {1}, "kernel"));  // on the way to 15
    s.apply(set("kernel_size", {5}, "kernel"));
    EXPECT_EQ(params(s).weight.at(0, 0, 2, 1), -2);
    s.apply(action::Undo{});
    EXPECT_EQ(preset_of(params(s).weight, 0)->id, "sobel_x");
    EXPECT_FALSE(s.can_undo());
}

TEST(Convolution, AnImpossibleSizeLosesNothing) {
    for (const std::int64_t size : {0, -1, 99999, 16000}) {
        Session s(edges(), {});
        const Tensor before = params(s).weight;
        s.apply(set("kernel_size", {size}, "kernel"));
        ASSERT_TRUE(s.shown().problem) << size;
        EXPECT_EQ(s.shown().problem->problem.parameter, "kernel_size") << size;
        EXPECT_EQ(kernel_of(*s.watched()->op, params(s)), (Pair{size, size}));
        EXPECT_TRUE(params(s).weight.same(before));
        s.pass(5);
        s.apply(set("kernel_size", {3}, "kernel"));
        EXPECT_FALSE(s.shown().problem);
        EXPECT_TRUE(params(s).weight.same(before));
    }
}

TEST(Convolution, ATooLargeKernelIsFixedByASmallerOne) {
    Session s(edges(), {});
    s.apply(set("kernel_size", {7}, "kernel"));
    ASSERT_TRUE(s.shown().problem);
    const auto& fixes = s.shown().problem->problem.fixes;
    const auto kernel = std::ranges::find_if(
        fixes, [](const Fix& f) { return f.changes.front().parameter == "kernel_size"; });
    ASSERT_NE(kernel, fixes.end());
    const Fix fix = *kernel;
    s.apply(action::Set{1, fix.changes, "fix"});
    EXPECT_FALSE(s.shown().problem);
    EXPECT_EQ(shown_out(s), (Shape{1, 1, fix.out_h, fix.out_w}));
}

TEST(Convolution, NewWeightsEndAnImpossibleSize) {
    Session s(edges(), {});
    s.apply(set("kernel_size", {0}));
    s.apply(action::SetWeight{1, with_preset(params(s).weight, "laplacian", 0), ""});
    EXPECT_FALSE(s.shown().problem);
    EXPECT_EQ(preset_of(params(s).weight, 0)->id, "laplacian");
}

}  // namespace
}  // namespace pw
