// Shaders, locales and samples, embedded in the program at configure time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw {

// The bytes of "shaders/cell.vert", "assets/locales/en.json", …
std::optional<std::string> asset(std::string_view path);
// All embedded paths below a folder, sorted.
std::vector<std::string> assets_below(std::string_view folder);
// While developing: asked first for every asset; nullopt falls back to the embedded one.
void set_asset_reader(std::function<std::optional<std::string>(std::string_view)> reader);

}  // namespace pw
