// One stage beside a second configuration of it: both walk on one clock.
#include <algorithm>
#include <utility>

#include "app/session_state.h"

namespace pw {

namespace {

// What it is most often compared with; itself where there is no such thing.
const OpInfo* counterpart(const OpInfo* op) {
    static constexpr std::pair<std::string_view, std::string_view> pairs[] = {
        {"max_pool", "avg_pool"},
        {"adaptive_max_pool", "adaptive_avg_pool"},
        {"global_max_pool", "global_avg_pool"}};
    for (const auto& [a, b] : pairs) {
        if (op->name == a) return find_op(b);
        if (op->name == b) return find_op(a);
    }
    return op;
}

}  // namespace

void Session::Impl::on(const action::Compare&) {
    Experiment next = shown.asked;
    if (next.branch) {
        next.branch.reset();
        return commit(std::move(next), "");
    }
    const Stage* stage = std::as_const(next).find(watch.stage);
    if (!stage) return;
    Branch branch{stage->id, *stage};
    branch.stage.id = unused_id(next);
    branch.stage.op = counterpart(stage->op);
    next.branch = std::move(branch);
    commit(std::move(next), "");
}

void Session::Impl::on(const action::SwapSides&) {
    Experiment next = shown.asked;
    if (!next.branch) return;
    Stage &a = *next.find(next.branch->beside), &b = next.branch->stage;
    std::swap(a.op, b.op);
    std::swap(a.params, b.params);
    commit(std::move(next), "", Note{Message("history.swap"), {}});
}

const StageResult* Session::Impl::leader(const Evaluation& e) const {
    const StageResult* own = e.find(watch.stage);
    if (!own || !e.branch || !e.of.compares(watch.stage)) return own;
    const StageResult* a = e.find(e.of.branch->beside);
    return a && a->plan.steps() >= e.branch->plan.steps() ? a : &*e.branch;
}

void Session::Impl::follow_side(const Experiment& last) {
    if (last.branch && last.branch->stage.id == watch.stage && !shown.asked.find(watch.stage))
        watch.stage = last.branch->beside;
}

}  // namespace pw
