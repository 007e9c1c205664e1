// Killed at any moment, an export leaves the old file or the new one, whole, and hardly ever a part of it
// beside them.
#include <random>

#include "app/tests/exports/exports.h"
#include "app/tests/killed.h"

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
        const auto last =
            test::killed(static_cast<useconds_t>(microseconds(random)), [&](const test::Say& say) {
                for (int step = 0; run(line(step) + "@a.png"); step = 1 - step) say(step);
            });
        ASSERT_TRUE(last) << "the child gave up";
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
