// Pages of a worksheet: everything is on the paper, nothing lies on anything else, the answers aren't given
// away.
#include "core/figure/worksheet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/tests/figure/shown.h"
#include "core/tests/figure/tidy.h"

namespace pw {

using test::Written;

namespace {

Look look_in(Language l) {
    Look look = test::look();
    look.words = &test::words(l);
    return look;
}

Worksheet sheet_of(const WorksheetOptions& o, Language l = Language::en) {
    auto w = make_worksheet(o, look_in(l));
    EXPECT_TRUE(w) << (w ? "" : w.error().what.key);
    return w.value_or(Worksheet());
}

WorksheetOptions own(std::string_view sample, int a_page = 1) {
    const Document d = load_sample(sample).value();
    WorksheetOptions o;
    o.own = OwnExercise{d.experiment, d.watch, true, a_page};
    return o;
}

const Rect paper{84, 60, Worksheet::width - 168, Worksheet::height - 120};  // the printable part

// What isn't as it should be: a text or a cell beyond the printable paper, a text on another, or across the
// edge of a cell. Empty when all is well.
std::string fault_of(const Scene& s) {
    const std::vector<Written> texts = test::texts_of(s);
    if (const std::string untidy = test::untidy(texts, paper); !untidy.empty()) return untidy;
    for (const Group& g : s.groups)
        for (const Item& item : g.items) {
            const Cell* c = std::get_if<Cell>(&item);
            if (!c) continue;
            if (!test::inside(c->rect, paper)) return "a cell beyond the paper: " + g.name;
            if (c->fill.a <= 0) continue;
            for (const Written& t : texts)
                if (test::overlap(c->rect, t.box) && !c->rect.contains(t.box.middle()))
                    return t.text + " across a cell";
        }
    return texts.size() > 5 ? "" : "nearly empty";
}

void expect_tidy(const Scene& s, const std::string& what) { EXPECT_EQ(fault_of(s), "") << what; }

const Path* dash_of(const Scene& s) {
    for (const Group& g : s.groups)
        for (const Item& i : g.items)
            if (const Path* p = std::get_if<Path>(&i); p && p->dash_on > 0) return p;
    return nullptr;
}

std::multiset<std::string> words_in(const Scene& s, const std::string& group) {
    std::multiset<std::string> all;
    for (const Written& t : test::texts_of(s))
        if (t.group == group) all.insert(t.text);
    return all;
}

}  // namespace

TEST(Worksheet, PagesAreTidyInBothLanguages) {
    for (const Language l : {Language::en, Language::zh})
        for (const Level level : {Level::plain, Level::padded}) {
            WorksheetOptions o;
            o.level = level;
            o.variants = 50;
            o.answers = true;
            const Worksheet w = sheet_of(o, l);
            ASSERT_GT(w.pages(), 50u);
            for (std::size_t i = 0; i < w.pages(); ++i)
                expect_tidy(w.page(i), std::string(tag(l)) + " page " + std::to_string(i));
        }
}

// The test's own eyes.
TEST(Worksheet, UntidyPagesAreSeen) {
    const Scene good = sheet_of({}).page(0);
    ASSERT_EQ(fault_of(good), "");
    const auto moved = [&](const std::string& text, Vec2 by) {
        Scene s = good;
        for (Group& g : s.groups)
            for (Item& i : g.items)
                if (Text* t = std::get_if<Text>(&i); t && t->text == text) t->at = t->at + by;
        return fault_of(s);
    };
    EXPECT_EQ(moved("Name", {500, 0}), "Name beyond the page");
    EXPECT_EQ(moved("Pooling", {180, 0}), "exercise 1 on Pooling");
    EXPECT_EQ(moved("The windows overlap.", {0, 46}), "The windows overlap. across a cell");
    EXPECT_EQ(moved("exercise 1, seed 1", {900, 0}), "exercise 1, seed 1 on Answers");
}

TEST(Worksheet, LargeSeedsAndOwnExperimentsAreTidy) {
    for (const Language l : {Language::en, Language::zh})
        for (const char* name : {"max-4x4", "average-4x4", "padding", "overlapping", "conv-then-pool",
                                 "sobel-edges", "three-stages"})
            for (const int a_page : {1, 2, 4}) {
                WorksheetOptions o = own(name, a_page);
                o.seed = limits::worksheet_seed - 2;
                o.variants = 3;
                o.answers = true;
                const Worksheet w = sheet_of(o, l);
                for (std::size_t i = 0; i < w.pages(); ++i)
                    expect_tidy(w.page(i), std::string(name) + " page " + std::to_string(i));
            }
}

TEST(Worksheet, TheLargestGridStillFits) {
    WorksheetOptions o = own("max-4x4");
    std::vector<float> values(144);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i % 256);
    o.own->experiment.input.tensor = Tensor({1, 1, 12, 12}, values);
    o.own->experiment.stages[0].params.window.kernel = {3, 3};
    o.own->experiment.stages[0].params.window.stride = Pair{1, 1};
    o.own->experiment.stages[0].params.window.padding = {1, 1};
    o.own->a_page = 4;
    const Worksheet w = sheet_of(o);
    ASSERT_EQ(w.pages(), 1u);
    EXPECT_LT(w.variants()[0].exercises.size(), 4u) << "as many as fit";
    expect_tidy(w.page(0), "12 x 12");
    for (float& v : values) v = -12345.67f;
    o.own->experiment.input.tensor = Tensor({1, 1, 12, 12}, values);
    const auto refused = make_worksheet(o, look_in(Language::en));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().what.key, "problem.worksheet.room");
}

TEST(Worksheet, TheKeyIsUpsideDownBelowTheDashAndCanBeLeftOut) {
    WorksheetOptions o;
    o.seed = 12;
    const Scene with = sheet_of(o).page(0);
    const Path* dash = dash_of(with);
    ASSERT_TRUE(dash);
    EXPECT_EQ(dash->dash_on, 6);
    for (const Group& g : with.groups)
        for (const Item& i : g.items)
            if (const Text* t = std::get_if<Text>(&i)) {
                EXPECT_EQ(t->turned, g.name == "key") << t->text;
                EXPECT_EQ(test::box_of(*t).y > dash->segments[0].p[0].y, g.name == "key") << t->text;
            }
    EXPECT_TRUE(words_in(with, "key").count("exercise 12, seed 12"));
    o.key = false;
    const Scene without = sheet_of(o).page(0);
    EXPECT_FALSE(dash_of(without));
    EXPECT_TRUE(words_in(without, "key").empty());
    EXPECT_EQ(words_in(without, "exercise"), words_in(with, "exercise"));
}

// Of the blanks only the first is filled in; the key holds them all.
TEST(Worksheet, OnlyTheFirstAnswerIsGiven) {
    const WorksheetOptions o = own("average-4x4");
    const Worksheet w = sheet_of(o);
    const Scene s = w.page(0);
    const Exercise& e = w.variants()[0].exercises[0];
    EXPECT_EQ(words_in(s, "exercise").count("3.75"), 1u);
    int blanks = 0;
    for (const Group& g : s.groups)
        for (const Item& i : g.items)
            if (const Cell* c = std::get_if<Cell>(&i)) blanks += c->edge_width == 1.75;
    EXPECT_EQ(blanks, e.output.shape().count() - 1);
    std::multiset<std::string> answers = words_in(s, "key");
    for (const float v : e.output.data()) EXPECT_TRUE(answers.count(show(static_cast<double>(v)))) << v;
}

TEST(Worksheet, TheFirstVariantHasTheInputItself) {
    WorksheetOptions o = own("max-4x4", 2);
    o.variants = 2;
    const auto same_as_own = [&](const Worksheet& w, std::size_t variant, std::size_t exercise) {
        return std::ranges::equal(w.variants()[variant].exercises[exercise].input.data(),
                                  o.own->experiment.input.tensor.data());
    };
    const Worksheet w = sheet_of(o);
    EXPECT_TRUE(same_as_own(w, 0, 0));
    EXPECT_FALSE(same_as_own(w, 0, 1));
    EXPECT_FALSE(same_as_own(w, 1, 0));
    o.own->as_it_is = false;
    EXPECT_FALSE(same_as_own(sheet_of(o), 0, 0));
}

TEST(Worksheet, VariantsCountUpFromTheSeed) {
    WorksheetOptions o;
    o.seed = 7;
    o.variants = 3;
    const Worksheet w = sheet_of(o);
    ASSERT_EQ(w.pages(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(w.variants()[i].seed, 7 + i);
        EXPECT_TRUE(words_in(w.page(i), "title").count("exercise " + std::to_string(7 + i)));
    }
    o.answers = true;
    const Worksheet with = sheet_of(o);
    ASSERT_EQ(with.pages(), 4u);
    for (const char* s : {"exercise 7", "exercise 8", "exercise 9"})
        EXPECT_TRUE(words_in(with.page(3), "answers").count(s)) << s;
}

TEST(Worksheet, BlurAndFractionsSayWhatIsNeeded) {
    const auto of = [](const char* op) {
        WorksheetOptions o = own("max-4x4", 4);
        o.variants = 4;
        Stage& stage = o.own->experiment.stages.front();
        stage.op = find_op(op);
        if (stage.op->use == WindowUse::blur_pool) stage.params.window.kernel = {3, 2};
        return o;
    };
    const auto count = [](const Worksheet& w, std::string_view what) {
        return std::ranges::count_if(test::texts_of(w.page(0)), [&](const Written& t) {
            return t.text.find(what) != std::string::npos;
        });
    };
    for (const Language l : {Language::en, Language::zh})
        for (const char* op : {"blur_pool", "fractional_max_pool"}) {
            const Worksheet w = sheet_of(of(op), l);
            for (std::size_t i = 0; i < w.pages(); ++i) expect_tidy(w.page(i), op);
        }
    EXPECT_GT(count(sheet_of(of("blur_pool")), "1 2 1"), 0);
    EXPECT_EQ(count(sheet_of(of("fractional_max_pool")), "Keep the largest of each"), 4);
    const auto drawn = make_worksheet(of("stochastic_pool"), look_in(Language::en));
    ASSERT_FALSE(drawn);
    EXPECT_EQ(drawn.error().what.key, "problem.worksheet.draws");
}

TEST(Worksheet, RefusesWhatIsBeyondItsLimits) {
    const auto key = [](WorksheetOptions o) {
        const auto w = make_worksheet(o, look_in(Language::en));
        return w ? std::string() : w.error().what.key;
    };
    WorksheetOptions o;
    o.variants = 0;
    EXPECT_EQ(key(o), "problem.worksheet.variants");
    o.variants = limits::worksheet_variants + 1;
    EXPECT_EQ(key(o), "problem.worksheet.variants");
    o.variants = 2;
    o.seed = limits::worksheet_seed;
    EXPECT_EQ(key(o), "problem.worksheet.seed");
    o.seed = UINT64_MAX;
    EXPECT_EQ(key(o), "problem.worksheet.seed");
    EXPECT_EQ(key(own("low-pixel")), "problem.worksheet.input");
}

}  // namespace pw
