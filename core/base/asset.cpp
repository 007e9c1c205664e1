#include "core/base/asset.h"

#include "core/base/embedded.h"

namespace pw {

namespace {
std::function<std::optional<std::string>(std::string_view)> reader;
}

std::optional<std::string> asset(std::string_view path) {
    if (reader)
        if (auto bytes = reader(path)) return bytes;
    for (const EmbeddedFile& f : embedded_files())
        if (f.path == path) return std::string(f.bytes);
    return std::nullopt;
}

std::vector<std::string> assets_below(std::string_view folder) {
    std::vector<std::string> paths;
    for (const EmbeddedFile& f : embedded_files())  // sorted by CMake
        if (f.path.starts_with(folder)) paths.emplace_back(f.path);
    return paths;
}

void set_asset_reader(std::function<std::optional<std::string>(std::string_view)> r) {
    reader = std::move(r);
}

}  // namespace pw
