// An experiment as a script that runs as it is: it builds the input, does what the stages do, and asserts the
// numbers on screen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/walk/experiment.h"

namespace pw {

namespace limits {
inline constexpr std::int64_t written_cells = 1024;  // of a tensor that is written out number by number
}  // namespace limits

enum class Framework { torch, keras, onnx, numpy };

struct CodeText {
    std::vector<std::string> lines;
    int marked = -1;          // the watched stage's line; -1: none
    bool shape_only = false;  // too many numbers to write out: random ones, and only their shape is asserted
    std::optional<Message> instead = std::nullopt;  // why there is no script
};

// The watched stage (0: the last one) on its own input; or all stages, and the one that it is compared with.
CodeText code_of(const Evaluation& evaluation, StageId watched, bool all_stages, Framework framework);

// The script as one text, a line end after each line.
std::string joined(const CodeText& code);

}  // namespace pw
