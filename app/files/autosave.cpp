#include "app/files/autosave.h"

#include <unistd.h>

#include <chrono>

#include "app/files/bytes.h"
#include "app/files/places.h"
#include "core/base/asset.h"
#include "core/tensor/npy.h"

namespace pw {

namespace {

namespace fs = std::filesystem;

constexpr const char* file_name = "autosave.json";
constexpr std::string_view beside_begin = "autosave-", beside_end = ".npy";

bool is_beside(std::string_view name) {
    return name.starts_with(beside_begin) && name.ends_with(beside_end) && name.find('/') == name.npos;
}

// Another run may keep its own beside it.
std::string new_name() {
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    return std::string(beside_begin) + std::to_string(now) + "-" + std::to_string(::getpid()) +
           std::string(beside_end);
}

// Left by a run that was killed while it wrote; younger ones may be another run's.
bool is_left_over(const fs::directory_entry& entry, const std::string& name) {
    if (!name.starts_with(std::string(file_name) + ".") && !name.starts_with(beside_begin)) return false;
    if (name.ends_with(".broken") || is_beside(name)) return false;
    std::error_code error;
    const auto written = entry.last_write_time(error);
    return !error && fs::file_time_type::clock::now() - written > std::chrono::minutes(1);
}

// A name without a folder is that of a sample's picture, unless it is ours.
FileReader reader(const fs::path& folder) {
    return [folder](std::string_view name) -> Expected<std::string> {
        if (is_beside(name) || fs::path(name).is_absolute()) return read_bytes(folder / name);
        if (auto bytes = asset("assets/samples/" + std::string(name))) return std::move(*bytes);
        return fail("problem.file.not_found", {std::string(name)});
    };
}

}  // namespace

Expected<std::optional<Document>> Autosave::load() {
    const fs::path file = folder_ / file_name;
    std::error_code error;
    if (!fs::exists(file, error)) return std::nullopt;
    const auto bytes = read_bytes(file);
    if (!bytes) return tl::unexpected(bytes.error());
    auto document = read_document(*bytes, file_name, reader(folder_));
    if (!document) return fail(set_aside(file, "problem.autosave.aside", document.error()));
    Experiment& e = document->experiment;
    if (is_beside(e.input.file)) {
        beside_ = e.input.tensor;
        beside_name_ = std::exchange(e.input.file, {});
    }
    // Only what is new has no title of its own.
    if (e.title == title_of_file(file_name)) e.title = Message("title.new");
    return std::move(*document);
}

Expected<void> Autosave::save(Document document) {
    std::error_code error;
    fs::create_directories(folder_, error);
    Source& input = document.experiment.input;
    const bool large = input.file.empty() && input.tensor.shape().count() > most_inline;
    if (large)
        if (auto saved = save_tensor(input); !saved) return saved;
    if (auto written = write_bytes(folder_ / file_name, write_document(document)); !written) return written;
    remove_others(large ? beside_name_ : "");
    return {};
}

// Under a new name: the document that is there still needs the old one.
Expected<void> Autosave::save_tensor(Source& input) {
    std::error_code error;
    const bool there = input.tensor.same(beside_) && fs::exists(folder_ / beside_name_, error);
    if (!there) {
        const std::string name = new_name();
        if (auto written = write_bytes(folder_ / name, write_npy(input.tensor)); !written) return written;
        beside_ = input.tensor;
        beside_name_ = name;
    }
    input.file = beside_name_;
    return {};
}

void Autosave::remove_others(const std::string& kept) const {
    std::error_code error;
    std::vector<fs::path> old;
    for (fs::directory_iterator i(folder_, error), end; !error && i != end; i.increment(error)) {
        const std::string name = i->path().filename().string();
        if ((is_beside(name) && name != kept) || is_left_over(*i, name)) old.push_back(i->path());
    }
    for (const fs::path& path : old) fs::remove(path, error);
}

}  // namespace pw
