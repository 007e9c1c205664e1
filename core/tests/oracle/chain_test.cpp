// Gradients through chains of stages, compared with one call of libtorch's autograd each.
// POOLWALK_SEED=n replays a run, POOLWALK_CHAINS=n makes it longer.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

#include "core/tests/oracle/torch_side.h"
#include "core/walk/gradients.h"

namespace pw::oracle {
namespace {

Tensor numbers(Dice& dice, Shape shape) {
    std::vector<float> values(static_cast<std::size_t>(shape.count()));
    const bool whole = dice.one_in(2);  // whole numbers tie
    for (float& v : values)
        v = whole ? static_cast<float>(dice.roll(-4, 4)) : static_cast<float>(dice.real());
    return Tensor(shape, std::move(values));
}

bool finite(const Tensor& t) {
    return std::ranges::all_of(t.data(), [](float v) { return std::isfinite(v); });
}

// Its slope has one sign, so that the scale bounds the rounding.
bool positive(const Tensor& t) {
    return std::ranges::all_of(t.data(), [](float v) { return v > .01f; });
}

struct Chain {
    Experiment experiment;
    std::vector<Case> cases;
    std::vector<Tensor> outputs;
    const Tensor& reached() const { return outputs.empty() ? experiment.input.tensor : outputs.back(); }
};

// One more stage that the chain can go on with; false: this one can't.
bool grow(Dice& dice, Chain& chain) {
    Case c = any_case(dice, false);
    c.input = chain.reached();
    const bool random_windows = c.op->reads_indices || c.op->has(Param::samples) || c.op->has(Param::seed);
    if (random_windows || (c.op->how == Reduction::norm && !positive(c.input))) return false;
    if (c.op->has(Param::weight)) {
        const Shape s = c.params.weight.shape();
        c.params.weight = numbers(dice, {dice.roll(1, 3), c.input.shape().c, s.h, s.w});
        c.params.bias = {};
    }
    const auto plan = c.op->plan(c.params, c.input.shape());
    if (!plan) return false;
    Tensor out = c.op->forward(c.params, *plan, c.input, {}).values;
    if (!finite(out)) return false;
    Stage stage;
    stage.id = static_cast<StageId>(chain.cases.size()) + 1;
    stage.op = c.op;
    stage.params = c.params;
    chain.experiment.stages.push_back(stage);
    chain.cases.push_back(std::move(c));
    chain.outputs.push_back(std::move(out));
    return true;
}

Chain any_chain(Dice& dice) {
    Chain chain;
    chain.experiment.input.tensor =
        numbers(dice, {dice.roll(1, 2), dice.roll(1, 3), dice.roll(1, 12), dice.roll(1, 12)});
    const auto wanted = static_cast<std::size_t>(dice.roll(1, 4));
    for (int tries = 0; chain.cases.size() < wanted && tries < 40; ++tries) grow(dice, chain);
    return chain;
}

// Each stage's gradient is rounded to float32 once.
std::string difference(const Tensor& ours, const Answer& theirs) {
    if (ours.data().size() != theirs.gradient.size()) return "the sizes differ";
    constexpr double each = std::numeric_limits<float>::epsilon();
    for (std::size_t i = 0; i < theirs.gradient.size(); ++i) {
        const double v = ours.data()[i], w = theirs.gradient[i];
        if (std::isnan(v) != std::isnan(w) || std::abs(v - w) > 4 * each * theirs.gradient_scale[i])
            return "cell " + std::to_string(i) + ": " + std::to_string(v) + ", torch " + std::to_string(w);
    }
    return {};
}

void compare_many(std::uint64_t seed) {
    const char* asked = std::getenv("POOLWALK_CHAINS");
    const int wanted = asked ? std::atoi(asked) : 5000;
    Dice dice(seed);
    int compared = 0, longer = 0;
    while (compared < wanted) {
        Chain chain = any_chain(dice);
        if (chain.cases.empty()) continue;
        chain.experiment.sent = numbers(dice, chain.reached().shape());
        const Answer theirs = ask_chain(chain.cases, chain.outputs, chain.experiment.sent);
        ASSERT_EQ(theirs.refusal, "");
        const auto picture = evaluate(chain.experiment);
        ASSERT_FALSE(picture->stopped);
        std::string all;
        for (const Case& c : chain.cases) all += told(c) + "\n";
        const std::vector<StageGradient> ours = gradients(*picture);
        ASSERT_EQ(ours.size(), chain.cases.size());
        ASSERT_EQ(difference(ours.back().of_input, theirs), "")
            << "seed " << seed << ", chain " << compared << ":\n"
            << all;
        ++compared;
        if (chain.cases.size() > 1) ++longer;
    }
    std::printf("seed %llu: %d chains, %d of several stages\n", static_cast<unsigned long long>(seed),
                compared, longer);
    EXPECT_GT(longer, wanted / 2);
}

class OracleChain : public testing::Test {
  protected:
    void SetUp() override { prepare_torch(); }
};

TEST_F(OracleChain, GradientsAgreeOnAFixedSeed) { compare_many(20261127); }

TEST_F(OracleChain, GradientsAgreeOnAFreshSeed) {
    const char* replay = std::getenv("POOLWALK_SEED");
    compare_many(replay ? std::strtoull(replay, nullptr, 10) : std::random_device{}());
}

}  // namespace
}  // namespace pw::oracle
