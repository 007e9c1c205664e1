#include "core/ops/check.h"

#include <algorithm>
#include <tuple>

namespace pw {

namespace {

std::int64_t div_down(std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

bool huge(std::int64_t v) { return v > limits::parameter || v < -limits::parameter; }

// Beyond this the framework says "integer out of range" and our arithmetic would stop being exact.
std::optional<Refusal> refuse_huge(const Asked& a) {
    for (int axis = 0; axis < 2; ++axis) {
        const AxisNumbers x = along(a, axis);
        if (huge(x.k)) return Refusal{Rule::huge_kernel, axis};
        if (huge(x.s)) return Refusal{Rule::huge_stride, axis};
        if (huge(x.p) || huge(x.p_end)) return Refusal{Rule::huge_padding, axis};
        if (huge(x.d)) return Refusal{Rule::huge_dilation, axis};
    }
    return {};
}

std::optional<Refusal> not_positive(const Pair& p, Rule rule) {
    if (p.h < 1) return Refusal{rule, 0};
    if (p.w < 1) return Refusal{rule, 1};
    return {};
}

// pooling_output_shape: once for the height, then for the width.
std::optional<Refusal> refuse_pool_axis(const AxisNumbers& x, int axis) {
    if (x.s == 0) return Refusal{Rule::stride_zero, axis};
    if (x.p < 0) return Refusal{Rule::padding_negative, axis};
    // Rounds towards zero like C++, which matters for a negative kernel only.
    if (x.p > x.effective() / 2) return Refusal{Rule::padding_half, axis};
    return {};
}

// Elsewhere padding may differ by side and has to be smaller than the kernel.
std::optional<Refusal> refuse_padding(const Asked& a) {
    for (int axis = 0; axis < 2; ++axis) {
        const AxisNumbers x = along(a, axis);
        if (x.p < 0 || x.p_end < 0) return Refusal{Rule::padding_negative, axis};
        if (a.auto_pad == AutoPad::none && std::max(x.p, x.p_end) >= std::max<std::int64_t>(x.k, 1))
            return Refusal{Rule::padding_kernel, axis};
    }
    return {};
}

// What PyTorch's layers have no parameter for.
std::optional<Refusal> refuse_foreign(const Asked& a) {
    if (a.dialect != Dialect::torch) return {};
    if (a.auto_pad != AutoPad::none) return Refusal{Rule::auto_pad_unknown};
    if (a.padding != a.padding_end)
        return Refusal{Rule::padding_sides, a.padding.h != a.padding_end.h ? 0 : 1};
    return {};
}

std::optional<Refusal> refuse_torch(const Asked& a) {
    if (const auto r = refuse_foreign(a)) return r;
    for (int axis = 0; axis < 2; ++axis)
        if (const auto r = refuse_pool_axis(along(a, axis), axis)) return r;
    return {};
}

// pool2d_shape_check: half of the kernel without its dilation.
std::optional<Refusal> refuse_half_kernel(const Asked& a) {
    for (int axis = 0; axis < 2; ++axis)
        if (const AxisNumbers x = along(a, axis); x.p > x.k / 2)
            return Refusal{Rule::padding_half_kernel, axis};
    return {};
}

std::optional<Refusal> refuse_pool(const Asked& a) {
    if (const auto r = a.dialect == Dialect::torch ? refuse_torch(a) : refuse_padding(a)) return r;
    if (const auto r = not_positive(a.kernel, Rule::kernel_positive)) return r;
    if (const auto r = not_positive(a.stride, Rule::stride_positive)) return r;
    if (const auto r = not_positive(a.dilation, Rule::dilation_positive)) return r;
    if (a.input.h < 1 || a.input.w < 1) return Refusal{Rule::empty_input, a.input.h < 1 ? 0 : 1};
    if (a.dialect == Dialect::torch)
        if (const auto r = refuse_half_kernel(a)) return r;
    for (int axis = 0; axis < 2; ++axis)
        if (along(a, axis).outputs() < 1) return Refusal{Rule::window_fits, axis};
    return {};
}

std::optional<Refusal> refuse_conv(const Asked& a) {
    if (const auto r = refuse_conv_signs(a)) return r;
    if (a.input.h < 1 || a.input.w < 1) return Refusal{Rule::empty_input, a.input.h < 1 ? 0 : 1};
    if (const auto r = not_positive(a.kernel, Rule::kernel_positive)) return r;
    for (int axis = 0; axis < 2; ++axis) {
        const AxisNumbers x = along(a, axis);
        if (x.padded() < x.effective()) return Refusal{Rule::window_fits, axis};
    }
    return not_positive(a.dilation, Rule::dilation_positive);
}

std::optional<Refusal> refuse_limits(const Asked& a) {
    if (a.use == WindowUse::blur_pool && std::max(a.kernel.h, a.kernel.w) > limits::blur_kernel)
        return Refusal{Rule::kernel_blur, a.kernel.h > limits::blur_kernel ? 0 : 1};
    if (a.kernel.w > limits::taps || a.kernel.h > limits::taps || a.kernel.h * a.kernel.w > limits::taps)
        return Refusal{Rule::taps_limit, a.kernel.h >= a.kernel.w ? 0 : 1};
    const std::int64_t oh = along(a, 0).outputs(), ow = along(a, 1).outputs();
    if (!check_shape({a.input.n, a.input.c, oh, ow})) return Refusal{Rule::output_limit, oh >= ow ? 0 : 1};
    return {};
}

// Of all the padding that ceil(n / s) windows need, half on either side (TensorFlow's GetWindowedOutputSize,
// ONNX's auto_pad).
std::pair<std::int64_t, std::int64_t> same_padding(const AxisNumbers& x, bool upper) {
    // These are refused for what they are, not for the padding that they would need.
    if (x.s < 1 || x.k < 1 || x.d < 1 || x.n < 1 || huge(x.s) || huge(x.k) || huge(x.d) ||
        huge(x.effective()))
        return {0, 0};
    const std::int64_t outputs = (x.n + x.s - 1) / x.s;
    const std::int64_t all = std::max<std::int64_t>((outputs - 1) * x.s + x.effective() - x.n, 0);
    const std::int64_t less = all / 2, more = all - less;
    return upper ? std::pair(less, more) : std::pair(more, less);
}

void pad_by_sizes(Asked& a) {
    a.padding = a.padding_end = {0, 0};
    if (a.auto_pad == AutoPad::valid) return;
    const bool upper = a.auto_pad == AutoPad::same_upper;
    std::tie(a.padding.h, a.padding_end.h) = same_padding(along(a, 0), upper);
    std::tie(a.padding.w, a.padding_end.w) = same_padding(along(a, 1), upper);
}

}  // namespace

Asked asked(const WindowSpec& spec, WindowUse use, const Shape& input) {
    const bool conv = convolves(use);
    Asked a;
    a.dialect = spec.dialect;
    a.kernel = spec.kernel;
    a.stride = spec.stride.value_or(default_stride(spec, use == WindowUse::conv));
    const bool dilates = use == WindowUse::max_pool && a.dialect != Dialect::tf;
    a.dilation = dilates || use == WindowUse::conv ? spec.dilation : Pair{1, 1};
    a.linked = !spec.stride && use != WindowUse::conv && a.dialect != Dialect::onnx;
    a.use = use;
    a.input = input;
    const bool pads = use != WindowUse::lp_pool;
    const bool by_side = use != WindowUse::blur_pool;
    if (pads && by_side) a.auto_pad = spec.auto_pad;
    a.ceil_mode = spec.ceil_mode && !conv && a.dialect != Dialect::tf && a.auto_pad == AutoPad::none;
    if (pads)
        a.padding = spec.padding, a.padding_end = by_side ? end_of_padding(spec) : spec.padding;
    else
        a.padding = a.padding_end = {0, 0};
    if (a.auto_pad != AutoPad::none) pad_by_sizes(a);
    return a;
}

std::int64_t AxisNumbers::unclipped() const {
    return div_down(padded() - effective() + (ceil_mode ? s - 1 : 0), s) + 1;
}

std::int64_t AxisNumbers::outputs() const {
    const std::int64_t o = unclipped();
    return ceil_mode && (o - 1) * s >= n + p ? o - 1 : o;
}

AxisNumbers along(const Asked& a, int axis) {
    if (axis == 0)
        return {a.input.h, a.kernel.h, a.stride.h, a.padding.h, a.padding_end.h, a.dilation.h, a.ceil_mode};
    return {a.input.w, a.kernel.w, a.stride.w, a.padding.w, a.padding_end.w, a.dilation.w, a.ceil_mode};
}

std::optional<Refusal> refuse_conv_signs(const Asked& a) {
    if (const auto r = refuse_huge(a)) return r;
    if (const auto r = refuse_foreign(a)) return r;
    for (int axis = 0; axis < 2; ++axis)
        if (along(a, axis).p < 0 || along(a, axis).p_end < 0) return Refusal{Rule::padding_negative, axis};
    return not_positive(a.stride, Rule::stride_positive);
}

std::optional<Refusal> refuse(const Asked& a) {
    if (const auto r = refuse_huge(a)) return r;
    if (const auto r = convolves(a.use) ? refuse_conv(a) : refuse_pool(a)) return r;
    return refuse_limits(a);
}

}  // namespace pw
