#include "app/panels/open_dialog.h"

#include <algorithm>

namespace pw {

namespace {

namespace fs = std::filesystem;

bool is_folder(const FolderEntry& e) { return e.kind == FileKind::folder; }

// Without anything said, the first file is meant; a name that is complete means itself.
int natural_mark(const Listing& listing) {
    const auto& all = listing.entries;
    const auto index = [&](auto found) { return static_cast<int>(found - all.begin()); };
    const auto exact = std::ranges::find(all, listing.typed, &FolderEntry::name);
    if (exact != all.end()) return index(exact);
    const auto file = std::ranges::find_if_not(all, is_folder);
    return file != all.end() ? index(file) : all.empty() ? -1 : 0;
}

}  // namespace

void OpenDialog::begin(bool saving, const fs::path& start) {
    shown = true;
    saves = saving;
    std::error_code error;
    from = fs::current_path(error);
    edit.set(shortened(start));
    // The name is what changes, not its ending.
    if (saves && edit.text.ends_with(".json")) edit.caret -= 5;
    looks.forget();
    list();
}

void OpenDialog::list() {
    auto listed = list_folder(edit.text, from);
    problem.reset();
    if (!listed) problem = listed.error();
    listing = listed ? std::move(*listed) : Listing{};
    name = listing.typed;
    // A new name matches nothing: then the folder is shown as it is.
    everything = saves && listed && listing.entries.empty();
    if (everything) {
        const std::string folder = edit.text.substr(0, edit.text.size() - name.size());
        if (auto all = list_folder(folder, from)) listing = std::move(*all);
    }
    // A name that is new is never taken for an old one.
    mark = saves ? -1 : natural_mark(listing);
    first = 0;
    std::error_code error;
    const fs::path path = typed_path();
    exists = fs::is_regular_file(path, error);
    folder_exists = fs::is_directory(path.parent_path(), error);
}

const FolderEntry* OpenDialog::marked() const {
    const bool any = mark >= 0 && mark < static_cast<int>(listing.entries.size());
    return any ? &listing.entries[static_cast<std::size_t>(mark)] : nullptr;
}

std::optional<Channels> OpenDialog::channels_of(const std::string& path) const {
    return path == chosen_for ? channels : std::nullopt;
}

std::string OpenDialog::completion() const {
    if (edit.caret != edit.text.size() || everything) return {};
    if (const FolderEntry* entry = marked()) return completion_of(listing, *entry);
    return listing.typed.empty() ? "" : common_completion(listing);
}

void OpenDialog::complete() {
    edit.set(edit.text + completion());
    list();
}

void OpenDialog::move_mark(int by, int rows) {
    const int count = static_cast<int>(listing.entries.size());
    if (count == 0) return;
    mark = mark < 0 ? (by > 0 ? 0 : count - 1) : std::clamp(mark + by, 0, count - 1);
    first = std::clamp(first, mark - rows + 1, mark);
}

void OpenDialog::enter(const FolderEntry& entry) {
    const bool home = edit.text == "~";
    std::string text = home ? "~/" : edit.text.substr(0, edit.text.size() - name.size());
    edit.set(text + entry.name + (is_folder(entry) ? "/" : ""));
    list();
}

fs::path OpenDialog::typed_path() const {
    fs::path path = expanded(edit.text, from);
    if (saves && path.has_filename() && path.extension() != ".json") path += ".json";
    return path;
}

bool OpenDialog::ready() const {
    if (marked()) return true;
    return saves ? folder_exists && !name.empty() : exists;
}

}  // namespace pw
