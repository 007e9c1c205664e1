// Texts that are no code of ours, and texts that are made to break a reader: nothing is read out of them, and
// every one is done with at once.
#include <gtest/gtest.h>

#include <string>

#include "core/code/read_code.h"
#include "core/tests/code/summary.h"

namespace pw {

namespace {

std::string times(std::string_view text, int n) {
    std::string all;
    for (int i = 0; i < n; ++i) all += text;
    return all;
}

const std::string unrelated[] = {
    "",
    "   \n\t\n",
    "Max pooling takes the largest value of each window.",
    "Use MaxPool2d for this; see (Smith et al., 2019).",
    R"({"name": "pool", "size": 2})",
    R"(["MaxPool2d", "AvgPool2d"])",
    "SELECT * FROM layers WHERE name = 'pool';",
    "<html><body><p>nn.MaxPool2d</p></body></html>",
    "int main(void) { float x[2][2]; return 0; }",
    "float relu(float x) { return x > 0 ? x : 0; }",
    "public class Pool { int kernel = 2; }",
    "const pool = require('pool'); pool.max(2);",
    "#include <vector>\nstd::vector<int> v(3);",
    "def f(x):\n    return x + 1\n",
    "import os\nprint(os.getcwd())",
    "nn.MaxPool2d(n)",
    "nn.MaxPool2d()",
    "nn.MaxPool2d(1e400)",
    "nn.MaxPool2d(99999999999999999999)",
    "nn.MaxPool2d(2.5)",
    "nn.MaxPool2d('two')",
    "nn.MaxPool2d(2",
    "nn.MaxPool2d 2)",
    "nn.Conv2d(8, 8, 3, groups=8)",
    "layers.MaxPooling2D(2, padding='circular')",
    "torch.tensor([[1, 2], [3]])",
    "torch.tensor([[1, x], [3, 4]])",
    "torch.zeros(100000, 100000)",
    "torch.tensor([])",
    "x = \"nn.MaxPool2d(2)\"",
    "# nn.MaxPool2d(2)",
    "'''nn.MaxPool2d(2)",
    "\"\"\"\nnn.MaxPool2d(2)\n\"\"\"",
    "eval('nn.MaxPool2d(2)')",
    "__import__('os').system('ls')",
    std::string("nn.MaxPool2d(2)\0\1\2", 18).substr(14),
    "\x7f"
    "ELF\x02\x01\x01",
    "\xff\xfe\xfa\x80(\x80)",
    "\xC3\x28 = \xA0\xA1",
    times("(", 100'000),
    times("[", 100'000) + times("]", 100'000),
    times("-", 100'000) + "1",
    times("a.", 60'000) + "a",
    times("a + ", 60'000) + "a",
    "x = " + times("f(", 50'000) + "1" + times(")", 50'000),
    times("def f(x):\n", 20'000),
    times("class A:\n ", 20'000),
    times("'", 100'001),
    times("'''", 50'001),
    times("a = [a, a]\n", 10'000),
    times("a = b = ", 20'000) + "1",
    times("\\\n", 100'000),
    times("if x: ", 30'000),
    times("{", 100'000),
    times(">>> ", 50'000),
};

}  // namespace

TEST(Unrelated, NothingIsReadOutOfThem) {
    for (const std::string& text : unrelated) {
        const auto read = read_code(text, before());
        EXPECT_FALSE(read) << text.substr(0, 60) << " -> " << summary(*read);
        looks_like_code(text);
    }
}

TEST(Unrelated, LongTextsAreRefused) {
    const auto read = read_code(times("[", 1 << 20), before());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().what.key, "problem.code.long");
    EXPECT_FALSE(looks_like_code(times("[", 1 << 20)));
}

// Work that a text asks for is bounded: what is beyond stays unknown, and the rest is read.
TEST(Unrelated, LargeTensorsAreNotAllMade) {
    const auto read =
        read_code(times("x = torch.ones(1000, 1000)\n", 5'000) + "nn.MaxPool2d(2)(y)", before());
    ASSERT_TRUE(read);
    EXPECT_EQ(code_line(*read->document.experiment.stages[0].op, read->document.experiment.stages[0].params),
              "nn.MaxPool2d(2)");
}

TEST(Unrelated, BrokenLinesLeaveTheOthersAlone) {
    const auto read = read_code("x = foo(\npool = nn.MaxPool2d(2)\n]\nz = {\n", before());
    ASSERT_TRUE(read);
    EXPECT_EQ(summary(*read), "nn.MaxPool2d(2)");
}

}  // namespace pw
