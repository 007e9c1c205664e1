#include "core/export/pdf.h"

#include <gtest/gtest.h>

#include "core/tests/export/drawn.h"

namespace pw {

namespace {

std::string asked(const std::string& tool, const std::string& pdf) {
    const test::TemporaryFile file(pdf, ".pdf");
    const std::string end = tool.starts_with("pdftotext") ? " -" : "";
    return test::said_by(tool + " " + file.path.string() + end);
}

Pages of(const Scene& scene) {
    return {1, [scene](std::size_t) { return scene; }};
}

Scene chinese() {
    Look l = test::page_look(960, 540);
    l.words = &test::words(Language::zh);
    return test::scene_of(test::sample("average-4x4", 2.6), l);
}

class Pdf : public testing::Test {
    void SetUp() override {
        if (!test::has_program("pdftotext")) GTEST_SKIP() << "poppler-utils isn't installed";
    }
};

}  // namespace

TEST_F(Pdf, OnePageAScene) {
    const Pages pages = test::walk("max-4x4", 5, 1 / step_seconds, test::page_look(960, 540));
    const std::string info =
        asked("pdfinfo", to_pdf(pages, test::fonts(), {.title = "最大 max", .share = "pw1:abc"}).value());
    for (const char* line :
         {"Pages:           5\n", "Page size:       720 x 405 pts\n", "Title:           最大 max\n",
          "Keywords:        Poolwalk pw1:abc\n", "Creator:         Poolwalk\n"})
        EXPECT_NE(info.find(line), std::string::npos) << line << info;
}

TEST_F(Pdf, TextIsFoundInBothLanguages) {
    const std::string found = asked("pdftotext", to_pdf(of(chinese()), test::fonts()).value());
    for (const char* word : {"输入", "输出", "步长", "平均", "第 3 步，共 4 步", "4 × 4", "floor(("})
        EXPECT_NE(found.find(word), std::string::npos) << word << found;
    const std::string english =
        asked("pdftotext", to_pdf(of(test::scene_of(test::sample("padding", 1.7))), test::fonts()).value());
    for (const char* word : {"Input", "Step 2 of 9", "−∞", "kernel"})
        EXPECT_NE(english.find(word), std::string::npos) << word << english;
}

TEST_F(Pdf, TextThatIsTurnedOrHasNoOrderIsThere) {
    std::vector<Item> items;
    for (const std::string words : {"key 3: 2 × 2", "שלום", "e\u0301"}) {
        Text t;
        t.text = words;
        t.at = {120, 20. + 30. * static_cast<double>(items.size())};
        t.turned = items.empty();
        items.push_back(t);
    }
    const std::string found =
        asked("pdftotext", to_pdf(of(test::scene_with(items, 200, 100)), test::fonts()).value());
    EXPECT_NE(found.find("key 3: 2 × 2"), std::string::npos) << found;
}

TEST_F(Pdf, EveryFontIsEmbedded) {
    std::istringstream fonts(asked("pdffonts", to_pdf(of(chinese()), test::fonts()).value()));
    std::string line;
    std::getline(fonts, line);
    const std::size_t column = line.find("emb");
    std::getline(fonts, line);
    int count = 0;
    for (; std::getline(fonts, line); ++count) EXPECT_EQ(line.substr(column, 3), "yes") << line;
    EXPECT_GE(count, 3);
}

TEST_F(Pdf, LooksAsTheRasterDoes) {
    const Scene scene = test::scene_of(test::sample("conv-then-pool", 1.878), test::page_look(960, 600));
    const test::TemporaryFile file(to_pdf(of(scene), test::fonts()).value(), ".pdf");
    const std::string ppm = test::said_by("pdftoppm -r 96 " + file.path.string());
    const Raster r = test::drawn(scene);
    const std::string head = "P6\n960 600\n255\n";
    ASSERT_TRUE(ppm.starts_with(head)) << ppm.substr(0, 40);
    double sum = 0;
    for (std::size_t i = 0; i < r.pixels.size(); ++i)
        for (std::size_t k = 0; k < 3; ++k)
            sum += std::abs(static_cast<int>(static_cast<unsigned char>(ppm[head.size() + 3 * i + k])) -
                            static_cast<int>(r.pixels[i] >> (16 - 8 * k) & 255));
    EXPECT_LT(sum / static_cast<double>(3 * r.pixels.size()), 2.5);
}

TEST(PdfBytes, AreTheSameForTheSamePages) {
    const Pages pages = of(test::scene_of(test::sample("max-4x4", 1.3)));
    EXPECT_EQ(to_pdf(pages, test::fonts()).value(), to_pdf(pages, test::fonts()).value());
}

TEST(PdfBytes, CancellingStops) {
    std::size_t asked_for = 0;
    const Pages pages{9, [&](std::size_t) { return ++asked_for, test::scene_with({}); }};
    const auto pdf = to_pdf(pages, test::fonts(), {}, [](std::size_t done, std::size_t total) {
        EXPECT_EQ(total, 9u);
        return done < 3;
    });
    ASSERT_FALSE(pdf);
    EXPECT_EQ(pdf.error().what.key, "export.cancelled");
    EXPECT_EQ(asked_for, 3u);
}

}  // namespace pw
