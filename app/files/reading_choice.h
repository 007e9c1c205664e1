// The two ways in which an array with three dimensions can be read, in words.
#pragma once

#include <optional>

#include "core/walk/experiment.h"

namespace pw {

struct ReadingChoice {
    Channels now = Channels::first;
    Message first, last;  // "3 channels of 4 × 3", "3 × 4 pixels in colour"
    const Message& of(Channels c) const { return c == Channels::first ? first : last; }
    Channels other() const { return now == Channels::first ? Channels::last : Channels::first; }
};
// Nothing for what isn't an array with three dimensions.
std::optional<ReadingChoice> reading_choice(const Source& source);

// What to say about how a file of values was read, when nobody said how: what it was taken for and how it
// would be read otherwise, and that its transparency is gone. `name` of the file.
std::vector<Message> reading_notes(const Source& source, const Reading& said, const std::string& name);

}  // namespace pw
