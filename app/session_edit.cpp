// Edits of the experiment, undo and redo.
#include <algorithm>

#include "app/session_state.h"
#include "core/ops/kernels.h"

namespace pw {

namespace {

constexpr double merge_seconds = .8;
constexpr std::size_t undo_depth = 1000;
constexpr std::int64_t large = 1 << 20;         // cells of the input
constexpr std::size_t undo_bytes = 512u << 20;  // of tensors that only the history still holds

bool sets_kernel(const action::Set& a) {
    return std::ranges::any_of(a.changes, [](const Change& c) { return c.parameter == "kernel_size"; });
}

bool equal(const Tensor& a, const Tensor& b) {
    return a.shape() == b.shape() && std::ranges::equal(a.data(), b.data());
}

// Of another stage, the same control is another one.
std::string named(StageId stage, const std::string& control) {
    return control.empty() ? "" : std::to_string(stage) + "/" + control;
}

}  // namespace

Tensor first_weight(std::int64_t channels) { return *preset_weight("anti_diagonal", {3, 3}, 1, channels); }

void begin_blur(WindowSpec& window) {
    if (std::min(window.kernel.h, window.kernel.w) > 2) return;
    window.kernel = {3, 3};
    window.stride = Pair{2, 2};
    window.padding = {1, 1};
}

void Session::Impl::on(const action::Set& a) {
    Experiment next = shown.asked;
    Stage* stage = next.find(a.stage);
    if (!stage) return;
    const std::string control = named(a.stage, a.control);
    for (const Change& change : a.changes) set_parameter(stage->params, change);
    if (stage->op->has(Param::weight) && sets_kernel(a)) {
        // Within a gesture (3, 2, 3) the weights are those that it began with. An impossible size waits.
        const Stage* first = merges(control) ? past.back().experiment.find(a.stage) : nullptr;
        const Tensor weight = first ? first->params.weight : stage->params.weight;
        if (can_resize(weight, stage->params.window.kernel))
            stage->params.weight = resized_kernel(weight, stage->params.window.kernel);
    }
    commit(std::move(next), control, std::nullopt, true);
}

void Session::Impl::on(const action::SetDialect& a) {
    Experiment next = shown.asked;
    settle(next, a.dialect);
    // What PyTorch doesn't have; undoing brings it back.
    const auto without = [](Stage& stage) {
        stage.params.window.auto_pad = AutoPad::none;
        stage.params.window.padding_end.reset();
    };
    if (a.dialect == Dialect::torch) {
        std::ranges::for_each(next.stages, without);
        if (next.branch) without(next.branch->stage);
    }
    const auto under_the_old = shown.picture;
    commit(std::move(next), "");
    if (under_the_old != shown.picture)
        compared = std::make_shared<const OtherRules>(other_rules(under_the_old, *shown.picture));
}

void Session::Impl::on(const action::SetOp& a) {
    Experiment next = shown.asked;
    Stage* stage = next.find(a.stage);
    const OpInfo* op = find_op(a.op);
    if (!stage || !op) return;
    stage->op = op;
    if (op->reads_indices) {
        const int at = next.place_of(a.stage);
        const StageId after = at > 0 ? next.stages[static_cast<std::size_t>(at - 1)].id : input_stage;
        stage->params = unpooling_after(*shown.picture, after);
    }
    if (op->use == WindowUse::blur_pool) begin_blur(stage->params.window);
    const std::int64_t channels = shown.picture->input_of(a.stage).shape().c;
    const Tensor& weight = stage->params.weight;
    if (op->has(Param::weight) && (weight.empty() || weight.shape().c != channels)) {
        stage->params.weight = first_weight(channels);
        stage->params.bias = {};
    }
    commit(std::move(next), "", std::nullopt, true);
}

void Session::Impl::on(const action::SetWeight& a) {
    Experiment next = shown.asked;
    Stage* stage = next.find(a.stage);
    if (!stage || !stage->op->has(Param::weight) || a.weight.empty()) return;
    Params& p = stage->params;
    if (!equal(p.weight, a.weight)) p.weight = a.weight;
    // New weights end the wait for an impossible size.
    if (!can_resize(p.weight, p.window.kernel)) p.window.kernel = {p.weight.shape().h, p.weight.shape().w};
    commit(std::move(next), named(a.stage, a.control), std::nullopt, true);
}

void Session::Impl::on(const action::SetBias& a) {
    Experiment next = shown.asked;
    Stage* stage = next.find(a.stage);
    if (!stage || !stage->op->has(Param::bias)) return;
    Params& p = stage->params;
    const std::int64_t channels = p.weight.shape().n;
    if (a.channel < 0 || a.channel >= channels) return;
    std::vector<float> values(p.bias.data().begin(), p.bias.data().end());
    values.resize(static_cast<std::size_t>(channels), 0.f);
    float& value = values[static_cast<std::size_t>(a.channel)];
    if (value == a.bias) return;
    value = a.bias;
    const bool none = std::ranges::all_of(values, [](float v) { return v == 0; });
    p.bias = none ? Tensor() : Tensor({1, 1, 1, channels}, std::move(values));
    commit(std::move(next), named(a.stage, a.control), std::nullopt, true);
}

void Session::Impl::on(const action::SetSend& a) {
    if (shown.problem || shown.picture->done.empty() || a.own != shown.asked.sent.empty()) return;
    Experiment next = shown.asked;
    next.sent = a.own ? sent_gradient(next, shown.picture->done.back().plan.out) : Tensor();
    select(std::nullopt);
    commit(std::move(next), "");
}

// The n-th of those that the error card offers.
void Session::Impl::on(const action::TakeFix& a) {
    if (!shown.problem) return;
    const StageProblem problem = *shown.problem;
    if (!problem.chain) {
        const auto& fixes = problem.problem.fixes;
        if (a.n < fixes.size()) on(action::Set{problem.stage, fixes[a.n].changes, "fix"});
    } else if (a.n < problem.chain->fixes.size()) {
        commit(with_fix(shown.asked, problem.chain->fixes[a.n]), "");
    }
}

void Session::Impl::on(const action::Undo& a) {
    leave_cell();
    for (int i = 0; i < a.steps && !past.empty(); ++i) swap_with(past, future);
}

void Session::Impl::on(const action::Redo& a) {
    leave_cell();
    for (int i = 0; i < a.steps && !future.empty(); ++i) swap_with(future, past);
}

// What is shown goes to one list, the last of the other takes its place.
void Session::Impl::swap_with(std::deque<Entry>& from, std::deque<Entry>& to) {
    Entry entry = std::move(from.back());
    from.pop_back();
    Watch w = watch;
    w.t = clock.t;
    // An edit's entry keeps the stage that it was made at, in either list.
    to.push_back({shown.asked, entry.other ? w : entry.watch, entry.note, entry.other, opened});
    opened = entry.opened;
    last_control.clear();
    toast.reset();
    before.reset();
    if (entry.other) {
        adopt(entry.experiment, entry.watch);
    } else {
        entry.experiment.title = shown.asked.title;  // a name given since then stays
        show(std::move(entry.experiment));
        on(action::WatchStage{entry.watch.stage});
    }
}

// A drag is one gesture however long it takes; its control's name is its own.
bool Session::Impl::merges(const std::string& control) const {
    const bool drag = control.find(action::drag_mark) != std::string::npos;
    return !control.empty() && control == last_control && (drag || now - last_edit <= merge_seconds) &&
           !past.empty();
}

std::string Session::Impl::new_gesture(const char* name) {
    return name + std::string(action::drag_mark) + std::to_string(++gestures);
}

void Session::Impl::commit(Experiment next, const std::string& control, std::optional<Note> note,
                           bool may_wait) {
    settle(next, next.dialect);
    if (same(next, shown.asked)) return;
    if (!merges(control)) {
        Watch w = watch;
        w.t = clock.t;
        past.push_back({shown.asked, w, std::nullopt, false, opened});
        forget_the_oldest();
    }
    past.back().note = std::move(note);
    future.clear();
    last_control = control;
    last_edit = now;
    show(std::move(next), may_wait);
    if (past.empty() || !same(past.back().experiment, shown.asked)) return;
    past.pop_back();  // a gesture that came back to where it began leaves nothing to undo
    last_control.clear();
}

void Session::Impl::forget_the_oldest() {
    if (past.size() > undo_depth) past.pop_front();
    std::set<const float*> seen{shown.asked.input.tensor.data().data()};
    std::size_t bytes = 0, kept = past.size();
    while (kept > 0) {
        const Tensor& t = past[kept - 1].experiment.input.tensor;
        if (seen.insert(t.data().data()).second) bytes += t.data().size_bytes();
        if (bytes > undo_bytes) break;
        --kept;
    }
    past.erase(past.begin(), past.begin() + static_cast<std::ptrdiff_t>(kept));
}

// With `may_wait`, what takes longer than a frame comes when it is done; until then the picture and what is
// asked for differ.
void Session::Impl::show(Experiment asked, bool may_wait) {
    compared.reset();
    const Experiment last = std::exchange(shown.asked, std::move(asked));
    ++revision;
    if (may_wait && shown.asked.input.tensor.shape().count() >= large) {
        if (!background.busy()) waited = 0;
        background.ask(wants_clean(), shown.asked, pane_at_rest(), settings.theme);
        return;
    }
    background.drop();
    accept(evaluate_beside(wants_clean(), shown.asked, shown.picture.get()), last);
}

void Session::Impl::finish() {
    if (background.busy()) take(background.take(true));
}

// An older request's problem is nobody's any more.
void Session::Impl::take(Prepared worked) {
    if (!worked.picture || (background.busy() && worked.picture->stopped)) return;
    if (worked.images) images = std::move(worked.images);
    accept(std::move(worked.picture), shown.asked);
    ++revision;  // for those who keep what they made of the picture
}

// What is asked for has been worked out.
void Session::Impl::accept(std::shared_ptr<const Evaluation> next, const Experiment& last) {
    const bool had_problem = shown.problem.has_value();
    follow_side(last);
    shown.problem = next->stopped;
    if (shown.problem) {
        if (!had_problem) interrupt();
    } else {
        const auto shown_before = std::exchange(shown.picture, std::move(next));
        keep_places(*shown_before);
        go_on();
    }
    follow_watch(last);
    settle_view();
}

// From one state to the next, oldest first.
std::vector<Note> Session::Impl::notes(const std::deque<Entry>& entries, std::size_t most) const {
    std::vector<Note> notes;
    const std::size_t first = entries.size() - std::min(entries.size(), most);
    notes.reserve(entries.size() - first);
    for (std::size_t i = first; i < entries.size(); ++i) {
        const Experiment& after = i + 1 < entries.size() ? entries[i + 1].experiment : shown.asked;
        const Experiment& here = entries[i].experiment;
        notes.push_back(entries[i].note     ? *entries[i].note
                        : &entries == &past ? difference(here, after)
                                            : difference(after, here));
    }
    return notes;
}

void Session::Impl::tie_kernel(bool tied) {
    if (!tied) {
        untied.insert(watch.stage);
        return;
    }
    untied.erase(watch.stage);
    const Stage* stage = shown.asked.find(watch.stage);
    if (!stage) return;
    const std::int64_t h = kernel_of(*stage->op, stage->params).h;
    on(action::Set{watch.stage, {{"kernel_size", {h, h}}}, ""});
}

}  // namespace pw
