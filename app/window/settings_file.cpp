#include "app/window/settings_file.h"

#include "app/files/bytes.h"
#include "app/files/places.h"
#include "app/settings.h"

namespace pw {

std::filesystem::path settings_path() { return config_folder() / "settings.json"; }

Settings SettingsFile::load(const Settings& first) {
    std::error_code error;
    if (!std::filesystem::exists(path_, error)) return first;
    const auto bytes = read_bytes(path_);
    if (!bytes) {
        problem_ = bytes.error();
        return first;
    }
    auto settings = read_settings(*bytes, path_.string());
    if (settings) {
        saved_ = *settings;
        return *settings;
    }
    problem_ = set_aside(path_, "problem.settings.aside", settings.error());
    return first;
}

void SettingsFile::save(const Settings& settings) {
    if (saved_ == settings) return;
    saved_ = settings;  // also when it fails: once is enough
    std::error_code error;
    std::filesystem::create_directories(path_.parent_path(), error);
    if (auto written = write_bytes(path_, write_settings(settings)); !written) problem_ = written.error();
}

}  // namespace pw
