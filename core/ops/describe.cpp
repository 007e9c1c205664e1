// What to say about a broken rule: a plain sentence, the framework's own words, the arithmetic.
#include <fmt/format.h>

#include <limits>

#include "core/base/number.h"
#include "core/ops/check.h"
#include "core/ops/plans.h"

namespace pw {

namespace {

// "2 > 1", the broken relation as it is.
std::string verdict(std::int64_t a, const char* relation, std::int64_t b) {
    return fmt::format("{} {} {}", show_int(a), relation, show_int(b));
}

Problem too_low(Message what, std::string parameter, std::int64_t v, const char* name, std::int64_t least) {
    Problem p(std::move(what));
    p.arithmetic = {value(v, name, true), symbol("≥"), outcome(least, "term.at_least")};
    p.verdict = verdict(v, "<", least);
    p.parameter = std::move(parameter);
    return p;
}

Problem too_high(Message what, std::string parameter, std::int64_t v, const char* name, std::int64_t most) {
    Problem p(std::move(what));
    p.arithmetic = {value(v, name, true), symbol("≤"), outcome(most, "term.at_most")};
    p.verdict = verdict(v, ">", most);
    p.parameter = std::move(parameter);
    return p;
}

Problem kernel_positive(const Asked& a, int axis) {
    return too_low(Message("problem.window.kernel", {a.kernel.h, a.kernel.w}), "kernel_size",
                   along(a, axis).k, "term.kernel", 1);
}

// Wide enough for every picture; beyond it the weights' sum would leave the numbers that floats count
// exactly.
Problem kernel_blur(const Asked& a, int axis) {
    return too_high(Message("problem.blur.kernel", {a.kernel.h, a.kernel.w, limits::blur_kernel}),
                    "kernel_size", along(a, axis).k, "term.kernel", limits::blur_kernel);
}

Problem dilation_positive(const Asked& a, int axis) {
    const std::int64_t d = along(a, axis).d;
    return too_low(Message("problem.window.dilation", {d}), "dilation", d, "term.dilation", 1);
}

Problem stride_positive(const Asked& a, int axis) {
    const std::int64_t s = along(a, axis).s;
    if (a.linked)
        return too_low(Message("problem.window.stride_linked", {s}), "kernel_size", s, "term.kernel", 1);
    return too_low(Message("problem.window.stride", {s}), "stride", s, "term.stride", 1);
}

Problem padding_half(const Asked& a, const AxisNumbers& x, int axis) {
    // Of a kernel or a dilation below 1 no half can be taken: that is what is wrong.
    if (x.k < 1) return kernel_positive(a, axis);
    if (x.d < 1) return dilation_positive(a, axis);
    // Of both halves that are asked for, the one that counts.
    const std::int64_t most = x.k / 2;
    Problem p(x.d == 1 ? Message("problem.window.padding_half", {x.p, a.kernel.h, a.kernel.w})
                       : Message("problem.window.padding_half_dilated", {x.p, a.kernel.h, a.kernel.w}));
    p.arithmetic = {value(x.p, "term.padding", true), symbol("≤ floor("), value(x.k, "term.kernel"),
                    symbol("/ 2 ) ="), outcome(most, "term.at_most")};
    p.verdict = verdict(x.p, ">", most);
    p.parameter = "padding";
    return p;
}

Problem padding_negative(std::int64_t p) {
    return too_low(Message("problem.window.padding_negative", {p}), "padding", p, "term.padding", 0);
}

Problem padding_kernel(const Asked& a, const AxisNumbers& x) {
    const std::int64_t most = std::max(x.p, x.p_end);
    Problem p(Message("problem.window.padding_kernel", {most, a.kernel.h, a.kernel.w}));
    p.arithmetic = {value(most, "term.padding", true), symbol("<"), outcome(x.k, "term.kernel")};
    p.verdict = verdict(most, "≥", x.k);
    p.parameter = "padding";
    return p;
}

// What ONNX and TensorFlow have and PyTorch doesn't.
Problem elsewhere_only(Message what, std::string parameter) {
    Problem p(std::move(what));
    p.parameter = std::move(parameter);
    return p;
}

// The window is larger than all that it could slide over.
Problem window_fits(const Asked& a, const AxisNumbers& x) {
    const AxisNumbers h = along(a, 0), w = along(a, 1);
    const bool padded = a.padding != Pair{0, 0} || a.padding_end != Pair{0, 0};
    Problem p(Message(padded ? "problem.window.too_small_padded" : "problem.window.too_small",
                      {h.effective(), w.effective(), h.padded(), w.padded()}));
    p.parameter = "kernel_size";
    if (!convolves(a.use)) {
        p.arithmetic = size_terms(x);
        p.arithmetic.back().name = "term.output";
        p.arithmetic.back().wrong = true;
        p.verdict = verdict(x.outputs(), "<", 1);
        return p;
    }
    if (x.d == 1) {
        p.arithmetic = {value(x.k, "term.kernel", true)};
    } else {
        p.arithmetic = {value(x.d, "term.dilation"), symbol("· ("), value(x.k, "term.kernel", true),
                        symbol("− 1 ) + 1")};
    }
    const std::int64_t room = x.padded();
    p.arithmetic.insert(p.arithmetic.end(), {symbol("≤"), value(x.n, "term.input")});
    if (x.p == x.p_end)
        p.arithmetic.insert(p.arithmetic.end(), {symbol("+ 2 ·"), value(x.p, "term.padding")});
    else
        p.arithmetic.insert(p.arithmetic.end(), {symbol("+"), value(x.p, "term.padding"), symbol("+"),
                                                 value(x.p_end, "term.padding")});
    p.arithmetic.insert(p.arithmetic.end(), {symbol("="), outcome(room, "term.at_most")});
    p.verdict = verdict(x.effective(), ">", room);
    return p;
}

Problem taps_limit(const Asked& a) {
    Problem p(Message("problem.window.taps", {a.kernel.h, a.kernel.w, limits::taps}));
    p.parameter = "kernel_size";
    return p;
}

Problem huge(std::string parameter, std::int64_t v, const char* name) {
    const std::int64_t bound = limits::parameter;
    if (v < 0)
        return too_low(Message("problem.window.huge", {Word{name}, v, bound}), parameter, v, name, -bound);
    return too_high(Message("problem.window.huge", {Word{name}, v, bound}), parameter, v, name, bound);
}

std::string framework_conv(const Asked& a, Rule rule) {
    const AxisNumbers h = along(a, 0), w = along(a, 1);
    switch (rule) {
        case Rule::auto_pad_unknown:
            return "Conv2d.__init__() got an unexpected keyword argument 'auto_pad'";
        case Rule::padding_sides:
            return "expected padding to be a single integer value or a list of 2 values";
        case Rule::padding_negative:
            return "negative padding is not supported";
        case Rule::stride_positive:
            return "non-positive stride is not supported";
        case Rule::dilation_positive:
            return fmt::format("dilation should be greater than zero, but got [{}, {}]", h.d, w.d);
        case Rule::window_fits:
            return fmt::format(
                "Calculated padded input size per channel: ({} x {}). Kernel size: ({} x {}). Kernel size "
                "can't be "
                "greater than actual input size",
                h.padded(), w.padded(), h.effective(), w.effective());
        default:
            return {};
    }
}

// The framework keeps these numbers in 32 bits.
std::string out_of_range(std::int64_t v) {
    using Int = std::numeric_limits<std::int32_t>;
    return v > Int::max() || v < Int::min() ? "integer out of range" : "";
}

// Where the words are known (semantics.md); elsewhere ours have to do.
std::string framework_onnx(const Refusal& r) {
    return r.rule == Rule::padding_kernel ? "Pad should be smaller than kernel." : "";
}

std::string framework_tf(const Asked& a, const Refusal& r) {
    const AxisNumbers x = along(a, r.axis);
    if (r.rule != Rule::window_fits) return {};
    return fmt::format("Negative dimension size caused by subtracting {} from {}", x.effective(), x.padded());
}

std::string framework_pool(const Asked& a, const Refusal& r) {
    const AxisNumbers x = along(a, r.axis), h = along(a, 0), w = along(a, 1);
    switch (r.rule) {
        case Rule::huge_kernel:
            return out_of_range(x.k);
        case Rule::huge_stride:
            return out_of_range(x.s);
        case Rule::huge_padding:
            return out_of_range(x.p);
        case Rule::huge_dilation:
            return out_of_range(x.d);
        case Rule::auto_pad_unknown:
            return fmt::format("{}.__init__() got an unexpected keyword argument 'auto_pad'",
                               a.use == WindowUse::avg_pool ? "AvgPool2d" : "MaxPool2d");
        case Rule::padding_sides:
            return fmt::format("{}: padding must either be a single int, or a tuple of two ints",
                               a.use == WindowUse::avg_pool ? "avg_pool2d" : "max_pool2d");
        case Rule::stride_zero:
            return "stride should not be zero";
        case Rule::padding_negative:
            return fmt::format("pad must be non-negative, but got pad: {}", x.p);
        case Rule::padding_half:
            return fmt::format(
                "pad should be at most half of effective kernel size, but got pad={}, kernel_size={} and "
                "dilation={}",
                x.p, x.k, x.d);
        case Rule::padding_half_kernel:
            return fmt::format(
                "pad should be smaller than or equal to half of kernel size, but got padW = {}, padH = {}, "
                "kW = {}, kH = {}",
                w.p, h.p, w.k, h.k);
        case Rule::kernel_positive:
            return fmt::format("kernel size should be greater than zero, but got kH: {} kW: {}", h.k, w.k);
        case Rule::stride_positive:
            return fmt::format("stride should be greater than zero, but got dH: {} dW: {}", h.s, w.s);
        case Rule::dilation_positive:
            return fmt::format("dilation should be greater than zero, but got dilationH: {} dilationW: {}",
                               h.d, w.d);
        case Rule::window_fits:
            return fmt::format(
                "Given input size: ({0}x{1}x{2}). Calculated output size: ({0}x{3}x{4}). Output size is too "
                "small",
                a.input.c, h.n, w.n, h.outputs(), w.outputs());
        default:
            return {};
    }
}

Problem plain(const Asked& a, const Refusal& r) {
    const AxisNumbers x = along(a, r.axis);
    switch (r.rule) {
        case Rule::huge_kernel:
            return huge("kernel_size", x.k, "term.kernel");
        case Rule::huge_stride:
            return huge(a.linked ? "kernel_size" : "stride", x.s, "term.stride");
        case Rule::huge_padding:
            return huge("padding", x.p, "term.padding");
        case Rule::huge_dilation:
            return huge("dilation", x.d, "term.dilation");
        case Rule::stride_zero:
        case Rule::stride_positive:
            return stride_positive(a, r.axis);
        case Rule::padding_negative:
            return padding_negative(std::min(x.p, x.p_end));
        case Rule::auto_pad_unknown:
            return elsewhere_only(Message("problem.window.auto_pad"), "auto_pad");
        case Rule::padding_sides:
            return elsewhere_only(Message("problem.window.padding_sides", {x.p, x.p_end}), "padding");
        case Rule::padding_kernel:
            return padding_kernel(a, x);
        case Rule::padding_half:
        case Rule::padding_half_kernel:
            return padding_half(a, x, r.axis);
        case Rule::kernel_positive:
            return kernel_positive(a, r.axis);
        case Rule::kernel_blur:
            return kernel_blur(a, r.axis);
        case Rule::dilation_positive:
            return dilation_positive(a, r.axis);
        case Rule::empty_input:
            return Problem(Message("problem.shape.empty", {a.input.n, a.input.c, a.input.h, a.input.w}));
        case Rule::window_fits:
            return window_fits(a, x);
        case Rule::taps_limit:
            return taps_limit(a);
        case Rule::output_limit:
            return too_large({along(a, 0).outputs(), along(a, 1).outputs()},
                             convolves(a.use) ? "padding" : "stride");
    }
    return {};
}

}  // namespace

Problem describe(const Asked& a, const Refusal& refusal) {
    Problem p = plain(a, refusal);
    if (a.dialect == Dialect::onnx)
        p.framework = framework_onnx(refusal), p.speaker = "ONNX Runtime";
    else if (a.dialect == Dialect::tf)
        p.framework = framework_tf(a, refusal), p.speaker = "TensorFlow";
    else
        p.framework = convolves(a.use) ? framework_conv(a, refusal.rule) : framework_pool(a, refusal);
    return p;
}

}  // namespace pw
