#include "core/walk/experiment.h"

#include <algorithm>

#include "core/walk/indices.h"
#include "core/walk/patch.h"

namespace pw {

namespace {

bool same(const Stage& a, const Stage& b) {
    return a.id == b.id && a.op == b.op && a.muted == b.muted && pw::same(a.params, b.params);
}

// The result of `stage` in `previous`, when only its input can make it come out differently.
const StageResult* comparable(const Evaluation* previous, const Stage& stage, const Indices& indices,
                              bool wants_indices) {
    if (!previous) return nullptr;
    const Stage* before = previous->of.find(stage.id);
    if (!before || !same(*before, stage)) return nullptr;
    const StageResult* result = previous->find(stage.id);
    if (!result || !result->plan.indices.same(indices)) return nullptr;
    return wants_indices && result->out.indices.empty() ? nullptr : result;
}

// That result again, or with what an edit of the input's cells has changed; nothing when all has to be done
// anew.
std::optional<StageResult> again(const Evaluation& previous, const Stage& stage, const StageResult& before,
                                 const Tensor& input) {
    const Tensor& last = previous.input_of(stage.id);
    if (last.same(input)) return before;
    std::optional<Forward> out = patched(stage, before, last, input);
    if (!out) return {};
    StageResult now = before;
    if (!out->values.same(before.out.values)) now.range = finite_range(out->values);
    now.out = std::move(*out);
    return now;
}

// Indices are worked out where a later stage reads them, and nowhere else.
bool wants_indices(const Experiment& e, const Stage& stage) {
    if (!stage.op->has_indices) return false;
    const auto next = e.stages.begin() + e.index_of(stage.id) + 1;
    return std::any_of(next, e.stages.end(), [](const Stage& s) { return !s.muted && s.op->reads_indices; });
}

// What an unpooling takes from the stages before it; nothing for all others.
struct Taken {
    StageId from = input_stage;
    Indices indices;
};
Expected<Taken> taken(const Evaluation& so_far, const Stage& stage, const Tensor& input) {
    if (!stage.op->reads_indices) return Taken{};
    std::vector<Passed> before;
    before.reserve(so_far.done.size());
    for (const StageResult& r : so_far.done) before.push_back({r.id, so_far.of.find(r.id)->op, r.plan.out});
    return indices_from(before, input.shape()).map([&](StageId id) {
        return Taken{id, so_far.find(id)->out.indices};
    });
}

// Planned with what it takes; where that can't be, what undoes the pooling can.
Expected<Plan> planned(const Evaluation& so_far, const Stage& stage, const Tensor& input,
                       const Taken& taken) {
    Params params = stage.params;
    params.indices = taken.indices;
    Expected<Plan> plan = stage.op->plan(params, input.shape());
    if (plan || taken.from == input_stage) return plan;
    const Fix fix =
        undoing_fix(*so_far.of.find(taken.from), so_far.input_of(taken.from).shape(), input.shape());
    for (const Change& change : fix.changes) set_parameter(params, change);
    std::vector<Fix>& fixes = plan.error().fixes;
    if (stage.op->plan(params, input.shape())) fixes.insert(fixes.begin(), fix);
    return plan;
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

void speak(Experiment& experiment, Dialect dialect) {
    experiment.dialect = dialect;
    for (Stage& stage : experiment.stages) stage.params.window.dialect = dialect;
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

std::shared_ptr<const Evaluation> evaluate(const Experiment& experiment, const Evaluation* previous,
                                           const std::stop_token& stop) {
    auto now = std::make_shared<Evaluation>();
    now->of = experiment;
    const Tensor& first = experiment.input.tensor;
    now->input_range =
        previous && previous->of.input.tensor.same(first) ? previous->input_range : finite_range(first);
    for (const Stage& stage : now->of.stages) {
        if (stage.muted) continue;
        const Tensor& input = now->input_of(stage.id);
        const Expected<Taken> indices = taken(*now, stage, input);
        const bool wanted = wants_indices(experiment, stage);
        const StageResult* before = indices ? comparable(previous, stage, indices->indices, wanted) : nullptr;
        if (auto result = before ? again(*previous, stage, *before, input) : std::nullopt) {
            result->indices_from = indices->from;
            now->done.push_back(std::move(*result));
            continue;
        }
        Expected<Plan> plan =
            indices ? planned(*now, stage, input, *indices) : Expected<Plan>(tl::unexpected(indices.error()));
        if (!plan) {
            now->stopped = StageProblem{stage.id, std::move(plan.error()), {}};
            now->stopped->chain = chain_of(experiment, *now->stopped);
            break;
        }
        Forward out = stage.op->forward(stage.params, *plan, input, {.indices = wanted, .stop = stop});
        if (stop.stop_requested()) return nullptr;
        const Range range = finite_range(out.values);
        now->done.push_back({stage.id, std::move(*plan), std::move(out), range, indices->from});
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
    const std::int64_t columns = result->plan.columns();
    const std::int64_t s = std::clamp<std::int64_t>(step, 1, result->plan.steps()) - 1;
    return stage->op->explain(stage->params, result->plan, input, std::clamp<std::int64_t>(n, 0, out.n - 1),
                              std::clamp<std::int64_t>(c, 0, out.c - 1), {s / columns, s % columns},
                              std::clamp<std::int64_t>(in_channel, 0, input.shape().c - 1));
}

}  // namespace pw
