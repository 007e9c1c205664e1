#include "core/tensor/tensor.h"

#include <gtest/gtest.h>

#include <limits>

namespace pw {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

std::string key_of(const Expected<void>& e) { return e ? "" : e.error().what.key; }

TEST(Shape, AcceptsWhatFits) {
    EXPECT_TRUE(check_shape({1, 1, 1, 1}));
    EXPECT_TRUE(check_shape({1, 1, limits::side, 4096}));  // exactly the limit of elements
    EXPECT_TRUE(check_shape({2, 3, 336, 448}));
}

TEST(Shape, RefusesEmptyAndNegativeSizes) {
    EXPECT_EQ(key_of(check_shape({0, 1, 4, 4})), "problem.shape.empty");
    EXPECT_EQ(key_of(check_shape({1, 0, 4, 4})), "problem.shape.empty");
    EXPECT_EQ(key_of(check_shape({1, 1, 0, 4})), "problem.shape.empty");
    EXPECT_EQ(key_of(check_shape({-1, -1, 4, 4})), "problem.shape.empty");
}

TEST(Shape, NamesTheLimits) {
    const auto side = check_shape({1, 1, 4, limits::side + 1});
    ASSERT_EQ(key_of(side), "problem.shape.side");
    EXPECT_EQ(side.error().what.args.back(), Arg(limits::side));
    const auto elements = check_shape({1, 2, limits::side, 4096});
    ASSERT_EQ(key_of(elements), "problem.shape.elements");
    EXPECT_EQ(elements.error().what.args.back(), Arg(limits::elements));
}

TEST(Shape, NeverOverflows) {
    EXPECT_EQ(key_of(check_shape({most, most, 4, 4})), "problem.shape.elements");
    EXPECT_EQ(key_of(check_shape({1LL << 32, 1LL << 32, 1, 1})),
              "problem.shape.elements");  // the product is 0
    EXPECT_EQ(key_of(check_shape({1, 1, most, most})), "problem.shape.side");
}

TEST(Tensor, FindsItsValues) {
    std::vector<float> values(2 * 3 * 4 * 5);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i);
    const Tensor t({2, 3, 4, 5}, std::move(values));
    EXPECT_EQ(t.at(1, 2, 3, 4), 119);
    EXPECT_EQ(t.at(1, 0, 2, 1), 71);
    EXPECT_EQ(t.plane(1, 0)[11], t.at(1, 0, 2, 1));
    EXPECT_EQ(t.plane(0, 2).size(), 20u);
}

TEST(Tensor, IsTheSameOnlyInTheSameMemory) {
    const Tensor a({1, 1, 1, 2}, {1, 2}), b({1, 1, 1, 2}, {1, 2}), copy = a;
    EXPECT_TRUE(copy.same(a));
    EXPECT_FALSE(a.same(b));
    EXPECT_TRUE(Tensor().same(Tensor()));
    EXPECT_TRUE(Tensor().empty());
}

Tensor row(std::vector<float> values) {
    const auto w = std::ssize(values);
    return Tensor({1, 1, 1, w}, std::move(values));
}

TEST(FiniteRange, LeavesOutWhatIsNotFinite) {
    constexpr float inf = std::numeric_limits<float>::infinity(),
                    nan = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(finite_range(row({3, nan, -1, 2})), (Range{-1, 3, true}));
    EXPECT_EQ(finite_range(row({inf, 3, -inf, -1, nan})), (Range{-1, 3, true}));
    EXPECT_EQ(finite_range(row({inf, inf})), Range{});
    EXPECT_EQ(finite_range(row({-inf, nan})), Range{});
    EXPECT_EQ(finite_range(row({nan, nan})), Range{});
    EXPECT_EQ(finite_range(row({nan, 7})), (Range{7, 7, true}));
    EXPECT_EQ(finite_range(Tensor()), Range{});
}

// Wherever in a large tensor the extremes are, and with infinities in one part of it only.
TEST(FiniteRange, LooksEverywhere) {
    constexpr std::int64_t size = (1 << 19) + 7;
    for (const std::int64_t at : {std::int64_t{0}, std::int64_t{17}, std::int64_t{1} << 18, size - 1}) {
        std::vector<float> values(static_cast<std::size_t>(size), 5);
        values[static_cast<std::size_t>(at)] = 9;
        values[static_cast<std::size_t>((at + size / 2) % size)] = -9;
        values[static_cast<std::size_t>((at + 3) % size)] = std::numeric_limits<float>::infinity();
        const Tensor t({1, 1, 1, size}, std::move(values));
        EXPECT_EQ(finite_range(t), (Range{-9, 9, true})) << at;
        EXPECT_EQ(finite_range(t, Executor::inline_one()), (Range{-9, 9, true})) << at;
    }
}

}  // namespace
}  // namespace pw
