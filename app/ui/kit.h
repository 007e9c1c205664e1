// What every widget needs: a pen, a hand, the colours, and where to say what it is.
#pragma once

#include <string>

#include "app/report.h"
#include "app/ui/hand.h"
#include "app/ui/pen.h"

namespace pw {

struct Kit {
    Pen& pen;
    Hand& hand;
    Report& report;
    const Tokens& t;
    bool dark = false;
    // A tooltip to be drawn over everything at the frame's end.
    struct Tip {
        Rect of;
        std::string text, key;
    };
    std::optional<Tip> tip{};

    void says(std::string id, Rect r, std::string text, bool enabled = true, std::string value = {}) {
        report.add({std::move(id), r, std::move(text), enabled, std::move(value)});
    }
    void ring(const Touch& touch, Rect r, double radius) {
        if (touch.ring) pen.stroke(r.outset(4), radius + 3, 2, t.focus);
    }
};

}  // namespace pw
