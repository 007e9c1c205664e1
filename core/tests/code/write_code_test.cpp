// The scripts are run by Python: they assert their numbers themselves.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/ops/registry.h"
#include "core/tests/code/scripts.h"
#include "core/walk/document.h"

namespace pw {

namespace {

void expect_all_run(Framework framework, const std::string& module) {
    const std::string python = test::python_with(module);
    if (python.empty()) GTEST_SKIP() << "no Python with " << module;
    const std::vector<test::Script> scripts = test::all_scripts(framework);
    EXPECT_GT(scripts.size(), 300u);
    const test::Ran ran = test::run_scripts(scripts, python);
    EXPECT_EQ(ran.status, 0) << ran.said;
}

}  // namespace

TEST(WriteCode, TorchAssertsTheNumbersOnScreen) { expect_all_run(Framework::torch, "torch"); }
TEST(WriteCode, NumpyAssertsTheNumbersOnScreen) { expect_all_run(Framework::numpy, "numpy"); }
TEST(WriteCode, OnnxAssertsTheNumbersOnScreen) { expect_all_run(Framework::onnx, "onnx, onnxruntime"); }
TEST(WriteCode, KerasAssertsTheNumbersOnScreen) { expect_all_run(Framework::keras, "tensorflow, keras"); }

TEST(WriteCode, ReadsLikeWrittenByHand) {
    const auto e = evaluate(load_sample("conv-then-pool")->experiment);
    const CodeText code = code_of(*e, input_stage, true, Framework::torch);
    EXPECT_EQ(joined(code),
              "import torch\n"
              "from torch import nn, tensor\n"
              "\n"
              "x = tensor([[1., 0, 0, 0, 1], [0, 1, 0, 1, 0], [0, 0, 1, 0, 0],\n"
              "            [0, 1, 0, 1, 0], [1, 0, 0, 0, 1]]).reshape(1, 1, 5, 5)\n"
              "conv = nn.Conv2d(1, 1, 3, padding=1, bias=False)\n"
              "conv.weight.data = tensor([[0., 0, 1], [0, 1, 0], [1, 0, 0]])[None, None]\n"
              "pool = nn.MaxPool2d(2, stride=3)\n"
              "y = pool(conv(x))\n"
              "assert y.tolist() == [[[[1, 3], [3, 1]]]]\n");
    ASSERT_GE(code.marked, 0);
    EXPECT_EQ(code.lines[static_cast<std::size_t>(code.marked)], "pool = nn.MaxPool2d(2, stride=3)");
}

TEST(WriteCode, OneStageReadsItsOwnInput) {
    const auto e = evaluate(load_sample("conv-then-pool")->experiment);
    const std::string code = joined(code_of(*e, input_stage, false, Framework::numpy));
    EXPECT_NE(code.find("x = np.array([[1., 0, 1, 0, 2]"), code.npos) << code;
    EXPECT_EQ(code.find("einsum"), code.npos) << code;
}

TEST(WriteCode, BothSidesOfAComparison) {
    Experiment e = load_sample("conv-then-pool")->experiment;
    Branch branch{e.stages.back().id, e.stages.back()};
    branch.stage.id = unused_id(e);
    branch.stage.op = &avg_pool;
    e.branch = branch;
    const auto done = evaluate(e);
    const CodeText code = code_of(*done, branch.stage.id, true, Framework::torch);
    const std::string text = joined(code);
    EXPECT_NE(text.find("a = conv(x)\n"), text.npos) << text;
    EXPECT_NE(text.find("y = pool(a)\n"), text.npos) << text;
    EXPECT_NE(text.find("z = pool2(a)\n"), text.npos) << text;
    EXPECT_NE(text.find("assert z.tolist() == [[[[0.5, 1.25], [1.25, 0.5]]]]"), text.npos) << text;
    EXPECT_EQ(code.lines.at(static_cast<std::size_t>(code.marked)), "pool2 = nn.AvgPool2d(2, stride=3)");
}

TEST(WriteCode, MutedStagesAreLeftOut) {
    Experiment e = load_sample("conv-then-pool")->experiment;
    e.stages.front().muted = true;
    const auto done = evaluate(e);
    EXPECT_EQ(joined(code_of(*done, input_stage, true, Framework::torch)).find("Conv2d"), std::string::npos);
    EXPECT_EQ(code_of(*done, e.stages.front().id, true, Framework::torch).instead, Message("code.muted"));
}

TEST(WriteCode, WhatAFrameworkLacksIsSaid) {
    const auto instead = [](const char* sample, Framework framework) {
        const auto e = evaluate(load_sample(sample)->experiment);
        const auto why = code_of(*e, input_stage, true, framework).instead;
        return why ? why->key : "";
    };
    EXPECT_EQ(instead("adaptive-5x5", Framework::keras), "code.uneven");
    EXPECT_EQ(instead("adaptive-5x5", Framework::torch), "");
    EXPECT_EQ(instead("unpool-4x4", Framework::keras), "code.unpool");
    EXPECT_EQ(instead("unpool-4x4", Framework::onnx), "");
}

TEST(WriteCode, OnnxRuntimeIsNotHeldToAMaximumOfNan) {
    const Experiment e = load_sample("max-4x4")->experiment;
    const auto last_line = [&](float value) {
        std::vector<float> values(e.input.tensor.data().begin(), e.input.tensor.data().end());
        values[5] = value;
        Experiment changed = e;
        changed.input.tensor = Tensor(e.input.tensor.shape(), std::move(values));
        return code_of(*evaluate(changed), input_stage, true, Framework::onnx).lines.back();
    };
    EXPECT_EQ(last_line(std::nanf("")), "assert y.shape == (1, 1, 2, 2)");
    EXPECT_EQ(last_line(std::numeric_limits<float>::infinity()).find("assert "), std::string::npos);
}

TEST(WriteCode, TooManyNumbersLeaveTheirShape) {
    Experiment e = load_sample("max-4x4")->experiment;
    e.input.tensor = Tensor({1, 1, 64, 64}, std::vector<float>(4096, 1));
    const CodeText code = code_of(*evaluate(e), input_stage, true, Framework::torch);
    EXPECT_TRUE(code.shape_only);
    EXPECT_NE(joined(code).find("x = torch.rand(1, 1, 64, 64)\n"), std::string::npos) << joined(code);
    EXPECT_NE(joined(code).find("assert y.shape == (1, 1, 32, 32)\n"), std::string::npos) << joined(code);
}

}  // namespace pw
