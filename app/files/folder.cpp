#include "app/files/folder.h"

#include <algorithm>
#include <optional>

#include "app/files/places.h"
#include "core/base/utf8.h"

namespace pw {

namespace {

namespace fs = std::filesystem;

struct Ending {
    std::string_view text;
    FileKind kind;
};
constexpr Ending endings[] = {
    {".json", FileKind::experiment}, {".csv", FileKind::table},    {".tsv", FileKind::table},
    {".txt", FileKind::table},       {".npy", FileKind::array},    {".png", FileKind::picture},
    {".jpg", FileKind::picture},     {".jpeg", FileKind::picture}, {".svg", FileKind::figure},
    {".pdf", FileKind::figure},      {".py", FileKind::code}};

std::optional<FileKind> kind_of(std::string_view name) {
    for (const Ending& e : endings) {
        if (name.size() <= e.text.size()) continue;
        const std::string_view end = name.substr(name.size() - e.text.size());
        const auto same = [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); };
        if (std::equal(e.text.begin(), e.text.end(), end.begin(), same)) return e.kind;
    }
    return std::nullopt;
}

// Nothing for what can't be opened; links count as what they lead to.
std::optional<FolderEntry> entry_of(const fs::directory_entry& entry, std::string name) {
    std::error_code error;
    FolderEntry out{std::move(name), FileKind::folder, 0};
    if (entry.is_directory(error)) return out;
    const auto kind = kind_of(out.name);
    if (!kind || !entry.is_regular_file(error)) return std::nullopt;
    out.kind = *kind;
    const auto size = entry.file_size(error);
    if (!error) out.size = static_cast<std::int64_t>(size);
    return out;
}

tl::unexpected<Problem> refuse(const fs::path& folder, const std::error_code& error) {
    const std::string name = shortened(folder);
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)
        return fail("problem.file.not_found", {name});
    if (error == std::errc::permission_denied) return fail("problem.file.permission", {name});
    return fail("problem.file.system", {name, error.message()});
}

}  // namespace

fs::path expanded(std::string_view typed, const fs::path& from) {
    if (typed == "~") return home_folder();
    if (typed.starts_with("~/")) return home_folder() / typed.substr(2);
    return from / typed;
}

std::string shortened(const fs::path& path) {
    const std::string text = path.string(), home = home_folder().string();
    if (home.size() < 2 || !text.starts_with(home)) return text;
    const std::string rest = text.substr(home.size());
    return rest.empty() || rest.front() == '/' ? "~" + rest : text;
}

Expected<Listing> list_folder(std::string_view typed, const fs::path& from) {
    Listing out;
    const std::size_t slash = typed.find_last_of('/');
    const bool below = slash != typed.npos;
    out.folder = below ? expanded(typed.substr(0, slash + 1), from) : typed == "~" ? home_folder() : from;
    if (typed != "~") out.typed = typed.substr(below ? slash + 1 : 0);
    std::error_code error;
    fs::directory_iterator i(out.folder, error);
    if (error) return refuse(out.folder, error);
    std::size_t seen = 0;
    for (; !error && i != fs::directory_iterator(); i.increment(error)) {
        if (++seen > limits::folder_entries) {
            out.cut = true;
            break;
        }
        std::string name = i->path().filename().string();
        const bool hidden = name.front() == '.' && !out.typed.starts_with('.');
        if (hidden || !name.starts_with(out.typed)) continue;
        if (auto entry = entry_of(*i, std::move(name))) out.entries.push_back(std::move(*entry));
    }
    std::ranges::sort(out.entries, [](const FolderEntry& a, const FolderEntry& b) {
        const bool fa = a.kind == FileKind::folder, fb = b.kind == FileKind::folder;
        return fa != fb ? fa : a.name < b.name;
    });
    return out;
}

std::string completion_of(const Listing& listing, const FolderEntry& entry) {
    return entry.name.substr(listing.typed.size()) + (entry.kind == FileKind::folder ? "/" : "");
}

std::string common_completion(const Listing& listing) {
    if (listing.entries.empty()) return {};
    if (listing.entries.size() == 1) return completion_of(listing, listing.entries.front());
    std::string_view common = listing.entries.front().name;
    for (const FolderEntry& e : listing.entries) {
        const auto ends = std::ranges::mismatch(common, e.name);
        common = common.substr(0, static_cast<std::size_t>(ends.in1 - common.begin()));
    }
    // Never half a character.
    const std::string_view whole = listing.entries.front().name;
    const std::size_t end = utf8::begin(whole, common.size());
    return std::string(common.substr(listing.typed.size(), end - listing.typed.size()));
}

std::int64_t count_files(const fs::path& folder) {
    std::error_code error;
    fs::directory_iterator i(folder, error);
    if (error) return -1;
    std::int64_t count = 0;
    std::size_t seen = 0;
    for (; !error && i != fs::directory_iterator() && ++seen <= limits::folder_entries; i.increment(error)) {
        const std::string name = i->path().filename().string();
        if (name.front() != '.' && kind_of(name) && !i->is_directory(error)) ++count;
    }
    return count;
}

}  // namespace pw
