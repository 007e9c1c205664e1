// The window arithmetic: the one place that knows which cells a window reads. Engine, explanation, hover,
// code and error cards all ask here. Formulas: PyTorch, aten/src/ATen/native/Pool.h (pooling_output_shape)
// and ConvUtils.h.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/expected.h"
#include "core/tensor/tensor.h"

namespace pw {

namespace limits {
inline constexpr std::int64_t taps = 16LL << 20;  // in one window, padding included
inline constexpr std::int64_t parameter =
    1LL << 30;  // of kernel, stride, padding, dilation: keeps the arithmetic exact
inline constexpr std::int64_t blur_kernel = 15;  // its weights reach 11,778,624
}  // namespace limits

struct Pair {
    std::int64_t h = 1, w = 1;
    bool operator==(const Pair&) const = default;
};

struct Position {
    std::int64_t y = 0, x = 0;
    bool operator==(const Position&) const = default;
};

// Whose rules hold: defaults, what padding can be, when a size is refused. Sources: PyTorch's Pool.h; ONNX's
// operators MaxPool and AveragePool; TensorFlow's tf.nn.max_pool2d and avg_pool2d, which Keras calls.
enum class Dialect { torch, onnx, tf };

// ONNX's auto_pad, TensorFlow's padding: how much is padded follows from the sizes. SAME gives ceil(n / s)
// outputs; an odd cell of padding lies at the end (upper) or at the start (lower).
enum class AutoPad { none, valid, same_upper, same_lower };

// What a person asks for, valid or not.
struct WindowSpec {
    Pair kernel{2, 2};
    std::optional<Pair> stride;  // default: the kernel for pooling (1 in ONNX), 1 for convolution
    Pair padding{0, 0};          // each side, or above and at the left
    Pair dilation{1, 1};
    bool ceil_mode = false;  // not in TensorFlow: ignored there
    std::optional<Pair> padding_end =
        std::nullopt;                  // below and at the right where they differ; not in PyTorch
    AutoPad auto_pad = AutoPad::none;  // otherwise padding is ignored; not in PyTorch
    Dialect dialect = Dialect::torch;  // the experiment's, alike in all its stages
    bool operator==(const WindowSpec&) const = default;
};
// The padding below and at the right.
inline Pair end_of_padding(const WindowSpec& spec) { return spec.padding_end.value_or(spec.padding); }
// The stride in force where none is asked for.
Pair default_stride(const WindowSpec& spec, bool convolves);

// Where a tap of a window lies along one axis, seen from the unpadded input.
enum class TapKind { real, padding, outside /* ceil_mode's overhang beyond the padding */ };

// One dimension of a resolved window operation; everything here is valid by construction.
// Positions are in cells of the unpadded input: padding lies at -1, -2, … and n, n + 1, …
class Axis {
  public:
    struct Spec {
        std::int64_t n = 0, k = 1, s = 1, pad_begin = 0, pad_end = 0, d = 1, o = 0;
        bool adaptive = false;  // k and s are the largest ones then
        // Fractional windows: their sample in [0, 1); s is the longest way between two of them.
        std::optional<float> sample = std::nullopt;
        bool operator==(const Spec&) const = default;
    };
    Axis() = default;
    explicit Axis(Spec spec) : a_(spec) {}
    // Windows that share n cells out among o outputs, as evenly as whole cells allow: window i reaches from
    // floor(i * n / o) to ceil((i + 1) * n / o). They may overlap by a cell and differ by one in size.
    static Axis adaptive(std::int64_t n, std::int64_t o);
    // Windows of k cells at steps of two lengths, so that o of them reach from edge to edge: with
    // alpha = (n - k) / (o - 1), window i begins at int((i + sample) * alpha) - int(sample * alpha), the last
    // at n - k. In float, as PyTorch works them out (aten/src/ATen/native/FractionalMaxPooling.h). Needs
    // o + k - 1 <= n.
    static Axis fractional(std::int64_t n, std::int64_t o, std::int64_t k, float sample);

    std::int64_t input() const { return a_.n; }
    std::int64_t outputs() const { return a_.o; }
    std::int64_t taps(std::int64_t o = 0) const;  // of window o
    std::int64_t max_taps() const { return a_.k; }
    std::int64_t stride() const { return a_.s; }
    std::int64_t dilation() const { return a_.d; }
    std::int64_t pad_begin() const { return a_.pad_begin; }
    std::int64_t pad_end() const { return a_.pad_end; }
    std::int64_t effective(std::int64_t o = 0) const { return a_.d * (taps(o) - 1) + 1; }
    bool adaptive() const { return a_.adaptive; }
    bool fractional() const { return a_.sample.has_value(); }
    float sample() const { return a_.sample.value_or(0.f); }
    float alpha() const {
        return static_cast<float>(a_.n - a_.k) / static_cast<float>(std::max<std::int64_t>(1, a_.o - 1));
    }
    // Whether each window begins one stride after the one before it.
    bool regular() const { return !a_.adaptive && !fractional(); }
    // Whether all windows are of one size.
    bool even() const { return !a_.adaptive || a_.n % a_.o == 0; }

    // First tap of window o, and tap j of it.
    std::int64_t start(std::int64_t o) const {
        if (fractional()) return fractional_start(o);
        return a_.adaptive ? o * a_.n / a_.o : o * a_.s - a_.pad_begin;
    }
    std::int64_t at(std::int64_t o, std::int64_t j) const { return start(o) + j * a_.d; }
    TapKind kind(std::int64_t position) const;
    // Taps of window o that are real, as a half-open range of j.
    struct Range {
        std::int64_t begin = 0, end = 0;
        std::int64_t size() const { return end > begin ? end - begin : 0; }
        bool operator==(const Range&) const = default;
    };
    Range real_taps(std::int64_t o) const;
    // Length of window o up to the end of the padding: the side of the pool area for averages (no dilation).
    std::int64_t padded_length(std::int64_t o) const;
    // The tap j of window o that lies on position i (real or padding); -1 when none does.
    std::int64_t tap(std::int64_t o, std::int64_t i) const;
    // Outputs whose window has a tap on input cell i, ascending.
    std::vector<std::int64_t> readers(std::int64_t i) const;
    // Per input cell, whether any window has a tap on it.
    std::vector<bool> read_mask() const;
    // Cells to the right of (or below) the padding that some window reaches: ceil_mode's overhang.
    std::int64_t overhang() const;
    // Cells that are drawn: the input with its padding and the overhang.
    std::int64_t drawn() const { return a_.pad_begin + a_.n + a_.pad_end + overhang(); }
    bool operator==(const Axis&) const = default;

  private:
    std::int64_t fractional_start(std::int64_t o) const;
    Spec a_;
};

struct Window {
    Axis rows, columns;
    std::int64_t out_h() const { return rows.outputs(); }
    std::int64_t out_w() const { return columns.outputs(); }
    // What lies at a position: outside wins over padding when the axes differ.
    TapKind kind(Position p) const;
    // Neighbouring windows share cells along either axis.
    bool overlaps() const;
    // All windows are of one size.
    bool even() const { return rows.even() && columns.even(); }
    // Input cells that no window reads.
    std::int64_t never_read() const;
    bool operator==(const Window&) const = default;
};

// A blur pooling's windows are a convolution's, but for its stride, which is a pooling's, and its largest
// kernel; it has no dilation.
enum class WindowUse { max_pool, avg_pool, lp_pool, conv, blur_pool };
inline bool convolves(WindowUse use) { return use == WindowUse::conv || use == WindowUse::blur_pool; }

// Checks in the framework's order and words (semantics.md), both axes at once, and fills in the defaults.
// `channels` only goes into the framework's message. Fixes in the Problem are verified with this same
// function.
Expected<Window> resolve(const WindowSpec& spec, WindowUse use, Shape input);

// The output size's formula with its numbers, for the strip: floor(( 4 + 2 · 0 − 2 ) / 2 ) + 1 = 2.
// `axis` 0 is the height, 1 the width. With dilation, `d·(k − 1) + 1` stands in place of k; ceil_mode says
// ceil.
std::vector<Term> size_formula(const WindowSpec& spec, WindowUse use, Shape input, const Window& window,
                               int axis);
// The same of adaptive windows: where output o begins and ends, floor( 2 · 5 / 3 ) = 3 to ceil( 3 · 5 / 3 )
// = 5.
std::vector<Term> adaptive_formula(const Axis& axis, std::int64_t o);
// Of fractional windows: where output o begins, int(( 1 + 0.3 ) · 1.5 ) − int( 0.3 · 1.5 ) = 1.
std::vector<Term> fractional_formula(const Axis& axis, std::int64_t o);

}  // namespace pw
