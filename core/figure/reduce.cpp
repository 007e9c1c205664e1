#include "core/figure/reduce.h"

#include <algorithm>
#include <cmath>

namespace pw {

namespace {

// Weights of the old pixels that one new pixel covers along one side.
struct Cover {
    int first = 0;
    std::vector<double> weights;
};

std::vector<Cover> covers(int from, int to) {
    std::vector<Cover> all(static_cast<std::size_t>(to));
    const double ratio = static_cast<double>(from) / to;
    for (int i = 0; i < to; ++i) {
        const double low = i * ratio, high = (i + 1) * ratio;
        Cover& c = all[static_cast<std::size_t>(i)];
        c.first = std::min(static_cast<int>(low), from - 1);
        for (int k = c.first; k < from && k < high - 1e-9; ++k)
            c.weights.push_back((std::min(high, k + 1.0) - std::max(low, static_cast<double>(k))) / ratio);
    }
    return all;
}

}  // namespace

Image reduced(const Image& image, int width, int height) {
    const auto columns = covers(image.width, width), rows = covers(image.height, height);
    Image out{width, height, {}};
    out.rgba.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    for (const Cover& row : rows)
        for (const Cover& column : columns) {
            double sum[4] = {};
            for (std::size_t j = 0; j < row.weights.size(); ++j)
                for (std::size_t i = 0; i < column.weights.size(); ++i) {
                    const std::size_t at =
                        ((static_cast<std::size_t>(row.first) + j) * static_cast<std::size_t>(image.width) +
                         static_cast<std::size_t>(column.first) + i) *
                        4;
                    const double alpha = image.rgba[at + 3] / 255. * row.weights[j] * column.weights[i];
                    for (std::size_t k = 0; k < 3; ++k) sum[k] += image.rgba[at + k] * alpha;
                    sum[3] += 255 * alpha;
                }
            for (double s : sum)
                out.rgba.push_back(static_cast<std::uint8_t>(std::lround(std::min(s, 255.))));
        }
    return out;
}

}  // namespace pw
