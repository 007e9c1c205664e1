// Out of all that a script says: the chain, what stands beside it, the input, and which lines they come from.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/code/read_code.h"
#include "core/code/read_script.h"

namespace pw::code {

// What of the script is taken.
struct Choice {
    std::vector<int> layers;          // of the chain, in its order
    std::vector<int> nodes;           // theirs, where something goes through them
    int beside = -1, beside_at = -1;  // a layer of the same input as layers[beside_at]
    std::set<int> too_many;           // nodes that read the same input as the chain, too
    std::optional<Numbers> input;
    std::set<int> used;         // lines
    std::set<int> for_weights;  // of them: where a layer's numbers come from
};
Choice choose(const Script& script);

struct Assembled {
    CodeRead::Makes makes = CodeRead::Makes::experiment;
    Document document;
    struct Made {
        Stage stage;
        std::vector<Message> notes;
    };
    std::map<int, Made> stages;  // by their layer
};
// Nothing when nothing is taken.
std::optional<Assembled> assemble(Script& script, const Choice& choice, const Document& current);

}  // namespace pw::code
