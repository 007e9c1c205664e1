// Pages for slides and handouts: all of it is on the page and can be read, and what is switched off is gone.
#include "core/figure/page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/figure/palette.h"
#include "core/tests/figure/shown.h"
#include "core/tests/figure/tidy.h"

namespace pw {

using test::sample;
using test::texts_of;
using test::Written;

namespace {

enum class Kind { large, screen, sheet, storyboard };
constexpr Kind kinds[] = {Kind::large, Kind::screen, Kind::sheet, Kind::storyboard};
const char* name_of(Kind k) {
    constexpr const char* names[] = {"large", "screen", "sheet", "storyboard"};
    return names[static_cast<int>(k)];
}

struct Size {
    double width, height;
};
constexpr Size sizes[] = {{1920, 1080}, {960, 1080}, {1080, 1080}, {1754, 1240},
                          {1600, 1000}, {1280, 720}, {640, 360},   {640, 640}};

PageLook page_look(Size size, Language l = Language::en) {
    PageLook p;
    p.width = size.width;
    p.height = size.height;
    p.title = p.code = true;
    p.words = &test::words(l);
    p.fonts = &test::fonts();
    return p;
}

// Nothing when the sheet has too many steps to be read.
std::optional<Scene> page_of(Kind kind, const Pane& pane, PageLook look) {
    look.large_type = kind != Kind::screen;
    if (kind == Kind::storyboard) return storyboard(pane, look);
    if (kind != Kind::sheet) return moment_page(pane, look);
    auto sheet = contact_sheet(pane, look);
    if (!sheet) {
        EXPECT_EQ(sheet.error().what.key, "page.too_many_steps");
    }
    return sheet ? std::optional(std::move(*sheet)) : std::nullopt;
}

std::vector<std::string> drawable_samples() {
    std::vector<std::string> all;
    for (const std::string& name : sample_names())
        if (!sample(name, 0).shown.picture->stopped) all.push_back(name);
    return all;
}

// A number that lifts off its cell passes over others.
bool flies(const Written& t) { return t.group == "flight" || t.group == "tray"; }

std::string fault_of(const Scene& s, bool in_flight) {
    std::vector<Written> texts = texts_of(s);
    if (in_flight) std::erase_if(texts, flies);
    return test::untidy(texts, {0, 0, s.width, s.height});
}

std::set<std::string> groups_of(const Scene& s) {
    std::set<std::string> all;
    for (const Group& g : s.groups)
        if (!g.items.empty()) all.insert(g.name);
    return all;
}

bool says(const Scene& s, const std::string& what) {
    return std::ranges::any_of(texts_of(s),
                               [&](const Written& t) { return t.text.find(what) != std::string::npos; });
}

}  // namespace

TEST(Page, IsTidyInEverySizeAndLanguage) {
    for (const std::string& name : drawable_samples())
        for (const Language l : {Language::en, Language::zh})
            for (const Size& size : sizes)
                for (const Kind kind : kinds)
                    for (const double t : {0., 1., 2.77, 4.}) {
                        const auto s = page_of(kind, sample(name, t), page_look(size, l));
                        if (!s) continue;
                        EXPECT_EQ(s->width, size.width);
                        EXPECT_EQ(s->height, size.height);
                        EXPECT_EQ(fault_of(*s, kind == Kind::storyboard || t == 2.77), "")
                            << name << " " << name_of(kind) << " " << size.width << "x" << size.height << " "
                            << tag(l) << " t " << t;
                    }
}

TEST(Page, KeepsCellsOnThePage) {
    for (const std::string& name : drawable_samples())
        for (const Size& size : sizes)
            for (const Kind kind : kinds) {
                const auto s = page_of(kind, sample(name, 2.77), page_look(size));
                if (!s) continue;
                const Rect page{-1, -1, size.width + 2, size.height + 2};
                for (const Group& g : s->groups)
                    for (const Item& i : g.items) {
                        const Cell* c = std::get_if<Cell>(&i);
                        const Heatmap* h = std::get_if<Heatmap>(&i);
                        if (!c && !h) continue;
                        EXPECT_TRUE(test::inside(c ? c->rect : h->rect, page))
                            << g.name << " of " << name << " " << name_of(kind) << " " << size.width << "x"
                            << size.height;
                    }
            }
}

TEST(Page, WhatIsSwitchedOffIsGone) {
    const Pane pane = sample("padding", 2);
    const PageLook all = page_look({1920, 1080});
    for (const bool large : {true, false}) {
        const auto with = [&](bool PageLook::*part, bool shown) {
            PageLook look = all;
            look.large_type = large;
            look.*part = shown;
            return moment_page(pane, look);
        };
        EXPECT_TRUE(says(with(&PageLook::title, true), "Max pooling"));
        EXPECT_FALSE(says(with(&PageLook::title, false), "Max pooling"));
        EXPECT_TRUE(says(with(&PageLook::code, true), "MaxPool2d"));
        EXPECT_FALSE(says(with(&PageLook::code, false), "MaxPool2d"));
        const auto named = [&](const Scene& s) {
            return std::ranges::any_of(texts_of(s), [](const Written& t) { return t.text == "Output"; });
        };
        EXPECT_TRUE(named(with(&PageLook::names, true)));
        EXPECT_FALSE(named(with(&PageLook::names, false)));
        EXPECT_TRUE(says(with(&PageLook::formula, true), "max("));
        EXPECT_FALSE(says(with(&PageLook::formula, false), "max("));
        EXPECT_FALSE(groups_of(with(&PageLook::title, false)).contains("title"));
        EXPECT_FALSE(groups_of(with(&PageLook::code, false)).contains("code"));
        EXPECT_FALSE(groups_of(with(&PageLook::formula, false)).contains("formula"));
        const auto labels = [&](bool shown) {
            const auto texts = texts_of(with(&PageLook::indices, shown));
            return std::ranges::count_if(texts, [](const Written& t) { return t.group == "labels"; });
        };
        EXPECT_GE(labels(true), labels(false) + 8) << "rows and columns of a padded input";
    }
    const Pane unread = sample("overlapping", 2);
    PageLook look = all;
    look.names = look.indices = look.title = look.code = look.formula = look.legend = false;
    for (const Written& t : texts_of(moment_page(unread, look)))
        EXPECT_TRUE(t.text.find_first_not_of("0123456789.-") == std::string::npos) << t.text;
}

TEST(Page, LegendsCanBeSwitchedOff) {
    Document d = load_sample("max-4x4").value();
    d.experiment.stages[0].params.window.kernel = {3, 3};  // stride 3: a row and a column are never read
    d.experiment.stages[0].params.window.stride = Pair{3, 3};
    const auto squares = [&](bool shown) {
        PageLook look = page_look({1600, 1000});
        look.legend = shown;
        return says(moment_page(test::pane_of(d, 1), look), "never read");
    };
    EXPECT_TRUE(squares(true));
    EXPECT_FALSE(squares(false));
}

// What is on the screen is what is exported.
TEST(Page, InPlainTypeIsTheWindowsCanvas) {
    for (const std::string& name : drawable_samples()) {
        const Pane pane = sample(name, 2.77);
        PageLook look = page_look({1280, 800});
        look.title = look.code = look.large_type = false;
        const Scene page = moment_page(pane, look);
        Look canvas = test::look();
        canvas.width = 1280;
        canvas.height = 800;
        canvas.card = false;
        const Scene window = test::scene_of(pane, canvas);
        const auto ours = texts_of(page), theirs = texts_of(window);
        ASSERT_EQ(ours.size(), theirs.size()) << name;
        for (std::size_t i = 0; i < ours.size(); ++i) {
            EXPECT_EQ(ours[i].text, theirs[i].text) << name;
            EXPECT_EQ(ours[i].box, theirs[i].box) << name << ": " << ours[i].text;
        }
        EXPECT_EQ(groups_of(page), groups_of(window)) << name;
    }
}

TEST(Page, SheetsHaveAPanelForEachStep) {
    const auto sheet = contact_sheet(sample("max-4x4", 0), page_look({1600, 1200}));
    ASSERT_TRUE(sheet);
    for (int step = 1; step <= 4; ++step) EXPECT_TRUE(says(*sheet, "Step " + std::to_string(step)));
    EXPECT_FALSE(says(*sheet, "Step 5"));
    EXPECT_EQ(contact_sheet(sample("low-pixel", 0), page_look({8192, 8192})).error().what.key,
              "page.too_many_steps");
}

TEST(Page, StoryboardsShowTheStepOfTheTime) {
    const auto texts = [](double t) {
        std::multiset<std::string> all;
        for (const Written& w : texts_of(storyboard(sample("max-4x4", t), page_look({1600, 1000}))))
            all.insert(w.text);
        return all;
    };
    for (const char* phase : {"Slide", "Gather", "Reduce", "Drop"}) EXPECT_EQ(texts(0).count(phase), 1u);
    EXPECT_EQ(texts(0), texts(.5));
    EXPECT_EQ(texts(1), texts(.5));
    EXPECT_NE(texts(1.2), texts(1));
}

TEST(Palette, WhatFollowsFromAnotherColourCanBeRead) {
    constexpr double readable = 4.5;
    for (const Theme theme : {Theme::light, Theme::dark, Theme::print})
        for (const char* accent : {"#FFFF00", "#0A5AA8", "#FF8800", "#101010", "#F8F8F8", "#808080"}) {
            const std::string a = accent;
            const auto p =
                read_palette("p", R"({"accent": ")" + a + R"(", "regions": [")" + a + R"("]})", theme);
            ASSERT_TRUE(p);
            EXPECT_GE(contrast(p->tokens.accent_text, p->tokens.sheet), readable) << a;
            EXPECT_GE(contrast(p->tokens.on_accent, p->tokens.accent), readable) << a;
            EXPECT_GE(contrast(p->hues[3].outline, p->tokens.sheet), readable) << a;
            EXPECT_GE(contrast(number_on(p->hues[3].fill), p->hues[3].fill), readable) << a;
        }
}

TEST(Palette, KeepsWhatIsntNamed) {
    const auto p = read_palette("p", R"({"ink": "#203040"})", Theme::dark);
    ASSERT_TRUE(p);
    EXPECT_EQ(p->tokens.ink, Colour::hex(0x203040));
    EXPECT_EQ(p->tokens.accent, tokens(Theme::dark).accent);
    EXPECT_EQ(p->hues[2].fill, region_hue(2, Theme::dark).fill);
}

// A comparison is written with both sides, as far as the longer one walks.
TEST(Page, OfAComparisonHasBothLanes) {
    Document d = load_sample("max-4x4").value();
    Branch branch{d.experiment.stages.back().id, d.experiment.stages.back()};
    branch.stage.id = unused_id(d.experiment);
    branch.stage.params.window.stride = Pair{1, 1};
    d.experiment.branch = std::move(branch);
    EXPECT_EQ(walk_steps(d.experiment, d.experiment.branch->stage.id), 9);
    const Pane pane = test::pane_of(d, 9);
    EXPECT_EQ(steps_of(pane), 9);
    PageLook page;
    page.words = &test::words();
    page.fonts = &test::fonts();
    for (const bool large : {true, false}) {
        page.large_type = large;
        const Scene s = moment_page(pane, page);
        EXPECT_EQ(s.width, 1600);
        EXPECT_NEAR(s.height, 1000, 1e-9);
        EXPECT_TRUE(s.find("output/cell/1,1"));
        EXPECT_TRUE(s.find("other/cell/2,2"));
    }
}

}  // namespace pw
