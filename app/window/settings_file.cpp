#include "app/window/settings_file.h"

#include <cstdlib>

#include "app/command_line/files.h"
#include "app/settings.h"

namespace pw {

std::filesystem::path settings_path() {
    const char* config = std::getenv("XDG_CONFIG_HOME");
    if (config && *config == '/') return std::filesystem::path(config) / "poolwalk/settings.json";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home && *home ? home : ".") / ".config/poolwalk/settings.json";
}

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
    std::filesystem::path aside = path_;
    aside += ".broken";
    std::filesystem::rename(path_, aside, error);
    problem_ = error ? settings.error() : Problem(Message("problem.settings.aside", {aside.string()}));
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
