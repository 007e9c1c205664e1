#include "core/walk/clean.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace pw {

namespace {

// One row of cells in all their channels.
Effect of_row(const Tensor& now, const Tensor& clean, std::int64_t n, std::int64_t y) {
    const Shape& s = now.shape();
    std::vector<char> changed(static_cast<std::size_t>(s.w));
    Effect e;
    e.cells = s.w;
    for (std::int64_t c = 0; c < s.c; ++c) {
        const std::size_t first = static_cast<std::size_t>(y * s.w);
        const float* const a = now.plane(n, c).data() + first;
        const float* const b = clean.plane(n, c).data() + first;
        for (std::size_t x = 0; x < changed.size(); ++x) {
            if (a[x] == b[x] || (a[x] != a[x] && b[x] != b[x])) continue;
            changed[x] = 1;
            const double by = std::abs(static_cast<double>(a[x]) - static_cast<double>(b[x]));
            if (!std::isfinite(by)) continue;
            e.mean += by;
            e.largest = std::max(e.largest, by);
        }
    }
    e.changed = std::ranges::count(changed, 1);
    return e;
}

Experiment without_disturbance(Experiment e) {
    e.input.disturbance = {};
    return e;
}

}  // namespace

Effect effect_of(const Tensor& now, const Tensor& clean, Executor& on) {
    const Shape& s = now.shape();
    std::vector<Effect> rows(static_cast<std::size_t>(s.n * s.h));
    on.each(s.n * s.h, [&](std::int64_t row) {
        rows[static_cast<std::size_t>(row)] = of_row(now, clean, row / s.h, row % s.h);
    });
    Effect all;
    for (const Effect& row : rows) {
        all.cells += row.cells;
        all.changed += row.changed;
        all.mean += row.mean;
        all.largest = std::max(all.largest, row.largest);
    }
    all.mean /= static_cast<double>(std::max<std::int64_t>(1, s.count()));
    return all;
}

const Tensor* Clean::output(StageId stage) const {
    const StageResult* result = evaluation->find(stage);
    return result ? &result->out.values : nullptr;
}

bool needs_clean(const Experiment& e, const Watch& watch, bool counted) {
    if (!e.input.disturbance.any()) return false;
    return watch.changes || counted || (e.input.picture && e.branch);
}

std::shared_ptr<const Evaluation> evaluate_beside(bool wanted, const Experiment& experiment,
                                                  const Evaluation* previous, const std::stop_token& stop) {
    auto now = evaluate(experiment, previous, stop);
    if (!now || now->stopped || !wanted || !experiment.input.disturbance.any()) return now;
    // Where nothing was disturbed before, that is it.
    const bool was_clean = previous && !previous->of.input.disturbance.any();
    const Evaluation* const before = was_clean                     ? previous
                                     : previous && previous->clean ? previous->clean->evaluation.get()
                                                                   : nullptr;
    auto clean = std::make_shared<Clean>();
    clean->evaluation = evaluate(without_disturbance(experiment), before, stop);
    if (!clean->evaluation) return nullptr;
    const auto compare = [&](const StageResult& r) {
        if (const Tensor* without = clean->output(r.id))
            clean->effects[r.id] = effect_of(r.out.values, *without);
    };
    std::ranges::for_each(now->done, compare);
    if (now->branch) compare(*now->branch);
    auto with = std::make_shared<Evaluation>(*now);
    with->clean = std::move(clean);
    return with;
}

}  // namespace pw
