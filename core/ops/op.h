// An operation is one file in this room and one line in the registry. Everything else (validation,
// evaluation, the walk, the formula, the controls, the command line, the line of code) follows from what it
// says here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/executor.h"
#include "core/ops/window.h"

namespace pw {

// Fractional pooling: where its windows lie, each in [0, 1). Width first, as the framework has them.
struct Samples {
    float w = .5f, h = .5f;
    bool operator==(const Samples&) const = default;
};

struct Params {
    WindowSpec window;
    std::optional<bool> count_include_pad;         // average; default: as the dialect has it
    std::optional<std::int64_t> divisor_override;  // average
    std::int64_t norm_type = 2;                    // lp: the power
    Pair output_size{3, 3};                        // adaptive, fractional
    Samples samples;                               // fractional
    std::int64_t seed = 0;                         // stochastic: of its draws
    std::optional<Pair> unpool_size;               // unpooling; nothing: what the window gives
    Indices indices;  // unpooling: bound where a chain is evaluated, never part of a document
    Tensor weight;    // convolution: (C_out, C_in, kH, kW)
    Tensor bias;      // convolution: (1, 1, 1, C_out); empty means none
};
// Whether padding is part of an average's divisor: by default in PyTorch, never in TensorFlow.
bool counts_padding(const Params& params);
bool same(const Params& a, const Params& b);  // equal parameters and the very same tensors

// How a window becomes one number.
enum class Reduction {
    select /* one tap wins */,
    mean,
    sum /* products, then a sum */,
    norm /* powers, their sum, its root */,
    map,  /* one value to one */
    place /* one value to the cell that its index names */
};

// A valid configuration with everything worked out.
struct Plan {
    Window window;
    Shape out;
    Indices indices = {};  // unpooling: where each value goes; checked

    // One step is one window: as many as there are output cells, but for unpooling.
    std::int64_t steps() const { return window.out_h() * window.out_w(); }
    std::int64_t columns() const { return window.out_w(); }  // of the walk
    // The output's cell that a window's value goes to.
    Position lands(std::int64_t n, std::int64_t c, Position window_at) const {
        if (indices.empty()) return window_at;
        const std::int64_t index = indices.at(n, c, window_at.y, window_at.x);
        return {index / out.w, index % out.w};
    }
};

// The same indices as ONNX's MaxPool gives them: they number the whole N x C x H x W input, along the rows or
// (storage_order 1) down the columns of each plane.
Indices onnx_indices(const Indices& in_plane, const Shape& input, bool by_columns);

struct Forward {
    Tensor values;
    Indices indices;  // y * W + x of the winner in the unpadded plane; empty where none were wanted, or are
};

// What a caller wants of a forward pass, and how it is to be worked out.
struct Wanted {
    bool indices = false;
    Executor* executor = nullptr;  // none: the shared one
    std::stop_token stop = {};     // after a stop the values are nobody's
};

struct Tap {
    Position at;                   // in the unpadded input; negative inside the padding
    TapKind kind = TapKind::real;  // outside wins over padding when the axes differ
    bool gathered = true;          // whether the operation reads it at all
    double value = 0;              // what it counts as: -inf, inf or 0 in the padding
    double weight = 1;             // sum
    double power = 0;              // lp: the value to the power of the norm
    double chance = 0;             // stochastic: the probability that it is drawn
};

// One output value explained: which cells it read, what happened after each, what came out.
struct Step {
    std::int64_t n = 0, c = 0;    // batch and output channel
    Position out;                 // which of the windows
    Position lands;               // the output's cell that it fills: the same, but for unpooling
    std::int64_t in_channel = 0;  // the input channel whose taps are shown
    Reduction how = Reduction::select;
    std::int64_t rows = 1, columns = 1;  // the taps' grid
    std::vector<Tap> taps;               // scan order, rows * columns of them
    std::vector<double>
        running;  // after each tap: the best so far, or the sum so far (of products, powers or chances)
    std::vector<int> ties;        // taps equal to the winner, without it
    int winner = -1;              // tap that is selected; -1 when none (an empty window, or not a selection)
    double draw = -1;             // stochastic: the number in [0, 1) that decides; else negative
    double divisor = 1;           // mean, sum; stochastic: what its chances are parts of
    std::int64_t norm_type = 1;   // norm
    double scale = 1;             // norm: a window cut off by ceil_mode counts as a full one
    double bias = 0, others = 0;  // sum: bias, and what the other input channels contribute
    float result = 0;
};

// Controls that an operation has.
enum class Param {
    kernel_size,
    stride,
    padding,
    dilation,
    ceil_mode,
    auto_pad,
    count_include_pad,
    divisor_override,
    norm_type,
    seed,
    output_size,
    samples,
    unpool_size,
    weight,
    bias
};

// Where it is offered.
enum class Family {
    pooling,
    other /* windows */,
    one_size /* from any input */,
    around /* pooling */,
    back /* from a pooled plane */
};

struct OpInfo {
    std::string_view name;  // PyTorch's: "max_pool"
    std::string_view word;  // key of its everyday name: "op.max_pool" (the bench's title: "max")
    Family family = Family::pooling;
    // What the parts of its step are called: keys under "phase." and, with a sentence, "page.phase.".
    std::array<std::string_view, 4> phases{"slide", "gather", "reduce", "drop"};
    Reduction how = Reduction::select;
    bool smallest = false;  // select: the smallest value wins, not the largest
    // Whose window arithmetic it follows; none: one value to one, or windows that follow from the input.
    std::optional<WindowUse> use = std::nullopt;
    bool has_indices = false;
    bool reads_indices = false;  // it needs those of a stage before it
    std::span<const Param> params;

    Expected<Plan> (*plan)(const Params&, const Shape& input) = nullptr;
    Forward (*forward)(const Params&, const Plan&, const Tensor& input, const Wanted&) = nullptr;
    // The gradient of the input for a gradient of the output; nullptr when there is none. It has the output's
    // shape; `backward` below sees to that.
    Tensor (*backward)(const Params&, const Plan&, const Tensor& input, const Tensor& gradient) = nullptr;
    Step (*explain)(const Params&, const Plan&, const Tensor& input, std::int64_t n, std::int64_t c,
                    Position out, std::int64_t in_channel) = nullptr;
    // Whether explain() comes to forward()'s values, rounded alike; nullptr: always.
    bool (*repeats)(const Plan&) = nullptr;
    std::string (*code)(const Params&) = nullptr;  // PyTorch's: "nn.MaxPool2d(2, stride=3)"
    std::string_view onnx = {}, keras = {};        // its names elsewhere; empty where it doesn't exist
    // What a padding cell counts as (-inf, inf or 0).
    double padding_value = 0;

    bool has(Param p) const;
};

// The line of code in the framework whose rules hold: Python, or a node in ONNX's own text. A comment where
// it has no such operation.
std::string code_line(const OpInfo& op, const Params& params);

// nullptr when there is none of that name.
const OpInfo* find_op(std::string_view name);
std::span<const OpInfo* const> all_ops();

// The gradient of the input for this gradient of the output, as PyTorch's autograd has it: a tie's goes to
// the first of the equal values, NaN's to the last NaN; what overlapping windows send to a cell adds up.
// Refused unless it has the output's shape. Where PyTorch itself is undefined (a dilated window between the
// real cells) nothing is sent.
Expected<Tensor> backward(const OpInfo& op, const Params& params, const Plan& plan, const Tensor& input,
                          const Tensor& gradient);

// The stride in force: what was asked, else the operation's default.
Pair stride_of(const OpInfo& op, const Params& params);
// The kernel's size: of a convolution the weights', unless one was asked for that no weights can have.
Pair kernel_of(const OpInfo& op, const Params& params);

}  // namespace pw
