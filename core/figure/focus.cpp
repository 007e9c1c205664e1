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
    const std::string at = std::to_string(cell.at.y) + "," + std::to_string(cell.at.x);
    if (cell.grid == Focus::Grid::stage) return "stage/" + std::to_string(cell.stage) + "/cell/" + at;
    return std::string(grids[static_cast<std::size_t>(cell.grid)]) + at;
}

std::optional<Focus> cell_of(std::string_view spot) {
    const char* end = spot.data() + spot.size();
    const char* p = spot.data();
    const auto number = [&](std::int64_t& to) {
        const auto read = std::from_chars(p, end, to);
        p = read.ptr;
        return read.ec == std::errc();
    };
    const auto word = [&](std::string_view w) {
        const bool there = std::string_view(p, static_cast<std::size_t>(end - p)).starts_with(w);
        if (there) p += w.size();
        return there;
    };
    Focus cell;
    if (word("stage/")) {
        cell.grid = Focus::Grid::stage;
        if (!number(cell.stage) || !word("/cell/")) return std::nullopt;
    } else {
        const auto* grid =
            std::ranges::find_if(grids, [&](std::string_view g) { return spot.starts_with(g); });
        if (grid == std::end(grids)) return std::nullopt;
        cell.grid = static_cast<Focus::Grid>(grid - std::begin(grids));
        p += grid->size();
    }
    return number(cell.at.y) && word(",") && number(cell.at.x) && p == end ? std::optional(cell)
                                                                           : std::nullopt;
}

}  // namespace pw
