#include "app/ui/text_field.h"

#include <gtest/gtest.h>

#include "app/ui/keys.h"

namespace pw {
namespace {

// '<' and '>' move, '#' deletes backwards, 'x' forwards, '*' selects everything.
std::string typed(const std::string& begin, std::u32string_view keys) {
    TextEdit edit;
    edit.set(begin);
    for (const char32_t c : keys) {
        const int key = c == U'<'   ? key::left
                        : c == U'>' ? key::right
                        : c == U'^' ? key::home
                        : c == U'$' ? key::end
                        : c == U'#' ? key::backspace
                        : c == U'x' ? key::del
                        : c == U'*' ? key::a | key::with_control
                                    : static_cast<int>(c) | key::character;
        type_into(edit, key);
    }
    return edit.text.substr(0, edit.caret) + "|" + edit.text.substr(edit.caret);
}

TEST(TextField, TypesAndMoves) {
    EXPECT_EQ(typed("", U"~/po"), "~/po|");
    EXPECT_EQ(typed("abc", U"<<Z"), "aZ|bc");
    EXPECT_EQ(typed("abc", U"^x$#"), "b|");
    EXPECT_EQ(typed("abc", U"^<#"), "|abc");
    EXPECT_EQ(typed("abc", U">x"), "abc|");
}

TEST(TextField, MovesOverWholeCharacters) {
    EXPECT_EQ(typed("池化", U"<#"), "|化");
    EXPECT_EQ(typed("", U"é池😀##"), "é|");
    EXPECT_EQ(typed("aé", U"^>x"), "a|");
}

TEST(TextField, WhatIsSelectedGoesWithTheNextCharacter) {
    EXPECT_EQ(typed("abc", U"*Z"), "Z|");
    EXPECT_EQ(typed("abc", U"*#"), "|");
    EXPECT_EQ(typed("abc", U"*x"), "|");
    EXPECT_EQ(typed("abc", U"*<Z"), "Z|abc");
    EXPECT_EQ(typed("abc", U"*>Z"), "abcZ|");
}

TEST(TextField, ControlCharactersAreNoText) { EXPECT_EQ(typed("a", U"\n\t\x7f"), "a|"); }

}  // namespace
}  // namespace pw
