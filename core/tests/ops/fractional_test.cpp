#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/ops/op.h"

namespace pw {
namespace {

const OpInfo& op = *find_op("fractional_max_pool");

std::vector<std::int64_t> starts(const Axis& a) {
    std::vector<std::int64_t> out;
    for (std::int64_t o = 0; o < a.outputs(); ++o) out.push_back(a.start(o));
    return out;
}

using Starts = std::vector<std::int64_t>;

TEST(Fractional, WindowsBeginWhereTheSampleSays) {
    // alpha = (7 - 2) / (4 - 1) = 1.67
    EXPECT_EQ(starts(Axis::fractional(7, 4, 2, 0)), (Starts{0, 1, 3, 5}));
    EXPECT_EQ(starts(Axis::fractional(7, 4, 2, .5f)), (Starts{0, 2, 4, 5}));
    EXPECT_EQ(starts(Axis::fractional(7, 4, 2, .9f)), (Starts{0, 2, 3, 5}));
    EXPECT_EQ(starts(Axis::fractional(7, 1, 2, .5f)), (Starts{5}));  // torch's: the last cells
    EXPECT_EQ(starts(Axis::fractional(5, 5, 1, .5f)), (Starts{0, 1, 2, 3, 4}));
}

TEST(Fractional, AxisKnowsItsWindows) {
    const Axis a = Axis::fractional(7, 4, 2, 0);
    EXPECT_TRUE(a.fractional());
    EXPECT_FALSE(a.regular());
    EXPECT_TRUE(a.even());
    EXPECT_EQ(a.taps(2), 2);
    EXPECT_EQ(a.stride(), 2);
    EXPECT_EQ(a.drawn(), 7);
    EXPECT_EQ(a.readers(1), (Starts{0, 1}));
    EXPECT_EQ(a.readers(6), (Starts{3}));
    EXPECT_EQ(a, Axis::fractional(7, 4, 2, 0));
    EXPECT_NE(a, Axis::fractional(7, 4, 2, .25f));
    EXPECT_TRUE((Window{a, a}.overlaps()));
    const Axis apart = Axis::fractional(7, 3, 1, 0);
    EXPECT_FALSE((Window{apart, apart}.overlaps()));
    EXPECT_EQ((Window{apart, apart}.never_read()), 49 - 9);
}

// Whatever float rounds, all windows lie in the input, in order, and reach its end.
TEST(Fractional, WindowsStayInTheInput) {
    for (const float sample : {0.f, .5f, std::nextafter(1.f, 0.f)})
        for (const std::int64_t n : {std::int64_t{50}, std::int64_t{1000}, limits::side})
            for (const std::int64_t k : {1, 2, 7})
                for (const std::int64_t o : {std::int64_t{2}, n / 3, n / 2, n - k, n - k + 1}) {
                    const Axis a = Axis::fractional(n, o, k, sample);
                    EXPECT_EQ(a.start(0), 0);
                    EXPECT_EQ(a.start(o - 1), n - k);
                    for (std::int64_t i = 1; i < o; ++i) ASSERT_LE(a.start(i - 1), a.start(i));
                }
}

Params params(Pair kernel, Pair size, Samples samples) {
    Params p;
    p.window.kernel = kernel;
    p.output_size = size;
    p.samples = samples;
    return p;
}

// The samples are given width first.
TEST(Fractional, SelectsTheLargest) {
    std::vector<float> values;
    for (int i = 0; i < 49; ++i) values.push_back(static_cast<float>(i));
    const Tensor x({1, 1, 7, 7}, std::move(values));
    const Params p = params({2, 2}, {4, 4}, {0, .5f});
    const Forward f = op.forward(p, *op.plan(p, x.shape()), x, {.indices = true});
    for (std::int64_t y = 0; y < 4; ++y)
        for (std::int64_t i = 0; i < 4; ++i) {
            const Starts rows{0, 2, 4, 5}, columns{0, 1, 3, 5};
            const std::int64_t last =
                7 * (rows[static_cast<std::size_t>(y)] + 1) + columns[static_cast<std::size_t>(i)] + 1;
            EXPECT_EQ(f.indices.at(0, 0, y, i), last);
            EXPECT_EQ(f.values.at(0, 0, y, i), static_cast<float>(last));
        }
}

std::vector<std::string> fixes(const Problem& p) {
    std::vector<std::string> out;
    for (const Fix& f : p.fixes) out.push_back(f.changes.front().parameter);
    return out;
}

TEST(Fractional, RefusesWhatDoesNotFit) {
    const Shape shape{1, 1, 4, 5};
    const auto high = op.plan(params({2, 2}, {4, 4}, {}), shape);
    ASSERT_FALSE(high);
    EXPECT_EQ(high.error().framework,
              "fractional_max_pool2d(): pool height 2 too large relative to input height 4");
    EXPECT_EQ(fixes(high.error()), (std::vector<std::string>{"output_size", "kernel_size"}));
    EXPECT_EQ(high.error().fixes[0].changes[0].values, (std::vector<std::int64_t>{3, 4}));
    EXPECT_EQ(high.error().fixes[1].changes[0].values, (std::vector<std::int64_t>{1, 2}));
    const auto wide = op.plan(params({2, 3}, {3, 4}, {}), shape);
    ASSERT_FALSE(wide);
    EXPECT_EQ(wide.error().framework,
              "fractional_max_pool2d(): pool width 3 too large relative to input width 5");
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (const Samples s : {Samples{1, 0}, Samples{0, -.1f}, Samples{nan, 0}}) {
        const auto sampled = op.plan(params({2, 2}, {3, 3}, s), shape);
        ASSERT_FALSE(sampled);
        EXPECT_EQ(sampled.error().parameter, "samples");
        EXPECT_EQ(fixes(sampled.error()), (std::vector<std::string>{"samples"}));
    }
    EXPECT_EQ(fixes(op.plan(params({2, 2}, {0, 3}, {}), shape).error()),
              (std::vector<std::string>{"output_size"}));
    EXPECT_EQ(fixes(op.plan(params({0, 2}, {3, 3}, {}), shape).error()),
              (std::vector<std::string>{"kernel_size"}));
}

TEST(Fractional, SaysWhereAWindowBegins) {
    const auto text = [](const std::vector<Term>& terms) {
        std::string out;
        for (const Term& t : terms) out += (out.empty() ? "" : " ") + t.text;
        return out;
    };
    const Axis a = Axis::fractional(5, 3, 2, .3f);
    EXPECT_EQ(text(fractional_formula(a, 1)), "int(( 1 + 0.3 ) · 1.5 ) − int( 0.3 · 1.5 ) = 1");
    EXPECT_EQ(text(fractional_formula(a, 2)), "5 − 2 = 3");
}

TEST(Fractional, IsALineOfPython) {
    EXPECT_EQ(code_line(op, params({2, 3}, {4, 4}, {.3f, .7f})),
              "F.fractional_max_pool2d(x, (2, 3), 4, _random_samples=torch.tensor([0.3, "
              "0.7]).repeat(*x.shape[:2], 1))");
}

}  // namespace
}  // namespace pw
