// NumPy: each operation as what it is, on the windows of sliding_window_view or a loop over windows of
// different sizes. Sums are in double and rounded once, as Poolwalk's own are.
#include <fmt/format.h>

#include <algorithm>

#include "core/code/literal.h"
#include "core/code/write_script.h"
#include "core/ops/blur.h"
#include "core/ops/registry.h"

namespace pw::script {

namespace {

class NumpyWriter {
  public:
    explicit NumpyWriter(const Script& script) : script_(script) {}
    CodeText write();

  private:
    void stage(const Part& part);
    void windows(const Part& part, const std::string& fill);
    void view(const Part& part, const std::string& padded);
    void largest(const Part& part);
    void winners(const Part& part);
    void average(const Part& part);
    void norm(const Part& part);
    void blur(const Part& part);
    void convolution(const Part& part);
    void stochastic(const Part& part);
    void uneven(const Part& part);
    void ranges(const char* name, const Axis& axis);
    void unpool(const Part& part);
    // "a single number" where all windows count alike, else an outer product of two lists.
    std::string area(const std::vector<std::int64_t>& rows, const std::vector<std::int64_t>& columns);
    void own_indices(const Part& part);
    void known_indices(const std::string& name, const Indices& indices);

    const Script& script_;
    Lines lines_;
    bool views_ = false;
};

std::string steps(Pair p) {
    const auto one = [](std::int64_t v) { return v == 1 ? std::string(":") : fmt::format("::{}", v); };
    return one(p.h) + ", " + one(p.w);
}

std::string values_of(const Part& part) { return part.op().smallest ? "min" : "max"; }

// The windows as w[n, c, row, column, i, j].
void NumpyWriter::view(const Part& part, const std::string& padded) {
    const Window& w = part.window();
    const Pair s = stride(w), d = dilation(w);
    std::string picked;
    if (d != Pair{1, 1})
        picked = fmt::format("[:, :, {}, {}]", steps(s), steps(d));
    else if (s != Pair{1, 1})
        picked = fmt::format("[:, :, {}]", steps(s));
    lines_.mark(part);
    lines_.add(fmt::format("w = sliding_window_view({}, ({}, {}), axis=(2, 3)){}", padded, w.rows.effective(),
                           w.columns.effective(), picked));
    views_ = true;
}

void NumpyWriter::windows(const Part& part, const std::string& fill) {
    const Sides s = sides_of(part.window());
    if (!s.any()) return view(part, part.from);
    lines_.add(fmt::format("p = np.pad({}, ((0, 0), (0, 0), ({}, {}), ({}, {})){})", part.from, s.top,
                           s.bottom, s.left, s.right, fill.empty() ? "" : ", constant_values=" + fill));
    view(part, "p");
}

std::string NumpyWriter::area(const std::vector<std::int64_t>& rows,
                              const std::vector<std::int64_t>& columns) {
    if (alike(rows) && alike(columns)) return fmt::format("{}", rows.front() * columns.front());
    lines_.add(row("rows = ", cells(rows), "", false));
    lines_.add(row("columns = ", cells(columns), "", false));
    lines_.add("area = np.outer(rows, columns)  # of each window: what its sum is divided by");
    return "area";
}

// The plane's number of each winner; NaN would have to win.
void NumpyWriter::winners(const Part& part) {
    const Window& w = part.window();
    const Pair k = kernel(w), s = stride(w), d = dilation(w);
    const Shape& in = part.input->shape();
    const auto along = [](const char* outputs, const char* tap, std::int64_t stride, std::int64_t dilation,
                          std::int64_t pad) {
        return fmt::format("{} * {} + {} * {} - {}", outputs, stride, tap, dilation, pad);
    };
    lines_.add(fmt::format("best = w.reshape(*w.shape[:4], {}).arg{}(axis=4)", k.h * k.w, values_of(part)));
    lines_.add(fmt::format("i, j = np.divmod(best, {})  # where in its window the winner lies", k.w));
    lines_.add("row, column = np.indices(best.shape[2:])");
    lines_.add(fmt::format("i = {}", along("row", "i", s.h, d.h, w.rows.pad_begin())));
    lines_.add(fmt::format("j = {}", along("column", "j", s.w, d.w, w.columns.pad_begin())));
    lines_.add(fmt::format("{} = i * {} + j", part.gives_indices, in.w));
}

// Written out where argmax doesn't name them.
void NumpyWriter::own_indices(const Part& part) {
    if (part.gives_indices.empty()) return;
    if (part.op().use == WindowUse::max_pool && !any_nan(*part.input)) return winners(part);
    known_indices(part.gives_indices, part.result->out.indices);
}

void NumpyWriter::known_indices(const std::string& name, const Indices& indices) {
    const Shape& s = indices.shape();
    const std::int64_t shape[] = {s.n, s.c, s.h, s.w};
    lines_.add(script_.shape_only ? std::vector{fmt::format("{} = np.zeros({}, int)", name, shape_tuple(s))}
                                  : literal(name + " = np.array(", shape, cells(indices.data()), ")", false));
}

void NumpyWriter::largest(const Part& part) {
    windows(part, part.op().smallest ? "np.inf" : "-np.inf");
    lines_.add(fmt::format("{} = w.{}(axis=(4, 5))", part.to, values_of(part)));
    own_indices(part);
}

void NumpyWriter::average(const Part& part) {
    windows(part, "");
    const Window& w = part.window();
    auto rows = shares(part, w.rows);
    const std::string all = area(rows, shares(part, w.columns));
    const std::int64_t factor = divisor_factor(part);
    const std::string divisor = factor == 1  ? all
                                : all == "1" ? fmt::format("{}", factor)
                                             : fmt::format("({} * {})", all, factor);
    lines_.add(
        fmt::format("{} = (w.sum(axis=(4, 5), dtype=float) / {}).astype(np.float32)", part.to, divisor));
}

void NumpyWriter::norm(const Part& part) {
    windows(part, "");
    const Window& w = part.window();
    const Pair k = kernel(w);
    const std::int64_t norm = part.params().norm_type;
    const bool sizes = part.params().window.dialect == Dialect::onnx;
    const std::string all = area(real_counts(w.rows), real_counts(w.columns));
    const std::string cut =
        all == fmt::format("{}", k.h * k.w) ? "" : fmt::format(" * {} / {}", k.h * k.w, all);
    lines_.add(
        fmt::format("s = ({}.astype(float) ** {}).sum(axis=(4, 5)){}", sizes ? "abs(w)" : "w", norm, cut));
    lines_.add(fmt::format("{} = (s ** (1 / {})).astype(np.float32)", part.to, norm));
}

void NumpyWriter::blur(const Part& part) {
    windows(part, "");
    const Pair k = kernel(part.window());
    lines_.add(fmt::format("weights = np.outer({}, {}) / {:.0f}", binomial(k.h), binomial(k.w),
                           blur_divisor(k.h, k.w)));
    lines_.add(fmt::format("{} = (w * weights).sum(axis=(4, 5)).astype(np.float32)", part.to));
}

void NumpyWriter::convolution(const Part& part) {
    const Tensor& weight = part.params().weight;
    const Tensor& bias = part.params().bias;
    const Shape& s = weight.shape();
    if (script_.shape_only)
        lines_.add(fmt::format("kernel = np.random.rand{}", shape_tuple(s)));
    else
        lines_.add(planes("kernel = np.array(", weight, ")", "[None, None]"));
    if (!bias.empty()) lines_.add(row("bias = np.array(", cells(bias.data()), ")", true));
    windows(part, "");
    lines_.add(fmt::format("s = np.einsum(\"ncyxij,ocij->noyx\", w, kernel){}",
                           bias.empty() ? "" : " + bias[:, None, None]"));
    lines_.add(fmt::format("{} = s.astype(np.float32)", part.to));
}

void NumpyWriter::stochastic(const Part& part) {
    const Shape& out = part.output().shape();
    const std::int64_t shape[] = {out.n, out.c, out.h, out.w, 1};
    const Pair k = kernel(part.window());
    if (script_.shape_only)
        lines_.add(fmt::format("draws = np.random.rand({}, {}, {}, {}, 1)", out.n, out.c, out.h, out.w));
    else
        lines_.add(literal("draws = np.array(", shape, draws(part), ")", true));
    windows(part, "");
    lines_.add(
        fmt::format("w = w.clip(0).reshape(*w.shape[:4], {})  # what is above 0 can be drawn", k.h * k.w));
    lines_.add("sums = w.cumsum(axis=4, dtype=float)");
    lines_.add("drawn = (sums > draws * sums[..., -1:]).argmax(axis=4)[..., None]");
    lines_.add(fmt::format("{} = np.take_along_axis(w, drawn, axis=4)[..., 0]", part.to));
    own_indices(part);
}

// Where the windows of an axis begin and end.
void NumpyWriter::ranges(const char* name, const Axis& axis) {
    const std::int64_t n = axis.input(), o = axis.outputs();
    if (axis.adaptive())
        return lines_.add(fmt::format("{} = [slice(i * {} // {}, -(-(i + 1) * {} // {})) for i in range({})]",
                                      name, n, o, n, o, o));
    std::vector<std::int64_t> starts;
    for (std::int64_t i = 0; i < o; ++i) starts.push_back(axis.start(i));
    lines_.add(row(fmt::format("{} = [slice(i, i + {}) for i in ", name, axis.max_taps()), cells(starts), "]",
                   false));
}

// Adaptive, global and fractional windows.
void NumpyWriter::uneven(const Part& part) {
    lines_.mark(part);
    ranges("rows", part.window().rows);
    ranges("columns", part.window().columns);
    const bool mean = part.op().how == Reduction::mean;
    lines_.add(fmt::format("{} = [[{}[:, :, i, j].{} for j in columns] for i in rows]", part.to, part.from,
                           mean ? "mean(axis=(2, 3), dtype=float)" : "max(axis=(2, 3))"));
    lines_.add(fmt::format("{0} = np.array({0}, np.float32).transpose(2, 3, 0, 1)", part.to));
    own_indices(part);
}

void NumpyWriter::unpool(const Part& part) {
    const Shape& in = part.input->shape();
    const Shape& out = part.output().shape();
    if (!part.has_them) known_indices(part.takes_indices, part.result->plan.indices);
    lines_.add(fmt::format("{} = np.zeros(({}, {}, {}), np.float32)", part.to, out.n, out.c, out.plane()));
    lines_.mark(part);
    lines_.add(fmt::format("np.put_along_axis({}, {}.reshape({}, {}, -1), {}.reshape({}, {}, -1), axis=2)",
                           part.to, part.takes_indices, in.n, in.c, part.from, in.n, in.c));
    lines_.add(fmt::format("{0} = {0}.reshape{1}", part.to, shape_tuple(out)));
}

void NumpyWriter::stage(const Part& part) {
    const OpInfo& op = part.op();
    if (op.has(Param::weight)) return convolution(part);
    if (op.reads_indices) return unpool(part);
    if (op.has(Param::seed)) return stochastic(part);
    if (op.how == Reduction::norm) return norm(part);
    if (op.use == WindowUse::blur_pool) return blur(part);
    if (op.use == WindowUse::avg_pool) return average(part);
    if (op.use == WindowUse::max_pool) return largest(part);
    if (op.how != Reduction::map) return uneven(part);
    lines_.mark(part);
    lines_.add(fmt::format("{} = np.maximum({}, 0)", part.to, part.from));
}

CodeText NumpyWriter::write() {
    lines_.add(shape_note(script_));
    lines_.add(input_lines(
        script_, "x = np.array(", ", np.float32)",
        fmt::format("x = np.random.rand{}.astype(np.float32)", shape_tuple(script_.input->shape()))));
    for (const Part& part : script_.parts) {
        if (part.op().has(Param::seed) && strange(*part.input))
            return none(Message("code.stochastic_strange"));
        stage(part);
        if (part.checked) lines_.add(numpy_assertion(part, part.to, script_.shape_only));
    }
    std::vector<std::string> imports = math_import(lines_);
    imports.push_back("import numpy as np");
    if (views_) imports.push_back("from numpy.lib.stride_tricks import sliding_window_view");
    return finished(std::move(imports), lines_, script_);
}

}  // namespace

CodeText write_numpy(const Script& script) { return NumpyWriter(script).write(); }

}  // namespace pw::script
