// Values that know where they come from: which of two wins, and where a row of them goes.
#if defined(PW_FAST_WINNERS_OUT_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef PW_FAST_WINNERS_OUT_INL
#undef PW_FAST_WINNERS_OUT_INL
#else
#define PW_FAST_WINNERS_OUT_INL
#endif

#include "core/ops/fast/out-inl.h"

HWY_BEFORE_NAMESPACE();
namespace pw::fast::HWY_NAMESPACE {

using DI = hn::RebindToSigned<D>;
using VI = hn::Vec<DI>;

// Values and their places: rows' beginnings at first, then row * W + column.
struct Both {
    V v;
    VI i;
};
inline VI even(VI high, VI low) {
    return hn::BitCast(DI(), even(hn::BitCast(D(), high), hn::BitCast(D(), low)));
}
inline VI odd(VI high, VI low) {
    return hn::BitCast(DI(), odd(hn::BitCast(D(), high), hn::BitCast(D(), low)));
}

// With `nans`, NaN wins, the last of all; without, there is none.
template <bool largest, bool nans>
struct Rule {
    static constexpr bool watches = !nans;
    static float identity() { return largest ? Max::identity() : Min::identity(); }
    static HWY_INLINE M beats(V a, V b) {
        if constexpr (largest)
            return hn::Gt(a, b);
        else
            return hn::Lt(a, b);
    }
    static HWY_INLINE Both chosen(M second, const Both& a, const Both& b) {
        return {hn::IfThenElse(second, b.v, a.v), hn::IfThenElse(hn::RebindMask(DI(), second), b.i, a.i)};
    }
    // b comes later in scan order.
    static HWY_INLINE Both later(const Both& a, const Both& b) {
        M second = beats(b.v, a.v);
        if constexpr (nans) second = hn::Or(second, hn::IsNaN(b.v));
        return chosen(second, a, b);
    }
    static HWY_INLINE Both either(const Both& a, const Both& b) {
        const M before = hn::RebindMask(D(), hn::Lt(b.i, a.i));
        M second = hn::Or(beats(b.v, a.v), hn::And(hn::Eq(a.v, b.v), before));
        if constexpr (nans) {
            const M an = hn::IsNaN(a.v), bn = hn::IsNaN(b.v);
            second = hn::Or(hn::AndNot(an, hn::Or(second, bn)), hn::And(hn::And(an, bn), hn::Not(before)));
        }
        return chosen(second, a, b);
    }
};

struct WinnersOut {
    Out values;
    std::int64_t* indices;

    // Written out for the same reason as that of Out.
    HWY_INLINE WinnersOut(float* to, std::int64_t* places, bool stream) : indices(places) {
        values.to = to;
        values.stream = stream;
    }
    HWY_INLINE void put(std::int64_t x, const Both& b, std::int64_t n) {
        if (n == lanes)
            values.put(x, b.v);
        else
            values.put_part(x, b.v, n);
        put_indices(b.i, indices + x, n);
    }

  private:
    HWY_INLINE void put_indices(VI v, std::int64_t* to, std::int64_t n) const {
#if HWY_TARGET != HWY_SCALAR
        const hn::Repartition<std::int64_t, DI> wide;
        const hn::Half<DI> half;
        if (n == lanes) {
            const auto low = hn::PromoteTo(wide, hn::LowerHalf(half, v)),
                       high = hn::PromoteTo(wide, hn::UpperHalf(half, v));
            if (values.stream && reinterpret_cast<std::uintptr_t>(to) % 64 == 0) {
                hn::Stream(low, wide, to);
                hn::Stream(high, wide, to + lanes / 2);
            } else {
                hn::StoreU(low, wide, to);
                hn::StoreU(high, wide, to + lanes / 2);
            }
            return;
        }
#endif
        HWY_ALIGN std::int32_t all[lanes];
        hn::Store(v, DI(), all);
        for (std::int64_t i = 0; i < n; ++i) to[i] = all[i];
    }
};

}  // namespace pw::fast::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
