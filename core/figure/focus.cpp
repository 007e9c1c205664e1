#include <algorithm>
#include <charconv>
#include <string_view>

#include "core/figure/figure.h"

namespace pw {

namespace {

constexpr std::string_view grids[] = {"input/cell/",   "output/cell/", "kernel/cell/",
                                      "context/cell/", "other/cell/",  "difference/cell/"};

}  // namespace

std::string spot_id(const Focus& cell) {
    return std::string(grids[static_cast<std::size_t>(cell.grid)]) + std::to_string(cell.at.y) + "," +
           std::to_string(cell.at.x);
}

std::optional<Focus> cell_of(std::string_view spot) {
    const auto* grid = std::ranges::find_if(grids, [&](std::string_view g) { return spot.starts_with(g); });
    if (grid == std::end(grids)) return std::nullopt;
    Focus cell;
    cell.grid = static_cast<Focus::Grid>(grid - std::begin(grids));
    const char* end = spot.data() + spot.size();
    const auto y = std::from_chars(spot.data() + grid->size(), end, cell.at.y);
    if (y.ec != std::errc() || y.ptr == end || *y.ptr != ',') return std::nullopt;
    const auto x = std::from_chars(y.ptr + 1, end, cell.at.x);
    return x.ec == std::errc() && x.ptr == end ? std::optional(cell) : std::nullopt;
}

}  // namespace pw
