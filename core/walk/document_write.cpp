// A document as text that a person can read and edit: one row of numbers a line.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/number.h"
#include "core/walk/document.h"
#include "core/walk/document_noise.h"

namespace pw {

namespace {

// JSON has no infinities and no NaN, and readers take "-0" for a plain 0.
std::string number(float v) {
    if (!std::isfinite(v)) return '"' + shortest(v) + '"';
    if (v == 0 && std::signbit(v)) return "-0.0";
    return shortest(v);
}

std::string row(std::span<const float> values) {
    std::string out = "[";
    for (std::size_t i = 0; i < values.size(); ++i) out += (i ? ", " : "") + number(values[i]);
    return out + "]";
}

// Nested arrays of `dimensions`; rows stand one below the other, indented by `indent`.
std::string table(const Tensor& t, int dimensions, const std::string& indent) {
    const Shape& s = t.shape();
    const std::int64_t sizes[] = {s.n, s.c, s.h};
    std::size_t at = 0;
    const auto nested = [&](const auto& self, int level, const std::string& space) -> std::string {
        if (level == 4) {
            const auto values = t.data().subspan(at, static_cast<std::size_t>(s.w));
            at += values.size();
            return row(values);
        }
        std::string out = "[\n";
        const std::int64_t count = sizes[level - 1];
        for (std::int64_t i = 0; i < count; ++i)
            out += space + "  " + self(self, level + 1, space + "  ") + (i + 1 < count ? ",\n" : "\n");
        return out + space + "]";
    };
    return nested(nested, 5 - dimensions, indent);
}

std::string text(std::string_view s) {
    return nlohmann::json(s).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// A sample's title is kept by its name, so that it stays in every language; one that says nothing ("New")
// isn't kept.
std::string title(const Message& title) {
    const std::string prefix = "sample.";
    if (title.key.starts_with(prefix))
        return "  \"sample\": " + text(title.key.substr(prefix.size())) + ",\n";
    const auto* plain = title.args.empty() ? nullptr : std::get_if<std::string>(&title.args.front());
    const bool named = title.key == "title.plain" || title.key == "title.reduced";
    if (!named || !plain || plain->empty()) return "";
    return "  \"title\": " + text(title_line(*plain)) + ",\n";
}

// A picture in a .npy file needs to be called one.
bool says_picture(const Source& source) { return source.picture && source.file.ends_with(".npy"); }

// A list of rows, of channels of rows, or of all.
std::string rows(const Tensor& t) {
    const Shape& s = t.shape();
    return table(t, s.n > 1 ? 4 : s.c > 1 ? 3 : 2, "  ");
}

std::string file(const Source& source) {
    std::string out = "{\"file\": " + text(source.file);
    if (source.reading.reduce > 1) out += fmt::format(", \"reduce\": {}", source.reading.reduce);
    if (source.reading.channels == Channels::last) out += ", \"channels\": \"last\"";
    if (says_picture(source)) out += ", \"picture\": true";
    return out + write_disturbance(source.disturbance) + "}";
}

std::string input(const Source& source) {
    if (!source.file.empty()) return file(source);
    const std::string disturbance = write_disturbance(source.disturbance);
    const std::string values = rows(source.tensor);
    if (!source.picture && disturbance.empty()) return values;
    return std::string("{") + (source.picture ? "\"picture\": true, " : "") + "\"values\": " + values +
           disturbance + "}";
}

std::string pair(Pair p) { return fmt::format("[{}, {}]", p.h, p.w); }
const char* boolean(bool v) { return v ? "true" : "false"; }

// The value of a parameter; nothing when it is left to its default.
std::string parameter(Param p, const Params& params) {
    const WindowSpec& w = params.window;
    switch (p) {
        case Param::kernel_size:
            return pair(w.kernel);
        case Param::stride:
            return w.stride ? pair(*w.stride) : "";
        case Param::padding:
            return w.padding_end ? fmt::format("[{}, {}, {}, {}]", w.padding.h, w.padding.w, w.padding_end->h,
                                               w.padding_end->w)
                                 : pair(w.padding);
        case Param::auto_pad:
            return w.auto_pad == AutoPad::none ? ""
                                               : text(auto_pad_words[static_cast<std::size_t>(w.auto_pad)]);
        case Param::dilation:
            return pair(w.dilation);
        case Param::ceil_mode:
            return boolean(w.ceil_mode);
        case Param::count_include_pad:
            return params.count_include_pad ? boolean(*params.count_include_pad) : "";
        case Param::divisor_override:
            return params.divisor_override ? std::to_string(*params.divisor_override) : "";
        case Param::norm_type:
            return std::to_string(params.norm_type);
        case Param::seed:
            return std::to_string(params.seed);
        case Param::samples:
            return fmt::format("[{}, {}]", number(params.samples.w), number(params.samples.h));
        case Param::output_size:
            return pair(params.output_size);
        case Param::unpool_size:
            return params.unpool_size ? pair(*params.unpool_size) : "";
        case Param::weight:
            return table(params.weight, 4, "    ");
        case Param::bias:
            return params.bias.empty() ? "" : row(params.bias.data());
    }
    return "";
}

std::string stage(const Stage& s, const std::optional<Branch>& branch) {
    std::string out = "{\"op\": " + text(s.op->name);
    for (const Param p : s.op->params)
        if (const std::string v = parameter(p, s.params); !v.empty())
            out += fmt::format(", \"{}\": {}", parameter_key(p), v);
    if (s.muted) out += ", \"muted\": true";
    if (branch && branch->beside == s.id) out += ",\n     \"compare\": " + stage(branch->stage, std::nullopt);
    return out + "}";
}

std::string watch(const Document& d) {
    const Watch& w = d.watch;
    static constexpr const char* maps[] = {"viridis", "cividis", "grey"};
    std::string out = "{";
    if (const int place = d.experiment.place_of(w.stage); place >= 0)
        out += fmt::format("\"stage\": {}, ", place + 1);
    if (d.experiment.branch && d.experiment.branch->stage.id == w.stage) out += "\"side\": \"b\", ";
    out += fmt::format("\"time\": {}, ", w.t);
    if (w.batch) out += fmt::format("\"batch\": {}, ", w.batch);
    out += fmt::format("\"channel\": {}, \"colour\": \"{}\", \"map\": \"{}\"", w.channel,
                       w.colour == ColourBy::region ? "region" : "value", maps[static_cast<int>(w.map)]);
    if (w.direction == Direction::backward) out += ", \"direction\": \"backward\"";
    if (w.changes) out += ", \"changes\": true";
    return out + "}";
}

}  // namespace

std::string write_document(const Document& d) {
    std::string out = "{\n  \"poolwalk\": 1,\n" + title(d.experiment.title) + "  \"dialect\": " +
                      text(dialect_words[static_cast<std::size_t>(d.experiment.dialect)]) + ",\n";
    out += "  \"input\": " + input(d.experiment.input) + ",\n  \"stages\": [";
    for (const Stage& s : d.experiment.stages)
        out += (&s == &d.experiment.stages.front() ? "\n    " : ",\n    ") + stage(s, d.experiment.branch);
    out += d.experiment.stages.empty() ? "],\n" : "\n  ],\n";
    if (!d.experiment.sent.empty()) out += "  \"gradient\": " + rows(d.experiment.sent) + ",\n";
    return out + "  \"watch\": " + watch(d) + "\n}\n";
}

}  // namespace pw
