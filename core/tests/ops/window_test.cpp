// Axis against brute force over its definition, and the size formula.
#include "core/ops/window.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace pw {
namespace {

// Every small axis that pooling or a convolution may have.
template <class F>
void each_axis(F&& f) {
    int count = 0;
    for (const WindowUse use : {WindowUse::max_pool, WindowUse::avg_pool, WindowUse::conv})
        for (std::int64_t n = 1; n <= 7; ++n)
            for (std::int64_t k = 1; k <= 4; ++k)
                for (std::int64_t s = 1; s <= 4; ++s)
                    for (std::int64_t p = 0; p <= 3; ++p)
                        for (std::int64_t d = 1; d <= 3; ++d)
                            for (const bool ceil : {false, true}) {
                                WindowSpec spec{{k, 1}, Pair{s, 1}, {p, 0}, {d, 1}, ceil};
                                const auto w = resolve(spec, use, {1, 1, n, 1});
                                if (!w) continue;
                                ++count;
                                f(w->rows, use);
                            }
    EXPECT_GT(count, 2000);
}

std::vector<std::int64_t> positions(const Axis& a, std::int64_t o) {
    std::vector<std::int64_t> out;
    for (std::int64_t j = 0; j < a.taps(o); ++j) out.push_back(a.at(o, j));
    return out;
}

TEST(Axis, TapsFollowTheDefinition) {
    each_axis([](const Axis& a, WindowUse) {
        for (std::int64_t o = 0; o < a.outputs(); ++o) {
            EXPECT_EQ(a.start(o), o * a.stride() - a.pad_begin());
            std::int64_t real = 0;
            for (std::int64_t j = 0; j < a.taps(); ++j) {
                const std::int64_t at = a.at(o, j);
                const bool inside = at >= 0 && at < a.input();
                real += inside;
                const auto range = a.real_taps(o);
                EXPECT_EQ(inside, j >= range.begin && j < range.end);
                EXPECT_EQ(a.kind(at) == TapKind::real, inside);
                EXPECT_EQ(a.kind(at) == TapKind::outside, at >= a.input() + a.pad_end());
            }
            EXPECT_EQ(a.real_taps(o).size(), real);
        }
    });
}

TEST(Axis, ATapIsFoundByItsPosition) {
    const Axis a({.n = 7, .k = 3, .s = 2, .pad_begin = 1, .pad_end = 1, .d = 2, .o = 3});
    for (std::int64_t o = 0; o < a.outputs(); ++o)
        for (std::int64_t i = -2; i < 10; ++i) {
            std::int64_t expected = -1;
            for (std::int64_t j = 0; j < a.taps(); ++j)
                if (a.at(o, j) == i) expected = j;
            EXPECT_EQ(a.tap(o, i), expected) << o << " " << i;
        }
}

// Every small adaptive axis, and its windows by definition.
template <class F>
void each_adaptive(F&& f) {
    for (std::int64_t n = 1; n <= 12; ++n)
        for (std::int64_t m = 1; m <= 14; ++m) f(Axis::adaptive(n, m), n, m);
}

TEST(AdaptiveAxis, WindowsFollowTheDefinition) {
    each_adaptive([](const Axis& a, std::int64_t n, std::int64_t m) {
        ASSERT_EQ(a.outputs(), m);
        std::int64_t most = 0;
        bool even = true;
        for (std::int64_t o = 0; o < m; ++o) {
            const double low = static_cast<double>(o * n) / static_cast<double>(m),
                         high = static_cast<double>((o + 1) * n) / static_cast<double>(m);
            EXPECT_EQ(a.start(o), static_cast<std::int64_t>(std::floor(low)));
            EXPECT_EQ(a.start(o) + a.taps(o), static_cast<std::int64_t>(std::ceil(high)));
            EXPECT_EQ(a.effective(o), a.taps(o));
            EXPECT_EQ(a.padded_length(o), a.taps(o));
            EXPECT_EQ(a.real_taps(o), (Axis::Range{0, a.taps(o)}));
            most = std::max(most, a.taps(o));
            even &= n % m == 0;
        }
        EXPECT_EQ(a.max_taps(), most);
        EXPECT_EQ(a.even(), even);
        EXPECT_EQ(a.overhang(), 0);
    });
}

TEST(AdaptiveAxis, ReadersAreTheWindowsThatReadACell) {
    each_adaptive([](const Axis& a, std::int64_t n, std::int64_t m) {
        bool shared = false;
        for (std::int64_t i = 0; i < n; ++i) {
            std::vector<std::int64_t> expected;
            for (std::int64_t o = 0; o < m; ++o) {
                if (a.tap(o, i) < 0) continue;
                EXPECT_EQ(a.at(o, a.tap(o, i)), i);
                expected.push_back(o);
            }
            EXPECT_FALSE(expected.empty());
            EXPECT_EQ(a.readers(i), expected) << n << " to " << m << ", cell " << i;
            shared |= expected.size() > 1;
        }
        EXPECT_EQ((Window{a, Axis::adaptive(1, 1)}).overlaps(), shared);
        EXPECT_EQ((Window{a, a}).never_read(), 0);
    });
}

TEST(Window, OutsideWinsOverPadding) {
    const Axis a({.n = 4, .k = 3, .s = 2, .pad_begin = 1, .pad_end = 1, .d = 1, .o = 3});
    const Window w{a, a};
    EXPECT_EQ(w.kind({0, 3}), TapKind::real);
    EXPECT_EQ(w.kind({-1, 3}), TapKind::padding);
    EXPECT_EQ(w.kind({-1, 5}), TapKind::outside);
    EXPECT_EQ(w.kind({5, 0}), TapKind::outside);
}

TEST(Axis, ReadersAreTheWindowsThatReadACell) {
    each_axis([](const Axis& a, WindowUse) {
        const std::vector<bool> mask = a.read_mask();
        ASSERT_EQ(static_cast<std::int64_t>(mask.size()), a.input());
        for (std::int64_t i = 0; i < a.input(); ++i) {
            std::vector<std::int64_t> expected;
            for (std::int64_t o = 0; o < a.outputs(); ++o)
                for (const std::int64_t at : positions(a, o))
                    if (at == i) expected.push_back(o);
            EXPECT_EQ(a.readers(i), expected);
            EXPECT_EQ(mask[static_cast<std::size_t>(i)], !expected.empty());
        }
    });
}

TEST(Axis, OverhangIsWhatReachesBeyondThePadding) {
    bool any = false;
    each_axis([&](const Axis& a, WindowUse) {
        std::set<std::int64_t> beyond;
        const std::int64_t last = a.at(a.outputs() - 1, a.taps() - 1);
        for (std::int64_t at = 0; at <= last; ++at)
            if (a.kind(at) == TapKind::outside) beyond.insert(at);
        EXPECT_EQ(a.overhang(), static_cast<std::int64_t>(beyond.size()));
        any |= a.overhang() > 0;
    });
    EXPECT_TRUE(any);
}

TEST(Axis, PaddedLengthIsTheSideOfThePoolArea) {
    each_axis([](const Axis& a, WindowUse use) {
        if (use != WindowUse::avg_pool) return;
        for (std::int64_t o = 0; o < a.outputs(); ++o) {
            std::int64_t counted = 0;
            for (const std::int64_t at : positions(a, o)) counted += a.kind(at) != TapKind::outside;
            EXPECT_EQ(a.padded_length(o), counted);
        }
    });
}

TEST(Axis, TheLastWindowStartsInsideTheInputOrThePaddingBeforeIt) {
    each_axis([](const Axis& a, WindowUse use) {
        if (use != WindowUse::conv) {
            EXPECT_LT(a.start(a.outputs() - 1), a.input());
        }
    });
}

TEST(Window, CountsCellsThatNothingReads) {
    // 5 x 5, kernel 2, stride 3: row and column 2 fall between the windows.
    const auto w = resolve({{2, 2}, Pair{3, 3}, {0, 0}, {1, 1}, false}, WindowUse::max_pool, {1, 1, 5, 5});
    ASSERT_TRUE(w);
    EXPECT_EQ(w->never_read(), 9);
    EXPECT_EQ(w->rows.read_mask(), (std::vector<bool>{true, true, false, true, true}));
    const auto all = resolve({}, WindowUse::max_pool, {1, 1, 4, 4});
    EXPECT_EQ(all->never_read(), 0);
    // "Why is 25 pooled by 2 only 12?"
    const auto odd = resolve({}, WindowUse::max_pool, {1, 1, 25, 25});
    EXPECT_EQ(odd->out_h(), 12);
    EXPECT_EQ(odd->never_read(), 25 * 25 - 24 * 24);
}

TEST(Window, OverlapsWhenTapsMeet) {
    const auto window = [](Pair k, Pair s, Pair d) {
        return *resolve({k, s, {0, 0}, d, false}, WindowUse::max_pool, {1, 1, 9, 9});
    };
    EXPECT_FALSE(window({2, 2}, {2, 2}, {1, 1}).overlaps());
    EXPECT_TRUE(window({3, 3}, {1, 1}, {1, 1}).overlaps());
    EXPECT_TRUE(window({2, 3}, {2, 2}, {1, 1}).overlaps());   // along the columns only
    EXPECT_FALSE(window({2, 2}, {3, 3}, {2, 2}).overlaps());  // interlaced, but no shared cell
    EXPECT_TRUE(window({2, 2}, {2, 2}, {2, 2}).overlaps());
}

std::string written(const std::vector<Term>& terms) {
    std::string s;
    for (const Term& t : terms) s += (s.empty() ? "" : " ") + t.text;
    return s;
}

std::string formula(const WindowSpec& spec, WindowUse use, Shape input, int axis = 0) {
    const auto w = resolve(spec, use, input);
    return w ? written(size_formula(spec, use, input, *w, axis)) : "refused";
}

TEST(SizeFormula, IsTheStripsOwn) {
    const auto w = resolve({}, WindowUse::max_pool, {1, 1, 4, 4});
    const auto t = size_formula({}, WindowUse::max_pool, {1, 1, 4, 4}, *w, 0);
    ASSERT_EQ(t.size(), 10u);
    EXPECT_EQ(written(t), "floor(( 4 + 2 · 0 − 2 ) / 2 ) + 1 = 2");
    EXPECT_EQ(t[0].text, "floor((");
    EXPECT_EQ(t[1], (Term{Term::Kind::value, "4", "term.input", false}));
    EXPECT_EQ(t[3].name, "term.pad");
    EXPECT_EQ(t[5].name, "term.kernel");
    EXPECT_EQ(t[7].name, "term.stride");
    EXPECT_EQ(t[9], (Term{Term::Kind::result, "2", "", false}));
}

TEST(SizeFormula, SaysDilationCeilAndTheLastWindowOutside) {
    EXPECT_EQ(formula({{2, 2}, {}, {0, 0}, {3, 3}, false}, WindowUse::max_pool, {1, 1, 6, 6}),
              "floor(( 6 + 2 · 0 − 3 · ( 2 − 1 ) − 1 ) / 2 ) + 1 = 2");
    EXPECT_EQ(formula({{3, 3}, Pair{2, 2}, {1, 1}, {1, 1}, true}, WindowUse::avg_pool, {1, 1, 4, 4}),
              "ceil(( 4 + 2 · 1 − 3 ) / 2 ) + 1 = 3");
    EXPECT_EQ(formula({{2, 2}, Pair{3, 3}, {1, 1}, {1, 1}, true}, WindowUse::max_pool, {1, 1, 2, 2}),
              "ceil(( 2 + 2 · 1 − 2 ) / 3 ) + 1 − 1 = 1");
    EXPECT_EQ(formula({{3, 2}, {}, {1, 0}, {1, 1}, false}, WindowUse::conv, {1, 1, 5, 8}, 1),
              "floor(( 8 + 2 · 0 − 2 ) / 1 ) + 1 = 7");
    // Averages have no dilation, convolutions no ceil mode.
    EXPECT_EQ(formula({{2, 2}, {}, {0, 0}, {3, 3}, false}, WindowUse::avg_pool, {1, 1, 4, 4}),
              "floor(( 4 + 2 · 0 − 2 ) / 2 ) + 1 = 2");
    EXPECT_EQ(formula({{2, 2}, Pair{2, 2}, {0, 0}, {1, 1}, true}, WindowUse::conv, {1, 1, 5, 5}),
              "floor(( 5 + 2 · 0 − 2 ) / 2 ) + 1 = 2");
}

TEST(AdaptiveFormula, SaysWhereAWindowBeginsAndEnds) {
    EXPECT_EQ(written(adaptive_formula(Axis::adaptive(5, 3), 2)),
              "floor( 2 · 5 / 3 ) = 3 … ceil( 3 · 5 / 3 ) = 5");
}

}  // namespace
}  // namespace pw
