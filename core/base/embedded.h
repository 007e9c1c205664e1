// The table that assets/embed.cmake writes.
#pragma once

#include <span>
#include <string_view>

namespace pw {

struct EmbeddedFile {
    std::string_view path, bytes;
};
std::span<const EmbeddedFile> embedded_files();

}  // namespace pw
