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

}  // namespace
}  // namespace pw
