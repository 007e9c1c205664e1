// How a file of values is read, where it can be read in more ways than one, and how far that is.
#pragma once

#include <functional>
#include <optional>

#include "core/base/expected.h"

namespace pw {

enum class Channels { first, last };  // of an array with three dimensions: (C, H, W) or (H, W, C)

struct Reading {
    int reduce = 1;                    // a picture's sides divided by that much, see PictureRows
    std::optional<Channels> channels;  // nothing: whichever is likelier
    bool operator==(const Reading&) const = default;
};

namespace limits {
inline constexpr int reduce = 16;  // the most that a picture is reduced
}

// Told now and then: 0 … 1. False: stop, and the reader returns `reading_stopped()`.
using ReadProgress = std::function<bool(double done)>;
inline tl::unexpected<Problem> reading_stopped() { return fail("open.cancelled"); }

}  // namespace pw
