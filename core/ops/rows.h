// Plain loops over an output, shared among threads by whole rows.
#pragma once

#include <algorithm>

#include "core/ops/op.h"

namespace pw {

// fn(n, c, y, place of the row's first value) for each row of the output, in any order; a row reads about
// `taps` cells. False after a stop.
template <class Fn>
bool each_row(const Shape& out, std::int64_t taps, const Wanted& wanted, const Fn& fn) {
    constexpr std::int64_t worth_a_strip = 1 << 16;  // taps
    const std::int64_t rows = out.n * out.c * out.h,
                       strip =
                           std::clamp<std::int64_t>(worth_a_strip / std::max<std::int64_t>(1, taps), 1, rows);
    Executor& executor = wanted.executor ? *wanted.executor : Executor::shared();
    return executor.each((rows + strip - 1) / strip,
                         [&](std::int64_t i) {
                             for (std::int64_t row = i * strip; row < std::min(rows, (i + 1) * strip);
                                  ++row) {
                                 const std::int64_t plane = row / out.h;
                                 fn(plane / out.c, plane % out.c, row % out.h, row * out.w);
                             }
                         },
                         wanted.stop);
}

// Cells that the windows of a row of the output have.
inline std::int64_t taps_of_a_row(const Plan& plan) {
    return plan.out.w * plan.window.rows.max_taps() * plan.window.columns.max_taps();
}

}  // namespace pw
