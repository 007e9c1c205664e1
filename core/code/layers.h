// Which names are layers, what their arguments are called, and the stage that they make.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/code/values.h"
#include "core/walk/stage.h"

namespace pw::code {

// A name in a framework. A function takes what goes through it first.
struct Signature {
    std::string_view name;  // the last part of its path: "MaxPool2d"
    const OpInfo* op = nullptr;
    Dialect dialect = Dialect::torch;
    bool function = false;
    std::vector<std::string_view> arguments;  // by position, without what goes through
};

// nullptr when it is none of ours. `path`: "torch.nn.functional.max_pool2d" in its parts.
const Signature* find_signature(std::span<const std::string_view> path);
// A layer of these frameworks that isn't a stage here: Dropout, Linear, …
bool is_other_layer(std::span<const std::string_view> path);
// Of these, one that makes a row of its planes.
bool ends_planes(std::string_view name);
// Whether the path begins with a framework's own name or usual nickname: torch, nn, F, tf, layers, np, …
bool is_framework(std::span<const std::string_view> path);

// A call's arguments: those by place, then those by name.
struct Arguments {
    std::vector<Value> placed;
    std::vector<std::pair<std::string_view, Value>> named;

    // By its name in the signature; nullptr when it isn't given.
    const Value* find(const Signature& signature, std::string_view name) const;
};

struct MadeLayer {
    Stage stage;
    std::optional<Numbers> weight, bias;             // of a convolution, where the call has them
    std::int64_t in_channels = 0, out_channels = 0;  // 0: not said
    bool wants_bias = false;                         // has one whose numbers aren't in the call
    bool relu = false;                               // Keras' activation="relu"
};
// Nothing when an argument can't be read or means what no stage does.
std::optional<MadeLayer> make_layer(const Signature& signature, const Arguments& arguments, Budget& budget);

// The weights as (C_out, C_in, kH, kW); TensorFlow has them as (kH, kW, C_in, C_out).
std::optional<Tensor> weight_tensor(const Numbers& n, Dialect dialect, Budget& budget);
// What can be an input: (N, C, H, W); TensorFlow has it as (N, H, W, C).
std::optional<Tensor> input_tensor(const Numbers& n, Dialect dialect, Budget& budget);
std::optional<Tensor> bias_tensor(const Numbers& n);

}  // namespace pw::code
