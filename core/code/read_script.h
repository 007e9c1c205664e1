// A text read from its first line to its last: what its names stand for, which layers it makes, and what goes
// through which.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/code/layers.h"
#include "core/code/syntax.h"

namespace pw::code {

// What a line does, as far as it was understood.
struct Facts {
    std::vector<int> makes;                            // layers
    std::vector<std::string> others;                   // layers that aren't here, made or used
    std::vector<std::string> unread;                   // of ours, with arguments that can't be read
    std::vector<std::string> left_out;                 // functions and methods that were passed over
    std::vector<std::pair<std::string, Value>> names;  // that it gives values
    int weights_of = -1, bias_of = -1;                 // a layer that it gives numbers
    std::optional<Numbers> numbers;                    // the last tensor that it makes
    bool orders = false;                               // something goes through an earlier line's layer
    bool ended = false;    // something goes through a layer when it is no plane any more
    bool applies = false;  // something goes through a layer
    bool imports = false, defines = false;
    bool reads_numbers = false;  // a name of an earlier line's
    std::set<int> needs;         // lines whose names it reads
};

struct Layer {
    MadeLayer made;
    Dialect dialect = Dialect::torch;
    std::string other;  // its name, when it isn't here
    struct Plane {
        std::int64_t out = 0, in = 0;
        Numbers numbers;
    };
    std::vector<Plane> planes;   // weight[out, in] = …
    std::optional<double> fill;  // weight.fill_(…)
    std::optional<double> bias_fill;
    bool no_bias = false;
    std::set<int> lines;  // where it is made, and given numbers
};

// Something on its way: an input (no layer), or what a layer gives.
struct Node {
    int layer = -1, parent = -1;
    bool turned = false;  // the layer reads -x
    std::set<int> lines;
    std::optional<Numbers> input;  // of an input whose numbers are known
};

struct Script {
    std::vector<Line> lines;
    std::vector<Facts> facts;  // of each line
    std::vector<Layer> layers;
    std::vector<Node> nodes;
    bool tensorflow = false;  // its names are met
    Budget budget;
};

// `text` is normalised, and outlives the script.
Script read_script(std::string_view text);

}  // namespace pw::code
