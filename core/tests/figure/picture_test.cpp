// Pictures: where their cells lie, as a whole and zoomed; two of them along a line; all windows of a size.
#include "core/figure/picture_view.h"
#include "core/figure/reduce.h"
#include "core/tests/figure/every_size.h"
#include "core/walk/clean.h"

namespace pw {
namespace {

Pane photo(double t = 1250) { return test::sample("low-pixel", t); }

Pane compared(double split) {
    Document d = load_sample("low-pixel").value();
    Branch branch{d.experiment.stages.back().id, d.experiment.stages.back()};
    branch.stage.id = unused_id(d.experiment);
    branch.stage.op = find_op("max_pool");
    d.experiment.branch = std::move(branch);
    Pane p = test::pane_of(d, 2352);
    p.view.split = split;
    return p;
}

std::vector<Heatmap> heatmaps(const Scene& s, std::string_view group) {
    std::vector<Heatmap> found;
    for (const Group& g : s.groups)
        for (const Item& item : g.items)
            if (const auto* h = std::get_if<Heatmap>(&item); h && g.name == group) found.push_back(*h);
    return found;
}

TEST(Pictures, FillTwoRectanglesOfOneSize) {
    const Scene s = test::scene_of(photo());
    const Plane &in = *s.plane("input"), &out = *s.plane("output");
    EXPECT_EQ(in.view.w, out.view.w);
    EXPECT_EQ(in.view.h, out.view.h);
    EXPECT_NEAR(in.pitch.x * 8, out.pitch.x, 1e-9);
    EXPECT_EQ(in.place({in.view.right(), in.view.bottom()}), (Vec2{448, 336}));
}

// With k = s each output lies where its window lies in the input's view, whatever the zoom.
TEST(Pictures, AZoomShowsOutputsWhereTheirWindowsAre) {
    for (const double pitch : {1., 3.7, 40., 64.}) {
        Pane p = photo();
        p.view.zoom = Zoom{pitch, {140, 180}, {.5, .5}};
        const Scene s = test::scene_of(p);
        const Plane &in = *s.plane("input"), &out = *s.plane("output");
        EXPECT_EQ(in.pitch.x, pitch);
        const Vec2 apart{out.view.x - in.view.x, out.view.y - in.view.y};
        for (const std::int64_t o : {0, 17, 41}) {
            const double at = static_cast<double>(o);
            const Rect window = in.cells(at * 8, at * 8, 8, 8).moved(apart), cell = out.cells(at, at, 1, 1);
            EXPECT_NEAR(window.x, cell.x, 1e-6) << pitch;
            EXPECT_NEAR(window.y, cell.y, 1e-6) << pitch;
            EXPECT_NEAR(window.w, cell.w, 1e-6) << pitch;
        }
    }
}

TEST(Pictures, AZoomKeepsItsPlaceAndNeverLeavesThePicture) {
    Pane p = photo();
    p.view.zoom = Zoom{20, {200, 150}, {.25, .75}};
    Scene s = test::scene_of(p);
    const Plane in = *s.plane("input");
    const Vec2 place = in.place({in.view.x + .25 * in.view.w, in.view.y + .75 * in.view.h});
    EXPECT_NEAR(place.x, 200, 1e-9);
    EXPECT_NEAR(place.y, 150, 1e-9);
    p.view.zoom->cell = {-1000, 9000};
    s = test::scene_of(p);
    const Plane edge = *s.plane("input");
    EXPECT_NEAR(edge.first.x, edge.view.x, 1e-9);
    EXPECT_NEAR(edge.cells(336, 0, 0, 0).y, edge.view.bottom(), 1e-9);
}

TEST(Pictures, CellsCarryNumbersFrom36PixelsOn) {
    const auto numbers = [](double pitch) {
        Pane p = photo(2352);
        p.view.zoom = Zoom{pitch, {140, 180}, {.5, .5}};
        return test::says(test::scene_of(p), "84", "input");
    };
    EXPECT_FALSE(numbers(35));
    EXPECT_TRUE(numbers(40));
}

// As a whole a picture stays one, without a grid over it, until there is room for numbers.
TEST(Pictures, WholeHaveNoGrid) {
    const auto cells = [](double width, double height) {
        Look l = test::look();
        l.width = width, l.height = height;
        const Scene s = test::scene_of(photo(2352), l);
        EXPECT_GE(s.plane("output")->pitch.x, 12);
        int n = 0;
        for (const Group& g : s.groups)
            for (const Item& item : g.items) n += g.name == "output" && std::holds_alternative<Cell>(item);
        return n;
    };
    EXPECT_EQ(cells(3440, 1980), 1);  // what lies under it
    EXPECT_GT(cells(5200, 3600), 42 * 56);
}

TEST(Pictures, OutputsThatAreNotReachedYetKeepTheirNumbers) {
    Pane p = photo(0);
    p.view.zoom = Zoom{40, {140, 180}, {.5, .5}};
    const Scene s = test::scene_of(p);
    for (const Group& g : s.groups)
        for (const Item& item : g.items)
            EXPECT_FALSE(g.name == "output" && std::holds_alternative<Text>(item));
}

TEST(Pictures, TwoMeetAtTheLine) {
    const Scene s = test::scene_of(compared(.25));
    const std::vector<Heatmap> halves = heatmaps(s, "output");
    ASSERT_EQ(halves.size(), 2u);
    const Rect out = s.plane("output")->view, a = seen_of(halves[0]), b = seen_of(halves[1]);
    EXPECT_NEAR(a.right(), out.x + .25 * out.w, 1e-9);
    EXPECT_NEAR(b.x, a.right(), 1e-9);
    EXPECT_NEAR(b.right(), out.right(), 1e-9);
    EXPECT_NE(halves[0].image, halves[1].image);
    EXPECT_EQ(heatmaps(test::scene_of(compared(0)), "output").size(), 1u);
    EXPECT_EQ(heatmaps(test::scene_of(compared(1)), "output").size(), 1u);
}

TEST(Pictures, TwoSayThatWhatChangesIsShown) {
    Pane p = compared(.5);
    p.shown.asked.input.disturbance.shift = {0, 1};
    p.watch.changes = true;
    p.shown.picture = evaluate_beside(true, p.shown.asked);
    EXPECT_TRUE(test::says(test::scene_of(p), "what changes", ""));
    p.watch.changes = false;
    EXPECT_FALSE(test::says(test::scene_of(p), "what changes", ""));
}

TEST(Pictures, ButtonsBelongToTheWindowOnly) {
    Pane p = photo();
    p.view.zoom = Zoom{40, {140, 180}, {.5, .5}};
    Look page = test::look();
    EXPECT_TRUE(test::scene_of(p, page).find("picture/fit"));
    page.card = false;
    EXPECT_FALSE(test::scene_of(p, page).find("picture/fit"));
    EXPECT_FALSE(test::scene_of(photo(), page).find("picture/channel/0"));
}

TEST(Pictures, StayTidyInEverySize) {
    for (const double width : {700., 723., 972., 1232., 2400.})
        for (const double height : {380., 564., 824., 1500.})
            for (const int what : {0, 1, 2, 3}) {
                Pane p = what == 2 ? compared(.4) : photo();
                if (what == 1) p.view.zoom = Zoom{40, {140, 180}, {.5, .5}};
                if (what == 3) p.view.sizing = true;
                Look l = test::look();
                l.width = width;
                l.height = height;
                l.narrow = width < 900;
                const Scene s = test::scene_of(p, l);
                EXPECT_EQ(test::untidy(test::texts_of(s), {0, 0, width, height}), "")
                    << width << "x" << height << " " << what;
                for (const test::Written& t : test::texts_of(s))
                    EXPECT_TRUE(t.group != "formula" || t.box.right() <= width - 23)
                        << t.text << " beyond the strip's line " << width << "x" << height;
                for (const char* id : {"input", "output"}) {
                    const Rect r = s.plane(id)->view;
                    EXPECT_GE(r.x, 0) << width << "x" << height << " " << what;
                    EXPECT_LE(r.right(), width) << width << "x" << height << " " << what;
                    EXPECT_LE(r.bottom(), height) << width << "x" << height << " " << what;
                }
                for (const Spot& a : s.spots)
                    for (const Spot& b : s.spots) {
                        const bool buttons = is_scene_control(a.id) && is_scene_control(b.id);
                        if (&a >= &b || !buttons || a.id == b.id || a.id == "picture/split") continue;
                        const Rect both = common(a.rect, b.rect);
                        EXPECT_LT(both.w * both.h, 1) << a.id << " " << b.id << " " << width << "x" << height;
                    }
            }
}

// A maximum that isn't among the values that are written out would look wrong.
TEST(Pictures, ALongFormulaShowsItsWinner) {
    Document d = load_sample("low-pixel").value();
    d.experiment.stages.back().op = find_op("max_pool");
    for (const double t : {17., 1250., 2001.}) {
        const Pane p = test::pane_of(d, t);
        const Scene s = test::scene_of(p);
        const Step step = explain(*p.shown.picture, p.watch.stage, static_cast<std::int64_t>(t), 0, 0, 0);
        const std::string winner = show(step.result);
        const auto written = test::texts_of(s);
        EXPECT_GE(std::ranges::count_if(
                      written, [&](const auto& w) { return w.group == "formula" && w.text == winner; }),
                  2)
            << t;
    }
}

TEST(Pictures, ASizesWindowsAreOutlined) {
    Pane p = test::sample("max-4x4", 4);
    p.view.sizing = true;
    const Scene s = test::scene_of(p);
    EXPECT_TRUE(test::says(s, "The lines show the windows of the marked answer."));
    EXPECT_EQ(s.find("strip/step")->text, "16 numbers become 4");
    EXPECT_EQ(s.find("formula/output")->text, "2");
}

// Each pixel as the half that is used has it: what reducing from halves amounts to, odd ends included.
Image spread(const Image& image, const Image& half, int each) {
    Image out = image;
    out.half = nullptr;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const auto to = 4 * (static_cast<std::ptrdiff_t>(y) * image.width + x),
                       from = 4 * (static_cast<std::ptrdiff_t>(y / each) * half.width + x / each);
            std::copy_n(half.rgba.begin() + from, 4, out.rgba.begin() + to);
        }
    return out;
}

TEST(Halves, ReduceAsTheWholeDoes) {
    Image image{1023, 771, {}};
    std::uint32_t noise = 1;
    for (int i = 0; i < image.width * image.height; ++i) {
        noise = noise * 1664525u + 1013904223u;
        const int x = i % image.width, y = i / image.width;
        image.rgba.insert(image.rgba.end(), {static_cast<std::uint8_t>(noise >> 24),
                                             static_cast<std::uint8_t>((x + y) / 8), 7, 255});
    }
    const auto halves = with_halves(image);
    struct Case {
        int width, each;
        const Image* from;
    };
    const Image *half = halves->half.get(), *quarter = half->half.get();
    for (const Case& c :
         {Case{1000, 1, halves.get()}, {400, 1, halves.get()}, {250, 2, half}, {97, 4, quarter}}) {
        const double height = c.width * .75;
        const Image quick = reduced(*halves, c.width, height), plain = reduced(image, c.width, height),
                    expected = reduced(spread(image, *c.from, c.each), c.width, height);
        ASSERT_EQ(expected.rgba.size(), quick.rgba.size());
        for (std::size_t i = 0; i < quick.rgba.size(); ++i)
            ASSERT_NEAR(expected.rgba[i], quick.rgba[i], 1) << c.width << " " << i;
        // Where neighbours are alike, that is what the pixels themselves give.
        for (std::size_t i = 1; i < quick.rgba.size(); i += 4)
            ASSERT_NEAR(plain.rgba[i], quick.rgba[i], 1) << c.width << " " << i;
    }
}

TEST(Cropped, HoldsOnlyWhatIsSeen) {
    auto image = std::make_shared<Image>();
    image->width = 10;
    image->height = 4;
    image->rgba.resize(160, 255);
    for (std::size_t x = 0; x < 10; ++x) image->rgba[4 * x] = static_cast<std::uint8_t>(x);
    Heatmap h;
    h.rect = {100, 50, 200, 80};
    h.clip = {150, 0, 45, 60};
    h.image = image;
    const Heatmap part = cropped(h);
    EXPECT_EQ(part.image->width, 3);  // 2.5 to 4.75
    EXPECT_EQ(part.image->height, 1);
    EXPECT_EQ(part.image->rgba[0], 2);
    EXPECT_EQ(part.rect, (Rect{140, 50, 60, 20}));
    EXPECT_EQ(seen_of(part), (Rect{150, 50, 45, 10}));
}

}  // namespace
}  // namespace pw
