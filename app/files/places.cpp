#include "app/files/places.h"

#include <cstdlib>

namespace pw {

namespace {

// Relative values are to be ignored, says the XDG base directory specification.
std::filesystem::path folder_of(const char* variable, const char* otherwise) {
    const char* value = std::getenv(variable);
    const auto base = value && *value == '/' ? std::filesystem::path(value)
                                             : home_folder() / std::filesystem::path(otherwise);
    return base / "poolwalk";
}

}  // namespace

std::filesystem::path home_folder() {
    const char* home = std::getenv("HOME");
    return home && *home ? home : ".";
}

std::filesystem::path config_folder() { return folder_of("XDG_CONFIG_HOME", ".config"); }
std::filesystem::path state_folder() { return folder_of("XDG_STATE_HOME", ".local/state"); }

Problem set_aside(const std::filesystem::path& path, const char* aside, const Problem& why) {
    std::filesystem::path broken = path;
    broken += ".broken";
    std::error_code error;
    std::filesystem::rename(path, broken, error);
    return error ? why : Problem(Message(aside, {broken.string()}));
}

}  // namespace pw
