#include "app/files/reading_choice.h"

#include <array>

namespace pw {

namespace {

// The dimensions as the file has them.
std::array<std::int64_t, 3> dimensions(const Source& source) {
    const Shape& s = source.tensor.shape();
    if (source.reading.channels == Channels::first) return {s.c, s.h, s.w};
    return {s.h, s.w, source.alpha_dropped ? s.c + 1 : s.c};
}

const char* kind_of(std::int64_t channels) {
    switch (channels) {
        case 1:
            return "reading.pixels.grey";
        case 3:
            return "reading.pixels.colour";
        default:
            return "reading.pixels.values";
    }
}

}  // namespace

std::optional<ReadingChoice> reading_choice(const Source& source) {
    if (!source.reading.channels) return std::nullopt;
    const auto [a, b, c] = dimensions(source);
    return ReadingChoice{*source.reading.channels, Message("reading.channels", {a, b, c}),
                         Message(kind_of(c), {a, b, c})};
}

std::vector<Message> reading_notes(const Source& source, const Reading& said, const std::string& name) {
    std::vector<Message> notes;
    const bool last = source.reading.channels == Channels::last;
    if (!said.channels && (source.doubtful || last)) {
        const auto [a, b, c] = dimensions(source);
        notes.push_back(Message(last ? "note.read_last" : "note.read_first", {name, a, b, c}));
    }
    if (source.alpha_dropped) notes.push_back(Message("note.alpha_dropped", {name}));
    return notes;
}

}  // namespace pw
