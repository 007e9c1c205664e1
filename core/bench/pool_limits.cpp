#include "core/ops/fast/targets.h"
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/bench/pool_limits.cpp"
#include <hwy/foreach_target.h>
// It has to come first.
#include <benchmark/benchmark.h>
#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include "core/bench/pool_limits.h"

HWY_BEFORE_NAMESPACE();
namespace pw::bench::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using D = hn::ScalableTag<float>;

constexpr std::size_t block = 64;  // floats: some lines of the cache

// A block of the input and its share of the output in turn, with the next page asked for ahead or without.
template <bool ahead>
void pass(const float* in, std::size_t count, char* out, std::size_t bytes) {
    const std::size_t n = hn::Lanes(D()), blocks = count / block, outputs = bytes / (n * sizeof(float));
    auto sum = hn::Zero(D());
    float* const to = reinterpret_cast<float*>(out);
    std::size_t written = 0;
    for (std::size_t i = 0; i < blocks; ++i) {
        const float* const from = in + i * block;
        auto a = hn::Zero(D()), b = a;
        for (std::size_t j = 0; j < block; j += 2 * n) {
            a = hn::Or(a, hn::LoadU(D(), from + j));
            b = hn::Or(b, hn::LoadU(D(), from + j + n));
        }
        sum = hn::Or(sum, hn::Or(a, b));
        if (ahead)
            for (std::size_t j = 0; j < block; j += 16) hwy::Prefetch(from + j + 1024);
        for (const std::size_t until = outputs * (i + 1) / blocks; written < until; ++written)
            hn::Stream(sum, D(), to + written * n);
    }
    float sink = hn::GetLane(sum);
    benchmark::DoNotOptimize(sink);
}
void pass_plainly(const float* in, std::size_t count, char* out, std::size_t bytes) {
    pass<false>(in, count, out, bytes);
}
void pass_ahead(const float* in, std::size_t count, char* out, std::size_t bytes) {
    pass<true>(in, count, out, bytes);
}

}  // namespace pw::bench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace pw::bench {

HWY_EXPORT(pass_plainly);
HWY_EXPORT(pass_ahead);

void read_only(const float* in, std::size_t count, char* out, std::size_t) {
    HWY_DYNAMIC_DISPATCH(pass_ahead)(in, count, out, 0);
}
void read_and_stream(const float* in, std::size_t count, char* out, std::size_t bytes) {
    HWY_DYNAMIC_DISPATCH(pass_plainly)(in, count, out, bytes);
}
void read_ahead_and_stream(const float* in, std::size_t count, char* out, std::size_t bytes) {
    HWY_DYNAMIC_DISPATCH(pass_ahead)(in, count, out, bytes);
}

}  // namespace pw::bench
#endif
