#include "core/ops/code.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace pw {

namespace {

std::string list(std::initializer_list<std::int64_t> values) {
    std::string text;
    for (const std::int64_t v : values) text += (text.empty() ? "" : ", ") + fmt::format("{}", v);
    return "[" + text + "]";
}
std::string list(Pair p) { return list({p.h, p.w}); }

bool padded(const WindowSpec& w) { return w.padding != Pair{0, 0} || end_of_padding(w) != Pair{0, 0}; }

std::string sides(const WindowSpec& w) {
    const Pair end = end_of_padding(w);
    return list({w.padding.h, w.padding.w, end.h, end.w});
}

// MaxPool <kernel_shape = [2, 2], strides = [2, 2]> (x)
std::string onnx_line(const OpInfo& op, const Params& p) {
    const WindowSpec& w = p.window;
    std::vector<std::string> attributes;
    const auto say = [&](const char* name, const std::string& value) {
        attributes.push_back(fmt::format("{} = {}", name, value));
    };
    if (op.has(Param::kernel_size)) say("kernel_shape", list(w.kernel));
    if (op.has(Param::stride) && stride_of(op, p) != Pair{1, 1}) say("strides", list(stride_of(op, p)));
    static constexpr const char* words[] = {"NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"};
    const bool automatic = op.has(Param::auto_pad) && w.auto_pad != AutoPad::none;
    if (automatic) say("auto_pad", fmt::format("\"{}\"", words[static_cast<int>(w.auto_pad)]));
    if (op.has(Param::padding) && !automatic && padded(w)) say("pads", sides(w));
    if (op.has(Param::dilation) && w.dilation != Pair{1, 1}) say("dilations", list(w.dilation));
    if (op.has(Param::ceil_mode) && w.ceil_mode && !automatic) say("ceil_mode", "1");
    if (op.has(Param::count_include_pad) && counts_padding(p)) say("count_include_pad", "1");
    if (op.has(Param::norm_type)) say("p", fmt::format("{}", p.norm_type));
    const char* inputs = op.has(Param::weight) ? "(x, w)" : op.reads_indices ? "(x, indices)" : "(x)";
    if (attributes.empty()) return fmt::format("{} {}", op.onnx, inputs);
    return fmt::format("{} <{}> {}", op.onnx, fmt::join(attributes, ", "), inputs);
}

// Keras' layers pad by words; what is padded by numbers is a function of tf.nn.
std::string tf_line(const OpInfo& op, const Params& p) {
    const WindowSpec& w = p.window;
    const bool same = op.has(Param::auto_pad) && w.auto_pad >= AutoPad::same_upper;
    const bool by_numbers = op.has(Param::padding) && w.auto_pad == AutoPad::none && padded(w);
    const Pair stride = stride_of(op, p), end = end_of_padding(w);
    if (op.has(Param::weight) || by_numbers) {
        const std::string pads = by_numbers ? fmt::format("[[0, 0], [{}, {}], [{}, {}], [0, 0]]", w.padding.h,
                                                          end.h, w.padding.w, end.w)
                                 : same     ? "\"SAME\""
                                            : "\"VALID\"";
        const bool convolves = op.has(Param::weight);
        const char* function = convolves ? "conv2d" : op.how == Reduction::mean ? "avg_pool2d" : "max_pool2d";
        return fmt::format("tf.nn.{}(x, {}, {}, {})", function, convolves ? "w" : python(w.kernel),
                           python(stride), pads);
    }
    if (!op.has(Param::kernel_size)) return fmt::format("layers.{}()", op.keras);
    return fmt::format("layers.{}({}{}{})", op.keras, python(w.kernel), keyword("strides", stride, w.kernel),
                       same ? ", padding=\"same\"" : "");
}

}  // namespace

std::string python(Pair p) { return p.h == p.w ? fmt::format("{}", p.h) : fmt::format("({}, {})", p.h, p.w); }

std::string python(const Shape& s) { return list({s.n, s.c, s.h, s.w}); }

std::string keyword(const char* name, Pair p, Pair otherwise) {
    return p == otherwise ? std::string() : fmt::format(", {}={}", name, python(p));
}

std::string code_line(const OpInfo& op, const Params& params) {
    switch (params.window.dialect) {
        case Dialect::torch:
            return op.code ? op.code(params) : std::string();
        case Dialect::onnx:
            return op.onnx.empty() ? "# ONNX: no such operation" : onnx_line(op, params);
        case Dialect::tf:
            return op.keras.empty() ? "# TensorFlow: no such operation" : tf_line(op, params);
    }
    return {};
}

}  // namespace pw
