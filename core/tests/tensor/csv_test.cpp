#include "core/tensor/csv.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace pw {
namespace {

std::vector<float> values(std::string_view text) {
    const auto t = read_csv("t.csv", text);
    if (!t) return {};
    return {t->data().begin(), t->data().end()};
}

// "key line column" of what is refused.
std::string refused(std::string_view text) {
    const auto t = read_csv("t.csv", text);
    if (t) return "accepted";
    std::string out = t.error().what.key;
    for (const Arg& arg : t.error().what.args)
        if (const auto* number = std::get_if<std::int64_t>(&arg)) out += " " + std::to_string(*number);
    return out;
}

const std::vector<float> one_to_four{1, 2, 3, 4};

TEST(Csv, KnowsFourSeparators) {
    EXPECT_EQ(values("1,2\n3,4\n"), one_to_four);
    EXPECT_EQ(values("1;2\n3;4"), one_to_four);
    EXPECT_EQ(values("1\t2\n3\t4\n"), one_to_four);
    EXPECT_EQ(values("1 2\n3 4\n"), one_to_four);
    EXPECT_EQ(values("  1   2 \n 3 4  \n"), one_to_four);
    EXPECT_EQ(values("1 ,\t2\n3, 4\n"), (std::vector<float>{}));  // a tab in the first line separates
    EXPECT_EQ(values("1 , 2\n3, 4\n"), one_to_four);
    EXPECT_EQ(read_csv("t.csv", "1\n2\n3\n")->shape(), (Shape{1, 1, 3, 1}));
    EXPECT_EQ(read_csv("t.csv", "1,2,3")->shape(), (Shape{1, 1, 1, 3}));
}

TEST(Csv, AcceptsByteOrderMarksLineEndsAndEmptyLinesAtTheEnd) {
    EXPECT_EQ(values("\xef\xbb\xbf"
                     "1,2\r\n3,4\r\n\r\n  \r\n"),
              one_to_four);
    EXPECT_EQ(values("1,2\r3,4\r"), one_to_four);
}

TEST(Csv, ReadsEveryWayToWriteANumber) {
    EXPECT_EQ(values("+1,-2.5,1e3,.5,2.,1E-2,−7"), (std::vector<float>{1, -2.5, 1000, .5, 2, .01f, -7}));
    EXPECT_EQ(values("inf,-inf,INF,Infinity"), (std::vector<float>{INFINITY, -INFINITY, INFINITY, INFINITY}));
    const auto nan = read_csv("t.csv", "nan,NaN");
    ASSERT_TRUE(nan);
    EXPECT_TRUE(std::isnan(nan->data()[0]) && std::isnan(nan->data()[1]));
    EXPECT_EQ(values("1e-60,1e-400"), (std::vector<float>{0, 0}));
    EXPECT_EQ(values("1e-45"), (std::vector<float>{1e-45f}));
    for (const char* bad : {"0x10", "1_000", "--1", "+", "e5", "nan(1)", "1.2.3", "\"1\"", "1 2 3x"})
        EXPECT_FALSE(read_csv("t.csv", std::string("1,") + bad)) << bad;
}

TEST(Csv, UnderstandsFractions) {
    EXPECT_EQ(values("1/3,-2/5,−1/4,+.5/2,0/7,1e3/1E2"),
              (std::vector<float>{1.f / 3, -.4f, -.25, .25, 0, 10}));
    EXPECT_EQ(values("1/3\t2/3"), (std::vector<float>{1.f / 3, 2.f / 3}));
    EXPECT_EQ(values("1/3 2/3"), (std::vector<float>{1.f / 3, 2.f / 3}));
    EXPECT_TRUE(std::signbit(values("-0/5").at(0)));
    for (const char* bad : {"1/0", "0/0", "1/.0", "1/", "/3", "1//3", "1/2/3", "1/-3", "inf/2", "1/inf",
                            "nan/1", "1/x", "--1/2", "1/1e-400"})
        EXPECT_EQ(refused(std::string("1,") + bad), "problem.csv.not_a_number 1 2") << bad;
    EXPECT_EQ(refused("1,1e38/1e-5"), "problem.csv.too_large 1 2");
    float kept = 5;
    EXPECT_EQ(parse_number("1/0", kept), Parsed::text);
    EXPECT_EQ(kept, 5);
}

TEST(Csv, UnderstandsDecimalCommasOrSaysWhyNot) {
    EXPECT_EQ(values("1,5;2\n3;4,25\n"), (std::vector<float>{1.5, 2, 3, 4.25}));
    EXPECT_EQ(values("1,5\t2,5"), (std::vector<float>{1.5, 2.5}));
    EXPECT_EQ(refused("1,5;2.5\n"), "problem.csv.decimal_comma 1 1");
    EXPECT_EQ(refused("1;2,5,6\n"), "problem.csv.not_a_number 1 2");
}

TEST(Csv, RefusesWithLineAndColumn) {
    EXPECT_EQ(refused("1,2\n3\n"), "problem.csv.ragged 2 1 2");
    EXPECT_EQ(refused("1,2\n3,4,5\n"), "problem.csv.ragged 2 3 2");
    EXPECT_EQ(refused("1,2\n3,x\n"), "problem.csv.not_a_number 2 2");
    EXPECT_EQ(refused("1,2\n3,\n"), "problem.csv.empty_cell 2 2");
    EXPECT_EQ(refused("1,,2\n"), "problem.csv.empty_cell 1 2");
    EXPECT_EQ(refused("1,2\n\n3,4\n"), "problem.csv.empty_line 2");
    EXPECT_EQ(refused("a,b\n1,2\n"), "problem.csv.header 1 1");
    EXPECT_EQ(refused("1,b\n1,2\n"), "problem.csv.not_a_number 1 2");
    EXPECT_EQ(refused("1,2\n3,1e39\n"), "problem.csv.too_large 2 2");
    EXPECT_EQ(refused("1,1e999\n"), "problem.csv.too_large 1 2");
    EXPECT_EQ(refused(""), "problem.csv.empty");
    EXPECT_EQ(refused(" \n\r\n"), "problem.csv.empty");
    EXPECT_EQ(refused(std::string_view("\xff\xfe"
                                       "1\0",
                                       4)),
              "problem.csv.encoding");
    EXPECT_EQ(refused(std::string_view("1,\0", 3)), "problem.csv.not_a_number 1 2");
}

TEST(Csv, RefusesGiants) {
    std::string wide = "0";
    for (int i = 0; i < 16384; ++i) wide += ",0";
    EXPECT_EQ(refused(wide), "problem.csv.columns 1 16384");
    std::string high;
    for (int i = 0; i < 16385; ++i) high += "0\n";
    EXPECT_EQ(refused(high), "problem.csv.lines 16384");
    EXPECT_EQ(refused(std::string((64u << 20) + 1, '0')), "problem.file.too_large 64");
}

TEST(Csv, NamesTheFileAndShowsTheCellSafely) {
    const auto t = read_csv("a b.csv", "1,\x01\xff\xe6\xad\xa5 much too long to be shown in a message\n");
    ASSERT_FALSE(t);
    EXPECT_EQ(t.error().what.args[0], Arg(std::string("a b.csv")));
    EXPECT_EQ(t.error().what.args[3], Arg(std::string("??步 much too long to be …")));
}

TEST(Csv, WritesWhatItReads) {
    const Tensor t(Shape{1, 1, 2, 3}, {1.1f, -0.f, INFINITY, -INFINITY, 1e-45f, 3.4028235e38f});
    const auto text = write_csv(t);
    ASSERT_TRUE(text);
    const auto back = read_csv("t.csv", *text);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->shape(), t.shape());
    EXPECT_EQ(std::memcmp(back->data().data(), t.data().data(), 24), 0);
    EXPECT_EQ(*write_csv(Tensor(Shape{1, 1, 2, 2}, {1, 2, 3, NAN})), "1,2\n3,nan\n");
    EXPECT_EQ(write_csv(Tensor(Shape{1, 2, 1, 1}, {1, 2})).error().what.key, "problem.csv.channels");
    EXPECT_EQ(write_csv(Tensor(Shape{2, 1, 1, 1}, {1, 2})).error().what.key, "problem.csv.channels");
}

}  // namespace
}  // namespace pw
