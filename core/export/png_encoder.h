// Rows of bytes as PNG: what libpng needs, once.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace pw {

struct PngSheet {
    int width = 0, height = 0;
    bool alpha = false;        // RGBA, not premultiplied; else RGB
    bool photograph = false;   // filtered: smaller for photographs, larger for figures
    std::string share;         // text under `embedded_keyword`; empty: none
    double pixels_per_px = 0;  // kept as 96 pixels an inch times that; 0: nothing is said
};

// `fill` writes row y. Nothing when there is no memory. The same rows give the same bytes.
using FillRow = std::function<void(int y, std::uint8_t* row)>;
std::optional<std::string> encode_png(const PngSheet& sheet, const FillRow& fill);

}  // namespace pw
