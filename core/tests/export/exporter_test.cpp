// From a pane to files: which formats go with what, how many pages, when each one is.
#include "core/export/exporter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "core/export/svg.h"
#include "core/tests/export/gif_reader.h"
#include "core/tests/figure/shown.h"

namespace pw {

namespace {

constexpr What whats[] = {What::moment, What::steps,      What::walk,
                          What::sheet,  What::storyboard, What::worksheet};
constexpr Format formats[] = {Format::svg, Format::png, Format::pdf, Format::gif, Format::mp4, Format::tex};

ExportOptions options(What what, Format format) {
    ExportOptions o;
    o.what = what;
    o.format = format;
    o.speed = 10;
    o.fps = 10;
    o.page.width = 320;
    o.page.height = 240;
    o.page.words = &test::words();
    o.page.fonts = &test::fonts();
    return o;
}

Expected<Export> plan_of(const ExportOptions& o, double t = 2.5) {
    return Export::plan(test::sample("max-4x4", t), o, "");
}

std::string refused(const ExportOptions& o) {
    const auto plan = plan_of(o);
    return plan ? "accepted" : plan.error().what.key;
}

// The page at a time, as text.
std::string at_time(const ExportOptions& o, double t, Pace pace = Pace::phases) {
    Pane pane = test::sample("max-4x4", t);
    pane.pace = pace;
    return to_svg(moment_page(pane, o.page));
}

}  // namespace

TEST(Exporter, TakesTheFormatsThatGoWithWhatIsAsked) {
    const std::map<What, std::string> good{{What::moment, "svg png pdf tex "}, {What::steps, "svg png pdf "},
                                           {What::walk, "png pdf gif mp4 "},   {What::sheet, "svg png pdf "},
                                           {What::storyboard, "svg png pdf "}, {What::worksheet, "pdf "}};
    for (const What what : whats) {
        std::string taken;
        for (const Format format : formats) {
            const std::string key = refused(options(what, format));
            if (key == "accepted") taken += std::string(ending_of(format)) + " ";
            if (key != "accepted") {
                EXPECT_EQ(key, "export.format");
            }
        }
        EXPECT_EQ(taken, good.at(what));
        EXPECT_EQ(refused(options(what, formats_of(what)[0])), "accepted");
    }
}

TEST(Exporter, WritesWhatItsEndingSays) {
    const std::map<Format, std::string> begins{{Format::svg, "<svg "},
                                               {Format::png, "\x89PNG"},
                                               {Format::pdf, "%PDF-"},
                                               {Format::gif, "GIF89a"},
                                               {Format::tex, "%"}};
    for (const What what : whats)
        for (const Format format : formats_of(what)) {
            if (format == Format::mp4) continue;  // has its own test
            const auto plan = plan_of(options(what, format));
            ASSERT_TRUE(plan);
            const auto bytes = plan->write(plan->files() - 1);
            ASSERT_TRUE(bytes) << ending_of(format);
            EXPECT_TRUE(bytes->starts_with(begins.at(format))) << ending_of(format);
            EXPECT_EQ(format_named(ending_of(format)), format);
        }
    EXPECT_FALSE(format_named("jpeg"));
    EXPECT_FALSE(format_named(""));
}

TEST(Exporter, CountsPagesAndFiles) {
    const auto counts = [](What what, Format format) {
        const auto plan = plan_of(options(what, format)).value();
        return std::pair(plan.pages(), plan.files());
    };
    using Counts = std::pair<std::size_t, std::size_t>;
    EXPECT_EQ(counts(What::moment, Format::png), (Counts{1, 1}));
    EXPECT_EQ(counts(What::steps, Format::svg), (Counts{4, 4}));
    EXPECT_EQ(counts(What::steps, Format::pdf), (Counts{4, 1}));
    EXPECT_EQ(counts(What::walk, Format::png), (Counts{12, 12}));
    EXPECT_EQ(counts(What::walk, Format::pdf), (Counts{12, 1}));
    EXPECT_EQ(counts(What::walk, Format::gif), (Counts{12, 1}));
    EXPECT_EQ(counts(What::sheet, Format::svg), (Counts{1, 1}));
    ExportOptions o = options(What::worksheet, Format::pdf);
    o.worksheet.variants = 3;
    o.worksheet.answers = true;
    EXPECT_EQ(plan_of(o)->pages(), 4u);
    EXPECT_EQ(plan_of(o)->files(), 1u);
}

TEST(Exporter, EachStepIsShownAtItsEnd) {
    const ExportOptions o = options(What::steps, Format::svg);
    const Export plan = plan_of(o).value();
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_EQ(to_svg(plan.page(i)), at_time(o, static_cast<double>(i + 1))) << i;
    EXPECT_EQ(to_svg(plan.page_now()), at_time(o, 2.5));
    EXPECT_NE(to_svg(plan.page(0)), to_svg(plan.page(1)));
}

TEST(Exporter, AWalkGoesFromTheBeginningToTheEnd) {
    for (const double speed : {1., 3., 10.}) {
        ExportOptions o = options(What::walk, Format::gif);
        o.speed = speed;
        const Export plan = plan_of(o).value();
        EXPECT_NEAR(plan.seconds(), 4 * step_seconds / speed, 1e-9);
        EXPECT_EQ(plan.pages(), static_cast<std::size_t>(std::ceil(plan.seconds() * o.fps)));
        const Pace pace = speed == 1 ? Pace::phases : Pace::slide_drop;
        if (speed != 3) {
            EXPECT_EQ(to_svg(plan.page(0)), at_time(o, 0, pace));
            EXPECT_EQ(to_svg(plan.page(plan.pages() - 1)), at_time(o, 4, pace));
        }
        EXPECT_NE(to_svg(plan.page(plan.pages() / 2)), to_svg(plan.page(0)));
    }
    ExportOptions o = options(What::walk, Format::gif);
    o.ten_seconds = true;
    EXPECT_NEAR(plan_of(o)->seconds(), 10, 1e-9);
    EXPECT_EQ(plan_of(o)->pages(), 100u);
}

// The faster a step, the fewer in-betweens; a moment has all of them.
TEST(Exporter, QuickWalksLeaveOutPhases) {
    ExportOptions o = options(What::walk, Format::png);
    o.fps = 60;
    o.speed = 10;  // .3 s a step
    const Export quick = plan_of(o).value();
    const double t = 4. * 10 / static_cast<double>(quick.pages() - 1);
    EXPECT_EQ(to_svg(quick.page(10)), at_time(o, t, Pace::slide_drop));
    EXPECT_NE(to_svg(quick.page(10)), at_time(o, t, Pace::phases));
    o.what = What::moment;
    EXPECT_EQ(to_svg(plan_of(o, 2.5)->page(0)), at_time(o, 2.5, Pace::phases));
}

TEST(Exporter, AGifTakesAsLongAsItsWalk) {
    ExportOptions o = options(What::walk, Format::gif);
    o.fps = 7;
    const auto plan = plan_of(o);
    int hundredths = 0;
    for (const auto& f : test::read_gif(plan->write(0).value()).frames) hundredths += f.delay;
    EXPECT_NEAR(hundredths, 100 * plan->seconds(), 5);
}

TEST(Exporter, CanBeCancelledAtEachPage) {
    for (const auto& [what, format] :
         {std::pair(What::walk, Format::gif), std::pair(What::steps, Format::pdf)}) {
        const auto plan = plan_of(options(what, format));
        for (std::size_t after = 1; after <= plan->pages(); after += 3) {
            std::size_t calls = 0;
            const auto bytes = plan->write(0, [&](std::size_t, std::size_t) { return ++calls < after; });
            ASSERT_FALSE(bytes) << after;
            EXPECT_EQ(bytes.error().what.key, "export.cancelled");
            EXPECT_EQ(calls, after);
        }
    }
}

TEST(Exporter, SaysHowFarItIs) {
    const auto plan = plan_of(options(What::steps, Format::pdf));
    std::size_t last = 0, of = 0;
    ASSERT_TRUE(plan->write(0, [&](std::size_t done, std::size_t total) {
        EXPECT_GE(done, last);
        last = done, of = total;
        return true;
    }));
    EXPECT_EQ(last, of);
    EXPECT_GE(of, 4u);
}

TEST(Exporter, RefusesWhatIsTooLarge) {
    const auto key = [](auto change) {
        ExportOptions o = options(What::walk, Format::gif);
        change(o);
        return refused(o);
    };
    EXPECT_EQ(key([](ExportOptions& o) { o.page.width = 15; }), "export.size");
    EXPECT_EQ(key([](ExportOptions& o) { o.page.height = 8193; }), "export.size");
    EXPECT_EQ(key([](ExportOptions& o) { o.page.height = std::nan(""); }), "export.size");
    EXPECT_EQ(key([](ExportOptions& o) { o.scale = 8.5; }), "export.scale");
    EXPECT_EQ(key([](ExportOptions& o) { o.scale = .5; }), "export.scale");
    EXPECT_EQ(key([](ExportOptions& o) { o.page.width = o.page.height = 4000, o.scale = 3; }),
              "export.pixels");
    EXPECT_EQ(key([](ExportOptions& o) { o.fps = 0; }), "export.fps");
    EXPECT_EQ(key([](ExportOptions& o) { o.speed = 0; }), "export.speed");
    ExportOptions o = options(What::walk, Format::gif);
    o.speed = .1;
    o.fps = 60;
    const auto low_pixel = Export::plan(test::sample("low-pixel", 0), o, "");
    ASSERT_FALSE(low_pixel);
    EXPECT_EQ(low_pixel.error().what.key, "export.too_long");
    Document d = load_sample("max-4x4").value();
    d.experiment.stages.clear();
    const auto nothing = Export::plan(test::pane_of(d, 0), options(What::steps, Format::pdf), "");
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().what.key, "page.no_stage");
}

TEST(Exporter, NumbersBesideTheFile) {
    EXPECT_EQ(numbered("max-4x4.svg", 2, 16), "max-4x4-03.svg");
    EXPECT_EQ(numbered("a/b.c/d", 0, 9), "a/b.c/d-1");
    EXPECT_EQ(numbered("a/b.png", 99, 100), "a/b-100.png");
    EXPECT_EQ(numbered("plain", 8, 10), "plain-09");
    EXPECT_EQ(numbered("a.b.svg", 0, 1), "a.b-1.svg");
}

}  // namespace pw
