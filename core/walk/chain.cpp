#include "core/walk/chain.h"

#include <algorithm>

#include "core/ops/check.h"
#include "core/ops/kernels.h"
#include "core/walk/chain_sizes.h"
#include "core/walk/experiment.h"

namespace pw {

namespace {

Pair window_of(const Stage& stage) { return stage.op->use ? stage.params.window.kernel : Pair{1, 1}; }

// The input, the stages before the broken one, and that one.
std::vector<ChainLink> links_of(const std::vector<Stage>& stages, std::size_t broken, Shape shape) {
    std::vector<ChainLink> links{{input_stage, shape.h, shape.w, {1, 1}, false}};
    for (std::size_t i = 0; i < broken; ++i) {
        const auto next = size_after(stages[i], shape);
        if (!next) return {};
        shape = *next;
        links.push_back({stages[i].id, shape.h, shape.w, window_of(stages[i]), false});
    }
    links.push_back({stages[broken].id, 0, 0, window_of(stages[broken]), true});
    return links;
}

// What the stage would have to be given, each side at its least; nothing when no size helps.
std::optional<Pair> needs_of(const Stage& stage, const Shape& given) {
    const auto works = [&](std::int64_t h, std::int64_t w) {
        return size_after(stage, {given.n, given.c, h, w}).has_value();
    };
    const auto both = smallest(std::max(given.h, given.w), [&](std::int64_t v) { return works(v, v); });
    if (!both) return {};
    const auto h = smallest(1, [&](std::int64_t v) { return works(v, *both); });
    const auto w = smallest(1, [&](std::int64_t v) { return works(*both, v); });
    return h && w ? std::optional(Pair{*h, *w}) : std::nullopt;
}

// The stage that takes most cells along a side that is too short now; of two, the one that leaves fewer.
StageId most_taken(const std::vector<ChainLink>& links, const Chain& chain) {
    StageId most = input_stage;
    std::int64_t taken = 0, kept = 0;
    const auto weigh = [&](StageId stage, std::int64_t before, std::int64_t after) {
        if (before - after < taken || (before - after == taken && after >= kept)) return;
        most = stage;
        taken = before - after;
        kept = after;
    };
    for (std::size_t i = 1; i + 1 < links.size(); ++i) {
        if (chain.left_h < chain.needs_h) weigh(links[i].stage, links[i - 1].h, links[i].h);
        if (chain.left_w < chain.needs_w) weigh(links[i].stage, links[i - 1].w, links[i].w);
    }
    return most;
}

void mark_primary(Chain& chain) {
    auto first = std::ranges::find(chain.fixes, chain.takes_most, &ChainFix::stage);
    if (first == chain.fixes.end())
        first = std::ranges::find_if(chain.fixes, [](const ChainFix& f) { return f.stage != input_stage; });
    if (first == chain.fixes.end()) first = chain.fixes.begin();
    if (first != chain.fixes.end()) first->primary = true;
}

}  // namespace

std::vector<Stage> working_stages(const Experiment& experiment) {
    std::vector<Stage> stages;
    for (const Stage& stage : experiment.stages) {
        if (stage.muted) continue;
        stages.push_back(stage);
        stages.back().params.window.kernel = kernel_of(*stage.op, stage.params);
    }
    return stages;
}

std::optional<Shape> size_after(const Stage& stage, const Shape& input) {
    if (!stage.op->use) {
        const auto plan = stage.op->plan(stage.params, input);
        return plan ? std::optional(plan->out) : std::nullopt;
    }
    Shape sized = input;
    if (stage.op->use == WindowUse::conv) {
        const Shape& weight = stage.params.weight.shape();
        if (stage.params.weight.empty() || weight.c != input.c) return {};
        sized.c = weight.n;
    }
    const Asked a = asked(stage.params.window, *stage.op->use, sized);
    if (refuse(a)) return {};
    return Shape{sized.n, sized.c, along(a, 0).outputs(), along(a, 1).outputs()};
}

std::optional<Shape> size_after(std::span<const Stage> stages, Shape input) {
    for (const Stage& stage : stages) {
        const auto next = size_after(stage, input);
        if (!next) return {};
        input = *next;
    }
    return input;
}

std::optional<Chain> chain_of(const Experiment& experiment, const StageProblem& stopped) {
    const std::vector<Stage> stages = working_stages(experiment);
    const auto at = std::ranges::find(stages, stopped.stage, &Stage::id);
    if (at == stages.begin() || at == stages.end()) return {};
    if (!at->op->use) return {};  // without a window it takes every size or none
    const auto broken = static_cast<std::size_t>(at - stages.begin());
    const Shape& input = experiment.input.tensor.shape();
    const auto given = size_after(std::span(stages).first(broken), input);
    if (!given) return {};
    const auto needs = needs_of(*at, *given);
    if (!needs) return {};

    Chain chain;
    chain.links = links_of(stages, broken, input);
    chain.needs_h = needs->h;
    chain.needs_w = needs->w;
    chain.left_h = given->h;
    chain.left_w = given->w;
    chain.takes_most = most_taken(chain.links, chain);
    if (chain.takes_most == input_stage) return {};
    chain.fixes = chain_fixes(stages, broken, input);
    mark_primary(chain);
    return chain;
}

void set_with_weights(Params& params, const Change& change) {
    set_parameter(params, change);
    if (change.parameter == "kernel_size" && !params.weight.empty())
        params.weight = resized_kernel(params.weight, params.window.kernel);
}

Experiment with_fix(const Experiment& experiment, const ChainFix& fix) {
    Experiment e = experiment;
    if (fix.kind == ChainFix::Kind::remove) {
        std::erase_if(e.stages, [&](const Stage& s) { return s.id == fix.stage; });
    } else if (fix.stage == input_stage) {
        const std::vector<std::int64_t>& size = fix.changes.front().values;
        e.input.tensor = resized(e.input.tensor, size[0], size[1]);
        e.input.file.clear();  // these are no longer its values
    } else if (Stage* stage = e.find(fix.stage)) {
        for (const Change& change : fix.changes) set_with_weights(stage->params, change);
    }
    return e;
}

}  // namespace pw
