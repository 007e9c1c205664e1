// What the kernels are told: plain numbers and pointers, the same for every instruction set.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace pw::fast {

// One axis: window i reads [i * s - pad, i * s - pad + k), as far as that lies in [0, n). Every window has a
// cell.
struct Along {
    std::int64_t n, k, s, pad, o;
};

enum class Fold { max, min, sum };

struct Job {
    Fold fold = Fold::max;
    Along rows, columns;
    // Sums only: what each output row and column divides by.
    const double* row_divisors = nullptr;
    const double* column_divisors = nullptr;
    bool stream = false;  // the output is larger than the cache: write around it
};

// Part of an output plane: rows [y0, y1), columns [x0, x1).
struct Strip {
    const float* in;  // the plane
    float* out;       // the plane
    std::int64_t y0, y1, x0, x1;
    std::int64_t* indices = nullptr;  // the plane; selections only
};

// The cells of a row that a strip reads: which, and how much padding lies before them.
struct Columns {
    std::int64_t from, width, lead;
    Columns(const Along& c, const Strip& strip) {
        const std::int64_t start = strip.x0 * c.s - c.pad;
        from = std::max<std::int64_t>(0, start);
        width = std::min(c.n, (strip.x1 - 1) * c.s + c.k - c.pad) - from;
        lead = from - start;
    }
};

// Windows of 2 x 2 that touch, all of them inside the input.
inline bool touching_twos(const Job& job, const Strip& strip) {
    const Along &r = job.rows, &c = job.columns;
    const Columns cells(c, strip);
    return r.k == 2 && r.s == 2 && c.k == 2 && c.s == 2 && cells.lead == 0 &&
           cells.width == (strip.x1 - strip.x0 - 1) * c.s + c.k;
}
// Windows of 3 x 3 that far apart in whole rows, with a cell of padding before them.
inline bool padded_threes(const Job& job, const Strip& strip, std::int64_t stride, std::int64_t lanes) {
    const Along &r = job.rows, &c = job.columns;
    return r.k == 3 && r.s == stride && c.k == 3 && c.s == stride && c.pad == 1 && strip.x0 == 0 &&
           strip.x1 == c.o && (!job.stream || c.o % lanes == 0);
}

// Floats that a strip of at most that width needs for itself, without indices and with them.
std::size_t scratch_of(const Job& job, std::int64_t width);
std::size_t winners_scratch_of(const Job& job, std::int64_t width);
void run_strip(const Job& job, const Strip& strip, float* scratch);
void run_winners_strip(const Job& job, const Strip& strip, float* scratch);

}  // namespace pw::fast
