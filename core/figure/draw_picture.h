// The parts of a picture's canvas.
#pragma once

#include "core/figure/paint.h"
#include "core/figure/picture_view.h"

namespace pw {

// The window's values, channel by channel, and the result.
void draw_window_band(Kit& kit, const Facts& f, const FigureLayout& l, const Rect& window, const Rect& cell);
// A line over a picture: the accent, on white as wide as that.
void draw_beam_line(Kit& kit, Path line, double width, Colour below, double below_width);
// A small arrow, from what was to what becomes of it.
void draw_pointer(Kit& kit, Vec2 middle);
// Which of three channels a person looks at, in a sentence and by name; and R | G | B, "picture/channel/0" …,
// on a screen.
std::string shown_channel(const Kit& kit, const Facts& f);
std::string channel_name(const Kit& kit, const Facts& f);
void channel_segments(Kit& kit, const Facts& f, const Rect& rect);

// A part of a picture: its pixels, and from a certain size on its cells with their numbers. `first`, `end`:
// of the part, along x.
void draw_pixels(Kit& kit, const Plane& plane, std::shared_ptr<const Image> image, double first, double end);
constexpr double least_numbers = 36;  // px a cell that has room for its number
// `gap`: between the cells.
void draw_cells(Kit& kit, const Facts& f, const Plane& plane, const Tensor& t, std::int64_t channel,
                double first, double end, double gap = 1);
// Outputs that the walk has not reached yet stay covered.
void cover_rest(Kit& kit, const Facts& f, const Plane& plane, double first, double end);

// Where the input's window and the output's cell are; of one that is too small to be seen a larger frame.
Rect window_on(const Facts& f, const Plane& input);
Rect cell_on(const Facts& f, const Plane& output);
void mark(Kit& kit, const Rect& cells, const Plane& plane, bool zoomed);

// Where each window of the input begins, and where the last one ends; what that is, in words below.
void draw_all_windows(Kit& kit, const Facts& f, const Plane& input);

// Level lines from the window to its output, of a picture that is zoomed; how far it is zoomed, and the
// buttons for that.
void draw_zoom_beam(Kit& kit, const Facts& f, const PictureView& v);
void draw_zoom_band(Kit& kit, const Facts& f, const FigureLayout& l, const PictureView& v,
                    const std::shared_ptr<const Image>& image);

}  // namespace pw
