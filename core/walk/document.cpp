#include "core/walk/document.h"

#include <algorithm>
#include <cmath>

#include "core/base/asset.h"
#include "core/base/utf8.h"
#include "core/walk/document_noise.h"
#include "core/walk/document_stage.h"
#include "core/walk/indices.h"

namespace pw {

namespace {

constexpr std::int64_t version = 1;

Expected<void> check_version(const Place& place, const Json& json) {
    if (json.kind != Json::Kind::object) return place.refuse("not_an_object", json.line);
    const Json* found = json.find("poolwalk");
    if (!found) return place.refuse("missing", json.line, {std::string("poolwalk")});
    if (found->kind != Json::Kind::integer)
        return place.refuse("not_an_integer", found->line, {std::string("poolwalk")});
    if (found->integer != version) return place.refuse("version", found->line, {found->integer, version});
    return {};
}

Expected<std::string> read_text(const Place& place, const Json& json, const char* key) {
    if (json.kind == Json::Kind::text && !json.text.empty()) return json.text;
    return place.refuse("not_text", json.line, {std::string(key)});
}

Expected<Message> read_title(const Place& place, const Json& json) {
    return read_text(place, json, "title").map([](const std::string& text) {
        return Message("title.plain", {title_line(text)});
    });
}

// A sample's title is in every language.
Expected<Message> read_sample_title(const Place& place, const Json& json) {
    const auto names = sample_names();
    const std::vector<std::string_view> known(names.begin(), names.end());
    const auto chosen = place.choice(json, "sample", known);
    if (!chosen) return tl::unexpected(chosen.error());
    return Message("sample." + names[*chosen]);
}

// Documents without "channels" are from before it could be said.
Expected<Reading> read_reading(const Place& place, const Json& json) {
    Reading reading{1, Channels::first};
    if (const Json* reduce = json.find("reduce")) {
        const auto read = place.integer(*reduce, "reduce", 1, limits::reduce);
        if (!read) return tl::unexpected(read.error());
        reading.reduce = static_cast<int>(*read);
    }
    if (const Json* channels = json.find("channels")) {
        static constexpr std::string_view words[] = {"first", "last"};
        const auto read = place.choice(*channels, "channels", words);
        if (!read) return tl::unexpected(read.error());
        reading.channels = static_cast<Channels>(*read);
    }
    return reading;
}

Expected<Source> read_file_input(const Place& place, const Json& json, const FileReader& files,
                                 const ReadProgress& progress) {
    const Json& file = *json.find("file");
    if (auto named = read_text(place, file, "file"); !named) return tl::unexpected(named.error());
    const auto reading = read_reading(place, json);
    if (!reading) return tl::unexpected(reading.error());
    auto bytes = files(file.text);
    if (!bytes) return tl::unexpected(std::move(bytes.error()));
    return read_source(file.text, *bytes, *reading, progress);
}

// Rows, channels of rows, {"values": rows, "picture": true}, or {"file": name} with the same key (a picture
// may be kept in a file that can't say that it is one) and with how it is read. Either object may have noise
// and a shift.
Expected<Source> read_input(const Place& place, Json& json, const FileReader& files,
                            const ReadProgress& progress) {
    Source source;
    Json* values = &json;
    if (json.kind == Json::Kind::object) {
        const bool from_file = json.find("file") != nullptr;
        static constexpr std::string_view file_keys[] = {"file",  "picture", "noise",
                                                         "shift", "reduce",  "channels"},
                                          value_keys[] = {"values", "picture", "noise", "shift"};
        const auto known = from_file ? std::span<const std::string_view>(file_keys) : value_keys;
        if (auto checked = place.check_keys(json, known); !checked) return tl::unexpected(checked.error());
        if (const Json* picture = json.find("picture")) {
            const auto read = place.boolean(*picture, "picture");
            if (!read) return tl::unexpected(read.error());
            source.picture = *read;
        }
        const auto disturbance = read_disturbance(place, json);
        if (!disturbance) return tl::unexpected(disturbance.error());
        source.disturbance = *disturbance;
        if (from_file) {
            auto read = read_file_input(place, json, files, progress);
            if (read) {
                read->picture |= source.picture;
                read->disturbance = source.disturbance;
            }
            return read;
        }
        const auto at = std::ranges::find(json.members, "values", &Json::Member::key);
        if (at == json.members.end()) return place.refuse("missing", json.line, {std::string("values")});
        values = &at->value;
    }
    auto tensor = place.tensor(*values, "input", 2, 4);
    if (!tensor) return tl::unexpected(std::move(tensor.error()));
    source.tensor = std::move(*tensor);
    return source;
}

// What the stage is compared with, when it is with anything.
Expected<void> read_branch(const Place& place, Json& json, const Stage& stage, std::optional<Branch>& out) {
    const auto at = std::ranges::find(json.members, "compare", &Json::Member::key);
    if (at == json.members.end()) return {};
    if (out) return place.refuse("two_compared", at->value.line);
    if (stage.muted) return place.refuse("compared_muted", at->value.line);
    auto other = read_stage(place, at->value, input_stage, true);
    if (!other) return tl::unexpected(std::move(other.error()));
    out = Branch{stage.id, std::move(*other)};
    return {};
}

Expected<void> read_stages(const Place& place, Json& json, Experiment& out) {
    if (json.kind != Json::Kind::list) return place.refuse("not_a_list", json.line, {std::string("stages")});
    for (Json& one : json.list) {
        auto stage = read_stage(place, one, static_cast<StageId>(out.stages.size()) + 1);
        if (!stage) return tl::unexpected(std::move(stage.error()));
        if (auto read = read_branch(place, one, *stage, out.branch); !read) return read;
        out.stages.push_back(std::move(*stage));
    }
    if (out.branch) out.branch->stage.id = unused_id(out);
    return {};
}

// Stages number from 1. A time beyond the end is the end: the stages may have been edited by hand.
Expected<Watch> read_watch(const Place& place, const Json& json, const Experiment& experiment) {
    static constexpr std::string_view known[] = {"stage",  "side", "time",      "batch",  "channel",
                                                 "colour", "map",  "direction", "changes"};
    if (auto checked = place.check_keys(json, known); !checked) return tl::unexpected(checked.error());
    Watch watch;
    if (const Json* v = json.find("stage")) {
        const auto count = static_cast<std::int64_t>(experiment.stages.size());
        const auto read = place.integer(*v, "stage", 1, count);
        if (!read) return tl::unexpected(read.error());
        watch.stage = *read;
    }
    if (const Json* v = json.find("side")) {
        static constexpr std::string_view words[] = {"a", "b"};
        const auto read = place.choice(*v, "side", words);
        if (!read) return tl::unexpected(read.error());
        if (!experiment.compares(watch.stage)) return place.refuse("side", v->line);
        if (*read == 1) watch.stage = experiment.branch->stage.id;
    }
    const auto out = output_shape(experiment, watch.stage);
    if (const Json* v = json.find("time")) {
        const bool number = v->kind == Json::Kind::integer || v->kind == Json::Kind::number;
        if (!number || v->number < 0) return place.refuse("time", v->line);
        const auto steps = walk_steps(experiment, watch.stage);
        watch.t = steps && *steps > 0 ? std::min(v->number, static_cast<double>(*steps)) : v->number;
    }
    const std::int64_t batches = out ? out->n : limits::elements, channels = out ? out->c : limits::elements;
    if (const Json* v = json.find("batch")) {
        const auto read = place.integer(*v, "batch", 0, batches - 1);
        if (!read) return tl::unexpected(read.error());
        watch.batch = *read;
    }
    if (const Json* v = json.find("channel")) {
        const auto read = place.integer(*v, "channel", 0, channels - 1);
        if (!read) return tl::unexpected(read.error());
        watch.channel = *read;
    }
    if (const Json* v = json.find("colour")) {
        static constexpr std::string_view words[] = {"region", "value"};
        const auto read = place.choice(*v, "colour", words);
        if (!read) return tl::unexpected(read.error());
        watch.colour = static_cast<ColourBy>(*read);
    }
    if (const Json* v = json.find("map")) {
        static constexpr std::string_view words[] = {"viridis", "cividis", "grey"};
        const auto read = place.choice(*v, "map", words);
        if (!read) return tl::unexpected(read.error());
        watch.map = static_cast<Map>(*read);
    }
    if (const Json* v = json.find("direction")) {
        static constexpr std::string_view words[] = {"forward", "backward"};
        const auto read = place.choice(*v, "direction", words);
        if (!read) return tl::unexpected(read.error());
        watch.direction = static_cast<Direction>(*read);
    }
    if (const Json* v = json.find("changes")) {
        const auto read = place.boolean(*v, "changes");
        if (!read) return tl::unexpected(read.error());
        watch.changes = *read;
    }
    return watch;
}

}  // namespace

std::string title_line(std::string_view text) {
    constexpr std::size_t longest = 255;  // bytes, as file names have them
    std::string line(text.substr(0, utf8::begin(text, std::min(text.size(), longest))));
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }, ' ');
    return line;
}

Message title_of_file(std::string_view name) {
    name = name.substr(name.find_last_of('/') + 1);
    const std::size_t dot = name.find_last_of('.');
    return Message("title.plain", {title_line(dot == 0 ? name : name.substr(0, dot))});
}

Message title_of_source(const Source& source) {
    const std::string name = title_line(source.file.substr(source.file.find_last_of('/') + 1));
    if (source.reading.reduce == 1) return Message("title.plain", {name});
    return Message("title.reduced", {name, std::int64_t{source.reading.reduce}});
}

namespace {

// Of the watched stage, or of the one before it when it is muted; without any, the input as it is.
Expected<Plan> plan_of(const Experiment& experiment, StageId watched) {
    Plan last;
    last.out = experiment.input.tensor.shape();
    std::vector<Passed> before;
    const auto next = [&](const Stage& stage) -> Expected<Plan> {
        if (stage.op->reads_indices)
            if (const auto from = indices_from(before, last.out); !from) return tl::unexpected(from.error());
        return stage.op->plan(stage.params, last.out);
    };
    const std::optional<Branch>& branch = experiment.branch;
    for (const Stage& stage : experiment.stages) {
        if (branch && branch->stage.id == watched && branch->beside == stage.id) return next(branch->stage);
        if (!stage.muted) {
            auto plan = next(stage);
            if (!plan) return plan;
            last = std::move(*plan);
            before.push_back({stage.id, stage.op, last.out});
        }
        if (stage.id == watched) break;
    }
    return last;
}

}  // namespace

Expected<Shape> output_shape(const Experiment& experiment, StageId watched) {
    return plan_of(experiment, watched).map([](const Plan& plan) { return plan.out; });
}

Shape shape_before(const Experiment& e, int index) {
    for (int i = index - 1; i >= 0; --i)
        if (const auto shape = output_shape(e, e.stages[static_cast<std::size_t>(i)].id)) return *shape;
    return e.input.tensor.shape();
}

Expected<std::int64_t> walk_steps(const Experiment& experiment, StageId watched) {
    const auto own = plan_of(experiment, watched).map([](const Plan& plan) { return plan.steps(); });
    if (!own || !experiment.compares(watched)) return own;
    const Branch& branch = *experiment.branch;
    const StageId beside = watched == branch.beside ? branch.stage.id : branch.beside;
    return plan_of(experiment, beside).map([&](const Plan& plan) { return std::max(*own, plan.steps()); });
}

Expected<Document> read_document(std::string_view text, std::string_view name, const FileReader& files,
                                 const ReadProgress& progress) {
    auto json = parse_json(name, text);
    if (!json) return tl::unexpected(std::move(json.error()));
    const Place place{std::string(name)};
    if (auto checked = check_version(place, *json); !checked) return tl::unexpected(checked.error());
    static constexpr std::string_view known[] = {"poolwalk", "title",   "sample",   "input",
                                                 "stages",   "dialect", "gradient", "watch"};
    if (auto checked = place.check_keys(*json, known); !checked) return tl::unexpected(checked.error());
    for (const char* needed : {"input", "stages"})
        if (!json->find(needed)) return place.refuse("missing", json->line, {std::string(needed)});

    if (const Json* sample = json->find("sample"); sample && json->find("title"))
        return place.refuse("two_titles", sample->line);

    Document document;
    Experiment& experiment = document.experiment;
    experiment.title = title_of_file(name);
    for (Json::Member& m : json->members) {
        if (m.key == "input") {
            auto input = read_input(place, m.value, files, progress);
            if (!input) return tl::unexpected(std::move(input.error()));
            experiment.input = std::move(*input);
        } else if (m.key == "stages") {
            if (auto read = read_stages(place, m.value, experiment); !read)
                return tl::unexpected(read.error());
        } else if (m.key == "gradient") {
            auto sent = place.tensor(m.value, "gradient", 2, 4);
            if (!sent) return tl::unexpected(std::move(sent.error()));
            experiment.sent = std::move(*sent);
        } else if (m.key == "dialect") {
            const auto chosen = place.choice(m.value, m.key, dialect_words);
            if (!chosen) return tl::unexpected(chosen.error());
            experiment.dialect = static_cast<Dialect>(*chosen);
        } else if (m.key == "title" || m.key == "sample") {
            auto title = m.key == "title" ? read_title(place, m.value) : read_sample_title(place, m.value);
            if (!title) return tl::unexpected(std::move(title.error()));
            experiment.title = std::move(*title);
        }
    }
    settle(experiment, experiment.dialect);
    // What is called as its picture is says how it was read, too.
    const Message own = title_of_source(experiment.input);
    if (!experiment.input.file.empty() && experiment.title == Message("title.plain", {own.args.front()}))
        experiment.title = own;
    if (const Json* json_watch = json->find("watch")) {
        const auto watch = read_watch(place, *json_watch, experiment);
        if (!watch) return tl::unexpected(watch.error());
        document.watch = *watch;
    }
    return document;
}

std::vector<std::string> sample_names() {
    return {"max-4x4",     "average-4x4",  "padding",    "overlapping",     "conv-then-pool",
            "sobel-edges", "three-stages", "low-pixel",  "edge-map",        "texture",
            "too-deep",    "adaptive-5x5", "unpool-4x4", "gradient-overlap"};
}

Message sample_line(std::string_view name) { return Message("sample." + std::string(name) + ".line"); }

Expected<Document> load_sample(std::string_view name) {
    const std::string folder = "assets/samples/";
    const auto names = sample_names();
    if (std::ranges::find(names, name) == names.end()) {
        std::string all;
        for (const std::string& one : names) all += (all.empty() ? "" : ", ") + one;
        return fail("problem.sample.unknown", {std::string(name), all});
    }
    const std::string path = folder + std::string(name) + ".json";
    const auto read = [&](const std::string& file) -> Expected<std::string> {
        if (auto bytes = asset(file)) return std::move(*bytes);
        return fail("problem.sample.missing", {file});
    };
    const auto text = read(path);
    if (!text) return tl::unexpected(text.error());
    auto document =
        read_document(*text, path, [&](std::string_view file) { return read(folder + std::string(file)); });
    if (document) document->experiment.title = Message("sample." + std::string(name));
    return document;
}

}  // namespace pw
