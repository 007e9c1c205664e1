#include "core/ops/fast/targets.h"
// Highway compiles this file once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/ops/fast/strip.cpp"
#include <hwy/foreach_target.h>
// It has to come first.
#include <hwy/highway.h>

#include "core/ops/fast/job.h"
#include "core/ops/fast/strip-inl.h"

HWY_BEFORE_NAMESPACE();
namespace pw::fast::HWY_NAMESPACE {

std::size_t scratch_of_target(const Job& job, std::int64_t width) { return Room(job, width).floats(); }

// Fast first; what it can't do is noticed and done over.
void run_strip_target(const Job& job, const Strip& strip, float* scratch) {
    switch (job.fold) {
        case Fold::max:
            if (!Pool<Max>(job, strip, scratch).run()) Pool<MaxOrNaN>(job, strip, scratch).run();
            break;
        case Fold::min:
            if (!Pool<Min>(job, strip, scratch).run()) Pool<MinOrNaN>(job, strip, scratch).run();
            break;
        case Fold::sum:
            if (!Pool<Sum>(job, strip, scratch).run()) Pool<SmallSum>(job, strip, scratch).run();
            break;
    }
}

}  // namespace pw::fast::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace pw::fast {

HWY_EXPORT(scratch_of_target);
HWY_EXPORT(run_strip_target);

std::size_t scratch_of(const Job& job, std::int64_t width) {
    return HWY_DYNAMIC_DISPATCH(scratch_of_target)(job, width);
}
void run_strip(const Job& job, const Strip& strip, float* scratch) {
    HWY_DYNAMIC_DISPATCH(run_strip_target)(job, strip, scratch);
}

}  // namespace pw::fast
#endif
