#include "core/walk/experiment.h"

#include <algorithm>

namespace pw {

namespace {

bool same(const Stage& a, const Stage& b) {
    return a.id == b.id && a.op == b.op && a.muted == b.muted && pw::same(a.params, b.params);
}

// The result of `stage` in `previous`, when it would come out the same again.
const StageResult* reusable(const Evaluation* previous, const Experiment& now, const Stage& stage,
                            const Tensor& input) {
    if (!previous || previous->of.dialect != now.dialect) return nullptr;
    const Stage* before = previous->of.find(stage.id);
    if (!before || !same(*before, stage) || !previous->input_of(stage.id).same(input)) return nullptr;
    return previous->find(stage.id);
}

}  // namespace

const Stage* Experiment::find(StageId id) const {
    const int i = index_of(id);
    return i < 0 ? nullptr : &stages[static_cast<std::size_t>(i)];
}

int Experiment::index_of(StageId id) const {
    const auto at = std::find_if(stages.begin(), stages.end(), [&](const Stage& s) { return s.id == id; });
    return at == stages.end() ? -1 : static_cast<int>(at - stages.begin());
}

bool same(const Experiment& a, const Experiment& b) {
    return a.title == b.title && a.dialect == b.dialect && a.input.tensor.same(b.input.tensor) &&
           a.input.picture == b.input.picture && a.input.file == b.input.file &&
           std::equal(a.stages.begin(), a.stages.end(), b.stages.begin(), b.stages.end(),
                      [](const Stage& x, const Stage& y) { return same(x, y); });
}

const StageResult* Evaluation::find(StageId id) const {
    const auto at = std::find_if(done.begin(), done.end(), [&](const StageResult& r) { return r.id == id; });
    return at == done.end() ? nullptr : &*at;
}

// A muted stage has no result, so the one before it reaches on to the next.
const Tensor& Evaluation::input_of(StageId id) const {
    const Tensor* input = &of.input.tensor;
    if (of.index_of(id) < 0) return *input;
    for (const Stage& stage : of.stages) {
        if (stage.id == id) break;
        if (const StageResult* r = find(stage.id)) input = &r->out.values;
    }
    return *input;
}

std::shared_ptr<const Evaluation> evaluate(const Experiment& experiment, const Evaluation* previous) {
    auto now = std::make_shared<Evaluation>();
    now->of = experiment;
    const Tensor& first = experiment.input.tensor;
    now->input_range =
        previous && previous->of.input.tensor.same(first) ? previous->input_range : finite_range(first);
    for (const Stage& stage : now->of.stages) {
        if (stage.muted) continue;
        const Tensor& input = now->input_of(stage.id);
        if (const StageResult* r = reusable(previous, experiment, stage, input)) {
            now->done.push_back(*r);
            continue;
        }
        Expected<Plan> plan = stage.op->plan(stage.params, input.shape());
        if (!plan) {
            now->stopped = StageProblem{stage.id, std::move(plan.error()), {}};
            now->stopped->chain = chain_of(experiment, *now->stopped);
            break;
        }
        Forward out = stage.op->forward(stage.params, *plan, input, {});
        const Range range = finite_range(out.values);
        now->done.push_back({stage.id, *plan, std::move(out), range});
    }
    return now;
}

Step explain(const Evaluation& evaluation, StageId id, std::int64_t step, std::int64_t n, std::int64_t c,
             std::int64_t in_channel) {
    const Stage* stage = evaluation.of.find(id);
    const StageResult* result = evaluation.find(id);
    if (!stage || !result) return {};
    const Tensor& input = evaluation.input_of(id);
    const Shape& out = result->plan.out;
    const std::int64_t s = std::clamp<std::int64_t>(step, 1, out.plane()) - 1;
    return stage->op->explain(stage->params, result->plan, input, std::clamp<std::int64_t>(n, 0, out.n - 1),
                              std::clamp<std::int64_t>(c, 0, out.c - 1), {s / out.w, s % out.w},
                              std::clamp<std::int64_t>(in_channel, 0, input.shape().c - 1));
}

}  // namespace pw
