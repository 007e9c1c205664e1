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

// Vectors of the input to one of the output: reads that many in turn, then writes one.
void pass(const float* in, std::size_t count, char* out, std::size_t bytes) {
    const std::size_t n = hn::Lanes(D()), vectors = count / n, outputs = bytes / (n * sizeof(float));
    auto a = hn::Zero(D()), b = a, c = a, d = a;
    std::size_t written = 0;
    float* const to = reinterpret_cast<float*>(out);
    for (std::size_t i = 0; i + 4 <= vectors; i += 4) {
        hwy::Prefetch(in + i * n + 1024);
        a = hn::Or(a, hn::LoadU(D(), in + i * n));
        b = hn::Or(b, hn::LoadU(D(), in + (i + 1) * n));
        c = hn::Or(c, hn::LoadU(D(), in + (i + 2) * n));
        d = hn::Or(d, hn::LoadU(D(), in + (i + 3) * n));
        for (; written * vectors < i * outputs; ++written) hn::Stream(a, D(), to + written * n);
    }
    for (; written < outputs; ++written) hn::Stream(a, D(), to + written * n);
    float sink = hn::GetLane(hn::Or(hn::Or(a, b), hn::Or(c, d)));
    benchmark::DoNotOptimize(sink);
}

}  // namespace pw::bench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace pw::bench {

HWY_EXPORT(pass);

void read_only(const float* in, std::size_t count, char* out, std::size_t) {
    HWY_DYNAMIC_DISPATCH(pass)(in, count, out, 0);
}
void read_and_stream(const float* in, std::size_t count, char* out, std::size_t bytes) {
    HWY_DYNAMIC_DISPATCH(pass)(in, count, out, bytes);
}

}  // namespace pw::bench
#endif
