#include "core/figure/grid.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pw {

GridBox GridBox::make(double pitch, std::int64_t rows, std::int64_t columns, const Measures& m) {
    GridBox g;
    g.pitch = pitch;
    g.gap = pitch < 24 ? (pitch < 8 ? 0 : 1) : std::clamp(std::round(.07 * pitch), 0., m.most_gap);
    g.cell = pitch - g.gap;
    g.radius = pitch < 24 ? 2 : std::clamp(std::round(.1 * g.cell), 2., m.most_radius);
    g.rows = rows;
    g.columns = columns;
    return g;
}

double number_size(const Fonts& fonts, double cell, const std::vector<std::string>& texts, bool by_ladder) {
    constexpr std::array<double, 8> ladder{84, 60, 44, 32, 24, 18, 14, 12};
    double widest = 0;  // at size 1
    for (const std::string& t : texts) widest = std::max(widest, fonts.width(t, Weight::semibold, 100) / 100);
    if (!by_ladder) return std::max(ladder.back(), std::min(.5, .84 / widest) * cell);
    for (double size : ladder)
        if (size <= .52 * cell && widest * size <= .84 * cell) return size;
    return ladder.back();
}

double number_size(const Look& look, double cell, std::span<const float> plane) {
    std::vector<std::string> texts;
    texts.reserve(plane.size());
    for (float v : plane) texts.push_back(show(v, look.numbers));
    return number_size(*look.fonts, cell, texts, look.measures.ladder);
}

double number_alpha(double width, double cell) { return 1 - smoothstep(.84, .96, width / cell); }

}  // namespace pw
