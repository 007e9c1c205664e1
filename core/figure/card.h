// What the error card's two kinds share: a stage that is wrong by itself, and a chain that leaves too little.
#pragma once

#include "core/figure/draw.h"

namespace pw {

// A fix as a button, 44 high.
struct FixButton {
    std::string id, label, leads;  // "Padding 1", "→ 3 × 3"
    bool primary = false;
    double padding = 20, gap = 12;

    double width(const Kit& kit) const;
};
void draw_fix(Kit& kit, const Pane& pane, const FixButton& fix, double x, double y);
// Its text begins at `x`.
void draw_undo(Kit& kit, const Pane& pane, double x, double middle);
// "→ 3 × 3"; empty for nothing.
std::string leads_to(std::int64_t h, std::int64_t w);

// The part of a chain's card below the sentences, from the card's top at `top`.
struct ChainRoom {
    double left = 0, right = 0;            // of the text
    double edge_left = 0, edge_right = 0;  // of the hairline
    double top = 0, bottom = 0;            // below the sentences, and the card's own end
};
void draw_chain(Kit& kit, const Pane& pane, const ChainRoom& room);
// The height that it wants below the sentences, at most `most`.
double chain_height(const Kit& kit, const Pane& pane, double left, double right, double most);
// "max_pool needs 2 × 2, but only 1 × 1 is left"
std::string chain_sentence(const Kit& kit, const Pane& pane);
// "two stages": what the last valid picture shows of a chain that can't go on.
std::string chain_shown(const Kit& kit, const Pane& pane);

}  // namespace pw
