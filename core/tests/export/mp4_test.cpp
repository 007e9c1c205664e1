#include "core/export/mp4.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/tests/export/drawn.h"

namespace pw {

namespace {

Scene square(std::size_t i, double width = 63, double height = 47) {
    Cell c;
    c.rect = {2. * static_cast<double>(i), 8, 16, 16};
    c.fill = Colour::hex(0xD04010);
    return test::scene_with({c}, width, height);
}

Pages squares(std::size_t count) {
    return {count, [](std::size_t i) { return square(i); }};
}

// A program that stands in for ffmpeg.
test::TemporaryFile script(const std::string& lines) {
    return test::TemporaryFile("#!/bin/sh\n" + lines + "\n", ".sh");
}
std::string runnable(const test::TemporaryFile& file) {
    std::filesystem::permissions(file.path, std::filesystem::perms::owner_all);
    return file.path.string();
}

class Mp4 : public testing::Test {
    void SetUp() override {
        if (!test::has_program("ffprobe")) GTEST_SKIP() << "ffmpeg isn't installed";
    }
};

}  // namespace

TEST_F(Mp4, HasTheFramesTheSizeAndTheCodec) {
    const test::TemporaryFile file(to_mp4(squares(15), test::fonts(), {.fps = 30}).value(), ".mp4");
    const std::string said = test::said_by(
        "ffprobe -v error -count_frames -of default=nw=1 -show_entries "
        "stream=codec_name,width,height,pix_fmt,nb_read_frames,r_frame_rate,color_space " +
        file.path.string());
    for (const char* line : {"codec_name=h264", "width=64", "height=48", "pix_fmt=yuv420p",
                             "nb_read_frames=15", "r_frame_rate=30/1", "color_space=bt709"})
        EXPECT_NE(said.find(line), std::string::npos) << line << '\n' << said;
}

TEST_F(Mp4, BeginsToPlayBeforeItIsLoaded) {
    const std::string bytes = to_mp4(squares(3), test::fonts()).value();
    ASSERT_NE(bytes.find("moov"), std::string::npos);
    EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
}

TEST_F(Mp4, ShowsTheColoursOfThePage) {
    const test::TemporaryFile file(to_mp4(squares(3), test::fonts()).value(), ".mp4");
    const std::string rgb = test::said_by("ffmpeg -v error -i " + file.path.string() +
                                          " -frames:v 1 -f rawvideo -pix_fmt rgb24 -");
    ASSERT_EQ(rgb.size(), 64u * 48 * 3);
    const auto pixel = [&](std::size_t x, std::size_t y, std::size_t k) {
        return static_cast<int>(static_cast<unsigned char>(rgb[(y * 64 + x) * 3 + k]));
    };
    EXPECT_NEAR(pixel(8, 16, 0), 0xD0, 6);
    EXPECT_NEAR(pixel(8, 16, 1), 0x40, 6);
    EXPECT_NEAR(pixel(8, 16, 2), 0x10, 6);
    EXPECT_GT(pixel(63, 47, 0), 248) << "padded with the page's white";
}

TEST_F(Mp4, LeavesNoFile) {
    // A folder of its own: others write into the usual one meanwhile.
    std::string folder = (std::filesystem::temp_directory_path() / "poolwalk-mp4-XXXXXX").string();
    ASSERT_TRUE(mkdtemp(folder.data()));
    const char* usual = std::getenv("TMPDIR");
    const std::string before = usual ? usual : "";
    setenv("TMPDIR", folder.c_str(), 1);
    EXPECT_TRUE(to_mp4(squares(3), test::fonts()));
    EXPECT_FALSE(
        to_mp4(squares(30), test::fonts(), {}, [](std::size_t done, std::size_t) { return done < 9; }));
    usual ? setenv("TMPDIR", before.c_str(), 1) : unsetenv("TMPDIR");
    EXPECT_TRUE(std::filesystem::is_empty(folder));
    std::filesystem::remove_all(folder);
}

TEST(Mp4Process, CancellingKillsTheProgram) {
    const test::TemporaryFile marker("", ".pid");
    const auto encoder = script("echo $$ >" + marker.path.string() + "; exec cat >/dev/null");
    const Mp4Options options{.program = runnable(encoder)};
    const auto mp4 = to_mp4(squares(500), test::fonts(), options, [&](std::size_t, std::size_t) {
        return std::filesystem::file_size(marker.path) == 0;
    });
    ASSERT_FALSE(mp4);
    EXPECT_EQ(mp4.error().what.key, "export.cancelled");
    std::ifstream pid(marker.path);
    std::string number;
    pid >> number;
    EXPECT_FALSE(std::filesystem::exists("/proc/" + number)) << number;
}

TEST(Mp4Process, AMissingProgramSaysWhatToInstall) {
    const std::string path = std::getenv("PATH");
    setenv("PATH", "", 1);
    const auto mp4 = to_mp4(squares(3), test::fonts());
    setenv("PATH", path.c_str(), 1);
    ASSERT_FALSE(mp4);
    EXPECT_EQ(mp4.error().what.key, "export.no_ffmpeg");
}

TEST(Mp4Process, AFailureGivesTheProgramsLastLine) {
    const auto encoder = script("echo first >&2; echo 'Unknown encoder libx264' >&2; exit 1");
    const auto mp4 = to_mp4(squares(200), test::fonts(), {.program = runnable(encoder)});
    ASSERT_FALSE(mp4);
    EXPECT_EQ(mp4.error().what, Message("export.ffmpeg_failed", {std::string("Unknown encoder libx264")}));
}

TEST(Mp4Process, AFailureAfterTheLastFrameIsOneToo) {
    const auto encoder = script("cat >/dev/null; echo 'No space left' >&2; exit 1");
    const auto mp4 = to_mp4(squares(2), test::fonts(), {.program = runnable(encoder)});
    ASSERT_FALSE(mp4);
    EXPECT_EQ(mp4.error().what, Message("export.ffmpeg_failed", {std::string("No space left")}));
}

}  // namespace pw
