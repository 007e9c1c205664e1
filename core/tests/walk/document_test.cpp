#include "core/walk/document.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "core/base/asset.h"
#include "core/base/number.h"
#include "core/tensor/npy.h"
#include "core/tensor/png.h"

namespace pw {
namespace {

Expected<std::string> no_files(std::string_view name) { return fail("no.file", {std::string(name)}); }

Expected<Document> read(std::string_view json) { return read_document(json, "dir/doc.v2.json", no_files); }

// "key line" of what is refused; the key without "problem.document.".
std::string refused(std::string_view json) {
    const auto d = read(json);
    if (d) return "accepted";
    const Message& what = d.error().what;
    const std::string prefix = "problem.document.";
    const std::string key = what.key.starts_with(prefix) ? what.key.substr(prefix.size()) : what.key;
    EXPECT_EQ(what.args[0], Arg(std::string("dir/doc.v2.json"))) << key;
    const auto* line = what.args.size() > 1 ? std::get_if<std::int64_t>(&what.args[1]) : nullptr;
    return key + (line ? " " + std::to_string(*line) : "");
}

std::string with_stage(const std::string& stage) {
    return "{\"poolwalk\": 1, \"input\": [[1, 2], [3, 4]],\n\"stages\": [\n" + stage + "]}";
}

const std::string small = R"({"poolwalk": 1, "input": [[1, 2], [3, 4]], "stages": []})";

TEST(Document, ReadsWhatDesignShows) {
    const auto d = read(R"({
      "poolwalk": 1, "dialect": "torch",
      "input": [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]],
      "stages": [
        {"op": "conv", "weight": [[[[0, 0, 1], [0, 1, 0], [1, 0, 0]]]], "bias": [0.5], "padding": [1, 1]},
        {"op": "max_pool", "kernel_size": [2, 3], "stride": [2, 1], "padding": 1, "dilation": [1, 1], "ceil_mode": true},
        {"op": "avg_pool", "kernel_size": 2, "count_include_pad": false, "divisor_override": -3, "stride": null},
        {"op": "relu", "muted": true}],
      "watch": {"stage": 2, "time": 1.25, "channel": 0, "colour": "value", "map": "cividis"}})");
    ASSERT_TRUE(d) << d.error().what.key;
    const Experiment& e = d->experiment;
    EXPECT_EQ(e.title, Message("title.plain", {std::string("doc.v2")}));
    EXPECT_EQ(e.input.tensor.shape(), (Shape{1, 1, 3, 3}));
    ASSERT_EQ(e.stages.size(), 4u);
    EXPECT_EQ(e.stages[0].params.weight.shape(), (Shape{1, 1, 3, 3}));
    EXPECT_EQ(e.stages[0].params.window.kernel, (Pair{3, 3}));
    EXPECT_EQ(e.stages[0].params.bias.at(0, 0, 0, 0), .5f);
    EXPECT_EQ(e.stages[0].params.window.padding, (Pair{1, 1}));
    EXPECT_EQ(e.stages[1].params.window, (WindowSpec{{2, 3}, Pair{2, 1}, {1, 1}, {1, 1}, true}));
    EXPECT_EQ(e.stages[2].params.window.kernel, (Pair{2, 2}));
    EXPECT_FALSE(e.stages[2].params.window.stride);
    EXPECT_EQ(e.stages[2].params.count_include_pad, false);
    EXPECT_EQ(e.stages[2].params.divisor_override, -3);
    EXPECT_TRUE(e.stages[3].muted);
    EXPECT_EQ(d->watch.stage, e.stages[1].id);
    EXPECT_EQ(d->watch.t, 1.25);
    EXPECT_EQ(d->watch.colour, ColourBy::value);
    EXPECT_EQ(d->watch.map, Map::cividis);
}

TEST(Document, NamesTheLineOfWhatIsWrong) {
    EXPECT_EQ(refused("{\n\"poolwalk\": 1,\n\"input\": [[1]],\n\"stages\": [],\n\"speed\": 2}"),
              "unknown_key 5");
    EXPECT_EQ(refused("{\n\"poolwalk\": 1,\n\"input\": [[1]],\n\"stages\": 5\n}"), "not_a_list 4");
    EXPECT_EQ(refused("{\n\"poolwalk\": 1,\n\"poolwalk\": 1}"), "repeated_key 3");
    EXPECT_EQ(refused("{\n\"poolwalk\": 1,\n\"input\": [[1]]\n]"), "syntax 4");
    EXPECT_EQ(refused("{\n\"poolwalk\": 1,"), "ends 2");
    EXPECT_EQ(refused(""), "ends 1");
    EXPECT_EQ(refused("[]"), "not_an_object 1");
    EXPECT_EQ(refused("{}"), "missing 1");
    EXPECT_EQ(refused("{\n\"poolwalk\": 2, \"new\": 1}"), "version 2");
    EXPECT_EQ(refused(R"({"poolwalk": "1"})"), "not_an_integer 1");
    EXPECT_EQ(refused(R"({"poolwalk": 1, "stages": []})"), "missing 1");
    EXPECT_EQ(refused(R"({"poolwalk": 1, "input": [[1]]})"), "missing 1");
    EXPECT_EQ(refused(R"({"poolwalk": 1, "input": [[1]], "stages": [], "dialect": "caffe"})"), "choice 1");
    EXPECT_EQ(refused("{\"a\": \"\xff\"}"), "syntax 1");
}

TEST(Document, ReadsTablesStrictly) {
    const auto input = [](const std::string& rows) {
        return refused("{\"poolwalk\": 1, \"stages\": [], \"input\":\n" + rows + "}");
    };
    EXPECT_EQ(input("[[1, 2],\n[3, 4]]"), "accepted");
    EXPECT_EQ(input("[[[1, 2]], [[3, 4]]]"), "accepted");
    EXPECT_EQ(input("[[[[1, 2]]], [[[3, 4]]]]"), "accepted");
    EXPECT_EQ(input("[[1, \"inf\", \"-inf\", \"nan\"]]"), "accepted");
    EXPECT_EQ(input("[1, 2]"), "dimensions 2");
    EXPECT_EQ(input("7"), "dimensions 2");
    EXPECT_EQ(input("[[1, 2],\n[3]]"), "uneven 3");
    EXPECT_EQ(input("[[1, 2],\n3]"), "uneven 3");
    EXPECT_EQ(input("[1,\n[2]]"), "uneven 3");
    EXPECT_EQ(input("[[[1]],\n[2]]"), "uneven 3");
    EXPECT_EQ(input("[[[[[1]]]]]"), "uneven 2");
    EXPECT_EQ(input("[[],\n[1]]"), "empty_array 2");
    EXPECT_EQ(input("[]"), "empty_array 2");
    EXPECT_EQ(input("[[1,\nnull]]"), "not_a_number 3");
    EXPECT_EQ(input("[[1, true]]"), "not_a_number 2");
    EXPECT_EQ(input("[[1, \"1\"]]"), "not_a_number 2");
    EXPECT_EQ(input("[[1, {}]]"), "not_a_number 2");
    EXPECT_EQ(input("[[1,\n1e39]]"), "too_large 3");
    EXPECT_EQ(input("[[1e999]]"), "too_large 2");
    EXPECT_EQ(input("{\"values\": [[1]], \"picture\": 1}"), "not_a_boolean 2");
    EXPECT_EQ(input("{\"picture\": true}"), "missing 2");
    EXPECT_EQ(input("{\"file\": 3}"), "not_text 2");
    EXPECT_EQ(input("{\"file\": \"x\", \"picture\": 1}"), "not_a_boolean 2");
    EXPECT_EQ(input("{\"file\": \"x\", \"values\": [[1]]}"), "unknown_key 2");
}

TEST(Document, ReadsStagesStrictly) {
    const auto stage = [](const std::string& s) { return refused(with_stage(s)); };
    EXPECT_EQ(stage(R"({"op": "max_pool", "kernel_size": 2})"), "accepted");
    EXPECT_EQ(stage(R"({"op": "max_pool"})"), "missing 3");
    EXPECT_EQ(stage(R"({"kernel_size": 2})"), "missing 3");
    EXPECT_EQ(stage(R"({"op": "blur"})"), "choice 3");
    EXPECT_EQ(stage(R"({"op": "conv"})"), "missing 3");
    EXPECT_EQ(stage(R"({"op": "global_max_pool"})"), "accepted");
    EXPECT_EQ(stage(R"({"op": "adaptive_avg_pool"})"), "missing 3");
    EXPECT_EQ(stage(R"({"op": "adaptive_avg_pool", "output_size": [1, 2]})"), "accepted");
    EXPECT_EQ(stage(R"({"op": "adaptive_avg_pool", "output_size": 1, "stride": 1})"), "unknown_key 3");
    EXPECT_EQ(stage(R"({"op": "lp_pool", "kernel_size": 2})"), "missing 3");
    EXPECT_EQ(stage(R"({"op": "lp_pool", "norm_type": 2, "kernel_size": 1})"), "accepted");
    EXPECT_EQ(stage(R"({"op": "blur_pool", "kernel_size": 3, "stride": 2, "padding": 1})"), "accepted");
    EXPECT_EQ(stage(R"({"op": "blur_pool", "kernel_size": 3, "ceil_mode": true})"), "unknown_key 3");
    EXPECT_EQ(stage(R"({"op": "stochastic_pool", "kernel_size": 2})"), "accepted");
    EXPECT_EQ(stage(R"({"op": "stochastic_pool", "kernel_size": 2, "seed": 5})"), "accepted");
    EXPECT_EQ(stage(R"({"op": "stochastic_pool", "kernel_size": 2, "seed": 0.5})"), "not_an_integer 3");
    const auto fractional = [&](const std::string& samples) {
        return stage(R"({"op": "fractional_max_pool", "kernel_size": 2, "output_size": 1, "samples": )" +
                     samples + "}");
    };
    EXPECT_EQ(fractional("[0, 0.25]"), "accepted");
    EXPECT_EQ(fractional("[0, 7]"), "accepted");
    EXPECT_EQ(fractional("0.5"), "not_samples 3");
    EXPECT_EQ(fractional("[0.5]"), "not_samples 3");
    EXPECT_EQ(fractional("[0.5, \"nan\"]"), "not_samples 3");
    EXPECT_EQ(stage(R"({"op": "fractional_max_pool", "kernel_size": 2})"), "missing 3");
    EXPECT_EQ(stage("{\"op\": \"relu\",\n\"kernel_size\": 2}"), "unknown_key 4");
    EXPECT_EQ(stage(R"({"op": "max_pool", "kernel_size": 2, "count_include_pad": true})"), "unknown_key 3");
    EXPECT_EQ(stage("{\"op\": \"max_pool\", \"kernel_size\":\n[2]}"), "not_a_pair 4");
    EXPECT_EQ(stage(R"({"op": "max_pool", "kernel_size": [2, 2, 2]})"), "not_a_pair 3");
    EXPECT_EQ(stage(R"({"op": "max_pool", "kernel_size": 2.5})"), "not_a_pair 3");
    EXPECT_EQ(stage(R"({"op": "max_pool", "kernel_size": [2, 2.5]})"), "not_an_integer 3");
    EXPECT_EQ(stage(R"({"op": "max_pool", "kernel_size": 18446744073709551615})"), "range 3");
    EXPECT_EQ(stage(R"({"op": "max_pool", "kernel_size": -9223372036854775808})"), "range 3");
    EXPECT_EQ(stage(R"({"op": "max_pool", "kernel_size": 2, "ceil_mode": 1})"), "not_a_boolean 3");
    EXPECT_EQ(stage(R"({"op": "conv", "weight": [[1]]})"), "dimensions 3");
    EXPECT_EQ(stage(R"({"op": "conv", "weight": [[[[1]]]], "bias": [[1]]})"), "dimensions 3");
    EXPECT_EQ(stage("5"), "not_an_object 3");
    // What can't be computed can still be opened: the window says why.
    EXPECT_EQ(stage(R"({"op": "max_pool", "kernel_size": 2, "padding": 9})"), "accepted");
}

TEST(Document, ChecksWhatIsWatched) {
    const auto watch = [](const std::string& w) {
        return refused(
            "{\"poolwalk\": 1, \"input\": [[1, 2], [3, 4]], \"stages\": [{\"op\": \"relu\"}],\n\"watch\": " +
            w + "}");
    };
    EXPECT_EQ(watch(R"({"stage": 1, "time": 4, "channel": 0, "batch": 0})"), "accepted");
    EXPECT_EQ(watch(R"({"stage": 2})"), "range 2");
    EXPECT_EQ(watch(R"({"stage": 0})"), "range 2");
    EXPECT_EQ(watch(R"({"channel": 1})"), "range 2");
    EXPECT_EQ(watch(R"({"batch": -1})"), "range 2");
    EXPECT_EQ(watch(R"({"time": -1})"), "time 2");
    EXPECT_EQ(watch(R"({"time": "1"})"), "time 2");
    EXPECT_EQ(watch(R"({"colour": "red"})"), "choice 2");
    EXPECT_EQ(watch(R"({"map": 3})"), "choice 2");
    EXPECT_EQ(watch(R"({"zoom": 3})"), "unknown_key 2");
    const auto late =
        read(R"({"poolwalk": 1, "input": [[1, 2]], "stages": [{"op": "relu"}], "watch": {"time": 99}})");
    ASSERT_TRUE(late);
    EXPECT_EQ(late->watch.t, 2);
}

TEST(Document, HoldsItsLimitsWhileReading) {
    std::string stages;
    for (int i = 0; i < 33; ++i) stages += std::string(i ? "," : "") + "\n{\"op\": \"relu\"}";
    EXPECT_EQ(refused(with_stage(stages)), "too_many 36");
    EXPECT_EQ(refused("{\"a\": " + std::string(40, '[')), "nesting 1");
    EXPECT_EQ(refused(std::string(1 << 20, '[')), "nesting 1");
    EXPECT_EQ(refused(std::string((64u << 20) + 1, ' ')), "problem.file.too_large 64");
    std::string wide = "[[0";
    for (int i = 0; i < 16384; ++i) wide += ",0";
    EXPECT_EQ(refused("{\"poolwalk\": 1, \"stages\": [], \"input\": " + wide + "]]}"),
              "problem.file_shape.side 1");
    std::string keys = "{\"poolwalk\": 1";
    for (int i = 0; i < 40; ++i) keys += ", \"k" + std::to_string(i) + "\": 1";
    EXPECT_EQ(refused(keys + "}"), "too_many 1");
}

TEST(Document, SurvivesEveryTruncation) {
    const std::string whole = *asset("assets/samples/conv-then-pool.json");
    for (std::size_t size = 0; size + 2 < whole.size(); ++size)
        EXPECT_FALSE(read(std::string_view(whole).substr(0, size))) << size;
}

void expect_same(const Document& a, const Document& b) {
    const Experiment &x = a.experiment, &y = b.experiment;
    const auto same_bits = [](const Tensor& s, const Tensor& t) {
        const auto u = s.data(), v = t.data();
        return s.shape() == t.shape() && u.size() == v.size() &&
               std::memcmp(u.data(), v.data(), u.size_bytes()) == 0;
    };
    EXPECT_TRUE(same_bits(x.input.tensor, y.input.tensor));
    EXPECT_EQ(x.input.picture, y.input.picture);
    EXPECT_EQ(x.input.file, y.input.file);
    ASSERT_EQ(x.stages.size(), y.stages.size());
    for (std::size_t i = 0; i < x.stages.size(); ++i) {
        const Params &p = x.stages[i].params, &q = y.stages[i].params;
        EXPECT_EQ(x.stages[i].op, y.stages[i].op);
        EXPECT_EQ(x.stages[i].muted, y.stages[i].muted);
        EXPECT_EQ(p.window, q.window);
        EXPECT_EQ(p.count_include_pad, q.count_include_pad);
        EXPECT_EQ(p.divisor_override, q.divisor_override);
        EXPECT_EQ(p.norm_type, q.norm_type);
        EXPECT_EQ(p.output_size, q.output_size);
        EXPECT_EQ(p.seed, q.seed);
        EXPECT_EQ(p.samples, q.samples);
        EXPECT_TRUE(p.weight.empty() == q.weight.empty() &&
                    (p.weight.empty() || same_bits(p.weight, q.weight)));
        EXPECT_TRUE(p.bias.empty() == q.bias.empty() && (p.bias.empty() || same_bits(p.bias, q.bias)));
    }
    EXPECT_EQ(x.index_of(a.watch.stage), y.index_of(b.watch.stage));
    EXPECT_EQ(a.watch.t, b.watch.t);
    EXPECT_EQ(a.watch.batch, b.watch.batch);
    EXPECT_EQ(a.watch.channel, b.watch.channel);
    EXPECT_EQ(a.watch.colour, b.watch.colour);
    EXPECT_EQ(a.watch.map, b.watch.map);
}

TEST(Document, WritesWhatItReadsToTheBit) {
    std::vector<float> awkward{.1f,    -0.f,          0,        INFINITY, -INFINITY,
                               1e-45f, 3.4028235e38f, 16777216, 1 / 3.f,  -2.5e-7f};
    // Floats over the whole range, from a fixed sequence of bits.
    for (std::uint32_t bits = 12345; awkward.size() < 2000; bits = bits * 1664525u + 1013904223u) {
        float v;
        std::memcpy(&v, &bits, sizeof v);
        if (std::isfinite(v)) awkward.push_back(v);
    }
    Document d;
    d.experiment.input.picture = true;
    d.experiment.input.tensor = Tensor(Shape{2, 2, 50, 10}, awkward);
    Stage conv{7, find_op("conv"), {}, false};
    conv.params.weight = Tensor(Shape{2, 2, 1, 2}, {1, -.5f, 2.2f, -0.f, INFINITY, 1, 0, .1f});
    conv.params.bias = Tensor(Shape{1, 1, 1, 2}, {.3f, -1});
    conv.params.window.kernel = {1, 2};
    Stage avg{3, find_op("avg_pool"), {}, true};
    avg.params.window = {{2, 3}, Pair{2, 1}, {1, 0}, {1, 1}, true};
    avg.params.count_include_pad = false;
    avg.params.divisor_override = -4;
    Stage max{9, find_op("max_pool"), {}, false};
    max.params.window = {{3, 2}, std::nullopt, {0, 1}, {2, 1}, false};
    Stage lp{11, find_op("lp_pool"), {}, false};
    lp.params.norm_type = 3;
    Stage adaptive{12, find_op("adaptive_max_pool"), {}, false};
    adaptive.params.output_size = {7, 2};
    const Stage global{13, find_op("global_avg_pool"), {}, false};
    Stage sides{14, find_op("avg_pool"), {}, false};
    sides.params.window.padding_end = Pair{1, 0};
    Stage words{15, find_op("max_pool"), {}, false};
    words.params.window.auto_pad = AutoPad::same_lower;
    Stage drawn{16, find_op("stochastic_pool"), {}, false};
    drawn.params.seed = -12345;
    Stage fractional{17, find_op("fractional_max_pool"), {}, false};
    fractional.params.samples = {.1f, 1 / 3.f};
    Stage blur{18, find_op("blur_pool"), {}, false};
    blur.params.window = {{3, 2}, Pair{2, 1}, {1, 0}};
    d.experiment.stages = {conv, avg, max, lp, adaptive, global, sides, words, drawn, fractional, blur};
    settle(d.experiment, Dialect::onnx);
    d.watch = {7, 7.0625, 1, 1, ColourBy::value, Map::grey};
    d.experiment.title = title_of_file("to the bit.json");
    const std::string text = write_document(d);
    EXPECT_TRUE(text.ends_with("}\n"));
    const auto back = read(text);
    ASSERT_TRUE(back) << back.error().what.key << text.substr(text.size() - 900);
    expect_same(d, *back);
    EXPECT_EQ(write_document(*back), text);

    Document nan;
    nan.experiment.input.tensor = Tensor(Shape{1, 1, 1, 1}, {NAN});
    EXPECT_TRUE(std::isnan(read(write_document(nan))->experiment.input.tensor.data()[0]));
}

TEST(Document, KeepsItsTitle) {
    const auto with = [](const std::string& key) {
        return "{\"poolwalk\": 1, \"input\": [[1]], \"stages\": [],\n" + key + "}";
    };
    const auto title = [&](const std::string& key) { return read(with(key))->experiment.title; };
    EXPECT_EQ(title(R"("title": "Ränder")"), Message("title.plain", {std::string("Ränder")}));
    EXPECT_EQ(title(R"("title": "a\nb")"), Message("title.plain", {std::string("a b")}));
    EXPECT_EQ(title(R"("sample": "padding")"), Message("sample.padding"));
    EXPECT_EQ(refused(with(R"("title": "")")), "not_text 2");
    EXPECT_EQ(refused(with(R"("title": 3)")), "not_text 2");
    EXPECT_EQ(refused(with(R"("sample": "nope")")), "choice 2");
    EXPECT_EQ(refused(with(R"("sample": "padding", "title": "x")")), "two_titles 2");

    Document d = *read(small);
    for (const Message& kept :
         {Message("sample.low-pixel"), Message("title.plain", {std::string("天 \"1\"")})}) {
        d.experiment.title = kept;
        EXPECT_EQ(read(write_document(d))->experiment.title, kept);
    }
    d.experiment.title = Message("title.new");
    EXPECT_EQ(read(write_document(d))->experiment.title, title_of_file("doc.v2.json"));
    // Cut between characters, not within one.
    std::string wide;
    for (int i = 0; i < 200; ++i) wide += "池";
    EXPECT_EQ(title_line("x" + wide).size(), 1u + 3 * 84);
}

TEST(Document, APictureMayBeKeptInAFileThatCannotSaySo) {
    const std::string json = R"({"poolwalk": 1, "stages": [], "input": {"file": "x.npy", "picture": true}})";
    const auto d = read_document(json, "d.json", [](std::string_view) -> Expected<std::string> {
        return write_npy(Tensor(Shape{1, 3, 1, 1}, {1, 2, 3}));
    });
    ASSERT_TRUE(d);
    EXPECT_TRUE(d->experiment.input.picture);
    EXPECT_NE(write_document(*d).find(R"({"file": "x.npy", "picture": true})"), std::string::npos);
}

TEST(Document, TakesInputFromAFileThatItNames) {
    const std::string json = R"({"poolwalk": 1, "stages": [], "input": {"file": "x \"1\".npy"}})";
    const auto files = [](std::string_view name) -> Expected<std::string> {
        EXPECT_EQ(name, "x \"1\".npy");
        return write_npy(Tensor(Shape{1, 2, 1, 1}, {5, 6}));
    };
    const auto d = read_document(json, "d.json", files);
    ASSERT_TRUE(d);
    EXPECT_EQ(d->experiment.input.tensor.shape(), (Shape{1, 2, 1, 1}));
    EXPECT_NE(write_document(*d).find(R"("input": {"file": "x \"1\".npy"})"), std::string::npos);
    EXPECT_EQ(read_document(json, "d.json", no_files).error().what.key, "no.file");
}

TEST(Sources, AreToldByContentThenByName) {
    const auto png = write_png(Tensor(Shape{1, 3, 1, 1}, {1, 2, 3}))->bytes;
    const auto npy = write_npy(Tensor(Shape{1, 1, 1, 1}, {4}));
    EXPECT_TRUE(read_source("x.csv", png)->picture);
    EXPECT_EQ(read_source("x.png", png)->file, "x.png");
    EXPECT_EQ(read_source("x.csv", npy)->tensor.data()[0], 4);
    EXPECT_FALSE(read_source("x.csv", npy)->picture);
    EXPECT_EQ(read_source("x.txt", "1 2\n")->tensor.shape(), (Shape{1, 1, 1, 2}));
    const auto key = [](std::string_view name, std::string_view bytes) {
        return read_source(name, bytes).error().what.key;
    };
    EXPECT_EQ(key("x.PNG", "1,2"), "problem.png.signature");
    EXPECT_EQ(key("x.npy", "1,2"), "problem.npy.magic");
    EXPECT_EQ(key("x", "PK\3\4"), "problem.source.format");
    EXPECT_EQ(key("x.jpg", "\xff\xd8\xff\xe0"), "problem.jpeg.truncated");
}

TEST(Samples, AllLoadAndCompute) {
    for (const std::string& name : sample_names()) {
        const auto d = load_sample(name);
        ASSERT_TRUE(d) << name << d.error().what.key;
        EXPECT_EQ(d->experiment.title.key, "sample." + name);
        // A picture is there with its low-pixel version, the others begin.
        const auto e = evaluate(d->experiment);
        const bool picture = d->experiment.input.picture;
        EXPECT_EQ(d->watch.t, picture ? static_cast<double>(e->done.back().plan.steps()) : 0) << name;
        EXPECT_EQ(sample_line(name).key, "sample." + name + ".line");
        // One sample shows what a stage says that is left too little.
        EXPECT_EQ(e->stopped.has_value(), name == "too-deep") << name;
        expect_same(
            *d, *read_document(write_document(*d), name, [](std::string_view file) -> Expected<std::string> {
                return *asset("assets/samples/" + std::string(file));
            }));
    }
    const auto wrong = load_sample("nope");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().what.key, "problem.sample.unknown");
}

}  // namespace
}  // namespace pw
