// Across rows: several windows of rows at once, each folded into a line.
#if defined(PW_FAST_ROWS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef PW_FAST_ROWS_INL
#undef PW_FAST_ROWS_INL
#else
#define PW_FAST_ROWS_INL
#endif

#include <array>
#include <utility>

#include "core/ops/fast/fold-inl.h"

HWY_BEFORE_NAMESPACE();
namespace pw::fast::HWY_NAMESPACE {

// at(x, n): n values from x on, a vector of them; the last vector goes back over what the one before it did.
template <class At>
HWY_INLINE void across(std::int64_t width, const At& at) {
    std::int64_t x = 0;
    for (; x + lanes <= width; x += lanes) at(x, lanes);
    if (x < width && width >= lanes)
        at(width - lanes, lanes);
    else if (x < width)
        at(x, width);
}

HWY_INLINE V load_n(const float* p, std::int64_t n) { return n == lanes ? load(p) : load_part(p, n); }
HWY_INLINE void store_n(V v, float* p, std::int64_t n) {
    if (n == lanes)
        hn::StoreU(v, D(), p);
    else
        store_part(v, p, n);
}

// A tree, so that the sums' errors stay small.
template <class Op, int from, int to>
HWY_INLINE V tree(const V* v) {
    if constexpr (to - from == 1)
        return v[from];
    else
        return Op::fold(tree<Op, from, (from + to) / 2>(v), tree<Op, (from + to) / 2, to>(v));
}

template <class Op>
HWY_INLINE void watch(M& strange, V a, V b) {
    if constexpr (Op::watches) strange = hn::Or(strange, unordered(a, b));
}

// `count` rows into one line; whether one holds NaN.
template <class Op, int count>
HWY_FLATTEN bool fold_some(const float* const* rows, std::int64_t width, float* to) {
    M strange = hn::FirstN(D(), 0);
    across(width, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
        V v[count];
        for (int i = 0; i < count; ++i) v[i] = Op::take(load_n(rows[i] + x, n));
        for (int i = 0; i < count; i += 2) watch<Op>(strange, v[i], v[std::min(i + 1, count - 1)]);
        store_n(tree<Op, 0, count>(v), to + x, n);
    });
    return any(strange);
}

// The same on top of what the line holds.
template <class Op, int count>
HWY_FLATTEN bool fold_more(const float* const* rows, std::int64_t width, float* to) {
    M strange = hn::FirstN(D(), 0);
    // The line changes, so its end isn't gone over twice.
    std::int64_t x = 0;
    const auto at = [&](std::int64_t n) HWY_ATTR {
        V v[count];
        for (int i = 0; i < count; ++i) v[i] = Op::take(load_n(rows[i] + x, n));
        for (int i = 0; i < count; i += 2) watch<Op>(strange, v[i], v[std::min(i + 1, count - 1)]);
        store_n(Op::fold(load_n(to + x, n), tree<Op, 0, count>(v)), to + x, n);
    };
    for (; x + lanes <= width; x += lanes) at(lanes);
    if (x < width) at(width - x);
    return any(strange);
}

template <class Op, int... count>
constexpr auto some_table(std::integer_sequence<int, count...>) {
    return std::array<bool (*)(const float* const*, std::int64_t, float*), sizeof...(count)>{
        &fold_some<Op, count + 1>...};
}
template <class Op, int... count>
constexpr auto more_table(std::integer_sequence<int, count...>) {
    return std::array<bool (*)(const float* const*, std::int64_t, float*), sizeof...(count)>{
        &fold_more<Op, count + 1>...};
}

template <class Op>
bool fold_rows(const float* const* rows, std::int64_t count, std::int64_t width, float* to) {
    constexpr auto eight = std::make_integer_sequence<int, 8>();
    static constexpr auto some = some_table<Op>(eight);
    static constexpr auto more = more_table<Op>(eight);
    std::int64_t done = std::min<std::int64_t>(count, 8);
    bool strange = some[static_cast<std::size_t>(done - 1)](rows, width, to);
    while (done < count) {
        const std::int64_t n = std::min<std::int64_t>(count - done, 8);
        strange |= more[static_cast<std::size_t>(n - 1)](rows + done, width, to);
        done += n;
    }
    return strange;
}

// Windows of k >= together rows that begin `together` rows in succession. They share their middle, so the
// first rows are folded upwards from it, the last ones downwards: a few steps each, whatever k is.
template <int together>
struct Neighbours {
    std::array<const float*, together> first;  // rows 0 … together - 1
    const float* const* blocks = nullptr;      // rows `together` …, already folded and taken
    std::int64_t block_count = 0;
    const float* const* middle = nullptr;  // … rows up to k - 1
    std::int64_t middle_count = 0;
    std::array<const float*, together - 1> last;  // rows k …
    std::array<float*, together> to;
};

template <class Op, int together>
HWY_FLATTEN bool fold_neighbours(const Neighbours<together>& w, std::int64_t width) {
    using Further = typename Op::Further;
    M strange = hn::FirstN(D(), 0);
    across(width, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
        V s[together];
        for (int i = 0; i < together; ++i)
            s[i] = Op::take(load_n(w.first[static_cast<std::size_t>(i)] + x, n));
        for (int i = 0; i < together; i += 2) watch<Op>(strange, s[i], s[i + 1]);
        for (int i = together - 2; i >= 0; --i) s[i] = Further::fold(s[i], s[i + 1]);
        const auto last = [&](int i) HWY_ATTR {
            return Op::take(load_n(w.last[static_cast<std::size_t>(i)] + x, n));
        };
        const auto store = [&](int i, V v) HWY_ATTR { store_n(v, w.to[static_cast<std::size_t>(i)] + x, n); };
        V q;
        int from = 0;
        if (w.block_count + w.middle_count > 0) {
            std::int64_t b = 0, m = 0;
            q = w.block_count > 0 ? load_n(w.blocks[b++] + x, n) : Op::take(load_n(w.middle[m++] + x, n));
            for (; b < w.block_count; ++b) q = Further::fold(q, load_n(w.blocks[b] + x, n));
            for (; m < w.middle_count; ++m) q = Further::fold(q, Op::take(load_n(w.middle[m] + x, n)));
            store(0, Further::fold(s[0], q));
        } else {
            store(0, s[0]);
            q = last(0);
            store(1, Further::fold(s[1], q));
            from = 1;
        }
        for (int i = 1; i < together; ++i) {
            if (i == 1 && from == 1) continue;
            q = Further::fold(q, last(i - 1));
            store(i, Further::fold(s[i], q));
        }
    });
    return any(strange);
}

// Eight rows in succession, the last rows of eight windows of more than that: each window is the end of an
// earlier such group, the groups between, and the beginning of this one (van Herk, Gil and Werman; a group is
// as large as the registers allow, not as the window). Its own ends are written down for later. Whatever k
// is, a row of the input is read once.
struct Group {
    static constexpr int rows = 8;
    std::array<const float*, rows> row;
    std::array<float*, rows> end;           // from row i to the group's last
    std::array<const float*, rows> begins;  // the end of a group that window i begins with
    std::array<int, rows> between;          // and which of the three sums of groups follows it
    std::array<float*, rows> to;
    const float* const* middle = nullptr;  // groups that lie between in all windows
    std::int64_t middle_count = 0;
    const float *near = nullptr, *far = nullptr;  // one group more, and one more again
};

template <class Op, bool results>
HWY_FLATTEN bool fold_group(const Group& g, std::int64_t width) {
    using Further = typename Op::Further;
    M strange = hn::FirstN(D(), 0);
    HWY_ALIGN float between[3 * lanes];
    across(width, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
        const auto row = [&](int i)
                             HWY_ATTR { return Op::take(load_n(g.row[static_cast<std::size_t>(i)] + x, n)); };
        const V v0 = row(0), v1 = row(1), v2 = row(2), v3 = row(3), v4 = row(4), v5 = row(5), v6 = row(6),
                v7 = row(7);
        watch<Op>(strange, v0, v1), watch<Op>(strange, v2, v3);
        watch<Op>(strange, v4, v5), watch<Op>(strange, v6, v7);
        V end = v7;
        const auto ends = [&](int i, V v) HWY_ATTR {
            if (i < 7) end = Further::fold(v, end);
            store_n(end, g.end[static_cast<std::size_t>(i)] + x, n);
        };
        ends(7, v7), ends(6, v6), ends(5, v5), ends(4, v4), ends(3, v3), ends(2, v2), ends(1, v1),
            ends(0, v0);
        if constexpr (results) {
            V middle = hn::Set(D(), Op::identity());
            for (std::int64_t i = 0; i < g.middle_count; ++i)
                middle = Further::fold(middle, load_n(g.middle[i] + x, n));
            hn::Store(middle, D(), between);
            middle = Further::fold(middle, load_n(g.near + x, n));
            hn::Store(middle, D(), between + lanes);
            hn::Store(Further::fold(middle, load_n(g.far + x, n)), D(), between + 2 * lanes);
            V begun = v0;
            const auto result = [&](std::size_t i, V v) HWY_ATTR {
                if (i > 0) begun = Further::fold(begun, v);
                const V before =
                    Further::fold(load_n(g.begins[i] + x, n), hn::Load(D(), between + g.between[i] * lanes));
                store_n(Further::fold(before, begun), g.to[i] + x, n);
            };
            result(0, v0), result(1, v1), result(2, v2), result(3, v3);
            result(4, v4), result(5, v5), result(6, v6), result(7, v7);
        }
    });
    return any(strange);
}

// Whether one of the rows holds NaN.
template <class Op>
HWY_FLATTEN bool watched(const float* row, std::int64_t width) {
    M strange = hn::FirstN(D(), 0);
    if constexpr (Op::watches)
        across(width, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
            const V v = load_n(row + x, n);
            watch<Op>(strange, v, v);
        });
    return any(strange);
}

}  // namespace pw::fast::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
