#include "core/words/words.h"

#include <gtest/gtest.h>

#include "core/base/asset.h"

namespace pw {

namespace {

// Words from a locale written here, so that the rules of filling are tested apart from the real texts.
Words words_of(std::string json) {
    set_asset_reader([json](std::string_view path) -> std::optional<std::string> {
        if (path == "assets/locales/en.json") return json;
        return std::nullopt;
    });
    Words words = Words::load(Language::en);
    set_asset_reader(nullptr);
    return words;
}

Message message(std::string key, std::vector<Arg> args) { return Message(std::move(key), std::move(args)); }

}  // namespace

TEST(Words, FillsPlacesInAnyOrder) {
    const Words w = words_of(R"({"a": "{1} after {0}, {1}"})");
    EXPECT_EQ(w(message("a", {std::string("x"), std::int64_t{-3}})), "−3 after x, −3");
}

TEST(Words, NumbersAsPeopleReadThem) {
    const Words w = words_of(R"({"plain": "{0}", "count": "{0:count} cells"})");
    EXPECT_EQ(w(message("plain", {1.0 / 3})), "0.33");
    EXPECT_EQ(w(message("plain", {std::int64_t{2352}})), "2352");
    EXPECT_EQ(w(message("count", {std::int64_t{2352}})), "2\u2009352 cells");
}

TEST(Words, AnArgumentMayBeAWord) {
    const Words w = words_of(R"({"too_large": "{0} is too large", "padding": "Padding"})");
    EXPECT_EQ(w(message("too_large", {Word{"padding"}})), "Padding is too large");
    EXPECT_EQ(w(message("too_large", {Word{"nothing"}})), "‹nothing› is too large");
}

TEST(Words, OneHasItsOwnTextWhereThereIsOne) {
    const Words w = words_of(R"({"n": "{0} steps", "n.one": "{0} step", "m": "{0} rows"})");
    EXPECT_EQ(w(message("n", {std::int64_t{1}})), "1 step");
    EXPECT_EQ(w(message("n", {1.0})), "1 step");
    EXPECT_EQ(w(message("n", {std::int64_t{2}})), "2 steps");
    EXPECT_EQ(w(message("n", {std::string("1")})), "1 steps");
    EXPECT_EQ(w(message("m", {std::int64_t{1}})), "1 rows");
}

TEST(Words, BracesAreDoubledToStay) {
    const Words w = words_of(R"({"a": "{{0}} is {0}", "open": "{0", "far": "{7} {x} }"})");
    EXPECT_EQ(w(message("a", {std::string("x")})), "{0} is x");
    EXPECT_EQ(w(message("open", {std::string("x")})), "{0");
    EXPECT_EQ(w(message("far", {std::string("x")})), "{7} {x} }");
}

TEST(Words, AnArgumentIsNotReadAsAText) {
    const Words w = words_of(R"({"a": "{0}"})");
    EXPECT_EQ(w(message("a", {std::string("{0} {{ }")})), "{0} {{ }");
}

TEST(Words, UnknownKeysAreSeen) {
    const Words w = words_of(R"({"a": "b"})");
    EXPECT_EQ(w("no.such"), "‹no.such›");
    EXPECT_FALSE(w.has("no.such"));
    EXPECT_TRUE(w.has("a"));
}

TEST(Words, ABrokenLocaleIsEmpty) {
    EXPECT_TRUE(words_of("{").keys().empty());
    EXPECT_TRUE(words_of("[1]").keys().empty());
}

TEST(Words, AllTextHasEachCharacterOnce) {
    const Words w = words_of(R"({"a": "池化", "b": "化 a×a"})");
    EXPECT_EQ(w.all_text(), " a×化池");
}

TEST(Words, BothLanguagesAreThere) {
    const Words en = Words::load(Language::en), zh = Words::load(Language::zh);
    EXPECT_FALSE(en.keys().empty());
    EXPECT_FALSE(zh.keys().empty());
    EXPECT_EQ(zh.language(), Language::zh);
}

TEST(Language, FromLocaleNames) {
    for (const char* zh : {"zh", "zh_CN.UTF-8", "zh-Hans", "zh_TW", "ZH-cn", "zh@pinyin"})
        EXPECT_EQ(language_from(zh), Language::zh) << zh;
    for (const char* en : {"", "C", "POSIX", "C.UTF-8", "en", "en_GB.UTF-8", "de_DE", "zhx", "z"})
        EXPECT_EQ(language_from(en), Language::en) << en;
}

}  // namespace pw
