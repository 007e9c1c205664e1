// Texts of the command line as values; nothing when a text isn't one.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "app/command_line/view.h"
#include "core/ops/op.h"

namespace pw {

struct Sides {
    std::int64_t top = 0, left = 0, bottom = 0, right = 0;
};

std::optional<std::int64_t> whole_number(std::string_view text);
std::optional<double> decimal(std::string_view text);       // finite
std::optional<Pair> pair(std::string_view text);            // "2", "2x3": height, width
std::optional<Samples> samples(std::string_view text);      // "0.3,0.7": width, height
std::optional<Sides> padding_sides(std::string_view text);  // "1", "1x0", "1,0,1,0"
std::optional<ViewSize> view_size(std::string_view text);   // "1280x800": width, height
std::optional<double> view_scale(std::string_view text);

}  // namespace pw
