// Rows of text in a popover, each with its keys.
#pragma once

#include <string>
#include <vector>

#include "app/panels/frame.h"

namespace pw {

// Of the stage's chip in the ribbon.
std::string chip_id(StageId stage);
// What a chip says of a size: "5 × 5", "3 × 5 × 5" with several channels.
std::string planes_text(const Shape& s);

struct MenuRow {
    std::string id, text;
    std::vector<std::string> keys;  // "Ctrl+O"; of several, each a cap
    bool enabled = true;
};
inline constexpr double menu_row_h = 40;

// True when it was chosen. The arrows move between rows.
bool menu_row(Frame& f, const MenuRow& row, Rect r);
// Below its opener, within the window.
Rect popover_below(const Frame& f, double x, double width, double height);
// What lies behind a popover: true when it is clicked.
bool clicked_outside(Frame& f, const std::string& id, Rect inside);
// For rows that draw themselves: the arrows move between them, too.
void arrows_move(Kit& kit, const std::string& id, const Touch& touch);

}  // namespace pw
