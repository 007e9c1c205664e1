#include "core/text/wrap.h"

#include <gtest/gtest.h>

namespace pw {
namespace {

using Lines = std::vector<std::string>;

// As if every byte of ASCII were one wide and every Chinese character two.
double width(const std::string& line) {
    double w = 0;
    for (const char c : line) w += (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? .5 : 1;
    return w;
}
Lines lines(std::string_view text, double room) { return wrapped(text, room, width); }

TEST(Wrap, EndsLinesAtSpaces) {
    EXPECT_EQ(lines("one two three", 7), (Lines{"one two", "three"}));
    EXPECT_EQ(lines("one", 7), (Lines{"one"}));
    EXPECT_EQ(lines("", 7), (Lines{""}));
}

TEST(Wrap, LeavesAWordThatIsTooLongWhole) {
    EXPECT_EQ(lines("a verylongword b", 4), (Lines{"a", "verylongword", "b"}));
}

TEST(Wrap, EndsLinesAnywhereInChinese) { EXPECT_EQ(lines("最大池化窗口", 6), (Lines{"最大池", "化窗口"})); }

TEST(Wrap, PunctuationStaysWithWhatItClosesOrOpens) {
    EXPECT_EQ(lines("最大池；化窗口", 6), (Lines{"最大", "池；化", "窗口"}));
    EXPECT_EQ(lines("最大“池化”", 6), (Lines{"最大", "“池", "化”"}));
}

}  // namespace
}  // namespace pw
