#include "core/walk/exercise.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/walk/document.h"

namespace pw {
namespace {

using Values = std::vector<float>;

Values values(const Tensor& t) { return {t.data().begin(), t.data().end()}; }

Experiment experiment_of(const Exercise& e) {
    Experiment x;
    x.input.tensor = e.input;
    x.stages = {e.stage};
    return x;
}

// Every sheet that the tests look at.
template <class Each>
void each_exercise(const Each& each) {
    for (const Level level : {Level::plain, Level::padded})
        for (std::uint64_t seed = 0; seed < 300; ++seed)
            for (const Exercise& e : draw_exercises(seed, level)) each(e, seed);
}

// Max pooling written once more, without the engine.
Values largest(const Tensor& t, std::int64_t kernel, std::int64_t stride) {
    const std::int64_t n = t.shape().h;
    Values out;
    for (std::int64_t y = 0; y + kernel <= n; y += stride)
        for (std::int64_t x = 0; x + kernel <= n; x += stride) {
            float best = -1;
            for (std::int64_t i = y; i < y + kernel; ++i)
                for (std::int64_t j = x; j < x + kernel; ++j) best = std::max(best, t.at(0, 0, i, j));
            out.push_back(best);
        }
    return out;
}

Document grid(std::int64_t h, std::int64_t w, const char* op) {
    Document d;
    d.experiment.input.tensor = Tensor({1, 1, h, w}, Values(static_cast<std::size_t>(h * w), 1));
    Stage stage;
    stage.op = find_op(op);
    d.experiment.stages = {stage};
    return d;
}

std::string refusal(const Document& d) {
    const auto e = exercise_of(d.experiment, d.watch);
    return e ? "" : e.error().what.key;
}

}  // namespace

// These numbers must never change: a seed is printed on the sheet, and its answers are in someone's drawer.
TEST(Exercise, TheSameSeedGivesTheseExercises) {
    const auto all = draw_exercises(12, Level::plain);
    ASSERT_EQ(all.size(), 5u);
    EXPECT_EQ(values(all[0].input), (Values{6, 5, 7, 6, 9, 3, 5, 7, 3, 4, 4, 4, 5, 3, 9, 2}));
    EXPECT_EQ(values(all[0].output), (Values{9, 7, 5, 9}));
    EXPECT_EQ(values(all[1].input),
              (Values{4, 8, 5, 8, 3, 0, 7, 6, 1, 2, 0, 3, 1, 2, 6, 7, 7, 6, 2, 2, 3, 5, 9, 0, 4}));
    EXPECT_EQ(values(all[2].input), (Values{0, 2, 0, 1, 9, 7, 6, 9, 7}));
    EXPECT_EQ(values(all[2].output), (Values{3, 4.5f, 6.25f, 8}));
    EXPECT_EQ(values(all[3].output), (Values{3, 9, 9, 7}));
    EXPECT_EQ(all[3].stage.params.window.kernel, (Pair{2, 2}));
    EXPECT_EQ(all[3].stage.params.window.stride, (Pair{4, 4}));
    EXPECT_EQ(all[4].sizes, (std::vector<SizeQuestion>{
                                {20, 2, 2, 0, 10}, {19, 2, 2, 0, 9}, {224, 3, 2, 1, 112}, {6, 3, 1, 1, 6}}));
    const auto padded = draw_exercises(12, Level::padded);
    EXPECT_EQ(values(padded[0].output), (Values{9, 9, 8, 2, 9, 6, 0, 6, 9}));
    EXPECT_EQ(values(padded[2].output), (Values{1.5f, 1.25f, 2, 3, 5.25f, 0.5f, 0.5f, 1.25f, 1}));
    EXPECT_NE(values(draw_exercises(13, Level::plain)[0].input), values(all[0].input));
}

TEST(Exercise, AnswersAreTheEngines) {
    each_exercise([](const Exercise& e, std::uint64_t seed) {
        if (e.kind == Exercise::Kind::sizes) return;
        const auto evaluation = evaluate(experiment_of(e));
        ASSERT_EQ(evaluation->done.size(), 1u) << seed;
        EXPECT_EQ(values(evaluation->done[0].out.values), values(e.output)) << seed;
        EXPECT_EQ(evaluation->done[0].plan.window, e.plan.window) << seed;
    });
}

TEST(Exercise, InputsAreDigitsAndAnswersHaveTwoDecimalsAtMost) {
    int thirds = 0;
    each_exercise([&](const Exercise& e, std::uint64_t seed) {
        for (const float v : e.input.data()) EXPECT_TRUE(v >= 0 && v <= 9 && v == std::trunc(v)) << seed;
        for (const float v : e.output.data()) EXPECT_EQ(v * 100, std::trunc(v * 100)) << seed;
        thirds += e.kind == Exercise::Kind::fill && e.stage.op->how == Reduction::mean &&
                  e.stage.params.window.kernel.h == 3;
    });
    EXPECT_GT(thirds, 50) << "averages of nine cells are drawn, too";
}

TEST(Exercise, AnswersVary) {
    each_exercise([](const Exercise& e, std::uint64_t seed) {
        if (e.kind != Exercise::Kind::fill) return;
        const Values out = values(e.output);
        for (const float v : out) EXPECT_LE(2 * std::ranges::count(out, v), std::ssize(out)) << seed;
    });
}

TEST(Exercise, OnlyOneSquareWindowFits) {
    std::size_t asked = 0;
    each_exercise([&](const Exercise& e, std::uint64_t seed) {
        if (e.kind != Exercise::Kind::find) return;
        ++asked;
        std::vector<SquareWindow> found;
        for (std::int64_t k = 1; k <= 5; ++k)
            for (std::int64_t s = 1; s <= 5; ++s)
                if (largest(e.input, k, s) == values(e.output)) found.push_back({k, s});
        ASSERT_EQ(found.size(), 1u) << seed;
        const WindowSpec& w = e.stage.params.window;
        EXPECT_EQ(found[0], (SquareWindow{w.kernel.h, w.stride->h})) << seed;
    });
    EXPECT_EQ(asked, 600u);
}

TEST(Exercise, AmbiguousWindowsAreSeen) {
    const Tensor alike({1, 1, 6, 6}, Values(36, 5)), out({1, 1, 2, 2}, Values(4, 5));
    const auto fit = windows_that_fit(*find_op("max_pool"), alike, out);
    EXPECT_GT(fit.size(), 3u);
    for (const SquareWindow& w : fit) EXPECT_EQ((6 - w.kernel) / w.stride, 1);
    EXPECT_TRUE(windows_that_fit(*find_op("max_pool"), alike, Tensor({1, 1, 2, 2}, Values(4, 6))).empty());
}

TEST(Exercise, SizesFollowTheFormula) {
    each_exercise([](const Exercise& e, std::uint64_t seed) {
        EXPECT_EQ(e.sizes.size(), e.kind == Exercise::Kind::sizes ? 4u : 0u);
        for (const SizeQuestion& q : e.sizes)
            EXPECT_EQ(q.output, (q.input + 2 * q.padding - q.kernel) / q.stride + 1) << seed;
    });
}

TEST(Exercise, SamplesBecomeExercises) {
    for (const char* name :
         {"max-4x4", "average-4x4", "padding", "overlapping", "conv-then-pool", "sobel-edges"}) {
        const Document d = load_sample(name).value();
        const auto e = exercise_of(d.experiment, d.watch);
        ASSERT_TRUE(e) << name;
        const auto evaluation = evaluate(d.experiment);
        const StageId id = d.watch.stage ? d.watch.stage : d.experiment.stages.back().id;
        EXPECT_EQ(values(e->input), values(evaluation->input_of(id))) << name;
        EXPECT_EQ(values(e->output), values(evaluation->find(id)->out.values)) << name;
    }
}

TEST(Exercise, AConvolutionIsCutToTheWatchedChannel) {
    Document d = grid(3, 3, "conv");
    Params& p = d.experiment.stages[0].params;
    p.window.kernel = {2, 2};
    p.window.stride = Pair{1, 1};
    p.weight = Tensor({2, 1, 2, 2}, {1, 1, 1, 1, 2, 2, 2, 2});
    p.bias = Tensor({1, 1, 1, 2}, {0, .5});
    d.watch.channel = 1;
    const auto e = exercise_of(d.experiment, d.watch);
    ASSERT_TRUE(e);
    EXPECT_EQ(values(e->output), (Values{8.5, 8.5, 8.5, 8.5}));
    EXPECT_EQ(values(e->stage.params.weight), (Values{2, 2, 2, 2}));
}

TEST(Exercise, RefusesWhatIsNotDoneByHand) {
    EXPECT_EQ(refusal(grid(12, 12, "max_pool")), "");
    EXPECT_EQ(refusal(grid(13, 4, "max_pool")), "problem.worksheet.input");
    EXPECT_EQ(refusal(grid(4, 13, "max_pool")), "problem.worksheet.input");
    Document wide = grid(12, 12, "max_pool");
    wide.experiment.stages[0].params.window.kernel = {6, 6};
    wide.experiment.stages[0].params.window.padding = {3, 3};
    EXPECT_EQ(refusal(wide), "problem.worksheet.reach");
    EXPECT_EQ(refusal(grid(1, 1, "max_pool")), "problem.window.too_small");
    Document none = grid(4, 4, "max_pool");
    none.experiment.stages.clear();
    EXPECT_EQ(refusal(none), "problem.worksheet.no_stage");
    Document colours = grid(4, 4, "conv");
    colours.experiment.input.tensor = Tensor({1, 2, 4, 4}, Values(32, 1));
    colours.experiment.stages[0].params.window.kernel = {1, 1};
    colours.experiment.stages[0].params.weight = Tensor({1, 2, 1, 1}, {1, 1});
    EXPECT_EQ(refusal(colours), "problem.worksheet.channels");
}

TEST(Exercise, OtherNumbersOfTheSameKind) {
    const Document d = load_sample("padding").value();
    const Experiment a = with_drawn_input(d.experiment, 5), b = with_drawn_input(d.experiment, 6);
    EXPECT_EQ(a.input.tensor.shape(), d.experiment.input.tensor.shape());
    EXPECT_EQ(values(a.input.tensor), values(with_drawn_input(d.experiment, 5).input.tensor));
    EXPECT_NE(values(a.input.tensor), values(b.input.tensor));
}

}  // namespace pw
