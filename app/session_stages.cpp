// The chain: stages added, removed, duplicated, muted, moved. Ids stay with their stages through all of it.
#include <algorithm>

#include "app/session_state.h"
#include "core/walk/document_json.h"
#include "core/walk/indices.h"
#include "core/walk/preset.h"

namespace pw {

Params unpooling_after(const Evaluation& e, StageId after) {
    std::vector<Passed> before;
    for (const StageResult& r : e.done) {
        if (e.of.index_of(r.id) > e.of.place_of(after)) break;
        before.push_back({r.id, e.of.find(r.id)->op, r.plan.out});
    }
    const Shape reached = before.empty() ? e.of.input.tensor.shape() : before.back().out;
    const auto from = indices_from(before, reached);
    return from ? undoing(*e.of.find(*from), e.input_of(*from).shape(), reached) : Params{};
}

// As a new one after `after` (0: as the first), and watched from now on.
void Session::Impl::insert(Stage stage, StageId after, std::optional<Note> note) {
    Experiment next = shown.asked;
    if (static_cast<std::int64_t>(next.stages.size()) >= limits::stages) return;
    stage.id = unused_id(next);
    const StageId id = stage.id;
    next.stages.insert(next.stages.begin() + (next.place_of(after) + 1), std::move(stage));
    times[watch.stage] = clock.t;
    watch.stage = id;
    commit(std::move(next), "", std::move(note));
    set_clock(0);
}

void Session::Impl::on(const action::AddStage& a) {
    const OpInfo* op = find_op(a.op);
    if (!op) return;
    Stage stage;
    stage.op = op;
    // It fits what reaches it.
    const Shape before_it = shape_before(shown.asked, shown.asked.place_of(a.after) + 1);
    WindowSpec& window = stage.params.window;
    if (op->reads_indices) {
        stage.params = unpooling_after(*shown.picture, a.after);
    } else if (op->has(Param::weight)) {
        stage.params.weight = first_weight(before_it.c);
        window.kernel = {3, 3};
        window.padding = {before_it.h < 3 ? 1 : 0, before_it.w < 3 ? 1 : 0};
    } else if (op->use == WindowUse::blur_pool) {
        begin_blur(window);
    } else if (op->has(Param::kernel_size)) {
        window.kernel = {std::min<std::int64_t>(2, before_it.h), std::min<std::int64_t>(2, before_it.w)};
    }
    insert(std::move(stage), a.after);
}

void Session::Impl::on(const action::ApplyPreset& a) {
    const auto preset = std::ranges::find(presets(), a.id, &Preset::id);
    if (preset == presets().end()) return;
    const Note note{Message("history.preset"), preset->name};
    const Experiment& e = shown.asked;
    const int at = e.place_of(a.stage);
    const Stage* own = e.find(a.stage);
    const auto use = own ? own->op->use : std::nullopt;
    const bool pools = use && *use != WindowUse::conv;
    if (!pools) {
        Stage stage;
        stage.op = preset->op;
        stage.params = preset->params(shape_before(e, at + 1));
        return insert(std::move(stage), a.stage, note);
    }
    Experiment next = e;
    Stage& stage = *next.find(a.stage);
    stage.op = preset->op;
    stage.params = preset->params(shape_before(e, at));
    commit(std::move(next), "", note);
}

void Session::Impl::on(const action::TakeSize& a) {
    StageId last = input_stage;
    Experiment next = with_size(a.of, a.stage, a.answer, a.wanted, a.given, last);
    if (static_cast<std::int64_t>(next.stages.size()) > limits::stages) return;
    times[watch.stage] = clock.t;
    commit(std::move(next), a.control, Note{Message("size.title"), size_name(a.answer, a.wanted)}, true);
    on(action::WatchStage{last});
}

void Session::Impl::on(const action::RemoveStage& a) {
    Experiment next = shown.asked;
    if (next.branch && next.branch->stage.id == a.stage) next.branch.reset();
    std::erase_if(next.stages, [&](const Stage& s) { return s.id == a.stage; });
    commit(std::move(next), "");
}

void Session::Impl::on(const action::DuplicateStage& a) {
    if (const Stage* stage = shown.asked.find(a.stage)) insert(*stage, a.stage);
}

void Session::Impl::on(const action::MuteStage& a) {
    Experiment next = shown.asked;
    if (next.index_of(a.stage) < 0) return;
    Stage& stage = *next.find(a.stage);
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
