#include "core/tests/code/experiments.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "core/ops/registry.h"
#include "core/tests/ops/dice.h"
#include "core/walk/document.h"
#include "core/walk/indices.h"

namespace pw::test {

namespace {

// Weights are finite: frameworks differ in whether an infinite one meets the padding.
Tensor any_tensor(Dice& dice, Shape shape, bool finite = false) {
    const std::int64_t kind = dice.roll(0, finite ? 3 : 4);
    std::vector<float> values(static_cast<std::size_t>(shape.count()));
    for (float& v : values) {
        const float special[] = {std::numeric_limits<float>::infinity(),
                                 -std::numeric_limits<float>::infinity(), std::nanf(""), -0.f};
        if (kind == 0) v = static_cast<float>(dice.real());
        if (kind == 1) v = static_cast<float>(dice.roll(-20, 20)) / 4;
        if (kind >= 2) v = static_cast<float>(dice.roll(0, 9));
        if (kind == 4 && dice.one_in(12)) v = special[dice.roll(0, 3)];
    }
    return Tensor(shape, std::move(values));
}

Pair any_pair(Dice& dice, std::int64_t low, std::int64_t high) {
    const std::int64_t h = dice.roll(low, high);
    return {h, dice.one_in(2) ? h : dice.roll(low, high)};
}

void give_window(Dice& dice, WindowSpec& w, Dialect dialect) {
    w.kernel = any_pair(dice, 1, 4);
    if (!dice.one_in(3)) w.stride = any_pair(dice, 1, 3);
    if (dice.one_in(2)) w.padding = any_pair(dice, 0, 2);
    if (dice.one_in(4)) w.dilation = any_pair(dice, 1, 3);
    w.ceil_mode = dice.one_in(3);
    if (dialect == Dialect::torch) return;
    if (dice.one_in(3)) w.padding_end = any_pair(dice, 0, 2);
    if (dice.one_in(3)) w.auto_pad = static_cast<AutoPad>(dice.roll(1, dialect == Dialect::tf ? 2 : 3));
}

Stage any_stage(Dice& dice, StageId id, const Shape& input, Dialect dialect) {
    Stage s;
    s.id = id;
    s.op = all_ops()[static_cast<std::size_t>(dice.roll(0, std::ssize(all_ops()) - 1))];
    Params& p = s.params;
    give_window(dice, p.window, dialect);
    if (dice.one_in(2)) p.count_include_pad = dice.one_in(2);
    if (dice.one_in(5)) p.divisor_override = dice.one_in(4) ? -3 : dice.roll(1, 9);
    p.norm_type = s.op->has(Param::norm_type) ? dice.roll(1, 2) * 2 : 2;
    p.output_size = any_pair(dice, 1, 4);
    p.seed = dice.roll(0, 99);
    p.samples = {static_cast<float>(dice.roll(0, 99)) / 100, static_cast<float>(dice.roll(0, 99)) / 100};
    if (s.op->has(Param::weight)) {
        p.weight = any_tensor(dice, {dice.roll(1, 3), input.c, p.window.kernel.h, p.window.kernel.w}, true);
        if (dice.one_in(2)) p.bias = any_tensor(dice, {1, 1, 1, p.weight.shape().n}, true);
    }
    return s;
}

// An unpooling undoes the stage before it.
void fit_unpooling(Experiment& e, Stage& stage) {
    if (!stage.op->reads_indices || e.stages.empty()) return;
    const auto so_far = evaluate(e);
    if (so_far->stopped) return;
    const StageResult& last = so_far->done.back();
    stage.params = undoing(e.stages.back(), so_far->input_of(last.id).shape(), last.plan.out);
}

}  // namespace

std::vector<Named> sample_evaluations() {
    std::vector<Named> all;
    for (const std::string& name : sample_names())
        all.push_back({name, evaluate(load_sample(name)->experiment)});
    return all;
}

std::vector<Named> random_evaluations(int count, std::uint64_t seed) {
    Dice dice(seed);
    std::vector<Named> all;
    while (std::ssize(all) < count) {
        Experiment e;
        e.input.tensor =
            any_tensor(dice, {dice.roll(1, 2), dice.roll(1, 3), dice.roll(2, 9), dice.roll(2, 9)});
        const auto dialect = dice.one_in(2) ? Dialect::torch : dice.one_in(2) ? Dialect::onnx : Dialect::tf;
        const std::int64_t stages = dice.roll(1, 3);
        for (StageId id = 1; id <= stages; ++id) {
            Stage s = any_stage(dice, id, shape_before(e, static_cast<int>(e.stages.size())), dialect);
            settle(e, dialect);
            fit_unpooling(e, s);
            e.stages.push_back(std::move(s));
        }
        settle(e, dialect);
        const auto done = evaluate(e);
        if (done->stopped) continue;
        std::string name;
        for (const Stage& s : e.stages) name += (name.empty() ? "" : " > ") + code_line(*s.op, s.params);
        all.push_back({name, done});
    }
    return all;
}

}  // namespace pw::test
