// The settings as a file's text. Strict: one that isn't exactly right is refused, and the caller sets it
// aside.
#pragma once

#include <string>
#include <string_view>

#include "app/session.h"

namespace pw {

// `name` only goes into the message ("problem.settings.*"). Settings that the text doesn't mention keep their
// default.
Expected<Settings> read_settings(std::string_view json, std::string_view name);
std::string write_settings(const Settings& settings);

}  // namespace pw
