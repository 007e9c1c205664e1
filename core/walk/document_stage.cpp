#include "core/walk/document_stage.h"

#include <algorithm>
#include <array>

#include "core/tensor/file_shape.h"

namespace pw {

namespace {

constexpr std::int64_t largest = 1'000'000'000;  // larger parameters could only overflow

std::string joined(std::span<const std::string_view> words) {
    std::string out;
    for (const std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
    return out;
}

}  // namespace

std::string_view parameter_key(Param p) {
    switch (p) {
        case Param::kernel_size:
            return "kernel_size";
        case Param::stride:
            return "stride";
        case Param::padding:
            return "padding";
        case Param::dilation:
            return "dilation";
        case Param::ceil_mode:
            return "ceil_mode";
        case Param::auto_pad:
            return "auto_pad";
        case Param::count_include_pad:
            return "count_include_pad";
        case Param::divisor_override:
            return "divisor_override";
        case Param::norm_type:
            return "norm_type";
        case Param::seed:
            return "seed";
        case Param::samples:
            return "samples";
        case Param::output_size:
        case Param::unpool_size:
            return "output_size";
        case Param::weight:
            return "weight";
        case Param::bias:
            return "bias";
    }
    return "";
}

tl::unexpected<Problem> Place::refuse(std::string key, std::int64_t line, std::vector<Arg> more) const {
    std::vector<Arg> args{name, line};
    args.insert(args.end(), more.begin(), more.end());
    return fail("problem.document." + key, std::move(args));
}

Expected<void> Place::check_keys(const Json& object, std::span<const std::string_view> known) const {
    if (object.kind != Json::Kind::object) return refuse("not_an_object", object.line);
    for (const Json::Member& m : object.members)
        if (std::ranges::find(known, m.key) == known.end())
            return refuse("unknown_key", m.line, {excerpt(m.key), joined(known)});
    return {};
}

Expected<std::int64_t> Place::integer(const Json& v, std::string_view key, std::int64_t low,
                                      std::int64_t high) const {
    if (v.kind != Json::Kind::integer) return refuse("not_an_integer", v.line, {std::string(key)});
    if (v.integer < low || v.integer > high) return refuse("range", v.line, {std::string(key), low, high});
    return v.integer;
}

Expected<bool> Place::boolean(const Json& v, std::string_view key) const {
    if (v.kind != Json::Kind::boolean) return refuse("not_a_boolean", v.line, {std::string(key)});
    return v.boolean;
}

Expected<std::size_t> Place::choice(const Json& v, std::string_view key,
                                    std::span<const std::string_view> words) const {
    const auto found = std::ranges::find(words, v.text);
    if (v.kind != Json::Kind::text || found == words.end())
        return refuse("choice", v.line, {std::string(key), joined(words)});
    return static_cast<std::size_t>(found - words.begin());
}

Expected<Tensor> Place::tensor(Json& v, std::string_view key, std::size_t fewest, std::size_t most) const {
    const std::size_t d = v.sizes.size();
    if (v.kind != Json::Kind::table || d < fewest || d > most)
        return refuse("dimensions", v.line,
                      {std::string(key), static_cast<std::int64_t>(fewest), static_cast<std::int64_t>(most)});
    const auto size = [&](std::size_t from_end) { return d < from_end ? 1 : v.sizes[d - from_end]; };
    const Shape shape{size(4), size(3), size(2), size(1)};
    if (auto checked = check_file_shape(name, shape); !checked) return tl::unexpected(checked.error());
    return Tensor(shape, std::move(v.values));
}

namespace {

// One whole number for both axes, or [h, w].
Expected<Pair> read_pair(const Place& place, const Json& v, std::string_view key) {
    if (v.kind == Json::Kind::list) {
        if (v.list.size() != 2) return place.refuse("not_a_pair", v.line, {std::string(key)});
        const auto h = place.integer(v.list[0], key, -largest, largest);
        if (!h) return tl::unexpected(h.error());
        const auto w = place.integer(v.list[1], key, -largest, largest);
        if (!w) return tl::unexpected(w.error());
        return Pair{*h, *w};
    }
    if (v.kind != Json::Kind::integer) return place.refuse("not_a_pair", v.line, {std::string(key)});
    return place.integer(v, key, -largest, largest).map([](std::int64_t n) { return Pair{n, n}; });
}

// [u_w, u_h]: what they may be is the operation's to say.
Expected<Samples> read_samples(const Place& place, const Json& v, std::string_view key) {
    const auto is_number = [](const Json& j) {
        return j.kind == Json::Kind::integer || j.kind == Json::Kind::number;
    };
    if (v.kind != Json::Kind::list || v.list.size() != 2 || !std::ranges::all_of(v.list, is_number))
        return place.refuse("not_samples", v.line, {std::string(key)});
    return Samples{static_cast<float>(v.list[0].number), static_cast<float>(v.list[1].number)};
}

template <class To, class From>
Expected<void> store(To& to, Expected<From> from) {
    if (!from) return tl::unexpected(std::move(from.error()));
    to = std::move(*from);
    return {};
}

// One number, [h, w], or [top, left, bottom, right].
Expected<void> read_padding(const Place& place, const Json& v, std::string_view key, WindowSpec& out) {
    if (v.kind != Json::Kind::list || v.list.size() != 4) return store(out.padding, read_pair(place, v, key));
    std::int64_t sides[4];
    for (std::size_t i = 0; i < 4; ++i)
        if (auto read = store(sides[i], place.integer(v.list[i], key, -largest, largest)); !read) return read;
    out.padding = {sides[0], sides[1]};
    if (Pair{sides[2], sides[3]} != out.padding) out.padding_end = Pair{sides[2], sides[3]};
    return {};
}

Expected<void> read_auto_pad(const Place& place, const Json& v, std::string_view key, WindowSpec& out) {
    const auto chosen = place.choice(v, key, auto_pad_words);
    if (!chosen) return tl::unexpected(chosen.error());
    out.auto_pad = static_cast<AutoPad>(*chosen);
    return {};
}

Expected<void> read_parameter(const Place& place, Param p, Json& v, Params& out) {
    const std::string_view key = parameter_key(p);
    const bool none = v.kind == Json::Kind::null;
    switch (p) {
        case Param::kernel_size:
            return store(out.window.kernel, read_pair(place, v, key));
        case Param::stride:
            if (none) return {};
            return store(out.window.stride, read_pair(place, v, key));
        case Param::padding:
            return read_padding(place, v, key, out.window);
        case Param::dilation:
            return store(out.window.dilation, read_pair(place, v, key));
        case Param::ceil_mode:
            return store(out.window.ceil_mode, place.boolean(v, key));
        case Param::auto_pad:
            return read_auto_pad(place, v, key, out.window);
        case Param::count_include_pad:
            if (none) return {};
            return store(out.count_include_pad, place.boolean(v, key));
        case Param::divisor_override:
            if (none) return {};
            return store(out.divisor_override, place.integer(v, key, -largest, largest));
        case Param::norm_type:
            return store(out.norm_type, place.integer(v, key, -largest, largest));
        case Param::seed:
            return store(out.seed, place.integer(v, key, -largest, largest));
        case Param::samples:
            return store(out.samples, read_samples(place, v, key));
        case Param::output_size:
            return store(out.output_size, read_pair(place, v, key));
        case Param::unpool_size:
            if (none) return {};
            return store(out.unpool_size, read_pair(place, v, key));
        case Param::weight:
            if (auto read = store(out.weight, place.tensor(v, key, 4, 4)); !read) return read;
            out.window.kernel = {out.weight.shape().h, out.weight.shape().w};
            return {};
        case Param::bias:
            if (none) return {};
            return store(out.bias, place.tensor(v, key, 1, 1));
    }
    return {};
}

}  // namespace

Expected<Stage> read_stage(const Place& place, Json& json, StageId id, bool beside) {
    if (json.kind != Json::Kind::object) return place.refuse("not_an_object", json.line);
    const Json* op = json.find("op");
    if (!op) return place.refuse("missing", json.line, {std::string("op")});
    std::vector<std::string_view> names;
    for (const OpInfo* o : all_ops()) names.push_back(o->name);
    const auto chosen = place.choice(*op, "op", names);
    if (!chosen) return tl::unexpected(chosen.error());

    Stage stage;
    stage.id = id;
    stage.op = all_ops()[*chosen];
    std::vector<std::string_view> known{"op"};
    if (!beside) known.insert(known.end(), {"muted", "compare"});
    for (const Param p : stage.op->params) known.push_back(parameter_key(p));
    if (auto checked = place.check_keys(json, known); !checked) return tl::unexpected(checked.error());
    for (const Param needed : {Param::kernel_size, Param::weight, Param::norm_type, Param::output_size})
        if (stage.op->has(needed) && !json.find(parameter_key(needed)))
            return place.refuse("missing", json.line, {std::string(parameter_key(needed))});

    for (Json::Member& m : json.members) {
        if (m.key == "op" || m.key == "compare") continue;
        Expected<void> read;
        if (m.key == "muted") {
            read = store(stage.muted, place.boolean(m.value, m.key));
        } else {
            const Param p = *std::ranges::find(stage.op->params, m.key, parameter_key);
            read = read_parameter(place, p, m.value, stage.params);
        }
        if (!read) return tl::unexpected(read.error());
    }
    return stage;
}

}  // namespace pw
