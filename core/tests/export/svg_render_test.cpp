// What other programs make of our SVG.
#include <gtest/gtest.h>

#include "core/export/svg.h"
#include "core/tests/export/programs.h"
#include "core/tests/figure/shown.h"

namespace pw {

namespace {

// A large picture of noise beside its pooled twin: what compresses worst.
Document noise() {
    Document d = load_sample("low-pixel").value();
    std::vector<float> values(3 * 1200 * 1600);
    std::uint32_t state = 1;
    for (float& v : values) v = static_cast<float>((state = state * 1664525u + 1013904223u) >> 24);
    d.experiment.input.tensor = Tensor({1, 3, 1200, 1600}, std::move(values));
    return d;
}

std::string everything(Text text) {
    text.turned = true;
    Scene s = test::scene_of(test::sample("padding", 1.7));
    s.groups.push_back({"key", {text}});
    return to_svg(s, {.share_line = "a & b"});
}

}  // namespace

TEST(SvgRender, IsWellFormed) {
    if (!test::installed("xmllint")) GTEST_SKIP() << "xmllint isn't installed";
    const test::Folder f;
    Text odd;
    odd.at = {100, 100};
    odd.text = "<a & b> \"池化\" ]]>";
    f.put("odd.svg", everything(odd));
    std::string files = "odd.svg";
    for (const std::string& name : sample_names()) {
        const Scene scene = test::scene_of(test::sample(name, 1));
        f.put(name + ".svg", to_svg(scene));
        f.put(name + "-outlines.svg", to_svg(scene, {.outlines = &test::fonts()}));
        files += " " + name + ".svg " + name + "-outlines.svg";
    }
    EXPECT_TRUE(f.run("xmllint --noout --nonet " + files)) << f.get("said");
}

TEST(SvgRender, OutlinesLookLikeTheirText) {
    if (!test::installed("rsvg-convert")) GTEST_SKIP() << "rsvg-convert isn't installed";
    for (const char* name : {"max-4x4", "padding"}) {
        const Scene scene = test::without_features(test::scene_of(test::sample(name, 1.7)));
        const Tensor text = test::by_rsvg(to_svg(scene)),
                     outlines = test::by_rsvg(to_svg(scene, {.outlines = &test::fonts()}));
        Scene without = scene;
        for (Group& g : without.groups) std::erase_if(g.items, [](const Item& i) { return i.index() == 4; });
        const double all = test::mean_difference(outlines, test::by_rsvg(to_svg(without)));
        EXPECT_GT(all, .1) << name;
        EXPECT_LT(test::mean_difference(text, outlines), .25 * all) << name;
    }
}

TEST(SvgRender, ChromiumDrawsWhatLibrsvgDraws) {
    if (!test::installed("rsvg-convert")) GTEST_SKIP() << "rsvg-convert isn't installed";
    if (!test::installed("chromium")) GTEST_SKIP() << "chromium isn't installed";
    for (const char* name : {"overlapping", "low-pixel"}) {
        const Scene scene = test::scene_of(test::sample(name, 1.7));
        const std::string svg = to_svg(scene);
        const Tensor chromium = test::by_chromium(svg, 1232, 824);
        if (chromium.shape().count() == 0) GTEST_SKIP() << "chromium doesn't run here";
        EXPECT_LT(test::mean_difference(test::by_rsvg(svg), chromium), 2) << name;
    }
}

TEST(SvgRender, LargePicturesAreReducedToThePage) {
    const Scene scene = test::scene_of(test::pane_of(noise(), 0));
    EXPECT_LT(to_svg(scene).size(), 5'000'000u);
}

}  // namespace pw
