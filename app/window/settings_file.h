// The settings between two runs.
#pragma once

#include <filesystem>
#include <optional>

#include "app/session.h"

namespace pw {

// $XDG_CONFIG_HOME/poolwalk/settings.json
std::filesystem::path settings_path();

class SettingsFile {
  public:
    explicit SettingsFile(std::filesystem::path path) : path_(std::move(path)) {}

    // What was saved, or `first` when there is nothing. A broken file is set aside as settings.json.broken;
    // problem() then says so.
    Settings load(const Settings& first);
    // Writes only what differs from the file. A folder that can't be written is no reason to stop: problem().
    void save(const Settings& settings);
    const std::optional<Problem>& problem() const { return problem_; }

  private:
    std::filesystem::path path_;
    std::optional<Settings> saved_;
    std::optional<Problem> problem_;
};

}  // namespace pw
