// What walks forward and backward have in common on the bench.
#pragma once

#include <functional>
#include <string>

#include "core/figure/draw.h"

namespace pw {

// Of a tap's tile; of the one that all become, or that goes to all.
Rect bench_place(const Facts& f, const FigureLayout& l, int q);
Rect sum_place(const FigureLayout& l);
void draw_tray(Kit& kit, const FigureLayout& l);
// A tap's empty place.
void draw_slot(Kit& kit, const FigureLayout& l, const Rect& r, const Tap& tap, double alpha);
// In a word over the tray's edge: how far it is there, how far filled.
void draw_pill(Kit& kit, const FigureLayout& l, const std::string& text, double there, double filled);
// A tile's shadow; none in print.
void shade(Cell& c, const Kit& kit, double y, double sigma, double alpha);
// The last part of a flight's path, under the tiles.
void draw_trail(Kit& kit, double way, const std::function<Vec2(double)>& at, double length = .42);

}  // namespace pw
