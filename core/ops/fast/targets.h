// The instruction sets that the kernels are compiled for: AVX-512, AVX2, NEON, WebAssembly's, and plain code.
// To be included before Highway. Left out are those between plain code and AVX2, those without a fixed width,
// and AVX-512's younger relatives (AVX3_DL, AVX3_ZEN4, AVX3_SPR, AVX10_2), which only make compiling longer:
// by their bits, for not every Highway has a name for each.
#pragma once

#define HWY_DISABLED_TARGETS                                                                         \
    (HWY_SSSE3 | HWY_SSE4 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | (1LL << 7) | \
     (1LL << 6) | (1LL << 4) | (1LL << 3))
