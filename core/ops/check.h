// The rules of a window, without words: which one a configuration breaks, and where. Cheap enough to try
// thousands.
#pragma once

#include <optional>

#include "core/ops/window.h"

namespace pw {

// What resolve was asked, with the defaults filled in; what the use ignores is neutral.
struct Asked {
    Pair kernel, stride, padding, padding_end, dilation;
    bool ceil_mode = false;
    bool linked = false;  // the stride follows the kernel
    AutoPad auto_pad = AutoPad::none;
    Dialect dialect = Dialect::torch;
    WindowUse use = WindowUse::max_pool;
    Shape input;
};
Asked asked(const WindowSpec& spec, WindowUse use, const Shape& input);

enum class Rule {
    huge_kernel,
    huge_stride,
    huge_padding,
    huge_dilation,
    auto_pad_unknown,
    padding_sides,
    stride_zero,
    padding_negative,
    padding_half,
    padding_half_kernel,
    padding_kernel,
    kernel_positive,
    kernel_blur,
    stride_positive,
    dilation_positive,
    empty_input,
    window_fits,
    taps_limit,
    output_limit,
};
struct Refusal {
    Rule rule;
    int axis = 0;  // 0 the height, 1 the width
};

// The first rule that is broken, in the framework's order.
std::optional<Refusal> refuse(const Asked& a);
// The part of a convolution's rules that comes before its channels and its bias.
std::optional<Refusal> refuse_conv_signs(const Asked& a);

// One axis of it, for arithmetic.
struct AxisNumbers {
    std::int64_t n, k, s, p, p_end, d;
    bool ceil_mode;
    std::int64_t effective() const { return d * (k - 1) + 1; }
    std::int64_t padded() const { return n + p + p_end; }
    // Outputs before and after the rule that the last window starts inside the input or the padding before
    // it.
    std::int64_t unclipped() const;
    std::int64_t outputs() const;
};
AxisNumbers along(const Asked& a, int axis);

// Unverified pieces of resolve, for its own files.
Window window_of(const Asked& a);
Problem describe(const Asked& a, const Refusal& refusal);
std::vector<Fix> find_fixes(const WindowSpec& spec, WindowUse use, const Shape& input);
std::vector<Term> size_terms(const AxisNumbers& a);

// Rows of terms.
Term symbol(std::string text);
Term value(std::int64_t v, std::string name, bool wrong = false);
Term outcome(std::int64_t v, std::string name = {});

}  // namespace pw
