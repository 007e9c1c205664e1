// The fast paths beside their plain twins: thousands of random windows and inputs, every instruction set that
// the processor has, inputs that end where memory does.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#define HWY_DISABLED_TARGETS 0
#include <hwy/targets.h>

#include "core/ops/fast/fast.h"
#include "core/ops/means.h"
#include "core/ops/registry.h"
#include "core/ops/selection.h"
#include "core/tests/ops/dice.h"

namespace pw {

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

// Values whose last one ends where readable memory does.
class AtTheEnd {
  public:
    explicit AtTheEnd(std::size_t count) {
        const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        const std::size_t bytes = count * sizeof(float), pages = (bytes + page - 1) / page;
        size_ = (pages + 1) * page;
        all_ = static_cast<char*>(
            mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        mprotect(all_ + pages * page, page, PROT_NONE);
        values_ = {reinterpret_cast<float*>(all_ + pages * page - bytes), count};
    }
    AtTheEnd(const AtTheEnd&) = delete;
    AtTheEnd& operator=(const AtTheEnd&) = delete;
    ~AtTheEnd() { munmap(all_, size_); }
    std::span<float> values() { return values_; }

  private:
    char* all_;
    std::size_t size_;
    std::span<float> values_;
};

using test::Dice;

float digit(Dice& dice) { return static_cast<float>(dice.roll(-9, 9)); }
float plain(Dice& dice) { return static_cast<float>(dice.real() / 10); }
// Exponents from all over, so that sums cancel and leave float's range.
float wide(Dice& dice) {
    const float v = std::bit_cast<float>(static_cast<std::uint32_t>(dice.bits()));
    return std::isfinite(v) ? v : 0;
}

enum class Kind { digits, plain, constant, wide, huge, special, nans };
constexpr int kinds = 7;

void fill(std::span<float> values, Kind kind, Dice& dice) {
    const float same = plain(dice);
    for (float& v : values) switch (kind) {
            case Kind::digits:
                v = digit(dice);
                break;
            case Kind::plain:
                v = plain(dice);
                break;
            case Kind::constant:
                v = same;
                break;
            case Kind::wide:
                v = wide(dice);
                break;
            case Kind::huge:
                v = digit(dice) * 3e37f;
                break;
            case Kind::special: {
                constexpr float rare[] = {infinity, -infinity, -0.f, 0.f, 3.4e38f, -3.4e38f, 1e-45f};
                v = dice.one_in(3) ? rare[dice.roll(0, 6)] : digit(dice);
                break;
            }
            case Kind::nans:
                v = dice.one_in(8) ? (dice.one_in(2) ? nan : -nan) : digit(dice);
                break;
        }
}

std::vector<std::int64_t> targets() {
    std::vector<std::int64_t> all;
    for (std::int64_t left = hwy::SupportedTargets() & (HWY_AVX3 | HWY_AVX2 | HWY_NEON); left != 0;
         left &= left - 1)
        all.push_back(left & -left);
    all.push_back(HWY_SCALAR);
    return all;
}

bool equal(float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); }

struct Case {
    const OpInfo* op;
    Params params;
    Shape shape;
    Kind kind;
};

// Sides up to 70, so that every tail of a vector occurs.
Case drawn(Dice& dice) {
    constexpr const char* names[] = {"max_pool",          "min_pool",         "avg_pool",
                                     "max_pool",          "global_max_pool",  "global_avg_pool",
                                     "adaptive_max_pool", "adaptive_avg_pool"};
    Case c;
    c.op = find_op(names[dice.roll(0, 15) % 4 + (dice.one_in(6) ? 4 : 0)]);
    c.kind = static_cast<Kind>(dice.roll(0, kinds - 1));
    const bool small = dice.one_in(2);
    c.shape = {dice.roll(1, 2), dice.roll(1, 3), dice.roll(1, small ? 20 : 70),
               dice.roll(1, small ? 20 : 70)};
    WindowSpec& w = c.params.window;
    const auto size = [&](std::int64_t n) {
        return dice.roll(1, dice.one_in(2) ? 4 : std::min<std::int64_t>(n + 3, 40));
    };
    w.kernel = dice.one_in(2) ? Pair{size(c.shape.h), size(c.shape.w)} : Pair{size(c.shape.h), 0};
    if (w.kernel.w == 0) w.kernel.w = w.kernel.h;
    if (!dice.one_in(3)) w.stride = Pair{dice.roll(1, 5), dice.roll(1, 5)};
    if (dice.one_in(2)) w.stride = Pair{1, 1};
    w.padding = {dice.roll(0, w.kernel.h / 2), dice.roll(0, w.kernel.w / 2)};
    w.ceil_mode = dice.one_in(2);
    c.params.count_include_pad = dice.one_in(2);
    if (dice.one_in(4)) c.params.divisor_override = dice.one_in(2) ? dice.roll(1, 50) : -dice.roll(1, 50);
    c.params.output_size = {dice.roll(1, 8), dice.roll(1, 8)};
    return c;
}

// The bound of the exact result: 4 ulp, and what float sums may lose of what they sum.
double allowed(double exact, double magnitude) {
    const float f = static_cast<float>(std::abs(exact));
    const double ulp = static_cast<double>(std::nextafter(f, infinity)) - f;
    return 4 * ulp + std::numeric_limits<float>::epsilon() * magnitude;
}

void hold_beside(const Case& c, const Plan& plan, std::span<const float> x, const Forward& ours, int number) {
    const Tensor input(c.shape, std::vector<float>(x.begin(), x.end()));
    std::vector<float> sizes(x.begin(), x.end());
    for (float& v : sizes) v = std::abs(v);
    const Tensor magnitudes(c.shape, std::move(sizes));
    const bool selects = c.op->how == Reduction::select;
    const Forward twin =
        selects ? select_plainly(c.op->smallest ? Wins::smallest : Wins::largest, plan, input) : Forward{};
    std::size_t i = 0;
    for (std::int64_t n = 0; n < plan.out.n; ++n)
        for (std::int64_t ch = 0; ch < plan.out.c; ++ch)
            for (std::int64_t y = 0; y < plan.out.h; ++y)
                for (std::int64_t column = 0; column < plan.out.w; ++column, ++i) {
                    const float got = ours.values.data()[i];
                    if (selects) {
                        ASSERT_TRUE(equal(got, twin.values.data()[i]))
                            << "case " << number << " at " << y << ", " << column << ": " << got
                            << " instead of " << twin.values.data()[i];
                        if (ours.indices.empty()) continue;
                        ASSERT_EQ(ours.indices.data()[i], twin.indices.data()[i])
                            << "case " << number << " at " << y << ", " << column;
                        continue;
                    }
                    const Step step = c.op->explain(c.params, plan, input, n, ch, {y, column}, 0);
                    const double exact = step.running.back() / step.divisor;
                    const double magnitude =
                        c.op->explain(c.params, plan, magnitudes, n, ch, {y, column}, 0).running.back() /
                        std::abs(step.divisor);
                    if (!std::isfinite(static_cast<float>(exact))) {
                        ASSERT_TRUE(equal(got, static_cast<float>(exact)))
                            << "case " << number << ": " << got << " instead of " << exact;
                    } else {
                        ASSERT_LE(std::abs(got - exact), allowed(exact, magnitude))
                            << "case " << number << ": " << got << " instead of " << exact;
                    }
                }
}

std::vector<double> shares(const Case& c, const Axis& axis, bool first) {
    const bool asks = c.op == &avg_pool;
    std::vector<double> all;
    for (std::int64_t o = 0; o < axis.outputs(); ++o)
        all.push_back(static_cast<double>(asks && c.params.divisor_override
                                              ? (first ? *c.params.divisor_override : 1)
                                          : asks && counts_padding(c.params) ? axis.padded_length(o)
                                                                             : axis.real_taps(o).size()));
    return all;
}

// No Tensor of ours ends at a page, so the input's memory is one that does.
void try_case(const Case& c, int number, bool indices, Executor& executor, Dice& dice) {
    const auto plan = c.op->plan(c.params, c.shape);
    if (!plan) return;
    AtTheEnd memory(static_cast<std::size_t>(c.shape.count()));
    fill(memory.values(), c.kind, dice);
    const Tensor input(c.shape,
                       std::shared_ptr<const float>(std::shared_ptr<void>(), memory.values().data()));
    const Wanted wanted{.indices = indices, .executor = &executor};
    const auto count = static_cast<std::size_t>(plan->out.count());
    Buffer<float> values(count);
    Buffer<std::int64_t> winners(indices ? count : 0);
    const Wins wins = c.op->smallest ? Wins::smallest : Wins::largest;
    const bool done =
        c.op->how == Reduction::select
            ? fast::select(wins, *plan, input, values.values(), winners.values(), wanted)
            : fast::divided_sums(*plan, input, shares(c, plan->window.rows, true),
                                 shares(c, plan->window.columns, false), values.values(), wanted);
    if (!done) return;
    const Forward ours{Tensor(plan->out, std::move(values)), Indices(plan->out, std::move(winners))};
    hold_beside(c, *plan, memory.values(), ours, number);
}

void try_many(std::int64_t target, int count, bool indices, unsigned threads) {
    hwy::SetSupportedTargetsForTest(target);
    Executor executor(threads);
    for (int i = 0; i < count && !testing::Test::HasFatalFailure(); ++i) {
        Dice dice(static_cast<std::uint64_t>(i));
        try_case(drawn(dice), i, indices, executor, dice);
    }
    hwy::SetSupportedTargetsForTest(0);
}

}  // namespace

TEST(Fast, ValuesAreThoseOfThePlainLoops) {
    for (const std::int64_t target : targets()) {
        SCOPED_TRACE(hwy::TargetName(target));
        try_many(target, 2500, false, 1);
    }
}

TEST(Fast, IndicesAreThoseOfThePlainLoops) {
    for (const std::int64_t target : targets()) {
        SCOPED_TRACE(hwy::TargetName(target));
        try_many(target, 1500, true, 1);
    }
}

TEST(Fast, ThreadsChangeNothing) { try_many(hwy::SupportedTargets(), 1000, false, 2); }

// It would be room for a row of results that lie that far apart.
TEST(Fast, StrideOfASingleWindowTakesNoRoom) {
    const OpInfo& op = *find_op("max_pool");
    Params params;
    params.window = {.kernel = {2, 2}, .stride = Pair{limits::parameter, limits::parameter}};
    const Tensor input({1, 1, 2, 2}, std::vector<float>{1, 4, 3, 2});
    const Plan plan = op.plan(params, input.shape()).value();
    const Forward out = op.forward(params, plan, input, {.indices = true});
    EXPECT_EQ(out.values.at(0, 0, 0, 0), 4);
    EXPECT_EQ(out.indices.at(0, 0, 0, 0), 1);
}

}  // namespace pw
