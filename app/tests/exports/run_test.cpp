// What `poolwalk export` writes, prints and refuses.
#include <nlohmann/json.hpp>

#include "app/files/open.h"
#include "app/tests/exports/exports.h"
#include "core/tensor/png.h"

namespace pw {
namespace {

using Names = std::vector<std::string>;

constexpr const char* small = " --size 320x200 ";

// The experiment and where it is looked at, wherever it lies in memory.
std::string content(Document d) {
    d.experiment.input.file.clear();
    return write_document(d);
}

TEST_F(Exports, WritesTheFormatOfTheEnding) {
    const std::pair<const char*, const char*> begins[] = {
        {"svg", "<svg "}, {"png", "\x89PNG"}, {"pdf", "%PDF-"}, {"gif", "GIF89a"}, {"tex", "%"}};
    for (const auto& [ending, begin] : begins) {
        const std::string name = "a." + std::string(ending);
        ASSERT_EQ(printed("--sample max-4x4 --speed 10 --output @" + name + small), "");
        EXPECT_TRUE(get(name).starts_with(begin)) << name << ": " << get(name).substr(0, 12);
    }
    ASSERT_EQ(printed("--sample max-4x4 --format png --output @plain" + std::string(small)), "");
    EXPECT_TRUE(get("plain").starts_with("\x89PNG"));
    EXPECT_EQ(names(), (Names{"a.gif", "a.pdf", "a.png", "a.svg", "a.tex", "plain"}));
}

TEST_F(Exports, SeveralExperimentsGoIntoAFolder) {
    put_sample("one.json", "max-4x4");
    put_sample("two.json", "padding");
    ASSERT_EQ(printed("@one.json @two.json --output @figures/" + std::string(small)), "");
    EXPECT_EQ(names("figures"), (Names{"one.svg", "two.svg"}));
    EXPECT_NE(get("figures/one.svg"), get("figures/two.svg"));
    // A folder that is there needs no slash.
    ASSERT_EQ(printed("@one.json @two.json --format png --output @figures" + std::string(small)), "");
    EXPECT_EQ(names("figures"), (Names{"one.png", "one.svg", "two.png", "two.svg"}));
    ASSERT_EQ(printed("--sample padding --output @figures --format pdf" + std::string(small)), "");
    EXPECT_TRUE(get("figures/padding.pdf").starts_with("%PDF-"));
    EXPECT_EQ(refused("@one.json @two.json --output @both.svg"), "problem.export.several");
    EXPECT_EQ(refused("@one.json @two.json --output -"), "problem.export.several");
    EXPECT_EQ(names(), (Names{"figures", "one.json", "two.json"}));
}

TEST_F(Exports, PrintsOneFile) {
    ASSERT_EQ(printed("--sample max-4x4 --output @a.svg" + std::string(small)), "");
    EXPECT_EQ(printed("--sample max-4x4 --output -" + std::string(small)), get("a.svg"));
    EXPECT_TRUE(
        printed("--sample max-4x4 --format png --output -" + std::string(small)).starts_with("\x89PNG"));
    EXPECT_EQ(refused("--sample max-4x4 --all-steps --output -"), "problem.export.print_several");
    EXPECT_EQ(names(), Names{"a.svg"});
}

TEST_F(Exports, NumbersTheFilesOfStepsAndFrames) {
    ASSERT_EQ(printed("--sample max-4x4 --all-steps --output @new/deep/step.svg" + std::string(small)), "");
    EXPECT_EQ(names("new/deep"), (Names{"step-1.svg", "step-2.svg", "step-3.svg", "step-4.svg"}));
    ASSERT_EQ(printed("--sample max-4x4 --layout walk --speed 4 --fps 5 --output @frames/f.png" +
                      std::string(small)),
              "");
    const auto frames = names("frames");
    ASSERT_GE(frames.size(), 10u);
    EXPECT_EQ(frames[0], "f-01.png");
    EXPECT_EQ(frames.back(), "f-" + std::to_string(frames.size()) + ".png");
    EXPECT_EQ(names(), (Names{"frames", "new"}));
}

TEST_F(Exports, RefusesTargets) {
    put("in-the-way", "a file");
    EXPECT_EQ(refused("--sample max-4x4"), "problem.eval.needs");
    EXPECT_EQ(refused("--output @a.svg"), "problem.export.nothing");
    for (const char* name : {"@a.jpeg", "@a", "@a.SVG.", "@.svg"})
        EXPECT_EQ(refused("--sample max-4x4 --output " + std::string(name)), "problem.export.ending") << name;
    EXPECT_EQ(refused("--sample max-4x4 --output @in-the-way/a.svg"), "problem.file.not_found");
    EXPECT_EQ(names(), Names{"in-the-way"});
}

TEST_F(Exports, RefusesWhatIsOutOfRange) {
    const auto key = [&](const std::string& options) {
        return refused("--sample max-4x4 --output @a.svg " + options);
    };
    EXPECT_EQ(key("--step 5"), "problem.cli.step");
    EXPECT_EQ(key("--step -1"), "problem.cli.step");
    EXPECT_EQ(key("--time 4.5"), "problem.cli.time");
    EXPECT_EQ(key("--stage 2"), "problem.cli.stage");
    EXPECT_EQ(key("--stage 0"), "problem.cli.stage");
    EXPECT_EQ(key("--size 8192x8192 --scale 2"), "export.pixels");
    EXPECT_EQ(key("--layout walk"), "export.format");
    EXPECT_EQ(key("--layout worksheet"), "export.format");
    EXPECT_EQ(refused("--sample low-pixel --output @a.svg --layout sheet"), "page.too_many_steps");
    EXPECT_EQ(refused("--sample nothing --output @a.svg"), "problem.sample.unknown");
    EXPECT_EQ(refused("@absent.json --output @a.svg"), "problem.file.not_found");
    EXPECT_TRUE(names().empty());
}

TEST_F(Exports, AnExperimentThatCantBeEvaluatedIsRefusedWithItsOwnMessage) {
    Document d = load_sample("max-4x4").value();
    d.experiment.stages[0].params.window.kernel = {9, 9};
    put("large.json", write_document(d));
    const auto result = run("@large.json --output @a.svg");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().what.key, evaluate(d.experiment)->stopped->problem.what.key);
    put("broken.json", "{");
    EXPECT_FALSE(run("@broken.json --output @a.svg"));
    EXPECT_EQ(names(), (Names{"broken.json", "large.json"}));
}

// What was written before stays; the rest is left alone.
TEST_F(Exports, StopsAtTheFirstThatIsRefused) {
    put_sample("one.json", "max-4x4");
    put_sample("two.json", "padding");
    EXPECT_EQ(refused("@one.json @two.json --step 4 --layout sheet --hide all --output @out/ --size 16x16"),
              "page.too_many_steps");
    int calls = 0;
    const auto stopped = run("@one.json @two.json --output @out/" + std::string(small),
                             [&](const std::string& file, std::size_t, std::size_t) {
                                 ++calls;
                                 return file.find("two") == std::string::npos;
                             });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().what.key, "export.cancelled");
    EXPECT_GT(calls, 1);
    EXPECT_EQ(names("out"), Names{"one.svg"});
}

TEST_F(Exports, TakesAPalette) {
    put("good.json", R"({"accent": "#AA3300", "ink": "#102030", "regions": ["#CFE6FF", "#FFD9CC"]})");
    ASSERT_EQ(printed("--sample max-4x4 --palette @good.json --output @a.svg"), "");
    std::string svg = get("a.svg");
    std::transform(svg.begin(), svg.end(), svg.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const char* colour : {"#aa3300", "#102030", "#cfe6ff", "#ffd9cc"})
        EXPECT_NE(svg.find(colour), std::string::npos) << colour;
    const auto key = [&](const std::string& palette) {
        put("bad.json", palette);
        return refused("--sample max-4x4 --palette @bad.json --output @b.svg");
    };
    EXPECT_EQ(key("not json"), "problem.palette.json");
    EXPECT_EQ(key("[]"), "problem.palette.json");
    EXPECT_EQ(key(R"({"pink": "#FF00FF"})"), "problem.palette.unknown");
    EXPECT_EQ(key(R"({"accent": "red"})"), "problem.palette.colour");
    EXPECT_EQ(key(R"({"regions": []})"), "problem.palette.colour");
    EXPECT_EQ(key(R"({"regions": ["#FFFFFF", 1]})"), "problem.palette.colour");
    EXPECT_EQ(refused("--sample max-4x4 --palette @absent.json --output @b.svg"), "problem.file.not_found");
    EXPECT_EQ(refused("--sample max-4x4 --palette @ --output @b.svg"), "problem.file.folder");
    EXPECT_EQ(names(), (Names{"a.svg", "bad.json", "good.json"}));
}

TEST_F(Exports, TheSameCommandGivesTheSameBytes) {
    for (const char* what :
         {"svg --outlines", "svg", "png --scale 2", "png --transparent --theme dark",
          "gif --speed 4 --fps 10", "tex", "svg --layout sheet --size slide", "png --layout storyboard"})
        for (const char* sample : {"max-4x4", "conv-then-pool"}) {
            const std::string given = what;
            const std::string line = "--sample " + std::string(sample) + " --output - --format " + given +
                                     (given.find("--size") == std::string::npos ? small : "");
            const std::string first = printed(line);
            EXPECT_GT(first.size(), 500u) << line;
            EXPECT_TRUE(first == printed(line)) << line;
        }
}

TEST_F(Exports, WhatIsExportedOpensAgain) {
    for (const std::string& sample : sample_names()) {
        // Too many numbers; can't be evaluated.
        if (load_sample(sample)->experiment.input.picture || sample == "too-deep") continue;
        put_sample("a.json", sample);
        for (const char* ending : {"svg", "png", "pdf"}) {
            const std::string name = sample + "." + ending;
            ASSERT_EQ(printed("@a.json --time 2.5 --color value --map grey --output @" + name + small), "");
            const auto opened = open_file(at(name));
            ASSERT_TRUE(opened) << name << ": " << opened.error().what.key;
            Document wanted = open_file(at("a.json")).value();
            wanted.watch.t = 2.5;
            wanted.watch.colour = ColourBy::value;
            wanted.watch.map = Map::grey;
            EXPECT_EQ(content(*opened), content(wanted)) << name;
        }
    }
}

TEST_F(Exports, SaysWhenTheExperimentIsTooLargeToCarry) {
    const auto result = run("--sample low-pixel --output @a.svg" + std::string(small));
    ASSERT_TRUE(result);
    const auto carries = [](const Message& m) { return m.key == "note.not_embedded"; };
    const auto opened = open_file(at("a.svg"));
    EXPECT_EQ(std::ranges::any_of(result->notes, carries), !opened.has_value());
}

TEST_F(Exports, AMomentWithoutATimeIsTheEnd) {
    // TikZ carries the experiment only as a comment: the pictures can be compared.
    const auto drawn = [&](const std::string& options) {
        const std::string tex = printed(options + " --format tex --hide all --output -" + small);
        return tex.substr(std::min(tex.size(), tex.find("\\begin{tikzpicture}")));
    };
    EXPECT_GT(drawn("--sample max-4x4").size(), 500u);
    EXPECT_EQ(drawn("--sample max-4x4"), drawn("--sample max-4x4 --step 4"));
    EXPECT_NE(drawn("--sample max-4x4"), drawn("--sample max-4x4 --step 1"));
    put_sample("two.json", "max-4x4", 2);
    EXPECT_EQ(drawn("@two.json"), drawn("--sample max-4x4 --step 2"));
}

TEST_F(Exports, PicturesHaveTheSizeThatIsAsked) {
    ASSERT_EQ(printed("--sample max-4x4 --output @a.png --size 320x200 --scale 3"), "");
    EXPECT_EQ(read_png("a.png", get("a.png"))->tensor.shape().w, 960);
    EXPECT_EQ(read_png("a.png", get("a.png"))->tensor.shape().h, 600);
    ASSERT_EQ(printed("--sample max-4x4 --output @b.png --size half"), "");
    EXPECT_EQ(read_png("b.png", get("b.png"))->tensor.shape().w, 960);
}

TEST_F(Exports, WorksheetsNeedNoExperiment) {
    ASSERT_EQ(printed("--layout worksheet --seed 12 --variants 2 --output @drawn.pdf"), "");
    ASSERT_EQ(printed("--layout worksheet --sample max-4x4 --format pdf --output @own"), "");
    EXPECT_TRUE(get("drawn.pdf").starts_with("%PDF-"));
    EXPECT_TRUE(get("own").starts_with("%PDF-"));
    EXPECT_EQ(refused("--layout worksheet --sample low-pixel --output @a.pdf"), "problem.worksheet.input");
}

TEST_F(Exports, MissingFfmpegIsSaidWithWhatToInstall) {
    const std::string path = getenv("PATH") ? getenv("PATH") : "";
    setenv("PATH", at("").c_str(), 1);
    const std::string key = refused("--sample max-4x4 --output @a.mp4" + std::string(small));
    setenv("PATH", path.c_str(), 1);
    EXPECT_EQ(key, "export.no_ffmpeg");
    EXPECT_TRUE(names().empty());
}

}  // namespace
}  // namespace pw
