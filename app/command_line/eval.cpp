#include "app/command_line/eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/files/bytes.h"
#include "app/files/reading_choice.h"
#include "core/base/number.h"
#include "core/tensor/csv.h"
#include "core/tensor/npy.h"
#include "core/tensor/png.h"
#include "core/walk/document.h"

namespace pw {

namespace {

std::string op_names() {
    std::string out;
    for (const OpInfo* op : all_ops()) out += (out.empty() ? "" : ", ") + std::string(op->name);
    return out;
}

// Options that these rules don't have.
Expected<void> check_dialect(const EvalOptions& o) {
    const bool tf = o.dialect == Dialect::tf;
    const struct {
        const char* option;
        bool wrong;
    } rules[] = {
        {"--ceil-mode", tf && o.ceil_mode},
        {"--dilation", tf && o.dilation && find_op(o.op)->use != WindowUse::conv},
        {"--count-include-pad", tf && o.count_include_pad},
        {"--divisor-override", o.dialect != Dialect::torch && o.divisor_override},
    };
    for (const auto& rule : rules)
        if (rule.wrong)
            return fail("problem.eval.not_for_op",
                        {std::string(rule.option), std::string(tf ? "TensorFlow" : "ONNX")});
    return {};
}

// Options that the operation doesn't have, and those that it can't do without.
Expected<void> check_options(const OpInfo& op, const EvalOptions& o) {
    const std::string name(op.name);
    const struct {
        const char* option;
        bool given, allowed;
    } rules[] = {
        {"--kernel", o.kernel.has_value(), op.has(Param::kernel_size)},
        {"--stride", o.stride.has_value(), op.has(Param::stride)},
        {"--padding", o.padding.has_value(), op.has(Param::padding)},
        {"--dilation", o.dilation.has_value(), op.has(Param::dilation)},
        {"--ceil-mode", o.ceil_mode, op.has(Param::ceil_mode)},
        {"--auto-pad", o.auto_pad != AutoPad::none, op.has(Param::auto_pad)},
        {"--count-include-pad", o.count_include_pad.has_value(), op.has(Param::count_include_pad)},
        {"--divisor-override", o.divisor_override.has_value(), op.has(Param::divisor_override)},
        {"--norm", o.norm_type.has_value(), op.has(Param::norm_type)},
        {"--seed", o.seed.has_value(), op.has(Param::seed)},
        {"--samples", o.samples.has_value(), op.has(Param::samples)},
        {"--output-size", o.output_size.has_value(),
         op.has(Param::output_size) || op.has(Param::unpool_size)},
        {"--weight", !o.weight.empty(), op.has(Param::weight)},
        {"--bias", !o.bias.empty(), op.has(Param::bias)},
        {"--indices", !o.indices.empty(), op.has_indices || op.reads_indices},
        {"--gradient", !o.gradient.empty(), op.backward != nullptr},
    };
    for (const auto& rule : rules) {
        if (!rule.given || rule.allowed) continue;
        if (op.has(Param::weight) && rule.option == std::string_view("--kernel"))
            return fail("problem.eval.kernel_from_weight", {name});
        return fail("problem.eval.not_for_op", {std::string(rule.option), name});
    }
    if (auto known = check_dialect(o); !known) return known;
    if (op.has(Param::kernel_size) && !o.kernel)
        return fail("problem.eval.needs", {name, std::string("--kernel")});
    if (op.has(Param::norm_type) && !o.norm_type)
        return fail("problem.eval.needs", {name, std::string("--norm")});
    if (op.has(Param::output_size) && !o.output_size)
        return fail("problem.eval.needs", {name, std::string("--output-size")});
    if (op.reads_indices && o.indices.empty())
        return fail("problem.eval.needs", {name, std::string("--indices")});
    if (op.has(Param::weight) && o.weight.empty())
        return fail("problem.eval.needs", {name, std::string("--weight")});
    if (o.input.empty()) return fail("problem.eval.needs", {std::string("eval"), std::string("--input")});
    return {};
}

std::string ending(const std::string& path) {
    std::string e = std::filesystem::path(path).extension().string();
    std::ranges::transform(e, e.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; });
    return e;
}

Expected<void> check_outputs(const EvalOptions& o) {
    const std::string to = ending(o.output);
    if (!o.output.empty() && to != ".npy" && to != ".csv" && to != ".png")
        return fail("problem.eval.output", {o.output});
    if (!o.indices.empty() && ending(o.indices) != ".npy") return fail("problem.eval.indices", {o.indices});
    return {};
}

Expected<Tensor> read_npy_file(const std::string& path, int fewest_dimensions) {
    return read_bytes(path).and_then(
        [&](const std::string& bytes) { return read_npy(path, bytes, fewest_dimensions); });
}

Expected<Params> params_of(const OpInfo& op, const EvalOptions& o) {
    Params p;
    if (op.reads_indices) {
        auto indices = read_bytes(o.indices).and_then(
            [&](const std::string& bytes) { return read_npy_indices(o.indices, bytes); });
        if (!indices) return tl::unexpected(std::move(indices.error()));
        p.indices = std::move(*indices);
        p.unpool_size = o.output_size;
    }
    p.window.kernel = o.kernel.value_or(p.window.kernel);
    p.window.stride = o.stride;
    p.window.padding = o.padding.value_or(p.window.padding);
    p.window.dilation = o.dilation.value_or(p.window.dilation);
    p.window.ceil_mode = o.ceil_mode;
    p.window.padding_end = o.padding_end;
    p.window.auto_pad = o.auto_pad;
    p.window.dialect = o.dialect;
    p.count_include_pad = o.count_include_pad;
    p.divisor_override = o.divisor_override;
    p.norm_type = o.norm_type.value_or(p.norm_type);
    p.seed = o.seed.value_or(p.seed);
    p.samples = o.samples.value_or(p.samples);
    p.output_size = o.output_size.value_or(p.output_size);
    if (!o.weight.empty()) {
        auto weight = read_npy_file(o.weight, 2);
        if (!weight) return tl::unexpected(std::move(weight.error()));
        p.weight = std::move(*weight);
        p.window.kernel = {p.weight.shape().h, p.weight.shape().w};
    }
    if (!o.bias.empty()) {
        auto bias = read_npy_file(o.bias, 1);
        if (!bias) return tl::unexpected(std::move(bias.error()));
        p.bias = std::move(*bias);
    }
    return p;
}

Expected<Source> read_values(const std::string& path, const Reading& reading) {
    return read_bytes(path).and_then(
        [&](const std::string& bytes) { return read_source(path, bytes, reading); });
}

Expected<std::string> encode(const Tensor& values, const std::string& path, std::vector<Message>& notes) {
    const std::string to = ending(path);
    if (to == ".npy") return write_npy(values);
    if (to == ".csv") return write_csv(values);
    return write_png(values).map([&](PngBytes png) {
        if (png.changed) notes.push_back(Message("note.values_clipped", {path}));
        return std::move(png.bytes);
    });
}

// ONNX numbers the whole tensor, PyTorch and TensorFlow here each plane.
Indices indices_of(const EvalOptions& o, const Forward& result, const Shape& input) {
    return o.dialect == Dialect::onnx ? onnx_indices(result.indices, input, o.by_columns) : result.indices;
}

}  // namespace

std::string print_tensor(const Tensor& tensor) {
    const Shape& s = tensor.shape();
    std::string out = fmt::format("{}x{}x{}x{}\n", s.n, s.c, s.h, s.w);
    for (std::int64_t n = 0; n < s.n; ++n)
        for (std::int64_t c = 0; c < s.c; ++c) {
            if (n + c > 0) out += '\n';
            for (std::int64_t y = 0; y < s.h; ++y)
                for (std::int64_t x = 0; x < s.w; ++x)
                    out += shortest(tensor.at(n, c, y, x)) + (x + 1 < s.w ? ' ' : '\n');
        }
    return out;
}

Expected<EvalResult> run_eval(const EvalOptions& options) {
    if (options.op.empty()) return fail("problem.eval.needs", {std::string("eval"), std::string("--op")});
    const OpInfo* op = find_op(options.op);
    if (!op) return fail("problem.eval.unknown_op", {options.op, op_names()});
    if (auto checked = check_options(*op, options); !checked) return tl::unexpected(checked.error());
    if (auto checked = check_outputs(options); !checked) return tl::unexpected(checked.error());

    const auto source = read_values(options.input, options.reading);
    if (!source) return tl::unexpected(source.error());
    const auto params = params_of(*op, options);
    if (!params) return tl::unexpected(params.error());
    const auto plan = op->plan(*params, source->tensor.shape());
    if (!plan) return tl::unexpected(plan.error());
    Forward result = op->forward(*params, *plan, source->tensor, {.indices = !options.indices.empty()});
    if (!options.gradient.empty()) {
        auto sent = read_values(options.gradient, {1, Channels::first}).and_then([&](const Source& gradient) {
            return backward(*op, *params, *plan, source->tensor, gradient.tensor);
        });
        if (!sent) return tl::unexpected(std::move(sent.error()));
        result.values = std::move(*sent);
    }

    EvalResult out;
    out.notes = reading_notes(*source, options.reading, options.input);
    if (options.output.empty()) {
        out.text = print_tensor(result.values);
    } else {
        const auto bytes = encode(result.values, options.output, out.notes);
        if (!bytes) return tl::unexpected(bytes.error());
        if (auto written = write_bytes(options.output, *bytes); !written)
            return tl::unexpected(written.error());
    }
    if (op->has_indices && !options.indices.empty())
        if (auto written =
                write_bytes(options.indices, write_npy(indices_of(options, result, source->tensor.shape())));
            !written)
            return tl::unexpected(written.error());
    return out;
}

}  // namespace pw
