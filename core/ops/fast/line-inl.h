// Along a row: windows of k cells of one line in memory, whose ends are filled up with what changes nothing.
// A line may be read for a few vectors beyond the last cell that counts.
#if defined(PW_FAST_LINE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef PW_FAST_LINE_INL
#undef PW_FAST_LINE_INL
#else
#define PW_FAST_LINE_INL
#endif

#include <algorithm>
#include <array>
#include <bit>
#include <type_traits>
#include <utility>

#include "core/ops/fast/job.h"
#include "core/ops/fast/out-inl.h"

HWY_BEFORE_NAMESPACE();
namespace pw::fast::HWY_NAMESPACE {

constexpr std::int64_t beyond = 20;  // vectors behind a line's end that may be read

// Room for a line of so many results.
inline std::int64_t line_floats(const Along& c, std::int64_t width) {
    return up((width - 1) * c.s + c.k + (beyond + 2) * lanes);
}

struct Nothing {};

// Windows of 2, 4, 8 … cells grow out of each other in registers as a line goes by, each step a vector behind
// the one before it. Sums collect the lower bits of `bits` on the way: a window of as many cells, right of
// the power's.
template <class Op, int level, int levels, int bits>
struct Growing {
    V power, rest;  // the vectors before
    std::conditional_t<(level < levels), Growing<Op, level + 1, levels, bits>, Nothing> next;

    HWY_INLINE Growing() : power(hn::Zero(D())), rest(hn::Zero(D())) {}

    template <class Done>
    HWY_INLINE void step(V p, V r, const Done& done) {
        constexpr int cells = 1 << level;
        constexpr bool has_rest = (bits & (cells - 1)) != 0;
        if constexpr (level == levels) {
            if constexpr (!Op::sums && bits > cells)
                done(Op::fold(power, slide<bits - cells>(p, power)), power);
            else if constexpr (Op::sums && has_rest && bits >= cells)
                done(Op::fold(power, slide<cells>(r, rest)), rest);
            else
                done(p, r);
        } else {
            const V grown = Op::fold(power, slide<cells>(p, power));
            V kept = rest;
            if constexpr (Op::sums && (bits & cells) != 0) {
                kept = power;
                if constexpr (has_rest) kept = Op::fold(power, slide<cells>(r, rest));
            }
            next.step(grown, kept, done);
        }
        power = p;
        rest = r;
    }
};

constexpr int levels_of(int k) { return std::bit_width(static_cast<unsigned>(k)) - 1; }

// done(i, power, rest) for vectors i of `count`, from line + x on: windows of 2^levels and, of sums, of
// `bits` cells; when `bits` is above 2^levels, one window of `bits` cells.
template <class Op, int levels, int bits, class Done>
HWY_INLINE void grow(const float* line, std::int64_t vectors, const Done& done) {
    constexpr int late = levels + (bits > (1 << levels) ? 1 : 0);
    Growing<Op, 0, levels, bits> growing;
    for (std::int64_t i = 0; i < late; ++i)
        growing.step(load(line + i * lanes), hn::Zero(D()), [](V, V) HWY_ATTR {});
    for (std::int64_t i = 0; i < vectors; ++i)
        growing.step(load(line + (i + late) * lanes), hn::Zero(D()),
                     [&](V p, V r) HWY_ATTR { done(i, p, r); });
}

// One window of k <= lanes cells to each result.
template <class Op, int k>
HWY_FLATTEN void short_windows(const float* line, std::int64_t count, Out& out) {
    constexpr int levels = levels_of(k);
    const auto part = [&](std::int64_t x, std::int64_t n) HWY_ATTR {
        grow<Op, levels, k>(line + x, 1, [&](std::int64_t, V v, V) HWY_ATTR { out.put_part(x, v, n); });
    };
    std::int64_t x = 0;
    if (out.stream && to_alignment(out.to) != 0) part(0, x = std::min(count, to_alignment(out.to)));
    const std::int64_t whole = (count - x) / lanes;
    Out own = out;
    grow<Op, levels, k>(line + x, whole, [&](std::int64_t i, V v, V) HWY_ATTR { own.put(x + i * lanes, v); });
    out = own;
    x += whole * lanes;
    if (x < count) part(x, count - x);
}

// Windows of as many cells as a vector has, and beside them those of r cells; `vectors` of each.
template <class Op, int r>
HWY_FLATTEN void two_windows(const float* line, std::int64_t vectors, float* whole, float* rest) {
    grow<Op, levels_of(lanes), r>(line, vectors, [&](std::int64_t i, V w, V v) HWY_ATTR {
        hn::Store(w, D(), whole + i * lanes);
        if constexpr (Op::sums && r > 0) hn::Store(v, D(), rest + i * lanes);
    });
}

template <class Op, int... k>
constexpr auto short_table(std::integer_sequence<int, k...>) {
    return std::array<void (*)(const float*, std::int64_t, Out&), sizeof...(k)>{&short_windows<Op, k + 1>...};
}
template <class Op, int... r>
constexpr auto two_table(std::integer_sequence<int, r...>) {
    return std::array<void (*)(const float*, std::int64_t, float*, float*), sizeof...(r)>{
        &two_windows<Op, r>...};
}

// Windows of any length at every cell. `work` has room for two lines.
template <class Op>
HWY_FLATTEN void windows(const float* line, std::int64_t k, std::int64_t count, Out& out, float* work,
                         std::int64_t room) {
    constexpr auto all = std::make_integer_sequence<int, static_cast<int>(lanes)>();
    if (k <= lanes) {
        static constexpr auto table = short_table<Op>(all);
        return table[static_cast<std::size_t>(k - 1)](line, count, out);
    }
    // Only sums ask for what is left over.
    static constexpr auto table =
        two_table<Op>(std::make_integer_sequence < int, Op::sums ? static_cast<int>(lanes) : 1 > ());
    const std::int64_t pieces = k / lanes, r = k % lanes;
    float *const whole = work, *const rest = work + room;
    table[Op::sums ? static_cast<std::size_t>(r) : 0](line, (count + k) / lanes + 1, whole, rest);
    Out own = out;
    // What is left over lies at the end; of the largest, it may overlap.
    const float* const last = Op::sums ? rest + pieces * lanes : whole + k - lanes;
    each_vector(out, count, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
        V v = load(whole + x);
        std::int64_t i = 1;
        // By fours, for sums that are less deep.
        for (; i + 4 <= pieces; i += 4) {
            const float* const p = whole + x + i * lanes;
            const V a = Op::fold(load(p), load(p + lanes)),
                    b = Op::fold(load(p + 2 * lanes), load(p + 3 * lanes));
            v = Op::fold(v, Op::fold(a, b));
        }
        for (; i < pieces; ++i) v = Op::fold(v, load(whole + x + i * lanes));
        if (r != 0) v = Op::fold(v, load(last + x));
        if (n == lanes)
            own.put(x, v);
        else
            own.put_part(x, v, n);
    });
    out = own;
}

// One value of each s cells in turn, for s = 2, 4, 8, 16.
template <class Op, int s>
HWY_INLINE V folded(const float* p) {
    if constexpr (s == 1) {
        return load(p);
    } else {
        const V low = folded<Op, s / 2>(p), high = folded<Op, s / 2>(p + lanes * (s / 2));
        return fold_pairs<Op>(high, low);
    }
}
template <class Op>
HWY_INLINE V three_by_two(const float* p) {
    const V a = load(p), b = load(p + lanes), c = load(p + 2), d = load(p + lanes + 2);
    return Op::fold(Op::fold(even(b, a), odd(b, a)), even(d, c));
}

template <class Each>
HWY_INLINE void each_result(std::int64_t count, Out& out, const Each& each) {
    Out own = out;
    each_vector(out, count, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
        if (n == lanes)
            own.put(x, each(x));
        else
            own.put_part(x, each(x), n);
    });
    out = own;
}

template <class Op>
HWY_FLATTEN void threes(const float* line, std::int64_t count, Out& out) {
    each_result(count, out, [&](std::int64_t x) HWY_ATTR { return three_by_two<Op>(line + x * 2); });
}

template <class Op, int s>
HWY_FLATTEN void disjoint(const float* line, std::int64_t count, Out& out) {
    each_result(count, out, [&](std::int64_t x) HWY_ATTR { return folded<Op, s>(line + x * s); });
}

// Every s-th of the windows at every cell.
template <class Op>
void picked(const float* line, const Along& a, std::int64_t count, Out& out, float* work, std::int64_t room) {
    Out every;
    every.to = work;
    windows<Op>(line, a.k, (count - 1) * a.s + 1, every, work + room, room);
    float* const few = work;
    for (std::int64_t x = 0; x < count; ++x) few[x] = work[x * a.s];
    each_result(count, out, [&](std::int64_t x) HWY_ATTR { return load(few + x); });
}

// A row of results from the line of its windows' cells. `work` has room for three lines.
template <class Op>
void along_row(const float* line, const Along& a, std::int64_t count, Out& out, float* work,
               std::int64_t room) {
    if (a.s == 1) return windows<Op>(line, a.k, count, out, work, room);
    if (a.k == a.s && a.s == 2) return disjoint<Op, 2>(line, count, out);
    if (a.k == a.s && a.s == 4) return disjoint<Op, 4>(line, count, out);
    if (a.k == a.s && a.s == 8) return disjoint<Op, 8>(line, count, out);
    if (a.k == a.s && a.s == 16) return disjoint<Op, 16>(line, count, out);
    if (a.k == 3 && a.s == 2) return threes<Op>(line, count, out);
    picked<Op>(line, a, count, out, work, room);
}

}  // namespace pw::fast::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
