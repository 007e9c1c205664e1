// Files of the command line as bytes; a failure names the file and the reason.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/walk/document.h"

namespace pw {

Expected<std::string> read_bytes(const std::filesystem::path& path, const ReadProgress& progress = {});

// All or nothing: a reader sees the old file or the new one, also after a power cut. Links are followed;
// devices and pipes are simply written to.
Expected<void> write_bytes(const std::filesystem::path& path, std::string_view bytes);

// For files that a document names, relative to the document's own folder.
FileReader files_next_to(const std::filesystem::path& document);

// Assets are read below this folder (the root of the sources) first; refused when it isn't a folder.
Expected<void> read_assets_from(const std::filesystem::path& folder);

}  // namespace pw
