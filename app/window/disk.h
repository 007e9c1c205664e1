// Files as bytes; the only place of the window that knows paths.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/expected.h"
#include "core/walk/document.h"

namespace pw {

Expected<std::string> read_file(const std::filesystem::path& path);
// All or nothing: a reader sees the old file or the new one. `lasting`: also after a power cut.
Expected<void> write_file(const std::filesystem::path& path, std::string_view bytes, bool lasting = true);
// For files that a document names, relative to the document's own place.
FileReader files_beside(const std::filesystem::path& document);

// $XDG_CONFIG_HOME/poolwalk/settings.json
std::filesystem::path settings_path();

}  // namespace pw
