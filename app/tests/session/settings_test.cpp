#include "app/settings.h"

#include <gtest/gtest.h>

namespace pw {
namespace {

std::string problem(std::string_view json) {
    const auto s = read_settings(json, "settings.json");
    return s ? "" : s.error().what.key;
}

TEST(Settings, ReadBackAsTheyWere) {
    Settings s;
    EXPECT_EQ(read_settings(write_settings(s), "f").value(), s);
    s = {Theme::dark, Language::zh, 1.1, 1920, 1080, false, true, {true, 4}};
    EXPECT_EQ(read_settings(write_settings(s), "f").value(), s);
    EXPECT_EQ(write_settings(s).back(), '\n');
}

TEST(Settings, OnlyWhatCanBeReadIsWritten) {
    Settings s;
    s.scale = 4;
    s.height = 240;
    const auto back = read_settings(write_settings(s), "f");
    ASSERT_TRUE(back);
    EXPECT_EQ(back->scale, 3);
    EXPECT_EQ(back->height, 320);
}

TEST(Settings, WhatIsMissingKeepsItsDefault) {
    EXPECT_EQ(read_settings("{}", "f").value(), Settings{});
    EXPECT_EQ(read_settings(R"({"theme": "dark"})", "f").value().theme, Theme::dark);
}

TEST(Settings, ABrokenFileIsRefused) {
    for (const char* bad : {"", "{", "[]", "3", "null", "{\"theme\": \"dark\",}", "\xff\xfe"})
        EXPECT_EQ(problem(bad), "problem.settings.syntax") << bad;
}

TEST(Settings, UnknownOnesAreRefusedByName) {
    const auto s = read_settings(R"({"colour": 3})", "my.json");
    ASSERT_FALSE(s);
    EXPECT_EQ(s.error().what,
              Message("problem.settings.unknown", {std::string("my.json"), std::string("colour")}));
}

TEST(Settings, ValuesThatCannotBe) {
    for (const char* bad :
         {R"({"version": 2})", R"({"theme": "print"})", R"({"theme": 1})", R"({"language": "de"})",
          R"({"language": 1})", R"({"scale": 0.5})", R"({"scale": 3.01})", R"({"scale": "1"})",
          R"({"width": 100})", R"({"width": 800.5})", R"({"height": 99999})", R"({"indices": 1})",
          R"({"reduced_motion": null})"})
        EXPECT_EQ(problem(bad), "problem.settings.value") << bad;
}

}  // namespace
}  // namespace pw
