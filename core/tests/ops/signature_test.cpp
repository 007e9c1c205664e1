// One number for everything that a step explains, over a fixed list of configurations. A change of behaviour
// moves it: then look at what changed, and set it anew knowingly.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <set>

#include "core/ops/op.h"

namespace pw {
namespace {

constexpr std::uint64_t signature = 0x9c61938aa52953df;

// FNV-1a over the bytes of 64-bit numbers, lowest first; -0 counts as 0, and all NaN are one.
class Hash {
  public:
    void add(std::int64_t v) {
        for (int i = 0; i < 8; ++i) {
            value_ ^= (static_cast<std::uint64_t>(v) >> (8 * i)) & 0xff;
            value_ *= 0x100000001b3;
        }
    }
    void add(double v) {
        if (std::isnan(v)) return add(std::int64_t{0x7ff8} << 48);
        add(v == 0 ? std::int64_t{0} : std::bit_cast<std::int64_t>(v));
    }
    std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 0xcbf29ce484222325;
};

void add(Hash& hash, const Tap& t) {
    hash.add(t.at.y);
    hash.add(t.at.x);
    hash.add(static_cast<std::int64_t>(t.kind));
    hash.add(std::int64_t{t.gathered});
    hash.add(t.value);
    hash.add(t.weight);
    hash.add(t.power);
    hash.add(t.chance);
}

void add(Hash& hash, const Step& s) {
    for (const std::int64_t v :
         {s.n, s.c, s.out.y, s.out.x, s.lands.y, s.lands.x, s.in_channel, static_cast<std::int64_t>(s.how),
          s.rows, s.columns, std::int64_t{s.winner}, s.norm_type})
        hash.add(v);
    for (const Tap& t : s.taps) add(hash, t);
    for (const double v : s.running) hash.add(v);
    for (const int tie : s.ties) hash.add(std::int64_t{tie});
    for (const double v : {s.draw, s.divisor, s.scale, s.bias, s.others, static_cast<double>(s.result)})
        hash.add(v);
}

// Quarters between -1.75 and 4, so that sums are exact on every machine; with NaN and infinities here and
// there.
Tensor numbers(Shape shape, bool special) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < shape.count(); ++i) {
        values.push_back(static_cast<float>(i * i % 97 * 37 % 24 - 7) / 4);
        if (!special) continue;
        if (i % 11 == 3) values.back() = std::numeric_limits<float>::quiet_NaN();
        if (i % 13 == 5) values.back() = -std::numeric_limits<float>::infinity();
        if (i % 17 == 9) values.back() = std::numeric_limits<float>::infinity();
    }
    return Tensor(shape, std::move(values));
}

struct Configuration {
    const char* op;
    Shape input;
    Params params;
};

Params window(Pair k, std::optional<Pair> s = {}, Pair p = {0, 0}, Pair d = {1, 1}, bool ceil = false) {
    Params params;
    params.window = {k, s, p, d, ceil};
    return params;
}
Params average(Params p, bool count, std::optional<std::int64_t> divisor = {}) {
    p.count_include_pad = count;
    p.divisor_override = divisor;
    return p;
}
Params norm(Params p, std::int64_t n) {
    p.norm_type = n;
    return p;
}
Params adaptive(Pair size) {
    Params p;
    p.output_size = size;
    return p;
}
Params seeded(Params p, std::int64_t seed) {
    p.seed = seed;
    return p;
}
Params fractional(Pair kernel, Pair size, Samples samples) {
    Params p = window(kernel);
    p.output_size = size;
    p.samples = samples;
    return p;
}
Params weights(Params p, Shape shape, bool bias) {
    p.weight = numbers(shape, false);
    if (bias) p.bias = numbers({1, 1, 1, shape.n}, false);
    return p;
}

Params placed(std::vector<std::int64_t> cells) {
    Params p = window({2, 2});
    p.indices = Indices({1, 1, 2, 2}, std::move(cells));
    return p;
}

std::vector<Configuration> configurations() {
    const Shape small{1, 1, 4, 4}, odd{2, 3, 7, 5}, cell{1, 1, 1, 1};
    const Params padded = window({3, 3}, Pair{2, 2}, {1, 1}, {1, 1}, true);
    return {
        {"max_pool", small, window({2, 2})},
        {"max_pool", odd, padded},
        {"max_pool", odd, window({2, 3}, Pair{1, 2}, {1, 1}, {2, 1})},
        {"max_pool", {1, 1, 2, 2}, window({2, 2}, Pair{1, 1}, {1, 1}, {3, 3})},
        {"min_pool", odd, padded},
        {"avg_pool", small, padded},
        {"avg_pool", odd, average(padded, false)},
        {"avg_pool", odd, average(padded, true, -3)},
        {"lp_pool", odd, norm(window({2, 3}, Pair{2, 1}, {0, 0}, {1, 1}, true), 1)},
        {"lp_pool", odd, norm(window({2, 2}), 2)},
        {"lp_pool", odd, norm(window({3, 2}), 3)},
        {"blur_pool", small, window({3, 3}, Pair{2, 2}, {1, 1})},
        {"blur_pool", odd, window({4, 2}, Pair{2, 1}, {0, 3})},
        {"stochastic_pool", small, window({2, 2})},
        {"stochastic_pool", odd, seeded(window({2, 3}, Pair{2, 1}, {0, 0}, {1, 1}, true), 7)},
        {"fractional_max_pool", odd, fractional({2, 2}, {5, 3}, {.3f, .7f})},
        {"fractional_max_pool", odd, fractional({3, 1}, {2, 4}, {0, .9f})},
        {"adaptive_max_pool", odd, adaptive({3, 4})},
        {"adaptive_max_pool", cell, adaptive({2, 3})},
        {"adaptive_avg_pool", odd, adaptive({5, 2})},
        {"global_max_pool", odd, {}},
        {"global_avg_pool", odd, {}},
        {"conv", odd, weights(window({3, 3}, Pair{2, 1}, {1, 2}, {2, 1}), {2, 3, 3, 3}, true)},
        {"conv", small, weights(window({2, 3}), {1, 1, 2, 3}, false)},
        {"relu", odd, {}},
        {"max_unpool", {1, 1, 2, 2}, placed({5, 2, 13, 11})},
        {"max_unpool", {1, 1, 2, 2}, placed({3, 0, 3, 15})},
    };
}

void add_steps(Hash& hash, const Configuration& c, bool special) {
    const OpInfo& op = *find_op(c.op);
    const Tensor input = numbers(c.input, special);
    const auto plan = op.plan(c.params, c.input);
    ASSERT_TRUE(plan) << c.op;
    const std::int64_t channels = op.has(Param::weight) ? c.input.c : 1;
    for (std::int64_t n = 0; n < plan->out.n; ++n)
        for (std::int64_t channel = 0; channel < plan->out.c; ++channel)
            for (std::int64_t step = 0; step < plan->steps(); ++step)
                for (std::int64_t in = 0; in < channels; ++in)
                    add(hash, op.explain(c.params, *plan, input, n, channel,
                                         {step / plan->columns(), step % plan->columns()}, in));
}

TEST(Signature, EveryStepIsAsItWas) {
    Hash hash;
    std::set<std::string_view> seen;
    for (const Configuration& c : configurations()) {
        seen.insert(c.op);
        for (const bool special : {false, true}) add_steps(hash, c, special);
    }
    for (const OpInfo* op : all_ops())
        EXPECT_TRUE(seen.contains(op->name)) << op->name << " isn't in the list";
    std::printf("signature %016llx\n", static_cast<unsigned long long>(hash.value()));
    EXPECT_EQ(hash.value(), signature);
}

}  // namespace
}  // namespace pw
