// Compares random configurations with libtorch in this process: values, indices, gradients, and the reasons
// for refusing. POOLWALK_SEED=n replays a run, POOLWALK_CONFIGS=n makes it longer.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "core/tests/oracle/agree.h"

namespace pw::oracle {
namespace {

struct Tally {
    int valid = 0, refused = 0;
    int gradients = 0;
};

bool has_empty_window(const Forward& f) {
    return std::ranges::any_of(f.indices.data(), [](std::int64_t i) { return i < 0; });
}

Difference compare_gradient(const Case& c, const Plan& plan, const Tensor& gradient, const Answer& theirs,
                            Tally& tally) {
    if (theirs.gradient.empty()) return {};
    ++tally.gradients;
    const auto ours = backward(*c.op, c.params, plan, c.input, gradient);
    return ours ? compare_backward(*ours, theirs) : Difference("no gradient");
}

Difference compare_valid(const Case& c, const Plan& plan, Dice& dice, Tally& tally) {
    const Forward ours = c.op->forward(c.params, plan, c.input, {.indices = true});
    const Tensor gradient = has_empty_window(ours) ? Tensor() : any_tensor(dice, plan.out);
    const Answer theirs = ask_torch(c, gradient);
    if (!theirs.refusal.empty()) return "only torch refuses: " + theirs.refusal;
    ++tally.valid;
    if (auto d = compare_forward(c, ours, theirs)) return d;
    return compare_gradient(c, plan, gradient, theirs, tally);
}

Difference compare_refused(const Case& c, const std::string& ours, Tally& tally) {
    const Answer theirs = ask_torch(c, {});
    ++tally.refused;
    if (theirs.refusal.empty()) return "only we refuse: " + ours;
    if (same_reason(c, ours, theirs.refusal)) return {};
    return "ours:  " + ours + "\ntorch: " + theirs.refusal;
}

int wanted_configurations() {
    const char* asked = std::getenv("POOLWALK_CONFIGS");
    return asked ? std::atoi(asked) : 20000;
}

// Goes on until there were as many of either.
void compare_many(std::uint64_t seed) {
    const int wanted = wanted_configurations();
    Dice dice(seed);
    Tally tally;
    for (std::int64_t i = 0; tally.valid < wanted || tally.refused < wanted; ++i) {
        const Case c = any_case(dice, tally.valid >= wanted || (tally.refused < wanted && i % 2 == 1));
        const auto plan = c.op->plan(c.params, c.input.shape());
        const Difference d =
            plan ? compare_valid(c, *plan, dice, tally) : compare_refused(c, plan.error().framework, tally);
        ASSERT_FALSE(d) << *d << "\nseed " << seed << ", configuration " << i << ": " << told(c);
    }
    std::printf("libtorch %s, seed %llu: %d valid, %d gradients, %d refused alike\n", torch_version().c_str(),
                static_cast<unsigned long long>(seed), tally.valid, tally.gradients, tally.refused);
    EXPECT_GT(tally.gradients, tally.valid * 9 / 10);
}

class Oracle : public testing::Test {
  protected:
    void SetUp() override { prepare_torch(); }
};

TEST_F(Oracle, AgreesOnAFixedSeed) { compare_many(20240607); }

TEST_F(Oracle, AgreesOnAFreshSeed) {
    const char* replay = std::getenv("POOLWALK_SEED");
    compare_many(replay ? std::strtoull(replay, nullptr, 10) : std::random_device{}());
}

}  // namespace
}  // namespace pw::oracle
