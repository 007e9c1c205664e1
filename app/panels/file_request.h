// What the panels want from the disk: they never touch documents there themselves.
#pragma once

#include <filesystem>

#include "core/tensor/reading.h"

namespace pw {

struct FileRequest {
    enum class Kind { open, stop_opening, save, last_session };
    Kind kind = Kind::open;
    std::filesystem::path path = {};  // to save without one: where it was saved before
    Reading reading = {};
};

}  // namespace pw
