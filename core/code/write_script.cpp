#include "core/code/write_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "core/code/exactness.h"
#include "core/code/literal.h"
#include "core/ops/blur.h"

namespace pw::script {

namespace {

std::string module_name(const OpInfo& op) {
    if (op.has(Param::weight)) return "conv";
    if (op.reads_indices) return "unpool";
    return op.how == Reduction::map ? std::string(op.name) : "pool";
}

// "pool", "pool2", …
class Names {
  public:
    std::string next(const std::string& name) {
        const int count = ++used_[name];
        return count == 1 ? name : fmt::format("{}{}", name, count);
    }

  private:
    std::map<std::string, int> used_;
};

// What stands between the input and the last stage: a, b, … h, y9, y10, …
std::string between(std::size_t place) {
    return place < 8 ? std::string(1, static_cast<char>('a' + place)) : fmt::format("y{}", place + 1);
}

Part part_of(const Evaluation& e, const StageResult& result) {
    Part part;
    part.stage = e.of.find(result.id);
    part.result = &result;
    part.input = &e.input_of(result.id);
    return part;
}

// The one that it names, else the last.
const StageResult* watched_of(const Evaluation& e, StageId watched) {
    if (watched == input_stage) return e.done.empty() ? nullptr : &e.done.back();
    return e.find(watched);
}

void give_names(const Evaluation& e, std::vector<Part>& parts) {
    Names names;
    const auto beside = e.branch && parts.size() > 1 ? e.of.branch->beside : input_stage;
    std::string at = "x", before = "x";
    const auto last = std::ranges::find_if(
        parts.rbegin(), parts.rend(), [&](const Part& p) { return !e.branch || p.result != &*e.branch; });
    std::size_t place = 0;
    for (Part& part : parts) {
        part.name = names.next(module_name(part.op()));
        if (e.branch && part.result == &*e.branch && parts.size() > 1) {
            part.from = before, part.to = "z";
            continue;
        }
        part.from = at;
        part.to = last != parts.rend() && &part == &*last ? "y" : between(place++);
        if (part.stage->id == beside) before = at;
        at = part.to;
    }
}

void join_indices(std::vector<Part>& parts) {
    Names names;
    for (Part& part : parts) {
        if (!part.op().reads_indices) continue;
        const auto from = std::ranges::find_if(
            parts, [&](const Part& p) { return p.stage->id == part.result->indices_from; });
        part.has_them = from != parts.end();
        if (part.has_them && !from->gives_indices.empty()) {
            part.takes_indices = from->gives_indices;
            continue;
        }
        part.takes_indices = names.next("indices");
        if (part.has_them) from->gives_indices = part.takes_indices;
    }
}

bool too_many(const Tensor& tensor) { return tensor.shape().count() > limits::written_cells; }

bool needs_many(const Part& part) {
    return (part.op().has(Param::weight) && too_many(part.params().weight)) ||
           (part.op().has(Param::seed) && too_many(part.output())) ||
           (part.op().reads_indices && !part.has_them && too_many(*part.input));
}

}  // namespace

Expected<Script, Message> script_of(const Evaluation& e, StageId watched, bool all_stages) {
    const StageResult* shown = watched_of(e, watched);
    if (!shown) return tl::unexpected(Message(e.done.empty() ? "code.no_stage" : "code.muted"));
    Script script;
    const bool compared = e.branch && e.of.compares(shown->id);
    script.input = all_stages ? &e.input : &e.input_of(shown->id);
    if (!all_stages) script.parts = {part_of(e, *shown)};
    if (all_stages)
        for (const StageResult& result : e.done) {
            script.parts.push_back(part_of(e, result));
            if (e.branch && e.of.branch->beside == result.id) script.parts.push_back(part_of(e, *e.branch));
        }
    give_names(e, script.parts);
    join_indices(script.parts);
    script.shape_only = too_many(*script.input);
    for (Part& part : script.parts) {
        part.marked = part.stage->id == shown->id;
        part.checked = part.marked || part.to == "y" || (compared && e.of.compares(part.stage->id));
        script.shape_only = script.shape_only || needs_many(part);
    }
    script.shape_only = !judge(script.parts) || script.shape_only;
    return script;
}

std::optional<WindowSpec> asked_in(Dialect dialect, const Part& part) {
    const Window& w = part.window();
    WindowSpec plain{.kernel = kernel(w), .stride = stride(w), .dilation = dilation(w), .dialect = dialect};
    std::vector<WindowSpec> tries;
    if (dialect == Dialect::tf) {
        tries = {plain, plain};
        tries[1].auto_pad = AutoPad::same_upper;
    } else {
        plain.padding = {w.rows.pad_begin(), w.columns.pad_begin()};
        if (dialect == Dialect::onnx) plain.padding_end = Pair{w.rows.pad_end(), w.columns.pad_end()};
        tries = {plain, plain};
        tries[1].ceil_mode = true;
    }
    for (const WindowSpec& spec : tries) {
        const auto window = resolve(spec, *part.op().use, part.input->shape());
        if (window && *window == w) return spec;
    }
    return {};
}

Sides sides_of(const Window& w) {
    return {w.rows.pad_begin(), w.rows.pad_end() + w.rows.overhang(), w.columns.pad_begin(),
            w.columns.pad_end() + w.columns.overhang()};
}

WindowSpec unpadded(const Part& part) {
    const Window& w = part.window();
    return {.kernel = kernel(w), .stride = stride(w), .dilation = dilation(w)};
}

Pair kernel(const Window& w) { return {w.rows.max_taps(), w.columns.max_taps()}; }
Pair stride(const Window& w) { return {w.rows.stride(), w.columns.stride()}; }
Pair dilation(const Window& w) { return {w.rows.dilation(), w.columns.dilation()}; }

std::int64_t divisor_factor(const Part& part) {
    const Params& p = part.params();
    const bool own = part.op().has(Param::divisor_override) && p.window.dialect == Dialect::torch;
    return own ? p.divisor_override.value_or(1) : 1;
}

std::vector<std::int64_t> shares(const Part& part, const Axis& axis) {
    const Params& p = part.params();
    const bool asked =
        part.op().has(Param::divisor_override) && p.window.dialect == Dialect::torch && p.divisor_override;
    std::vector<std::int64_t> all;
    const bool padded = part.op().has(Param::count_include_pad) && counts_padding(p);
    for (std::int64_t o = 0; o < axis.outputs(); ++o)
        all.push_back(asked ? 1 : padded ? axis.padded_length(o) : axis.real_taps(o).size());
    return all;
}

std::vector<std::int64_t> real_counts(const Axis& axis) {
    std::vector<std::int64_t> all;
    for (std::int64_t o = 0; o < axis.outputs(); ++o) all.push_back(axis.real_taps(o).size());
    return all;
}

bool alike(const std::vector<std::int64_t>& values) {
    return std::ranges::all_of(values, [&](std::int64_t v) { return v == values.front(); });
}

std::vector<std::string> draws(const Part& part) {
    std::vector<std::string> all;
    const Shape& out = part.output().shape();
    for (std::int64_t n = 0; n < out.n; ++n)
        for (std::int64_t c = 0; c < out.c; ++c)
            for (std::int64_t y = 0; y < out.h; ++y)
                for (std::int64_t x = 0; x < out.w; ++x) {
                    const Step step =
                        part.op().explain(part.params(), part.result->plan, *part.input, n, c, {y, x}, 0);
                    all.push_back(fmt::format("{}", step.draw));
                }
    return all;
}

bool strange(const Tensor& tensor) {
    return std::ranges::any_of(tensor.data(), [](float v) { return !std::isfinite(v); });
}
bool reads_back(const Tensor& tensor) {
    return std::ranges::all_of(
        tensor.data(), [](float v) { return std::isinf(v) || std::strtod(number(v).c_str(), nullptr) == v; });
}
bool any_nan(const Tensor& tensor) {
    return std::ranges::any_of(tensor.data(), [](float v) { return std::isnan(v); });
}

std::string tolerance(double error) {
    return fmt::format("1e{}", static_cast<int>(std::ceil(std::log10(std::max(error, 1e-12)))));
}

std::string both(Pair p) { return fmt::format("({}, {})", p.h, p.w); }

std::string shape_tuple(const Shape& s) { return fmt::format("({}, {}, {}, {})", s.n, s.c, s.h, s.w); }

std::vector<std::string> shape_note(const Script& script) {
    if (!script.shape_only) return {};
    return {"# too many numbers to write out, or too large: random ones, and their shape is checked"};
}

std::vector<std::string> input_lines(const Script& script, const std::string& head, const std::string& tail,
                                     const std::string& random) {
    if (script.shape_only) return {random};
    const Shape& s = script.input->shape();
    return planes(head, *script.input, tail, fmt::format(".reshape(1, 1, {}, {})", s.h, s.w));
}

bool Lines::say(const std::string& word) const {
    return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(word) != line.npos; });
}

std::vector<std::string> math_import(const Lines& lines) {
    const auto says = [&](const std::string& word) {
        return std::ranges::any_of(std::string_view(" [-,"), [&](char before) {
            return lines.say(before + word + ",") || lines.say(before + word + "]") ||
                   lines.say(before + word + ")");
        });
    };
    const bool inf = says("inf"), nan = says("nan");
    if (!inf && !nan) return {};
    return {std::string("from math import ") + (inf && nan ? "inf, nan" : inf ? "inf" : "nan")};
}

std::string binomial(std::int64_t k) {
    std::string text;
    for (const double v : binomial_weights(k)) text += fmt::format("{}{:.0f}", text.empty() ? "" : ", ", v);
    return "[" + text + "]";
}

std::vector<std::string> numpy_assertion(const Part& part, const std::string& value, bool shape_only) {
    const Shape& s = part.output().shape();
    if (shape_only || s.count() > limits::written_cells)
        return {fmt::format("assert {}.shape == {}", value, shape_tuple(s))};
    const bool exact = part.check.exact;
    const bool rounded = exact && !reads_back(part.output());
    const std::string end =
        exact ? (rounded ? "))" : ")") : fmt::format(", rtol=1e-5, atol={})", tolerance(part.check.error));
    return literal(fmt::format("np.testing.assert_{}({}, {}", exact ? "array_equal" : "allclose", value,
                               rounded ? "np.float32(" : ""),
                   part.output(), end, false);
}

CodeText finished(std::vector<std::string> imports, const Lines& body, const Script& script) {
    imports.push_back("");
    CodeText code;
    code.shape_only = script.shape_only;
    if (body.marked >= 0) code.marked = body.marked + static_cast<int>(imports.size());
    code.lines = std::move(imports);
    code.lines.insert(code.lines.end(), body.lines.begin(), body.lines.end());
    return code;
}

CodeText none(Message why) {
    CodeText code;
    code.instead = std::move(why);
    return code;
}

}  // namespace pw::script
