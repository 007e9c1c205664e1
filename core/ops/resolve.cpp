#include "core/ops/check.h"

namespace pw {

namespace {

Axis axis_of(const AxisNumbers& a) { return Axis({a.n, a.k, a.s, a.p, a.p_end, a.d, a.outputs()}); }

}  // namespace

Pair default_stride(const WindowSpec& spec, bool convolves) {
    return convolves || spec.dialect == Dialect::onnx ? Pair{1, 1} : spec.kernel;
}

Window window_of(const Asked& a) { return {axis_of(along(a, 0)), axis_of(along(a, 1))}; }

Expected<Window> resolve(const WindowSpec& spec, WindowUse use, Shape input) {
    // No tensor is larger or has no plane; the arithmetic below counts on it.
    if (input.n < 1 || input.c < 1 || input.h > limits::side || input.w > limits::side)
        return tl::unexpected(check_shape(input).error());
    const Asked a = asked(spec, use, input);
    const auto refusal = refuse(a);
    if (!refusal) return window_of(a);
    Problem problem = describe(a, *refusal);
    problem.fixes = find_fixes(spec, use, input);
    return fail(std::move(problem));
}

}  // namespace pw
