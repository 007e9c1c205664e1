// Edits of the experiment, undo and redo.
#include <algorithm>

#include "app/session_state.h"
#include "core/ops/kernels.h"

namespace pw {

namespace {

constexpr double merge_seconds = .8;
constexpr std::size_t undo_depth = 1000;
constexpr std::int64_t largest_value = 1'000'000;  // far beyond what is valid, far from overflow

std::int64_t bounded(std::int64_t v) { return std::clamp(v, -largest_value, largest_value); }

// One value counts for both sides.
Pair pair_of(const std::vector<std::int64_t>& values) {
    return {bounded(values.front()), bounded(values.back())};
}

void set_parameter(Params& p, const Change& change) {
    const auto& name = change.parameter;
    const auto& values = change.values;
    if (values.empty()) {
        if (name == "stride") p.window.stride.reset();
        if (name == "divisor_override") p.divisor_override.reset();
        return;
    }
    if (name == "kernel_size") p.window.kernel = pair_of(values);
    if (name == "stride") p.window.stride = pair_of(values);
    if (name == "padding") p.window.padding = pair_of(values);
    if (name == "dilation") p.window.dilation = pair_of(values);
    if (name == "ceil_mode") p.window.ceil_mode = values.front() != 0;
    if (name == "count_include_pad") p.count_include_pad = values.front() != 0;
    if (name == "divisor_override") p.divisor_override = bounded(values.front());
}

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

Stage* stage_of(Experiment& e, StageId id) {
    const int i = e.index_of(id);
    return i < 0 ? nullptr : &e.stages[static_cast<std::size_t>(i)];
}

}  // namespace

void Session::Impl::on(const action::Set& a) {
    Experiment next = shown.asked;
    Stage* stage = stage_of(next, a.stage);
    if (!stage) return;
    const std::string control = named(a.stage, a.control);
    for (const Change& change : a.changes) set_parameter(stage->params, change);
    if (stage->op->has(Param::weight) && sets_kernel(a)) {
        // Within a gesture (3, 2, 3) the weights are those that it began with. An impossible size waits.
        const Stage* before = merges(control) ? past.back().find(a.stage) : nullptr;
        const Tensor weight = before ? before->params.weight : stage->params.weight;
        if (can_resize(weight, stage->params.window.kernel))
            stage->params.weight = resized(weight, stage->params.window.kernel);
    }
    commit(std::move(next), control);
}

void Session::Impl::on(const action::SetOp& a) {
    Experiment next = shown.asked;
    Stage* stage = stage_of(next, a.stage);
    const OpInfo* op = find_op(a.op);
    if (!stage || !op) return;
    stage->op = op;
    const std::int64_t channels = shown.picture->input_of(a.stage).shape().c;
    const Tensor& weight = stage->params.weight;
    if (op->has(Param::weight) && (weight.empty() || weight.shape().c != channels)) {
        stage->params.weight = *preset_weight("anti_diagonal", {3, 3}, 1, channels);
        stage->params.bias = {};
    }
    commit(std::move(next), "");
}

void Session::Impl::on(const action::SetWeight& a) {
    Experiment next = shown.asked;
    Stage* stage = stage_of(next, a.stage);
    if (!stage || !stage->op->has(Param::weight) || a.weight.empty()) return;
    Params& p = stage->params;
    if (!equal(p.weight, a.weight)) p.weight = a.weight;
    // New weights end the wait for an impossible size.
    if (!can_resize(p.weight, p.window.kernel)) p.window.kernel = {p.weight.shape().h, p.weight.shape().w};
    commit(std::move(next), named(a.stage, a.control));
}

void Session::Impl::on(const action::SetBias& a) {
    Experiment next = shown.asked;
    Stage* stage = stage_of(next, a.stage);
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
    commit(std::move(next), named(a.stage, a.control));
}

void Session::Impl::on(const action::Undo&) {
    if (past.empty()) return;
    future.push_back(shown.asked);
    Experiment e = std::move(past.back());
    past.pop_back();
    last_control.clear();
    show(std::move(e));
}

void Session::Impl::on(const action::Redo&) {
    if (future.empty()) return;
    past.push_back(shown.asked);
    Experiment e = std::move(future.back());
    future.pop_back();
    last_control.clear();
    show(std::move(e));
}

bool Session::Impl::merges(const std::string& control) const {
    // A drag is one gesture however long it takes; its control's name is its own.
    const bool drag = control.find(action::drag_mark) != std::string::npos;
    return !control.empty() && control == last_control && (drag || now - last_edit <= merge_seconds) &&
           !past.empty();
}

void Session::Impl::commit(Experiment next, const std::string& control) {
    if (same(next, shown.asked)) return;
    if (!merges(control)) past.push_back(shown.asked);
    if (past.size() > undo_depth) past.pop_front();
    future.clear();
    last_control = control;
    last_edit = now;
    show(std::move(next));
    if (!same(past.back(), shown.asked)) return;
    past.pop_back();  // a gesture that came back to where it began leaves nothing to undo
    last_control.clear();
}

void Session::Impl::show(Experiment asked) {
    auto next = evaluate(asked, shown.picture.get());
    shown.asked = std::move(asked);
    const bool had_problem = shown.problem.has_value();
    shown.problem = next->stopped;
    if (shown.problem) {
        if (!had_problem) interrupt();
    } else {
        const auto before = std::exchange(shown.picture, std::move(next));
        keep_places(*before);
        go_on();
    }
    settle_view();
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
