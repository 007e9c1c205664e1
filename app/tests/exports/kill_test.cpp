// Killed at any moment, an export leaves the old file or the new one, whole, and hardly ever a part of it
// beside them.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "app/tests/exports/exports.h"

namespace pw {
namespace {

constexpr int kills = 100;

TEST_F(Exports, KilledTheyLeaveTheOldFileOrTheNewOne) {
    const auto line = [](int step) {
        return "--sample max-4x4 --size 640x400 --step " + std::to_string(step) + " --output ";
    };
    std::string whole[2];
    for (int step : {0, 1}) whole[step] = printed(line(step) + "- --format png");
    ASSERT_NE(whole[0], whole[1]);
    put("a.png", whole[1]);

    std::mt19937 random(5);
    std::uniform_int_distribution<int> microseconds(0, 25000);
    int old = 0;
    for (int i = 0; i < kills; ++i) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            for (int step = 0;; step = 1 - step) {
                if (!run(line(step) + "@a.png")) _exit(1);
                if (::write(ends[1], "", 1) != 1) _exit(1);
            }
        }
        ::close(ends[1]);
        char done;  // once, so that something is under way
        ASSERT_EQ(::read(ends[0], &done, 1), 1);
        ::usleep(static_cast<useconds_t>(microseconds(random)));
        ::kill(child, SIGKILL);
        ::close(ends[0]);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the child gave up";
        const std::string left = get("a.png");
        ASSERT_TRUE(left == whole[0] || left == whole[1]) << i << ": a part of a picture";
        old += left == whole[0];
    }
    EXPECT_GT(old, 0);
    EXPECT_LT(old, kills);
    EXPECT_LE(names().size(), 5u) << "parts of files pile up";
}

}  // namespace
}  // namespace pw
