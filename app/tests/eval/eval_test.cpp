// `poolwalk eval` from the words of the command line to what it prints and writes.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/command_line/parse.h"
#include "app/files/bytes.h"
#include "core/tensor/npy.h"
#include "core/tensor/png.h"
#include "core/words/words.h"

namespace pw {
namespace {

class Eval : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "poolwalk-eval-XXXXXX";
        folder_ = mkdtemp(pattern.data());
        put("x.csv", "1,3,2,1\n2,9,1,1\n1,4,2,3\n5,6,1,2\n");
        put("count.csv", "1,2,3,4\n5,6,7,8\n9,10,11,12\n13,14,15,16\n");
        put("cross.csv", "1,0,0,0,1\n0,1,0,1,0\n0,0,1,0,0\n0,1,0,1,0\n1,0,0,0,1\n");
        put("anti.npy", write_npy(Tensor(Shape{1, 1, 3, 3}, {0, 0, 1, 0, 1, 0, 1, 0, 0})));
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string at(const std::string& name) const { return (folder_ / name).string(); }
    void put(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
    }
    std::string get(const std::string& name) const { return read_bytes(at(name)).value_or("nothing"); }

    // A command line, its words separated by spaces; "@x" names a file in the test's folder.
    Expected<EvalResult> run(const std::string& line) const {
        std::vector<std::string> words{"eval"};
        std::istringstream in(line);
        for (std::string word; in >> word;) words.push_back(word[0] == '@' ? at(word.substr(1)) : word);
        const Invocation asked = parse(words, Language::en);
        if (asked.kind == Invocation::Kind::error) return fail(asked.problem);
        EXPECT_EQ(asked.kind, Invocation::Kind::eval);
        return run_eval(asked.eval);
    }
    std::string text(const std::string& line) const {
        const auto result = run(line);
        return result ? result->text : result.error().what.key;
    }
    std::string refused(const std::string& line) const {
        const auto result = run(line);
        return result ? "accepted" : result.error().what.key;
    }
    std::string framework(const std::string& line) const {
        const auto result = run(line);
        return result ? "accepted" : result.error().framework;
    }

    std::filesystem::path folder_;
};

TEST_F(Eval, WorkedValues) {
    EXPECT_EQ(text("--op max_pool --input @x.csv --kernel 2 --stride 2"), "1x1x2x2\n9 2\n6 3\n");
    EXPECT_EQ(text("--op avg_pool --input @x.csv --kernel 2"), "1x1x2x2\n3.75 1.25\n4 2\n");
    EXPECT_EQ(text("--op min_pool --input @x.csv --kernel 2"), "1x1x2x2\n1 1\n1 1\n");
    EXPECT_EQ(text("--op lp_pool --norm 1 --input @x.csv --kernel 2"), "1x1x2x2\n15 5\n16 8\n");
    EXPECT_EQ(text("--op global_max_pool --input @x.csv"), "1x1x1x1\n9\n");
    EXPECT_EQ(text("--op global_avg_pool --input @x.csv"), "1x1x1x1\n2.75\n");
    EXPECT_EQ(text("--op adaptive_max_pool --output-size 3x2 --input @x.csv"), "1x1x3x2\n9 2\n9 3\n6 3\n");
    EXPECT_EQ(text("--op adaptive_avg_pool --output-size 1 --input @x.csv"), "1x1x1x1\n2.75\n");
    EXPECT_EQ(text("--op blur_pool --kernel 3 --stride 1 --input @x.csv"),
              "1x1x2x2\n3.875 2.6875\n3.8125 2.75\n");
    EXPECT_EQ(text("--op fractional_max_pool --kernel 2 --output-size 3 --input @x.csv"),
              "1x1x3x3\n9 9 2\n9 9 3\n6 6 3\n");
    EXPECT_EQ(text("--op stochastic_pool --kernel 2 --seed 1 --input @x.csv"), "1x1x2x2\n3 2\n6 3\n");
    EXPECT_EQ(text("--op conv --input @cross.csv --weight @anti.npy --padding 1"),
              "1x1x5x5\n1 0 1 0 2\n0 1 0 3 0\n1 0 3 0 1\n0 3 0 1 0\n2 0 1 0 1\n");
    ASSERT_TRUE(run("--op conv --input @cross.csv --weight @anti.npy --padding 1 --output @conv.npy"));
    EXPECT_EQ(text("--op max_pool --input @conv.npy --kernel 2 --stride 3"), "1x1x2x2\n1 3\n3 1\n");
    EXPECT_EQ(text("--op avg_pool --input @conv.npy --kernel 2 --stride 3"), "1x1x2x2\n0.5 1.25\n1.25 0.5\n");
}

// [y, x, c] = 6 y + 3 x + c, or three channels of 2 x 3.
TEST_F(Eval, ArraysAreReadWithTheirChannelsFirstOrLast) {
    std::string header = "{'descr': '<i2', 'fortran_order': False, 'shape': (3, 2, 3), }\n", bytes;
    for (char i = 0; i < 18; ++i) bytes += {i, '\0'};
    put("a.npy", std::string("\x93NUMPY\1\0", 8) + static_cast<char>(header.size()) + '\0' + header + bytes);
    const std::string line = "--op global_max_pool --input @a.npy";
    EXPECT_EQ(text(line + " --channels first"), "1x3x1x1\n5\n\n11\n\n17\n");
    EXPECT_EQ(text(line + " --channels last"), "1x3x1x1\n15\n\n16\n\n17\n");
    EXPECT_EQ(text(line), text(line + " --channels first"));
    ASSERT_EQ(run(line)->notes.size(), 1u);
    EXPECT_EQ(run(line)->notes[0].key, "note.read_first");
    EXPECT_TRUE(run(line + " --channels first")->notes.empty());
    EXPECT_EQ(refused(line + " --channels middle"), "problem.cli.choice");
}

TEST_F(Eval, PicturesAreReducedAndSayWhenTheyMustBe) {
    put("a.png", write_png(Tensor(Shape{1, 1, 3, 3}, {1, 3, 5, 7, 9, 11, 13, 15, 17}))->bytes);
    const std::string line = "--op relu --input @a.png";
    EXPECT_EQ(text(line + " --reduce 2"), "1x1x2x2\n5 8\n14 17\n");
    EXPECT_EQ(text(line + " --reduce 1"), text(line));
    for (const char* wrong : {"0", "17", "-2", "1.5", "x"})
        EXPECT_EQ(refused(line + " --reduce " + wrong), "problem.cli.value") << wrong;
    EXPECT_EQ(refused("--op relu --input @x.csv --reduce 2"), "problem.source.reduce");
    put("long.png", write_png(Tensor(Shape{1, 1, 1, 16385}, std::vector<float>(16385, 7)))->bytes);
    const auto refused = run("--op relu --input @long.png");
    ASSERT_FALSE(refused);
    EXPECT_NE(problem_text(refused.error(), Words::load(Language::en))
                  .find("With --reduce 2 it is read as 8193 × 1."),
              std::string::npos);
    EXPECT_EQ(text("--op global_avg_pool --input @long.png --reduce 2"), "1x1x1x1\n7\n");
}

TEST_F(Eval, UnpoolingReadsTheIndicesThatPoolingWrote) {
    ASSERT_TRUE(run("--op max_pool --input @x.csv --kernel 2 --output @y.csv --indices @i.npy"));
    const std::string back = "--op max_unpool --input @y.csv --kernel 2 --indices @i.npy ";
    EXPECT_EQ(text(back), "1x1x4x4\n0 0 2 0\n0 9 0 0\n0 0 0 3\n0 6 0 0\n");
    EXPECT_EQ(text(back + "--output-size 5x4"), "1x1x5x4\n0 0 2 0\n0 9 0 0\n0 0 0 3\n0 6 0 0\n0 0 0 0\n");
    EXPECT_EQ(read_npy_indices("i", get("i.npy"))->data()[2], 13);  // read, not written
    EXPECT_EQ(framework(back + "--output-size 7"),
              "invalid output_size \"(7, 7)\" (dim 0 must be between 2 and 6)");
    EXPECT_EQ(framework(back + "--output-size 3"),
              "Found an invalid max index: 11 (output volumes are of size 3x3");
    EXPECT_EQ(refused("--op max_unpool --input @y.csv --kernel 2"), "problem.eval.needs");
    put("f.npy", write_npy(Tensor(Shape{1, 1, 2, 2}, {5, 2, 13, 11})));
    EXPECT_EQ(refused("--op max_unpool --input @y.csv --kernel 2 --indices @f.npy"), "problem.npy.not_whole");
    EXPECT_EQ(refused("--op max_unpool --input @y.csv --kernel 2 --indices @none.npy"),
              refused("--op max_pool --input @none.npy --kernel 2"));
}

TEST_F(Eval, GoldenAverages) {
    const std::string base = "--op avg_pool --input @count.csv --kernel 3 --stride 2 --padding 1 --ceil-mode";
    EXPECT_EQ(text(base), "1x1x3x3\n1.5555556 3.3333333 2\n6.3333335 11 6\n4.5 7.5 4\n");
    EXPECT_EQ(text(base + " --count-include-pad false"), "1x1x3x3\n3.5 5 6\n9.5 11 12\n13.5 15 16\n");
    EXPECT_EQ(text("--op avg_pool --input @count.csv --kernel 2 --divisor-override -2"),
              "1x1x2x2\n-7 -11\n-23 -27\n");
}

TEST_F(Eval, MaximaOfPaddingNanTiesAndEmptyWindows) {
    put("low.csv", "-4,-8\n-6,-4\n");
    EXPECT_EQ(text("--op max_pool --input @low.csv --kernel 2 --padding 1"), "1x1x2x2\n-4 -8\n-6 -4\n");
    put("nan.csv", "1,nan\n-inf,inf\n");
    EXPECT_EQ(text("--op max_pool --input @nan.csv --kernel 2 --indices @i.npy"), "1x1x1x1\nnan\n");
    EXPECT_EQ(read_npy("i", get("i.npy"))->data()[0], 1);
    put("ties.csv", "0 7 7\n7 1 2\n");
    EXPECT_EQ(text("--op max_pool --input @ties.csv --kernel 2x3 --indices @i.npy"), "1x1x1x1\n7\n");
    EXPECT_EQ(read_npy("i", get("i.npy"))->data()[0], 1);
    EXPECT_NE(get("i.npy").find("'<i8'"), std::string::npos);
    put("two.csv", "1 2\n3 4\n");
    EXPECT_EQ(text("--op max_pool --input @two.csv --kernel 2 --stride 1 --padding 1 --dilation 3"),
              "1x1x1x1\n-inf\n");
}

TEST_F(Eval, EveryOptionReachesTheOperation) {
    EXPECT_EQ(text("--op max_pool --input @count.csv --kernel 1x2 --stride 3x1"),
              "1x1x2x3\n2 3 4\n14 15 16\n");
    EXPECT_EQ(text("--op max_pool --input @count.csv --kernel 2 --dilation 2x1 --stride 2"),
              "1x1x1x2\n10 12\n");
    EXPECT_EQ(text("--op max_pool --input @count.csv --kernel 3 --padding 1x0"), "1x1x2x1\n7\n15\n");
    EXPECT_EQ(text("--op max_pool --input @count.csv --kernel 3 --padding 1,0,1,0"), "1x1x2x1\n7\n15\n");
    EXPECT_EQ(text("--op max_pool --input @count.csv --kernel=3 --ceil-mode --dialect torch"),
              "1x1x2x2\n11 12\n15 16\n");
    EXPECT_EQ(text("--op max_pool --input @count.csv --kernel 2 --dialect onnx"),
              "1x1x3x3\n6 7 8\n10 11 12\n14 15 16\n");
    EXPECT_EQ(text("--op max_pool --input @count.csv --kernel 3 --dialect tf --auto-pad same_upper"),
              "1x1x2x2\n6 8\n14 16\n");
    EXPECT_EQ(text("--op max_pool --input @count.csv --kernel 3 --dialect onnx --padding 0,0,1,1 --stride 3"),
              "1x1x1x1\n11\n");
    put("signs.csv", "-1;2,5\n-0;nan\n");
    EXPECT_EQ(text("--op relu --input @signs.csv"), "1x1x2x2\n0 2.5\n0 nan\n");
    put("bias.npy", write_npy(Tensor(Shape{1, 1, 1, 1}, {.25f})));
    EXPECT_EQ(text("--op conv --input @cross.csv --weight @anti.npy --bias @bias.npy --stride 2"),
              "1x1x2x2\n1.25 3.25\n3.25 1.25\n");
}

TEST_F(Eval, PrintsPlanesApart) {
    put("planes.npy", write_npy(Tensor(Shape{2, 2, 1, 2}, {1, 2, 3, 4, 5, 6, 7, .1f})));
    EXPECT_EQ(text("--op relu --input @planes.npy"), "2x2x1x2\n1 2\n\n3 4\n\n5 6\n\n7 0.1\n");
}

TEST_F(Eval, FilesGoRound) {
    EXPECT_EQ(text("--op max_pool --input @x.csv --kernel 2 --output @y.csv"), "");
    EXPECT_EQ(get("y.csv"), "9,2\n6,3\n");
    EXPECT_EQ(text("--op relu --input @y.csv --output @y.npy"), "");
    EXPECT_EQ(text("--op relu --input @y.npy --output @y.PNG"), "");
    EXPECT_EQ(text("--op relu --input @y.PNG"), "1x1x2x2\n9 2\n6 3\n");
    // Three channels: each is pooled alone.
    std::vector<float> pixels;
    for (int i = 0; i < 3 * 4 * 4; ++i) pixels.push_back(static_cast<float>(i * 5));
    put("c.png", write_png(Tensor(Shape{1, 3, 4, 4}, pixels))->bytes);
    EXPECT_EQ(text("--op max_pool --input @c.png --kernel 4 --output @d.png"), "");
    EXPECT_EQ(text("--op relu --input @d.png"), "1x3x1x1\n75\n\n155\n\n235\n");
    EXPECT_EQ(refused("--op relu --input @c.png --output @c.csv"), "problem.csv.channels");
    EXPECT_FALSE(std::filesystem::exists(at("c.csv")));
}

TEST_F(Eval, GradientsOfTheInput) {
    put("three.csv", "1 2 3\n4 9 5\n6 7 8\n");
    put("ones.csv", "1 1\n1 1\n");
    put("dy.npy", write_npy(Tensor(Shape{1, 1, 2, 2}, {1, 2, 3, 4})));
    // The centre is the largest of all four windows.
    EXPECT_EQ(text("--op max_pool --input @three.csv --kernel 2 --stride 1 --gradient @ones.csv"),
              "1x1x3x3\n0 0 0\n0 4 0\n0 0 0\n");
    EXPECT_EQ(text("--op avg_pool --input @three.csv --kernel 2 --stride 1 --gradient @dy.npy"),
              "1x1x3x3\n0.25 0.75 0.5\n1 2.5 1.5\n0.75 1.75 1\n");
    EXPECT_EQ(text("--op conv --input @x.csv --weight @anti.npy --gradient @dy.npy"),
              "1x1x4x4\n0 0 1 2\n0 1 5 4\n1 5 4 0\n3 4 0 0\n");
    EXPECT_EQ(
        text("--op min_pool --input @x.csv --kernel 2 --gradient @dy.npy --output @dx.npy --indices @i.npy"),
        "");
    EXPECT_EQ(text("--op relu --input @dx.npy"), "1x1x4x4\n1 0 0 2\n0 0 0 0\n3 0 0 0\n0 0 4 0\n");
    EXPECT_EQ(read_npy("i", get("i.npy"))->data()[3], 14);
}

TEST_F(Eval, RefusesGradientsThatAreNotTheOutputs) {
    const std::string base = "--op max_pool --input @x.csv --kernel 2 --gradient ";
    EXPECT_EQ(refused(base + "@x.csv --output @dx.csv"), "problem.gradient.shape");
    EXPECT_FALSE(std::filesystem::exists(at("dx.csv")));
    EXPECT_EQ(refused(base + "@absent.npy"), "problem.file.not_found");
    const auto result = run(base + "@x.csv");
    EXPECT_EQ(
        Words::load(Language::en)(result.error().what),
        "The gradient is 1 × 1 × 4 × 4, but the output is 1 × 1 × 2 × 2: there must be one number for each "
        "output value.");
    EXPECT_EQ(Words::load(Language::zh)(result.error().what),
              "梯度的形状是 1 × 1 × 4 × 4，输出却是 1 × 1 × 2 × 2：每个输出值都要有一个数。");
}

TEST_F(Eval, SaysWhatAPictureLoses) {
    put("wide.csv", "-1,300\n0.5,7\n");
    const auto clipped = run("--op relu --input @wide.csv --output @w.png");
    ASSERT_TRUE(clipped);
    ASSERT_EQ(clipped->notes.size(), 1u);
    EXPECT_EQ(clipped->notes[0].key, "note.values_clipped");
    EXPECT_EQ(text("--op relu --input @w.png"), "1x1x2x2\n0 255\n1 7\n");
    EXPECT_TRUE(run("--op relu --input @w.png --output @v.png")->notes.empty());
}

TEST_F(Eval, RefusesWhatTheFrameworkRefusesInItsWords) {
    EXPECT_EQ(framework("--op max_pool --input @x.csv --kernel 2 --stride 0"), "stride should not be zero");
    EXPECT_EQ(framework("--op max_pool --input @x.csv --kernel 0"), "stride should not be zero");
    EXPECT_EQ(framework("--op max_pool --input @x.csv --kernel 2 --padding -1"),
              "pad must be non-negative, but got pad: -1");
    EXPECT_EQ(framework("--op avg_pool --input @x.csv --kernel 2 --divisor-override 0"),
              "divisor must be not zero");
    EXPECT_NE(framework("--op max_pool --input @x.csv --kernel 2 --padding 2").find("half of"),
              std::string::npos);
    EXPECT_NE(framework("--op max_pool --input @x.csv --kernel 5").find("Output size is too small"),
              std::string::npos);
    put("two.csv", "1 2\n3 4\n");
    EXPECT_NE(framework("--op conv --input @two.csv --weight @anti.npy")
                  .find("Kernel size can't be greater than actual input size"),
              std::string::npos);
}

TEST_F(Eval, RefusesOptions) {
    const std::string max = "--op max_pool --input @x.csv --kernel 2 ",
                      conv = "--op conv --input @x.csv --weight @anti.npy ";
    EXPECT_EQ(refused(""), "problem.eval.needs");
    EXPECT_EQ(refused("--op max_pool --input @x.csv"), "problem.eval.needs");
    EXPECT_EQ(refused("--op max_pool --kernel 2"), "problem.eval.needs");
    EXPECT_EQ(refused("--op conv --input @x.csv"), "problem.eval.needs");
    EXPECT_EQ(refused("--op lp_pool --input @x.csv --kernel 2"), "problem.eval.needs");
    EXPECT_EQ(refused("--op adaptive_avg_pool --input @x.csv"), "problem.eval.needs");
    EXPECT_EQ(refused(max + "--norm 2"), "problem.eval.not_for_op");
    EXPECT_EQ(refused(max + "--output-size 2"), "problem.eval.not_for_op");
    EXPECT_EQ(refused("--op global_max_pool --input @x.csv --kernel 2"), "problem.eval.not_for_op");
    EXPECT_EQ(refused("--op lp_pool --norm 2 --input @x.csv --kernel 2 --padding 1"),
              "problem.eval.not_for_op");
    EXPECT_EQ(refused("--op max_pool --kernel 2 --seed 1 --input @x.csv"), "problem.eval.not_for_op");
    EXPECT_EQ(refused("--op blur_pool --kernel 2 --samples 0,0 --input @x.csv"), "problem.eval.not_for_op");
    EXPECT_EQ(refused("--op blur_pool --kernel 16 --padding 9 --input @x.csv"), "problem.blur.kernel");
    EXPECT_EQ(refused("--op fractional_max_pool --kernel 2 --input @x.csv"), "problem.eval.needs");
    EXPECT_EQ(refused("--op fractional_max_pool --kernel 2 --output-size 4 --input @x.csv"),
              "problem.fractional.fits");
    EXPECT_EQ(refused("--op fractional_max_pool --kernel 2 --output-size 3 --samples 1,0 --input @x.csv"),
              "problem.fractional.samples");
    EXPECT_EQ(refused("--op lp_pool --norm 0 --input @x.csv --kernel 2"), "problem.lp.norm");
    EXPECT_EQ(refused("--op blur --input @x.csv"), "problem.eval.unknown_op");
    EXPECT_EQ(refused(max + "--count-include-pad true"), "problem.eval.not_for_op");
    EXPECT_EQ(refused(max + "--divisor-override 2"), "problem.eval.not_for_op");
    EXPECT_EQ(refused(max + "--weight @anti.npy"), "problem.eval.not_for_op");
    EXPECT_EQ(refused(conv + "--kernel 3"), "problem.eval.kernel_from_weight");
    EXPECT_EQ(refused(conv + "--indices @i.npy"), "problem.eval.not_for_op");
    EXPECT_EQ(refused(conv + "--ceil-mode"), "problem.eval.not_for_op");
    EXPECT_EQ(refused("--op relu --input @x.csv --stride 1"), "problem.eval.not_for_op");
    EXPECT_EQ(refused("--op avg_pool --input @x.csv --kernel 2 --dilation 2"), "problem.eval.not_for_op");
    EXPECT_EQ(refused(max + "--padding 1,0,0,1"), "problem.window.padding_sides");
    EXPECT_EQ(refused(max + "--auto-pad valid"), "problem.window.auto_pad");
    EXPECT_EQ(refused(max + "--auto-pad valid --padding 1"), "problem.cli.padding_and_auto_pad");
    EXPECT_EQ(refused(max + "--storage-order 1"), "problem.cli.storage_order");
    EXPECT_EQ(refused(max + "--dialect tf --ceil-mode"), "problem.eval.not_for_op");
    EXPECT_EQ(refused(max + "--dialect tf --dilation 2"), "problem.eval.not_for_op");
    EXPECT_EQ(refused("--op avg_pool --input @x.csv --kernel 2 --dialect onnx --divisor-override 3"),
              "problem.eval.not_for_op");
    for (const char* bad :
         {"--stride two", "--stride 2x", "--stride x2", "--stride 2x2x2", "--stride 2.5", "--stride 2,2",
          "--padding 1,2,3", "--dilation 99999999999999999999", "--kernel 1e1"})
        EXPECT_EQ(refused(max + bad), "problem.cli.value") << bad;
    EXPECT_EQ(refused(max + "--count-include-pad yes"), "problem.cli.choice");
    EXPECT_EQ(refused(max + "--dialect caffe"), "problem.cli.choice");
    EXPECT_EQ(refused(max + "--language de"), "problem.cli.choice");
    EXPECT_EQ(refused(max + "--speed 2"), "problem.cli.unknown_option");
    EXPECT_EQ(refused(max + "--step 2"), "problem.cli.unknown_option");
    EXPECT_EQ(refused(max + "more"), "problem.cli.extra");
    EXPECT_EQ(refused(max + "--stride"), "problem.cli.missing_value");
    EXPECT_EQ(refused(max + "--output @y.txt"), "problem.eval.output");
    EXPECT_EQ(refused(max + "--output @y"), "problem.eval.output");
    EXPECT_EQ(refused(max + "--indices @i.csv"), "problem.eval.indices");
}

TEST_F(Eval, RefusesFiles) {
    const auto input = [&](const std::string& file) { return refused("--op relu --input @" + file); };
    EXPECT_EQ(input("absent.csv"), "problem.file.not_found");
    EXPECT_EQ(input("x.csv/y"), "problem.file.not_found");
    EXPECT_EQ(input(""), "problem.file.folder");
    put("bad.csv", "1,2\n3\n");
    EXPECT_EQ(input("bad.csv"), "problem.csv.ragged");
    put("bad.png", "no");
    EXPECT_EQ(input("bad.png"), "problem.png.signature");
    EXPECT_EQ(refused("--op relu --input @x.csv --output @none/y.csv"), "problem.file.not_found");
    std::filesystem::create_directory(at("folder.csv"));
    EXPECT_EQ(refused("--op relu --input @x.csv --output @folder.csv"), "problem.file.folder");
    EXPECT_EQ(refused("--op conv --input @x.csv --weight @absent.npy"), "problem.file.not_found");
    EXPECT_EQ(refused("--op conv --input @x.csv --weight @x.csv"), "problem.npy.magic");
}

TEST_F(Eval, ReplacesFilesWholeAndFollowsLinks) {
    put("old.csv", "kept until the new one is there");
    std::filesystem::permissions(at("old.csv"), std::filesystem::perms(0640));
    std::filesystem::create_symlink(at("old.csv"), at("link.csv"));
    EXPECT_EQ(text("--op max_pool --input @x.csv --kernel 4 --output @link.csv"), "");
    EXPECT_EQ(get("old.csv"), "9\n");
    EXPECT_TRUE(std::filesystem::is_symlink(at("link.csv")));
    EXPECT_EQ(std::filesystem::status(at("old.csv")).permissions(), std::filesystem::perms(0640));
    // Nothing else is left behind.
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
        EXPECT_EQ(entry.path().filename().string().find(".csv."), std::string::npos) << entry.path();
    ASSERT_TRUE(write_bytes("/dev/null", "1"));
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace pw
