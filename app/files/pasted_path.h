// A file's path as it is copied: from a file manager, an address bar or a terminal.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace pw {

// The first line as a path: "/home/x/photo.jpg", "~/photo.jpg", "file:///home/x/photo%201.jpg", each also in
// quotes or with spaces as "\ ". Nothing for any other text, such as a relative name: it could be anything.
std::optional<std::filesystem::path> pasted_path(std::string_view text);

}  // namespace pw
