// Small windows' winners without a line in between: cells are taken in scan order, so that a later one has to
// be larger, and where it lies beside the window's middle is kept with it.
#if defined(PW_FAST_WINNERS_SMALL_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef PW_FAST_WINNERS_SMALL_INL
#undef PW_FAST_WINNERS_SMALL_INL
#else
#define PW_FAST_WINNERS_SMALL_INL
#endif

#include "core/ops/fast/small-inl.h"
#include "core/ops/fast/winners_out-inl.h"

HWY_BEFORE_NAMESPACE();
namespace pw::fast::HWY_NAMESPACE {

// A row of the input from the strip's first column on, and the index of its first cell.
struct Row {
    const float* v;
    std::int32_t first;
};

HWY_INLINE VI all_of(std::int64_t i) { return hn::Set(DI(), static_cast<std::int32_t>(i)); }

// Both vectors of a row that the windows from column 2 * x on begin in, of `n` cells from there.
template <class Rule>
struct Pairs {
    V low, high;
    HWY_INLINE Pairs(const Row& r, std::int64_t x, std::int64_t n, M& strange)
        : low(load_up_to<Rule>(r.v + 2 * x, n)), high(load_up_to<Rule>(r.v + 2 * x + lanes, n - lanes)) {
        watch<Rule>(strange, low, high);
        ask_ahead(r.v + 2 * x);
    }
    HWY_INLINE V even() const { return HWY_NAMESPACE::even(high, low); }
    HWY_INLINE V odd() const { return HWY_NAMESPACE::odd(high, low); }
};

// Windows of 2 x 2 that touch: `count` of them in two rows.
template <class Rule>
HWY_INLINE void two_by_two_winners(const Row& upper, const Row& lower, std::int64_t count, WinnersOut out,
                                   M& strange) {
    const VI iota = hn::Iota(DI(), 0), one = all_of(1), zero = hn::Zero(DI());
    each_vector(out.values, count, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
        const Pairs<Rule> u(upper, x, 2 * n, strange), l(lower, x, 2 * n, strange);
        const Both above = Rule::later({u.even(), zero}, {u.odd(), one});
        Both below = Rule::later({l.even(), zero}, {l.odd(), one});
        below.i = hn::Add(below.i, all_of(lower.first - upper.first));
        Both best = Rule::later(above, below);
        best.i = hn::Add(best.i, hn::Add(hn::Add(iota, iota), all_of(upper.first + 2 * x)));
        out.put(x, best, n);
    });
}

// Windows of 3 x 3 at every other cell of n, with a cell of padding before them: `count` of them in three
// rows.
template <class Rule>
HWY_INLINE void three_by_three_halved_winners(const std::array<Row, 3>& rows, std::int64_t n,
                                              std::int64_t count, WinnersOut out, M& strange) {
    const VI iota = hn::Iota(DI(), 0), one = all_of(1), zero = hn::Zero(DI());
    // Left of the first cell is padding: the cell itself stands in for it.
    V before[3];  // std::array has functions of no instruction set
    for (std::size_t i = 0; i < 3; ++i) before[i] = hn::Set(D(), *rows[i].v);
    const VI first_left = hn::Sub(zero, hn::Min(iota, one));  // 0 -1 -1 …
    each_vector(out.values, count, [&](std::int64_t x, std::int64_t m) HWY_ATTR {
        const VI to_left = x == 0 ? first_left : all_of(-1);
        const auto row = [&](std::size_t i) HWY_ATTR {
            const Pairs<Rule> p(rows[i], x, n - 2 * x, strange);
            const V right = p.odd();
            const Both best = Rule::later(Rule::later({left_of(right, before[i]), to_left}, {p.even(), zero}),
                                          {right, one});
            before[i] = right;
            return Both{best.v, hn::Add(best.i, all_of(rows[i].first))};
        };
        Both best = Rule::later(Rule::later(row(0), row(1)), row(2));
        best.i = hn::Add(best.i, hn::Add(hn::Add(iota, iota), all_of(2 * x)));
        out.put(x, best, m);
    });
}

}  // namespace pw::fast::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
