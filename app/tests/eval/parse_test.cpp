// The window's options, help and messages.
#include "app/command_line/parse.h"

#include <gtest/gtest.h>

#include <sstream>

#include "app/command_line/options.h"

namespace pw {
namespace {

using Kind = Invocation::Kind;

Invocation asked(const std::string& line, Language system = Language::en) {
    std::vector<std::string> words;
    std::istringstream in(line);
    for (std::string word; in >> word;) words.push_back(word);
    return parse(words, system);
}

// What becomes of a command line for the window: "" or the key of the refusal.
std::string refused(const std::string& line) {
    Invocation i = asked(line);
    if (i.kind == Kind::error) return i.problem.what.key;
    EXPECT_EQ(i.kind, Kind::view);
    const auto opened = open_for_view(i.view);
    return opened ? "" : opened.error().what.key;
}

TEST(Parse, ReadsEveryOptionOfTheWindow) {
    const Invocation i = asked(
        "doc.json --stage 2 --time 2.5 --size 1024x700 --scale 1.5 --theme dark --language zh --color value "
        "--map cividis --screenshot a.png --report-layout r.json --assets dir");
    ASSERT_EQ(i.kind, Kind::view);
    EXPECT_EQ(i.language, Language::zh);
    EXPECT_EQ(i.assets, "dir");
    const ViewOptions& v = i.view;
    EXPECT_EQ(v.file, "doc.json");
    EXPECT_EQ(v.stage, 2);
    EXPECT_EQ(v.time, 2.5);
    EXPECT_FALSE(v.step);
    EXPECT_EQ(v.size, (ViewSize{1024, 700}));
    EXPECT_EQ(v.scale, 1.5);
    EXPECT_EQ(v.theme, Theme::dark);
    EXPECT_EQ(v.language, Language::zh);
    EXPECT_EQ(v.colour, ColourBy::value);
    EXPECT_EQ(v.map, Map::cividis);
    EXPECT_EQ(v.screenshot, "a.png");
    EXPECT_EQ(v.report_layout, "r.json");
    EXPECT_EQ(asked("--sample padding --step 3 --colour region").view.step, 3);
    EXPECT_EQ(asked("").kind, Kind::view);
    EXPECT_FALSE(asked("").view.size);
}

TEST(Parse, OpensWhatIsNamedWhereItIsAsked) {
    Invocation i = asked("--sample conv-then-pool --stage 1 --step 25 --color region");
    ASSERT_TRUE(open_for_view(i.view));
    ASSERT_TRUE(i.view.document);
    EXPECT_EQ(i.view.document->experiment.title.key, "sample.conv-then-pool");
    EXPECT_EQ(i.view.document->watch.stage, i.view.document->experiment.stages[0].id);
    EXPECT_EQ(i.view.document->watch.t, 25);
    EXPECT_EQ(i.view.document->watch.colour, ColourBy::region);
    Invocation start = asked("--time 2.77");
    ASSERT_TRUE(open_for_view(start.view));
    EXPECT_EQ(start.view.document->experiment.title.key, "sample.max-4x4");
    EXPECT_EQ(start.view.document->watch.t, 2.77);
    Invocation nothing = asked("--theme dark");
    ASSERT_TRUE(open_for_view(nothing.view));
    EXPECT_FALSE(nothing.view.document);
}

TEST(Parse, RefusesPlacesThatDontExist) {
    EXPECT_EQ(refused("--step 4"), "");
    EXPECT_EQ(refused("--step 5"), "problem.cli.step");
    EXPECT_EQ(refused("--step -1"), "problem.cli.step");
    EXPECT_EQ(refused("--time 4.01"), "problem.cli.time");
    EXPECT_EQ(refused("--time -0.5"), "problem.cli.time");
    EXPECT_EQ(refused("--stage 2"), "problem.cli.stage");
    EXPECT_EQ(refused("--stage 0"), "problem.cli.stage");
    EXPECT_EQ(refused("--sample conv-then-pool --step 5"), "problem.cli.step");
    EXPECT_EQ(refused("--sample conv-then-pool --stage 1 --step 26"), "problem.cli.step");
    EXPECT_EQ(refused("--step 1 --time 1"), "problem.cli.step_and_time");
    EXPECT_EQ(refused("a.csv --sample padding"), "problem.cli.file_and_sample");
    EXPECT_EQ(refused("--sample nope"), "problem.sample.unknown");
    EXPECT_EQ(refused("absent.json"), "problem.file.not_found");
}

TEST(Parse, RefusesValuesAndWords) {
    for (const char* bad : {"--step x", "--step 1.5", "--time nan", "--time inf", "--stage 1x", "--size 1280",
                            "--size 10x10", "--size 1280x99999", "--scale 0", "--scale 9", "--scale big"})
        EXPECT_EQ(refused(bad), "problem.cli.value") << bad;
    for (const char* bad : {"--theme blue", "--language fr", "--color red", "--map jet"})
        EXPECT_EQ(refused(bad), "problem.cli.choice") << bad;
    EXPECT_EQ(refused("--kernel 2"), "problem.cli.unknown_option");
    EXPECT_EQ(refused("-x"), "problem.cli.unknown_option");
    EXPECT_EQ(refused("a.csv b.csv"), "problem.cli.extra");
    EXPECT_EQ(refused("--sample"), "problem.cli.missing_value");
    EXPECT_EQ(refused("--sample --step 2"), "problem.cli.missing_value");
    EXPECT_EQ(asked("a.csv eval --op relu").kind, Kind::error);
}

TEST(Parse, HelpAndVersionComeFirst) {
    EXPECT_EQ(asked("--help").kind, Kind::help);
    EXPECT_EQ(asked("-h --language zh").language, Language::zh);
    EXPECT_EQ(asked("eval --help").kind, Kind::eval_help);
    EXPECT_EQ(asked("--version").kind, Kind::version);
    EXPECT_EQ(version_text(), "poolwalk 0.1.0\n");
}

TEST(Parse, LanguageIsKnownBeforeAnythingIsRefused) {
    EXPECT_EQ(asked("--language zh --step x").language, Language::zh);
    EXPECT_EQ(asked("eval --op blur --language zh").language, Language::zh);
    EXPECT_EQ(asked("--step x", Language::zh).language, Language::zh);
}

TEST(Help, NamesEveryOptionInBothLanguages) {
    for (const Language language : {Language::en, Language::zh}) {
        const Words words = Words::load(language);
        for (const Kind kind : {Kind::help, Kind::eval_help}) {
            const std::string text = help_text(kind, words);
            EXPECT_EQ(text.find("‹"), std::string::npos) << text;  // a key without words
            for (const OptionInfo& o : kind == Kind::help ? view_options() : eval_options()) {
                const std::string name = std::string(o.name).substr(0, std::string(o.name).find(','));
                EXPECT_NE(text.find("  " + name + " "), std::string::npos) << name;
                EXPECT_NE(text.find(words(o.help)), std::string::npos) << o.help;
            }
        }
    }
}

TEST(Messages, NameOptionValueAndWhatWouldBeRight) {
    const Words en = Words::load(Language::en);
    EXPECT_EQ(problem_text(asked("--step x").problem, en), "--step x: this should be a whole number.");
    EXPECT_EQ(problem_text(asked("--map jet").problem, en),
              "--map jet: this should be one of: viridis, cividis, grey.");
    Invocation far = asked("--step 9");
    EXPECT_EQ(problem_text(open_for_view(far.view).error(), en), "--step 9: the steps go from 0 to 4.");
    Invocation nope = asked("--sample nope");
    EXPECT_EQ(problem_text(open_for_view(nope.view).error(), en),
              "There is no sample named “nope”. There are: max-4x4, average-4x4, padding, overlapping, "
              "conv-then-pool, sobel-edges, three-stages, low-pixel, edge-map, texture, too-deep, "
              "adaptive-5x5, unpool-4x4, gradient-overlap.");
}

}  // namespace
}  // namespace pw
