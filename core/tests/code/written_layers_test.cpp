// Keras and ONNX, argument by argument: the scripts run on layers in plain NumPy (plain_keras.py,
// plain_onnx.py), and each layer that ran is held against our own rules of that framework.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/ops/registry.h"
#include "core/tests/code/scripts.h"

namespace pw {

namespace {

using Layer = nlohmann::json;

// The scripts of a framework, and what ran of each.
struct Written {
    std::vector<test::Script> scripts;
    std::vector<std::vector<Layer>> layers;
    int status = -1;
    std::string complaints;
};

const Written& written(Framework framework) {
    static std::map<Framework, Written> all;
    const auto [found, is_new] = all.try_emplace(framework);
    Written& w = found->second;
    if (!is_new) return w;
    w.scripts = test::all_scripts(framework);
    const test::Ran ran = test::run_scripts(w.scripts, test::python_with("numpy"), "--plain");
    w.status = ran.status;
    std::istringstream lines(ran.said);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with('['))
            w.layers.push_back(Layer::parse(line));
        else
            w.complaints += line + "\n";
    return w;
}

Pair pair_of(const Layer& value) {
    return {value.at(0).get<std::int64_t>(), value.at(1).get<std::int64_t>()};
}

Tensor tensor_of(const Layer& numbers) {
    const auto sizes = numbers.at("shape").get<std::vector<std::int64_t>>();
    std::vector<float> values;
    for (const Layer& v : numbers.at("values")) values.push_back(std::stof(v.get<std::string>()));
    const Shape shape = sizes.size() == 1 ? Shape{1, 1, 1, sizes[0]}
                                          : Shape{sizes.at(0), sizes.at(1), sizes.at(2), sizes.at(3)};
    return Tensor(shape, std::move(values));
}

// What ONNX is asked for; what isn't said is as ONNX has it.
Params of_node(const Layer& a) {
    Params p;
    p.window.dialect = Dialect::onnx;
    if (a.contains("kernel_shape")) p.window.kernel = pair_of(a["kernel_shape"]);
    if (a.contains("strides")) p.window.stride = pair_of(a["strides"]);
    if (a.contains("dilations")) p.window.dilation = pair_of(a["dilations"]);
    if (a.contains("pads")) {
        p.window.padding = {a["pads"].at(0).get<std::int64_t>(), a["pads"].at(1).get<std::int64_t>()};
        p.window.padding_end = Pair{a["pads"].at(2).get<std::int64_t>(), a["pads"].at(3).get<std::int64_t>()};
    }
    p.window.ceil_mode = a.value("ceil_mode", 0) == 1;
    p.count_include_pad = a.value("count_include_pad", 0) == 1;
    p.norm_type = a.value("p", 2);
    return p;
}

Params of_layer(const Layer& a) {
    Params p;
    p.window.dialect = Dialect::tf;
    if (!a.contains("size")) return p;
    p.window.kernel = pair_of(a["size"]);
    p.window.stride = pair_of(a["strides"]);
    p.window.dilation = pair_of(a["dilation"]);
    p.window.auto_pad = a["padding"] == "same" ? AutoPad::same_upper : AutoPad::valid;
    return p;
}

const std::map<std::string, const OpInfo*> engine_ops = {
    {"MaxPool", &max_pool},
    {"AveragePool", &avg_pool},
    {"LpPool", &lp_pool},
    {"Conv", &conv},
    {"Relu", &relu},
    {"GlobalMaxPool", &global_max_pool},
    {"GlobalAveragePool", &global_avg_pool},
    {"MaxPooling2D", &max_pool},
    {"AveragePooling2D", &avg_pool},
    {"Conv2D", &conv},
    {"DepthwiseConv2D", &conv},
    {"ReLU", &relu},
    {"GlobalMaxPooling2D", &global_max_pool},
    {"GlobalAveragePooling2D", &global_avg_pool},
};

// A layer that our own rules know.
struct Asked {
    const OpInfo* op = nullptr;
    Params params;
    Tensor input, output;
    std::int64_t groups = 1;
};

std::optional<Asked> asked(const Layer& layer, Framework framework) {
    const auto op = engine_ops.find(layer.at("name").get<std::string>());
    if (op == engine_ops.end()) return {};  // pads, negates or unpools
    const Layer& arguments = layer.at("arguments");
    Asked a{op->second, framework == Framework::onnx ? of_node(arguments) : of_layer(arguments),
            tensor_of(layer.at("input")), tensor_of(layer.at("output")), arguments.value("group", 1)};
    const Layer& constants = layer.at("constants");
    if (constants.contains("weight")) a.params.weight = tensor_of(constants["weight"]);
    if (constants.contains("bias")) a.params.bias = tensor_of(constants["bias"]);
    if (a.op == &conv) a.params.window.kernel = {a.params.weight.shape().h, a.params.weight.shape().w};
    return a;
}

// The part of a tensor that a group reads or makes: `count` channels from the first on, of each of the batch.
Tensor channels(const Tensor& t, std::int64_t first, std::int64_t count) {
    std::vector<float> values;
    for (std::int64_t n = 0; n < t.shape().n; ++n)
        for (std::int64_t c = first; c < first + count; ++c)
            values.insert(values.end(), t.plane(n, c).begin(), t.plane(n, c).end());
    return Tensor({t.shape().n, count, t.shape().h, t.shape().w}, std::move(values));
}

// One channel of a convolution of each alone.
Asked of_channel(const Asked& all, std::int64_t c) {
    Asked one = all;
    one.groups = 1;
    one.input = channels(all.input, c, 1), one.output = channels(all.output, c, 1);
    const auto weight = all.params.weight.plane(c, 0);
    one.params.weight = Tensor({1, 1, all.params.weight.shape().h, all.params.weight.shape().w},
                               std::vector<float>(weight.begin(), weight.end()));
    return one;
}

// Equal but for what float32 sums round, which is small beside the largest of them.
bool alike(const Tensor& a, const Tensor& b) {
    float scale = 0;
    for (const float v : a.data())
        if (std::isfinite(v)) scale = std::max(scale, std::abs(v));
    return a.shape() == b.shape() && std::ranges::equal(a.data(), b.data(), [&](float x, float y) {
               return (std::isnan(x) && std::isnan(y)) || x == y || std::abs(x - y) <= 1e-5f * scale;
           });
}

bool engine_agrees(const Asked& a) {
    if (a.groups > 1) {
        for (std::int64_t c = 0; c < a.groups; ++c)
            if (!engine_agrees(of_channel(a, c))) return false;
        return a.groups == a.input.shape().c && a.groups == a.output.shape().c;
    }
    const auto plan = a.op->plan(a.params, a.input.shape());
    return plan && alike(a.output, a.op->forward(a.params, *plan, a.input, {}).values);
}

// How many layers of each name our own engine comes to the same numbers for, under the framework's rules.
std::map<std::string, int> expect_engine_agrees(Framework framework) {
    std::map<std::string, int> compared;
    const Written& w = written(framework);
    for (std::size_t i = 0; i < w.layers.size(); ++i)
        for (const Layer& layer : w.layers[i]) {
            const auto a = asked(layer, framework);
            if (!a) continue;
            EXPECT_TRUE(engine_agrees(*a)) << layer["name"] << layer["arguments"] << "\n"
                                           << joined(w.scripts[i].code);
            ++compared[layer["name"].get<std::string>()];
        }
    return compared;
}

bool same_values(const Tensor& a, const Tensor& b) {
    return a.shape() == b.shape() && std::ranges::equal(a.data(), b.data());
}

// Tap for tap. An input that was padded before is longer, and its windows lie further on by the same.
bool same_windows(const Axis& asked, const Axis& shown) {
    if (asked.outputs() != shown.outputs() || asked.max_taps() != shown.max_taps()) return false;
    const std::int64_t on = asked.input() == shown.input() ? 0 : asked.start(0) - shown.start(0);
    for (std::int64_t o = 0; o < asked.outputs(); ++o)
        for (std::int64_t j = 0; j < asked.max_taps(); ++j)
            if (asked.at(o, j) != shown.at(o, j) + on) return false;
    return true;
}

// The script of a stage alone asks for the windows on screen, and gives them the weights on screen.
void expect_on_screen(const Asked& a, const test::Script& script) {
    const Stage& stage = *script.experiment->evaluation->of.find(script.stage->id);
    const Window& shown = script.stage->plan.window;
    const Asked one = a.groups > 1 ? of_channel(a, 0) : a;
    const auto plan = one.op->plan(one.params, one.input.shape());
    ASSERT_TRUE(plan) << joined(script.code);
    EXPECT_TRUE(same_windows(plan->window.rows, shown.rows)) << joined(script.code);
    EXPECT_TRUE(same_windows(plan->window.columns, shown.columns)) << joined(script.code);
    if (!stage.op->has(Param::weight) || script.code.shape_only) return;
    EXPECT_TRUE(same_values(a.params.weight, stage.params.weight)) << joined(script.code);
    EXPECT_TRUE(same_values(a.params.bias, stage.params.bias)) << joined(script.code);
}

int expect_windows_on_screen(Framework framework) {
    int compared = 0;
    const Written& w = written(framework);
    for (std::size_t i = 0; i < w.layers.size(); ++i) {
        if (!w.scripts[i].stage) continue;
        for (const Layer& layer : w.layers[i]) {
            const auto a = asked(layer, framework);
            if (!a || !a->op->use) continue;
            expect_on_screen(*a, w.scripts[i]);
            ++compared;
        }
    }
    return compared;
}

class WrittenLayers : public testing::Test {
    void SetUp() override {
        if (test::python_with("numpy").empty()) GTEST_SKIP() << "no Python with numpy";
    }
};

void expect_all_ran(Framework framework) {
    const Written& w = written(framework);
    EXPECT_GT(w.scripts.size(), 300u);
    EXPECT_EQ(w.layers.size(), w.scripts.size());
    EXPECT_EQ(w.status, 0) << w.complaints;
}

// Of each name at least so many.
void expect_at_least(int count, const std::map<std::string, int>& compared,
                     std::initializer_list<const char*> names) {
    for (const char* name : names) EXPECT_GE(compared.contains(name) ? compared.at(name) : 0, count) << name;
}

}  // namespace

TEST_F(WrittenLayers, OnnxNodesGiveTheNumbersOnScreen) { expect_all_ran(Framework::onnx); }
TEST_F(WrittenLayers, KerasLayersGiveTheNumbersOnScreen) { expect_all_ran(Framework::keras); }

TEST_F(WrittenLayers, OurRulesOfOnnxComeToTheSame) {
    expect_at_least(
        30, expect_engine_agrees(Framework::onnx),
        {"MaxPool", "AveragePool", "LpPool", "Conv", "Relu", "GlobalMaxPool", "GlobalAveragePool"});
}

TEST_F(WrittenLayers, OurRulesOfKerasComeToTheSame) {
    expect_at_least(30, expect_engine_agrees(Framework::keras),
                    {"MaxPooling2D", "AveragePooling2D", "Conv2D", "DepthwiseConv2D", "ReLU",
                     "GlobalMaxPooling2D", "GlobalAveragePooling2D"});
}

TEST_F(WrittenLayers, OnnxAsksForTheWindowsOnScreen) {
    EXPECT_GT(expect_windows_on_screen(Framework::onnx), 200);
}

TEST_F(WrittenLayers, KerasAsksForTheWindowsOnScreen) {
    EXPECT_GT(expect_windows_on_screen(Framework::keras), 200);
}

}  // namespace pw
