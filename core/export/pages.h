// What a writer of several pages or frames is given: Scenes, made when they are asked for, and a way to say
// how far it is.
#pragma once

#include <cstddef>
#include <functional>

#include "core/base/expected.h"
#include "core/figure/scene.h"

namespace pw {

// All of one size. Asked for in order, perhaps more than once; the same index gives the same Scene.
struct Pages {
    std::size_t count = 0;
    std::function<Scene(std::size_t)> at;
};

// After each page; false: stop, and the writer returns `cancelled()`.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

inline tl::unexpected<Problem> cancelled() { return fail("export.cancelled"); }

}  // namespace pw
