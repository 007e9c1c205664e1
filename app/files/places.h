// Where Poolwalk keeps things between runs, and what happens to a file there that can't be used.
#pragma once

#include <filesystem>

#include "core/base/expected.h"

namespace pw {

std::filesystem::path home_folder();
std::filesystem::path config_folder();  // $XDG_CONFIG_HOME/poolwalk
std::filesystem::path state_folder();   // $XDG_STATE_HOME/poolwalk

// Renames a broken file to FILE.broken. Gives `aside` with the new name, or `why` when even that can't be
// done.
Problem set_aside(const std::filesystem::path& path, const char* aside, const Problem& why);

}  // namespace pw
