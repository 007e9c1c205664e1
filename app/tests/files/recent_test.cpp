#include "app/files/recent.h"

#include "app/tests/files/scratch.h"

namespace pw {
namespace {

class RecentTest : public Scratch {
  protected:
    std::filesystem::path file() const { return at("state/recent.json"); }
};

TEST_F(RecentTest, NewestFirstAndEachOnce) {
    Recent recent(file());
    recent.add(at("a.json"), "a", 10);
    recent.add(at("b/../b.json"), "b", 20);
    recent.add(at("a.json"), "A", 30);
    ASSERT_EQ(recent.files().size(), 2u);
    EXPECT_EQ(recent.files()[0], (RecentFile{at("a.json"), "A", 30}));
    EXPECT_EQ(recent.files()[1], (RecentFile{at("b.json"), "b", 20}));
    Recent again(file());
    again.load();
    EXPECT_EQ(again.files(), recent.files());
    EXPECT_FALSE(again.problem());
}

TEST_F(RecentTest, KeepsTwenty) {
    Recent recent(file());
    for (int i = 0; i < 25; ++i) recent.add(at(std::to_string(i)), "x", i);
    EXPECT_EQ(recent.files().size(), Recent::kept);
    EXPECT_EQ(recent.files().front().path, at("24"));
    EXPECT_EQ(recent.files().back().path, at("5"));
}

TEST_F(RecentTest, TwoRunsKeepEachOthersFiles) {
    Recent one(file()), other(file());
    one.load();
    other.add(at("b.json"), "b", 1);
    one.add(at("a.json"), "a", 2);
    EXPECT_EQ(one.files().size(), 2u);
}

TEST_F(RecentTest, NamesThatAreNotTextAreNotWritten) {
    Recent recent(file());
    recent.add(at("good.json"), "good", 1);
    recent.add(at("\xff.json"), "?", 2);
    Recent again(file());
    again.load();
    ASSERT_EQ(again.files().size(), 1u);
    EXPECT_EQ(again.files()[0].title, "good");
}

TEST(Day, AsOneWouldSayIt) {
    ::setenv("TZ", "Europe/Berlin", 1);
    ::tzset();
    const std::int64_t noon = 1747054800;  // Monday, 12 May 2025, 15:00
    const auto key = [&](std::int64_t when) { return day_of(when, noon).key; };
    constexpr std::int64_t hour = 3600, day = 24 * hour;
    EXPECT_EQ(key(noon), "open.day.today");
    EXPECT_EQ(key(noon + day), "open.day.today");  // another machine's clock
    EXPECT_EQ(key(noon - 14 * hour), "open.day.today");
    EXPECT_EQ(key(noon - 16 * hour), "open.day.yesterday");
    EXPECT_EQ(key(noon - 2 * day), "open.week.6");
    EXPECT_EQ(key(noon - 6 * day), "open.week.2");
    EXPECT_EQ(day_of(noon - 7 * day, noon),
              Message("open.day.date", {std::int64_t{5}, Word{"open.month.5"}}));
    EXPECT_EQ(day_of(noon - 43 * day, noon),
              Message("open.day.date", {std::int64_t{30}, Word{"open.month.3"}}));
    EXPECT_EQ(day_of(noon - 365 * day, noon),
              Message("open.day.year", {Word{"open.month.5"}, std::int64_t{2024}}));
}

TEST_F(RecentTest, ABrokenFileIsSetAside) {
    const std::string entry = R"({"path": "/x", "title": "x", "when": 1})";
    EXPECT_TRUE(read_recent(R"({"version": 1, "files": [)" + entry + "]}", "r"));
    for (const std::string& text :
         {std::string("{"), std::string("[]"), std::string(R"({"version": 2, "files": []})"),
          std::string(R"({"version": 1, "files": [1]})"),
          std::string(R"({"version": 1, "files": [{"path": "x", "title": "x", "when": 1}]})"),
          std::string(R"({"version": 1, "files": [{"path": "/x", "title": "x", "when": "1"}]})"),
          R"({"version": 1, "more": 1, "files": [)" + entry + "]}"}) {
        put("state/recent.json", text);
        Recent recent(file());
        recent.load();
        ASSERT_TRUE(recent.problem()) << text;
        EXPECT_EQ(recent.problem()->what.key, "problem.recent.aside");
        EXPECT_EQ(get("state/recent.json.broken"), text);
        EXPECT_FALSE(std::filesystem::exists(file()));
        recent.add(at("a"), "a", 1);
        EXPECT_EQ(recent.files().size(), 1u);
    }
}

}  // namespace
}  // namespace pw
