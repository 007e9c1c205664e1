#include "app/window/settings_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace pw {
namespace {

class SettingsFileTest : public testing::Test {
  protected:
    void SetUp() override {
        folder = std::filesystem::temp_directory_path() / ("poolwalk-settings-" + std::to_string(getpid()));
        std::filesystem::remove_all(folder);
        path = folder / "deeper/settings.json";
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::filesystem::path folder, path;
};

TEST_F(SettingsFileTest, GivesTheFirstSettingsWhenThereIsNoFile) {
    SettingsFile file(path);
    Settings first;
    first.language = Language::zh;
    EXPECT_EQ(file.load(first), first);
    EXPECT_FALSE(file.problem());
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(SettingsFileTest, ReadsWhatItWrote) {
    Settings s;
    s.theme = Theme::dark;
    s.scale = 1.5;
    s.width = 1600;
    SettingsFile(path).save(s);
    SettingsFile again(path);
    EXPECT_EQ(again.load({}), s);
}

TEST_F(SettingsFileTest, LeavesTheFileAloneWhenNothingChanged) {
    SettingsFile file(path);
    file.save({});
    std::filesystem::remove(path);
    file.save({});
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(SettingsFileTest, SetsABrokenFileAside) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << "{\"theme\": \"mauve\"}";
    SettingsFile file(path);
    EXPECT_EQ(file.load({}), Settings{});
    ASSERT_TRUE(file.problem());
    EXPECT_EQ(file.problem()->what.key, "problem.settings.aside");
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_TRUE(std::filesystem::exists(path.string() + ".broken"));
}

TEST_F(SettingsFileTest, AFolderThatCannotBeMadeIsAProblemAndNoMore) {
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "deeper") << "a file";
    SettingsFile file(path);
    file.save({});
    EXPECT_TRUE(file.problem());
}

}  // namespace
}  // namespace pw
