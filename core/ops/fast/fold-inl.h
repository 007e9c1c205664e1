// How two values become one, and loads and stores of less than a vector. Included once per instruction set.
#if defined(PW_FAST_FOLD_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef PW_FAST_FOLD_INL
#undef PW_FAST_FOLD_INL
#else
#define PW_FAST_FOLD_INL
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include <cstring>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace pw::fast::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using D = hn::ScalableTag<float>;
using V = hn::Vec<D>;
using M = hn::Mask<D>;
constexpr std::int64_t lanes = HWY_LANES(float);  // the targets of a fixed size only: see targets.h

constexpr std::int64_t up(std::int64_t n) { return (n + lanes - 1) / lanes * lanes; }
// Floats that are missing to a vector's alignment.
inline std::int64_t to_alignment(const float* p) {
    const auto past = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(p) / sizeof(float)) % lanes;
    return past == 0 ? 0 : lanes - past;
}

inline bool any(M m) { return !hn::AllFalse(D(), m); }

// Either is NaN.
HWY_INLINE M unordered(V a, V b) {
#if HWY_TARGET == HWY_AVX3
    return M{_mm512_cmp_ps_mask(a.raw, b.raw, _CMP_UNORD_Q)};
#elif HWY_TARGET == HWY_AVX2
    return hn::MaskFromVec(V{_mm256_cmp_ps(a.raw, b.raw, _CMP_UNORD_Q)});
#else
    return hn::Or(hn::IsNaN(a), hn::IsNaN(b));
#endif
}

// Whatever NaN does to them: a strip that holds one is done again.
struct Max {
    using Further = Max;  // once values are taken from the input
    static constexpr bool sums = false, watches = true;
    static float identity() { return -std::numeric_limits<float>::infinity(); }
    static HWY_INLINE V fold(V a, V b) { return hn::Max(a, b); }
    static HWY_INLINE V take(V v) { return v; }
};
struct Min {
    using Further = Min;
    static constexpr bool sums = false, watches = true;
    static float identity() { return std::numeric_limits<float>::infinity(); }
    static HWY_INLINE V fold(V a, V b) { return hn::Min(a, b); }
    static HWY_INLINE V take(V v) { return v; }
};
// NaN wins.
struct MaxOrNaN : Max {
    using Further = MaxOrNaN;
    static constexpr bool watches = false;
    static HWY_INLINE V fold(V a, V b) { return hn::IfThenElse(hn::Or(hn::Gt(a, b), hn::IsNaN(a)), a, b); }
};
struct MinOrNaN : Min {
    using Further = MinOrNaN;
    static constexpr bool watches = false;
    static HWY_INLINE V fold(V a, V b) { return hn::IfThenElse(hn::Or(hn::Lt(a, b), hn::IsNaN(a)), a, b); }
};
struct Sum {
    using Further = Sum;
    static constexpr bool sums = true, watches = false;
    static float identity() { return 0; }
    static HWY_INLINE V fold(V a, V b) { return hn::Add(a, b); }
    static HWY_INLINE V take(V v) { return v; }
};
// For sums that leave float's range: no window of 2^26 cells does.
struct SmallSum : Sum {
    static constexpr float scale = 0x1p-26f;
    static HWY_INLINE V take(V v) { return hn::Mul(v, hn::Set(D(), scale)); }
};

HWY_INLINE V load(const float* p) { return hn::LoadU(D(), p); }

// Asks for what lies two pages on: the processor's own prefetching ends with each page. It may be anywhere.
HWY_INLINE void ask_ahead(const float* p) {
    hwy::Prefetch(reinterpret_cast<const float*>(reinterpret_cast<std::uintptr_t>(p) + 8192));
}

// The first n < lanes values and nothing beyond them; zeros after.
inline V load_part(const float* p, std::int64_t n) {
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX2
    return hn::MaskedLoad(hn::FirstN(D(), static_cast<std::size_t>(n)), D(), p);
#else
    HWY_ALIGN float whole[lanes] = {};
    std::memcpy(whole, p, static_cast<std::size_t>(n) * sizeof(float));
    return hn::Load(D(), whole);
#endif
}

inline void store_part(V v, float* p, std::int64_t n) {
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX2
    hn::BlendedStore(v, hn::FirstN(D(), static_cast<std::size_t>(n)), D(), p);
#else
    HWY_ALIGN float whole[lanes];
    hn::Store(v, D(), whole);
    std::memcpy(p, whole, static_cast<std::size_t>(n) * sizeof(float));
#endif
}

// Lane i of the result is lane i + n of the two vectors side by side; 0 < n < lanes.
template <int n>
HWY_INLINE V slide(V high, [[maybe_unused]] V low) {
#if HWY_TARGET == HWY_AVX3
    return V{_mm512_castsi512_ps(
        _mm512_alignr_epi32(_mm512_castps_si512(high.raw), _mm512_castps_si512(low.raw), n))};
#elif HWY_TARGET == HWY_AVX2
    const __m256i h = _mm256_castps_si256(high.raw), l = _mm256_castps_si256(low.raw);
    const __m256i middle = _mm256_permute2x128_si256(l, h, 0x21);
    if constexpr (n == 4) return V{_mm256_castsi256_ps(middle)};
    if constexpr (n < 4) return V{_mm256_castsi256_ps(_mm256_alignr_epi8(middle, l, 4 * n))};
    return V{_mm256_castsi256_ps(_mm256_alignr_epi8(h, middle, 4 * n - 16))};
#elif HWY_TARGET == HWY_SCALAR
    return (void)low, high;
#else
    return hn::CombineShiftRightBytes<4 * n>(D(), high, low);
#endif
}

// Every other value of the two side by side.
HWY_INLINE V even(V high, V low) {
#if HWY_TARGET == HWY_SCALAR
    return (void)high, low;
#else
    return hn::ConcatEven(D(), high, low);
#endif
}
HWY_INLINE V odd(V high, V low) {
#if HWY_TARGET == HWY_SCALAR
    return (void)low, high;
#else
    return hn::ConcatOdd(D(), high, low);
#endif
}

// Neighbours folded: as many results as a vector has of the two side by side.
template <class Op>
HWY_INLINE V fold_pairs(V high, V low) {
#if HWY_TARGET == HWY_AVX2
    const V folded = Op::fold(V{_mm256_shuffle_ps(low.raw, high.raw, 0x88)},
                              V{_mm256_shuffle_ps(low.raw, high.raw, 0xDD)});
    return V{_mm256_castpd_ps(_mm256_permute4x64_pd(_mm256_castps_pd(folded.raw), 0xD8))};
#else
    return Op::fold(even(high, low), odd(high, low));
#endif
}

}  // namespace pw::fast::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
