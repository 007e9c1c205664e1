// Pictures of samples against kept ones. Other versions of the renderer shift a few pixels: what counts is
// how many differ clearly. POOLWALK_GOLDEN=write renews the files: look at them then.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "core/export/png.h"
#include "core/tensor/png.h"
#include "core/tests/export/drawn.h"
#include "core/tests/export/golden.h"

namespace pw {

namespace {

constexpr float clearly = 40;      // of 255
constexpr double tolerance = .01;  // of the pixels

void expect_golden(const std::string& name, const Scene& scene) {
    const std::string path = std::string(PW_SOURCE_DIR) + "/core/tests/export/golden/" + name + ".png";
    const std::string bytes = to_png(test::drawn(scene)).value();
    if (const char* mode = std::getenv("POOLWALK_GOLDEN"); mode && std::string_view(mode) == "write") {
        std::ofstream(path, std::ios::binary) << bytes;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path;
    std::stringstream kept;
    kept << file.rdbuf();
    const Tensor a = read_png(name, kept.str()).value().tensor, b = read_png(name, bytes).value().tensor;
    ASSERT_EQ(a.shape(), b.shape());
    std::int64_t different = 0;
    for (std::int64_t c = 0; c < 3; ++c)
        for (std::size_t i = 0; i < a.plane(0, c).size(); ++i)
            different += std::abs(a.plane(0, c)[i] - b.plane(0, c)[i]) > clearly;
    EXPECT_LE(static_cast<double>(different), tolerance * static_cast<double>(a.shape().count())) << name;
}

}  // namespace

TEST(PngGolden, Samples) {
    if (!test::is_inter_4_0()) GTEST_SKIP() << "the kept ones are in Inter 4.0";
    Pane value = test::sample("average-4x4", 3.365);
    value.watch.colour = ColourBy::value;
    expect_golden("max-4x4", test::scene_of(test::sample("max-4x4", 2.77), test::page_look(640, 400)));
    expect_golden("average-4x4-dark", test::scene_of(value, test::page_look(640, 400, Theme::dark)));
    expect_golden("padding-print",
                  test::scene_of(test::sample("padding", 1.7), test::page_look(640, 400, Theme::print)));
    expect_golden("low-pixel", test::scene_of(test::sample("low-pixel", 1250), test::page_look(640, 400)));
}

}  // namespace pw
