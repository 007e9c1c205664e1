// Small experiments for the session's tests.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/session.h"

namespace pw::examples {

inline Stage stage(StageId id, const char* op, Pair kernel = {2, 2}) {
    Stage s;
    s.id = id;
    s.op = find_op(op);
    s.params.window.kernel = kernel;
    return s;
}

inline Tensor ramp(Shape shape) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < shape.count(); ++i) values.push_back(static_cast<float>(i));
    return {shape, std::move(values)};
}

inline Document document(Shape shape, std::vector<Stage> stages) {
    Document d;
    d.experiment.title = Message("title.plain", {std::string("test")});
    d.experiment.input.tensor = ramp(shape);
    d.experiment.stages = std::move(stages);
    return d;
}

// 4x4, max 2x2: four steps.
inline Document small() { return document({1, 1, 4, 4}, {stage(1, "max_pool")}); }

// 12x12 -> avg 2x2 (6x6, stage 4) -> max 3x3 (2x2, stage 9).
inline Document chain() {
    return document({1, 2, 12, 12}, {stage(4, "avg_pool"), stage(9, "max_pool", {3, 3})});
}

inline action::Set set(const char* parameter, std::vector<std::int64_t> values, const char* control = "",
                       StageId id = 1) {
    return {id, {{parameter, std::move(values)}}, control};
}

inline const Params& params(const Session& s) { return s.watched()->params; }

inline Focus input(std::int64_t y, std::int64_t x) { return {Focus::Grid::input, {y, x}}; }
inline Focus output(std::int64_t y, std::int64_t x) { return {Focus::Grid::output, {y, x}}; }

}  // namespace pw::examples
