// PyTorch: a module for each stage, called in order. Padding by side, and what no module does, is said with
// F.
#include <fmt/format.h>

#include <algorithm>

#include "core/code/literal.h"
#include "core/code/write_script.h"
#include "core/ops/blur.h"
#include "core/ops/code.h"
#include "core/ops/registry.h"

namespace pw::script {

namespace {

// A stage's lines: what is made before it is called, and the call.
struct Written {
    std::vector<std::string> before;
    std::vector<std::string> calls;
    std::size_t own = 0;    // of before: the stage's line; one past its end: the first call
    bool a_module = false;  // the call is name(from) and nothing else
};

std::string padded(const Part& part, const std::string& value, bool lowest) {
    const Sides s = sides_of(part.window());
    if (!s.any()) return value;
    return fmt::format("F.pad({}, ({}, {}, {}, {}){})", value, s.left, s.right, s.top, s.bottom,
                       lowest ? ", value=-inf" : "");
}

// The windows as a module of PyTorch has them.
std::optional<Params> own_rules(const Part& part) {
    const auto spec = asked_in(Dialect::torch, part);
    if (!spec) return {};
    Params params = part.params();
    params.window = *spec;
    return params;
}

Params on_padded(const Part& part) {
    Params params = part.params();
    params.window = unpadded(part);
    return params;
}

// nn.MaxPool2d(…) with one more argument.
std::string with_argument(std::string call, const std::string& argument) {
    call.insert(call.size() - 1, ", " + argument);
    return call;
}

Written module(const Part& part, const std::string& made, const std::string& value) {
    return {{fmt::format("{} = {}", part.name, made)},
            {fmt::format("{} = {}({})", part.to, part.name, value)},
            0,
            value == part.from};
}

// Indices of a padded input number other cells: they are written out where they are taken.
bool gives_own_indices(const Part& part) {
    const bool windowed = part.op().use == WindowUse::max_pool;
    return !part.op().has(Param::seed) && (!windowed || own_rules(part));
}

Written largest(const Part& part) {
    const bool smallest = part.op().smallest;
    const std::string minus = smallest ? "-" : "";
    const auto own = own_rules(part);
    std::string made = max_pool.code(own.value_or(on_padded(part)));
    const std::string value = own ? minus + part.from : padded(part, minus + part.from, true);
    if (!own || part.gives_indices.empty()) {
        Written w = module(part, made, value);
        if (smallest) w.calls = {fmt::format("{} = -{}({})", part.to, part.name, value)}, w.a_module = false;
        return w;
    }
    Written w = module(part, with_argument(made, "return_indices=True"), value);
    w.calls = {fmt::format("{}, {} = {}({})", part.to, part.gives_indices, part.name, value)};
    if (smallest) w.calls.push_back(fmt::format("{0} = -{0}", part.to));
    w.a_module = false;
    return w;
}

Written adaptive(const Part& part) {
    const std::string made = part.op().code(part.params());
    if (part.gives_indices.empty()) return module(part, made, part.from);
    Written w = module(part, with_argument(made, "return_indices=True"), part.from);
    w.calls = {fmt::format("{}, {} = {}({})", part.to, part.gives_indices, part.name, part.from)};
    w.a_module = false;
    return w;
}

void append(std::vector<std::string>& lines, const std::vector<std::string>& more) {
    lines.insert(lines.end(), more.begin(), more.end());
}

// PyTorch's own, or sums of the padded input divided by what each window counts.
Written average(const Part& part) {
    if (auto own = own_rules(part)) {
        own->count_include_pad = counts_padding(part.params());
        if (part.params().window.dialect != Dialect::torch) own->divisor_override.reset();
        return module(part, avg_pool.code(*own), part.from);
    }
    Params params = on_padded(part);
    params.count_include_pad.reset();
    params.divisor_override = 1;
    const std::string value = padded(part, part.from, false);
    Written w = module(part, avg_pool.code(params), value);
    append(w.before, row("rows = tensor(", cells(shares(part, part.window().rows)), ")", true));
    append(w.before, row("columns = tensor(", cells(shares(part, part.window().columns)), ")", true));
    w.calls = {fmt::format("{} = {}({}) / torch.outer(rows, columns)  # cells that each window counts",
                           part.to, part.name, value)};
    w.a_module = false;
    return w;
}

// ONNX's takes |x|; each stage's stride is said.
Written norm(const Part& part) {
    Params params = part.params();
    params.window = unpadded(part);
    params.window.ceil_mode = part.window().rows.overhang() + part.window().columns.overhang() > 0;
    const bool sizes = part.params().window.dialect == Dialect::onnx;
    return module(part, lp_pool.code(params), sizes ? part.from + ".abs()" : part.from);
}

Written blur(const Part& part) {
    const Pair k = kernel(part.window());
    const std::int64_t channels = part.input->shape().c;
    const Params& p = part.params();
    return {{fmt::format("rows, columns = tensor({}), tensor({})", binomial(k.h), binomial(k.w)),
             fmt::format("kernel = torch.outer(rows, columns).expand({}, 1, {}, {}) / {:.0f}", channels, k.h,
                         k.w, blur_divisor(k.h, k.w))},
            {fmt::format("{} = F.conv2d({}, kernel{}{}{})", part.to, part.from,
                         keyword("stride", stride_of(part.op(), p), {1, 1}),
                         keyword("padding", p.window.padding, {0, 0}),
                         channels == 1 ? "" : fmt::format(", groups={}", channels))},
            2,
            false};
}

// A convolution pads by words and by side elsewhere.
Written convolution(const Part& part, bool shape_only) {
    const auto own = own_rules(part);
    Params params = own.value_or(on_padded(part));
    if (std::ranges::all_of(params.bias.data(), [](float v) { return v == 0; })) params.bias = {};
    Written w = module(part, conv.code(params), own ? part.from : padded(part, part.from, false));
    if (shape_only) return w;
    append(w.before, planes(part.name + ".weight.data = tensor(", part.params().weight, ")", "[None, None]"));
    if (!params.bias.empty())
        append(w.before, row(part.name + ".bias.data = tensor(", cells(params.bias.data()), ")", true));
    return w;
}

Written fractional(const Part& part) {
    const Params& p = part.params();
    const Shape& s = part.input->shape();
    return {{fmt::format("samples = tensor([{}, {}]).repeat({}, {}, 1)", number(p.samples.w),
                         number(p.samples.h), s.n, s.c)},
            {fmt::format("{}{} = F.fractional_max_pool2d({}, {}, {}, _random_samples=samples{})", part.to,
                         part.gives_indices.empty() ? "" : ", " + part.gives_indices, part.from,
                         python(p.window.kernel), python(p.output_size),
                         part.gives_indices.empty() ? "" : ", return_indices=True")},
            1,
            false};
}

// The windows' values in a row, the cumulated ones beside their draws.
Written stochastic(const Part& part, bool shape_only) {
    const Window& w = part.window();
    const Pair k = kernel(w), s = stride(w);
    const Shape& out = part.output().shape();
    const std::int64_t shape[] = {out.n, out.c, out.h, out.w, 1};
    Written written;
    if (shape_only)
        written.before = {fmt::format("draws = torch.rand({}, {}, {}, {}, 1)", out.n, out.c, out.h, out.w)};
    else
        written.before = literal("draws = tensor(", shape, draws(part), ", dtype=torch.float64)", true);
    written.own = written.before.size();
    written.calls = {fmt::format("w = {}.unfold(2, {}, {}).unfold(3, {}, {}).flatten(4).clamp(min=0)",
                                 padded(part, part.from, false), k.h, s.h, k.w, s.w),
                     "sums = w.double().cumsum(-1)",
                     "drawn = torch.searchsorted(sums, draws * sums[..., -1:], right=True)",
                     fmt::format("{} = w.gather(-1, drawn.clamp(max={}))[..., 0]", part.to, k.h * k.w - 1)};
    return written;
}

Written unpool(const Part& part, const std::vector<Part>& parts, bool shape_only) {
    const Params& p = part.params();
    Params params = p;
    params.window.stride = stride_of(part.op(), p);
    Written w;
    const auto from = std::ranges::find(parts, part.takes_indices, &Part::gives_indices);
    if (from == parts.end() || !gives_own_indices(*from)) {
        const Shape& s = part.input->shape();
        const std::int64_t shape[] = {s.n, s.c, s.h, s.w};
        if (shape_only)
            w.before = {fmt::format("{} = torch.arange({}).expand({}, {}, -1).reshape{}", part.takes_indices,
                                    s.plane(), s.n, s.c, shape_tuple(s))};
        else
            w.before = literal(part.takes_indices + " = tensor(", shape,
                               cells(part.result->plan.indices.data()), ")", false);
    }
    w.own = w.before.size();
    w.before.push_back(fmt::format("{} = {}", part.name, max_unpool.code(params)));
    const std::string size =
        p.unpool_size ? fmt::format(", output_size={}", both(*p.unpool_size)) : std::string();
    w.calls = {fmt::format("{} = {}({}, {}{})", part.to, part.name, part.from, part.takes_indices, size)};
    return w;
}

Written written(const Part& part, const Script& script) {
    const OpInfo& op = part.op();
    if (op.has(Param::weight)) return convolution(part, script.shape_only);
    if (op.reads_indices) return unpool(part, script.parts, script.shape_only);
    if (op.has(Param::seed)) return stochastic(part, script.shape_only);
    if (op.has(Param::samples)) return fractional(part);
    if (op.how == Reduction::norm) return norm(part);
    if (op.use == WindowUse::blur_pool) return blur(part);
    if (op.use == WindowUse::avg_pool) return average(part);
    if (op.use == WindowUse::max_pool) return largest(part);
    return op.how == Reduction::map ? module(part, op.code(part.params()), part.from) : adaptive(part);
}

void assertion(Lines& lines, const Part& part, bool shape_only) {
    const Shape& s = part.output().shape();
    if (shape_only || s.count() > limits::written_cells)
        return lines.add(fmt::format("assert {}.shape == {}", part.to, shape_tuple(s)));
    if (part.check.exact && reads_back(part.output()))
        return lines.add(literal(fmt::format("assert {}.tolist() == ", part.to), part.output(), "", false));
    const std::string how =
        part.check.exact ? "rtol=0, atol=0" : "rtol=1e-5, atol=" + tolerance(part.check.error);
    lines.add(literal(fmt::format("torch.testing.assert_close({}, tensor(", part.to), part.output(),
                      fmt::format("), {}{})", how, any_nan(part.output()) ? ", equal_nan=True" : ""), true));
}

void add_stage(Lines& lines, const Part& part, const Written& w) {
    for (std::size_t i = 0; i < w.before.size() + w.calls.size(); ++i) {
        if (i == w.own) lines.mark(part);
        lines.add(i < w.before.size() ? w.before[i] : w.calls[i - w.before.size()]);
    }
}

// y = pool(conv(x))
bool in_one_call(const std::vector<Part>& parts, const std::vector<Written>& all) {
    return std::ranges::all_of(all, &Written::a_module) &&
           std::ranges::count_if(parts, &Part::checked) == 1 && parts.back().checked && parts.size() <= 4;
}

// Only what is used.
std::vector<std::string> imports(const Lines& body) {
    std::vector<std::string> lines = math_import(body);
    lines.push_back("import torch");
    lines.push_back(body.say("nn.") ? "from torch import nn, tensor" : "from torch import tensor");
    if (body.say("F.")) lines.push_back("from torch.nn import functional as F");
    return lines;
}

}  // namespace

CodeText write_torch(const Script& script) {
    for (const Part& part : script.parts)
        if (part.op().has(Param::seed) && strange(*part.input))
            return none(Message("code.stochastic_strange"));
    std::vector<Written> all;
    for (const Part& part : script.parts) all.push_back(written(part, script));
    Lines body;
    body.add(shape_note(script));
    body.add(input_lines(script, "x = tensor(", ")",
                         fmt::format("x = torch.rand{}", shape_tuple(script.input->shape()))));
    const bool nested = in_one_call(script.parts, all);
    std::string call = "x";
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (nested) all[i].calls.clear();
        add_stage(body, script.parts[i], all[i]);
        call = fmt::format("{}({})", script.parts[i].name, call);
        if (nested && i + 1 == all.size()) body.add("y = " + call);
        if (script.parts[i].checked) assertion(body, script.parts[i], script.shape_only);
    }
    return finished(imports(body), body, script);
}

}  // namespace pw::script
