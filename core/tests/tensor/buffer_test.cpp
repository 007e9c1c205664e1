#include "core/tensor/buffer.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <thread>
#include <vector>

#include "core/tensor/tensor.h"

namespace pw {

TEST(Buffer, BeginsWhereACacheLineDoes) {
    for (const std::size_t count : {1u, 17u, 1000u, 100'000u, 3'000'000u}) {
        Buffer<float> b(count);
        EXPECT_EQ(b.size(), count);
        EXPECT_EQ(std::bit_cast<std::uintptr_t>(b.data()) % 64, 0u) << count;
        b.values().back() = 1;
    }
    EXPECT_EQ(Buffer<float>(0).data(), nullptr);
}

TEST(Buffer, ComesBackForTheNextOfItsSize) {
    Buffer<float> first(1 << 20);
    const float* const at = first.data();
    first = {};
    Buffer<float> again((1 << 20) - 100);
    EXPECT_EQ(again.data(), at);
    Buffer<float> another(1 << 20);
    EXPECT_NE(another.data(), at);
}

TEST(Buffer, ATensorKeepsItsMemoryAlive) {
    Buffer<float> values(1 << 16);
    values.data()[5] = 7;
    const float* const at = values.data();
    Tensor t({1, 1, 256, 256}, std::move(values));
    const Tensor copy = t;
    t = {};
    EXPECT_EQ(copy.data().data(), at);
    EXPECT_EQ(copy.at(0, 0, 0, 5), 7);
    EXPECT_NE(Buffer<float>(1 << 16).data(), at);
}

TEST(Buffer, ThreadsTakeAndGive) {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([t] {
            for (int i = 0; i < 300; ++i) {
                Buffer<int> b(static_cast<std::size_t>(20'000 + i * 64));
                b.data()[0] = t;
                b.values().back() = t;
                EXPECT_EQ(b.data()[0], t);
                EXPECT_EQ(b.values().back(), t);
            }
        });
}

}  // namespace pw
