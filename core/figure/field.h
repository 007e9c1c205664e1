// The whole chain at one pitch, with what one of its values sees and reaches (visual2.md, section 5).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/figure/draw.h"
#include "core/walk/field.h"

namespace pw {

struct FieldGrid {
    std::size_t link = 0;  // of the field's
    const Tensor* values = nullptr;
    GridBox box;
    std::string name, shape;
    double number = 12;   // the size of its numbers
    double advance = 0;   // to the next grid
    bool folded = false;  // stages before it are left out
};

struct FieldFigure {
    Field field;
    std::vector<FieldGrid> grids;  // those that are drawn, from the input on
    double room_height = 0;
    bool known = true;  // the value has been computed: what decides may be shown

    const FieldLink& link(const FieldGrid& g) const { return field.links[g.link]; }
    bool is_own(const FieldGrid& g) const { return g.link == field.own; }
    bool after(const FieldGrid& g) const { return g.link > field.own; }
    double bottom() const;  // of the lowest grid
};

// "4 × 4": from the first to the last of them.
std::string box_text(const CellSet& cells);

// Nothing when the pane asks for none, or when the chain's cells would be too small.
std::unique_ptr<FieldFigure> field_figure(const Pane& pane, const Facts& f, const Kit& kit, double strip);

void draw_field(Kit& kit, const Facts& f, const FieldFigure& figure);
void draw_field_strip(Kit& kit, const Facts& f, const FieldFigure& figure, double top);

}  // namespace pw
