// Every option of `poolwalk export`: what it becomes, and what is refused.
#include "app/command_line/options.h"

#include "app/tests/exports/exports.h"

namespace pw {
namespace {

TEST_F(Exports, ReadsEveryOption) {
    const Invocation i = asked(
        "a.json b.svg --output out/ --format gif --layout walk --stage 2 --time 1.5 --size half --scale 2 "
        "--type screen --theme print --palette p.json --color value --map cividis --show title,code "
        "--hide formula,legend --transparent --outlines --fps 12.5 --speed 3 --variants 4 --seed 9 "
        "--level padded --answers --language zh");
    ASSERT_EQ(i.kind, Invocation::Kind::exports) << i.problem.what.key;
    EXPECT_EQ(i.language, Language::zh);
    const ExportRequest& r = i.exports;
    EXPECT_EQ(r.files, (std::vector<std::string>{"a.json", "b.svg"}));
    EXPECT_EQ(r.output, "out/");
    EXPECT_EQ(r.format, Format::gif);
    EXPECT_EQ(r.what, What::walk);
    EXPECT_EQ(r.place.stage, 2);
    EXPECT_EQ(r.place.time, 1.5);
    EXPECT_FALSE(r.place.step);
    EXPECT_EQ(r.size, (ViewSize{960, 1080}));
    EXPECT_EQ(r.palette, "p.json");
    EXPECT_EQ(r.colour, ColourBy::value);
    EXPECT_EQ(r.map, Map::cividis);
    const ExportOptions& o = r.options;
    EXPECT_EQ(o.scale, 2);
    EXPECT_FALSE(o.page.large_type);
    EXPECT_EQ(o.page.theme, Theme::print);
    EXPECT_TRUE(o.page.title && o.page.code && o.page.names && o.page.indices);
    EXPECT_FALSE(o.page.formula || o.page.legend);
    EXPECT_TRUE(o.transparent && o.outlines);
    EXPECT_EQ(o.fps, 12.5);
    EXPECT_EQ(o.speed, 3);
    EXPECT_FALSE(o.ten_seconds);
    EXPECT_EQ(o.worksheet.variants, 4);
    EXPECT_EQ(o.worksheet.seed, 9u);
    EXPECT_EQ(o.worksheet.level, Level::padded);
    EXPECT_TRUE(o.worksheet.answers);
}

TEST_F(Exports, HasDefaults) {
    const ExportRequest r = asked("").exports;
    EXPECT_FALSE(r.format || r.what || r.size || r.place.stage || r.place.step || r.place.time);
    EXPECT_TRUE(r.options.page.large_type && r.options.page.formula && r.options.page.names);
    EXPECT_FALSE(r.options.page.title || r.options.page.code || r.options.transparent);
    EXPECT_EQ(r.options.scale, 1);
    EXPECT_EQ(r.options.fps, 20);
    EXPECT_TRUE(asked("--speed 10s").exports.options.ten_seconds);
    EXPECT_EQ(asked("--all-steps").exports.what, What::steps);
    EXPECT_EQ(asked("--layout steps --all-steps").exports.what, What::steps);
    EXPECT_EQ(asked("--step 3 --sample padding").exports.place.step, 3);
    const PageLook none = asked("--hide all --show code").exports.options.page;
    EXPECT_TRUE(!none.code && !none.names) << "what is hidden is hidden";
    EXPECT_EQ(asked("--help").kind, Invocation::Kind::export_help);
}

TEST_F(Exports, KnowsTheNamesOfSizes) {
    const auto size = [&](const char* text) {
        return asked("--size " + std::string(text)).exports.size.value_or(ViewSize{});
    };
    EXPECT_EQ(size("slide"), (ViewSize{1920, 1080}));
    EXPECT_EQ(size("square"), (ViewSize{1080, 1080}));
    EXPECT_EQ(size("a4"), (ViewSize{1754, 1240}));
    EXPECT_EQ(size("16x8192"), (ViewSize{16, 8192}));
}

TEST_F(Exports, RefusesValuesThatArentOnes) {
    for (const char* bad :
         {"--size 15x100",  "--size 100x8193", "--size 100",   "--size wide",  "--size 2.5x100",
          "--scale 0.9",    "--scale 8.1",     "--scale x",    "--fps 0",      "--fps 61",
          "--fps nan",      "--speed 0",       "--speed 1001", "--speed 10",   "--stage one",
          "--step 1.5",     "--time inf",      "--time now",   "--variants 0", "--variants 1000000",
          "--variants 2.5", "--seed -1",       "--seed x",     "--reduce 0"})
        if (std::string_view(bad) == "--speed 10")
            EXPECT_EQ(asked(bad).kind, Invocation::Kind::exports) << bad;
        else
            EXPECT_EQ(refused(bad), "problem.cli.value") << bad;
    for (const char* bad :
         {"--format jpeg", "--layout page", "--theme blue", "--type small", "--color grey", "--map jet",
          "--show titel", "--hide formula,,code", "--level hard", "--language de", "--channels middle"})
        EXPECT_EQ(refused(bad), "problem.cli.choice") << bad;
    EXPECT_EQ(refused("--output"), "problem.cli.missing_value");
    EXPECT_EQ(refused("--kernel 2"), "problem.cli.unknown_option");
    EXPECT_EQ(refused("--screenshot a.png"), "problem.cli.unknown_option");
}

TEST_F(Exports, RefusesWhatCantBothHold) {
    EXPECT_EQ(refused("--step 1 --time 1"), "problem.cli.step_and_time");
    EXPECT_EQ(refused("a.json --sample padding"), "problem.cli.file_and_sample");
    EXPECT_EQ(refused("--all-steps --layout sheet"), "problem.export.all_steps");
}

// A new option has to be added to the tests above.
TEST_F(Exports, HasNoOptionBeyondThese) { EXPECT_EQ(export_options().size(), 29u); }

}  // namespace
}  // namespace pw
