// The scripts are run by Python: they assert their numbers themselves.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/code/code_text.h"
#include "core/ops/registry.h"
#include "core/tests/code/experiments.h"
#include "core/walk/document.h"

namespace pw {

namespace {

struct Ran {
    int status = -1;
    std::string said;
};

Ran run(const std::string& command) {
    Ran ran;
    std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (!pipe) return ran;
    std::array<char, 4096> block{};
    while (const std::size_t n = std::fread(block.data(), 1, block.size(), pipe))
        ran.said.append(block.data(), n);
    ran.status = WEXITSTATUS(pclose(pipe));
    return ran;
}

// The first Python that has the module; empty when none has.
std::string python_with(const std::string& module) {
    for (const std::string python : {"python3", "/usr/bin/python3"})
        if (run(python + " -c 'import " + module + "'").status == 0) return python;
    return "";
}

class Scripts {
  public:
    Scripts()
        : path_(std::filesystem::temp_directory_path() / fmt::format("poolwalk-scripts-{}.py", getpid())) {}
    ~Scripts() { std::filesystem::remove(path_); }
    void add(const CodeText& code) {
        text_ += "# ====\n" + joined(code);
        ++count_;
    }
    int count() const { return count_; }
    Ran run_with(const std::string& python, const std::string& option = "") const {
        std::ofstream(path_) << text_;
        return run(fmt::format("OMP_NUM_THREADS=1 {} {}/core/tests/code/run_scripts.py {} {}", python,
                               PW_SOURCE_DIR, option, path_.string()));
    }

  private:
    std::filesystem::path path_;
    std::string text_;
    int count_ = 0;
};

const std::vector<test::Named>& experiments() {
    static const std::vector<test::Named> all = [] {
        std::vector<test::Named> list = test::sample_evaluations();
        for (test::Named& n : test::random_evaluations(300, 11)) list.push_back(std::move(n));
        return list;
    }();
    return all;
}

// Each experiment whole, and each of its stages alone.
Scripts all_scripts(Framework framework) {
    Scripts scripts;
    for (const test::Named& e : experiments()) {
        const auto add = [&](StageId watched, bool all) {
            const CodeText code = code_of(*e.evaluation, watched, all, framework);
            EXPECT_NE(code.lines.empty(), !code.instead) << e.name;
            if (code.instead) return;
            EXPECT_GE(code.marked, 0) << e.name;
            scripts.add(code);
        };
        add(input_stage, true);
        for (const StageResult& r : e.evaluation->done) add(r.id, false);
    }
    return scripts;
}

void expect_all_run(Framework framework, const std::string& module) {
    const std::string python = python_with(module);
    if (python.empty()) GTEST_SKIP() << "no Python with " << module;
    const Scripts scripts = all_scripts(framework);
    EXPECT_GT(scripts.count(), 500);
    const Ran ran = scripts.run_with(python);
    EXPECT_EQ(ran.status, 0) << ran.said;
}

// A call of the script that was read, and the stage that it stands for.
using Calls = nlohmann::json;

struct Read {
    const test::Named* experiment;
    const StageResult* stage;
    Calls calls;
};

// Each stage alone, its script read by Python.
std::vector<Read> read_scripts(Framework framework) {
    Scripts scripts;
    std::vector<Read> all;
    for (const test::Named& e : experiments())
        for (const StageResult& r : e.evaluation->done) {
            const CodeText code = code_of(*e.evaluation, r.id, false, framework);
            if (code.instead) continue;
            scripts.add(code);
            all.push_back({&e, &r, {}});
        }
    const Ran ran = scripts.run_with("python3", "--parse");
    EXPECT_EQ(ran.status, 0) << ran.said.substr(0, 2000);
    std::istringstream lines(ran.said);
    std::string line;
    for (Read& read : all)
        if (std::getline(lines, line)) read.calls = Calls::parse(line);
    return all;
}

Pair pair_of(const Calls& value) {
    if (value.is_number()) return {value.get<std::int64_t>(), value.get<std::int64_t>()};
    return {value.at(0).get<std::int64_t>(), value.at(1).get<std::int64_t>()};
}

// Whether an operation with these parameters comes to what is on screen.
bool comes_to(const OpInfo& op, const Params& params, const Read& read) {
    const Tensor& input = read.experiment->evaluation->input_of(read.stage->id);
    const auto plan = op.plan(params, input.shape());
    if (!plan) return false;
    const Tensor out = op.forward(params, *plan, input, {}).values;
    return out.shape() == read.stage->out.values.shape() &&
           std::ranges::equal(out.data(), read.stage->out.values.data(), [](float a, float b) {
               return (std::isnan(a) && std::isnan(b)) || a == b || std::abs(a - b) <= 1e-5f * std::abs(a);
           });
}

Params of_node(const Calls& keywords) {
    Params p;
    p.window.dialect = Dialect::onnx;
    if (keywords.contains("kernel_shape")) p.window.kernel = pair_of(keywords["kernel_shape"]);
    if (keywords.contains("strides")) p.window.stride = pair_of(keywords["strides"]);
    if (keywords.contains("dilations")) p.window.dilation = pair_of(keywords["dilations"]);
    if (keywords.contains("pads")) {
        const auto pads = keywords["pads"].get<std::vector<std::int64_t>>();
        p.window.padding = {pads.at(0), pads.at(1)};
        p.window.padding_end = Pair{pads.at(2), pads.at(3)};
    }
    p.window.ceil_mode = keywords.value("ceil_mode", 0) == 1;
    p.count_include_pad = keywords.value("count_include_pad", 0) == 1;
    p.norm_type = keywords.value("p", 2);
    return p;
}

// The calls of a name.
std::vector<Calls> named(const Calls& calls, const std::string& name) {
    std::vector<Calls> found;
    std::ranges::copy_if(calls, std::back_inserter(found),
                         [&](const Calls& call) { return call["name"] == name; });
    return found;
}

const Stage& stage_of(const Read& read) { return *read.experiment->evaluation->of.find(read.stage->id); }

const std::map<std::string, const OpInfo*> onnx_ops = {{"MaxPool", &max_pool},
                                                       {"AveragePool", &avg_pool},
                                                       {"LpPool", &lp_pool},
                                                       {"Conv", &conv},
                                                       {"Relu", &relu},
                                                       {"GlobalMaxPool", &global_max_pool},
                                                       {"GlobalAveragePool", &global_avg_pool}};

// "y = pool(x)" and nothing around it.
bool alone(const std::vector<std::string>& lines) {
    return std::ranges::any_of(lines,
                               [](const std::string& line) {
                                   return line.starts_with("y = pool") && line.ends_with("(x)");
                               }) &&
           std::ranges::none_of(lines, [](const std::string& line) { return line.starts_with("y = y"); });
}

}  // namespace

TEST(WriteCode, TorchAssertsTheNumbersOnScreen) { expect_all_run(Framework::torch, "torch"); }
TEST(WriteCode, NumpyAssertsTheNumbersOnScreen) { expect_all_run(Framework::numpy, "numpy"); }

TEST(WriteCode, OnnxNodesAskForWhatIsOnScreen) {
    int compared = 0;
    for (const Read& read : read_scripts(Framework::onnx)) {
        const auto nodes = named(read.calls, "helper.make_node");
        if (nodes.size() != 1) continue;  // padded before, or turned round for the smallest
        const auto op = onnx_ops.find(nodes[0]["arguments"][0].get<std::string>());
        if (op == onnx_ops.end() || stage_of(read).op->use == WindowUse::blur_pool) continue;
        Params params = of_node(nodes[0]["keywords"]);
        params.weight = stage_of(read).params.weight, params.bias = stage_of(read).params.bias;
        EXPECT_TRUE(comes_to(*op->second, params, read)) << read.experiment->name << "\n" << nodes[0].dump();
        ++compared;
    }
    EXPECT_GT(compared, 150);
}

TEST(WriteCode, KerasLayersAskForWhatIsOnScreen) {
    int compared = 0;
    for (const Read& read : read_scripts(Framework::keras)) {
        const CodeText code = code_of(*read.experiment->evaluation, read.stage->id, false, Framework::keras);
        if (!alone(code.lines)) continue;  // padded before, or divided anew
        for (const OpInfo* op : {&max_pool, &avg_pool}) {
            for (const Calls& call : named(read.calls, fmt::format("layers.{}", op->keras))) {
                Params params;
                params.window.dialect = Dialect::tf;
                params.window.kernel = pair_of(call["arguments"][0]);
                const Calls& keywords = call["keywords"];
                if (keywords.contains("strides")) params.window.stride = pair_of(keywords["strides"]);
                if (keywords.value("padding", "") == "same") params.window.auto_pad = AutoPad::same_upper;
                EXPECT_TRUE(comes_to(*op, params, read)) << read.experiment->name << "\n" << call.dump();
                ++compared;
            }
        }
    }
    EXPECT_GT(compared, 60);
}

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

TEST(WriteCode, TooManyNumbersLeaveTheirShape) {
    Experiment e = load_sample("max-4x4")->experiment;
    e.input.tensor = Tensor({1, 1, 64, 64}, std::vector<float>(4096, 1));
    const CodeText code = code_of(*evaluate(e), input_stage, true, Framework::torch);
    EXPECT_TRUE(code.shape_only);
    EXPECT_NE(joined(code).find("x = torch.rand(1, 1, 64, 64)\n"), std::string::npos) << joined(code);
    EXPECT_NE(joined(code).find("assert y.shape == (1, 1, 32, 32)\n"), std::string::npos) << joined(code);
}

}  // namespace pw
