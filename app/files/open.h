// Documents on the disk. In memory they name other files by absolute paths, so that they are found wherever
// the document goes; on the disk by relative ones, so that a folder can be moved as a whole.
#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "core/walk/document.h"

namespace pw {

// Any file that Poolwalk understands, told by its content; an exported figure is the experiment that it
// carries. A document is called what its file is called, and says itself how its own file is read.
Expected<Document> open_file(const std::filesystem::path& path, const Reading& reading = {},
                             const ReadProgress& progress = {});

// Where a person has something to say about the code first: the text of a file of Python, by its name or,
// with .txt, by what it holds. Every other file is opened.
using Opened = std::variant<Document, std::string>;
Expected<Opened> open_or_show_code(const std::filesystem::path& path, const Reading& reading = {},
                                   const ReadProgress& progress = {});

// An input that is still as it came from a file is referred to: relative when it lies below or beside the
// document. Everything else is written into the document, which is called what its file is called.
Expected<void> save_file(const std::filesystem::path& path, Document document);

}  // namespace pw
