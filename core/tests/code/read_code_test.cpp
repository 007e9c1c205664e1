// Code that people write, and what it becomes.
#include "core/code/read_code.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "core/ops/registry.h"
#include "core/tests/code/summary.h"

namespace pw {

namespace {

struct Spelling {
    const char* text;
    const char* becomes;  // see summary()
};

const Spelling layers[] = {
    {"nn.MaxPool2d(3, stride=2, padding=1)", "nn.MaxPool2d(3, stride=2, padding=1)"},
    {"nn.MaxPool2d(2)", "nn.MaxPool2d(2)"},
    {"nn.MaxPool2d(2, 2)", "nn.MaxPool2d(2)"},
    {"nn.MaxPool2d((3, 2), stride=(2, 1))", "nn.MaxPool2d((3, 2), stride=(2, 1))"},
    {"nn.MaxPool2d([2, 2])", "nn.MaxPool2d(2)"},
    {"nn.MaxPool2d(kernel_size=3, stride=1, padding=1)", "nn.MaxPool2d(3, stride=1, padding=1)"},
    {"nn.MaxPool2d(3, 2, 1, 1, False, True)", "nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)"},
    {"nn.MaxPool2d(2, dilation=2)", "nn.MaxPool2d(2, dilation=2)"},
    {"nn.MaxPool2d(2, stride=None)", "nn.MaxPool2d(2)"},
    {"torch.nn.MaxPool2d(2, return_indices=True)", "nn.MaxPool2d(2)"},
    {"MaxPool2d(2, ceil_mode=True)", "nn.MaxPool2d(2, ceil_mode=True)"},
    {"pool = nn.MaxPool2d(2)  # halves", "nn.MaxPool2d(2)"},
    {"self.pool = nn.MaxPool2d(2, 2)", "nn.MaxPool2d(2)"},
    {"pool: nn.Module = nn.MaxPool2d(2)", "nn.MaxPool2d(2)"},
    {"nn.MaxPool2d(\n    kernel_size=3,  # three\n    stride=2,\n)", "nn.MaxPool2d(3, stride=2)"},
    {"nn.MaxPool2d(3, \\\n  stride=2)", "nn.MaxPool2d(3, stride=2)"},
    {"nn.MaxPool2d(2 + 1, stride=4 // 2)", "nn.MaxPool2d(3, stride=2)"},
    {"nn.MaxPool2d(kernel_size = 2,stride = 1)\r\n", "nn.MaxPool2d(2, stride=1)"},
    {"\tnn.MaxPool2d(2)", "nn.MaxPool2d(2)"},
    {">>> nn.MaxPool2d(3, stride=1)", "nn.MaxPool2d(3, stride=1)"},
    {"In [3]: nn.MaxPool2d(3, stride=1)", "nn.MaxPool2d(3, stride=1)"},
    {"nn．MaxPool2d（3，stride＝1）", "nn.MaxPool2d(3, stride=1)"},
    {"nn.AvgPool2d(2)", "nn.AvgPool2d(2)"},
    {"nn.AvgPool2d(3, 1, 1, False, False)", "nn.AvgPool2d(3, stride=1, padding=1, count_include_pad=False)"},
    {"nn.AvgPool2d(2, divisor_override=3)", "nn.AvgPool2d(2, divisor_override=3)"},
    {"F.avg_pool2d(x, 2, 3)", "nn.AvgPool2d(2, stride=3)"},
    {"F.max_pool2d(x, 3, 2, 1, 1, True)", "nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)"},
    {"F.max_pool2d(x, kernel_size=2)", "nn.MaxPool2d(2)"},
    {"y = torch.nn.functional.max_pool2d(input=x, kernel_size=(2, 2))", "nn.MaxPool2d(2)"},
    {"torch.max_pool2d(x, 2)", "nn.MaxPool2d(2)"},
    {"y, idx = F.max_pool2d(x, 2, return_indices=True)", "nn.MaxPool2d(2)"},
    {"nn.AdaptiveAvgPool2d(1)", "nn.AdaptiveAvgPool2d(1)"},
    {"nn.AdaptiveMaxPool2d((3, 2))", "nn.AdaptiveMaxPool2d((3, 2))"},
    {"F.adaptive_avg_pool2d(x, output_size=2)", "nn.AdaptiveAvgPool2d(2)"},
    {"nn.LPPool2d(2, 3, stride=1)", "nn.LPPool2d(2, 3, stride=1)"},
    {"nn.FractionalMaxPool2d(2, output_size=3)",
     "F.fractional_max_pool2d(x, 2, 3, _random_samples=torch.tensor([0.5, 0.5]).repeat(*x.shape[:2], 1))"},
    {"nn.ReLU(inplace=True)", "nn.ReLU()"},
    {"F.relu(x)", "nn.ReLU()"},
    {"x.relu()", "nn.ReLU()"},
    {"nn.Conv2d(1, 1, 3)", "nn.Conv2d(1, 1, 3)"},
    {"nn.Conv2d(1, 4, kernel_size=(3, 3), stride=2, padding=1, bias=False)",
     "nn.Conv2d(1, 4, 3, stride=2, padding=1, bias=False)"},
    {"nn.Conv2d(1, 1, 3, padding='same')", "nn.Conv2d(1, 1, 3, padding=1)"},
    {"nn.Conv2d(3, 8, 3)", "nn.Conv2d(1, 8, 3)"},
    {"layers.MaxPooling2D((2, 2), padding=\"same\")", "layers.MaxPooling2D(2, padding=\"same\")"},
    {"layers.MaxPooling2D()", "layers.MaxPooling2D(2)"},
    {"tf.keras.layers.MaxPool2D(pool_size=3, strides=2)", "layers.MaxPooling2D(3, strides=2)"},
    {"keras.layers.AveragePooling2D((2, 2), strides=(1, 1))", "layers.AveragePooling2D(2, strides=1)"},
    {"GlobalAveragePooling2D()", "layers.GlobalAveragePooling2D()"},
    {"tf.nn.max_pool2d(x, ksize=2, strides=2, padding='SAME')", "layers.MaxPooling2D(2, padding=\"same\")"},
    {"tf.nn.max_pool(x, [1, 2, 2, 1], [1, 1, 1, 1], 'VALID')", "layers.MaxPooling2D(2, strides=1)"},
    {"MaxPool <kernel_shape = [2, 2], strides = [2, 2]> (x)",
     "MaxPool <kernel_shape = [2, 2], strides = [2, 2]> (x)"},
    {"y = AveragePool[kernel_shape = [3, 3], pads = [1, 1, 1, 1], count_include_pad = 1](x)",
     "AveragePool <kernel_shape = [3, 3], pads = [1, 1, 1, 1], count_include_pad = 1> (x)"},
    {"helper.make_node(\"MaxPool\", inputs=[\"x\"], outputs=[\"y\"], kernel_shape=[3, 3], "
     "auto_pad='SAME_LOWER')",
     "MaxPool <kernel_shape = [3, 3], auto_pad = \"SAME_LOWER\"> (x)"},
};

const Spelling chains[] = {
    {"nn.Sequential(nn.Conv2d(1, 1, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))",
     "nn.Conv2d(1, 1, 3, padding=1); nn.ReLU(); nn.MaxPool2d(2)"},
    {"net = nn.Sequential(\n    nn.MaxPool2d(2),\n    nn.Dropout(0.5),\n    nn.AvgPool2d(2),\n)",
     "nn.MaxPool2d(2); nn.AvgPool2d(2)"},
    {"nn.Sequential(OrderedDict([('a', nn.MaxPool2d(2)), ('b', nn.ReLU())]))", "nn.MaxPool2d(2); nn.ReLU()"},
    {"keras.Sequential([layers.Conv2D(2, 3, activation='relu'), layers.MaxPooling2D()])",
     "tf.nn.conv2d(x, w, 1, \"VALID\"); layers.ReLU(); layers.MaxPooling2D(2)"},
    {"model = Sequential()\nmodel.add(MaxPooling2D((2, 2)))\nmodel.add(ReLU())",
     "layers.MaxPooling2D(2); layers.ReLU()"},
    {"import torch.nn as nn\nk = 2\npool = nn.MaxPool2d(k, stride=3)", "nn.MaxPool2d(2, stride=3)"},
    {"k, s = 3, 2\npool = nn.MaxPool2d(k, stride=s, padding=k // 2)", "nn.MaxPool2d(3, stride=2, padding=1)"},
    {"k: int = 2\nsize = (k, k)\nnn.MaxPool2d(size)", "nn.MaxPool2d(2)"},
    {"from torch.nn import MaxPool2d as Pool\nPool(2)", "nn.MaxPool2d(2)"},
    {"import torch.nn.functional as G\ny = G.relu(G.max_pool2d(x, 2))", "nn.MaxPool2d(2); nn.ReLU()"},
    {"conv = nn.Conv2d(1, 1, 3)\npool = nn.MaxPool2d(2)\ny = pool(F.relu(conv(x)))",
     "nn.Conv2d(1, 1, 3); nn.ReLU(); nn.MaxPool2d(2)"},
    {"pool = nn.MaxPool2d(2)\nconv = nn.Conv2d(1, 1, 3)\ny = conv(x)\nz = pool(y)",
     "nn.Conv2d(1, 1, 3); nn.MaxPool2d(2)"},
    {"class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
     "        self.pool = nn.MaxPool2d(2, 2)\n        self.conv = nn.Conv2d(1, 1, 3, padding=1)\n\n"
     "    def forward(self, x):\n        x = self.pool(F.relu(self.conv(x)))\n        return x\n",
     "nn.Conv2d(1, 1, 3, padding=1); nn.ReLU(); nn.MaxPool2d(2)"},
    {"class Net(nn.Module):\n    def __init__(self, k=3):\n        self.pool = nn.MaxPool2d(k)\n"
     "    def forward(self, x):\n        return self.pool(x)\n"
     "x = torch.ones(1, 1, 6, 6)\nnet = Net()\nprint(net(x).shape)",
     "1x1x6x6: nn.MaxPool2d(3)"},
    {"x = layers.MaxPooling2D(2)(inputs)\nx = layers.ReLU()(x)", "layers.MaxPooling2D(2); layers.ReLU()"},
    {">>> pool = nn.MaxPool2d(\n...     2)\n>>> pool(x)\ntensor([[[[5.]]]])", "nn.MaxPool2d(2)"},
    {"In [1]: k = 3\n\nIn [2]: nn.MaxPool2d(k)\nOut[2]: MaxPool2d(kernel_size=9)", "nn.MaxPool2d(3)"},
    {"pool = nn.MaxPool2d(2, return_indices=True)\nunpool = nn.MaxUnpool2d(2)\ny, i = pool(x)\nz = unpool(y, "
     "i)",
     "nn.MaxPool2d(2); nn.MaxUnpool2d(2)"},
    {"a = nn.MaxPool2d(2)(x)\nb = nn.AvgPool2d(2)(x)", "nn.MaxPool2d(2) | nn.AvgPool2d(2)"},
    {"x = torch.ones(4, 4)\ny = -nn.MaxPool2d(2)(-x)", "1x1x4x4: -nn.MaxPool2d(2)(-x)"},
    {"y = F.relu(-F.max_pool2d(-x, 2))", "-nn.MaxPool2d(2)(-x); nn.ReLU()"},
    {"with torch.no_grad(): y = F.max_pool2d(x, 2)", "nn.MaxPool2d(2)"},
    {"k = 2; pool = nn.MaxPool2d(k)", "nn.MaxPool2d(2)"},
};

const Spelling tensors[] = {
    {"torch.tensor([[1, 2], [3, 4]])", "1x1x2x2 = 1 2 3 4"},
    {"x = np.array([[1, 2, 3], [4, 5, 6]], dtype=np.float32)", "1x1x2x3 = 1 2 3 4 5 6"},
    {"[[1, 2], [3, -4.5]]", "1x1x2x2 = 1 2 3 -4.5"},
    {"x = torch.arange(6).reshape(1, 1, 2, 3).float()", "1x1x2x3 = 0 1 2 3 4 5"},
    {"x = torch.arange(1., 5.).view(2, -1)", "1x1x2x2 = 1 2 3 4"},
    {"x = np.arange(4).reshape((2, 2)) / 2", "1x1x2x2 = 0 0.5 1 1.5"},
    {"torch.eye(2)", "1x1x2x2 = 1 0 0 1"},
    {"torch.ones(2, 1, 2, 2)", "2x1x2x2 = 1 1 1 1 1 1 1 1"},
    {"torch.FloatTensor([[[1, 2], [3, 4]]])", "1x1x2x2 = 1 2 3 4"},
    {"tf.constant([[1., 2.], [3., 4.]])", "1x1x2x2 = 1 2 3 4"},
    {"x = tf.reshape(tf.constant([1., 2., 3., 4.]), [1, 2, 1, 2])", "1x2x2x1 = 1 3 2 4"},
    {"X = [[1, 2], [3, 4]]\nx = torch.tensor(X)[None, None]", "1x1x2x2 = 1 2 3 4"},
    {"X = np.array([[1, 2], [3, 4]])\nx = torch.from_numpy(X).unsqueeze(0).unsqueeze(0)",
     "1x1x2x2 = 1 2 3 4"},
    {"x = torch.zeros(1, 1, 2, 2)\nx[0, 0, 1, 0] = 7", "1x1x2x2 = 0 0 7 0"},
    {"x = torch.tensor([[1, 2], [3, 4]]).T", "1x1x2x2 = 1 3 2 4"},
    {"x = torch.arange(9).reshape(3, 3)[:2, 1:]", "1x1x2x2 = 1 2 4 5"},
};

void check(const Spelling& s) {
    const auto read = read_code(s.text, before());
    ASSERT_TRUE(read) << s.text << ": " << read.error().what.key;
    EXPECT_EQ(summary(*read), s.becomes) << s.text;
    EXPECT_TRUE(looks_like_code(s.text)) << s.text;
}

}  // namespace

TEST(ReadCode, Layers) {
    for (const Spelling& s : layers) check(s);
}

TEST(ReadCode, Chains) {
    for (const Spelling& s : chains) check(s);
}

TEST(ReadCode, Tensors) {
    for (const Spelling& s : tensors) check(s);
}

// The script that this program was begun for.
const char* const first_script = R"(import numpy as np
import torch
import torch.nn as nn

X = np.array([[1, 0, 0, 0, 1],
              [0, 1, 0, 1, 0],
              [0, 0, 1, 0, 0],
              [0, 1, 0, 1, 0],
              [1, 0, 0, 0, 1]])
x = torch.Tensor(X)
x = x.view(1, 1, 5, 5)
kernel = torch.tensor([[0., 0., 1.], [0., 1., 0.], [1., 0., 0.]])
conv_layer = nn.Conv2d(in_channels=1, out_channels=1, stride=1, kernel_size=3, padding=1)
conv_layer.weight.data = kernel.view(1, 1, 3, 3)
features = conv_layer(x)
max_pool = nn.MaxPool2d(kernel_size=2, stride=3)
avg_pool = nn.AvgPool2d(kernel_size=2, stride=3)
print(max_pool(features))
print(avg_pool(features))
)";

TEST(ReadCode, TheScriptThatItBeganWith) {
    const auto read = read_code(first_script, before());
    ASSERT_TRUE(read);
    EXPECT_EQ(
        summary(*read),
        "1x1x5x5: nn.Conv2d(1, 1, 3, padding=1); nn.MaxPool2d(2, stride=3) | nn.AvgPool2d(2, stride=3)");
    const Experiment& e = read->document.experiment;
    const auto weight = e.stages[0].params.weight.data();
    EXPECT_EQ(std::vector<float>(weight.begin(), weight.end()),
              (std::vector<float>{0, 0, 1, 0, 1, 0, 1, 0, 0}));
    EXPECT_EQ(e.input.tensor.at(0, 0, 1, 3), 1);
    const auto result = evaluate(e);
    ASSERT_FALSE(result->stopped);
    EXPECT_EQ(read->used, 11);
    EXPECT_EQ(said(*read, 5), "input 5 × 5");
    EXPECT_EQ(said(*read, 10), "same_numbers");
    EXPECT_EQ(said(*read, 12), "numbers 3 × 3");
    EXPECT_EQ(said(*read, 13), "stage conv 3 × 3, padding 1; bias_not_random");
    EXPECT_EQ(said(*read, 14), "weights");
    EXPECT_EQ(said(*read, 19), "order; left_out print()");
}

// The picture's.
TEST(ReadCode, WhatEachLineBecomes) {
    const auto read = read_code(R"(import torch, torch.nn as nn
import matplotlib.pyplot as plt
x = torch.tensor([[1, 0, 0, 0, 1], [0, 1, 0, 1, 0], [0, 0, 1, 0, 0], [0, 1, 0, 1, 0], [1, 0, 0, 0, 1]])
x = x.reshape(1, 1, 5, 5).float()
conv = nn.Conv2d(1, 1, kernel_size=3, padding=1)
conv.weight.data = torch.tensor([[0, 0, 1], [0, 1, 0], [1, 0, 0]])
k = 2
pool = nn.MaxPool2d(k, stride=3)
drop = nn.Dropout(0.5)
y = pool(conv(x)).round()
plt.imshow(y[0, 0].detach())
)",
                                before());
    ASSERT_TRUE(read);
    EXPECT_EQ(summary(*read), "1x1x5x5: nn.Conv2d(1, 1, 3, padding=1); nn.MaxPool2d(2, stride=3)");
    EXPECT_EQ(read->lines.size(), 11u);
    EXPECT_EQ(read->used, 7);
    const char* const expected[] = {"- import",
                                    "- import",
                                    "input 5 × 5",
                                    "same_numbers",
                                    "stage conv 3 × 3, padding 1; bias_not_random",
                                    "weights",
                                    "constant k 2",
                                    "stage max_pool 2 × 2, stride 3",
                                    "o not_here Dropout",
                                    "order; left_out round()",
                                    "- not_layer"};
    for (int i = 0; i < 11; ++i) EXPECT_EQ(said(*read, i + 1), expected[i]);
    EXPECT_EQ(read->lines[2].text, "x = torch.tensor([[1, 0, 0, 0, 1], [0, 1, 0, 1, 0], …])");
}

TEST(ReadCode, WhatIsLeftAloneSaysWhy) {
    const auto say = [](const std::string& text, int line) {
        const auto read = read_code("nn.MaxPool2d(2)(x)\n" + text, before());
        return read ? said(*read, line) : read.error().what.key;
    };
    EXPECT_EQ(say("a = nn.AvgPool2d(2)(x)\nb = nn.LPPool2d(2, 2)(x)", 3), "- third");
    EXPECT_EQ(say("nn.AvgPool2d(n)", 2), "- unread AvgPool2d");
    EXPECT_EQ(say("nn.AvgPool2d(2)", 2), "- not_reached");
    EXPECT_EQ(say("unused = 3", 2), "- not_needed");
    EXPECT_EQ(say("bn = nn.BatchNorm2d(1)", 2), "o not_here BatchNorm2d");
    EXPECT_EQ(say("@decorated\nlambda x: f\"{x}\"", 3), "- not_layer");
    EXPECT_EQ(say("y = nn.MaxPool2d(2)(x)\ny = torch.flatten(y, 1)\ny = F.relu(y)", 4), "- after_planes");
    EXPECT_EQ(say("y = nn.MaxPool2d(2)(x)\ny = torch.flatten(y, 1)", 3), "- not_layer");
    EXPECT_EQ(say("a = nn.AvgPool2d(2)\ny = F.relu(a(nn.MaxPool2d(2)(x)))", 3),
              "stage max_pool 2 × 2, stage_plain relu, order");
    EXPECT_EQ(say("fc = nn.Linear(4, 2)\ny = F.relu(fc(x))", 3), "o not_here Linear");
    EXPECT_EQ(say("nn.Sequential(nn.MaxPool2d(2), nn.ReLU())(-x)", 2),
              "stage max_pool 2 × 2, stage_plain relu; sign_left_out -");
    EXPECT_EQ(say("F.max_pool2d(x, 2) + 1", 2), "stage max_pool 2 × 2; sign_left_out +");
}

TEST(ReadCode, WeightsAndBias) {
    const auto weights = [](const std::string& text) {
        const auto read = read_code("c = nn.Conv2d(1, 1, 2)\n" + text, before());
        const Params& p = read->document.experiment.stages[0].params;
        std::string out;
        for (const float v : p.weight.data()) out += fmt::format("{} ", v);
        for (const float v : p.bias.data()) out += fmt::format("+ {}", v);
        return out;
    };
    EXPECT_EQ(weights(""), "0 1 1 0 + 0");
    EXPECT_EQ(weights("c.weight.data = torch.tensor([[[[1., 2.], [3., 4.]]]])"), "1 2 3 4 + 0");
    EXPECT_EQ(weights("c.weight = nn.Parameter(torch.ones(1, 1, 2, 2))"), "1 1 1 1 + 0");
    EXPECT_EQ(weights("c.weight.data[0, 0] = torch.tensor([[1., 2.], [3., 4.]])"), "1 2 3 4 + 0");
    EXPECT_EQ(weights("c.weight.data.copy_(torch.eye(2).view(1, 1, 2, 2))"), "1 0 0 1 + 0");
    EXPECT_EQ(weights("nn.init.constant_(c.weight, 0.5)\nc.bias.data.fill_(3)"), "0.5 0.5 0.5 0.5 + 3");
    EXPECT_EQ(weights("with torch.no_grad():\n    c.weight.fill_(2)\n    c.bias[:] = torch.tensor([7.])"),
              "2 2 2 2 + 7");
    EXPECT_EQ(weights("c.bias = None"), "0 1 1 0 ");
    const auto f =
        read_code("w = torch.ones(1, 1, 2, 2)\ny = F.conv2d(x, w, torch.tensor([5.]), stride=2)", before());
    EXPECT_EQ(summary(*f), "nn.Conv2d(1, 1, 2, stride=2)");
    EXPECT_EQ(f->document.experiment.stages[0].params.bias.at(0, 0, 0, 0), 5);
}

// One layer comes in the place of the one that is watched; the others stay.
TEST(ReadCode, OneLayerReplacesTheWatchedOne) {
    Document now = read_code("nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2))", before())->document;
    now.watch.stage = 1;
    const auto read = read_code("nn.AvgPool2d(3)", now);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->makes, CodeRead::Makes::layer);
    EXPECT_EQ(summary(*read), "nn.AvgPool2d(3); nn.MaxPool2d(2)");
    EXPECT_EQ(read->document.experiment.stages[0].id, 1);
    const Tensor weights = now.experiment.stages[0].params.weight;
    const auto again = read_code("nn.Conv2d(1, 2, 3, stride=2)", now);
    EXPECT_TRUE(again->document.experiment.stages[0].params.weight.same(weights));
    EXPECT_EQ(said(*again, 1), "stage conv 3 × 3, stride 2; weights_stay");
}

TEST(ReadCode, RulesAreThoseOfTheCode) {
    Document now = read_code("layers.MaxPooling2D((2, 2), padding='same')", before())->document;
    EXPECT_EQ(now.experiment.dialect, Dialect::tf);
    now = read_code("nn.MaxPool2d(2)", now)->document;
    EXPECT_EQ(now.experiment.dialect, Dialect::torch);
    EXPECT_EQ(now.experiment.stages[0].params.window.auto_pad, AutoPad::none);
}

// Our own lines come back as what they were.
TEST(ReadCode, ReadsWhatCodeLineWrites) {
    for (const OpInfo* op : all_ops()) {
        for (const Dialect dialect : {Dialect::torch, Dialect::onnx, Dialect::tf}) {
            Document now = before();
            Stage& stage = now.experiment.stages[0];
            stage.op = op;
            stage.params.window.kernel = {3, 2};
            stage.params.window.stride = Pair{2, 1};
            stage.params.window.padding = {1, 1};
            stage.params.norm_type = 3;
            stage.params.samples = {.25f, .75f};
            if (op->has(Param::weight)) stage.params.weight = Tensor({1, 1, 2, 2}, {1, 2, 3, 4});
            settle(now.experiment, dialect);
            const std::string line = code_line(*op, stage.params);
            if (line.starts_with("#")) continue;
            const auto read = read_code(line, now);
            ASSERT_TRUE(read) << line;
            const Stage& again = read->document.experiment.stages[0];
            EXPECT_EQ(code_line(*again.op, again.params), line);
        }
    }
}

}  // namespace pw
