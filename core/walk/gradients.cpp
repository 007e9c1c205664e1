#include "core/walk/gradients.h"

#include <algorithm>
#include <numeric>

#include "core/ops/parts.h"

namespace pw {

namespace {

constexpr std::int64_t most_cells = 1 << 14, most_parts = 1 << 18;

bool can_be_shown(const Plan& plan, const Shape& input) {
    const std::int64_t taps = plan.window.rows.max_taps() * plan.window.columns.max_taps();
    return std::max({input.plane(), plan.out.plane(), plan.steps()}) <= most_cells &&
           plan.steps() * taps <= most_parts / std::max<std::int64_t>(1, plan.out.c / 64);
}

class Walker {
  public:
    Walker(BackwardWalk& walk, const Stage& stage, const StageResult& result)
        : walk_(walk), stage_(stage), result_(result), input_(walk.of->input_of(stage.id)) {
        walk_.received.resize(static_cast<std::size_t>(input_.shape().plane()));
    }

    void take(std::int64_t at) {
        const Step step = explain(*walk_.of, stage_.id, at, walk_.n, walk_.c, walk_.in_channel);
        double sent = 0;
        std::vector<double> parts(step.taps.size(), 0);
        const bool mixes = stage_.op->has(Param::weight);
        for (std::int64_t c = mixes ? 0 : walk_.c; c < (mixes ? result_.plan.out.c : walk_.c + 1); ++c) {
            const double gradient = walk_.of_output.at(walk_.n, c, step.lands.y, step.lands.x);
            sent += gradient;
            const std::vector<double> of_channel =
                parts_of(stage_.params, c == walk_.c ? step : with_weights_of(step, c), gradient);
            for (std::size_t q = 0; q < parts.size(); ++q) parts[q] += of_channel[q];
        }
        hand_out(step, parts, at);
        walk_.sent.push_back(sent);
        walk_.parts.push_back(std::move(parts));
    }

  private:
    Step with_weights_of(Step step, std::int64_t c) const {
        const auto weights = stage_.params.weight.plane(c, walk_.in_channel);
        for (std::size_t q = 0; q < step.taps.size(); ++q) step.taps[q].weight = weights[q];
        return step;
    }

    void hand_out(const Step& step, const std::vector<double>& parts, std::int64_t at) {
        for (std::size_t q = 0; q < parts.size(); ++q) {
            const Tap& tap = step.taps[q];
            if (tap.kind != TapKind::real || parts[q] == 0) continue;
            walk_.received[static_cast<std::size_t>(tap.at.y * input_.shape().w + tap.at.x)].push_back(
                {at, parts[q]});
        }
    }

    BackwardWalk& walk_;
    const Stage& stage_;
    const StageResult& result_;
    const Tensor& input_;
};

}  // namespace

Tensor sent_gradient(const Experiment& experiment, const Shape& output) {
    const Tensor& own = experiment.sent;
    if (own.shape() == output && !own.empty()) return own;
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(output.count()));
    const Shape& s = own.shape();
    for (std::int64_t n = 0; n < output.n; ++n)
        for (std::int64_t c = 0; c < output.c; ++c)
            for (std::int64_t y = 0; y < output.h; ++y)
                for (std::int64_t x = 0; x < output.w; ++x) {
                    const bool reaches = !own.empty() && n < s.n && c < s.c && y < s.h && x < s.w;
                    values.push_back(reaches ? own.at(n, c, y, x) : 1.f);
                }
    return Tensor(output, std::move(values));
}

StageId sending_stage(const Experiment& experiment) {
    const auto last = std::find_if(experiment.stages.rbegin(), experiment.stages.rend(),
                                   [](const Stage& s) { return !s.muted; });
    return last == experiment.stages.rend() ? input_stage : last->id;
}

std::vector<StageGradient> gradients(const Evaluation& e, StageId until) {
    std::vector<StageGradient> all;
    if (e.done.empty()) return all;
    Tensor arrives = sent_gradient(e.of, e.done.back().plan.out);
    for (auto result = e.done.rbegin(); result != e.done.rend(); ++result) {
        const Stage& stage = *e.of.find(result->id);
        Tensor leaves = stage.op->backward(stage.params, result->plan, e.input_of(stage.id), arrives);
        all.push_back({stage.id, std::move(arrives), leaves});
        if (stage.id == until) break;
        arrives = std::move(leaves);
    }
    return all;
}

const std::vector<BackwardWalk::Part>& BackwardWalk::parts_to(Position cell) const {
    return received[static_cast<std::size_t>(cell.y * of_input.shape().w + cell.x)];
}

double BackwardWalk::held(Position cell, std::int64_t steps) const {
    if (steps >= static_cast<std::int64_t>(parts.size())) return of_input.at(n, in_channel, cell.y, cell.x);
    double sum = 0;
    for (const Part& part : parts_to(cell))
        if (part.step <= steps) sum += part.value;
    return sum;
}

double BackwardWalk::sent_by(std::int64_t steps) const {
    return std::accumulate(sent.begin(), sent.begin() + steps, 0.);
}

double BackwardWalk::received_by(std::int64_t steps) const {
    double sum = 0;
    for (const std::vector<Part>& cell : received)
        for (const Part& part : cell)
            if (part.step <= steps) sum += part.value;
    return sum;
}

std::shared_ptr<const BackwardWalk> walk_backward(const std::shared_ptr<const Evaluation>& evaluation,
                                                  StageId id, std::int64_t n, std::int64_t c) {
    const StageResult* result = evaluation->find(id);
    const Stage* stage = evaluation->of.find(id);
    if (!result || !stage || evaluation->of.compares(id)) return nullptr;
    const Shape& input = evaluation->input_of(id).shape();
    if (!can_be_shown(result->plan, input)) return nullptr;
    const std::vector<StageGradient> back = gradients(*evaluation, id);
    if (back.empty() || back.back().id != id) return nullptr;
    auto walk = std::make_shared<BackwardWalk>();
    walk->of = evaluation;
    walk->stage = id;
    if (back.size() > 1) walk->from = back[back.size() - 2].id;
    walk->n = std::clamp<std::int64_t>(n, 0, result->plan.out.n - 1);
    walk->c = std::clamp<std::int64_t>(c, 0, result->plan.out.c - 1);
    walk->in_channel = stage->op->has(Param::weight) ? 0 : walk->c;
    walk->of_output = back.back().of_output;
    walk->of_input = back.back().of_input;
    Walker walker(*walk, *stage, *result);
    for (std::int64_t step = 1; step <= result->plan.steps(); ++step) walker.take(step);
    return walk;
}

}  // namespace pw
