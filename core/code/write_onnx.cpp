// ONNX: a graph of nodes, run by onnxruntime.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/code/literal.h"
#include "core/code/write_script.h"
#include "core/ops/blur.h"
#include "core/ops/unpool.h"

namespace pw::script {

namespace {

std::string pair(Pair p) { return fmt::format("[{}, {}]", p.h, p.w); }

class OnnxWriter {
  public:
    explicit OnnxWriter(const Script& script) : script_(script) {}
    CodeText write();

  private:
    std::optional<Message> stage(const Part& part);
    std::optional<Message> pooled(const Part& part);
    std::optional<Message> average(const Part& part);
    std::optional<Message> norm(const Part& part);
    std::optional<Message> adaptive(const Part& part);
    std::optional<Message> unpool(const Part& part);
    void convolution(const Part& part);
    void blur(const Part& part);
    // A node that reads `inputs` and makes `outputs`.
    void node(const char* op, const std::string& inputs, const std::string& outputs,
              const std::string& attributes = {});
    void own_node(const Part& part, const char* op, const std::string& inputs, const std::string& outputs,
                  const std::string& attributes = {});
    std::string constant(const std::string& name, const std::vector<std::string>& lines);
    std::vector<std::string> kernel_lines(const Part& part, const std::string& name) const;

    const Script& script_;
    Lines constants_, nodes_;
    std::vector<std::string> names_;
    bool left_open_ = false;  // a maximum that ONNX Runtime may take otherwise
};

// ONNX says nothing of NaN in a maximum; its runtime passes over it, and begins at the lowest finite number.
bool leaves_open(const Part& part) {
    constexpr float inf = std::numeric_limits<float>::infinity();
    return any_nan(*part.input) ||
           std::ranges::count(part.output().data(), part.op().smallest ? inf : -inf) > 0;
}

std::string quoted(const std::string& name) { return '"' + name + '"'; }

// ", strides=[2, 2]", where they aren't ONNX's own; of no padding the sides are left out.
std::string window_attributes(const Part& part, const WindowSpec& w) {
    std::string text = "kernel_shape=" + pair(w.kernel);
    const Pair s = w.stride.value_or(Pair{1, 1}), end = end_of_padding(w);
    if (s != Pair{1, 1}) text += ", strides=" + pair(s);
    if (w.padding != Pair{0, 0} || end != Pair{0, 0})
        text += fmt::format(", pads=[{}, {}, {}, {}]", w.padding.h, w.padding.w, end.h, end.w);
    if (w.dilation != Pair{1, 1}) text += ", dilations=" + pair(w.dilation);
    if (w.ceil_mode && part.op().how != Reduction::sum) text += ", ceil_mode=1";
    return text;
}

void OnnxWriter::node(const char* op, const std::string& inputs, const std::string& outputs,
                      const std::string& attributes) {
    nodes_.add(fmt::format("    helper.make_node(\"{}\", [{}], [{}]{}{}),", op, inputs, outputs,
                           attributes.empty() ? "" : ", ", attributes));
}

void OnnxWriter::own_node(const Part& part, const char* op, const std::string& inputs,
                          const std::string& outputs, const std::string& attributes) {
    nodes_.mark(part);
    node(op, inputs, outputs, attributes);
}

std::string OnnxWriter::constant(const std::string& name, const std::vector<std::string>& lines) {
    constants_.add(lines);
    names_.push_back(name);
    return quoted(name);
}

// What the windows reach beyond the padding that ONNX takes is padded before.
std::optional<Message> OnnxWriter::pooled(const Part& part) {
    const bool smallest = part.op().smallest;
    std::string from = part.from, to = smallest ? part.name + "_max" : part.to;
    if (smallest) {
        from = part.name + "_neg";
        node("Neg", quoted(part.from), quoted(from));
    }
    auto spec = asked_in(Dialect::onnx, part);
    if (!spec) {
        const Sides s = sides_of(part.window());
        const std::string sides = part.name + "_pads", lowest = part.name + "_fill";
        constant(sides, {fmt::format("{} = np.array([0, 0, {}, {}, 0, 0, {}, {}])", sides, s.top, s.left,
                                     s.bottom, s.right)});
        constant(lowest, {fmt::format("{} = np.float32(-np.inf)", lowest)});
        const std::string padded = part.name + "_padded";
        node("Pad", fmt::format("\"{}\", \"{}\", \"{}\"", from, sides, lowest), quoted(padded));
        from = padded;
        spec = unpadded(part);
    }
    own_node(part, "MaxPool", quoted(from), quoted(to), window_attributes(part, *spec));
    if (smallest) node("Neg", quoted(to), quoted(part.to));
    left_open_ = left_open_ || leaves_open(part);
    return {};
}

std::optional<Message> OnnxWriter::average(const Part& part) {
    const auto spec = asked_in(Dialect::onnx, part);
    const bool own = divisor_factor(part) != 1 ||
                     (part.params().divisor_override && part.params().window.dialect == Dialect::torch);
    if (!spec || own) return Message("code.onnx.divisor");
    own_node(part, "AveragePool", quoted(part.from), quoted(part.to),
             window_attributes(part, *spec) + (counts_padding(part.params()) ? ", count_include_pad=1" : ""));
    return {};
}

std::optional<Message> OnnxWriter::norm(const Part& part) {
    const Window& w = part.window();
    const bool signs = part.params().window.dialect != Dialect::onnx && part.params().norm_type % 2 == 1 &&
                       std::ranges::any_of(part.input->data(), [](float v) { return v < 0; });
    if (signs) return Message("code.onnx.signs");
    if (w.rows.overhang() + w.columns.overhang() > 0) return Message("code.onnx.cut");
    own_node(part, "LpPool", quoted(part.from), quoted(part.to),
             fmt::format("{}, p={}", window_attributes(part, unpadded(part)), part.params().norm_type));
    return {};
}

std::optional<Message> OnnxWriter::adaptive(const Part& part) {
    const bool mean = part.op().how == Reduction::mean;
    left_open_ = left_open_ || (!mean && leaves_open(part));
    if (part.op().params.empty()) {
        own_node(part, mean ? "GlobalAveragePool" : "GlobalMaxPool", quoted(part.from), quoted(part.to));
        return {};
    }
    if (!part.window().even()) return Message("code.uneven", {std::string("ONNX")});
    const Pair k = kernel(part.window());
    own_node(part, mean ? "AveragePool" : "MaxPool", quoted(part.from), quoted(part.to),
             fmt::format("kernel_shape={0}, strides={0}", pair(k)));
    return {};
}

std::vector<std::string> OnnxWriter::kernel_lines(const Part& part, const std::string& name) const {
    const Tensor& weight = part.params().weight;
    if (script_.shape_only)
        return {fmt::format("{} = np.random.rand{}.astype(np.float32)", name, shape_tuple(weight.shape()))};
    return planes(name + " = np.array(", weight, ", np.float32)", "[None, None]");
}

void OnnxWriter::convolution(const Part& part) {
    WindowSpec spec = unpadded(part);
    const Window& w = part.window();
    spec.padding = {w.rows.pad_begin(), w.columns.pad_begin()};
    spec.padding_end = Pair{w.rows.pad_end(), w.columns.pad_end()};
    const std::string name = part.name + "_weight", bias = part.name + "_bias";
    std::string inputs = quoted(part.from) + ", " + constant(name, kernel_lines(part, name));
    if (!part.params().bias.empty())
        inputs += ", " + constant(bias, row(bias + " = np.array(", cells(part.params().bias.data()),
                                            ", np.float32)", true));
    own_node(part, "Conv", inputs, quoted(part.to), window_attributes(part, spec));
}

// A convolution of each channel alone.
void OnnxWriter::blur(const Part& part) {
    WindowSpec spec = unpadded(part);
    const Window& w = part.window();
    spec.padding = {w.rows.pad_begin(), w.columns.pad_begin()};
    const Pair k = spec.kernel;
    const std::int64_t channels = part.input->shape().c;
    const std::string name = part.name + "_weight";
    constant(name, {fmt::format("{} = np.outer({}, {}).astype(np.float32) / {:.0f}", name, binomial(k.h),
                                binomial(k.w), blur_divisor(k.h, k.w)),
                    fmt::format("{0} = np.tile({0}, ({1}, 1, 1, 1))", name, channels)});
    own_node(part, "Conv", quoted(part.from) + ", " + quoted(name), quoted(part.to),
             window_attributes(part, spec) + (channels == 1 ? "" : fmt::format(", group={}", channels)));
}

// Its indices number the whole tensor, of the size that the window gives.
std::optional<Message> OnnxWriter::unpool(const Part& part) {
    const Params& p = part.params();
    const Shape& in = part.input->shape();
    const Shape& out = part.output().shape();
    if (unpooled_size(p, in) != Pair{out.h, out.w}) return Message("code.onnx.unpool_size");
    const Indices all = onnx_indices(part.result->plan.indices, out, false);
    const std::int64_t shape[] = {in.n, in.c, in.h, in.w};
    const std::string name = part.takes_indices;
    if (std::ranges::find(names_, name) == names_.end())
        constant(name, script_.shape_only
                           ? std::vector{fmt::format("{} = np.zeros({}, np.int64)", name, shape_tuple(in))}
                           : literal(name + " = np.array(", shape, cells(all.data()), ")", false));
    WindowSpec spec{
        .kernel = p.window.kernel, .stride = stride_of(part.op(), p), .padding = p.window.padding};
    own_node(part, "MaxUnpool", quoted(part.from) + ", " + quoted(name), quoted(part.to),
             window_attributes(part, spec));
    return {};
}

std::optional<Message> OnnxWriter::stage(const Part& part) {
    const OpInfo& op = part.op();
    if (op.has(Param::seed)) return Message("code.stochastic", {std::string("ONNX")});
    if (op.has(Param::samples)) return Message("code.fractional", {std::string("ONNX")});
    if (op.has(Param::weight)) return convolution(part), std::nullopt;
    if (op.reads_indices) return unpool(part);
    if (op.how == Reduction::norm) return norm(part);
    if (op.use == WindowUse::blur_pool) return blur(part), std::nullopt;
    if (op.use == WindowUse::avg_pool) return average(part);
    if (op.use == WindowUse::max_pool) return pooled(part);
    if (op.how != Reduction::map) return adaptive(part);
    own_node(part, "Relu", quoted(part.from), quoted(part.to));
    return {};
}

CodeText OnnxWriter::write() {
    std::string outputs, values;
    for (const Part& part : script_.parts) {
        if (auto why = stage(part)) return none(std::move(*why));
        if (!part.checked) continue;
        outputs += (outputs.empty() ? "" : ", ") + part.to;
        values +=
            fmt::format("{}value(\"{}\", TensorProto.FLOAT, None)", values.empty() ? "" : ", ", part.to);
    }
    Lines l;
    l.add(shape_note(script_));
    l.add(input_lines(
        script_, "x = np.array(", ", np.float32)",
        fmt::format("x = np.random.rand{}.astype(np.float32)", shape_tuple(script_.input->shape()))));
    l.add(constants_.lines);
    l.add(std::string("nodes = ["));
    if (nodes_.marked >= 0) l.marked = nodes_.marked + static_cast<int>(l.lines.size());
    l.add(nodes_.lines);
    std::string constants;
    for (const std::string& name : names_)
        constants +=
            fmt::format("{}numpy_helper.from_array({}, \"{}\")", constants.empty() ? "" : ", ", name, name);
    l.add({"]", "value = helper.make_tensor_value_info", "graph = helper.make_graph(",
           "    nodes, \"poolwalk\",", "    [value(\"x\", TensorProto.FLOAT, x.shape)],",
           fmt::format("    [{}],", values), fmt::format("    [{}],", constants), ")",
           "opset = [helper.make_opsetid(\"\", 19)]",
           "model = helper.make_model(graph, opset_imports=opset, ir_version=9)",
           "session = onnxruntime.InferenceSession(model.SerializeToString())",
           fmt::format("{}, = session.run(None, {{\"x\": x}})", outputs)});
    if (left_open_ && !script_.shape_only)
        l.add(std::string(
            "# a maximum meets NaN or infinity, which runtimes take differently: the shape is checked"));
    for (const Part& part : script_.parts)
        if (part.checked) l.add(numpy_assertion(part, part.to, script_.shape_only || left_open_));
    std::vector<std::string> imports = math_import(l);
    for (const char* line :
         {"import numpy as np", "import onnxruntime", "from onnx import TensorProto, helper, numpy_helper"})
        imports.push_back(line);
    return finished(std::move(imports), l, script_);
}

}  // namespace

CodeText write_onnx(const Script& script) { return OnnxWriter(script).write(); }

}  // namespace pw::script
