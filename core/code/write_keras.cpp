// Keras: layers on channels-last values. What layers don't pad is padded before them.
#include <fmt/format.h>

#include <algorithm>

#include "core/code/literal.h"
#include "core/code/write_script.h"
#include "core/ops/blur.h"
#include "core/ops/code.h"

namespace pw::script {

namespace {

class KerasWriter {
  public:
    explicit KerasWriter(const Script& script) : script_(script) {}
    CodeText write();

  private:
    std::optional<Message> stage(const Part& part);
    std::optional<Message> largest(const Part& part);
    std::optional<Message> average(const Part& part);
    std::optional<Message> norm(const Part& part);
    std::optional<Message> blur(const Part& part);
    std::optional<Message> convolution(const Part& part);
    std::optional<Message> adaptive(const Part& part);
    // The layer's line and its call.
    void layer(const Part& part, const std::string& made, const std::string& value,
               const std::string& minus = "");
    std::string area(const std::vector<std::int64_t>& rows, const std::vector<std::int64_t>& columns);

    const Script& script_;
    Lines lines_;
};

Message no_such(const char* key) { return Message(key, {std::string("Keras")}); }

// layers.MaxPooling2D(2, strides=3, padding="same")
std::string pooling(const char* name, const WindowSpec& w) {
    return fmt::format("layers.{}({}{}{})", name, python(w.kernel),
                       keyword("strides", w.stride.value_or(w.kernel), w.kernel),
                       w.auto_pad == AutoPad::none ? "" : ", padding=\"same\"");
}

std::string zeros(const Part& part) {
    const Sides s = sides_of(part.window());
    if (!s.any()) return part.from;
    return fmt::format("layers.ZeroPadding2D((({}, {}), ({}, {})))({})", s.top, s.bottom, s.left, s.right,
                       part.from);
}

std::string lowest(const Part& part, const std::string& value) {
    const Sides s = sides_of(part.window());
    if (!s.any()) return value;
    return fmt::format("tf.pad({}, ((0, 0), ({}, {}), ({}, {}), (0, 0)), constant_values=-np.inf)", value,
                       s.top, s.bottom, s.left, s.right);
}

void KerasWriter::layer(const Part& part, const std::string& made, const std::string& value,
                        const std::string& minus) {
    lines_.mark(part);
    lines_.add(fmt::format("{} = {}", part.name, made));
    lines_.add(fmt::format("{} = {}{}({})", part.to, minus, part.name, value));
}

std::optional<Message> KerasWriter::largest(const Part& part) {
    if (dilation(part.window()) != Pair{1, 1}) return no_such("code.keras.dilation");
    const std::string minus = part.op().smallest ? "-" : "";
    const auto own = asked_in(Dialect::tf, part);
    layer(part, pooling("MaxPooling2D", own.value_or(unpadded(part))),
          own ? minus + part.from : lowest(part, minus + part.from), minus);
    return {};
}

std::string KerasWriter::area(const std::vector<std::int64_t>& rows,
                              const std::vector<std::int64_t>& columns) {
    if (alike(rows) && alike(columns)) return fmt::format("{}", rows.front() * columns.front());
    lines_.add(row("rows = ", cells(rows), "", false));
    lines_.add(row("columns = ", cells(columns), "", false));
    lines_.add("area = np.outer(rows, columns)[:, :, None].astype(\"float32\")");
    return "area";
}

// Keras divides by the real cells. Other divisors: its average of the padded input, taken times its area and
// divided anew.
std::optional<Message> KerasWriter::average(const Part& part) {
    const Window& w = part.window();
    const auto rows = shares(part, w.rows), columns = shares(part, w.columns);
    const std::int64_t factor = divisor_factor(part), full = w.rows.max_taps() * w.columns.max_taps();
    const auto own = asked_in(Dialect::tf, part);
    const bool by_cells = rows == real_counts(w.rows) && columns == real_counts(w.columns) && factor == 1;
    if (own && by_cells) return layer(part, pooling("AveragePooling2D", *own), part.from), std::nullopt;
    const std::string divisor = area(rows, columns);
    layer(part, pooling("AveragePooling2D", unpadded(part)), zeros(part));
    if (divisor == fmt::format("{}", full) && factor == 1) return {};
    lines_.add(fmt::format("{0} = {0} * {1} / {2}", part.to, full,
                           factor == 1 ? divisor : fmt::format("({} * {})", divisor, factor)));
    return {};
}

std::optional<Message> KerasWriter::norm(const Part& part) {
    const Window& w = part.window();
    const std::int64_t p = part.params().norm_type, full = w.rows.max_taps() * w.columns.max_taps();
    const bool sizes = part.params().window.dialect == Dialect::onnx;
    const std::string cut = area(real_counts(w.rows), real_counts(w.columns));
    lines_.add(fmt::format("powers = {} ** {}", sizes ? fmt::format("abs({})", part.from) : part.from, p));
    Part raised = part;
    raised.from = "powers";
    layer(part, pooling("AveragePooling2D", unpadded(part)), zeros(raised));
    const std::string scale = cut == fmt::format("{}", full) ? cut : fmt::format("{} / {}", full * full, cut);
    lines_.add(fmt::format("{0} = ({0} * {1}) ** (1 / {2})", part.to, scale, p));
    return {};
}

std::optional<Message> KerasWriter::blur(const Part& part) {
    const Pair k = kernel(part.window()), s = stride(part.window());
    if (s.h != s.w) return no_such("code.keras.stride_pair");
    lines_.add(fmt::format("weight = np.outer({}, {}) / {:.0f}", binomial(k.h), binomial(k.w),
                           blur_divisor(k.h, k.w)));
    lines_.mark(part);
    lines_.add(fmt::format("{} = layers.DepthwiseConv2D({}{}, use_bias=False)", part.name, both(k),
                           keyword("strides", s, {1, 1})));
    const std::string value = zeros(part);
    lines_.add(fmt::format("{}.build((None, None, None, {}))", part.name, part.input->shape().c));
    lines_.add(fmt::format("{}.set_weights([np.tile(weight[:, :, None, None], (1, 1, {}, 1))])", part.name,
                           part.input->shape().c));
    lines_.add(fmt::format("{} = {}({})", part.to, part.name, value));
    return {};
}

std::optional<Message> KerasWriter::convolution(const Part& part) {
    const Window& w = part.window();
    const Pair s = stride(w), d = dilation(w);
    if (s != Pair{1, 1} && d != Pair{1, 1}) return no_such("code.keras.stride_dilation");
    const Tensor& weight = part.params().weight;
    const Tensor& bias = part.params().bias;
    const auto own = asked_in(Dialect::tf, part);
    const std::string name = part.name + "_weight";
    if (script_.shape_only)
        lines_.add(fmt::format("{} = np.random.rand{}", name, shape_tuple(weight.shape())));
    else
        lines_.add(planes(name + " = np.array(", weight, ")", "[None, None]"));
    if (!bias.empty()) lines_.add(row(part.name + "_bias = np.array(", cells(bias.data()), ")", true));
    lines_.mark(part);
    lines_.add(fmt::format("{} = layers.Conv2D({}, {}{}{}{}{})", part.name, weight.shape().n,
                           python(kernel(w)), keyword("strides", s, {1, 1}),
                           own && own->auto_pad != AutoPad::none ? ", padding=\"same\"" : "",
                           keyword("dilation_rate", d, {1, 1}), bias.empty() ? ", use_bias=False" : ""));
    lines_.add(fmt::format("{}.build((None, None, None, {}))", part.name, weight.shape().c));
    lines_.add(fmt::format("{}.set_weights([{}.transpose(2, 3, 1, 0){}])", part.name, name,
                           bias.empty() ? "" : ", " + part.name + "_bias"));
    lines_.add(fmt::format("{} = {}({})", part.to, part.name, own ? part.from : zeros(part)));
    return {};
}

std::optional<Message> KerasWriter::adaptive(const Part& part) {
    const bool mean = part.op().how == Reduction::mean;
    if (part.op().params.empty())
        return layer(part, fmt::format("layers.Global{}Pooling2D(keepdims=True)", mean ? "Average" : "Max"),
                     part.from),
               std::nullopt;
    if (!part.window().even()) return no_such("code.uneven");
    WindowSpec spec;
    spec.kernel = kernel(part.window());
    layer(part, pooling(mean ? "AveragePooling2D" : "MaxPooling2D", spec), part.from);
    return {};
}

std::optional<Message> KerasWriter::stage(const Part& part) {
    const OpInfo& op = part.op();
    if (op.has(Param::seed)) return no_such("code.stochastic");
    if (op.has(Param::samples)) return no_such("code.fractional");
    if (op.reads_indices) return no_such("code.unpool");
    if (op.has(Param::weight)) return convolution(part);
    if (op.how == Reduction::norm) return norm(part);
    if (op.use == WindowUse::blur_pool) return blur(part);
    if (op.use == WindowUse::avg_pool) return average(part);
    if (op.use == WindowUse::max_pool) return largest(part);
    if (op.how != Reduction::map) return adaptive(part);
    layer(part, "layers.ReLU()", part.from);
    return {};
}

CodeText KerasWriter::write() {
    lines_.add(shape_note(script_));
    lines_.add(input_lines(
        script_, "x = np.array(", ", \"float32\")",
        fmt::format("x = np.random.rand{}.astype(\"float32\")", shape_tuple(script_.input->shape()))));
    lines_.add("x = x.transpose(0, 2, 3, 1)  # channels last");
    for (const Part& part : script_.parts) {
        if (auto why = stage(part)) return none(std::move(*why));
        if (part.checked)
            lines_.add(numpy_assertion(part, fmt::format("np.transpose({}, (0, 3, 1, 2))", part.to),
                                       script_.shape_only));
    }
    std::vector<std::string> imports = math_import(lines_);
    imports.push_back("import numpy as np");
    if (lines_.say("tf.pad")) imports.push_back("import tensorflow as tf");
    imports.push_back("from keras import layers");
    return finished(std::move(imports), lines_, script_);
}

}  // namespace

CodeText write_keras(const Script& script) { return KerasWriter(script).write(); }

}  // namespace pw::script
