#include "core/tests/oracle/agree.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <string_view>

namespace pw::oracle {
namespace {

constexpr std::string_view old_half = "pad should be at most half of kernel size, but got pad=";
constexpr std::string_view new_half = "pad should be at most half of effective kernel size, but got pad=";

// Our padding message in the words that libtorch had before 2025.
std::string in_old_words(const std::string& s) {
    if (!s.starts_with(new_half)) return s;
    const std::size_t comma = s.find(", kernel_size="), and_dilation = s.find(" and dilation=");
    return std::string(old_half) + s.substr(new_half.size(), comma - new_half.size()) + " and " +
           s.substr(comma + 2, and_dilation - comma - 2);
}

bool same_value(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

double ulp(float v) {
    const float a = std::abs(v);
    return std::nextafter(a, std::numeric_limits<float>::infinity()) - a;
}

// Ours rounds once; two sums in double may differ by their own rounding only.
bool close(float ours, double theirs, double allowed) {
    const float rounded = static_cast<float>(theirs);
    if (same_value(ours, rounded)) return true;
    if (!std::isfinite(ours) || !std::isfinite(rounded)) return false;
    return std::abs(static_cast<double>(ours) - theirs) <= ulp(rounded) + allowed;
}

// The root of a sum that cancels may be anything, NaN included; elsewhere it is as exact as the sum.
bool close_root(float ours, double theirs, double sum, double scale) {
    if (std::abs(sum) <= 1e-12 * scale) return true;
    return close(ours, theirs, 1e-13 * scale / std::abs(sum) * std::abs(theirs));
}

// What a fast path may do: 4 ulp, and the rounding of a sum in float32.
bool close_mean(float ours, double theirs, double scale) {
    return close(ours, theirs,
                 3 * ulp(static_cast<float>(theirs)) + std::numeric_limits<float>::epsilon() * scale);
}

bool close_value(const Case& c, const Answer& theirs, std::size_t i, float v) {
    const double w = theirs.values[i];
    if (!theirs.sum.empty()) return same_value(v, w) || close_root(v, w, theirs.sum[i], theirs.scale[i]);
    if (c.op->how == Reduction::mean) return close_mean(v, w, theirs.scale[i]);
    if (!theirs.scale.empty()) return close(v, w, 1e-13 * theirs.scale[i]);
    return same_value(v, w);
}

// In a window without a real cell torch's index points beside it.
bool same_index(const Case& c, const Answer& theirs, std::size_t i, std::int64_t index) {
    if (index < 0) return theirs.values[i] == c.op->padding_value;
    return theirs.indices[i] == index;
}

}  // namespace

Difference compare_forward(const Case& c, const Forward& ours, const Answer& theirs) {
    if (ours.values.shape() != theirs.shape) return "the shapes differ";
    if (c.op->has_indices == theirs.indices.empty()) return "one of them has no indices";
    for (std::size_t i = 0; i < theirs.values.size(); ++i) {
        const float v = ours.values.data()[i];
        if (!close_value(c, theirs, i, v))
            return fmt::format("value {}: {}, torch {}", i, v, theirs.values[i]);
        if (c.op->has_indices && !same_index(c, theirs, i, ours.indices.data()[i]))
            return fmt::format("index {}: {}, torch {}", i, ours.indices.data()[i], theirs.indices[i]);
    }
    return {};
}

Difference compare_backward(const Tensor& ours, const Answer& theirs) {
    if (ours.data().size() != theirs.gradient.size()) return "the gradients' sizes differ";
    for (std::size_t i = 0; i < theirs.gradient.size(); ++i) {
        if (!theirs.unsure.empty() && theirs.unsure[i]) continue;
        // Through a root the gradient is as exact as the sum under it.
        const double bound = theirs.sum.empty() ? 1e-13 : 1e-9;
        if (!close(ours.data()[i], theirs.gradient[i], bound * theirs.gradient_scale[i]))
            return fmt::format("gradient {}: {}, torch {}", i, ours.data()[i], theirs.gradient[i]);
    }
    return {};
}

bool same_reason(const Case& c, const std::string& ours, const std::string& theirs) {
    if (ours == theirs) return true;
    if (!torch_has_effective_rule()) {
        if (in_old_words(ours) == theirs) return true;
        // With a dilation it stops at the first padding that is too large, ours only at one that is too large
        // for all that the kernel spans: then other things may be wrong first.
        const Pair d = c.params.window.dilation;
        if (c.op->use == WindowUse::max_pool && d != Pair{1, 1})
            return theirs.starts_with(old_half) || ours.starts_with(new_half);
    }
    // Newer versions close the parenthesis.
    if (torch_major() >= 2 && c.op->reads_indices && ours + ")" == theirs) return true;
    // Newer versions look at a convolution's dilation before its channels, with fewer words.
    return torch_major() >= 2 && c.op->use == WindowUse::conv &&
           theirs == "dilation should be greater than zero";
}

}  // namespace pw::oracle
