// A grid of cells on the canvas: where each lies, how large its numbers are.
#pragma once

#include <cstdint>
#include <span>

#include "core/figure/figure.h"

namespace pw {

struct GridBox {
    double x = 0, y = 0;  // upper left corner of the first cell (of the ring, when there is one)
    double pitch = 0, gap = 0, cell = 0, radius = 0;
    std::int64_t rows = 0, columns = 0;  // with the ring
    std::int64_t ring_top = 0, ring_left = 0;

    static GridBox make(double pitch, std::int64_t rows, std::int64_t columns, const Measures& m = {});
    // (y, x) as the tensor counts: the ring lies at negative positions. Fractions lie between cells.
    Rect at(double row, double column) const {
        return {x + (column + static_cast<double>(ring_left)) * pitch,
                y + (row + static_cast<double>(ring_top)) * pitch, cell, cell};
    }
    Rect at(Position p) const { return at(static_cast<double>(p.y), static_cast<double>(p.x)); }
    // From the first to the last of a block of cells.
    Rect block(double row, double column, double h, double w) const {
        const Rect a = at(row, column);
        return {a.x, a.y, w * pitch - gap, h * pitch - gap};
    }
    Rect bounds() const {
        return {x, y, static_cast<double>(columns) * pitch - gap, static_cast<double>(rows) * pitch - gap};
    }
};

// The largest size of the ladder that is at most .52 of the cell and lets the widest text take at most .84 of
// it; without ladder, half the cell or what the widest text allows.
double number_size(const Fonts& fonts, double cell, const std::vector<std::string>& texts,
                   bool ladder = true);
// The same for the values of a plane, as the look writes them.
double number_size(const Look& look, double cell, std::span<const float> plane);
// How visible a number of this width is in a cell: it fades out before it would touch the edges.
double number_alpha(double width, double cell);

}  // namespace pw
