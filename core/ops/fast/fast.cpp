#include "core/ops/fast/fast.h"

#include <algorithm>
#include <optional>

#include "core/ops/fast/job.h"

namespace pw::fast {

namespace {

constexpr std::int64_t cache = 8 << 20;          // outputs above are written around it
constexpr std::int64_t near_cache = 640 << 10;   // what a strip works on stays in this much
constexpr std::int64_t worth_a_strip = 1 << 17;  // cells

// Windows of one size and one stride without holes, each with a cell.
std::optional<Along> along(const Axis& a) {
    if (a.dilation() != 1 || a.outputs() < 1 || !a.even() || a.fractional()) return {};
    const std::int64_t k = a.max_taps(), last = a.start(a.outputs() - 1);
    if (a.start(0) + k <= 0 || last >= a.input()) return {};
    return Along{a.input(), k, a.stride(), -a.start(0), a.outputs()};
}

std::optional<Job> job_of(Fold fold, const Plan& plan) {
    const auto rows = along(plan.window.rows), columns = along(plan.window.columns);
    if (!rows || !columns) return {};
    Job job{fold, *rows, *columns};
    job.stream = plan.out.count() * static_cast<std::int64_t>(sizeof(float)) > cache;
    return job;
}

std::int64_t split(std::int64_t n, std::int64_t pieces) { return (n + pieces - 1) / pieces; }

// Results that a strip is wide: its windows' rows stay in the cache.
std::int64_t width_of(const Job& job) {
    const Along& c = job.columns;
    const std::int64_t cells = near_cache / static_cast<std::int64_t>(sizeof(float)) / (job.rows.k + 24);
    const std::int64_t most = std::max<std::int64_t>({1, (cells - c.k) / c.s, c.k / c.s, 64});
    // Of a single output the stride may be anything.
    return std::min(c.o, (split(c.o, split(c.o, most)) + 15) / 16 * 16);
}

// The planes in strips, as high as the threads allow: strips above each other read the rows that they share
// twice.
void run(const Job& job, const float* in, float* out, std::int64_t* indices, std::int64_t planes,
         const Wanted& wanted) {
    Executor& executor = wanted.executor ? *wanted.executor : Executor::shared();
    const std::int64_t threads = executor.threads();
    const Along &r = job.rows, &c = job.columns;
    const std::int64_t width = width_of(job), across = split(c.o, width);
    std::int64_t down = 1, together = 1;  // strips below each other, planes a strip
    if (threads > 1 && planes * across < 4 * threads)
        down = std::clamp<std::int64_t>(r.o / std::max<std::int64_t>(16, 2 * r.k / r.s), 1, 4 * threads);
    else
        together = std::clamp<std::int64_t>(worth_a_strip / (r.n * c.n), 1,
                                            std::max<std::int64_t>(1, planes / (4 * threads)));
    const std::int64_t height = split(r.o, down);
    down = split(r.o, height);
    const std::size_t scratch = indices ? winners_scratch_of(job, width) : scratch_of(job, width);
    executor.each(
        split(planes, together) * down * across,
        [&](std::int64_t i) {
            Buffer<float> room(scratch);
            const std::int64_t x = i % across * width, y = i / across % down * height,
                               first = i / across / down * together;
            for (std::int64_t p = first; p < std::min(planes, first + together); ++p)
                (indices ? run_winners_strip : run_strip)(
                    job,
                    {in + p * r.n * c.n, out + p * r.o * c.o, y, std::min(r.o, y + height), x,
                     std::min(c.o, x + width), indices ? indices + p * r.o * c.o : nullptr},
                    room.data());
        },
        wanted.stop);
}

}  // namespace

bool select(Wins wins, const Plan& plan, const Tensor& input, std::span<float> out,
            std::span<std::int64_t> indices, const Wanted& wanted) {
    const auto job = job_of(wins == Wins::largest ? Fold::max : Fold::min, plan);
    if (!job) return false;
    run(*job, input.data().data(), out.data(), indices.empty() ? nullptr : indices.data(),
        plan.out.n * plan.out.c, wanted);
    return true;
}

bool divided_sums(const Plan& plan, const Tensor& input, std::span<const double> row_divisors,
                  std::span<const double> column_divisors, std::span<float> out, const Wanted& wanted) {
    auto job = job_of(Fold::sum, plan);
    if (!job) return false;
    job->row_divisors = row_divisors.data();
    job->column_divisors = column_divisors.data();
    run(*job, input.data().data(), out.data(), nullptr, plan.out.n * plan.out.c, wanted);
    return true;
}

}  // namespace pw::fast
