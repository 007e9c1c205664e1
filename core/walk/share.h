// A document as one line of text that can be pasted anywhere: "poolwalk:1:" and its JSON, compressed with
// zlib, in base64url.
#pragma once

#include <string>
#include <string_view>

#include "core/walk/document.h"

namespace pw {

namespace limits {
inline constexpr std::int64_t shared_cells = 4096;  // of the input, the weights and the biases together
}

// A small input that was read from a file goes into the line. Refuses what holds more numbers than the limit.
Expected<std::string> share_line(const Document& document);

// Whether text means to be a share line, of any version, whole or not.
bool is_share_line(std::string_view text);

// White space around and inside is passed over, anything else is strict ("problem.share.*").
Expected<Document> read_share_line(std::string_view text);

}  // namespace pw
