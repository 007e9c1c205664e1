#include "core/ops/taps.h"

namespace pw {

Step begin_step(const Window& window, const Tensor& input, std::int64_t n, std::int64_t plane, Position out,
                double padding_value, bool padding_gathered) {
    Step step;
    step.n = n;
    step.out = step.lands = out;
    step.in_channel = plane;
    step.rows = window.rows.taps(out.y);
    step.columns = window.columns.taps(out.x);
    step.taps.reserve(static_cast<std::size_t>(step.rows * step.columns));
    for (std::int64_t i = 0; i < step.rows; ++i) {
        const std::int64_t y = window.rows.at(out.y, i);
        for (std::int64_t j = 0; j < step.columns; ++j) {
            const std::int64_t x = window.columns.at(out.x, j);
            Tap tap;
            tap.at = {y, x};
            tap.kind = window.kind(tap.at);
            const bool real = tap.kind == TapKind::real;
            tap.gathered = real || (tap.kind == TapKind::padding && padding_gathered);
            tap.value = real ? input.at(n, plane, y, x) : padding_value;
            step.taps.push_back(tap);
        }
    }
    return step;
}

}  // namespace pw
