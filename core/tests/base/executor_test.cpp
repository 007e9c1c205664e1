#include "core/base/executor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace pw {

TEST(Executor, DoesEachStripOnce) {
    for (const unsigned threads : {1u, 2u, 3u}) {
        Executor executor(threads);
        EXPECT_EQ(executor.threads(), threads);
        for (int round = 0; round < 200; ++round) {
            std::vector<std::atomic<int>> done(37);
            EXPECT_TRUE(executor.each(37, [&](std::int64_t i) { ++done[static_cast<std::size_t>(i)]; }));
            for (const auto& d : done) ASSERT_EQ(d, 1);
        }
    }
}

TEST(Executor, OneThreadIsTheCallers) {
    std::set<std::thread::id> seen;
    Executor::inline_one().each(5, [&](std::int64_t) { seen.insert(std::this_thread::get_id()); });
    EXPECT_EQ(seen, std::set{std::this_thread::get_id()});
}

TEST(Executor, TwoThreadsShare) {
    Executor executor(2);
    std::mutex mutex;
    std::set<std::thread::id> seen;
    // Each strip waits for the other, so one thread alone would never end.
    std::atomic<int> here = 0;
    executor.each(2, [&](std::int64_t) {
        ++here;
        while (here < 2) std::this_thread::yield();
        const std::scoped_lock lock(mutex);
        seen.insert(std::this_thread::get_id());
    });
    EXPECT_EQ(seen.size(), 2u);
}

TEST(Executor, StopsBetweenStrips) {
    for (const unsigned threads : {1u, 2u}) {
        Executor executor(threads);
        std::stop_source stop;
        std::atomic<int> done = 0;
        EXPECT_FALSE(executor.each(
            1000,
            [&](std::int64_t) {
                if (++done == 3) stop.request_stop();
            },
            stop.get_token()));
        EXPECT_GE(done, 3);
        EXPECT_LE(done, 3 + static_cast<int>(threads));
        EXPECT_FALSE(executor.each(
            4, [&](std::int64_t) { ADD_FAILURE(); }, stop.get_token()));
    }
}

TEST(Executor, ThrowsWhereItWasCalled) {
    for (const unsigned threads : {1u, 2u}) {
        Executor executor(threads);
        EXPECT_THROW(executor.each(100,
                                   [](std::int64_t i) {
                                       if (i == 7) throw std::runtime_error("seven");
                                   }),
                     std::runtime_error);
        EXPECT_TRUE(executor.each(3, [](std::int64_t) {}));  // its workers live on
    }
}

TEST(Executor, NestsAndServesSeveral) {
    Executor executor(2);
    std::atomic<int> done = 0;
    executor.each(4, [&](std::int64_t) { executor.each(3, [&](std::int64_t) { ++done; }); });
    EXPECT_EQ(done, 12);
    std::vector<std::jthread> callers;
    for (int c = 0; c < 4; ++c)
        callers.emplace_back([&] {
            for (int i = 0; i < 100; ++i) executor.each(3, [&](std::int64_t) { ++done; });
        });
    callers.clear();
    EXPECT_EQ(done, 12 + 4 * 300);
}

}  // namespace pw
