// Icons as strokes around (0, 0), from the same path data as the drawings; px at 100 %.
#pragma once

#include <vector>

#include "core/base/geometry.h"

namespace pw {

struct IconStroke {
    std::vector<Vec2> points;
    bool closed = false, filled = false;
    double width = 1.75;  // 0: filled only
};
using Icon = std::vector<IconStroke>;

namespace icons {

const Icon& play();
const Icon& pause();
const Icon& first();
const Icon& previous();
const Icon& next();
const Icon& last();
const Icon& loop();
const Icon& link();
const Icon& broken_link();
const Icon& theme();
const Icon& compare();
const Icon& help();
const Icon& sliders();
const Icon& copy();
const Icon& check();
const Icon& undo();
const Icon& redo();
const Icon& chevron();
const Icon& arrow();
const Icon& plus();
const Icon& minus();
const Icon& close();
const Icon& brush();
const Icon& dice();
const Icon& folder();
const Icon& file();
const Icon& share();
// What is exported: a moment, pages, a film, a sheet of steps, a storyboard, a worksheet.
const Icon& moment();
const Icon& pages();
const Icon& film();
const Icon& sheet();
const Icon& storyboard();
const Icon& worksheet();

}  // namespace icons
}  // namespace pw
