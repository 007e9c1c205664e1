// What is on screen, for --report-layout: stable ids with rectangles in window px. Widgets and the canvas
// fill it in while they draw.
#pragma once

#include <string>
#include <vector>

#include "core/base/geometry.h"

namespace pw {

struct ReportItem {
    std::string id;  // "controls/kernel/plus", "transport/play", "input/cell/2,3", "card/fix/0"
    Rect rect;
    std::string text;
    bool enabled = true;
    std::string value;
};

struct Report {
    bool wanted = true;   // nobody asked: nothing is collected
    std::string focused;  // the control that has the keyboard; empty: none shows it
    std::vector<ReportItem> items;
    void add(ReportItem item) {
        if (wanted) items.push_back(std::move(item));
    }
};

}  // namespace pw
