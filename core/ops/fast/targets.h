// The instruction sets that the kernels are compiled for: AVX-512, AVX2, NEON, WebAssembly's, and plain code.
// To be included before Highway. Left out are those between plain code and AVX2, and those without a fixed
// width.
#pragma once

#define HWY_DISABLED_TARGETS \
    (HWY_SSSE3 | HWY_SSE4 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
