#include "core/ops/fast/targets.h"
// Highway compiles this file once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/ops/fast/winners.cpp"
#include <hwy/foreach_target.h>
// It has to come first.
#include <hwy/highway.h>

#include "core/ops/fast/job.h"
#include "core/ops/fast/winners-inl.h"

HWY_BEFORE_NAMESPACE();
namespace pw::fast::HWY_NAMESPACE {

std::size_t winners_scratch_of_target(const Job& job, std::int64_t width) {
    return WinnerRoom(job, width).floats();
}

template <bool largest>
void choose(const Job& job, const Strip& strip, float* scratch) {
    if (!Winners<Rule<largest, false>>(job, strip, scratch).run())
        Winners<Rule<largest, true>>(job, strip, scratch).run();
}

void run_winners_strip_target(const Job& job, const Strip& strip, float* scratch) {
    if (job.fold == Fold::max)
        choose<true>(job, strip, scratch);
    else
        choose<false>(job, strip, scratch);
}

}  // namespace pw::fast::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace pw::fast {

HWY_EXPORT(winners_scratch_of_target);
HWY_EXPORT(run_winners_strip_target);

std::size_t winners_scratch_of(const Job& job, std::int64_t width) {
    return HWY_DYNAMIC_DISPATCH(winners_scratch_of_target)(job, width);
}
void run_winners_strip(const Job& job, const Strip& strip, float* scratch) {
    HWY_DYNAMIC_DISPATCH(run_winners_strip_target)(job, strip, scratch);
}

}  // namespace pw::fast
#endif
