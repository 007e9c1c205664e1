// What a typed path could mean: the folder that it is in, and what there begins as it ends.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/expected.h"

namespace pw {

enum class FileKind { folder, experiment, table, array, picture, figure, code };

struct FolderEntry {
    std::string name;
    FileKind kind = FileKind::folder;
    std::int64_t size = 0;  // bytes of a file
    bool operator==(const FolderEntry&) const = default;
};

struct Listing {
    std::filesystem::path folder;      // absolute
    std::string typed;                 // the last part, as far as it is typed
    std::vector<FolderEntry> entries;  // folders first, then files; by name
    bool cut = false;                  // there are more than are listed
};

namespace limits {
inline constexpr std::size_t folder_entries = 20000;  // that are looked at
}

// "~/lessons/po" -> $HOME/lessons/po; relative paths begin at `from`.
std::filesystem::path expanded(std::string_view typed, const std::filesystem::path& from);
// The other way: what a person would type for it.
std::string shortened(const std::filesystem::path& path);

// Everything in the folder that the text ends in and that begins with its last part: folders, and files whose
// ending Poolwalk knows. Hidden ones only when that part begins with a dot.
Expected<Listing> list_folder(std::string_view typed, const std::filesystem::path& from);

// What could be added to the typed part, whichever of the entries is meant; with '/' behind the only folder.
std::string common_completion(const Listing& listing);
// What is missing of one entry.
std::string completion_of(const Listing& listing, const FolderEntry& entry);
// How many of a folder's files Poolwalk knows; -1: it can't be looked into.
std::int64_t count_files(const std::filesystem::path& folder);

}  // namespace pw
