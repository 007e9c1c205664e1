#include "core/walk/preset.h"

#include <array>

#include "core/ops/registry.h"

namespace pw {

namespace {

Params window(Pair kernel, Pair stride, Pair padding) {
    Params p;
    p.window.kernel = kernel;
    if (stride != kernel) p.window.stride = stride;
    p.window.padding = padding;
    return p;
}

Params halves(const Shape&) { return window({2, 2}, {2, 2}, {0, 0}); }
Params stem(const Shape&) { return window({3, 3}, {2, 2}, {1, 1}); }
Params same_size(const Shape&) { return window({3, 3}, {1, 1}, {1, 1}); }
Params whole(const Shape& input) { return window({input.h, input.w}, {input.h, input.w}, {0, 0}); }

}  // namespace

std::span<const Preset> presets() {
    static const std::array<Preset, 5> all{{
        {"vgg", Message("preset.vgg"), Message("preset.vgg.line"), &max_pool, halves},
        {"resnet-stem", Message("preset.resnet_stem"), Message("preset.resnet_stem.line"), &max_pool, stem},
        {"lenet", Message("preset.lenet"), Message("preset.lenet.line"), &avg_pool, halves},
        {"inception", Message("preset.inception"), Message("preset.inception.line"), &max_pool, same_size},
        {"global-average", Message("preset.global_average"), Message("preset.global_average.line"), &avg_pool,
         whole},
    }};
    return all;
}

}  // namespace pw
