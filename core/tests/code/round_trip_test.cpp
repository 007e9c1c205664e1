// What is written is read back as the experiment that it was written from.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/code/code_text.h"
#include "core/code/read_code.h"
#include "core/tests/code/experiments.h"
#include "core/tests/code/summary.h"

namespace pw {
namespace {

std::string shown(const Tensor& t) {
    std::string text = fmt::format("{}x{}x{}x{}", t.shape().n, t.shape().c, t.shape().h, t.shape().w);
    for (const float v : t.data()) text += " " + shortest(v);
    return text;
}

// What comes out of the input and of each stage that isn't muted, and of the one beside.
std::vector<std::string> results(const Evaluation& e) {
    std::vector<std::string> all{shown(e.of.input.tensor)};
    for (const StageResult& r : e.done) all.push_back(shown(r.out.values));
    if (e.branch) all.push_back(shown(e.branch->out.values));
    return all;
}

// Spelled as arithmetic where the framework has no such layer: that is left alone.
bool has_layers(const Experiment& e) {
    const auto has = [](const Stage& s) { return !code_line(*s.op, s.params).starts_with('#'); };
    return std::ranges::all_of(e.stages, has) && (!e.branch || has(e.branch->stage));
}

// Keras pads by numbers with a layer of its own, which is no stage here.
bool pads_by_numbers(const Experiment& e) {
    return std::ranges::any_of(e.stages, [](const Stage& s) {
        const WindowSpec& w = s.params.window;
        return w.auto_pad == AutoPad::none && (w.padding != Pair{0, 0} || end_of_padding(w) != Pair{0, 0});
    });
}

// Every script that has its numbers in it; returns how many there were.
int expect_read_back(const std::vector<test::Named>& experiments, Framework framework, Dialect rules) {
    int count = 0;
    for (const test::Named& one : experiments) {
        if (one.evaluation->of.dialect != rules || !has_layers(one.evaluation->of)) continue;
        if (rules == Dialect::tf && pads_by_numbers(one.evaluation->of)) continue;
        const CodeText code = code_of(*one.evaluation, 0, true, framework);
        if (code.instead || code.shape_only || one.evaluation->done.empty()) continue;
        ++count;
        const std::string text = joined(code);
        const auto read = read_code(text, before());
        EXPECT_TRUE(read) << one.name << "\n" << text;
        if (!read) continue;
        EXPECT_EQ(results(*evaluate(read->document.experiment)), results(*one.evaluation)) << one.name << "\n"
                                                                                           << text;
    }
    return count;
}

TEST(RoundTrip, OfTheSamplesInPyTorch) {
    EXPECT_GT(expect_read_back(test::sample_evaluations(), Framework::torch, Dialect::torch), 7);
}

TEST(RoundTrip, OfRandomExperimentsInPyTorch) {
    EXPECT_GT(expect_read_back(test::random_evaluations(400, 20261127), Framework::torch, Dialect::torch),
              100);
}

TEST(RoundTrip, OfRandomExperimentsInKeras) {
    EXPECT_GT(expect_read_back(test::random_evaluations(400, 20261128), Framework::keras, Dialect::tf), 10);
}

}  // namespace
}  // namespace pw
