// Compares thousands of random configurations with libtorch: values, indices, and the reasons for refusing.
// POOLWALK_SEED=n replays a run.
#include <c10/util/Logging.h>
#include <gtest/gtest.h>
#include <torch/torch.h>
#include <torch/version.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

#include "core/ops/op.h"

namespace pw {
namespace {

constexpr int runs = 10000;
constexpr float inf = std::numeric_limits<float>::infinity();

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::int64_t roll(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool one_in(int n) { return roll(1, n) == 1; }
    double real() { return std::uniform_real_distribution<double>(-10, 10)(engine_); }

  private:
    std::mt19937_64 engine_;
};

struct Case {
    const OpInfo* op = nullptr;
    Params params;
    Tensor input;
};

float any_value(Dice& dice, std::int64_t kind) {
    switch (kind) {
        case 0:
            return static_cast<float>(dice.real());
        case 1:
            return static_cast<float>(dice.roll(-2, 2));  // ties
        case 2: {
            const float special[] = {std::nanf(""), inf, -inf, 0.f, -0.f};
            return dice.one_in(4) ? special[dice.roll(0, 4)] : static_cast<float>(dice.roll(-3, 3));
        }
        case 3:
            return dice.one_in(6) ? 1.f : -inf;
        default:  // cancelling sums of very different sizes
            return static_cast<float>(std::ldexp(dice.real(), static_cast<int>(dice.roll(-30, 30))));
    }
}

Tensor any_tensor(Dice& dice, Shape shape) {
    const std::int64_t kind = dice.roll(0, 4);
    std::vector<float> values(static_cast<std::size_t>(shape.count()));
    for (float& v : values) v = any_value(dice, kind);
    return Tensor(shape, std::move(values));
}

Pair any_pair(Dice& dice, std::int64_t low, std::int64_t high) {
    const std::int64_t h = dice.roll(low, high);
    return {h, dice.one_in(2) ? h : dice.roll(low, high)};
}

std::int64_t& component(Dice& dice, Pair& p) { return dice.one_in(2) ? p.h : p.w; }

// One wrong number, or two, so that the order of the checks shows.
void break_window(Dice& dice, WindowSpec& spec) {
    for (std::int64_t i = dice.roll(1, 2); i > 0; --i) {
        switch (dice.roll(0, 4)) {
            case 0:
                component(dice, spec.kernel) = dice.roll(-5, 0);
                break;
            case 1:
                if (!spec.stride) spec.stride = spec.kernel;
                component(dice, *spec.stride) = dice.roll(-2, 0);
                break;
            case 2:
                component(dice, spec.padding) = dice.roll(-2, -1);
                break;
            case 3:
                component(dice, spec.padding) = dice.roll(3, 9);
                break;
            case 4:
                component(dice, spec.dilation) = dice.roll(-3, 0);
                break;
        }
    }
}

// Up to half of the kernel, or of the dilated one.
Pair half_of(Dice& dice, const WindowSpec& spec) {
    const Pair d = dice.one_in(3) ? spec.dilation : Pair{1, 1};
    return {dice.roll(0, (d.h * (spec.kernel.h - 1) + 1) / 2),
            dice.roll(0, (d.w * (spec.kernel.w - 1) + 1) / 2)};
}

WindowSpec any_window(Dice& dice, bool pool) {
    WindowSpec spec;
    spec.kernel = any_pair(dice, 1, 5);
    if (!dice.one_in(3)) spec.stride = any_pair(dice, 1, 4);
    spec.dilation = dice.one_in(3) ? any_pair(dice, 1, 3) : Pair{1, 1};
    if (dice.one_in(2)) spec.padding = pool ? half_of(dice, spec) : any_pair(dice, 0, 3);
    spec.ceil_mode = pool && dice.one_in(2);
    return spec;
}

void give_weights(Dice& dice, Params& params, const Shape& input, bool broken) {
    const Pair k = params.window.kernel;
    const std::int64_t out = dice.roll(1, 4);
    const std::int64_t in = broken && dice.one_in(4) ? input.c + 1 : input.c;
    params.weight =
        any_tensor(dice, {out, in, std::max<std::int64_t>(1, k.h), std::max<std::int64_t>(1, k.w)});
    params.window.kernel = {params.weight.shape().h, params.weight.shape().w};
    if (dice.one_in(2)) params.bias = any_tensor(dice, {1, 1, 1, broken && dice.one_in(3) ? out + 1 : out});
}

Case any_case(Dice& dice) {
    Case c;
    // The last one, relu, has the least to compare.
    const auto most = static_cast<std::int64_t>(all_ops().size()) - (dice.one_in(8) ? 1 : 2);
    c.op = all_ops()[static_cast<std::size_t>(dice.roll(0, most))];
    const std::int64_t side = dice.one_in(6) ? 1 : 9;
    c.input = any_tensor(dice, {dice.roll(1, 2), dice.roll(1, 5), dice.roll(1, side), dice.roll(1, side)});
    const bool conv = c.op->has(Param::weight);
    c.params.window = any_window(dice, !conv);
    c.params.count_include_pad = dice.one_in(2);
    if (dice.one_in(4)) c.params.divisor_override = dice.one_in(2) ? dice.roll(-3, 9) : dice.roll(1, 4);
    c.params.norm_type = dice.roll(1, 5);
    c.params.output_size = any_pair(dice, 1, 12);
    const bool broken = dice.one_in(3);
    if (broken) break_window(dice, c.params.window);
    if (broken) component(dice, c.params.output_size) = dice.roll(-3, -1);
    if (conv) give_weights(dice, c.params, c.input.shape(), broken);
    return c;
}

// ---------------------------------------------------------------------------------------------- libtorch's
// side

torch::Tensor to_torch(const Tensor& t) {
    const Shape& s = t.shape();
    return torch::from_blob(const_cast<float*>(t.data().data()), {s.n, s.c, s.h, s.w}, torch::kFloat).clone();
}

std::vector<std::int64_t> list(Pair p) { return {p.h, p.w}; }

struct Answer {
    torch::Tensor values;   // float32 for selections, float64 for sums
    torch::Tensor indices;  // of selections
    torch::Tensor scale;    // sums: the same sum over absolute values, which bounds the rounding
    torch::Tensor sum;      // lp: before the root
    std::string refusal;    // first line of torch's message
};

void ask_avg(const Case& c, const torch::Tensor& x, Answer& answer) {
    const WindowSpec& w = c.params.window;
    const auto run = [&](const torch::Tensor& t) {
        c10::optional<int64_t> divisor;
        if (c.params.divisor_override) divisor = *c.params.divisor_override;
        return torch::avg_pool2d(t, list(w.kernel), list(w.stride.value_or(w.kernel)), list(w.padding),
                                 w.ceil_mode, c.params.count_include_pad, divisor);
    };
    answer.values = run(x);
    answer.scale = run(x.abs()).abs();
}

void ask_conv(const Case& c, const torch::Tensor& x, Answer& answer) {
    const WindowSpec& w = c.params.window;
    const auto weight = to_torch(c.params.weight).to(torch::kDouble);
    c10::optional<torch::Tensor> bias, absolute;
    if (!c.params.bias.empty()) {
        bias = to_torch(c.params.bias).to(torch::kDouble).flatten();
        absolute = bias->abs();
    }
    const auto run = [&](const torch::Tensor& t, const torch::Tensor& k,
                         const c10::optional<torch::Tensor>& b) {
        return torch::conv2d(t, k, b, list(w.stride.value_or(Pair{1, 1})), list(w.padding), list(w.dilation));
    };
    answer.values = run(x, weight, bias);
    answer.scale = run(x.abs(), weight.abs(), absolute);
}

void ask_max(const Case& c, const torch::Tensor& x, Answer& answer) {
    const WindowSpec& w = c.params.window;
    std::tie(answer.values, answer.indices) = torch::max_pool2d_with_indices(
        x, list(w.kernel), list(w.stride.value_or(w.kernel)), list(w.padding), list(w.dilation), w.ceil_mode);
}

void ask_lp(const Case& c, const torch::Tensor& x, Answer& answer) {
    namespace F = torch::nn::functional;
    const WindowSpec& w = c.params.window;
    const auto stride = list(w.stride.value_or(w.kernel));
    const auto norm = static_cast<double>(c.params.norm_type);
    answer.values =
        F::lp_pool2d(x, F::LPPool2dFuncOptions(norm, list(w.kernel)).stride(stride).ceil_mode(w.ceil_mode));
    const auto sum = [&](const torch::Tensor& t) {
        return torch::avg_pool2d(t.pow(norm), list(w.kernel), stride, 0, w.ceil_mode, true, 1);
    };
    answer.sum = sum(x);
    answer.scale = sum(x.abs());
}

void ask_adaptive(const Case& c, Pair size, const torch::Tensor& x, Answer& answer) {
    if (c.op->how == Reduction::select) {
        std::tie(answer.values, answer.indices) = torch::adaptive_max_pool2d(x, list(size));
        return;
    }
    const torch::Tensor exact = x.to(torch::kDouble);
    answer.values = torch::adaptive_avg_pool2d(exact, list(size));
    answer.scale = torch::adaptive_avg_pool2d(exact.abs(), list(size));
}

void ask(const Case& c, const torch::Tensor& x, Answer& answer) {
    const std::string_view op = c.op->name;
    if (op == "max_pool") return ask_max(c, x, answer);
    if (op == "min_pool") {
        ask_max(c, -x, answer);
        answer.values = -answer.values;
        return;
    }
    if (op == "avg_pool") return ask_avg(c, x.to(torch::kDouble), answer);
    if (op == "lp_pool") return ask_lp(c, x.to(torch::kDouble), answer);
    if (op == "conv") return ask_conv(c, x.to(torch::kDouble), answer);
    if (op.starts_with("adaptive_")) return ask_adaptive(c, c.params.output_size, x, answer);
    if (op.starts_with("global_")) return ask_adaptive(c, {1, 1}, x, answer);
    ASSERT_EQ(op, "relu");
    answer.values = torch::relu(x);
}

Answer ask_torch(const Case& c) {
    Answer answer;
    try {
        ask(c, to_torch(c.input), answer);
    } catch (const c10::Error& e) {
        answer.refusal = e.what_without_backtrace();
        answer.refusal.resize(std::min(answer.refusal.size(), answer.refusal.find('\n')));
    }
    return answer;
}

// ---------------------------------------------------------------------------------------------- known
// differences

// Since 2025 the padding may be half of the kernel with its dilation; before, half of the kernel alone.
bool torch_has_effective_rule() {
    static const bool has = [] {
        try {
            torch::max_pool2d(torch::zeros({1, 1, 6, 6}), {2, 2}, {1, 1}, {2, 2}, {3, 3});
            return true;
        } catch (const c10::Error&) {
            return false;
        }
    }();
    return has;
}

constexpr std::string_view old_half = "pad should be at most half of kernel size, but got pad=";
constexpr std::string_view new_half = "pad should be at most half of effective kernel size, but got pad=";

// Our padding message in the words that libtorch had before 2025.
std::string in_old_words(const std::string& s) {
    if (!s.starts_with(new_half)) return s;
    const std::size_t comma = s.find(", kernel_size="), and_dilation = s.find(" and dilation=");
    return std::string(old_half) + s.substr(new_half.size(), comma - new_half.size()) + " and " +
           s.substr(comma + 2, and_dilation - comma - 2);
}

bool same_reason(const Case& c, const std::string& ours, const std::string& theirs) {
    if (ours == theirs) return true;
    if (!torch_has_effective_rule()) {
        if (in_old_words(ours) == theirs) return true;
        // With a dilation the two halves differ either way: one rule stops at the padding, the other goes on
        // to what else is wrong.
        const Pair d = c.params.window.dilation;
        if (c.op->use == WindowUse::max_pool && d != Pair{1, 1})
            return theirs.starts_with(old_half) || ours.starts_with(new_half);
    }
    // Newer versions look at a convolution's dilation before its channels, with fewer words.
    return TORCH_VERSION_MAJOR >= 2 && c.op->name == "conv" &&
           theirs == "dilation should be greater than zero";
}

// ---------------------------------------------------------------------------------------------- comparing

bool same_value(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

float ulp(float v) {
    const float a = std::abs(v);
    return std::nextafter(a, inf) - a;
}

// Our sums round once; the orders of two double sums may differ by their own rounding only.
bool close_sum(float ours, double theirs, double scale) {
    const float rounded = static_cast<float>(theirs);
    if (same_value(ours, rounded)) return true;
    if (!std::isfinite(ours) || !std::isfinite(rounded)) return false;
    return std::abs(static_cast<double>(ours) - theirs) <= ulp(rounded) + 1e-13 * scale;
}

// The root of a sum that cancels may be anything, NaN included; elsewhere it is as exact as the sum.
bool close_root(float ours, double theirs, double sum, double scale) {
    const float rounded = static_cast<float>(theirs);
    if (same_value(ours, rounded) || std::abs(sum) <= 1e-12 * scale) return true;
    if (!std::isfinite(ours) || !std::isfinite(rounded)) return false;
    return std::abs(static_cast<double>(ours) - theirs) <=
           ulp(rounded) + 1e-13 * scale / std::abs(sum) * std::abs(theirs);
}

bool wanted_shape(const Shape& s, const torch::Tensor& t) {
    return t.sizes() == torch::IntArrayRef({s.n, s.c, s.h, s.w});
}

void compare(const Case& c, const Forward& ours, const Answer& theirs) {
    ASSERT_TRUE(wanted_shape(ours.values.shape(), theirs.values));
    const auto values = theirs.values.to(torch::kDouble).contiguous();
    const auto scale = theirs.scale.defined() ? theirs.scale.contiguous() : torch::Tensor();
    const auto sum = theirs.sum.defined() ? theirs.sum.contiguous() : torch::Tensor();
    const auto indices = theirs.indices.defined() ? theirs.indices.contiguous() : torch::Tensor();
    ASSERT_EQ(c.op->has_indices, indices.defined());
    for (std::size_t i = 0; i < ours.values.data().size(); ++i) {
        const float v = ours.values.data()[i];
        const double w = values.data_ptr<double>()[i];
        if (sum.defined())
            ASSERT_TRUE(close_root(v, w, sum.data_ptr<double>()[i], scale.data_ptr<double>()[i]))
                << "root " << i << ": " << v << ", torch " << w;
        else if (scale.defined())
            ASSERT_TRUE(close_sum(v, w, scale.data_ptr<double>()[i]))
                << "value " << i << ": " << v << ", torch " << w;
        else
            ASSERT_TRUE(same_value(v, w)) << "value " << i << ": " << v << ", torch " << w;
        if (!indices.defined()) continue;
        const std::int64_t index = ours.indices.data()[i];
        // In a window without a real cell torch's index points beside it.
        if (index < 0)
            ASSERT_EQ(w, c.op->padding_value);
        else
            ASSERT_EQ(index, indices.data_ptr<std::int64_t>()[i]) << "index " << i;
    }
}

// Where the old rule refuses what ours allows, the padding can be made by hand.
bool compare_padded_by_hand(const Case& c, const Forward& ours) {
    const WindowSpec& w = c.params.window;
    if (w.ceil_mode) return false;
    const torch::Tensor input = c.op->smallest ? -to_torch(c.input) : to_torch(c.input);
    const auto x = torch::constant_pad_nd(input, {w.padding.w, w.padding.w, w.padding.h, w.padding.h}, -inf);
    Answer answer;
    answer.values = torch::max_pool2d(x, list(w.kernel), list(w.stride.value_or(w.kernel)), {0, 0},
                                      list(w.dilation), false);
    EXPECT_TRUE(wanted_shape(ours.values.shape(), answer.values));
    const auto values = (c.op->smallest ? -answer.values : answer.values).contiguous();
    for (std::size_t i = 0; i < ours.values.data().size(); ++i)
        EXPECT_TRUE(same_value(ours.values.data()[i], values.data_ptr<float>()[i]));
    return true;
}

struct Tally {
    int valid = 0, refused = 0, newer_rule = 0, by_hand = 0;
};

void try_one(const Case& c, Tally& tally) {
    const Answer theirs = ask_torch(c);
    const auto plan = c.op->plan(c.params, c.input.shape());
    if (!plan) {
        ASSERT_FALSE(theirs.refusal.empty()) << "only we refuse: " << plan.error().framework;
        ASSERT_TRUE(same_reason(c, plan.error().framework, theirs.refusal))
            << "ours:  " << plan.error().framework << "\ntorch: " << theirs.refusal;
        ++tally.refused;
        return;
    }
    const Forward ours = c.op->forward(c.params, *plan, c.input, {.indices = true});
    if (!theirs.refusal.empty()) {
        ASSERT_TRUE(!torch_has_effective_rule() && theirs.refusal.starts_with(old_half))
            << "only torch refuses: " << theirs.refusal;
        ++tally.newer_rule;
        if (compare_padded_by_hand(c, ours)) ++tally.by_hand;
        return;
    }
    compare(c, ours, theirs);
    ++tally.valid;
}

std::string told(const Case& c) {
    const Shape& s = c.input.shape();
    const WindowSpec& w = c.params.window;
    std::ostringstream out;
    out << c.op->code(c.params) << " on " << s.n << "x" << s.c << "x" << s.h << "x" << s.w << ", dilation "
        << w.dilation.h << "," << w.dilation.w << ", weight " << c.params.weight.shape().c << ", bias "
        << c.params.bias.shape().w;
    return out.str();
}

Tally compare_many(std::uint64_t seed) {
    Dice dice(seed);
    Tally tally;
    for (int i = 0; i < runs; ++i) {
        const Case c = any_case(dice);
        try_one(c, tally);
        if (testing::Test::HasFailure()) {
            ADD_FAILURE() << "seed " << seed << ", configuration " << i << ": " << told(c);
            break;
        }
    }
    std::printf(
        "libtorch %s, seed %llu: %d valid, %d refused alike, %d allowed since 2025 (%d compared by hand)\n",
        TORCH_VERSION, static_cast<unsigned long long>(seed), tally.valid, tally.refused, tally.newer_rule,
        tally.by_hand);
    return tally;
}

class Oracle : public testing::Test {
  protected:
    void SetUp() override {
        torch::set_num_threads(1);
        // Backtraces would take most of the time.
        c10::SetStackTraceFetcher([] { return std::string(); });
    }
    torch::NoGradGuard no_grad_;
};

TEST_F(Oracle, AgreesOnAFixedSeed) {
    const Tally t = compare_many(20240607);
    EXPECT_EQ(t.valid + t.refused + t.newer_rule, runs);
    EXPECT_GT(t.valid, runs / 3);
    EXPECT_GT(t.refused, runs / 10);
    if (!torch_has_effective_rule()) {
        EXPECT_GT(t.by_hand, 0);
    }
}

TEST_F(Oracle, AgreesOnAFreshSeed) {
    const char* replay = std::getenv("POOLWALK_SEED");
    const std::uint64_t seed = replay ? std::strtoull(replay, nullptr, 10) : std::random_device{}();
    const Tally t = compare_many(seed);
    EXPECT_EQ(t.valid + t.refused + t.newer_rule, runs);
}

}  // namespace
}  // namespace pw
