// `poolwalk eval`: one operation on one file, without a window.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ops/op.h"
#include "core/tensor/reading.h"

namespace pw {

struct EvalOptions {
    std::string op, input, output, indices, gradient, weight, bias;  // as written; empty: not said
    Reading reading;                                                 // of the input
    std::optional<Pair> kernel, stride, padding, dilation;
    bool ceil_mode = false;
    std::optional<Pair> padding_end;
    std::optional<bool> count_include_pad;
    AutoPad auto_pad = AutoPad::none;
    Dialect dialect = Dialect::torch;
    bool by_columns = false;  // ONNX's storage_order 1: the indices are numbered down the columns
    std::optional<std::int64_t> divisor_override, norm_type, seed;
    std::optional<Pair> output_size;
    std::optional<Samples> samples;
};

struct EvalResult {
    std::string text;            // for standard output: shape and values when there is no --output
    std::vector<Message> notes;  // what was lost on the way: transparency, values that a picture can't hold
};

// Reads, computes, writes. Nothing is written when anything is refused before.
Expected<EvalResult> run_eval(const EvalOptions& options);

// "1x1x2x2", then rows; an empty line between planes.
std::string print_tensor(const Tensor& tensor);

}  // namespace pw
