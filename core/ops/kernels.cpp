#include "core/ops/kernels.h"

#include <algorithm>
#include <array>

namespace pw {

namespace {

constexpr std::int64_t largest_side = 31;

using Plane = std::vector<float>;

bool small(Pair k) { return k == Pair{3, 3}; }

Plane identity(Pair k) {
    if (k.h % 2 == 0 || k.w % 2 == 0) return {};
    Plane p(static_cast<std::size_t>(k.h * k.w), 0.f);
    p[p.size() / 2] = 1;
    return p;
}

Plane box(Pair k) {
    const auto n = static_cast<std::size_t>(k.h * k.w);
    return Plane(n, static_cast<float>(1. / static_cast<double>(n)));
}

// A row of Pascal's triangle, halved on the way down so that it always sums to 1.
std::vector<double> binomial(std::int64_t n) {
    std::vector<double> row{1};
    while (static_cast<std::int64_t>(row.size()) < n) {
        row.push_back(0);
        for (std::size_t i = row.size() - 1; i > 0; --i) row[i] = (row[i] + row[i - 1]) / 2;
        row[0] /= 2;
    }
    return row;
}

Plane gaussian(Pair k) {
    const auto rows = binomial(k.h), columns = binomial(k.w);
    Plane p;
    for (double y : rows)
        for (double x : columns) p.push_back(static_cast<float>(y * x));
    return p;
}

Plane sharpen(Pair k) { return small(k) ? Plane{0, -1, 0, -1, 5, -1, 0, -1, 0} : Plane{}; }
Plane sobel_x(Pair k) { return small(k) ? Plane{-1, 0, 1, -2, 0, 2, -1, 0, 1} : Plane{}; }
Plane sobel_y(Pair k) { return small(k) ? Plane{-1, -2, -1, 0, 0, 0, 1, 2, 1} : Plane{}; }
Plane laplacian(Pair k) { return small(k) ? Plane{0, 1, 0, 1, -4, 1, 0, 1, 0} : Plane{}; }

Plane anti_diagonal(Pair k) {
    if (k.h != k.w) return {};
    Plane p(static_cast<std::size_t>(k.h * k.w), 0.f);
    for (std::int64_t y = 0; y < k.h; ++y) p[static_cast<std::size_t>(y * k.w + k.w - 1 - y)] = 1;
    return p;
}

struct Entry {
    std::string_view id;
    const char* name;
    Plane (*plane)(Pair);  // empty: not at this size
};
constexpr Entry entries[] = {
    {"identity", "preset.identity", identity},    {"box_blur", "preset.box_blur", box},
    {"gaussian", "preset.gaussian", gaussian},    {"sharpen", "preset.sharpen", sharpen},
    {"sobel_x", "preset.sobel_x", sobel_x},       {"sobel_y", "preset.sobel_y", sobel_y},
    {"laplacian", "preset.laplacian", laplacian}, {"anti_diagonal", "preset.anti_diagonal", anti_diagonal},
};

Plane plane_of(std::string_view id, Pair kernel) {
    if (kernel.h < 1 || kernel.w < 1 || kernel.h > largest_side || kernel.w > largest_side) return {};
    const auto* e = std::ranges::find(entries, id, &Entry::id);
    return e == std::end(entries) ? Plane{} : e->plane(kernel);
}

Pair size_of(const Tensor& weight) { return {weight.shape().h, weight.shape().w}; }

// Where the old weights begin within the new ones: the middles come to lie on each other.
std::int64_t shift(std::int64_t from, std::int64_t to) { return to / 2 - from / 2; }

}  // namespace

std::span<const KernelPreset> kernel_presets() {
    static const std::vector<KernelPreset> all = [] {
        std::vector<KernelPreset> presets;
        for (const Entry& e : entries) presets.push_back({e.id, Message(e.name)});
        return presets;
    }();
    return all;
}

std::optional<Tensor> preset_weight(std::string_view id, Pair kernel, std::int64_t out_channels,
                                    std::int64_t in_channels) {
    const Plane plane = plane_of(id, kernel);
    if (plane.empty()) return {};
    std::vector<float> values;
    values.reserve(plane.size() * static_cast<std::size_t>(out_channels * in_channels));
    for (std::int64_t i = 0; i < out_channels * in_channels; ++i)
        values.insert(values.end(), plane.begin(), plane.end());
    return Tensor({out_channels, in_channels, kernel.h, kernel.w}, std::move(values));
}

const KernelPreset* preset_of(const Tensor& weight, std::int64_t out_channel) {
    if (weight.empty()) return nullptr;
    for (const KernelPreset& preset : kernel_presets()) {
        const Plane plane = plane_of(preset.id, size_of(weight));
        bool all = !plane.empty();
        for (std::int64_t c = 0; all && c < weight.shape().c; ++c)
            all = std::ranges::equal(weight.plane(out_channel, c), plane);
        if (all) return &preset;
    }
    return nullptr;
}

Tensor with_preset(const Tensor& weight, std::string_view id, std::int64_t out_channel) {
    const Shape& s = weight.shape();
    auto own = preset_weight(id, size_of(weight), 1, s.c);
    if (!own) own = preset_weight(id, {3, 3}, 1, s.c);
    if (!own) return weight;
    const Tensor others = resized_kernel(weight, size_of(*own));
    std::vector<float> values(others.data().begin(), others.data().end());
    const auto at = static_cast<std::ptrdiff_t>(out_channel * own->shape().count());
    std::ranges::copy(own->data(), values.begin() + at);
    return Tensor(others.shape(), std::move(values));
}

Tensor resized_kernel(const Tensor& weight, Pair kernel) {
    const Shape& from = weight.shape();
    if (size_of(weight) == kernel) return weight;
    const Shape to{from.n, from.c, kernel.h, kernel.w};
    const std::int64_t down = shift(from.h, to.h), right = shift(from.w, to.w);
    std::vector<float> values(static_cast<std::size_t>(to.count()), 0.f);
    for (std::int64_t plane = 0; plane < to.n * to.c; ++plane) {
        const auto old = weight.plane(plane / to.c, plane % to.c);
        for (std::int64_t y = std::max<std::int64_t>(0, down); y < std::min(to.h, from.h + down); ++y)
            for (std::int64_t x = std::max<std::int64_t>(0, right); x < std::min(to.w, from.w + right); ++x)
                values[static_cast<std::size_t>((plane * to.h + y) * to.w + x)] =
                    old[static_cast<std::size_t>((y - down) * from.w + x - right)];
    }
    return Tensor(to, std::move(values));
}

bool can_resize(const Tensor& weight, Pair kernel) {
    const Shape& s = weight.shape();
    return check_shape({s.n, s.c, kernel.h, kernel.w}) && kernel.h * kernel.w <= limits::taps;
}

}  // namespace pw
