#include "core/ops/plans.h"

namespace pw {

Expected<Plan> windowed(const Params& params, WindowUse use, const Shape& input) {
    return resolve(params.window, use, input).map([&](const Window& window) {
        return Plan{window, {input.n, input.c, window.out_h(), window.out_w()}};
    });
}

Window cell_by_cell(const Shape& input) {
    const auto axis = [](std::int64_t n) { return Axis({n, 1, 1, 0, 0, 1, n}); };
    return {axis(input.h), axis(input.w)};
}

Problem too_large(Pair size, std::string parameter) {
    Problem p(Message("problem.window.output_limit", {size.h, size.w, limits::side, limits::elements}));
    p.parameter = std::move(parameter);
    return p;
}

Fix size_fix(const char* parameter, Pair size) {
    const bool square = size.h == size.w;
    return {square ? Message("fix.output_size", {size.h}) : Message("fix.output_size_pair", {size.h, size.w}),
            {{parameter, {size.h, size.w}}},
            size.h,
            size.w};
}

}  // namespace pw
