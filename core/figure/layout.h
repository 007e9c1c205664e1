// Where the figure's parts lie on the sheet (visual.md, section 5). px at 100 %, from the sheet's corner.
#pragma once

#include "core/figure/facts.h"
#include "core/figure/grid.h"

namespace pw {

inline constexpr double output_labels = 28;  // beside an output whose rows are numbered

struct FigureLayout {
    enum class Kind {
        row,      // input | bench | output on one axis
        column,   // a wide input on top, bench and output below it
        context,  // the convolution before the watched stage at its left
        kernel,   // a watched convolution: its kernel stands over the bench
        picture,  // cells too small for numbers, or an image
    };
    Kind kind = Kind::row;
    double room_width = 0, room_height = 0;  // the sheet without the strip
    GridBox input, bench, output;
    double input_number = 12, bench_number = 12, output_number = 12;  // sizes of the numbers
    Rect tray;
    GridBox context, kernel;       // kinds context and kernel
    Rect picture_in, picture_out;  // kind picture
    Rect band;                     // what lies below them; empty: no room
    // Pictures stand side by side over a band; wide ones one above the other; between tall ones lies the
    // magnifier. Larger over a lower band: two that are compared, and those that are zoomed. `sized`: all
    // windows at once, while a size is being looked for.
    enum class Shape { beside, stacked, tall, counted, zoomed, sized };
    Shape shape = Shape::beside;

    Rect window(const Window& w, Position o) const;  // the cells of window o, gaps between them included
    Vec2 tray_middle() const { return tray.middle(); }
};

// With its room's lower end.
FigureLayout moved(FigureLayout l, double down);

// Between two layouts of one kind; what isn't a place is the second's.
FigureLayout mix(const FigureLayout& from, const FigureLayout& to, double k);

// A sheet with so little height gives up indices, the sentence and the size's formula before the numbers.
bool is_low(const Look& look);
// Of a grid's name and shape, at the look's size of titles unless another is given.
double title_width(const Look& look, std::string_view name, std::string_view shape, double size = 0);
// Where it begins: further left where it would leave the sheet.
double title_x(const Look& look, double x, std::string_view name, std::string_view shape, double size = 0);
double strip_height(const Look& look, double card_open, double card = 304);
// What the pane shows under its pictures: numbers in place of the window, always where two are compared.
bool shows_counts(const Facts& f);
// Larger than any grid of numbers, and an image.
bool is_picture(const Facts& f);
// As pictures, whatever the size of their cells.
FigureLayout picture_layout(const Facts& facts, const Look& look, double strip);
// What kind of picture it is depends on the strip at rest only.
FigureLayout layout_of(const Facts& facts, const Look& look, double strip, double at_rest);

}  // namespace pw
