// Arrays of .npy files as pictures: which of three dimensions the channels are.
#pragma once

#include <string_view>

#include "core/tensor/npy.h"
#include "core/tensor/reading.h"

namespace pw {

struct ArrayReading {
    Channels channels = Channels::first;
    bool doubtful = false;  // the other would be possible, too
};

// A last dimension of 1, 3 or 4 is one of channels when both others are longer than 16 or the values are
// bytes; with short ones it stays doubtful, and so it does when the first dimension is 1, 3 or 4 as well.
// Arrays of two and of four dimensions are read as they are.
ArrayReading likely_reading(const NpyHead& head);

struct FileArray {
    Tensor tensor;
    std::optional<Channels> channels;  // as read; only of three dimensions
    bool doubtful = false;             // nothing was said, and the other would be possible, too
    bool picture = false;              // bytes, in grey or colour
    bool alpha_dropped = false;        // bytes with a fourth channel last
};

// `channels`: nothing for the likelier. `name` only goes into messages.
Expected<FileArray> read_array(std::string_view name, std::string_view bytes,
                               std::optional<Channels> channels = std::nullopt);

}  // namespace pw
