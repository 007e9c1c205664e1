#include "core/tensor/picture_rows.h"

#include <gtest/gtest.h>

#include "core/tensor/picture.h"

namespace pw {
namespace {

constexpr std::int64_t h = 5, w = 7;

// Pixel (y, x) of channel c.
int sample(std::int64_t c, std::int64_t y, std::int64_t x) {
    return static_cast<int>((c * 71 + y * 37 + x * 11 + y * x) % 256);
}

template <class Sample>
std::vector<Sample> row_of(std::int64_t channels, std::int64_t y, std::int64_t x0 = 0, std::int64_t step = 1,
                           int scale = 1) {
    std::vector<Sample> row;
    for (std::int64_t x = x0; x < w; x += step)
        for (std::int64_t c = 0; c < channels; ++c)
            row.push_back(static_cast<Sample>(scale * sample(c, y, x)));
    return row;
}

std::vector<float> all(PictureRows& rows) {
    const Buffer<float> values = rows.take();
    return {values.data(), values.data() + values.size()};
}

// The definition: each block's mean, the blocks counted from the corner.
std::vector<float> averages(std::int64_t channels, std::int64_t k, bool right, bool bottom) {
    const std::int64_t oh = (h + k - 1) / k, ow = (w + k - 1) / k;
    std::vector<float> out;
    for (std::int64_t c = 0; c < channels; ++c)
        for (std::int64_t by = 0; by < oh; ++by)
            for (std::int64_t bx = 0; bx < ow; ++bx) {
                double sum = 0, count = 0;
                for (std::int64_t y = 0; y < h; ++y)
                    for (std::int64_t x = 0; x < w; ++x) {
                        const std::int64_t py = bottom ? oh - 1 - (h - 1 - y) / k : y / k;
                        const std::int64_t px = right ? ow - 1 - (w - 1 - x) / k : x / k;
                        if (py == by && px == bx) sum += sample(c, y, x), ++count;
                    }
                out.push_back(static_cast<float>(sum / count));
            }
    return out;
}

TEST(PictureRows, TakesChannelsApart) {
    for (const std::int64_t channels : {1, 3}) {
        PictureRows rows({1, channels, h, w}, 1, {});
        std::vector<float> expected;
        for (std::int64_t y = h; y-- > 0;) rows.add(row_of<std::uint8_t>(channels, y).data(), y);
        for (std::int64_t c = 0; c < channels; ++c)
            for (std::int64_t i = 0; i < h * w; ++i)
                expected.push_back(static_cast<float>(sample(c, i / w, i % w)));
        EXPECT_EQ(all(rows), expected);
    }
}

TEST(PictureRows, SixteenBitsAreDividedBy257) {
    for (const int k : {1, 3}) {
        PictureRows eight({1, 3, h, w}, k, {}), sixteen({1, 3, h, w}, k, {});
        for (std::int64_t y = 0; y < h; ++y) {
            eight.add(row_of<std::uint8_t>(3, y).data(), y);
            sixteen.add(row_of<std::uint16_t>(3, y, 0, 1, 257).data(), y);
        }
        EXPECT_EQ(all(eight), all(sixteen)) << k;
    }
    PictureRows largest({1, 1, 16, 16}, 16, {});  // the largest sum that there is
    const std::vector<std::uint16_t> white(16, 65535);
    for (std::int64_t y = 0; y < 16; ++y) largest.add(white.data(), y);
    EXPECT_EQ(all(largest), std::vector<float>{255});
}

TEST(PictureRows, AveragesBlocksFromTheirCorner) {
    for (const std::int64_t channels : {1, 3})
        for (const int k : {2, 3, 4, 16})
            for (const bool right : {false, true})
                for (const bool bottom : {false, true}) {
                    PictureRows rows({1, channels, h, w}, k, {right, bottom});
                    for (std::int64_t y = 0; y < h; ++y)
                        rows.add(row_of<std::uint8_t>(channels, y).data(), y);
                    EXPECT_EQ(rows.shape(), reduced_shape({1, channels, h, w}, k));
                    EXPECT_EQ(all(rows), averages(channels, k, right, bottom)) << k << right << bottom;
                }
}

TEST(PictureRows, TakesEverySecondPixelFromAnyColumn) {
    for (const int k : {1, 2}) {
        PictureRows whole({1, 3, h, w}, k, {}), parts({1, 3, h, w}, k, {});
        for (std::int64_t y = 0; y < h; ++y) {
            whole.add(row_of<std::uint8_t>(3, y).data(), y);
            for (const std::int64_t x : {1, 0}) parts.add(row_of<std::uint8_t>(3, y, x, 2).data(), y, x, 2);
        }
        EXPECT_EQ(all(whole), all(parts)) << k;
    }
}

std::string problem(const Shape& shape, int reduce = 1) {
    const auto checked = check_picture_shape("x", shape, reduce);
    if (checked) return "";
    const auto& fixes = checked.error().fixes;
    return checked.error().what.key +
           (fixes.empty() ? "" : " " + std::to_string(fixes.front().changes.front().values.front()));
}

TEST(PictureShape, OffersTheSmallestReductionThatFits) {
    EXPECT_EQ(problem({1, 3, 4000, 5000}), "");                            // 20 megapixels
    EXPECT_EQ(problem({1, 3, 6000, 8000}), "problem.picture.numbers 2");   // 48
    EXPECT_EQ(problem({1, 3, 9000, 12000}), "problem.picture.numbers 3");  // 108
    EXPECT_EQ(problem({1, 1, 100, 16385}), "problem.picture.side 2");
    EXPECT_EQ(problem({1, 1, 100, 65535}), "problem.picture.side 4");
    EXPECT_EQ(problem({1, 3, 6000, 8000}, 2), "");
    EXPECT_EQ(problem({1, 3, 9000, 12000}, 2), "problem.picture.numbers 3");
    EXPECT_EQ(problem({1, 1, 1, 65536}), "problem.picture.huge");
    EXPECT_EQ(problem({1, 1, 20000, 20000}, 16), "problem.picture.huge");
    const auto checked = check_picture_shape("x", {1, 3, 6001, 8001}, 1);
    EXPECT_EQ(checked.error().fixes.front().out_h, 3001);
    EXPECT_EQ(checked.error().fixes.front().out_w, 4001);
}

}  // namespace
}  // namespace pw
