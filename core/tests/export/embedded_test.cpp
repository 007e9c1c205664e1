#include "core/export/embedded.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/export/svg.h"
#include "core/tests/figure/shown.h"
#include "core/walk/share.h"

namespace pw {

namespace {

using namespace std::string_literals;

const std::string line = "poolwalk:1:eNqr_-8";
const std::string png = "\x89PNG\r\n\x1a\n";

std::string chunk(const std::string& type, const std::string& data) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(data.size() >> shift & 255);
    return out + type + data + "crc?";
}

std::string found(const std::string& bytes) { return embedded_line(bytes).value_or("none"); }

}  // namespace

TEST(Embedded, TellsFiguresByHowTheyBegin) {
    EXPECT_EQ(figure_kind(png), FigureKind::png);
    EXPECT_EQ(figure_kind("%PDF-1.7\n"), FigureKind::pdf);
    EXPECT_EQ(figure_kind("\xEF\xBB\xBF <?xml version=\"1.0\"?>\n<!-- x --><svg>"), FigureKind::svg);
    for (const char* other : {"", "<", "<html>", "{\"svg\": \"<svg>\"}", "1,2", "\x89PNG"})
        EXPECT_EQ(figure_kind(other), std::nullopt) << other;
    EXPECT_EQ(figure_kind("<" + std::string(1 << 17, ' ') + "<svg"), std::nullopt);
}

TEST(Embedded, AnSvgGivesBackItsExperiment) {
    const Document d = load_sample("padding").value();
    const std::string shared = share_line(d).value();
    const std::string svg = to_svg(test::scene_of(test::sample("padding", 1)), {.share_line = shared});
    ASSERT_EQ(found(svg), shared);
    EXPECT_EQ(write_document(*read_share_line(found(svg))), write_document(d));
}

TEST(Embedded, FindsTheLineInAnSvg) {
    EXPECT_EQ(found("<svg><metadata>" + line + "</metadata></svg>"), line);
    // As Inkscape may leave it.
    EXPECT_EQ(
        found("<svg><metadata\n id=\"m\"><rdf:RDF/></metadata><metadata> " + line + "\n <x/></metadata>"),
        line);
    for (const std::string& none :
         {"<svg>" + line + "</svg>", "<svg><metadata>" + line, "<svg><metadata>poolwalk:</metadata>"s,
          "<svg><metadata></metadata>" + line, "<svg></metadata><metadata"s})
        EXPECT_EQ(found(none), "none") << none;
}

TEST(Embedded, FindsTheLineInAPng) {
    const std::string other = chunk("IHDR", "x") + chunk("tEXt", "Software\0poolwalk:1:no"s);
    const std::string plain = chunk("tEXt", "Poolwalk\0"s + line);
    EXPECT_EQ(found(png + other + plain + chunk("IEND", "")), line);
    EXPECT_EQ(found(png + chunk("iTXt", "Poolwalk\0\0\0en\0Poolwalk\0"s + line)), line);
    for (const std::string& none :
         {png, png + other, png + chunk("IEND", "") + plain, png + chunk("zTXt", "Poolwalk\0"s + line),
          png + chunk("tEXt", "Poolwalk"), png + chunk("tEXt", "Poolwalked\0"s + line),
          png + chunk("iTXt", "Poolwalk\0\1\0\0\0"s + line), png + chunk("iTXt", "Poolwalk\0"s),
          png + chunk("iTXt", "Poolwalk\0\0\0en"s + line), png + plain.substr(0, plain.size() - 1),
          png + "\xFF\xFF\xFF\xFFtEXtPoolwalk"s + '\0' + line, png + "\0\0"s})
        EXPECT_EQ(found(none), "none");
}

TEST(Embedded, FindsTheLineInAPdf) {
    const std::string pdf = "%PDF-1.5\n";
    EXPECT_EQ(found(pdf + "<< /Keywords (Poolwalk " + line + ")\n>>"), line);
    EXPECT_EQ(found(pdf + "/Keywords(Poolwalk pool\\167alk:1:eN\\\r\nqr_\\-8\\))"), line);
    std::string hex = "<FEFF";
    for (const char c : "Poolwalk " + line) hex += fmt::format("00{:02x}\n", static_cast<int>(c));
    EXPECT_EQ(found(pdf + "/Keywords " + hex + ">"), line);
    // Keywords that another program put behind don't hide it; a newer line does.
    EXPECT_EQ(found(pdf + "/Keywords (Poolwalk " + line + ") /Keywords (lecture)"), line);
    EXPECT_EQ(found(pdf + "/Keywords (Poolwalk poolwalk:1:old) /Keywords (Poolwalk " + line + ")"), line);
    for (const std::string& none :
         {pdf + "/Keywords", pdf + "/Keywords (", pdf + "/Keywords <", pdf + "/Keywords 7 0 R", pdf + line,
          pdf + "/Keywords (" + line + ")", pdf + "/Keywords (Poolwalk \\",
          pdf + "/Title (Poolwalk " + line + ")", pdf + "/Keywords <FEFF0"})
        EXPECT_EQ(found(none), "none") << none;
}

TEST(Embedded, PassesOverLinesThatAreTooLong) {
    const std::string longest = "poolwalk:1:" + std::string(limits::embedded_line - 11, 'A');
    EXPECT_TRUE(found("<svg><metadata>" + longest + "</metadata>") == longest);
    for (const std::string& none :
         {"<svg><metadata>" + longest + "A</metadata>", png + chunk("tEXt", "Poolwalk\0"s + longest + "A"),
          "%PDF-1.5\n/Keywords (Poolwalk " + longest + "A)"})
        EXPECT_FALSE(embedded_line(none).has_value()) << none.substr(0, 8);
}

// Work stays in proportion to the file, however often it begins something.
TEST(Embedded, IsBounded) {
    std::string many = "%PDF-1.5\n";
    for (int i = 0; i < 1 << 20; ++i) many += "/Keywords(";
    EXPECT_EQ(found(many), "none");
    many = "<svg>";
    for (int i = 0; i < 1 << 20; ++i) many += "<metadata>";
    EXPECT_EQ(found(many), "none");
}

}  // namespace pw
