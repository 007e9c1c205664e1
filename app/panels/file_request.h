// What the panels want from the disk: they never touch documents there themselves.
#pragma once

#include <filesystem>

namespace pw {

struct FileRequest {
    enum class Kind { open, save, last_session };
    Kind kind = Kind::open;
    std::filesystem::path path;  // to save without one: where it was saved before
};

}  // namespace pw
