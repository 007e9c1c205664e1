#include "core/bench/pool_reference.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pw::bench {

namespace {

struct Cell {
    double value;
    std::int64_t index;
};

// One plane along one direction: `step` between cells, `lines` of them `across` apart.
template <class T, class Fold>
std::vector<T> folded(const std::vector<T>& in, std::int64_t h, std::int64_t w, bool down, const Case& c,
                      T neutral, const Fold& fold) {
    const std::int64_t n = down ? h : w, outputs = c.outputs(n);
    const std::int64_t oh = down ? outputs : h, ow = down ? w : outputs;
    std::vector<T> out(static_cast<std::size_t>(oh * ow), neutral);
    for (std::int64_t y = 0; y < oh; ++y)
        for (std::int64_t j = 0; j < c.k; ++j) {
            if (down) {
                const std::int64_t row = y * c.s - c.p + j;
                if (row < 0 || row >= h) continue;
                for (std::int64_t x = 0; x < ow; ++x)
                    fold(out[static_cast<std::size_t>(y * ow + x)],
                         in[static_cast<std::size_t>(row * w + x)]);
                continue;
            }
            for (std::int64_t x = 0; x < ow; ++x) {
                const std::int64_t column = x * c.s - c.p + j;
                if (column >= 0 && column < w)
                    fold(out[static_cast<std::size_t>(y * ow + x)],
                         in[static_cast<std::size_t>(y * w + column)]);
            }
        }
    return out;
}

std::vector<double> pooled(const Case& c, const std::vector<double>& plane, bool sums) {
    const double neutral = sums ? 0 : -std::numeric_limits<double>::infinity();
    const auto fold = [sums](double& to, double v) { to = sums ? to + v : std::max(to, v); };
    const std::int64_t oh = c.outputs(c.shape.h);
    return folded(folded(plane, c.shape.h, c.shape.w, true, c, neutral, fold), oh, c.shape.w, false, c,
                  neutral, fold);
}

std::vector<Cell> winners(const Case& c, std::span<const float> plane) {
    std::vector<Cell> cells;
    for (const float v : plane) cells.push_back({v, std::ssize(cells)});
    const Cell neutral{-std::numeric_limits<double>::infinity(), std::numeric_limits<std::int64_t>::max()};
    const auto fold = [](Cell& to, const Cell& v) {
        if (v.value > to.value || (v.value == to.value && v.index < to.index)) to = v;
    };
    const std::int64_t oh = c.outputs(c.shape.h);
    return folded(folded(cells, c.shape.h, c.shape.w, true, c, neutral, fold), oh, c.shape.w, false, c,
                  neutral, fold);
}

}  // namespace

Reference reference(const Case& c, What what, const Tensor& x) {
    Reference r;
    const auto area = static_cast<double>(c.k * c.k);
    for (std::int64_t n = 0; n < c.shape.n; ++n)
        for (std::int64_t channel = 0; channel < c.shape.c; ++channel) {
            const auto plane = x.plane(n, channel);
            std::vector<double> values(plane.begin(), plane.end());
            if (what == What::indices) {
                for (const Cell& cell : winners(c, plane)) {
                    r.values.push_back(cell.value);
                    r.indices.push_back(cell.index);
                }
                continue;
            }
            for (const double v : pooled(c, values, what == What::average))
                r.values.push_back(what == What::average ? v / area : v);
            if (what == What::max) continue;
            for (double& v : values) v = std::abs(v);
            for (const double v : pooled(c, values, true)) r.magnitudes.push_back(v / area);
        }
    return r;
}

std::string disagreement(const Reference& with, const Contender& contender) {
    if (!contender.values) return {};
    const std::vector<float> got = contender.values();
    if (got.size() != with.values.size()) return "another number of results";
    for (std::size_t i = 0; i < got.size(); ++i) {
        const double exact = with.values[i], error = std::abs(got[i] - exact);
        const float f = static_cast<float>(std::abs(exact));
        const double ulp = static_cast<double>(std::nextafter(f, std::numeric_limits<float>::infinity())) - f;
        const double allowed = with.magnitudes.empty()
                                   ? 0
                                   : 4 * ulp + std::numeric_limits<float>::epsilon() * with.magnitudes[i];
        // Peers may add up in float, which is their definition of an average.
        const double mercy = contender.name.starts_with("ours") ? 1 : 100;
        if (!(error <= allowed * mercy))
            return "result " + std::to_string(i) + " is off by " + std::to_string(error);
    }
    if (contender.indices && contender.indices() != with.indices) return "other indices";
    return {};
}

}  // namespace pw::bench
