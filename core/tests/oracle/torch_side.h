// What libtorch says about a configuration, in types of our own: only torch_side.cpp includes its headers,
// which take half a minute.
#pragma once

#include <string>
#include <vector>

#include "core/tests/oracle/cases.h"

namespace pw::oracle {

// Plain lists in (n, c, y, x) order.
struct Answer {
    std::string refusal;  // first line of torch's message; the rest is empty then
    Shape shape;
    std::vector<double> values;         // of a selection computed in float32, of a sum in float64
    std::vector<std::int64_t> indices;  // of selections
    std::vector<double> scale;          // sums: the same sum over absolute values, which bounds the rounding
    std::vector<double> sum;            // lp: before the root

    // Of the input, in float64; empty when it wasn't asked for.
    std::vector<double> gradient, gradient_scale;
    std::vector<bool> unsure;  // lp: cells that a cancelling sum sends to, which may be anything
};

// One thread, no backtraces: they would take most of the time.
void prepare_torch();
std::string torch_version();
int torch_major();

// With the gradient of the input for a gradient of the output, unless that is empty. torch writes out of
// bounds when it is asked for the gradient of a window without a real cell.
Answer ask_torch(const Case& c, const Tensor& gradient);

// One autograd call through a whole chain: only the gradient of the first stage's input and its scale. Each
// stage begins where ours begins, from the values that ours rounded (`outputs`, one a stage): otherwise
// near-ties would be decided differently.
Answer ask_chain(const std::vector<Case>& chain, const std::vector<Tensor>& outputs, const Tensor& gradient);

// Since 2025 it looks at half of the kernel with its dilation first, and at half of the kernel alone after
// other numbers; before, only at half of the kernel alone.
bool torch_has_effective_rule();

}  // namespace pw::oracle
