#include "core/walk/experiment.h"

#include <algorithm>
#include <utility>

#include "core/walk/indices.h"
#include "core/walk/patch.h"

namespace pw {

namespace {

bool same(const Stage& a, const Stage& b) {
    return a.id == b.id && a.op == b.op && a.muted == b.muted && pw::same(a.params, b.params);
}

// They give the same values to the first stage.
bool alike(const Source& a, const Source& b) {
    return a.tensor.same(b.tensor) && a.disturbance == b.disturbance && a.picture == b.picture;
}
Tensor fed(const Source& input, const std::stop_token& stop) {
    return disturbed(input.tensor, input.disturbance, input.picture, stop);
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
    const int at = e.index_of(stage.id);
    if (!stage.op->has_indices || at < 0) return false;
    const auto next = e.stages.begin() + at + 1;
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

// The stage's result; nobody's after a stop.
Expected<StageResult> worked_out(const Evaluation& so_far, const Stage& stage, const Evaluation* previous,
                                 const std::stop_token& stop) {
    const Tensor& input = so_far.input_of(stage.id);
    const Expected<Taken> indices = taken(so_far, stage, input);
    if (!indices) return tl::unexpected(indices.error());
    const bool wanted = wants_indices(so_far.of, stage);
    const StageResult* before = comparable(previous, stage, indices->indices, wanted);
    if (auto result = before ? again(*previous, stage, *before, input) : std::nullopt) {
        result->indices_from = indices->from;
        return *std::move(result);
    }
    Expected<Plan> plan = planned(so_far, stage, input, *indices);
    if (!plan) return tl::unexpected(std::move(plan.error()));
    Forward out = stage.op->forward(stage.params, *plan, input, {.indices = wanted, .stop = stop});
    const Range range = stop.stop_requested() ? Range{} : finite_range(out.values);
    return StageResult{stage.id, std::move(*plan), std::move(out), range, indices->from};
}

}  // namespace

StageId stage_to_watch(const Experiment& experiment, StageId wanted) {
    const auto& stages = experiment.stages;
    if (experiment.branch && experiment.branch->stage.id == wanted) return wanted;
    const int index = experiment.index_of(wanted);
    auto at = index < 0 ? stages.end() : stages.begin() + index + 1;
    while (at != stages.begin())
        if (!(--at)->muted) return at->id;
    // Only muted ones before it: the nearest after it.
    const auto next = std::find_if(stages.begin(), stages.end(), [](const Stage& s) { return !s.muted; });
    return next == stages.end() ? 0 : next->id;
}

const Stage* Experiment::find(StageId id) const {
    if (const int i = index_of(id); i >= 0) return &stages[static_cast<std::size_t>(i)];
    return branch && branch->stage.id == id ? &branch->stage : nullptr;
}

Stage* Experiment::find(StageId id) { return const_cast<Stage*>(std::as_const(*this).find(id)); }

int Experiment::index_of(StageId id) const {
    const auto at = std::find_if(stages.begin(), stages.end(), [&](const Stage& s) { return s.id == id; });
    return at == stages.end() ? -1 : static_cast<int>(at - stages.begin());
}

int Experiment::place_of(StageId id) const {
    return branch && branch->stage.id == id ? index_of(branch->beside) : index_of(id);
}

bool Experiment::compares(StageId id) const {
    return branch && (branch->stage.id == id || branch->beside == id);
}

void settle(Experiment& experiment, Dialect dialect) {
    experiment.dialect = dialect;
    for (Stage& stage : experiment.stages) stage.params.window.dialect = dialect;
    std::optional<Branch>& branch = experiment.branch;
    if (!branch) return;
    branch->stage.params.window.dialect = dialect;
    const int beside = experiment.index_of(branch->beside);
    if (beside < 0 || experiment.stages[static_cast<std::size_t>(beside)].muted) branch.reset();
}

StageId unused_id(const Experiment& experiment) {
    StageId id = experiment.branch ? experiment.branch->stage.id : input_stage;
    for (const Stage& s : experiment.stages) id = std::max(id, s.id);
    return id + 1;
}

bool same(const Experiment& a, const Experiment& b) {
    if (a.branch.has_value() != b.branch.has_value()) return false;
    if (a.branch && (a.branch->beside != b.branch->beside || !same(a.branch->stage, b.branch->stage)))
        return false;
    return a.title == b.title && a.dialect == b.dialect && a.input.tensor.same(b.input.tensor) &&
           a.input.picture == b.input.picture && a.input.file == b.input.file &&
           a.input.reading == b.input.reading && a.input.disturbance == b.input.disturbance &&
           a.sent.same(b.sent) &&
           std::equal(a.stages.begin(), a.stages.end(), b.stages.begin(), b.stages.end(),
                      [](const Stage& x, const Stage& y) { return same(x, y); });
}

const StageResult* Evaluation::find(StageId id) const {
    const auto at = std::find_if(done.begin(), done.end(), [&](const StageResult& r) { return r.id == id; });
    if (at != done.end()) return &*at;
    return branch && branch->id == id ? &*branch : nullptr;
}

// A muted stage has no result, so the one before it reaches on to the next.
const Tensor& Evaluation::input_of(StageId id) const {
    const Tensor* reaches_it = &input;
    const int place = of.place_of(id);
    for (int i = 0; i < place; ++i) {
        const Stage& stage = of.stages[static_cast<std::size_t>(i)];
        if (const StageResult* r = find(stage.id)) reaches_it = &r->out.values;
    }
    return *reaches_it;
}

std::shared_ptr<const Evaluation> evaluate(const Experiment& experiment, const Evaluation* previous,
                                           const std::stop_token& stop) {
    auto now = std::make_shared<Evaluation>();
    now->of = experiment;
    const bool kept = previous && alike(previous->of.input, experiment.input);
    now->input = kept ? previous->input : fed(experiment.input, stop);
    if (stop.stop_requested()) return nullptr;
    now->input_range = kept || (previous && previous->input.same(now->input)) ? previous->input_range
                                                                              : finite_range(now->input);
    const auto stopped_at = [&](const Stage& stage, Problem& why) {
        now->stopped = StageProblem{stage.id, std::move(why), {}};
        now->stopped->chain = chain_of(experiment, *now->stopped);
        return now;
    };
    const std::optional<Branch>& branch = experiment.branch;
    for (const Stage& stage : now->of.stages) {
        if (stage.muted) continue;
        auto result = worked_out(*now, stage, previous, stop);
        if (!result) return stopped_at(stage, result.error());
        // Of the same stages before it, so before this one is among them.
        if (branch && branch->beside == stage.id) {
            auto other = worked_out(*now, branch->stage, previous, stop);
            if (!other) return stopped_at(branch->stage, other.error());
            now->branch = std::move(*other);
        }
        if (stop.stop_requested()) return nullptr;
        now->done.push_back(std::move(*result));
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
