// Where a row of results goes: divided, watched for what left float's range, written around the cache or into
// it.
#if defined(PW_FAST_OUT_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef PW_FAST_OUT_INL
#undef PW_FAST_OUT_INL
#else
#define PW_FAST_OUT_INL
#endif

#include <hwy/cache_control.h>

#include <algorithm>

#include "core/ops/fast/fold-inl.h"

HWY_BEFORE_NAMESPACE();
namespace pw::fast::HWY_NAMESPACE {

struct Out {
    float* to = nullptr;
    const float* divisors = nullptr;  // one a column; none: as it is
    const float* inverses = nullptr;  // of the divisors
    bool stream = false;              // only where `to` is aligned
    const float* ahead = nullptr;  // the input's next rows: a line of the cache is asked for with each vector
    V poison;                      // NaN once a result wasn't finite

    HWY_INLINE Out()
        : poison(hn::Zero(D())) {}  // written out, for it is compiled for its instruction set only then

    // The quotient rounded as a division would: a product with the inverse, and what that leaves over. A
    // result that isn't finite isn't one.
    static HWY_INLINE V divided(V v, V divisor, V inverse) {
#if HWY_TARGET == HWY_SCALAR
        return (void)inverse, hn::Div(v, divisor);
#else
        const V q = hn::Mul(v, inverse);
        return hn::MulAdd(hn::NegMulAdd(q, divisor, v), inverse, q);
#endif
    }
    HWY_INLINE void put(std::int64_t x, V v) {
        if (divisors) {
            v = divided(v, load(divisors + x), load(inverses + x));
            poison = hn::MulAdd(v, hn::Zero(D()), poison);
        }
        if (ahead) {
            hwy::Prefetch(ahead);
            ahead += lanes;
        }
        if (stream)
            hn::Stream(v, D(), to + x);
        else
            hn::StoreU(v, D(), to + x);
    }
    // The first n < lanes values.
    HWY_INLINE void put_part(std::int64_t x, V v, std::int64_t n) {
        if (divisors) {
            v = divided(v, load_part(divisors + x, n), load_part(inverses + x, n));
            poison = hn::MulAdd(hn::IfThenElseZero(hn::FirstN(D(), static_cast<std::size_t>(n)), v),
                                hn::Zero(D()), poison);
        }
        store_part(v, to + x, n);
    }
    bool all_finite() const { return !any(hn::IsNaN(poison)); }
};

// each(x, n): n results from x on, a vector of them but at the ends. Rows that are streamed begin with what
// is missing to a vector's alignment.
template <class Each>
HWY_INLINE void each_vector(const Out& out, std::int64_t count, const Each& each) {
    std::int64_t x = 0;
    if (out.stream && to_alignment(out.to) != 0) {
        x = std::min(count, to_alignment(out.to));
        each(0, x);
    }
    for (; x + lanes <= count; x += lanes) each(x, lanes);
    if (x < count) each(x, count - x);
}

}  // namespace pw::fast::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
