// The parts of a worksheet: one exercise in its place, the answers of a variant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/figure/grid.h"
#include "core/figure/kit.h"
#include "core/figure/worksheet.h"

namespace pw::sheet {

inline constexpr double left = 96, right = 1144, column = 500, second_column = 644;
inline constexpr double head = 102;  // from an exercise's top to its grids

// A grid's numbers as they are written, and whether one of them is rounded.
std::vector<std::string> texts_of(const Kit& kit, const Tensor& t);
// Smaller, down to 12, where it would be wider than its room.
double fitted(Kit& kit, double x, double middle, const std::string& s, double size, Weight w, Colour colour,
              double room, Align align = Align::left);

// Input, kernel (of a convolution) and output of an exercise, arrows between them.
struct Grids {
    GridBox input, kernel, output;
    bool stacked = false;
    double number = 12;
    Rect bounds() const;
};
// In the largest cells that fit; nothing when their numbers would be too small to read.
std::optional<Grids> place_grids(const Kit& kit, const Exercise& e, const Rect& room, double most);
inline constexpr double column_cells = 68, column_height = 320, page_cells = 88;

void draw_exercise(Kit& kit, const Exercise& e, int number, const Rect& place, const Grids* grids, bool done);

// The answers of all exercises in lines from `top` on; how high they are. With `draw` off only measured.
double draw_answers(Kit& kit, const std::vector<Exercise>& exercises, double top, bool draw = true);
// Everything in the group turned upside down about a point.
void turn(Group& group, Vec2 about);

}  // namespace pw::sheet
