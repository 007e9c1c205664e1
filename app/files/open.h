// Documents on the disk. In memory they name other files by absolute paths, so that they are found wherever
// the document goes; on the disk by relative ones, so that a folder can be moved as a whole.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/walk/document.h"

namespace pw {

// Any file that Poolwalk understands, told by its content; an exported figure is the experiment that it
// carries. A document is called what its file is called.
Expected<Document> open_file(const std::filesystem::path& path);

// The text of a file of Python, by its name or, with .txt, by what it holds; nothing for every other file.
std::optional<std::string> code_in_file(const std::filesystem::path& path);

// An input that is still as it came from a file is referred to: relative when it lies below or beside the
// document. Everything else is written into the document, which is called what its file is called.
Expected<void> save_file(const std::filesystem::path& path, Document document);

}  // namespace pw
