#include "core/code/exactness.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pw::script {

namespace {

constexpr double unit = 1.1920928955078125e-7;  // float32's, 2^-23
constexpr double whole = 16777216;              // up to here float32 has every whole number
constexpr double never = std::numeric_limits<double>::infinity();

double largest(const Tensor& tensor) {
    double most = 0;
    for (const float v : tensor.data())
        if (std::isfinite(v)) most = std::max(most, std::abs(double{v}));
    return most;
}

// The largest of 1, 1/16 and 1/256 that all values are multiples of; 0 when none is.
double grain(const Tensor& tensor) {
    for (const double g : {1., 16., 256.})
        if (std::ranges::all_of(tensor.data(), [g](float v) {
                return std::isfinite(v) && double{v} * g == std::trunc(double{v} * g);
            }))
            return 1 / g;
    return 0;
}

// The weights of a window, as one sum may meet them.
struct Weights {
    double sum = 0;    // of their sizes
    double grain = 1;  // what all are multiples of
    double count = 1;
    double bias = 0;
};

Weights weights_of(const Part& part) {
    const Window& w = part.window();
    const auto taps = static_cast<double>(w.rows.max_taps() * w.columns.max_taps());
    if (part.op().use == WindowUse::blur_pool)
        return {1, std::ldexp(1., -static_cast<int>(w.rows.max_taps() + w.columns.max_taps()) + 2), taps};
    if (!part.op().has(Param::weight)) return {taps, 1, taps};
    const Tensor& weight = part.params().weight;
    const Tensor& bias = part.params().bias;
    Weights out{0, grain(weight), taps * static_cast<double>(weight.shape().c), largest(bias)};
    for (std::int64_t o = 0; o < weight.shape().n; ++o) {
        double sum = 0;
        for (std::int64_t c = 0; c < weight.shape().c; ++c)
            for (const float v : weight.plane(o, c)) sum += std::isfinite(v) ? std::abs(double{v}) : 0;
        out.sum = std::max(out.sum, sum);
    }
    if (!bias.empty()) out.grain = std::min(out.grain, grain(bias));
    return out;
}

double smallest_divisor(const Part& part) {
    if (part.op().how != Reduction::mean) return 1;
    const auto rows = shares(part, part.window().rows), columns = shares(part, part.window().columns);
    const auto least = [](const auto& all) { return static_cast<double>(*std::ranges::min_element(all)); };
    return std::max(1., std::abs(static_cast<double>(divisor_factor(part))) * least(rows) * least(columns));
}

// Sums, averages and convolutions.
Check summed(const Part& part, const Check& before) {
    const Weights w = weights_of(part);
    const double most = largest(*part.input), g = grain(*part.input) * w.grain;
    const double sum = most * w.sum + w.bias, divisor = smallest_divisor(part);
    if (sum > std::numeric_limits<float>::max()) return {false, never};
    const bool exact =
        g > 0 && sum / g < whole && (part.op().how == Reduction::sum || grain(part.output()) > 0);
    return {before.exact && exact, (before.error * w.sum + unit * (std::sqrt(w.count) + 1) * sum) / divisor +
                                       unit * largest(part.output())};
}

// A root is steep where its sum is small.
Check rooted(const Part& part, const Check& before) {
    const auto p = static_cast<double>(part.params().norm_type);
    const auto taps = weights_of(part).count;
    const double most = largest(*part.input), power = std::pow(most, p);
    if (power * taps * taps > std::numeric_limits<float>::max()) return {false, never};
    const double slack = taps * (p * std::pow(most, p - 1) * before.error + unit * (taps + p) * power);
    double error = 0;
    for (const float r : part.output().data()) {
        if (!std::isfinite(r)) continue;
        const double steep = slack / (p * std::pow(std::abs(double{r}), p - 1));
        error = std::max(error, std::min(std::pow(slack, 1 / p), steep) + 4 * unit * std::abs(double{r}));
    }
    return {false, error};
}

Check judged(const Part& part, const Check& before) {
    switch (part.op().how) {
        case Reduction::mean:
        case Reduction::sum:
            return summed(part, before);
        case Reduction::norm:
            return rooted(part, before);
        default:
            return before;
    }
}

}  // namespace

bool judge(std::vector<Part>& parts) {
    for (Part& part : parts) {
        const auto from = std::ranges::find(parts, part.from, &Part::to);
        part.check = judged(part, from == parts.end() ? Check{} : from->check);
        if (part.check.error == never) return false;
    }
    return true;
}

}  // namespace pw::script
