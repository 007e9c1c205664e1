// The chain: stages added, removed, duplicated, muted, moved. Ids stay with their stages through all of it.
#include <algorithm>

#include "app/session_state.h"
#include "core/walk/document_json.h"

namespace pw {

namespace {

StageId new_id(const Experiment& e) {
    StageId id = 0;
    for (const Stage& s : e.stages) id = std::max(id, s.id);
    return id + 1;
}

// The number of channels that reach the place after stage `after` (0: the input).
std::int64_t channels_after(const Evaluation& picture, StageId after) {
    const StageResult* result = picture.find(after);
    if (result) return result->plan.out.c;
    return after == input_stage ? picture.of.input.tensor.shape().c : picture.input_of(after).shape().c;
}

}  // namespace

void Session::Impl::on(const action::AddStage& a) {
    const OpInfo* op = find_op(a.op);
    Experiment next = shown.asked;
    if (!op || static_cast<std::int64_t>(next.stages.size()) >= limits::stages) return;
    Stage stage;
    stage.id = new_id(next);
    stage.op = op;
    if (op->has(Param::weight)) {
        stage.params.weight = diagonal_kernel(channels_after(*shown.picture, a.after));
        stage.params.window.kernel = {3, 3};
    }
    const StageId id = stage.id;
    next.stages.insert(next.stages.begin() + next.index_of(a.after) + 1, std::move(stage));
    times[watch.stage] = clock.t;
    watch.stage = id;
    commit(std::move(next), "");
    set_clock(0);
}

void Session::Impl::on(const action::RemoveStage& a) {
    Experiment next = shown.asked;
    std::erase_if(next.stages, [&](const Stage& s) { return s.id == a.stage; });
    commit(std::move(next), "");
}

void Session::Impl::on(const action::DuplicateStage& a) {
    Experiment next = shown.asked;
    const int at = next.index_of(a.stage);
    if (at < 0 || static_cast<std::int64_t>(next.stages.size()) >= limits::stages) return;
    Stage copy = next.stages[static_cast<std::size_t>(at)];
    copy.id = new_id(next);
    const StageId id = copy.id;
    next.stages.insert(next.stages.begin() + at + 1, std::move(copy));
    times[watch.stage] = clock.t;
    watch.stage = id;
    commit(std::move(next), "");
    set_clock(0);
}

void Session::Impl::on(const action::MuteStage& a) {
    Experiment next = shown.asked;
    const int at = next.index_of(a.stage);
    if (at < 0) return;
    Stage& stage = next.stages[static_cast<std::size_t>(at)];
    stage.muted = !stage.muted;
    commit(std::move(next), "");
}

void Session::Impl::on(const action::MoveStage& a) {
    Experiment next = shown.asked;
    const int at = next.index_of(a.stage);
    if (at < 0) return;
    Stage stage = std::move(next.stages[static_cast<std::size_t>(at)]);
    next.stages.erase(next.stages.begin() + at);
    const int to = std::clamp(a.to, 0, static_cast<int>(next.stages.size()));
    next.stages.insert(next.stages.begin() + to, std::move(stage));
    commit(std::move(next), "");
}

void Session::Impl::follow_watch(const Experiment& last) {
    const Stage* stage = shown.asked.find(watch.stage);
    if (stage && !stage->muted) return;
    StageId wanted = watch.stage;
    if (!stage) {
        // The nearest stage before it that is still there; none: the first one.
        wanted = shown.asked.stages.empty() ? 0 : shown.asked.stages.front().id;
        for (const Stage& s : last.stages) {
            if (s.id == watch.stage) break;
            if (shown.asked.find(s.id)) wanted = s.id;
        }
    }
    times[watch.stage] = clock.t;
    watch.stage = stage_to_watch(shown.asked, wanted);
    set_clock(times.contains(watch.stage) ? times[watch.stage] : 0);
    hover.reset();
    selected.reset();
}

}  // namespace pw
