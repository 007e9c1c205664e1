#include "core/export/tikz.h"

#include <gtest/gtest.h>

#include "core/export/tikz_text.h"
#include "core/tests/export/programs.h"
#include "core/tests/figure/shown.h"

namespace pw {

namespace {

Scene scene_of(std::vector<Item> items) {
    Scene s;
    s.width = s.height = 100;
    s.page = Colour::hex(0xFFFFFF);
    s.groups.push_back({"input", std::move(items)});
    return s;
}

Heatmap heatmap(int side) {
    Heatmap h;
    h.rect = {0, 0, 100, 100};
    auto image = std::make_shared<Image>(Image{side, side, {}});
    image->rgba.assign(4u * static_cast<std::size_t>(side * side), 255);
    h.image = image;
    return h;
}

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++n;
    return n;
}

}  // namespace

TEST(Tikz, Golden) {
    Cell cell;
    cell.rect = {10, 20, 30, 30};
    cell.radius = 4;
    cell.fill = Colour::hex(0x112233, .5f);
    cell.edge = Colour::hex(0x445566);
    cell.edge_width = 2;
    cell.dash_on = 6, cell.dash_off = 3;
    Path path;
    path.move({0, 0}).cubic({1, 2}, {3, 4}, {5, 6}).line({7, 8}).close();
    path.stroke = Colour::hex(0x445566);
    path.width = 1;
    Text text;
    text.at = {50, 60};
    text.text = "50 % of 4 × 4";
    text.weight = Weight::semibold;
    text.align = Align::middle;
    text.turned = true;
    text.size = 20;
    const auto tikz =
        to_tikz(scene_of({cell, path, text}), {.share_line = "poolwalk:1:AB\n\\input", .width_mm = 25.4});
    ASSERT_TRUE(tikz);
    EXPECT_EQ(*tikz,
              R"(% A figure by Poolwalk. By itself: pdflatex FILE. In a talk: \usepackage{standalone} and
% \usepackage{tikz}, then \input{FILE}, or \includestandalone[width=\linewidth]{FILE}.
% poolwalk:1:AB \input
\documentclass[tikz]{standalone}
\begin{document}
\begin{tikzpicture}[x=0.7227pt, y=-0.7227pt, line join=round,
  poolwalk text/.style={inner sep=0, outer sep=0, font=\sffamily\fontsize{10}{10}\selectfont}]
\useasboundingbox (0,0) rectangle (100,100);
\definecolor{pw000000}{HTML}{000000}
\definecolor{pw112233}{HTML}{112233}
\definecolor{pw445566}{HTML}{445566}
\definecolor{pwFFFFFF}{HTML}{FFFFFF}
\fill[pwFFFFFF] (0,0) rectangle (100,100);
% input
\path[fill=pw112233, fill opacity=0.5, rounded corners=2.891pt] (10,20) rectangle (40,50);
\path[draw=pw445566, line width=1.445pt, dash pattern=on 4.336pt off 2.168pt, rounded corners=2.168pt] (11,21) rectangle (39,49);
\path[draw=pw445566, line width=0.723pt, line cap=round] (0,0) .. controls (1,2) and (3,4) .. (5,6) -- (7,8) -- cycle;
\node[poolwalk text, anchor=base, scale=1.4454, text=pw000000, rotate=180] at (50,60) {{\bfseries\boldmath 50\ \%\ of\ 4\ \ensuremath{\times}\ 4}};
\end{tikzpicture}
\end{document}
)");
}

TEST(Tikz, FitsTheSlide) {
    Scene s = scene_of({});
    s.width = 200;
    EXPECT_NE(to_tikz(s)->find("[x=1.99169pt"), std::string::npos) << *to_tikz(s);  // 140 mm / 200
    s.height = 400;
    EXPECT_NE(to_tikz(s)->find("[x=0.49792pt"), std::string::npos) << *to_tikz(s);  // 70 mm / 400
}

TEST(Tikz, EscapesWhatTexReserves) {
    EXPECT_EQ(tex_escaped("a_b^c{d}$e&f#g%h~i\\j"),
              "a\\_b\\textasciicircum{}c\\{d\\}\\$e\\&f\\#g\\%h\\textasciitilde{}i\\textbackslash{}j");
    EXPECT_EQ(
        tex_escaped("x − 1 ≈ 2·∞"),
        "x\\ \\ensuremath{-}\\ 1\\ \\ensuremath{\\approx}\\ 2\\ensuremath{\\cdot}\\ensuremath{\\infty}");
    EXPECT_EQ(tex_escaped("--"), "{-}{-}");
    EXPECT_EQ(tex_escaped("池\n化"), "池化");
    EXPECT_TRUE(has_chinese("4 池"));
    EXPECT_FALSE(has_chinese("4 × “é” − ∞ → …"));
}

// " = " was measured from 10 to 40: its sign is in the middle, whatever its width.
TEST(Tikz, SpacesAtTheEndsKeepTheirRoom) {
    Text text;
    text.at = {10, 60};
    text.size = 10;
    text.width = 30;
    for (const auto& [content, x] : {std::pair(" = ", "25"), {"= ", "23.6"}, {"  =", "27.8"}}) {
        text.text = content;
        EXPECT_NE(to_tikz(scene_of({text}))->find("anchor=base, scale"), std::string::npos) << content;
        EXPECT_NE(to_tikz(scene_of({text}))->find("at (" + std::string(x) + ",60) {=}"), std::string::npos)
            << *to_tikz(scene_of({text}));
    }
    text.text = "  ";
    EXPECT_EQ(to_tikz(scene_of({text}))->find("\\node"), std::string::npos);
}

TEST(Tikz, ChineseNamesItsPackage) {
    Text text;
    text.text = "池化";
    EXPECT_NE(to_tikz(scene_of({text}))->find("\n\\usepackage[scheme=plain]{ctex}"), std::string::npos);
    text.text = "pool";
    EXPECT_EQ(to_tikz(scene_of({text}))->find("ctex"), std::string::npos);
}

TEST(Tikz, SmallPicturesAreRectanglesLargeOnesAreRefused) {
    Heatmap h = heatmap(limits::tikz_cells);
    EXPECT_EQ(count(*to_tikz(scene_of({h})), "\\path[fill="), 64u);  // equal neighbours are one
    h = heatmap(limits::tikz_cells + 1);
    EXPECT_EQ(to_tikz(scene_of({h})).error().what.key, "problem.tikz.picture");
    h.rect = {0, 0, 64, 64};  // as small on the page
    EXPECT_TRUE(to_tikz(scene_of({h})));
}

TEST(Tikz, EverySampleThatHasCellsCanBeWritten) {
    for (const std::string& name : sample_names()) {
        const auto tikz = to_tikz(test::scene_of(test::sample(name, 1)));
        if (load_sample(name)->experiment.input.picture) {
            EXPECT_EQ(tikz.error().what.key, "problem.tikz.picture");
            continue;
        }
        ASSERT_TRUE(tikz) << name;
        EXPECT_EQ(count(*tikz, "\\begin{scope}"), count(*tikz, "\\end{scope}")) << name;
        EXPECT_NE(tikz->find("% formula\n"), std::string::npos) << name;
        for (const unsigned char c : *tikz) ASSERT_LT(c, 128) << name;
    }
}

TEST(Tikz, Compiles) {
    if (!test::installed("pdflatex") || !test::installed("kpsewhich"))
        GTEST_SKIP() << "pdflatex isn't installed";
    const test::Folder f;
    if (!f.run("kpsewhich standalone.cls && kpsewhich tikz.sty"))
        GTEST_SKIP() << "standalone or tikz isn't installed";
    f.put("figure.tex", *to_tikz(test::scene_of(test::sample("padding", 1.7))));
    f.put("talk.tex",
          "\\documentclass{article}\\usepackage{standalone}\\usepackage{tikz}\n"
          "\\begin{document}\\input{figure}\\end{document}\n");
    for (const char* name : {"figure", "talk"})
        EXPECT_TRUE(f.run(std::string("pdflatex -interaction=nonstopmode -halt-on-error ") + name))
            << f.get("said");
}

}  // namespace pw
