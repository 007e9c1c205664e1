#include "core/figure/editable.h"

namespace pw {

using Grid = Focus::Grid;

std::optional<CellPlane> editable_plane(const Facts& f, Grid grid) {
    const Tensor& first = f.evaluation->of.input.tensor;
    const Stage* conv = f.context;
    if (!conv && f.stage && f.stage->op->has(Param::weight)) conv = f.stage;
    switch (grid) {
        case Grid::input:
            if (f.back) return std::nullopt;  // it shows gradients
            return f.input->same(first) ? std::optional(CellPlane{input_stage, f.batch, f.in_channel})
                                        : std::nullopt;
        case Grid::context:
            if (!f.context || !f.evaluation->input_of(f.context->id).same(first)) return std::nullopt;
            return CellPlane{input_stage, std::min(f.batch, first.shape().n - 1), 0};
        case Grid::kernel:
            if (!conv) return std::nullopt;
            return CellPlane{conv->id, f.context ? f.in_channel : f.out_channel, 0};
        case Grid::output:
            if (!f.back || f.back->from != input_stage || f.evaluation->of.sent.empty()) return std::nullopt;
            return CellPlane{input_stage, f.batch, f.out_channel, f.out_shape()};
        case Grid::other:
        case Grid::difference:
        case Grid::stage:
            return std::nullopt;
    }
    return std::nullopt;
}

Tensor tensor_of(const Experiment& e, const CellPlane& p) {
    if (p.gradient) return sent_gradient(e, *p.gradient);
    const Stage* stage = e.find(p.stage);
    return stage ? stage->params.weight : e.input.tensor;
}

std::vector<ChangedCell> changed_outputs(const Facts& f, const Evaluation* earlier) {
    if (!earlier || !f.result) return {};
    const StageResult* before = earlier->find(f.stage->id);
    if (!before || before->plan.out != f.result->plan.out) return {};
    const auto was = before->out.values.plane(f.batch, f.out_channel),
               is = f.output->plane(f.batch, f.out_channel);
    std::vector<ChangedCell> changed;
    for (std::size_t i = 0; i < is.size(); ++i) {
        if (same_bits(was[i], is[i])) continue;
        const auto at = static_cast<std::int64_t>(i);
        const Position o{at / f.out_shape().w, at % f.out_shape().w};
        if (f.revealed(o)) changed.push_back({o, was[i], is[i]});
    }
    return changed;
}

}  // namespace pw
