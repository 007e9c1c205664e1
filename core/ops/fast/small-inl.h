// Small windows without a line in between: everything stays in registers.
#if defined(PW_FAST_SMALL_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef PW_FAST_SMALL_INL
#undef PW_FAST_SMALL_INL
#else
#define PW_FAST_SMALL_INL
#endif

#include "core/ops/fast/line-inl.h"
#include "core/ops/fast/rows-inl.h"

HWY_BEFORE_NAMESPACE();
namespace pw::fast::HWY_NAMESPACE {

// The first n cells, however many that is; those behind them change nothing.
template <class Op>
HWY_INLINE V load_up_to(const float* p, std::int64_t n) {
    if (n >= lanes) return load(p);
    const V neutral = hn::Set(D(), Op::identity());
    return n <= 0 ? neutral
                  : hn::IfThenElse(hn::FirstN(D(), static_cast<std::size_t>(n)), load_part(p, n), neutral);
}

// Rows are short: each function here becomes part of the loop over them, and NaN is asked for after it.

// Windows of 2 x 2 that touch: `count` of them in two rows.
template <class Op>
HWY_INLINE void two_by_two(const float* upper, const float* lower, std::int64_t count, Out& out, M& strange) {
    using Further = typename Op::Further;
    Out own = out;
    const auto joined = [&](V a, V b, V c, V d) HWY_ATTR {
        watch<Op>(strange, a, b);
        watch<Op>(strange, c, d);
        const V low = Further::fold(Op::take(a), Op::take(b)), high = Further::fold(Op::take(c), Op::take(d));
        return fold_pairs<Further>(high, low);
    };
    each_vector(own, count, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
        const float *const u = upper + 2 * x, *const l = lower + 2 * x;
        ask_ahead(u);
        ask_ahead(l);
        if (n == lanes)
            own.put(x, joined(load(u), load(l), load(u + lanes), load(l + lanes)));
        else
            own.put_part(
                x,
                joined(load_up_to<Op>(u, 2 * n), load_up_to<Op>(l, 2 * n),
                       load_up_to<Op>(u + lanes, 2 * n - lanes), load_up_to<Op>(l + lanes, 2 * n - lanes)),
                n);
    });
    out = own;
}

HWY_INLINE V left_of(V here, V before) {
    if constexpr (lanes == 1)
        return (void)here, before;
    else
        return slide<static_cast<int>(lanes) - 1>(here, before);
}

// Windows of 3 x 3 at every other cell of n, with a cell of padding before them: `count` of them in three
// rows.
template <class Op>
HWY_INLINE void three_by_three_halved(const float* const* rows, std::int64_t n, std::int64_t count, Out& out,
                                      M& strange) {
    using Further = typename Op::Further;
    Out own = out;
    V before = hn::Set(D(), Op::identity());
    const auto joined = [&](const V* v) HWY_ATTR {
        watch<Op>(strange, v[0], v[1]);
        watch<Op>(strange, v[2], v[2]);
        return Further::fold(Further::fold(Op::take(v[0]), Op::take(v[1])), Op::take(v[2]));
    };
    const auto result = [&](V low, V high) HWY_ATTR {
        const V right = odd(high, low);
        const V all = Further::fold(Further::fold(left_of(right, before), even(high, low)), right);
        before = right;
        return all;
    };
    std::int64_t x = 0;
    for (; x + lanes <= count && 2 * (x + lanes) <= n; x += lanes) {
        V low[3], high[3];
        for (int i = 0; i < 3; ++i) low[i] = load(rows[i] + 2 * x), high[i] = load(rows[i] + 2 * x + lanes);
        ask_ahead(rows[1] + 2 * x);
        ask_ahead(rows[2] + 2 * x);
        own.put(x, result(joined(low), joined(high)));
    }
    for (; x < count; x += lanes) {
        V low[3], high[3];
        for (int i = 0; i < 3; ++i) {
            low[i] = load_up_to<Op>(rows[i] + 2 * x, n - 2 * x);
            high[i] = load_up_to<Op>(rows[i] + 2 * x + lanes, n - 2 * x - lanes);
        }
        const V v = result(joined(low), joined(high));
        if (count - x >= lanes)
            own.put(x, v);
        else
            own.put_part(x, v, count - x);
    }
    out = own;
}

// Windows of 3 x 3 at every cell of two rows of n cells, with a cell of padding at either end. The rows are
// those above, both, and below.
template <class Op>
HWY_FLATTEN bool three_by_three(const float* const* rows, std::int64_t n, Out& upper, Out& lower) {
    using Further = typename Op::Further;
    M strange = hn::FirstN(D(), 0);
    Out first = upper, second = lower;
    const V neutral = hn::Set(D(), Op::identity());
    V before1 = neutral, here1 = neutral, before2 = neutral, here2 = neutral;
    // A vector behind: the cell on the right has to be there.
    for (std::int64_t x = 0; x < n + lanes; x += lanes) {
        V next1 = neutral, next2 = neutral;
        if (x < n) {
            V v[4];
            for (int i = 0; i < 4; ++i) v[i] = load_up_to<Op>(rows[i] + x, n - x);
            ask_ahead(rows[2] + x);
            ask_ahead(rows[3] + x);
            watch<Op>(strange, v[0], v[1]);
            watch<Op>(strange, v[2], v[3]);
            for (V& one : v) one = Op::take(one);
            const V middle = Further::fold(v[1], v[2]);
            next1 = Further::fold(v[0], middle);
            next2 = Further::fold(middle, v[3]);
        }
        if (x > 0) {
            const V a = Further::fold(Further::fold(left_of(here1, before1), here1), slide<1>(next1, here1));
            const V b = Further::fold(Further::fold(left_of(here2, before2), here2), slide<1>(next2, here2));
            const std::int64_t at = x - lanes, count = n - at;
            if (count >= lanes) {
                first.put(at, a);
                second.put(at, b);
            } else {
                first.put_part(at, a, count);
                second.put_part(at, b, count);
            }
        }
        before1 = here1, here1 = next1, before2 = here2, here2 = next2;
    }
    upper = first, lower = second;
    return any(strange);
}

}  // namespace pw::fast::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
