// Sizes in which a page for slides differs from the window's canvas. px at 100 %.
#pragma once

namespace pw {

struct Measures {
    double title = 20, index = 13;            // text sizes
    double index_up = 16, index_left = 18;    // middles of the indices, from the grid's corner
    double tray = 16;                         // margin around the bench
    double aside = 12;                        // a row stands this far right of the middle: the indices' room
    double gap = 0;                           // between the columns of a row; 0: as the sheet's width has it
    double most_pitch = 112, pitch_step = 4;  // whole pixels on the screen; 0: any pitch
    double most_gap = 8, most_radius = 12;    // of cells
    double around_rows = 128;                 // what a row of grids leaves above and below, together
    double formula = 28;                      // size of its text
    double least_magnifier = 96;              // a band lower than this under pictures isn't worth having
    bool ladder = true;                       // numbers in a few sizes; else half a cell
    bool operator==(const Measures&) const = default;
};

}  // namespace pw
