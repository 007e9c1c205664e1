// The files of an export: each appears under its name whole or not at all.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/export/exporter.h"

namespace pw {

// The file being written, how many pages of how many are done. False stops.
using FileProgress = std::function<bool(const std::string& file, std::size_t done, std::size_t total)>;

// `file`, or, of several, numbered ones beside it; its folder is made. The bytes written.
Expected<std::int64_t> write_export(const Export& what, const std::string& file,
                                    const FileProgress& progress = {});

// The first file that write_export() would write.
std::string first_file(const Export& what, const std::string& file);

}  // namespace pw
